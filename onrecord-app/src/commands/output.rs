//! Writes results: to stdout, or to a file that appears whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, Error, Result};

/// Standard output, buffered.
pub(crate) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Whether whoever read our output has stopped: no error of ours.
pub(crate) fn is_broken_pipe(error: &Error) -> bool {
    let broken = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(broken))
}

/// Words for a terminal: control characters, which could steer it, are shown as `�`.
pub(crate) fn plain(words: &str) -> String {
    let steers = |c: char| c.is_control() && c != '\n';
    words.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Writes a file beside its place and then moves it there: readers see the old one or the new one.
pub(crate) fn write_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut part = Part::new(path)?;
    fill(&mut part).with_context(|| cannot_write(path))?;
    part.finish()
}

/// A file that is being written beside its place.
pub(crate) struct Part {
    place: PathBuf,
    beside: PathBuf,
    writer: Option<BufWriter<File>>,
}

impl Part {
    /// Starts a file that is to stand at `place`.
    pub fn new(place: &Path) -> Result<Self> {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let beside = place.with_file_name(format!(".{name}.{}.part", process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&beside);
        let file = file.with_context(|| cannot_write(place))?;
        let writer = Some(BufWriter::with_capacity(1 << 16, file));
        Ok(Self { place: place.to_owned(), beside, writer })
    }

    /// Moves the file to its place.
    pub fn finish(mut self) -> Result<()> {
        let written = match self.writer.take() {
            Some(writer) => writer.into_inner().map_err(io::IntoInnerError::into_error),
            None => return Ok(()),
        };
        let moved =
            written.and_then(|file| file.sync_all()).and_then(|()| fs::rename(&self.beside, &self.place));
        if moved.is_err() {
            self.discard();
        }
        moved.with_context(|| cannot_write(&self.place))
    }

    fn discard(&self) {
        // The half-written file is ours; if it cannot be removed there is nothing more to do.
        let _ = fs::remove_file(&self.beside);
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.as_mut().map_or(Ok(0), |writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if self.writer.take().is_some() {
            self.discard();
        }
    }
}

fn cannot_write(path: &Path) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let hint =
        folder.map_or(String::new(), |folder| format!(" (make the folder {} first)", folder.display()));
    format!("{}: cannot be written{hint}", path.display())
}
