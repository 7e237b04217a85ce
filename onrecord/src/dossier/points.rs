//! Byte offsets as code points, which is what the wire counts in.

use crate::text::Span;

/// The code points of one text.
pub(super) struct Points {
    /// First byte of each character; nothing for plain ASCII, where the two counts are the same.
    starts: Option<Vec<u32>>,
}

impl Points {
    pub(super) fn of(text: &str) -> Self {
        let starts =
            (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at as u32).collect::<Vec<_>>());
        Self { starts }
    }

    pub(super) fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }

    fn at(&self, byte: u32) -> u32 {
        match &self.starts {
            None => byte,
            Some(starts) => starts.partition_point(|start| *start < byte) as u32,
        }
    }
}
