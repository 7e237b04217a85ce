//! The one table of formats, and what bytes look like where a name does not say.

use std::path::Path;

use super::Refusal;

/// What an input is read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// A web page.
    Page,
    /// Plain text or Markdown.
    Text,
    /// One record of a scraper, or of our own wire.
    Record,
}

/// How many inputs a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holds {
    /// The file is one input.
    One,
    /// Each line is one.
    Lines,
    /// Each JSON value is one: one record, or the elements of an array.
    Values,
}

/// Endings of names, what stands in such a file, and how it is cut. Each may be followed by `.gz`.
const FORMATS: [(&str, Format, Holds); 9] = [
    ("html", Format::Page, Holds::One),
    ("htm", Format::Page, Holds::One),
    ("xhtml", Format::Page, Holds::One),
    ("txt", Format::Text, Holds::One),
    ("md", Format::Text, Holds::One),
    ("markdown", Format::Text, Holds::One),
    ("jsonl", Format::Record, Holds::Lines),
    ("ndjson", Format::Record, Holds::Lines),
    ("json", Format::Record, Holds::Values),
];

/// Whether a file of a folder is one of ours, by its ending.
pub(super) fn is_known(path: &Path) -> bool {
    path.to_str().and_then(entry).is_some()
}

/// How a file of this name is cut into inputs.
pub(super) fn holds(name: &str) -> Holds {
    entry(name).map_or(Holds::One, |(_, _, holds)| *holds)
}

/// What an input is, by its name and, where that says nothing or lies, by its bytes.
pub(super) fn of(file: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::new(file, "is empty", "save the page again"));
    }
    let by_name = entry(record_file(file).unwrap_or(file)).map(|(_, format, _)| *format);
    if by_name == Some(Format::Record) || record_file(file) == Some("-") {
        return Ok(Format::Record);
    }
    if let Some(kind) = binary(bytes) {
        return Err(Refusal::new(
            file,
            format!("is not text but {kind}"),
            "save the report as a web page or as text",
        ));
    }
    let head = head(bytes);
    Ok(match by_name {
        Some(Format::Page) if bytes.contains(&b'<') || bytes.contains(&0) => Format::Page,
        _ if opens_page(&head) => Format::Page,
        None if opens_record(&head, bytes) => Format::Record,
        _ => Format::Text,
    })
}

/// `a.jsonl` of `a.jsonl:12`.
fn record_file(file: &str) -> Option<&str> {
    let (name, line) = file.rsplit_once(':')?;
    (!line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())).then_some(name)
}

fn entry(name: &str) -> Option<&'static (&'static str, Format, Holds)> {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (_, ending) = name.rsplit_once('.')?;
    FORMATS.iter().find(|(known, ..)| *known == ending)
}

/// The first characters, in lower case, without byte-order mark, blanks and declarations.
fn head(bytes: &[u8]) -> String {
    let head: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).take(600).collect();
    let text = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let mut text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    for (opening, closing) in [("<?xml", "?>"), ("<!--", "-->")] {
        if text.starts_with(opening) {
            text = text.split_once(closing).map_or("", |(_, rest)| rest).trim_start();
        }
    }
    text.to_owned()
}

fn opens_page(head: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}

fn opens_record(head: &str, bytes: &[u8]) -> bool {
    head.starts_with('{') && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// What a file without text is, by its first bytes.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 10] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a picture or sound"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a database"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    let head = &bytes[..bytes.len().min(8192)];
    if super::charset::is_utf16(head) {
        return None;
    }
    let strange = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    (head.contains(&0) || strange * 20 > head.len()).then_some("binary data")
}
