//! The spellings under which a dictionary may have a word.

/// Common irregular forms.
const IRREGULAR: &[(&str, &str)] = &[
    ("built", "build"),
    ("began", "begin"),
    ("begun", "begin"),
    ("came", "come"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("fell", "fall"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("held", "hold"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("led", "lead"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("paid", "pay"),
    ("people", "person"),
    ("ran", "run"),
    ("rose", "rise"),
    ("risen", "rise"),
    ("said", "say"),
    ("sent", "send"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("stood", "stand"),
    ("taught", "teach"),
    ("took", "take"),
    ("taken", "take"),
    ("thought", "think"),
    ("told", "tell"),
    ("went", "go"),
    ("women", "woman"),
    ("won", "win"),
    ("wrote", "write"),
    ("written", "write"),
    ("children", "child"),
    ("feet", "foot"),
];

/// Endings with what may stand in their place; longer ones first.
const ENDINGS: &[(&str, &[&str])] = &[
    ("isation", &["ization"]),
    ("ically", &["ic", "ical"]),
    ("iest", &["y"]),
    ("ised", &["ize", "ized"]),
    ("ising", &["ize", "izing"]),
    ("ies", &["y", "ie"]),
    ("ied", &["y"]),
    ("ier", &["y"]),
    ("ily", &["y"]),
    ("ise", &["ize"]),
    ("ing", &["", "e"]),
    ("est", &["", "e"]),
    ("ness", &[""]),
    ("ment", &[""]),
    ("ours", &["or"]),
    ("our", &["or"]),
    ("'s", &[""]),
    ("es", &["", "e"]),
    ("ed", &["e", ""]),
    ("er", &["e", ""]),
    ("or", &["e", ""]),
    ("ly", &["", "le"]),
    ("s", &[""]),
];

/// A word shorter than this has no ending to take off.
const SHORTEST: usize = 3;

/// The spellings of `phrase` to look up, the likeliest first; only its last
/// word is changed.
pub(super) fn spellings(phrase: &str) -> Vec<String> {
    let (head, word) = phrase
        .rsplit_once(' ')
        .map_or(("", phrase), |_| phrase.split_at(phrase.rfind(' ').map_or(0, |at| at + 1)));
    let mut forms = vec![word.to_owned()];
    forms.extend(
        IRREGULAR.iter().filter(|(form, _)| *form == word).map(|(_, base)| (*base).to_owned()),
    );
    for (ending, others) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST) else {
            continue;
        };
        forms.extend(others.iter().map(|other| format!("{stem}{other}")));
        forms.extend(undoubled(stem).filter(|_| matches!(*ending, "ing" | "ed" | "er" | "est")));
    }
    forms.push(format!("{word}s"));
    forms.into_iter().map(|form| format!("{head}{form}")).collect()
}

/// `plann` is `plan`.
fn undoubled(stem: &str) -> Option<String> {
    let (left, last) = stem.split_at_checked(stem.len().checked_sub(1)?)?;
    left.ends_with(last).then(|| left.to_owned())
}
