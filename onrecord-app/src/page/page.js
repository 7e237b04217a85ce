(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Dark or light: what the reader chose, else what the system says.
  const root = document.documentElement;
  const theme = $("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const recall = () => { try { return localStorage.getItem("onrecord-theme"); } catch { return null; } };
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
  const chosen = recall();
  if (chosen) root.dataset.theme = chosen;
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("onrecord-theme", root.dataset.theme); } catch { /* a file may have no store */ }
    name();
  });
  system.addEventListener("change", name);
  name();

  // Filter by speaker and outlet.
  const speaker = $("by-speaker"), outlet = $("by-outlet"), shown = $("shown");
  const items = all(".item");
  const apply = () => {
    let count = 0;
    for (const item of items) {
      const fits = (!speaker.value || item.dataset.p === speaker.value)
        && (!outlet.value || item.dataset.o.split(" ").includes(outlet.value));
      item.hidden = !fits;
      count += fits;
    }
    const filtered = speaker.value || outlet.value;
    for (const group of all("details.speaker")) {
      const some = all(".item", group).some((item) => !item.hidden);
      group.hidden = !some;
      if (filtered && some) group.open = true;
    }
    shown.textContent = filtered ? `${count} shown` : "";
  };
  if (items.length > 3) {
    $("filter").hidden = false;
    speaker.addEventListener("change", apply);
    outlet.addEventListener("change", apply);
  }

  // The statement that the address names: all its words lit, a small bar to go on or back.
  const here = $("here");
  const numbers = all(".at[id^=s]").map((at) => Number(at.id.slice(1))).sort((a, b) => a - b);
  let back = null;
  const show = () => {
    for (const lit of all(".on")) lit.classList.remove("on");
    const found = /^#s(\d+)$/.exec(location.hash);
    here.hidden = !found;
    if (!found) return;
    const number = Number(found[1]);
    for (const part of all(`[data-s~="${number}"]`)) part.classList.add("on");
    const at = numbers.indexOf(number);
    const side = document.querySelector(`.text a.ref[href="#l${number}"] .side`);
    const go = (label, words, target) => {
      const link = document.createElement("button");
      link.type = "button";
      link.textContent = label;
      link.setAttribute("aria-label", words);
      link.disabled = !target;
      link.addEventListener("click", () => { location.hash = target; });
      return link;
    };
    const title = document.createElement("b");
    title.textContent = `${number}${side ? side.textContent : ""}`;
    here.replaceChildren(
      go("←", "Statement before", at > 0 && `s${numbers[at - 1]}`),
      title,
      go("→", "Next statement", at + 1 < numbers.length && `s${numbers[at + 1]}`),
      go("List", "Back to the list", back || `l${number}`),
    );
  };
  const reveal = () => {
    const target = location.hash && $(location.hash.slice(1));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.closest("[hidden]")) { speaker.value = outlet.value = ""; apply(); }
    target.scrollIntoView({ block: location.hash.startsWith("#s") ? "center" : "start" });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link) {
      const line = link.closest("[id]");
      back = line && !line.closest(".text") && /^[lutdgrx]\d/.test(line.id) ? line.id : null;
    }
    const cell = event.target.closest && event.target.closest("a.cell");
    if (cell && !$("filter").hidden && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      speaker.value = cell.dataset.p === "0" ? "" : cell.dataset.p;
      outlet.value = cell.dataset.o;
      apply();
      $("filter").scrollIntoView();
      speaker.focus({ preventScroll: true });
    }
    const part = event.target.closest && event.target.closest(".text [data-s]");
    if (part && !link && !getSelection().toString()) location.hash = `s${part.dataset.s.split(" ").pop()}`;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !here.hidden) {
      const found = /^#s(\d+)$/.exec(location.hash);
      location.hash = back || `l${found[1]}`;
    }
  });
  addEventListener("hashchange", () => { reveal(); show(); });
  if (location.hash) { reveal(); show(); }

  // Paper shows everything.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of folded) fold.open = false; });
})();
