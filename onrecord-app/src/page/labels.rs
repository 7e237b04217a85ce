//! The page's own few words for the engine's enumerations.

use std::borrow::Borrow;

use onrecord::account::{DifferenceKind, LinkKind};
use onrecord::article::BlockKind;
use onrecord::dossier::SpeakerEntry;
use onrecord::origin::Origins;
use onrecord::reprint;
use onrecord::speaker::{Basis, Kind};
use onrecord::statement::{Act, Flag, Form};
use onrecord::story::What;
use onrecord::text::EditKind;
use onrecord::utterance::EchoKind;

/// What an edit did.
pub(super) const fn edit(kind: EditKind) -> &'static str {
    match kind {
        EditKind::Cut => "cut",
        EditKind::Insertion => "added",
        EditKind::BracketInsertion => "in brackets",
        EditKind::Ellipsis => "ellipsis",
        EditKind::Respelling => "spelling",
        EditKind::Substitution => "other word",
        EditKind::Case => "capitals",
        EditKind::EndMark => "end mark",
    }
}

/// What is done with the words; nothing for the neutral case, which the cue shows.
pub(super) const fn act(act: Act) -> Option<&'static str> {
    match act {
        Act::Says => None,
        Act::Thinks => Some("reported as thought, not as said"),
        Act::Asks => Some("asks"),
        Act::Confirms => Some("confirms"),
        Act::Denies => Some("denies"),
        Act::Declines => Some("declines to speak"),
        Act::Apologises => Some("apologises"),
        Act::Promises => Some("promises"),
        Act::Warns => Some("warns"),
        Act::Condemns => Some("condemns"),
        Act::Posts => Some("posts"),
        Act::Rules => Some("rules"),
    }
}

/// How the words are reported.
pub(super) const fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "in quotation marks",
        Form::Mixed => "partly in quotation marks",
        Form::Indirect => "in the report’s words",
        Form::Post => "a post",
    }
}

/// What is unusual about a statement.
pub(super) const fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Unclosed => "quotation never closed",
        Flag::Continued => "continues the quotation before",
        Flag::Uncued => "no reporting words of its own",
        Flag::Dialogue => "question and answer",
    }
}

/// Why a statement is a speaker's, where the report does not print the name beside it.
pub(super) const fn basis(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Named | Basis::Handle | Basis::Unnamed => None,
        Basis::Pronoun => Some("named by a pronoun"),
        Basis::Role => Some("named by a role"),
        Basis::Body => Some("named by another word"),
        Basis::Continued => Some("speaker of the words before"),
        Basis::None => Some("no source printed"),
    }
}

/// What a speaker is; nothing for a named person.
pub(super) const fn kind(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Person => None,
        Kind::Organisation => Some("organisation"),
        Kind::Group => Some("group"),
        Kind::Unnamed => Some("unnamed"),
    }
}

/// How an echo stands to the words.
pub(super) const fn echo(kind: EchoKind) -> &'static str {
    match kind {
        EchoKind::Paraphrase => "in other words",
        EchoKind::Gloss => "the report’s own reading",
        EchoKind::Mention => "referred to",
        EchoKind::Fragment => "a few of the words",
        EchoKind::Headline => "in a headline",
    }
}

/// What happened at a moment.
pub(super) const fn what(what: What) -> &'static str {
    match what {
        What::Said => "Said",
        What::Published => "Published",
        What::Revised => "Revised",
        What::Narrated => "Told",
        What::Photo => "Photograph",
        What::Background => "Background",
    }
}

/// What a block of an article is; nothing for running text and titles, which show it themselves.
pub(super) const fn block(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Headline | BlockKind::Paragraph | BlockKind::Heading => None,
        BlockKind::Byline => Some("byline"),
        BlockKind::Dateline => Some("dateline"),
        BlockKind::Caption => Some("caption"),
        BlockKind::Credit => Some("credit"),
        BlockKind::AltText => Some("picture text"),
        BlockKind::Bio => Some("about the writer"),
        BlockKind::Boilerplate => Some("house text"),
        BlockKind::UpdateNote => Some("update note"),
        BlockKind::Post => Some("post"),
    }
}

/// In what accounts differ.
pub(super) const fn difference(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Number => "number",
        DifferenceKind::Date => "day or time",
        DifferenceKind::Place => "place",
        DifferenceKind::Name => "name",
        DifferenceKind::Case => "case or law",
        DifferenceKind::Wording => "wording",
        DifferenceKind::Attribution => "attribution",
        DifferenceKind::Scope => "certainty",
        DifferenceKind::Superseded => "superseded",
        DifferenceKind::OneSided => "one report alone",
    }
}

/// How accounts hang together.
pub(super) const fn link(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::PossibleSame => "may describe one act",
    }
}

/// How we know who copied whom.
pub(super) const fn direction(basis: reprint::Basis) -> &'static str {
    match basis {
        reprint::Basis::Credit => "direction by the credit",
        reprint::Basis::Dates => "direction by the printed dates",
        reprint::Basis::Asymmetry => "direction by what was added",
        reprint::Basis::Unknown => "direction not known",
    }
}

/// `1 independent origin`, `at least 1, at most 3 independent origins`.
pub(super) fn origins(range: &Origins) -> String {
    let Origins { at_least, at_most } = *range;
    if at_least == at_most {
        return count(at_most as usize, "independent origin");
    }
    format!("at least {at_least}, at most {at_most} independent origins")
}

/// A speaker's name, or that none is printed.
pub(super) fn speaker(speaker: Option<&SpeakerEntry>) -> &str {
    match speaker {
        Some(speaker) if speaker.name.trim().is_empty() => "name not printed",
        Some(speaker) => &speaker.name,
        None => "no speaker named",
    }
}

/// `1 report`, `2 reports`. (Templates pass fields by reference, lengths by value.)
pub(super) fn count(number: impl Borrow<usize>, thing: &str) -> String {
    let number = *number.borrow();
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// A wording's letter: A, B … Z, then A2, B2 ….
pub(super) fn letter(place: usize) -> String {
    let letter = char::from(b'A' + (place % 26) as u8);
    if place < 26 { letter.to_string() } else { format!("{letter}{}", place / 26 + 1) }
}

/// The words that accounts of one point share, set apart; names of several words stay whole.
pub(super) fn point(words: &str) -> String {
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let mut point = String::with_capacity(words.len() + 16);
    let mut last = "";
    for word in words.split_whitespace() {
        if !last.is_empty() {
            point.push_str(if is_name(last) && is_name(word) { " " } else { " · " });
        }
        point.push_str(word);
        last = word;
    }
    point
}

/// A text whose long numbers have commas: `212,000,000 crowns`.
pub(super) fn grouped(text: &str) -> String {
    text.split(' ').map(with_commas).collect::<Vec<_>>().join(" ")
}

fn with_commas(word: &str) -> String {
    if word.len() < 5 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    let ends = |at: usize| at > 0 && (word.len() - at).is_multiple_of(3);
    let mut grouped = String::with_capacity(word.len() * 4 / 3);
    for (at, digit) in word.chars().enumerate() {
        grouped.push_str(if ends(at) { "," } else { "" });
        grouped.push(digit);
    }
    grouped
}

/// A name of at most so many characters, the last of them `…` where it was longer.
pub(super) fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// The first words of a text, with ` …` where there are more.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let mut shown = words.by_ref().take(most).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        shown.push_str(" …");
    }
    shown
}
