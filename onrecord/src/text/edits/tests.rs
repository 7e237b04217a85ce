use proptest::prelude::*;

use super::{EditKind, edits};

/// The edits as `kind: removed → added`.
fn shown(before: &str, after: &str) -> Vec<String> {
    edits(before, after)
        .iter()
        .map(|edit| format!("{}: {} → {}", edit.kind, edit.removed.of(before), edit.added.of(after)))
        .collect()
}

#[test]
fn one_change_of_each_kind() {
    for (before, after, expected) in [
        (
            "We must say that the yard is closed.",
            "The yard is closed.",
            "cut: We must say that → |case: the → The",
        ),
        ("I am old, but I must say, but", "I must say, but", "cut: I am old, but → "),
        ("We saw it. It is closed. It is gone", "We saw it. It is gone", "cut: It is closed → "),
        ("The yard is closed for good.", "The yard is closed.", "cut: for good → "),
        ("The old yard is closed.", "The yard is closed.", "cut: old → "),
        ("The yard is closed.", "The old yard is closed.", "insertion:  → old"),
        ("I will comment the plan.", "I will comment [on] the plan.", "bracket-insertion:  → [on]"),
        ("They said no to us.", "[The company] said no to us.", "bracket-insertion: They → [The company]"),
        ("The yard, which is old, is closed.", "The yard … is closed.", "ellipsis: which is old → …"),
        ("The yard, which is old, is closed.", "The yard. . . is closed.", "ellipsis: which is old → . . ."),
        ("The yard, which is old, is closed.", "The yard [...] is closed.", "ellipsis: which is old → [...]"),
        (
            "We choose the harbour",
            "We chose the harbor",
            "respelling: choose → chose|respelling: harbour → harbor",
        ),
        (
            "We do not have five boats",
            "We don't have 5 boats",
            "respelling: do not → don't|respelling: five → 5",
        ),
        ("The yard is closed", "The mill is closed", "substitution: yard → mill"),
        ("Look, it is so", "look, it is so", "case: Look → look"),
        ("It is closed.", "It is closed,", "end-mark: . → ,"),
        ("It is closed", "It is closed!", "end-mark:  → !"),
    ] {
        assert_eq!(shown(before, after).join("|"), expected, "{before} / {after}");
    }
}

#[test]
fn styles_of_marks_are_no_edit() {
    let before = "It’s “our” yard—period, and we don't sell";
    assert_eq!(shown(before, "It's 'our' yard - period and we don’t sell"), [""; 0]);
}

#[test]
fn edits_the_other_way_have_the_same_kind() {
    assert_eq!(shown("We act [on] it now", "We act it now"), ["bracket-insertion: [on] → "]);
    assert_eq!(shown("We … act now", "We will surely act now"), ["ellipsis: … → will surely"]);
}

proptest! {
    #[test]
    fn edits_are_total_and_rebuild_the_words(
        before in "([a-c]{1,2}|\\[a b\\]|…|\\.\\.\\.|[.,!’'\\[\\]&%é ] ?| ){0,30}",
        after in "([a-c]{1,2}|\\[a b\\]|…|\\.\\.\\.|[.,!’'\\[\\]&%é ] ?| ){0,30}",
    ) {
        let found = edits(&before, &after);
        let mut last = (0, 0);
        for edit in &found {
            prop_assert!(before.get(edit.removed.start as usize..edit.removed.end as usize).is_some());
            prop_assert!(after.get(edit.added.start as usize..edit.added.end as usize).is_some());
            prop_assert!(edit.removed.start >= last.0 && edit.added.start >= last.1, "in order: {:?}", found);
            last = (edit.removed.end, edit.added.end);
        }
        prop_assert!(edits(&before, &before).is_empty());
    }

    #[test]
    fn words_outside_the_edits_are_the_same(before in "([a-d] ){0,40}", after in "([a-d] ){0,40}") {
        let found = edits(&before, &after);
        let rest = |text: &str, spans: Vec<crate::text::Span>| {
            let mut kept = String::new();
            let mut from = 0;
            for span in spans {
                kept += &text[from..span.start as usize];
                from = span.end as usize;
            }
            (kept + &text[from..]).split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let cuts = found.iter().filter(|edit| edit.kind != EditKind::EndMark);
        let (removed, added): (Vec<_>, Vec<_>) = cuts.map(|edit| (edit.removed, edit.added)).unzip();
        prop_assert_eq!(rest(&before, removed), rest(&after, added));
    }
}
