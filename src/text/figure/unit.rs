//! What stands after a number and says what it counts.

use super::number::{Number, spaces, starts_with};

/// The currency of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    /// Hong Kong dollars; also a bare 元 or `$`, as Hong Kong prints them.
    Hkd,
    /// United States dollars.
    Usd,
    /// Renminbi.
    Cny,
}

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A bare number.
    Plain,
    /// Percent; 成 is ten of them.
    Percent,
    /// A place in an order: 第4, 4th.
    Rank,
    /// An amount of money.
    Money(Currency),
    /// A counter or a unit of measure as printed, folded: 间, 人, pflops.
    Counted(String),
}

impl Unit {
    /// Whether amounts in both units may be the same amount. Counters of
    /// things are loose (60間 is 60家), money, shares and ranks are not.
    pub fn is_comparable(&self, other: &Self) -> bool {
        let loose = |unit: &Self| matches!(unit, Self::Plain | Self::Counted(_));
        self == other || (loose(self) && loose(other) && self.family() == other.family())
    }

    /// Times do not compare with things: 60年 is not 60人.
    fn family(&self) -> Option<&str> {
        match self {
            Self::Counted(unit) if TIMES.contains(&unit.as_str()) => Some(unit),
            _ => None,
        }
    }
}

/// Units that measure or name a time.
const TIMES: &[&str] = &["年", "月", "日", "天", "个月", "小时", "分钟", "周", "岁"];

const MONEY: &[(&str, Currency)] = &[
    ("港元", Currency::Hkd),
    ("港币", Currency::Hkd),
    ("美元", Currency::Usd),
    ("美金", Currency::Usd),
    ("人民币", Currency::Cny),
    ("元人民币", Currency::Cny),
    ("hong kong dollars", Currency::Hkd),
    ("us dollars", Currency::Usd),
    ("dollars", Currency::Hkd),
    ("蚊", Currency::Hkd),
    ("元", Currency::Hkd),
];

const PERCENT: &[&str] = &["个百分点", "百分点", "per cent", "percent", "%"];

/// Counters that make even a lone numeral a figure; folded, longer first.
const COUNTERS: &[&str] = &[
    "平方公里",
    "平方米",
    "平方尺",
    "公顷",
    "公里",
    "公斤",
    "个月",
    "小时",
    "分钟",
    "人次",
    "毫升",
    "英里",
    "页",
    "间",
    "家",
    "个",
    "人",
    "名",
    "位",
    "项",
    "条",
    "座",
    "块",
    "份",
    "所",
    "幢",
    "栋",
    "宗",
    "次",
    "种",
    "类",
    "层",
    "届",
    "期",
    "轮",
    "批",
    "张",
    "部",
    "辆",
    "台",
    "架",
    "艘",
    "只",
    "本",
    "篇",
    "首",
    "集",
    "场",
    "队",
    "组",
    "支",
    "套",
    "款",
    "倍",
    "岁",
    "年",
    "月",
    "日",
    "天",
    "周",
    "号",
    "楼",
    "站",
    "米",
    "吨",
    "克",
    "度",
    "票",
    "席",
    "大",
    "地",
];

/// Whether `rest`, which follows a number, starts with what numbers count:
/// so 2025個 is no year.
pub(in crate::text) fn counts(rest: &[char]) -> bool {
    let starts = |word: &&str| starts_with(rest, 0, word);
    COUNTERS.iter().filter(|word| !matches!(**word, "年" | "大")).any(starts)
        || PERCENT.iter().any(starts)
        || MONEY.iter().any(|(word, _)| starts(word))
        || rest.first().is_some_and(|next| "万亿千百多余".contains(*next))
}

/// A unit read after a number.
pub(super) struct Suffix {
    pub(super) unit: Unit,
    pub(super) factor: f64,
    pub(super) end: usize,
    /// 多 or 餘 stands between the number and its unit.
    pub(super) more: bool,
}

/// Reads what follows `number`; `None` when it turns out to be no figure.
pub(super) fn read(chars: &[char], number: &Number) -> Option<Suffix> {
    let more = matches!(chars.get(number.end), Some('多' | '余'));
    let at = number.end + usize::from(more);
    let suffix = |unit, factor, end| Some(Suffix { unit, factor, end, more });
    if number.ordinal {
        return suffix(Unit::Rank, 1.0, number.end);
    }
    if let Some('成') = chars.get(at).filter(|_| number.value <= 10.0 && !is_word_after(chars, at))
    {
        let half = chars.get(at + 1) == Some(&'半');
        let factor = if half { (number.value + 0.5) / number.value * 10.0 } else { 10.0 };
        return suffix(Unit::Percent, factor, at + 1 + usize::from(half));
    }
    let spaced = at + spaces(chars, at);
    if let Some(word) = PERCENT.iter().find(|word| starts_with(chars, spaced, word)) {
        return suffix(Unit::Percent, 1.0, spaced + word.chars().count());
    }
    if let Some((word, currency)) = MONEY.iter().find(|(word, _)| starts_with(chars, spaced, word))
    {
        return suffix(Unit::Money(*currency), 1.0, spaced + word.chars().count());
    }
    if let Some(currency) = number.sign.map(currency_of) {
        return suffix(Unit::Money(currency), 1.0, at);
    }
    let end = counter_end(chars, number, at)?;
    match &chars[at..end] {
        [] if number.leading => None,
        [] => suffix(Unit::Plain, 1.0, at),
        ['s' | 'n' | 'r' | 't', 't' | 'd' | 'h'] => suffix(Unit::Rank, 1.0, end),
        unit => suffix(Unit::Counted(unit.iter().collect()), 1.0, end),
    }
}

/// 三成 is a share, 三成員 and 二成功 are not.
fn is_word_after(chars: &[char], at: usize) -> bool {
    matches!(chars.get(at + 1), Some('员' | '立' | '功' | '为' | '果' | '本' | '熟' | '长'))
}

fn currency_of(sign: &str) -> Currency {
    match sign {
        "us$" | "usd" => Currency::Usd,
        "rmb" | "cny" | "¥" => Currency::Cny,
        _ => Currency::Hkd,
    }
}

/// The end of the counter or Latin unit at `at`; `at` itself for none, and
/// `None` when a lone numeral without a counter is a word (統一, 一體化).
fn counter_end(chars: &[char], number: &Number, at: usize) -> Option<usize> {
    let latin = chars[at.min(chars.len())..].iter().take_while(|c| c.is_ascii_alphabetic()).count();
    if latin > 0 && !number.numeral {
        return Some(at + latin);
    }
    let counter = COUNTERS
        .iter()
        .find(|word| starts_with(chars, at, word))
        .map(|word| at + word.chars().count());
    let lone = number.numeral && number.end - number.start - usize::from(number.leading) == 1;
    match counter {
        Some(end) => Some(end),
        None if lone => None,
        None if number.numeral && is_loose(chars, number) => None,
        None => Some(at),
    }
}

/// Numerals without any digit (千萬, 百) are words unless a counter follows.
fn is_loose(chars: &[char], number: &Number) -> bool {
    chars[number.start..number.end]
        .iter()
        .all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿' | '第' | '首'))
}
