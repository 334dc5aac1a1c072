//! Figures as press and people write them, and back from every notation.

use proptest::prelude::*;

use super::amount::same_value;
use super::*;
use crate::text::hostile;

fn one(text: &str) -> (f64, Unit, Qualifier, &str) {
    let found = figures(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    let figure = found.into_iter().next().expect("one figure");
    (figure.value, figure.unit, figure.qualifier, &text[figure.span])
}

fn counted(unit: &str) -> Unit {
    Unit::Counted(unit.to_owned())
}

/// The text, and of its one figure the value, the unit, the qualifier and the
/// words.
type Case = (&'static str, f64, Unit, Qualifier, &'static str);

fn check(cases: &[Case]) {
    for (text, value, unit, qualifier, span) in cases {
        let (read, of, how, said) = one(text);
        assert!((read - value).abs() <= value.abs() * 1e-12, "{text}: {read} for {value}");
        assert_eq!((&of, how, said), (unit, *qualifier, *span), "{text}");
    }
}

use Qualifier::{About, AtLeast, Exact, MoreThan, Nearly, Several};

#[test]
fn amounts_are_read_as_they_are_written() {
    check(&[
        ("有1,400人", 1400.0, counted("人"), Exact, "1,400人"),
        ("有1400人", 1400.0, counted("人"), Exact, "1400人"),
        ("有1 400人", 1400.0, counted("人"), Exact, "1 400人"),
        ("共12 345 678 個", 12_345_678.0, counted("个"), Exact, "12 345 678 個"),
        ("有一千四百人", 1400.0, counted("人"), Exact, "一千四百人"),
        ("有１４００人", 1400.0, counted("人"), Exact, "１４００人"),
        ("逾60間企業", 60.0, counted("间"), MoreThan, "逾60間"),
        ("近120條", 120.0, counted("条"), Nearly, "近120條"),
        ("百多項服務", 100.0, counted("项"), MoreThan, "百多項"),
        ("十餘所大學", 10.0, counted("所"), MoreThan, "十餘所"),
        ("數十家企業", 10.0, counted("家"), Several, "數十家"),
        ("逾數百人", 100.0, counted("人"), Several, "逾數百人"),
        ("3000PFLOPS", 3000.0, counted("pflops"), Exact, "3000PFLOPS"),
        ("3000 PFLOPS", 3000.0, counted("pflops"), Exact, "3000 PFLOPS"),
        ("首三座大樓", 3.0, counted("座"), Exact, "首三座"),
        ("廿五個", 25.0, counted("个"), Exact, "廿五個"),
        ("卅人", 30.0, counted("人"), Exact, "卅人"),
        ("三百五十個", 350.0, counted("个"), Exact, "三百五十個"),
        ("三百五人", 350.0, counted("人"), Exact, "三百五人"),
        ("三百零五人", 305.0, counted("人"), Exact, "三百零五人"),
        ("萬二人", 12_000.0, counted("人"), Exact, "萬二人"),
        ("三萬二人", 32_000.0, counted("人"), Exact, "三萬二人"),
        ("1億2000萬人", 1.2e8, counted("人"), Exact, "1億2000萬人"),
        ("60家或以上", 60.0, counted("家"), AtLeast, "60家或以上"),
        ("60家左右", 60.0, counted("家"), About, "60家左右"),
        ("為期半年", 0.5, counted("年"), Exact, "半年"),
        ("兩年半", 2.5, counted("年"), Exact, "兩年半"),
        ("縮短至六個半月", 6.5, counted("个月"), Exact, "六個半月"),
        ("推出一個多月", 1.0, counted("个月"), MoreThan, "一個多月"),
        ("三個多星期", 3.0, counted("星期"), MoreThan, "三個多星期"),
        ("每次三個半小時", 3.5, counted("小时"), Exact, "三個半小時"),
        ("36 510", 36_510.0, Unit::Plain, Exact, "36 510"),
        ("Researchers · 36 510", 36_510.0, Unit::Plain, Exact, "36 510"),
        ("增加一倍", 1.0, counted("倍"), Exact, "一倍"),
        ("-5度", -5.0, counted("度"), Exact, "-5度"),
        ("三點五億人", 3.5e8, counted("人"), Exact, "三點五億人"),
        ("預計2026年", 2026.0, counted("年"), Exact, "2026年"),
        ("二○二六年", 2026.0, counted("年"), Exact, "二○二六年"),
        ("二〇二六年", 2026.0, counted("年"), Exact, "二〇二六年"),
        ("three projects", 3.0, Unit::Plain, Exact, "three"),
        ("fifteen laboratories", 15.0, Unit::Plain, Exact, "fifteen"),
        ("two hundred and five", 205.0, Unit::Plain, Exact, "two hundred and five"),
        ("over twenty-one", 21.0, Unit::Plain, MoreThan, "over twenty-one"),
        ("a hundred firms", 100.0, Unit::Plain, Exact, "a hundred"),
        ("1.2 million users", 1.2e6, Unit::Plain, Exact, "1.2 million"),
        ("a five-year plan", 5.0, counted("year"), Exact, "five-year"),
        ("dozens of firms", 10.0, Unit::Plain, Several, "dozens"),
    ]);
}

#[test]
fn what_is_counted_after_a_share_is_no_part_of_it() {
    let read = figures("減兩成三個月內");
    let words: Vec<_> = read.iter().map(|figure| &"減兩成三個月內"[figure.span.clone()]).collect();
    assert_eq!(words, ["兩成", "三個月"]);
}

#[test]
fn shares_and_ranks_have_their_own_unit() {
    let points = || counted("个百分点");
    check(&[
        ("其中六成來自內地", 60.0, Unit::Percent, Exact, "六成"),
        ("另有兩成半企業", 25.0, Unit::Percent, Exact, "兩成半"),
        ("七成多企業", 70.0, Unit::Percent, MoreThan, "七成多"),
        ("研發人員佔六成三；", 63.0, Unit::Percent, Exact, "六成三"),
        ("使能耗降低三成三。", 33.0, Unit::Percent, Exact, "三成三"),
        ("當中六成為工程師", 60.0, Unit::Percent, Exact, "六成"),
        ("升至1.13%", 1.13, Unit::Percent, Exact, "1.13%"),
        ("百分之一點一三", 1.13, Unit::Percent, Exact, "百分之一點一三"),
        ("百分之二十", 20.0, Unit::Percent, Exact, "百分之二十"),
        ("百分之1.13", 1.13, Unit::Percent, Exact, "百分之1.13"),
        ("升2.64個百分點", 2.64, points(), Exact, "2.64個百分點"),
        ("by 1.13 per cent", 1.13, Unit::Percent, Exact, "1.13 per cent"),
        ("一半企業", 50.0, Unit::Percent, Exact, "一半"),
        ("half of them", 50.0, Unit::Percent, Exact, "half"),
        ("約三分二企業", 200.0 / 3.0, Unit::Percent, About, "約三分二"),
        ("四分之三", 75.0, Unit::Percent, Exact, "四分之三"),
        ("two-thirds", 200.0 / 3.0, Unit::Percent, Exact, "two-thirds"),
        ("全球第4", 4.0, Unit::Rank, Exact, "第4"),
        ("第三名", 3.0, Unit::Rank, Exact, "第三"),
        ("ranked 4th", 4.0, Unit::Rank, Exact, "4th"),
        ("ranked fourth", 4.0, Unit::Rank, Exact, "fourth"),
        ("ranked first", 1.0, Unit::Rank, Exact, "first"),
    ]);
    assert!(!figures("2.64個百分點")[0].same_amount(&figures("2.64%")[0]));
    assert!(figures("2.64個百分點")[0].same_amount(&figures("2.64 percentage points")[0]));
    assert!(figures("三分之一")[0].same_amount(&figures("one third")[0]));
}

#[test]
fn money_is_one_amount_however_it_is_written() {
    let hkd = || Unit::Money(Currency::Hkd);
    check(&[
        ("增加至357.72億元", 35_772_000_000.0, hkd(), Exact, "357.72億元"),
        ("HK$10 billion", 1e10, hkd(), Exact, "HK$10 billion"),
        ("$10bn", 1e10, hkd(), Exact, "$10bn"),
        ("HK$10m", 1e7, hkd(), Exact, "HK$10m"),
        ("推出100億元", 1e10, hkd(), Exact, "100億元"),
        ("約11.5億元", 1.15e9, hkd(), About, "約11.5億元"),
        ("US$3 million", 3e6, Unit::Money(Currency::Usd), Exact, "US$3 million"),
        ("3億美元", 3e8, Unit::Money(Currency::Usd), Exact, "3億美元"),
        ("人民幣10億元", 1e9, Unit::Money(Currency::Cny), Exact, "人民幣10億元"),
        ("100億人民幣", 1e10, Unit::Money(Currency::Cny), Exact, "100億人民幣"),
        ("S$5", 5.0, Unit::Money(Currency::Other), Exact, "S$5"),
        ("萬二蚊", 12_000.0, hkd(), Exact, "萬二蚊"),
    ]);
}

#[test]
fn a_range_is_one_figure_with_two_ends() {
    let ends = |text: &str| {
        let found = figures(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        (found[0].value, found[0].to, text[found[0].span.clone()].to_owned())
    };
    assert_eq!(ends("有30至40間"), (30.0, Some(40.0), "30至40間".into()));
    assert_eq!(ends("為期2–3年"), (2.0, Some(3.0), "2–3年".into()));
    assert_eq!(ends("約3至5億元"), (3e8, Some(5e8), "約3至5億元".into()));
    assert_eq!(ends("六至七成"), (60.0, Some(70.0), "六至七成".into()));
    assert_eq!(ends("七八成"), (70.0, Some(80.0), "七八成".into()));
    assert_eq!(ends("三四十人"), (30.0, Some(40.0), "三四十人".into()));
    assert_eq!(ends("十七八歲"), (17.0, Some(18.0), "十七八歲".into()));
    assert_eq!(ends("HK$3-5 billion"), (3e9, Some(5e9), "HK$3-5 billion".into()));
    assert_eq!(ends("ranging from 10% to 20%"), (10.0, Some(20.0), "10% to 20%".into()));
    assert_eq!(ends("from 10 to 20 people").1, Some(20.0));
    assert_eq!(ends("10% to 20%"), (10.0, Some(20.0), "10% to 20%".into()));
    // A change has a before and an after.
    let values =
        |text: &str| figures(text).into_iter().map(|figure| figure.value).collect::<Vec<_>>();
    assert_eq!(values("raised from $8 million to $12 million"), [8e6, 12e6]);
    assert_eq!(values("rose from 84 to 112 last year"), [84.0, 112.0]);
    let years = figures("2024至2025年");
    assert_eq!(years.iter().map(|y| y.value).collect::<Vec<_>>(), [2024.0, 2025.0]);
    assert!(years.iter().all(|year| year.unit == counted("年")));
    assert_eq!(figures("2025-12-29").len(), 3);
    assert_eq!(figures("2025-26").len(), 2);
}

#[test]
fn notation_does_not_change_an_amount_and_anything_else_does() {
    let same = |left: &str, right: &str| figures(left)[0].same_amount(&figures(right)[0]);
    for (left, right) in [
        ("100億元", "HK$10 billion"),
        ("逾60間", "over 60"),
        ("60間", "60家"),
        ("1400人", "1,400 people"),
        ("15所", "fifteen"),
        ("六成", "60%"),
        ("一半", "五成"),
        ("第4", "4th"),
        ("第三名", "ranked third"),
        ("2026年", "2026"),
        ("兩年", "two years"),
        ("3000PFLOPS", "3,000 petaflops"),
        ("30至40間", "30 to 40"),
        ("百分之一點一三", "1.13%"),
        ("48萬", "480,000"),
    ] {
        assert!(same(left, right) && same(right, left), "{left} is {right}");
    }
    for (left, right) in [
        ("100億元", "US$10 billion"),
        ("100億元", "100億人民幣"),
        ("100億元", "100億人"),
        ("100億元", "10 million dollars"),
        ("60間", "600間"),
        ("60間", "60%"),
        ("60間", "60人"),
        ("60間", "60年"),
        ("4間", "第4"),
        ("六成", "6%"),
        ("30至40間", "30間"),
        ("30至40間", "30至50間"),
        ("數十間", "10間"),
        ("3000PFLOPS", "3000間"),
        ("3000PFLOPS", "3000"),
        ("2.64個百分點", "2.64%"),
        ("35,772,000,000", "35,772,000,001"),
        ("5日", "5個月"),
        ("三倍", "三成"),
        ("-3%", "3%"),
        ("HK$5", "S$5"),
    ] {
        assert!(!same(left, right) && !same(right, left), "{left} is not {right}");
    }
}

#[test]
fn words_that_only_look_like_figures_are_left() {
    for text in [
        "統一、一體化、萬一、千萬不要",
        "iPhone AI R&D",
        "十五五規劃",
        "一一介紹",
        "百姓、十分、千變",
        "one of them",
        "the first half of",
        "上半年",
        "半導體",
        "no one",
        "for the first time",
        "two-way",
        "三成員",
        "多數十分",
        "a third party",
        "at once",
        "過半導體",
    ] {
        assert_eq!(figures(text), [], "{text}");
    }
}

#[test]
fn no_figure_is_a_piece_of_a_longer_one() {
    let values = |text: &str| figures(text).iter().map(|f| f.value).collect::<Vec<_>>();
    assert_eq!(values("1500"), [1500.0]);
    assert_eq!(values("1,500.25"), [1500.25]);
    assert_eq!(values("GPT4 A100"), Vec::<f64>::new());
    assert_eq!(values("12,34"), [12.0, 34.0]);
}

/// Writes `value` in Chinese numerals.
fn numeral(value: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let below = |mut value: u32| {
        let mut text = String::new();
        let mut gap = false;
        for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / place;
            value %= place;
            if digit == 0 {
                gap = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                text.push('零');
            }
            text.push(DIGITS[digit as usize]);
            text.push_str(name);
        }
        text
    };
    match (value / 10_000, value % 10_000) {
        (0, low) => below(low),
        (high, 0) => format!("{}萬", below(high)),
        (high, low) if low < 1000 => format!("{}萬零{}", below(high), below(low)),
        (high, low) => format!("{}萬{}", below(high), below(low)),
    }
}

/// Writes `value`, at most 999,999, in English words.
fn words(value: u32) -> String {
    const SMALL: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let join = |head: String, tail: String, between: &str| {
        if tail.is_empty() { head } else { format!("{head}{between}{tail}") }
    };
    match value {
        0..=19 => SMALL[value as usize].to_owned(),
        20..=99 => join(TENS[(value / 10) as usize].to_owned(), words(value % 10), "-"),
        100..=999 => join(format!("{} hundred", words(value / 100)), words(value % 100), " and "),
        _ => join(format!("{} thousand", words(value / 1000)), words(value % 1000), " "),
    }
}

fn grouped(value: u32) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[test]
fn a_row_of_a_table_is_not_one_figure() {
    let values = |text: &str| figures(text).iter().map(|figure| figure.value).collect::<Vec<_>>();
    assert_eq!(values("12 345 678"), [12.0, 345.0, 678.0]);
    assert_eq!(values("50 12 345 人"), [50.0, 12.0, 345.0]);
    assert_eq!(values("2025 120人"), [2025.0, 120.0]);
    assert_eq!(values("3 000萬元"), [3e7]);
}

proptest! {
    #[test]
    fn a_count_is_read_back_from_each_notation(value in 1u32..100_000_000) {
        let wide: String = value.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xFEE0)).collect();
        for said in [value.to_string(), grouped(value), grouped(value).replace(',', " "), numeral(value), wide] {
            let text = format!("共{said}人。");
            let found = figures(&text);
            prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
            prop_assert!(same_value(found[0].value, f64::from(value)), "{}", text);
            let span = format!("{said}人");
            prop_assert_eq!(&text[found[0].span.clone()], span.as_str());
        }
    }

    #[test]
    fn a_count_is_read_back_from_english_words(value in 2u32..1_000_000) {
        let text = format!("with {} firms", words(value));
        let found = figures(&text);
        prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
        prop_assert!(same_value(found[0].value, f64::from(value)), "{}", text);
    }

    #[test]
    fn an_amount_of_money_is_read_back(cents in 1u32..10_000_000) {
        let (whole, part) = (cents / 100, cents % 100);
        let figure = |text: &str| figures(text).remove(0);
        let first = figure(&format!("{whole}.{part:02}億元"));
        let million = figure(&format!("HK${cents} million"));
        prop_assert!(first.same_amount(&million), "{} {}", first, million);
        let other = figure(&format!("HK${} million", cents + 1));
        prop_assert!(!first.same_amount(&other));
        let dollars = figure(&format!("US${cents} million"));
        prop_assert!(!first.same_amount(&dollars));
    }

    #[test]
    fn a_share_is_read_back(tenths in 1u32..10, value in 1u32..100) {
        let same = |left: String, right: String| figures(&left)[0].same_amount(&figures(&right)[0]);
        let percent = format!("百分之{}", numeral(value));
        let tens_are_percent = same(format!("{}成", numeral(tenths)), format!("{}%", tenths * 10));
        let ranks_are_percent = same(percent.clone(), format!("第{value}"));
        prop_assert!(tens_are_percent && !ranks_are_percent);
        let in_english = same(percent, format!("{value} per cent"));
        prop_assert!(in_english);
    }

    #[test]
    fn a_range_is_read_back(low in 1u32..5000, more in 1u32..5000) {
        prop_assume!(!(1900..2100).contains(&low));
        for text in [format!("{low}至{}間", low + more), format!("{low} to {} firms", low + more)] {
            let found = figures(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!((found[0].value, found[0].to), (f64::from(low), Some(f64::from(low + more))));
        }
    }

    #[test]
    fn spans_are_boundaries_in_order_and_keep_digits_whole(
        text in "[0-9０-９一二三兩十百千萬億廿卅點分之%第首數成元人條間,. a-zA-Z\\$至到\\-–逾近多半]{0,30}",
        any in "\\PC{0,30}",
        words in "((or more|more than|half|a|hundred|two|and|third|to|over|%|HK\\$|year|one|[0-9]{1,4})[ -]){0,8}",
    ) {
        for text in [&text, &any, &words] {
            let mut last = 0;
            for figure in figures(text) {
                let said = text.get(figure.span.clone());
                prop_assert!(said.is_some_and(|said| !said.is_empty()), "{}: {:?}", text, figure);
                prop_assert!(figure.span.start >= last, "{}: {:?}", text, figure);
                last = figure.span.end;
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let (before, after) = (&text[..figure.span.start], &text[figure.span.end..]);
                let inside = said.unwrap_or_default();
                prop_assert!(!(digit(before.chars().last()) && digit(inside.chars().next())));
                prop_assert!(!(digit(inside.chars().last()) && digit(after.chars().next())));
            }
        }
    }
}

#[test]
fn a_figure_is_said_with_what_qualifies_it() {
    let whole = |text: &str, span: &str| {
        let start = text.find(span).expect("the span is there");
        text[with_whole_figures(text, start..start + span.len())].to_owned()
    };
    assert_eq!(whole("登記用戶已超過48萬", "48萬"), "超過48萬");
    assert_eq!(whole("現時有逾60間企業簽約", "60"), "逾60間");
    assert_eq!(whole("up to HK$8 million a project", "$8 million"), "up to HK$8 million");
    assert_eq!(whole("由陳大文擔任主席", "陳大文"), "陳大文");
}

const WRITTEN: &[&str] = &[
    "一",
    "兩",
    "十",
    "百",
    "千",
    "萬",
    "億",
    "兆",
    "半",
    "零",
    "〇",
    "廿",
    "卅",
    "幾",
    "數",
    "多",
    "餘",
    "逾",
    "近",
    "約",
    "超過",
    "不足",
    "至少",
    "成",
    "分之",
    "百分之",
    "點",
    "第",
    "首",
    "至",
    "到",
    "-",
    "–",
    "~",
    ".",
    ",",
    "，",
    " ",
    "/",
    "%",
    "％",
    "‰",
    "0",
    "1",
    "9",
    "12",
    "000",
    "1,400",
    "3.14",
    "1e9",
    "99999999999999999999",
    "HK$",
    "US$",
    "港元",
    "元",
    "蚊",
    "人",
    "個",
    "間",
    "家",
    "年",
    "月",
    "日",
    "GW",
    "PFLOPS",
    "billion",
    "million",
    "hundred",
    "and",
    "two",
    "point",
    "half",
    "dozen",
    "per cent",
    "th",
    "st",
    "No. ",
    "over ",
    "x",
    "倍",
    "平方米",
    "km",
];

proptest! {
    #[test]
    fn whatever_is_written_figures_are_parts_of_it(text in hostile::text(WRITTEN, 24)) {
        let mut last = 0;
        for figure in figures(&text) {
            prop_assert!(text.get(figure.span.clone()).is_some_and(|said| !said.is_empty()), "{figure:?}");
            prop_assert!(figure.span.start >= last, "{figure:?}");
            prop_assert!(figure.value.is_finite(), "{figure:?}");
            last = figure.span.end;
        }
        let whole = with_whole_figures(&text, 0..text.len());
        prop_assert_eq!(whole, 0..text.len());
    }
}
