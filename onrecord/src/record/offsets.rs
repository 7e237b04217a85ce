//! Offsets of the wire: from bytes of a body to code points or UTF-16 units, fast for any number of spans.

use crate::text::Span;
use crate::words_enum::words_enum;

words_enum! {
    /// What an offset counts.
    pub enum Offsets {
        /// Unicode code points: what Python's `str` counts.
        CodePoint => "code-point",
        /// Bytes of UTF-8: what Rust and Go count.
        Byte => "byte",
        /// UTF-16 code units: what JavaScript and Java count.
        Utf16 => "utf16",
    }
}

/// Converts the byte offsets of one body. Made once, in one pass; each conversion then looks at
/// [`STEP`] bytes at most, however long the body is. ASCII bodies cost nothing.
#[derive(Clone, Debug)]
pub struct Ruler<'a> {
    body: &'a [u8],
    offsets: Offsets,
    /// Units before each multiple of [`STEP`] bytes; empty where bytes are units already.
    before: Vec<u32>,
}

/// Bytes between two noted counts.
const STEP: usize = 64;

impl<'a> Ruler<'a> {
    /// A ruler for this body.
    pub fn new(body: &'a str, offsets: Offsets) -> Self {
        let body_bytes = body.as_bytes();
        let before =
            if offsets == Offsets::Byte || body.is_ascii() { Vec::new() } else { noted(body_bytes, offsets) };
        Self { body: body_bytes, offsets, before }
    }

    /// The offset that this byte offset is. Total: an offset behind the end is the end.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.body.len());
        if self.before.is_empty() {
            return byte as u32;
        }
        let step = byte / STEP;
        let noted = self.before.get(step).copied().unwrap_or(0);
        noted + units(&self.body[step * STEP..byte], self.offsets)
    }

    /// Both ends of a span.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

fn noted(body: &[u8], offsets: Offsets) -> Vec<u32> {
    let mut sum = 0;
    let mut before = Vec::with_capacity(body.len() / STEP + 2);
    before.push(0);
    for step in body.chunks(STEP) {
        sum += units(step, offsets);
        before.push(sum);
    }
    before
}

/// Units whose first byte lies in `bytes`.
fn units(bytes: &[u8], offsets: Offsets) -> u32 {
    let weight = |byte: &u8| match offsets {
        Offsets::Utf16 => u32::from(*byte & 0xC0 != 0x80) + u32::from(*byte >= 0xF0),
        _ => u32::from(*byte & 0xC0 != 0x80),
    };
    bytes.iter().map(weight).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_as_the_standard_library_does(body in "\\PC{0,300}") {
            let (points, utf16) = (Ruler::new(&body, Offsets::CodePoint), Ruler::new(&body, Offsets::Utf16));
            let bytes = Ruler::new(&body, Offsets::Byte);
            for (at, _) in body.char_indices().chain([(body.len(), ' ')]) {
                prop_assert_eq!(points.at(at as u32) as usize, body[..at].chars().count());
                prop_assert_eq!(utf16.at(at as u32) as usize, body[..at].encode_utf16().count());
                prop_assert_eq!(bytes.at(at as u32) as usize, at);
            }
        }

        #[test]
        fn is_total(body in "\\PC{0,80}", at in any::<u32>()) {
            for offsets in Offsets::ALL {
                Ruler::new(&body, *offsets).at(at);
            }
        }
    }
}
