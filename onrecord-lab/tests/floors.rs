//! No score falls below its floor in `evals/floors.toml`.

use onrecord_lab::{floors, shared};

#[test]
fn no_score_is_below_its_floor() {
    let pinned = floors::floors().expect("readable floors");
    if shared::folder().is_none() {
        eprintln!("SKIPPED: needs ../shared (or ONRECORD_SHARED): no score was measured");
        return;
    }
    let scores = floors::measure().expect("everything can be measured");
    let fallen = floors::fallen(&pinned, &scores);
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
