//! Dates as press and people write them, and back from every notation.

use chrono::Datelike;
use proptest::prelude::*;

use super::*;
use crate::text::hostile;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// One mention's text, first day, last day and precision, on 29 December 2025.
fn read(text: &str) -> Vec<(&str, String, Precision)> {
    read_on(text, day(2025, 12, 29))
}

fn read_on(text: &str, reference: NaiveDate) -> Vec<(&str, String, Precision)> {
    let show = |mention: Mention| {
        let days = match (mention.start, mention.end) {
            (Some(start), Some(end)) if start == end => start.to_string(),
            (Some(start), Some(end)) => format!("{start}/{end}"),
            _ => String::new(),
        };
        (&text[mention.span.clone()], days, mention.precision)
    };
    mentions(text, Some(reference)).into_iter().map(show).collect()
}

/// The text around a mention, the mention, its days, its precision.
type Case = (&'static str, &'static str, &'static str, Precision);

fn check(cases: &[Case]) {
    for (text, span, days, precision) in cases {
        assert_eq!(read(text), [(*span, (*days).to_owned(), *precision)], "{text}");
    }
}

use Precision::{
    Day, FiscalYear, HalfYear, Month as M, PartOfMonth, PartOfYear, Quarter, Span, Week, Year,
};

#[test]
fn chinese_words_are_resolved_against_the_day_of_writing() {
    check(&[
        ("孫東昨日（28日）表示", "昨日（28日）", "2025-12-28", Day),
        ("尋日公布", "尋日", "2025-12-28", Day),
        ("今日開幕", "今日", "2025-12-29", Day),
        ("前日動工", "前日", "2025-12-27", Day),
        ("聽日開會", "聽日", "2025-12-30", Day),
        ("園區上周正式開園", "上周", "2025-12-22/2025-12-28", Week),
        ("上周三公布", "上周三", "2025-12-24", Day),
        ("本周五截止", "本周五", "2026-01-02", Day),
        ("下周日舉行", "下周日", "2026-01-11", Day),
        ("上個禮拜四（25日）", "上個禮拜四（25日）", "2025-12-25", Day),
        ("上周末舉行", "上周末", "2025-12-27/2025-12-28", Span),
        ("下月推出", "下月", "2026-01-01/2026-01-31", M),
        ("上月底完成", "上月底", "2025-11-21/2025-11-30", PartOfMonth),
        ("本月初公布", "本月初", "2025-12-01/2025-12-10", PartOfMonth),
        ("下月5日舉行", "下月5日", "2026-01-05", Day),
        ("目標於明年完成", "明年", "2026-01-01/2026-12-31", Year),
        ("舊年推出", "舊年", "2024-01-01/2024-12-31", Year),
        ("後年落成", "後年", "2027-01-01/2027-12-31", Year),
        ("前年啟動", "前年", "2023-01-01/2023-12-31", Year),
        ("明年初招標", "明年初", "2026-01-01/2026-03-31", PartOfYear),
        ("年底前完成", "年底", "2025-10-01/2025-12-31", PartOfYear),
        ("臨近年底", "年底", "2025-10-01/2025-12-31", PartOfYear),
        ("年內推出", "年內", "2025-01-01/2025-12-31", Year),
        ("上半年增長", "上半年", "2025-01-01/2025-06-30", HalfYear),
        ("今年首三季", "今年首三季", "2025-01-01/2025-09-30", Span),
        ("今年第一季", "今年第一季", "2025-01-01/2025-03-31", Quarter),
        ("去年12月成立", "去年12月", "2024-12-01/2024-12-31", M),
        ("過去兩年錄得", "過去兩年", "2024-01-01/2025-12-31", Span),
        ("未來三年投資", "未來三年", "2026-01-01/2028-12-31", Span),
        ("過去一年工作", "過去一年", "2025-01-01/2025-12-31", Span),
        ("三年前成立", "三年前", "2022-01-01/2022-12-31", Year),
        ("近年發展", "近年", "", Span),
        ("未來數年", "未來數年", "", Span),
        ("本財政年度", "本財政年度", "2025-04-01/2026-03-31", FiscalYear),
        ("本年度撥款", "本年度", "2025-04-01/2026-03-31", FiscalYear),
        ("下個財政年度", "下個財政年度", "2026-04-01/2027-03-31", FiscalYear),
    ]);
}

#[test]
fn printed_dates_are_read_with_what_they_leave_out() {
    check(&[
        ("預計2026年投入運作", "2026年", "2026-01-01/2026-12-31", Year),
        ("二〇二六年啟用", "二〇二六年", "2026-01-01/2026-12-31", Year),
        ("二零二六年五月三日", "二零二六年五月三日", "2026-05-03", Day),
        ("於2025年12月9日公布", "2025年12月9日", "2025-12-09", Day),
        ("２０２５年１２月９日", "２０２５年１２月９日", "2025-12-09", Day),
        ("2025-12-29", "2025-12-29", "2025-12-29", Day),
        ("29/12/2025", "29/12/2025", "2025-12-29", Day),
        ("圖為五月舉行的展覽", "五月", "2025-05-01/2025-05-31", M),
        ("12月29日", "12月29日", "2025-12-29", Day),
        ("12月28日至30日舉行", "12月28日至30日", "2025-12-28/2025-12-30", Span),
        ("5至7月", "5至7月", "2025-05-01/2025-07-31", Span),
        ("28日表示", "28日", "2025-12-28", Day),
        ("2026年第二季", "2026年第二季", "2026-04-01/2026-06-30", Quarter),
        ("2026年底", "2026年底", "2026-10-01/2026-12-31", PartOfYear),
        ("2026年年中", "2026年年中", "2026-05-01/2026-08-31", PartOfYear),
        ("2025/26年度", "2025/26年度", "2025-04-01/2026-03-31", FiscalYear),
        ("2025-26財政年度", "2025-26財政年度", "2025-04-01/2026-03-31", FiscalYear),
        ("in 2025-26", "2025-26", "2025-04-01/2026-03-31", FiscalYear),
        ("2025/26學年", "2025/26學年", "2025-09-01/2026-08-31", Span),
        ("2024至2026年", "2024至2026年", "2024-01-01/2026-12-31", Span),
        ("二○二三至二四年度共有", "二○二三至二四年度", "2023-04-01/2024-03-31", FiscalYear),
        ("二○二五／二六課稅年度", "二○二五／二六課稅年度", "2025-04-01/2026-03-31", FiscalYear),
        ("香港桂冠論壇2025、", "2025", "2025-01-01/2025-12-31", Year),
        ("2025香江諾貝論壇", "2025", "2025-01-01/2025-12-31", Year),
    ]);
}

#[test]
fn english_dates_are_read() {
    check(&[
        ("expected next year", "next year", "2026-01-01/2026-12-31", Year),
        ("by the end of next year", "the end of next year", "2026-10-01/2026-12-31", PartOfYear),
        ("In January next year, a code", "January next year", "2026-01-01/2026-01-31", M),
        ("by March of this year", "March of this year", "2025-03-01/2025-03-31", M),
        ("on 5 June last year", "5 June last year", "2024-06-05", Day),
        ("last month", "last month", "2025-11-01/2025-11-30", M),
        ("held in May", "May", "2025-05-01/2025-05-31", M),
        ("on 29 December 2025.", "29 December 2025", "2025-12-29", Day),
        ("Dec 29, 2025", "Dec 29, 2025", "2025-12-29", Day),
        ("the 29th of December", "29th of December", "2025-12-29", Day),
        ("December 2025", "December 2025", "2025-12-01/2025-12-31", M),
        ("Q2 2026", "Q2 2026", "2026-04-01/2026-06-30", Quarter),
        ("2026 Q2", "2026 Q2", "2026-04-01/2026-06-30", Quarter),
        ("the second quarter of 2026", "second quarter of 2026", "2026-04-01/2026-06-30", Quarter),
        ("first half of next year", "first half of next year", "2026-01-01/2026-06-30", HalfYear),
        (
            "first three quarters of this year",
            "first three quarters of this year",
            "2025-01-01/2025-09-30",
            Span,
        ),
        ("mid-2026", "mid-2026", "2026-05-01/2026-08-31", PartOfYear),
        ("last Wednesday", "last Wednesday", "2025-12-24", Day),
        ("the past two years", "past two years", "2024-01-01/2025-12-31", Span),
        ("three years ago", "three years ago", "2022-01-01/2022-12-31", Year),
        ("this financial year", "this financial year", "2025-04-01/2026-03-31", FiscalYear),
        ("and in 2024?", "2024", "2024-01-01/2024-12-31", Year),
        ("recent years", "recent years", "", Span),
    ]);
}

#[test]
fn what_only_looks_like_a_date_is_left() {
    let texts = [
        "共60間，一個多月",
        "近120條",
        "目前日均",
        "資本周轉",
        "逾3000PFLOPS",
        "2025個項目",
        "為期3日",
        "十五五規劃",
        "一年中國",
        "統一、一致",
        "you may apply",
        "a march on",
        "1,2025",
        "以後年度",
        "上周期",
        "每月",
        "HK$2000",
        "2000萬",
        "全年底薪",
        "30間",
        "5G",
        "第二期",
    ];
    for text in texts {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn a_month_or_day_without_its_year_is_near_the_day_of_writing() {
    let on = |text, reference| read_on(text, reference).remove(0).1;
    assert_eq!(on("12月舉行", day(2026, 1, 5)), "2025-12-01/2025-12-31");
    assert_eq!(on("1月舉行", day(2025, 12, 29)), "2026-01-01/2026-01-31");
    assert_eq!(on("31日表示", day(2026, 1, 1)), "2025-12-31");
    assert_eq!(on("昨日（31日）", day(2026, 1, 2)), "2025-12-31");
    assert_eq!(on("過去兩年", day(2025, 7, 10)), "2023-07-01/2025-06-30");
    assert_eq!(on("本財政年度", day(2026, 2, 25)), "2025-04-01/2026-03-31");
}

#[test]
fn a_reader_is_told_only_what_the_words_leave_open() {
    let plain = |text| mentions(text, Some(day(2025, 12, 29))).remove(0).plain();
    assert_eq!(plain("明年竣工"), Some(Resolved::Year(2026)));
    assert_eq!(plain("過去兩年"), Some(Resolved::Years { from: 2024, to: 2025 }));
    assert_eq!(plain("2026年竣工"), None);
    assert_eq!(plain("近年"), None);
    assert_eq!(mentions("明年竣工", None)[0].plain(), None);
}

#[test]
fn a_mention_covers_the_years_of_its_days() {
    let covers = |text, year| mentions(text, Some(day(2025, 12, 29)))[0].covers(year);
    assert!(covers("明年", 2026) && !covers("明年", 2025));
    assert!(covers("2025/26年度", 2026) && !covers("2025/26年度", 2027));
    assert!(!covers("過去兩年", 2023) && !covers("近年", 2025));
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0i64..40_000).prop_map(|days| day(1995, 1, 1) + chrono::Duration::days(days % 23_000))
}

fn numeral(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (value / 10, value % 10) {
        (0, ones) => DIGITS[ones as usize].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones as usize]),
        (tens, ones) => format!("{}十{}", DIGITS[tens as usize], DIGITS[ones as usize]),
    }
}

fn positional(year: i32) -> String {
    year.to_string()
        .chars()
        .map(|c| "〇一二三四五六七八九".chars().nth(c as usize - 48).unwrap_or('〇'))
        .collect()
}

proptest! {
    #[test]
    fn every_day_is_read_back_from_each_notation(date in days(), reference in days()) {
        let (y, m, d) = (date.year(), date.month(), date.day());
        let notations = [
            format!("{y}年{m}月{d}日"),
            format!("{}年{}月{}日", positional(y), numeral(m), numeral(d)),
            format!("{y}-{m:02}-{d:02}"),
            format!("{d}/{m}/{y}"),
            date.format("%-d %B %Y").to_string(),
            date.format("%b %-d, %Y").to_string(),
            date.format("%B %-d, %Y").to_string(),
        ];
        for text in notations {
            let framed = format!("於 {text} 公布");
            let found = mentions(&framed, Some(reference));
            prop_assert_eq!(found.len(), 1, "{}: {:?}", framed, found);
            prop_assert_eq!(&framed[found[0].span.clone()], &text);
            prop_assert_eq!((found[0].start, found[0].end), (Some(date), Some(date)));
            prop_assert!(!found[0].relative);
        }
    }

    #[test]
    fn a_day_without_its_year_is_within_a_year(date in days(), reference in days()) {
        let text = format!("{}月{}日", date.month(), date.day());
        for mention in mentions(&text, Some(reference)) {
            if let Some(found) = mention.start {
                prop_assert!((found - reference).num_days().abs() < 366);
                prop_assert_eq!((found.month(), found.day()), (date.month(), date.day()));
            }
        }
    }

    #[test]
    fn relative_words_move_with_the_reference(reference in days()) {
        let start = |text: &str| mentions(text, Some(reference))[0].start;
        let next = Some(day(reference.year() + 1, 1, 1));
        prop_assert_eq!(start("明年"), next);
        prop_assert_eq!(start("next year"), next);
        prop_assert_eq!(start("昨日"), reference.pred_opt());
        prop_assert_eq!(start("下月"), start("next month"));
        prop_assert_eq!(start("上周"), start("last week"));
        prop_assert!(mentions("本財政年度", Some(reference))[0].start <= Some(reference));
        prop_assert!(mentions("本財政年度", Some(reference))[0].end >= Some(reference));
        let bracketed = format!("昨日（{}日）", reference.pred_opt().expect("a day").day());
        prop_assert_eq!(start(&bracketed), reference.pred_opt());
    }

    #[test]
    fn any_text_is_read_without_a_fault(
        text in "[0-9〇一二兩十百年月日號周季半度上下本今明去前後昨初底至首第數過未來個(（)） /.,-]{0,25}",
        words in "((q|h)[1-4] |(first|last|next|early|mid-|end of|may|dec|year|month|quarter|half|ago|two) ){0,6}[0-9]{0,5}",
        reference in days(),
    ) {
        for text in [&text, &words] {
            let mut last = 0;
            for mention in mentions(text, Some(reference)) {
                prop_assert!(text.get(mention.span.clone()).is_some_and(|said| !said.is_empty()));
                prop_assert!(mention.span.start >= last);
                prop_assert!(mention.start <= mention.end);
                last = mention.span.end;
            }
        }
    }
}

#[test]
fn centuries_decades_and_older_years_are_read() {
    check(&[
        ("20世紀80年代起", "20世紀80年代", "1980-01-01/1989-12-31", Span),
        ("於八十年代落成", "八十年代", "1980-01-01/1989-12-31", Span),
        ("2010年代末", "2010年代末", "2010-01-01/2019-12-31", Span),
        ("18世紀開埠", "18世紀", "1701-01-01/1800-12-31", Span),
        ("民國38年遷台", "民國38年", "1949-01-01/1949-12-31", Year),
        ("於1388年建成", "1388年", "1388-01-01/1388-12-31", Year),
        ("公元前221年統一", "公元前221年", "", Year),
    ]);
}

#[test]
fn spaces_between_digits_and_characters_do_not_matter() {
    check(&[
        ("於 2027 年 6 月動工", "2027 年 6 月", "2027-06-01/2027-06-30", M),
        ("於 2026 年 3 月 12 日公布", "2026 年 3 月 12 日", "2026-03-12", Day),
        ("成立於 1985 年，", "1985 年", "1985-01-01/1985-12-31", Year),
    ]);
}

const WRITTEN: &[&str] = &[
    "一",
    "兩",
    "十",
    "廿",
    "〇",
    "元",
    "年",
    "月",
    "日",
    "號",
    "周",
    "星期",
    "季",
    "度",
    "世紀",
    "年代",
    "民國",
    "公元前",
    "西元",
    "上",
    "下",
    "本",
    "今",
    "明",
    "後",
    "去",
    "前",
    "昨",
    "初",
    "中",
    "底",
    "末",
    "首",
    "過去",
    "未來",
    "近",
    "至",
    "-",
    "/",
    ".",
    "至今",
    "財政",
    "上半",
    "個",
    "（",
    "）",
    " ",
    "0",
    "1",
    "2",
    "9",
    "12",
    "29",
    "31",
    "2025",
    "2025/26",
    "99999",
    "262143",
    "999999999999",
    "Feb",
    "February ",
    "Dec ",
    "of ",
    "next ",
    "last ",
    "mid-",
    "end of ",
    "year",
    "month",
    "quarter",
    "weeks",
    "ago",
    "Q",
    "H",
    "two ",
    "century",
    "s",
    "BC",
    "the ",
    "早上",
    "凌晨",
    "翌",
    "農曆",
    "歲",
];

proptest! {
    #[test]
    fn whatever_is_written_dates_are_parts_of_it(
        text in hostile::text(WRITTEN, 20),
        years in -262_000..262_000i32,
        of_age in any::<bool>(),
    ) {
        let reference = NaiveDate::from_ymd_opt(if of_age { 2026 } else { years }, 2, 28);
        for reference in [reference, None] {
            let mut last = 0;
            for mention in mentions(&text, reference) {
                prop_assert!(text.get(mention.span.clone()).is_some_and(|said| !said.is_empty()), "{mention:?}");
                prop_assert!(mention.span.start >= last, "{mention:?}");
                prop_assert!(mention.start <= mention.end, "{mention:?}");
                last = mention.span.end;
            }
        }
    }
}
