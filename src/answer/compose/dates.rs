//! Dates of a claim that count from the day of its document, told as what they mean.

use chrono::NaiveDate;

use crate::locale::Locale;
use crate::question::Query;
use crate::text::date::mentions;
use crate::text::language::Language;

/// `text` with what 今年, 上月 and the like mean behind them, where they count from
/// `published` and mean another time on the day that the question is asked.
pub(super) fn with_dates(
    text: &str,
    published: Option<NaiveDate>,
    query: &Query,
    language: Language,
) -> String {
    let Some(published) = published else { return text.to_owned() };
    let (printed, now) = (mentions(text, Some(published)), mentions(text, query.today()));
    let mut told = text.to_owned();
    for date in printed.iter().rev() {
        let same = now.iter().find(|other| other.span == date.span);
        let moved = same.is_none_or(|other| other.resolved() != date.resolved());
        if let (true, Some(when)) = (moved, date.plain()) {
            let meaning = Locale::of(language).that_is(when);
            let inserted = if language.is_chinese() {
                format!("（{meaning}）")
            } else {
                format!(" ({meaning})")
            };
            told.insert_str(date.span.end, &inserted);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_another_day_is_told() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let query: Query = "西橋何時完工？".parse().expect("a question");
        let query = query.asked_on(day("2026-11-27"));
        let told =
            |text: &str, language| with_dates(text, Some(day("2025-12-29")), &query, language);
        assert_eq!(
            told("西橋於明年完工。", Language::TraditionalChinese),
            "西橋於明年（即2026年）完工。"
        );
        assert_eq!(
            told("It opens next year.", Language::English),
            "It opens next year (that is, 2026)."
        );
        assert_eq!(told("西橋於2026年完工。", Language::TraditionalChinese), "西橋於2026年完工。");
    }
}
