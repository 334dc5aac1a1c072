//! Dates of a claim that count from the day of its document, told as what they mean.

use chrono::NaiveDate;

use crate::answer::gate::{Premise, counted_from};
use crate::locale::Locale;
use crate::text::date::mentions;
use crate::text::language::Language;

/// `text` with what 今年, 上月 and the like mean behind them, where the premises mean
/// them as of their own day, and that is another time than on the day `today` of the
/// question.
pub(super) fn with_dates(
    text: &str,
    premises: &[&Premise],
    today: Option<NaiveDate>,
    language: Language,
) -> String {
    let mut told = text.to_owned();
    for (at, date) in mentions(text, today).iter().enumerate().rev() {
        let Some(from) = counted_from(text, at, date, premises) else { continue };
        let there = mentions(text, Some(from)).into_iter().nth(at);
        let Some(when) = there.and_then(|there| there.plain()) else { continue };
        let meaning = Locale::of(language).that_is(when);
        let inserted = if language.is_chinese() {
            format!("（{meaning}）")
        } else {
            format!(" ({meaning})")
        };
        told.insert_str(date.span.end, &inserted);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn told(text: &str, printed: &[(&str, &str)], language: Language) -> String {
        let premises: Vec<Premise> = printed
            .iter()
            .map(|(words, published)| Premise::new(words, "", Some(day(published))))
            .collect();
        with_dates(text, &premises.iter().collect::<Vec<_>>(), Some(day("2026-11-27")), language)
    }

    #[test]
    fn a_date_of_another_day_is_told() {
        let printed = [("西橋目標於明年完工。", "2025-12-29")];
        let chinese = Language::TraditionalChinese;
        assert_eq!(told("西橋於明年完工。", &printed, chinese), "西橋於明年（即2026年）完工。");
        assert_eq!(
            told("It opens next year.", &printed, Language::English),
            "It opens next year (that is, 2026)."
        );
        assert_eq!(told("西橋於2026年完工。", &printed, chinese), "西橋於2026年完工。");
    }

    #[test]
    fn a_date_that_counts_from_today_is_left_as_it_is() {
        let printed = [("西橋將於2027年完工。", "2025-12-29")];
        let chinese = Language::TraditionalChinese;
        assert_eq!(told("西橋於明年完工。", &printed, chinese), "西橋於明年完工。");
    }

    #[test]
    fn a_date_counts_from_the_day_of_the_page_that_has_it() {
        let printed = [("園區有三座大樓。", "2024-03-01"), ("今年新增兩座。", "2025-06-01")];
        assert_eq!(
            told("今年新增兩座大樓。", &printed, Language::TraditionalChinese),
            "今年（即2025年）新增兩座大樓。"
        );
    }
}
