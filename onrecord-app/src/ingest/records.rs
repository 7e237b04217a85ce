//! Streams of records: JSON Lines, and the values of a JSON file. One record is in memory at a time.

use std::io::BufRead;

use super::{Input, LARGEST, Refusal};

/// The records of a stream.
pub(super) struct Records<R> {
    file: String,
    reader: R,
    cut: Cut,
    /// Lines, or values, read so far.
    count: usize,
    ended: bool,
}

enum Cut {
    Lines,
    Values,
}

impl<R: BufRead> Records<R> {
    /// Each line a record.
    pub(super) fn of_lines(file: String, reader: R) -> Self {
        Self { file, reader, cut: Cut::Lines, count: 0, ended: false }
    }

    /// Each value a record, or each element of an array.
    pub(super) fn of_values(file: String, reader: R) -> Self {
        Self { file, reader, cut: Cut::Values, count: 0, ended: false }
    }

    fn next_piece(&mut self) -> std::io::Result<Option<Piece>> {
        match self.cut {
            Cut::Lines => line(&mut self.reader),
            Cut::Values => value(&mut self.reader),
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Input, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let piece = self.next_piece();
            self.count += 1;
            let file = format!("{}:{}", self.file, self.count);
            match piece {
                Ok(Some(Piece::Whole(bytes))) if is_passed_over(&bytes) => {}
                Ok(Some(Piece::Whole(bytes))) => return Some(Ok(Input { file, bytes })),
                Ok(Some(Piece::TooLarge)) => return Some(Err(Refusal::too_large(&file, "the record"))),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Refusal::new(
                        &file,
                        format!("cannot be read on: {error}"),
                        "fetch the file again",
                    )));
                }
            }
        }
        if self.count == 1 {
            self.count += 1;
            return Some(Err(Refusal::new(&self.file, "is empty", "check what wrote it")));
        }
        None
    }
}

enum Piece {
    Whole(Vec<u8>),
    TooLarge,
}

/// Blank lines, and the wire's records of other kinds: they are findings, not articles.
fn is_passed_over(bytes: &[u8]) -> bool {
    let words = bytes.trim_ascii();
    words.is_empty()
        || words == b"\xef\xbb\xbf"
        || words.starts_with(b"{\"kind\":\"") && !words.starts_with(b"{\"kind\":\"article\"")
}

/// The next line, without its break; a line that is too large is read past and named.
fn line(reader: &mut impl BufRead) -> std::io::Result<Option<Piece>> {
    let mut line = Vec::new();
    let mut length = 0;
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            return Ok((length > 0).then(|| piece(line, length)));
        }
        let end = chunk.iter().position(|b| *b == b'\n');
        let words = &chunk[..end.unwrap_or(chunk.len())];
        length += words.len();
        if length <= LARGEST {
            line.extend_from_slice(words);
        }
        let used = end.map_or(chunk.len(), |end| end + 1);
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(piece(line, length)));
        }
    }
}

/// The next value at the top of a JSON text, or within the array at its top. Brackets are counted, no more:
/// whether it is JSON is seen when it is read.
fn value(reader: &mut impl BufRead) -> std::io::Result<Option<Piece>> {
    let mut value = Vec::new();
    let (mut length, mut depth) = (0, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            return Ok((length > 0).then(|| piece(value, length)));
        }
        let (mut used, mut ended) = (0, false);
        for byte in chunk {
            used += 1;
            if length == 0
                && (byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']' | 0xef | 0xbb | 0xbf))
            {
                continue;
            }
            let closes = !quoted && depth <= 1 && matches!(byte, b'}' | b']');
            ended = closes || depth == 0 && !quoted && matches!(byte, b',' | b'\n');
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            length += 1;
            if length <= LARGEST {
                value.push(*byte);
            }
            if ended {
                break;
            }
        }
        reader.consume(used);
        if ended {
            return Ok(Some(piece(value, length)));
        }
    }
}

fn piece(bytes: Vec<u8>, length: usize) -> Piece {
    if length > LARGEST { Piece::TooLarge } else { Piece::Whole(bytes) }
}
