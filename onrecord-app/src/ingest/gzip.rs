//! Packed files.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{LARGEST, Refusal};

/// Whether a name says that the file is packed.
pub(super) fn is_packed(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".gz")
}

/// What a packed stream holds.
pub(super) fn reader<R: Read>(packed: R) -> MultiGzDecoder<R> {
    MultiGzDecoder::new(packed)
}

/// The bytes, unpacked where they are packed; never more than the largest page.
pub(super) fn unpacked(file: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::too_large(file, "it"));
    }
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return match is_packed(file) && !bytes.is_empty() {
            true if bytes.contains(&b'<') => Ok(bytes), // a browser unpacked it and kept the name
            true => Err(Refusal::new(file, "is named .gz but is not packed with gzip", "fetch it again")),
            false => Ok(bytes),
        };
    }
    let mut unpacked = Vec::with_capacity(bytes.len().saturating_mul(4).min(LARGEST));
    match reader(bytes.as_slice()).take(LARGEST as u64 + 1).read_to_end(&mut unpacked) {
        Err(error) => {
            Err(Refusal::new(file, format!("is packed with gzip and broken: {error}"), "fetch it again"))
        }
        Ok(_) if unpacked.len() > LARGEST => Err(Refusal::too_large(file, "what it unpacks to")),
        Ok(_) => Ok(unpacked),
    }
}
