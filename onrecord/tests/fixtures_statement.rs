//! What the rules find in invented articles, and what holds for any text.

mod fixture;

use onrecord::article::{Article, Page, PageText, compose};
use onrecord::statement::{Finder, find};
use proptest::prelude::*;

#[test]
fn fixtures() {
    let problems = fixture::problems("statement", Finder::Rules);
    assert!(problems.is_empty(), "{problems}");
}

fn article(text: &str) -> Article {
    compose(Page { file: "any.txt".to_owned(), text: PageText::Plain(text.to_owned()), ..Page::default() })
}

proptest! {
    /// Any text: no panic, every span on character boundaries, words equal to their spans, ids unique.
    #[test]
    fn any_text(text in "(\\PC|[\"'“”‘’«»—.,:;()@\n]|said|told|according to|Ms\\. Orr|he ){0,60}") {
        let article = article(&text);
        let found = find(&article, Finder::Rules);
        let mut ids: Vec<_> = found.statements.iter().map(|s| s.id).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), found.statements.len());
        for statement in &found.statements {
            let slices: Vec<&str> = statement.content.iter().map(|span| span.of(&article.body)).collect();
            prop_assert_eq!(slices.join(" "), statement.words.clone());
            for span in statement.content.iter().chain(&statement.cue).chain(statement.source.as_slice()) {
                prop_assert!(!span.of(&article.body).is_empty());
            }
        }
        for mark in &found.marks {
            prop_assert!(!mark.span.of(&article.body).is_empty());
        }
        prop_assert_eq!(found.clone(), find(&article, Finder::Rules));
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
