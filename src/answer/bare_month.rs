//! A month without its year may be past or to come: "in September", printed in February.

use chrono::NaiveDate;

use super::gate::is_to_come;
use crate::text::date::{Mention, Precision};
use crate::text::normalize::folded;

/// Words that turn to another month than the one that is named.
const TURNS: [&str; 7] = ["next", "last", "this", "coming", "past", "今", "明"];

/// Whether `date`, whose `words` stand in a `text` of the day `from`, names no year and is after
/// that day, though nothing says that it is to come: of which year it is, the text does not say.
pub(super) fn is_of_an_unsaid_year(
    words: &str,
    text: &str,
    date: &Mention,
    from: Option<NaiveDate>,
) -> bool {
    let words = folded(words);
    let names_year = words.contains('年')
        || words.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    let is_month = date.precision == Precision::Month;
    let turns = TURNS.iter().any(|word| words.contains(word));
    let is_after = date.start.zip(from).is_some_and(|(start, from)| start > from);
    date.relative && is_month && is_after && !names_year && !turns && !is_to_come(&folded(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date::mentions;

    #[test]
    fn a_month_that_may_be_past_has_no_year() {
        let from = NaiveDate::from_ymd_opt(2026, 2, 11);
        let unsaid = |text: &str| {
            let date = &mentions(text, from)[0];
            is_of_an_unsaid_year(&text[date.span.clone()], text, date, from)
        };
        assert!(unsaid("The biggest round was raised in September."));
        assert!(unsaid("最大一輪融資在9月完成。"));
        assert!(!unsaid("The centre will open in September."));
        assert!(!unsaid("中心將於9月啟用。"));
        assert!(!unsaid("The biggest round was raised in January."));
        assert!(!unsaid("The biggest round was raised last September."));
        assert!(!unsaid("計劃明年9月推出。"));
        assert!(!unsaid("申請截止日期為3月31日。"));
    }
}
