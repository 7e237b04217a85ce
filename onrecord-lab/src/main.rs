//! `onrecord-lab`: scores on corpora that stay outside the project.

use clap::{Parser, Subcommand};
use onrecord::statement::Finder;
use onrecord_lab::{polnear, shared, stories};

/// Scores on corpora that stay outside the project (../shared, or ONRECORD_SHARED).
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Statements found in PolNeAR, beside those marked there.
    Polnear(Polnear),
    /// The example stories, row by row, against their truth tables.
    Stories(stories::Arguments),
}

#[derive(clap::Args)]
struct Polnear {
    /// `dev` or `train`
    #[arg(long, default_value = "dev")]
    split: String,
    /// Show so many errors, spread over the articles
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Which errors
    #[arg(long, value_delimiter = ',', default_value = "miss,false")]
    kind: Vec<polnear::Kind>,
    /// Only errors in quoted statements
    #[arg(long, conflicts_with = "unquoted")]
    quoted: bool,
    /// Only errors in unquoted statements
    #[arg(long)]
    unquoted: bool,
    /// Only articles whose name contains this
    #[arg(long, value_name = "WORD")]
    article: Option<String>,
    /// A table of cues: marked, missed, found, found in vain
    #[arg(long)]
    by_cue: bool,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Polnear(arguments) => show_polnear(&arguments),
        Command::Stories(arguments) => stories::show(&arguments),
    }
}

fn show_polnear(arguments: &Polnear) -> anyhow::Result<()> {
    let folder = shared::path(&format!("data/polnear/{}", arguments.split))?;
    let mut scored = polnear::run(&folder, Finder::Rules)?;
    if let Some(word) = &arguments.article {
        scored.retain(|one| one.gold.name.contains(word.as_str()));
    }
    let quoted = match (arguments.quoted, arguments.unquoted) {
        (false, false) => None,
        (quoted, _) => Some(quoted),
    };
    if arguments.errors > 0 {
        println!("{}", polnear::errors(&scored, arguments.errors, &arguments.kind, quoted));
    }
    if arguments.by_cue {
        println!("{}", polnear::by_cue(&scored, 80));
    }
    println!("{}", polnear::report(&scored));
    Ok(())
}
