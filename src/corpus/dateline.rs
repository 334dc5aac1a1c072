//! The day of publication where a document prints it itself.

use chrono::NaiveDate;

use crate::text::date::{Mention, Precision, mentions};
use crate::text::normalize::folded;
use crate::text::script::is_blank;

/// How many lines at the start and at the end of a document may say when it
/// was published.
const FIRST: usize = 8;
const LAST: usize = 3;

/// The most characters that stand beside the date in such a line: a weekday,
/// a publisher, a name.
const BESIDE: usize = 30;

/// What an English line begins with that says by whom and when a page was published.
const PUBLISHED: &[&str] = &["published", "posted", "issued", "released"];

/// What says right before a day that it is a page's own, folded.
const OWN: &[&str] = &[
    "更新日期",
    "发布日期",
    "发佈日期",
    "修订日期",
    "刊登日期",
    "出版日期",
    "published on",
    "updated on",
    "posted on",
    "issued on",
    "released on",
];

/// How far into a line of prose its day is looked for, in bytes.
const PROSE: usize = 1_000;

/// The day that `body` says it was published on, and the line that says so.
pub fn published(body: &str) -> Option<(NaiveDate, &str)> {
    let lines =
        body.lines().map(|line| line.trim_matches(is_blank)).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    let (first, rest) = lines.split_at(lines.len().min(FIRST));
    let last = rest.iter().rev().take(LAST);
    let printed = first.iter().chain(last).find_map(|line| Some((day(line)?, *line)));
    printed.or_else(|| first.iter().find_map(|line| Some((today(line)?, *line))))
}

/// The day that a line of prose gives for its own: `今日（2023年5月16日）`, `today (16 May
/// 2023)`.
fn today(line: &str) -> Option<NaiveDate> {
    // Any day shows which words count from it, and which of them mean the day itself.
    let own = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    let line = &line[..line.floor_char_boundary(PROSE)];
    let dates = mentions(line, Some(own));
    let told = |pair: &[Mention]| {
        let between = &line[pair[0].span.end..pair[1].span.start];
        let both = pair.iter().all(|date| date.precision == Precision::Day);
        let own = pair[0].relative && pair[0].start == Some(own) && !pair[1].relative;
        pair[1].start.filter(|_| both && own && matches!(between.trim(), "（" | "("))
    };
    dates.windows(2).find_map(told)
}

/// The first day of the month that the last line of `body` is, as papers are
/// signed: `創新科技署⏎二零二四年五月`.
pub fn signed_month(body: &str) -> Option<NaiveDate> {
    let mut lines = body.lines().map(|line| line.trim_matches(is_blank));
    let last = lines.rfind(|line| !line.is_empty())?;
    let month = mentions(last, None).into_iter().next()?;
    let whole = month.span.len() == last.len() && month.precision == Precision::Month;
    month.start.filter(|_| whole && !month.relative)
}

/// The day that a line is all about: `2026年3月12日 星期四`, `By A. Chan, 18
/// September 2026`. A line of prose is not.
pub fn day(line: &str) -> Option<NaiveDate> {
    let first = line.split_whitespace().next().unwrap_or("").to_lowercase();
    let most = if PUBLISHED.contains(&first.as_str()) { BESIDE * 2 } else { BESIDE };
    let length = line.chars().count();
    if length > BESIDE * 4 || line.ends_with(['。', '！', '？', '：', ';', '；']) {
        return None;
    }
    let mut dates = mentions(line, None).into_iter();
    let date = dates.find(|date| date.precision == Precision::Day && !date.relative)?;
    let before = folded(&line[..date.span.start]);
    let before = before.trim_end_matches([' ', ':']);
    if OWN.iter().any(|words| before.ends_with(words)) {
        return date.start;
    }
    let beside = line[..date.span.start].chars().chain(line[date.span.end..].chars());
    let beside = beside.filter(|c| c.is_alphanumeric()).count();
    let prose = ["，", "於", "在", "至", "由"].iter().any(|word| line.contains(word));
    date.start.filter(|_| length <= most * 2 && beside <= most && !prose)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(line: &str) -> Option<String> {
        day(line).map(|day| day.to_string())
    }

    #[test]
    fn a_line_that_is_a_date_dates_the_document() {
        for line in [
            "2026年3月12日",
            "2026 年 3 月 12 日 星期四",
            "發布日期：2026-03-12",
            "文匯報 2026年3月12日 A1",
        ] {
            assert_eq!(day_of(line).as_deref(), Some("2026-03-12"), "{line}");
        }
        assert_eq!(day_of("Harbour Post, 18 September 2026").as_deref(), Some("2026-09-18"));
        for line in [
            "創新科技署　最後更新日期：2025年3月14日(適用於第二輪申請)",
            "Office for Harbour Statistics and Surveys of the Sea, published on 14 March 2025",
        ] {
            assert_eq!(day_of(line).as_deref(), Some("2025-03-14"), "{line}");
        }
        let long = "Published by the Office for Harbour Innovation on 14 March 2025";
        assert_eq!(day_of(long).as_deref(), Some("2025-03-14"));
    }

    #[test]
    fn a_day_that_is_called_today_dates_the_document() {
        for text in [
            "標題\n\n以下為局長今日（2024年11月20日）在立法會會議上的答覆：\n",
            "標題\n\n創新科技署今日 (2024年11月20日) 公布結果。計劃在2025年1月3日截止。\n",
            "Title\n\nThe Commission said today (20 November 2024) that it starts soon.\n",
        ] {
            let day = published(text).map(|(day, _)| day.to_string());
            assert_eq!(day.as_deref(), Some("2024-11-20"), "{text}");
        }
        assert_eq!(published("標題\n\n署方明日（2024年11月20日）公布結果。\n"), None);
    }

    #[test]
    fn a_date_in_prose_does_not() {
        for line in [
            "工程於2026年3月12日完成",
            "2026年3月12日，局長表示工程順利。",
            "明年3月12日",
            "截止日期：2026年3月12日前在網上遞交申請表格的機構可獲優先處理及資助百分之十的費用安排",
            "2026年3月",
            "The Office for Harbour Innovation opened its doors on 14 March 2025",
        ] {
            assert_eq!(day_of(line), None, "{line}");
        }
        assert_eq!(
            signed_month("標題\n\n正文。\n\n創新科技署\n二零二四年五月\n")
                .map(|day| day.to_string())
                .as_deref(),
            Some("2024-05-01")
        );
        assert_eq!(signed_month("標題\n\n工程於2024年5月完成。\n"), None);
        assert_eq!(published("標題\n\n局長昨日表示，工程順利。\n"), None);
        let (day, line) =
            published("標題\n本報記者 陳大文\n2026年3月12日\n\n正文。\n").expect("dated");
        assert_eq!((day.to_string().as_str(), line), ("2026-03-12", "2026年3月12日"));
    }
}
