//! The day that a question counts from its own: 今晚食咩好 is not answered by a page of two years ago.

use chrono::{Days, NaiveDate};

use crate::question::{Question, Times};
use crate::text::date::mentions;
use crate::text::list;
use crate::text::normalize::folded;

const FILE: &str = include_str!("day.tsv");

/// Whether `question` names such a day, and `text`, which was published on `from`, is neither of
/// that day nor of the one beside it, and does not tell it. Today may mean nowadays.
pub(super) fn is_of_another(question: &Question, text: &str, from: Option<NaiveDate>) -> bool {
    let Times { stretches, relative, .. } = &question.times;
    let nowadays = |(said, _): &(String, _)| {
        let said = folded(said);
        list::words(FILE, "nowadays").any(|word| word == said)
    };
    let mut days = stretches.iter().filter(|(start, end)| start == end).map(|(day, _)| *day);
    let Some(day) = days.next().filter(|_| !relative.iter().any(nowadays)) else { return false };
    let next = day.checked_add_days(Days::new(1));
    let told = || {
        let mut told = mentions(text, from).into_iter().filter_map(|date| date.start.zip(date.end));
        told.any(|(start, end)| (start..=end).contains(&day))
    };
    from != Some(day) && from != next && !told()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn a_day_that_is_named_is_that_of_the_page_or_told_in_it() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        let other = |question: &str, text: &str, from| {
            let query: Query = question.parse().expect("a question");
            let question = Question::read(&query.asked_on(day(2026, 11, 29)), &glossary);
            is_of_another(&question, text, from)
        };
        let old = day(2024, 3, 15);
        assert!(other("今晚食咩好？", "lunch is at one o'clock", old));
        assert!(other("What happened yesterday?", "The forum opened.", old));
        assert!(!other("What happened yesterday?", "The forum opened.", day(2026, 11, 28)));
        assert!(!other("尋日開咗咩會？", "論壇昨日開幕。", day(2026, 11, 29)));
        assert!(!other("今日有幾多間公司？", "園區有31間公司。", old));
        assert!(!other("How many firms are there today?", "There are 31 firms.", old));
        assert!(!other("2024年有幾多間公司？", "園區有31間公司。", day(2025, 1, 2)));
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
    }
}
