//! Paths as given become inputs: files, folders, standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::formats::{self, Holds};
use super::gzip;
use super::records::Records;
use super::{Input, LARGEST, Options, Refusal};

/// Inputs, one by one.
pub(super) type Inputs = Box<dyn Iterator<Item = Result<Input, Refusal>> + Send>;

/// The inputs at a path as given on the command line.
pub(super) fn inputs_at(path: &Path, options: Options) -> Inputs {
    if path == Path::new("-") {
        return if options.jsonl {
            Box::new(Records::of_lines("-".to_owned(), BufReader::new(io::stdin())))
        } else {
            Box::new(std::iter::once(whole("-", io::stdin())))
        };
    }
    match fs::metadata(path) {
        Err(error) => one(Err(unreadable(&path.display().to_string(), &error))),
        Ok(found) if found.is_dir() => in_folder(path),
        Ok(_) => in_file(path),
    }
}

/// The files of a folder that have an ending which we know, in order of their names; hidden ones are passed over.
fn in_folder(folder: &Path) -> Inputs {
    let is_shown =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let entries =
        WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_shown);
    Box::new(entries.flat_map(|entry| match entry {
        Err(error) => one(Err(lost(&error))),
        Ok(entry) if entry.file_type().is_file() && formats::is_known(entry.path()) => in_file(entry.path()),
        Ok(_) => Box::new(std::iter::empty()),
    }))
}

fn in_file(path: &Path) -> Inputs {
    let name = path.display().to_string();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return one(Err(unreadable(&name, &error))),
    };
    match formats::holds(&name) {
        Holds::Lines => Box::new(Records::of_lines(name.clone(), unpacking(&name, file))),
        Holds::Values => Box::new(Records::of_values(name.clone(), unpacking(&name, file))),
        Holds::One => {
            let is_large = file.metadata().is_ok_and(|found| found.is_file() && found.len() > LARGEST as u64);
            one(if is_large { Err(Refusal::too_large(&name, "the file")) } else { whole(&name, file) })
        }
    }
}

fn unpacking(name: &str, file: File) -> Box<dyn BufRead + Send> {
    if gzip::is_packed(name) {
        Box::new(BufReader::new(gzip::reader(file)))
    } else {
        Box::new(BufReader::new(file))
    }
}

fn whole(name: &str, reader: impl Read) -> Result<Input, Refusal> {
    let mut bytes = Vec::new();
    match reader.take(LARGEST as u64 + 1).read_to_end(&mut bytes) {
        Err(error) => Err(unreadable(name, &error)),
        Ok(_) if bytes.len() > LARGEST => Err(Refusal::too_large(name, "the file")),
        Ok(_) => Ok(Input { file: name.to_owned(), bytes }),
    }
}

fn one(input: Result<Input, Refusal>) -> Inputs {
    Box::new(std::iter::once(input))
}

fn unreadable(name: &str, error: &io::Error) -> Refusal {
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "check the name",
        io::ErrorKind::PermissionDenied => "make it readable (chmod +r)",
        _ => "check the disk, or copy the file elsewhere",
    };
    Refusal::new(name, format!("cannot be read: {error}"), remedy)
}

fn lost(error: &walkdir::Error) -> Refusal {
    let name = error.path().map_or_else(|| "folder".to_owned(), |path| path.display().to_string());
    match error.loop_ancestor() {
        Some(above) => Refusal::new(&name, format!("links back to {}", above.display()), "remove the link"),
        None => match error.io_error() {
            Some(error) => unreadable(&name, error),
            None => Refusal::new(&name, error.to_string(), "check the folder"),
        },
    }
}
