//! What stands around a number and says what it counts.

use super::counter::{self, COUNTERS};
use super::cursor::Cursor;

/// The currency of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    /// Hong Kong dollars; also a bare 元 or `$`, as Hong Kong prints them.
    Hkd,
    /// United States dollars.
    Usd,
    /// Renminbi.
    Cny,
    /// Euros.
    Eur,
    /// Pounds sterling.
    Gbp,
    /// Yen.
    Jpy,
    /// Another one: Singapore's, Taiwan's, Macao's, Australia's, Canada's
    /// dollars and patacas, which do not compare with any.
    Other,
}

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A bare number.
    Plain,
    /// Percent; 成 is ten of them, 三分之一 a third of a hundred.
    Percent,
    /// A place in an order: 第4, 4th, fourth.
    Rank,
    /// An amount of money.
    Money(Currency),
    /// A counter or a unit of measure as printed, folded: 间, 人, pflops,
    /// 个百分点; 年, 月 and 日 for the parts of a date.
    Counted(String),
}

impl Unit {
    /// Whether amounts in both units may be the same amount. Counters of
    /// things are loose (60間 is 60家); people, times, measures, money, shares
    /// and ranks are not.
    pub fn is_comparable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(Currency::Other), Self::Money(Currency::Other)) => false,
            (Self::Plain | Self::Counted(_), Self::Plain | Self::Counted(_)) => {
                counter::are_alike(self.counter(), other.counter())
            }
            _ => self == other,
        }
    }

    /// Whether this is part of a date or a length of time in such units.
    pub fn is_date_part(&self) -> bool {
        self.counter().is_some_and(|unit| matches!(unit, "年" | "月" | "日" | "号"))
    }

    /// Whether this is a share of a whole, or the points that one changes by.
    pub fn is_share(&self) -> bool {
        *self == Self::Percent || self.counter() == Some("个百分点")
    }

    /// Whether this is a counter or a unit of measure as printed.
    pub fn is_counter(&self) -> bool {
        self.counter().is_some()
    }

    /// The English name of a unit of measure, in the singular: `month`, `square-metre`;
    /// `None` for whatever else is counted.
    pub fn measure(&self) -> Option<&'static str> {
        counter::measure(self.counter()?)
    }

    /// Whether a length of time is told in it: hours, and 日 of a date too.
    pub fn is_length(&self) -> bool {
        self.counter().is_some_and(counter::is_length)
    }

    fn counter(&self) -> Option<&str> {
        match self {
            Self::Counted(unit) => Some(unit),
            _ => None,
        }
    }
}

/// Signs and names of money before an amount; folded, longer ones first.
const BEFORE: &[(&str, Currency)] = &[
    ("hk$", Currency::Hkd),
    ("us$", Currency::Usd),
    ("nt$", Currency::Other),
    ("mop$", Currency::Other),
    ("s$", Currency::Other),
    ("a$", Currency::Other),
    ("c$", Currency::Other),
    ("rmb", Currency::Cny),
    ("hkd", Currency::Hkd),
    ("usd", Currency::Usd),
    ("cny", Currency::Cny),
    ("eur", Currency::Eur),
    ("gbp", Currency::Gbp),
    ("jpy", Currency::Jpy),
    ("港币", Currency::Hkd),
    ("人民币", Currency::Cny),
    ("€", Currency::Eur),
    ("£", Currency::Gbp),
    ("¥", Currency::Cny),
    ("$", Currency::Hkd),
];

/// Names of money after an amount; folded, longer ones first.
const AFTER: &[(&str, Currency)] = &[
    ("hong kong dollars", Currency::Hkd),
    ("us dollars", Currency::Usd),
    ("singapore dollars", Currency::Other),
    ("元人民币", Currency::Cny),
    ("新台币", Currency::Other),
    ("新加坡元", Currency::Other),
    ("澳门元", Currency::Other),
    ("人民币", Currency::Cny),
    ("港元", Currency::Hkd),
    ("港币", Currency::Hkd),
    ("美元", Currency::Usd),
    ("美金", Currency::Usd),
    ("欧元", Currency::Eur),
    ("英镑", Currency::Gbp),
    ("日元", Currency::Jpy),
    ("日圆", Currency::Jpy),
    ("坡元", Currency::Other),
    ("澳元", Currency::Other),
    ("加元", Currency::Other),
    ("台币", Currency::Other),
    ("renminbi", Currency::Cny),
    ("dollars", Currency::Hkd),
    ("euros", Currency::Eur),
    ("yuan", Currency::Cny),
    ("yen", Currency::Jpy),
    ("蚊", Currency::Hkd),
    ("元", Currency::Hkd),
];

/// What makes a place name or another word of 元: 元朗, 元旦.
const NOT_YUAN: &str = "朗旦素件宇";

/// Percent, folded; percentage points are another thing, and are tried first.
const PERCENT: &[&str] = &["per cent", "percent", "%"];

/// Reads a sign or name of money before an amount.
pub(super) fn money_before(cursor: &mut Cursor<'_>) -> Option<Currency> {
    let mut ahead = *cursor;
    let first = ahead.peek()?;
    // The names end at the digits, so their end is no end of a word.
    let stands = |word: &str| {
        word.starts_with(first) && ahead.rest().starts_with(&word.chars().collect::<Vec<_>>())
    };
    let (word, currency) = BEFORE.iter().find(|(word, _)| stands(word))?;
    ahead.skip(word.chars().count());
    ahead.spaces();
    *cursor = ahead;
    Some(*currency)
}

/// Reads a unit after a number written in digits or not.
pub(super) fn after(cursor: &mut Cursor<'_>, digits: bool) -> Option<Unit> {
    let mut ahead = *cursor;
    ahead.spaces();
    if ahead.eat_any(PERCENT) {
        *cursor = ahead;
        return Some(Unit::Percent);
    }
    if let Some(currency) = ahead.pick(AFTER)
        && !(ahead.before() == Some('元') && ahead.peek().is_some_and(|c| NOT_YUAN.contains(c)))
    {
        *cursor = ahead;
        return Some(Unit::Money(currency));
    }
    let unit = counter::read(cursor, digits)?;
    match unit.as_str() {
        "st" | "nd" | "rd" | "th" => Some(Unit::Rank),
        _ => Some(Unit::Counted(unit)),
    }
}

/// Whether `rest`, which follows a number, starts with what numbers count:
/// so 2025個 is no year.
pub(in crate::text) fn counts(rest: &[char]) -> bool {
    let starts = |word: &&str| Cursor::new(rest, 0).eat(word);
    COUNTERS.iter().filter(|word| !matches!(**word, "年" | "大")).any(starts)
        || PERCENT.iter().any(starts)
        || AFTER.iter().any(|(word, _)| starts(word))
        || rest.first().is_some_and(|next| "万亿千百多余".contains(*next))
}
