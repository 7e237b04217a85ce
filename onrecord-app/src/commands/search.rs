//! `onrecord search WORDS`: statements and articles of the archive that hold these words.

use std::env;
use std::io::{IsTerminal, Write};
use std::ops::Range;

use anyhow::{Context, Result, bail};

use super::{ArchiveArgs, Verdict, output};
use crate::archive::{Archive, ArticleHit, ArticleName, Hits, StatementHit, Words};

/// Arguments of `search`.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord search appeal ruling                    both words, in any order
  onrecord search '\"will appeal\"'                  these words side by side
  onrecord search 'apolog*' --format jsonl         beginnings of words; one hit a line

Case and accents do not matter. Statements come first, the best matches on top.")]
pub(crate) struct Args {
    /// Words that must all occur; phrases in quotation marks, beginnings as `appeal*`
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    archive: ArchiveArgs,
    /// Most statements, and most articles, to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How to write the hits
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// When to highlight the words found
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Show the names of private account holders
    #[arg(long)]
    show_private: bool,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    /// For reading
    Text,
    /// One hit a line
    Jsonl,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Runs `search`.
pub(crate) fn run(args: &Args) -> Result<Verdict> {
    let Some(words) = Words::parse(&args.words.join(" ")) else {
        bail!("`{}` holds no word to search for; give letters or digits", args.words.join(" "));
    };
    let path = args.archive.path();
    let mut archive = Archive::open(&path)?;
    if !archive.is_compiled()? && archive.compile().is_err() {
        eprintln!("an `add` was interrupted, and speakers are missing: give it again");
    }
    let hits = archive.search(&words, args.limit).with_context(|| path.display().to_string())?;
    let mut out = output::stdout();
    match args.format {
        Format::Jsonl => lines(&hits, &mut out)?,
        Format::Text => text(&hits, args, &mut out)?,
    }
    out.flush()?;
    Ok(if hits.articles_in_all + hits.statements_in_all == 0 { Verdict::Nothing } else { Verdict::Found })
}

fn lines(hits: &Hits, out: &mut dyn Write) -> Result<()> {
    for hit in &hits.statements {
        writeln!(out, "{}", serde_json::to_string(hit)?)?;
    }
    for hit in &hits.articles {
        writeln!(out, "{}", serde_json::to_string(hit)?)?;
    }
    Ok(())
}

fn text(hits: &Hits, args: &Args, out: &mut dyn Write) -> Result<()> {
    let marked = match args.color {
        Color::Auto => std::io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none(),
        Color::Always => true,
        Color::Never => false,
    };
    head(out, "statement", hits.statements.len(), hits.statements_in_all)?;
    for hit in &hits.statements {
        statement(hit, args.show_private, marked, out)?;
    }
    if !hits.statements.is_empty() && !hits.articles.is_empty() {
        writeln!(out)?;
    }
    head(out, "article", hits.articles.len(), hits.articles_in_all)?;
    for hit in &hits.articles {
        article(hit, marked, out)?;
    }
    Ok(())
}

fn head(out: &mut dyn Write, what: &str, shown: usize, in_all: usize) -> Result<()> {
    if in_all == 0 {
        return Ok(());
    }
    let plural = if in_all == 1 { "" } else { "s" };
    let rest = if shown < in_all { format!(" ({shown} shown; --limit N for more)") } else { String::new() };
    Ok(writeln!(out, "{in_all} {what}{plural}{rest}")?)
}

fn statement(hit: &StatementHit, show_private: bool, marked: bool, out: &mut dyn Write) -> Result<()> {
    let speaker = match &hit.speaker {
        Some(speaker) if speaker.private && !show_private => "a private account holder",
        Some(speaker) => &speaker.name,
        None => "nobody named",
    };
    let who = output::plain(&format!("{speaker} · {} · {}", hit.act, from(&hit.article)));
    writeln!(out, "\n  {}\n    {who}", shown(&hit.words, &hit.matches, marked))?;
    Ok(())
}

fn article(hit: &ArticleHit, marked: bool, out: &mut dyn Write) -> Result<()> {
    let title = hit.article.headline.as_deref().unwrap_or("(no headline)");
    writeln!(out, "\n  {}", output::plain(&format!("{title} · {}", from(&hit.article))))?;
    Ok(writeln!(out, "    {}", shown(&hit.excerpt, &hit.matches, marked))?)
}

/// Outlet, date and file.
fn from(article: &ArticleName) -> String {
    let outlet = article.outlet.as_deref().unwrap_or("outlet unknown");
    format!("{outlet} · {} · {}", date(article), article.file)
}

/// A day, or what is known of it.
fn date(article: &ArticleName) -> String {
    let day = |stamp: &Option<String>| stamp.as_ref().map(|stamp| stamp.chars().take(10).collect::<String>());
    match (day(&article.published_start), day(&article.published_end)) {
        (Some(start), Some(end)) if start == end => start,
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("{start} or later"),
        (None, Some(end)) => format!("by {end}"),
        (None, None) => "no date".to_owned(),
    }
}

/// Words on one line, with those that match in bold.
fn shown(words: &str, matches: &[Range<usize>], marked: bool) -> String {
    let line = |words: &str| output::plain(words).replace('\n', " ");
    if !marked {
        return line(words);
    }
    let mut out = String::new();
    let mut at = 0;
    for found in matches {
        let (Some(before), Some(word)) = (words.get(at..found.start), words.get(found.clone())) else {
            continue;
        };
        out.push_str(&line(before));
        out.push_str("\u{1b}[1;4m");
        out.push_str(&line(word));
        out.push_str("\u{1b}[0m");
        at = found.end;
    }
    out.push_str(&line(words.get(at..).unwrap_or("")));
    out
}
