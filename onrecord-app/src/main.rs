//! The program `onrecord`.

use std::process::ExitCode;

/// Articles are many small strings.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    onrecord_app::commands::run()
}
