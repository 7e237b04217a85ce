//! The language of a text, where the page does not say.

/// Shorter texts are too short to tell.
const LEAST: usize = 200;

/// No more of a text is looked at.
const SAMPLE: usize = 1500;

/// The page's own claim as ISO 639-1, else what the words look like, else English.
pub(super) fn of(claim: Option<&str>, body: &str) -> String {
    let claimed = claim.map(|claim| claim.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase());
    match claimed {
        Some(code) if code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) => code,
        _ => detected(body).unwrap_or("en").to_owned(),
    }
}

fn detected(body: &str) -> Option<&'static str> {
    if body.chars().take(LEAST).count() < LEAST {
        return None;
    }
    let end = body.char_indices().nth(SAMPLE).map_or(body.len(), |(at, _)| at);
    let sample = &body[..end];
    if is_plainly_english(sample) {
        return Some("en");
    }
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    CODES.iter().find(|(long, _)| *long == info.lang().code()).map(|(_, short)| *short)
}

/// Every eighth word or more is a small word that only English has: no need to count letters.
fn is_plainly_english(sample: &str) -> bool {
    let mut words = 0;
    let mut small = 0;
    for word in sample.split_ascii_whitespace() {
        words += 1;
        small += usize::from(matches!(
            word,
            "the" | "The" | "and" | "of" | "to" | "said" | "that" | "for" | "with" | "was"
        ));
    }
    small * 8 >= words
}

/// ISO 639-3 to 639-1, for the languages that the detector knows.
const CODES: [(&str, &str); 69] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("zul", "zu"),
];
