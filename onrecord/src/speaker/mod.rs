//! Says whose words they are, and which speakers of different articles are one.
//!
//! ```text
//! attribute   tokens ──► names ──► entities + roles      who is named, and how
//!             evidence                                   what the text shows a name to be
//!             source                                     what the words of a source come down to
//!             discourse + attribute + company            who is meant, read from top to bottom
//!             cast                                       speakers with their ids and aliases
//! join        casts ──► one cast                         the same person under different names
//! ```

mod attribute;
mod cast;
mod company;
mod discourse;
mod entities;
mod evidence;
mod formerly;
mod join;
mod lede;
pub(crate) mod lexicon;
mod names;
mod roles;
mod shapes;
mod source;
mod told_of;
mod tokens;

pub use join::join;

use crate::article::Article;
use crate::statement::Statement;
use crate::text::{Id, Span};
use crate::words_enum::words_enum;

use discourse::Discourse;

words_enum! {
    /// What a speaker is.
    pub enum Kind {
        /// One named person.
        Person => "person",
        /// A company, party, court, ministry, outlet.
        Organisation => "organisation",
        /// Several people: "residents", "people on social media".
        Group => "group",
        /// One person whose name is not printed.
        Unnamed => "unnamed",
    }
}

words_enum! {
    /// Why we think so.
    pub enum Basis {
        /// The source is a name.
        Named => "named",
        /// The source is a pronoun.
        Pronoun => "pronoun",
        /// The source is a role, a title or an epithet.
        Role => "role",
        /// The source is a company or body by another word ("the company", "we").
        Body => "body",
        /// It goes on from the statement before.
        Continued => "continued",
        /// A handle of a network.
        Handle => "handle",
        /// The source says no name: unnamed stays unnamed.
        Unnamed => "unnamed",
        /// No source is printed.
        None => "none",
    }
}

/// Words that name a speaker somewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias {
    /// The words.
    pub words: String,
    /// The article.
    pub article: Id<Article>,
    /// Where they stand.
    pub span: Span,
}

/// A person, organisation or group who speaks.
#[derive(Clone, PartialEq, Debug)]
pub struct Speaker {
    /// Hash of the name, and of the article too where the name alone proves nothing (unnamed, groups).
    pub id: Id<Speaker>,
    /// The fullest name that a report prints.
    pub name: String,
    /// Person, organisation, group or unnamed.
    pub kind: Kind,
    /// Every place where words name them (pronouns are not names).
    pub aliases: Vec<Alias>,
    /// Age, office, party as printed.
    pub attributes: Vec<Alias>,
    /// For an unnamed person: the body they speak for.
    pub organisation: Option<String>,
    /// Whether this is the private holder of an account: masked on pages unless asked for.
    pub private: bool,
}

/// A statement is a speaker's, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Attribution {
    /// The statement.
    pub statement: Id<Statement>,
    /// The speaker.
    pub speaker: Id<Speaker>,
    /// Why.
    pub basis: Basis,
    /// From the source to the words that name the speaker.
    pub chain: Vec<Span>,
    /// Share of such findings that are right, 0 to 1.
    pub confidence: f32,
}

/// Speakers and attributions.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cast {
    /// In order of their ids.
    pub speakers: Vec<Speaker>,
    /// In order of the statements.
    pub attributions: Vec<Attribution>,
}

/// Says whose words the statements of one article are. Speakers are those of this article alone.
///
/// Total: a source that names nobody gives an unnamed speaker, no source one without a name.
pub fn attribute(article: &Article, statements: &[Statement]) -> Cast {
    let tokens = tokens::tokens(article, statements);
    let named = entities::group(&article.body, &tokens, names::names(&article.body, &tokens));
    let mut discourse = Discourse::new(&article.body, &tokens, &named, statements);
    discourse.set_outlet(article.outlet.name.as_deref());
    let findings = discourse.read(statements);
    cast::compose(article, statements, &discourse, findings)
}
