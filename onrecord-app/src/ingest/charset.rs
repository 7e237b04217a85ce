//! Character sets, as browsers decide them: byte-order mark, what the page says, what the bytes look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes a text file. A byte-order mark stays, as its first character.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    decode(bytes, None)
}

/// Decodes a web page; a byte-order mark goes.
pub(super) fn page(bytes: &[u8]) -> Cow<'_, str> {
    match decode(bytes, declared(bytes)) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) if text.starts_with('\u{feff}') => {
            Cow::Owned(text.trim_start_matches('\u{feff}').to_owned())
        }
        owned => owned,
    }
}

/// Whether these bytes look like UTF-16, with a mark or without.
pub(super) fn is_utf16(head: &[u8]) -> bool {
    utf16(head).is_some()
}

fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Cow<'a, str> {
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if is_damaged_utf8(bytes) => String::from_utf8_lossy(bytes),
        Err(_) => declared.unwrap_or_else(|| guessed(bytes)).decode_without_bom_handling(bytes).0,
    }
}

fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let most = |count: usize| head.len() >= 8 && count * 10 >= head.len() / 2 * 8;
    match (zeros(0), zeros(1)) {
        (0, low) if most(low) => Some(UTF_16LE),
        (high, 0) if most(high) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 with a few broken places, rather than another character set: more whole characters than breaks.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(200_000)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// What the head of a page says of its character set.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len()).or_else(|| {
        let declaration = head.starts_with("<?xml").then(|| head.find("encoding=")).flatten();
        declaration.map(|at| at + "encoding=".len())
    })?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
        .or(Some(UTF_8))
        .filter(|_| !label.is_empty())
}
