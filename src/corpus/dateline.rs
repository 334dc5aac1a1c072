//! The day of publication where a document prints it itself.

use chrono::{Datelike, NaiveDate};

use crate::text::date::{Mention, Precision, mentions};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::is_blank;

/// Words about the day of a page.
const FILE: &str = include_str!("dateline.tsv");

/// How many lines at the start and at the end of a document may say when it
/// was published.
const FIRST: usize = 8;
const LAST: usize = 3;

/// How many lines at the start and at the end may be its day and nothing else, among the buttons
/// of a site: `2024年9月12日（星期四）`.
const FIRST_ALONE: usize = 30;
const LAST_ALONE: usize = 12;

/// How many lines at the start and at the end may end in the month of publication.
const FIRST_MONTH: usize = 3;

/// The most characters that stand beside the date in such a line: a weekday,
/// a publisher, a name.
const BESIDE: usize = 30;

/// How far into a line of prose its day is looked for, in bytes.
const PROSE: usize = 1_000;

/// The lines of `body` that show something.
fn lines(body: &str) -> Vec<&str> {
    let lines = body.lines().map(|line| line.trim_matches(is_blank));
    lines.filter(|line| !line.is_empty()).collect()
}

/// `line` and, where it is several things side by side, each of them: `By A. Chan | 9 May 2025 |
/// Listen`.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    // A row of a table begins or ends with the mark.
    let is_row = line.starts_with(BESIDE_EACH_OTHER) || line.ends_with(BESIDE_EACH_OTHER);
    let each = if is_row { "" } else { line };
    let each = each.split(BESIDE_EACH_OTHER).map(|part| part.trim_matches(['*', '_', ' ']));
    std::iter::once(line).chain(each.filter(|part| !part.is_empty()))
}

/// What parts the things that stand side by side on a line.
const BESIDE_EACH_OTHER: [char; 2] = ['|', '｜'];

/// The day that `body` says it was published on, and the line that says so.
pub fn published(body: &str) -> Option<(NaiveDate, &str)> {
    let lines = lines(body);
    let (first, rest) = lines.split_at(lines.len().min(FIRST));
    let is_own = |(_, line): &(NaiveDate, &str)| !says_when_revised(line);
    let day_in = |line: &str| parts(line).find_map(day);
    let above = first.iter().find_map(|line| Some((day_in(line)?, *line)));
    let below = rest.iter().rev().take(LAST).filter_map(|line| Some((day_in(line)?, *line)));
    let told = |line: &&'_ str| today(line).or_else(|| delivered(line));
    above
        .filter(is_own)
        .or_else(|| first.iter().find_map(|line| Some((told(line)?, *line))))
        .or_else(|| alone(&lines))
        .or(above)
        .or_else(|| below.clone().find(is_own))
        .or_else(|| below.clone().next())
}

/// Whether `line` gives the day on which a page was changed, as sites do at their foot.
fn says_when_revised(line: &str) -> bool {
    let line = folded(line);
    list::words(FILE, "revised").any(|words| line.contains(words))
}

/// The day in a line that leads to the words of somebody: `Following is the speech at the Harbour
/// Dinner on 21 November 2025:`.
fn delivered(line: &str) -> Option<NaiveDate> {
    if !line.ends_with([':', '：']) || line.len() > PROSE {
        return None;
    }
    let said = folded(line);
    let leads = list::words(FILE, "following").any(|words| said.starts_with(words));
    let is_speech = list::words(FILE, "speech").any(|word| said.contains(word));
    let mut dates = mentions(line, None);
    dates.retain(|date| date.precision == Precision::Day && !date.relative);
    let [date] = &dates[..] else { return None };
    let before = folded(&line[..date.span.start]);
    let is_event = list::words(FILE, "event").any(|word| before.contains(word));
    date.start.filter(|_| leads && is_speech && !is_event)
}

/// The day of the lines near either end of `lines` that are a day and nothing else, where there is
/// but one such day, and the line with it that stands below no label.
fn alone<'a>(lines: &[&'a str]) -> Option<(NaiveDate, &'a str)> {
    let is_near = |at: &usize| *at < FIRST_ALONE || at + LAST_ALONE >= lines.len();
    let near = (0..lines.len()).filter(is_near);
    let days: Vec<(usize, NaiveDate)> =
        near.filter_map(|at| Some((at, day_alone(lines[at])?))).collect();
    let (_, day) = *days.first()?;
    let is_one = days.iter().all(|(_, other)| *other == day);
    let is_free = |at: usize| at == 0 || !lines[at - 1].ends_with(['：', ':']);
    let (at, _) = days.into_iter().find(|(at, _)| is_one && is_free(*at))?;
    Some((day, lines[at]))
}

/// The day that is all of `line`, perhaps with its weekday.
fn day_alone(line: &str) -> Option<NaiveDate> {
    let (date, beside) = dated(line)?;
    let mut words = beside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_known = |word: &str| list::words(FILE, "beside").any(|known| known == word);
    words.all(is_known).then_some(date)
}

/// The first day that `line`, a short one, names, and what stands beside it, folded.
fn dated(line: &str) -> Option<(NaiveDate, String)> {
    if line.chars().count() > BESIDE * 2 {
        return None;
    }
    let mut dates = mentions(line, None).into_iter();
    let date = dates.find(|date| date.precision == Precision::Day && !date.relative)?;
    let beside = format!("{}{}", &line[..date.span.start], &line[date.span.end..]);
    Some((date.start?, folded(&beside)))
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

/// The month and the day of publication that a line of prose near the start of `body` gives
/// without a year: `今日（五月二十一日）`.
pub fn day_of_year(body: &str) -> Option<(u32, u32)> {
    let own = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    lines(body).into_iter().take(FIRST).find_map(|line| {
        let line = &line[..line.floor_char_boundary(PROSE)];
        let of_today = |date: &Mention| {
            let words = &line[date.span.clone()];
            date.precision == Precision::Day
                && words.starts_with('今')
                && words.contains(['（', '('])
        };
        let date = mentions(line, Some(own)).into_iter().find(of_today)?;
        date.start.map(|day| (day.month(), day.day()))
    })
}

/// The first day of the month that the last line of `body` is, as papers are signed:
/// `創新科技署⏎二零二四年五月`; or that one of the first lines is, or ends in behind a gap.
pub fn signed_month(body: &str) -> Option<NaiveDate> {
    let lines = lines(body);
    let last = lines.last().and_then(|line| month_behind(line, str::is_empty));
    // "Published by the Office for Research Talent, March 2025".
    let says_so = |before: &str| {
        let first = before.split_whitespace().next().unwrap_or_default().to_lowercase();
        list::words(FILE, "published").any(|word| word == first)
    };
    let is_apart = |before: &str| {
        before.is_empty() || before.ends_with("  ") && !before.contains('\t') || says_so(before)
    };
    let first = lines.iter().take(FIRST_MONTH).flat_map(|line| parts(line));
    last.or_else(|| first.into_iter().find_map(|part| month_behind(part, is_apart)))
}

/// The month that `line` ends in and names alone, if what stands before it `fits`.
fn month_behind(line: &str, fits: impl Fn(&str) -> bool) -> Option<NaiveDate> {
    let dates = mentions(line, None);
    let [month] = &dates[..] else { return None };
    let ends = month.span.end == line.len() && fits(&line[..month.span.start]);
    month.start.filter(|_| ends && month.precision == Precision::Month && !month.relative)
}

/// The day that a line is all about: `2026年3月12日 星期四`, `By A. Chan, 18
/// September 2026`. A line of prose is not.
pub fn day(line: &str) -> Option<NaiveDate> {
    let first = line.split_whitespace().next().unwrap_or("").to_lowercase();
    let says_so = list::words(FILE, "published").any(|word| word == first);
    let most = if says_so { BESIDE * 2 } else { BESIDE };
    let length = line.chars().count();
    if length > BESIDE * 4 || line.ends_with(['。', '！', '？', '：', ';', '；']) {
        return None;
    }
    let mut dates = mentions(line, None).into_iter();
    let date = dates.find(|date| date.precision == Precision::Day && !date.relative)?;
    let before = folded(&line[..date.span.start]);
    if list::words(FILE, "event").any(|word| before.contains(word)) {
        return None;
    }
    let before = before.trim_end_matches([' ', ':']);
    let gives = |kind| list::words(FILE, kind).any(|words| before.ends_with(words));
    if gives("own") || gives("revised") {
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
            "*Version 3 – revised on 14 March 2025. Changes from Version 2 are marked with an asterisk.*",
        ] {
            assert_eq!(day_of(line).as_deref(), Some("2025-03-14"), "{line}");
        }
        let beside =
            "By Amy Chan | Published: 14 March 2025, 7:15am | 4-min read | Listen to this article";
        let day = |text: &str| published(text).map(|(day, _)| day.to_string());
        assert_eq!(day(beside).as_deref(), Some("2025-03-14"));
        let month = signed_month("Fact sheet\n*March 2025* | [Print] [Chinese]\n\nText.\n");
        assert_eq!(month.map(|day| day.to_string()).as_deref(), Some("2025-03-01"));
        let row = "Scholarship\n| Item | Detail |\n|---|---|\n| Closing | 31 December 2024 |\n\nText goes on here.\n";
        assert_eq!(parts("| Closing | 31 December 2024 |").count(), 1, "{row}");
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
    fn a_day_among_the_buttons_of_a_site_dates_the_document() {
        let day = |text: &str| published(text).map(|(day, _)| day.to_string());
        let menu = "主頁\n新聞\n".repeat(8);
        let text = format!(
            "標題\n\n{menu}正文。\n\n完\n\n2024年9月12日（星期四）\n香港時間11時30分\n\n相片：甲\n\n返回頁頂\n"
        );
        assert_eq!(day(&text).as_deref(), Some("2024-09-12"));
        let text = format!(
            "Title\n\n{menu}Text.\n\nEnds/Thursday, September 12, 2024\nIssued at HKT 11:30\nNNNN\nBack\n"
        );
        assert_eq!(day(&text).as_deref(), Some("2024-09-12"));
        let notice = format!("標題\n\n{menu}正文。\n截止：2024年9月12日\n甲\n乙\n丙\n");
        assert_eq!(day(&notice), None);
        let label = format!("標題\n\n{menu}正文。\n截止日期：\n2024年9月12日\n甲\n乙\n丙\n");
        assert_eq!(day(&label), None);
        let event = format!("標題\n\n{menu}正文。\n活動日期：2024年9月12日\n甲\n乙\n丙\n");
        assert_eq!(day(&event), None);
        let dates = format!("標題\n\n{menu}截止日期：\n2024年9月12日\n2025年9月12日\n甲\n乙\n丙\n");
        assert_eq!(day(&dates), None);
    }

    #[test]
    fn the_day_of_a_change_dates_a_page_that_prints_no_other() {
        let day = |text: &str| published(text).map(|(day, _)| day.to_string());
        let foot = "標題\n\n正文。\n\n完\n\n2025年3月12日（星期三）\n\n修訂日期：2026年11月2日\n";
        assert_eq!(day(foot).as_deref(), Some("2025-03-12"));
        let only = "標題\n\n正文。\n\n修訂日期：2026年11月2日\n";
        assert_eq!(day(only).as_deref(), Some("2026-11-02"));
        let speech = "Title\n\nFollowing is the speech by Dr Lee at the Harbour Dinner of the Council on 21 November 2025:\n\nGood evening.\n";
        assert_eq!(day(speech).as_deref(), Some("2025-11-21"));
        let listed =
            "東灣隧道\n最後更新日期：2026年1月5日\n正文。\n大事紀：\n2019年4月1日 隧道動工\n";
        assert_eq!(day(listed).as_deref(), Some("2026-01-05"));
        assert_eq!(day("標題\n\n以下是截至2019年3月31日的海灣碼頭收費答覆：\n\n正文。\n"), None);
        let list = "Title\n\nThe dates of the first round are the following, from 21 November 2025:\n\nText.\n";
        assert_eq!(day(list), None);
    }

    #[test]
    fn a_month_and_a_day_without_a_year_are_known() {
        for (text, expected) in [
            ("立法會三題\n\n　　以下是今日（五月二十一日）在立法會會議上的提問：\n", Some((5, 21))),
            ("標題\n\n轉化辦今日(9月12日)宣布\n", Some((9, 12))),
            ("標題\n\n轉化辦昨日（9月12日）宣布\n", None),
            ("標題\n\n轉化辦今日宣布，9月12日起接受申請。\n", None),
        ] {
            assert_eq!(day_of_year(text), expected, "{text}");
        }
        let facts = "PARK\nHong Kong: The Facts                  January 2026\n\nText.\n";
        let month = signed_month(facts).map(|day| day.to_string());
        assert_eq!(month.as_deref(), Some("2026-01-01"));
    }

    #[test]
    fn a_date_in_prose_does_not() {
        for text in [
            "標題\n\n工程於2024年5月完成。\n",
            "標題 2024年5月\n\n正文。\n",
            "標題\n\n第一期\t2026年3月\n第二期\t2028年12月\n",
            "標題\n項目  2023年3月  2024年3月\n正文。\n",
        ] {
            assert_eq!(signed_month(text), None, "{text}");
        }
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
        assert_eq!(published("標題\n\n局長昨日表示，工程順利。\n"), None);
        let (day, line) =
            published("標題\n本報記者 陳大文\n2026年3月12日\n\n正文。\n").expect("dated");
        assert_eq!((day.to_string().as_str(), line), ("2026-03-12", "2026年3月12日"));
    }
}
