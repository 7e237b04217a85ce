// Looks at one page in a real browser, as a reader would: dark and light, phone and desktop,
// with and without JavaScript, on paper.
//
//   node check.mjs PAGE.html FOLDER
//
// Writes pictures and the printed page into FOLDER, findings to stdout as JSON; exits 1 if there are some.

import { createRequire } from "node:module";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const [page_file, folder] = process.argv.slice(2).map((path) => resolve(path));
const address = pathToFileURL(page_file).href;
const findings = [];
const figures = { bytes: readFileSync(page_file).length, axe: {} };
const find = (what, detail) => findings.push({ what, detail });

function browser_path() {
  const given = process.env.ONRECORD_CHROMIUM;
  return [given, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path && existsSync(path),
  );
}

async function open(profile, settings, visit) {
  const context = await chromium.launchPersistentContext(mkdtempSync(join(profile, "p-")), {
    executablePath: browser_path(), headless: true, args: FLAGS, ...settings,
  });
  try {
    const page = await context.newPage();
    const loaded = address.replace(/#.*/, "");
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(loaded) && !url.startsWith("data:")) find("outside request", url);
    });
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) find("console", message.text());
    });
    page.on("pageerror", (error) => find("script error", String(error)));
    await page.goto(address, { waitUntil: "load" });
    await visit(page);
  } finally {
    await context.close();
  }
}

async function axe(page, name) {
  // The page's own policy lets no other script in, so this one comes through the debugger's door.
  const door = await page.context().newCDPSession(page);
  await door.send("Runtime.evaluate", { expression: AXE });
  const result = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, impact, nodes }) => ({
      id, impact, count: nodes.length, nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
    }));
  });
  figures.axe[name] = {};
  for (const { id, impact, nodes, count } of result) {
    figures.axe[name][id] = { impact, count };
    if (["serious", "critical"].includes(impact)) find(`axe ${impact} (${name}): ${id} ×${count}`, nodes);
  }
}

async function links(page) {
  const broken = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    const lost = [...document.querySelectorAll("a[href^='#']")]
      .map((link) => link.getAttribute("href").slice(1))
      .filter((id) => !document.getElementById(id));
    const outside = [...document.querySelectorAll("[src],link[href]")]
      .map((element) => element.getAttribute("src") || element.getAttribute("href"))
      .filter((url) => !url.startsWith("data:"));
    const small = document.documentElement.scrollWidth > innerWidth + 1;
    return { twice, lost, outside, small };
  });
  if (broken.lost.length) find("links that lead nowhere", broken.lost.slice(0, 10));
  if (broken.twice.length) find("ids given twice", broken.twice.slice(0, 10));
  if (broken.outside.length) find("things fetched", broken.outside);
  if (broken.small) find("the page is wider than its window", page.viewportSize());
}

/** A number in a list leads to the words, lights them, and the number there leads back. */
async function there_and_back(page) {
  const number = page.locator("a.ref[href^='#s']").first();
  if (!(await number.count())) return;
  const href = await number.getAttribute("href");
  await number.click();
  await page.waitForFunction((hash) => location.hash === hash, href);
  if (!(await page.locator(".text .on").count())) find("a statement's words are not lit", href);
  if (!(await page.locator("#here:not([hidden])").count())) find("no bar to go on or back", href);
  await page.keyboard.press("Escape");
  await page.waitForFunction((hash) => location.hash !== hash, href);
  await page.evaluate(() => { location.hash = ""; });
}

async function filtering(page) {
  if (!(await page.locator("#filter:not([hidden])").count())) return;
  const options = await page.locator("#by-speaker option").count();
  await page.selectOption("#by-speaker", { index: options - 1 });
  const [all, shown] = await page.evaluate(() => [
    document.querySelectorAll(".item").length, document.querySelectorAll(".item:not([hidden])").length,
  ]);
  if (shown > all || (options > 2 && shown === all)) find("the filter hides nothing", { all, shown });
  await page.selectOption("#by-speaker", "");
}

async function look(profile) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"]) {
      await open(profile, { viewport, colorScheme }, async (page) => {
        const name = `${size}-${colorScheme}`;
        await page.screenshot({ path: join(folder, `${name}.png`) });
        await page.screenshot({ path: join(folder, `${name}-full.png`), fullPage: true });
        await axe(page, name);
        await links(page);
        await filtering(page);
        await there_and_back(page);
        if (size === "desktop" && colorScheme === "light") {
          await page.click("#theme");
          const theme = await page.evaluate(() => document.documentElement.dataset.theme);
          if (theme !== "dark") find("the switch does not darken the page", theme);
        }
      });
    }
  }
}

async function without_script(profile) {
  await open(profile, { viewport: SIZES.desktop, javaScriptEnabled: false }, async (page) => {
    await page.screenshot({ path: join(folder, "no-script.png") });
    const number = page.locator("a.ref[href^='#s']").first();
    if (await number.count()) {
      const href = await number.getAttribute("href");
      await number.click();
      if (!page.url().endsWith(href)) find("without JavaScript a number leads nowhere", href);
    }
    if (await page.locator("#filter").isVisible()) find("without JavaScript the filter is in the way", "");
  });
}

async function on_paper(profile) {
  await open(profile, { viewport: SIZES.desktop }, async (page) => {
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    writeFileSync(join(folder, "printed.pdf"), pdf);
    figures.pdf_bytes = pdf.length;
    if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-")) || pdf.length < 5_000) find("the page does not print", pdf.length);
  });
}

if (!browser_path()) {
  console.error("no chromium: set ONRECORD_CHROMIUM or install Debian's chromium");
  process.exit(3);
}
mkdirSync(folder, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), "onrecord-browser-"));
try {
  await look(profile);
  await without_script(profile);
  await on_paper(profile);
} finally {
  rmSync(profile, { recursive: true, force: true });
}
console.log(JSON.stringify({ findings, figures }, null, 1));
process.exit(findings.length ? 1 : 0);
