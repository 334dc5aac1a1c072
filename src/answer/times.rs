//! The times of a sentence: those that may answer when, and whether they are
//! those that the question is about.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use crate::corpus::Metadata;
use crate::question::Times;
use crate::retrieval::PreparedQuestion;
use crate::text::date::{Mention, Precision, mentions};
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
    "讲",
    "说",
    "谈",
    "发言",
    "节目",
    "访",
    "记者会",
    "发布会",
    "出席",
    "致辞",
    "say",
    "said",
    "tell",
    "told",
    "post",
    "review",
    "speak",
    "spoke",
    "conference",
];

/// The dates of `sentence` that the question does not have, and that are not
/// those of somebody's saying so, unless the saying is asked about.
pub(super) fn of(prepared: &PreparedQuestion, sentence: &str) -> Vec<Range<usize>> {
    let asked = prepared.question.gap.words_after.as_str();
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
            !prepared.question.wording.text.contains(&words) && !VAGUE.contains(&words.as_str())
        })
        .filter(|span| about_saying || !said_later(span))
        .collect()
}

/// Whether a sentence is of each time that the question is about: it says so,
/// outright or from the day of publication; or, where it names no date
/// outright, its passage does, or the document was published then.
pub(super) fn hold(times: &Times, sentence: &str, passage: &str, meta: &Metadata) -> bool {
    if times.is_empty() {
        return true;
    }
    let own = mentions(sentence, meta.published);
    let outright = |mention: &&Mention| !mention.relative && mention.start.is_some();
    let stated: Vec<Mention> = own.iter().filter(outright).cloned().collect();
    let (mentions, text) = if stated.is_empty() {
        (mentions(passage, meta.published), passage)
    } else {
        (stated, sentence)
    };
    let published = meta.published.filter(|_| text == passage);
    let year = |year: &i32| {
        mentions.iter().any(|mention| mention.covers(*year))
            || text.contains(&year.to_string())
            || published.is_some_and(|day| day.year() == *year)
    };
    let stretch = |(from, to): &(NaiveDate, NaiveDate)| {
        let within = |mention: &Mention| {
            let days = mention.start.zip(mention.end);
            mention.precision < Precision::Year
                && days.is_some_and(|(start, end)| start <= *to && *from <= end)
        };
        // News of a day is printed on the next.
        let printed = |day: NaiveDate| *from <= day && day <= *to + Days::new(1);
        mentions.iter().any(within) || published.is_some_and(printed)
    };
    times.years.iter().all(year) && times.stretches.iter().all(stretch)
}
