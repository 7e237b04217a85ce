//! What the rules find in invented articles, and what holds for any text.

mod fixture;

use fixture::{STRANGE, article, sound};
use onrecord::statement::{Finder, find};
use proptest::prelude::*;

#[test]
fn fixtures() {
    let problems = fixture::problems("statement", Finder::Rules);
    assert!(problems.is_empty(), "{problems}");
}

proptest! {
    #[test]
    fn any_text(text in STRANGE) {
        sound(&text, Finder::Rules)?;
    }

    /// One broken mark costs its own paragraph: other paragraphs give the same statements.
    #[test]
    fn a_broken_mark_stays_in_its_paragraph(at in 0usize..40) {
        let first = "The barge left at noon, and nobody on the quay could see it.";
        let second = "\"We saw it leave,\" Mr. Hale said. \"It was empty.\"";
        let mut broken = first.to_owned();
        broken.insert(first.char_indices().nth(at).unwrap().0, '"');
        let found = find(&article(&format!("{broken}\n\nThe ferry waited.\n\n{second}\n")), Finder::Rules);
        prop_assert!(found.statements.iter().any(|s| s.words == "We saw it leave, It was empty."));
    }
}
