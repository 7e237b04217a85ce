//! Our scorer and the independent one, `../shared/score/quotes.py`, give the same figures to the last digit.

use std::path::Path;
use std::process::Command;

use onrecord::statement::Finder;
use onrecord_lab::polnear::{self, Counts, Figures, Gold, Roles};
use onrecord_lab::shared;
use serde_json::{Value, json};

#[test]
fn figures_are_those_of_quotes_py() {
    let (Some(shared), true) = (shared::folder(), has_python()) else {
        eprintln!("SKIPPED: needs ../shared and python3");
        return;
    };
    let folder = shared.join("data/polnear/dev");
    for (name, change) in [("disturbed", disturbed as fn(&Gold) -> Vec<Roles>), ("rules", by_rules)] {
        let gold = polnear::read(&folder).expect("a readable corpus");
        let found: Vec<Vec<Roles>> = gold.iter().map(change).collect();
        let mut counts = Counts::default();
        for (gold, found) in gold.iter().zip(&found) {
            counts.add(&polnear::compare(&gold.text, &gold.statements, found).counts);
        }
        let theirs = quotes_py(&shared, &folder, &gold, &found);
        compare(name, &Figures::of(&counts), &theirs["figures"]);
    }
}

fn by_rules(gold: &Gold) -> Vec<Roles> {
    let article = polnear::article(gold);
    let found = onrecord::statement::find(&article, Finder::Rules);
    polnear::roles(&article, &found.statements)
}

/// The gold with edges moved, roles dropped and statements doubled, so that every count is exercised.
fn disturbed(gold: &Gold) -> Vec<Roles> {
    let length = gold.text.chars().len() as u32;
    let mut found = Vec::new();
    for (at, roles) in gold.statements.iter().enumerate().filter(|(at, _)| at % 7 != 3) {
        let mut roles = roles.clone();
        for span in &mut roles.content {
            match at % 5 {
                0 => span.1 = (span.1 + 3).min(length),
                1 => span.0 = span.0.saturating_sub(40),
                2 if span.1 - span.0 > 30 => span.0 += 25,
                _ => {}
            }
        }
        match at % 6 {
            0 => roles.source.clear(),
            1 => roles.source.iter_mut().for_each(|span| *span = (span.1 - 1, span.1)),
            2 => roles.cue.clear(),
            5 => found.push(roles.clone()),
            _ => {}
        }
        found.push(roles);
    }
    found
}

fn quotes_py(shared: &Path, folder: &Path, gold: &[Gold], found: &[Vec<Roles>]) -> Value {
    let mut lines = String::new();
    for (gold, found) in gold.iter().zip(found) {
        let statements: Vec<Value> = found
            .iter()
            .map(|roles| json!({ "source": roles.source, "cue": roles.cue, "content": roles.content }))
            .collect();
        lines += &json!({ "id": gold.name, "statements": statements }).to_string();
        lines.push('\n');
    }
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), lines).expect("a writable file");
    let output = Command::new("python3")
        .arg(shared.join("score/quotes.py"))
        .args([folder, file.path()])
        .arg("--json")
        .output()
        .expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn compare(name: &str, ours: &Figures, theirs: &Value) {
    for (class, figures) in ["all", "quoted", "unquoted"].iter().zip(&ours.0) {
        let block = &theirs[class];
        for measure in polnear::MEASURES {
            let (our, their) = (ours.get(class, measure).unwrap(), &block[measure]);
            let their = |key: &str| their[key].as_f64().unwrap_or(0.0);
            let our = [our.p, our.r, our.f1, our.gold as f64, our.found as f64];
            assert_same(
                &our,
                &["p", "r", "f1", "gold", "pred"].map(their),
                &format!("{name}: {class}, {measure}"),
            );
        }
        let source = &block["source ok"];
        let their = |key: &str| source[key].as_f64().unwrap_or(0.0);
        let (pairs, any, head) = figures.source;
        let our = [pairs as f64, any, head];
        assert_same(&our, &["pairs", "any", "head"].map(their), &format!("{name}: {class}, source"));
        for (group, (recall, gold)) in ["core", "other"].iter().zip(figures.by_cue) {
            let their = &block["recall by cue"][group];
            assert_eq!(json!(gold), their["gold"], "{name}: {class}, {group}");
            assert_same(&[recall], &[their["r"].as_f64().unwrap()], &format!("{name}: {class}, {group}"));
        }
    }
}

/// Equal but for the last bit, which the reader of JSON may round otherwise.
fn assert_same(ours: &[f64], theirs: &[f64], what: &str) {
    let is_same = ours.iter().zip(theirs).all(|(a, b)| (a - b).abs() < 1e-15);
    assert!(is_same, "{what}: {ours:?}, not {theirs:?}");
}

fn has_python() -> bool {
    Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success())
}
