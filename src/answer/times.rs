//! The dates of a sentence that may answer when.

use std::ops::Range;

use crate::retrieval::Prepared;
use crate::text::date::mentions;
use crate::text::normalize::folded;
use crate::text::sentence::clauses;

/// Words that are of some time and tell none, folded.
const VAGUE: &[&str] =
    &["目前", "现时", "现在", "近年", "近年来", "近期", "最近", "当时", "将来", "日后", "当前"];

/// Verbs of saying and writing, folded: a date before one is that of the
/// saying, and not of what is said.
const SAYING: &[&str] = &[
    "表示",
    "指出",
    "透露",
    "强调",
    "认为",
    "发文",
    "撰文",
    "提到",
    "提及",
    "回应",
    "回顾",
    "访问时",
    "受访",
    "说,",
    "称,",
    "说:",
    "称:",
];

/// What asks about a saying, beside these.
const ASKING_OF_SAYING: &[&str] = &[
    "讲", "说", "谈", "发言", "节目", "访问", "say", "said", "tell", "told", "post", "review",
    "speak", "spoke",
];

/// The dates of `sentence` that the question does not have, and that are not
/// those of somebody's saying so, unless the saying is asked about.
pub(super) fn of(prepared: &Prepared, sentence: &str) -> Vec<Range<usize>> {
    let asked = prepared.gap.words_after.as_str();
    let about_saying = SAYING.iter().chain(ASKING_OF_SAYING).any(|word| asked.contains(word));
    let clauses = clauses(sentence);
    let said_later = |span: &Range<usize>| {
        let clause = clauses.iter().find(|clause| clause.contains(&span.start));
        // The comma that a verb of saying may need stands after the clause.
        let rest = clause.map_or("", |clause| sentence.get(span.end..clause.end).unwrap_or(""));
        let rest = folded(rest);
        SAYING.iter().any(|word| rest.contains(word))
    };
    let dates = mentions(sentence, None).into_iter().map(|mention| mention.span);
    dates
        .filter(|span| {
            let words = folded(&sentence[span.clone()]);
            !prepared.written.contains(&words) && !VAGUE.contains(&words.as_str())
        })
        .filter(|span| about_saying || !said_later(span))
        .collect()
}
