//! The words that numbers count with, and which of them measure alike.

use super::cursor::Cursor;

/// Counters that make even a lone numeral a figure; folded, longer first.
pub(super) const COUNTERS: &[&str] = &[
    "平方公里",
    "平方米",
    "平方尺",
    "个百分点",
    "百分点",
    "个星期",
    "公顷",
    "公里",
    "公斤",
    "个月",
    "小时",
    "分钟",
    "人次",
    "星期",
    "毫升",
    "英里",
    "季",
    "亩",
    "枚",
    "颗",
    "间",
    "名",
    "页",
    "家",
    "个",
    "人",
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
    "方面",
    "大",
    "地",
];

/// Units after a space in English, lower case, the longer first; what else
/// stands there is a noun, which is not read.
const SPACED: &[&str] = &[
    "percentage points",
    "percentage point",
    "square kilometres",
    "square kilometers",
    "square metres",
    "square meters",
    "square feet",
    "kilometres",
    "kilometers",
    "hectares",
    "hectare",
    "metres",
    "meters",
    "tonnes",
    "people",
    "persons",
    "pflops",
    "petaflops",
    "minutes",
    "minute",
    "months",
    "month",
    "hours",
    "hour",
    "weeks",
    "week",
    "years",
    "year",
    "times",
    "days",
    "day",
    "fold",
    "sqm",
    "km",
    "ha",
    "kg",
];

/// Units that measure the same. Those of different groups never state the
/// same amount: 60年 is not 60人, 3000PFLOPS not 3000間. 日 and 天, and 倍 and
/// "times", are as loose as the two languages are.
const ALIKE: &[&[&str]] = &[
    &["年", "year", "years"],
    &["个月", "month", "months"],
    &["月"],
    &["季"],
    &["周", "星期", "个星期", "week", "weeks"],
    &["日", "号", "天", "day", "days"],
    &["小时", "hour", "hours"],
    &["分钟", "minute", "minutes"],
    &["岁"],
    &["倍", "times", "fold"],
    &["次", "times"],
    &["人次"],
    &["pflops", "petaflops"],
    &["公里", "km", "kilometres", "kilometers"],
    &["米", "m", "metres", "meters"],
    &["英里"],
    &["平方公里", "square kilometres", "square kilometers"],
    &["平方米", "sqm", "square metres", "square meters"],
    &["平方尺", "square feet"],
    &["公顷", "ha", "hectares", "hectare"],
    &["吨", "tonnes"],
    &["公斤", "kg"],
    &["克"],
    &["毫升"],
    &["百分点", "个百分点", "percentage points", "percentage point"],
];

/// Units of [`ALIKE`] with names that people are told, by the first of their group.
const TOLD: &[(&str, &str)] = &[
    ("年", "year"),
    ("个月", "month"),
    ("周", "week"),
    ("小时", "hour"),
    ("分钟", "minute"),
    ("公里", "kilometre"),
    ("米", "metre"),
    ("平方公里", "square-kilometre"),
    ("平方米", "square-metre"),
    ("平方尺", "square-foot"),
    ("公顷", "hectare"),
    ("吨", "tonne"),
    ("百分点", "point"),
];

/// The English name of a unit of measure, in the singular; `None` for a counter.
pub(super) fn measure(unit: &str) -> Option<&'static str> {
    let group = ALIKE.iter().find(|group| group.contains(&unit))?;
    TOLD.iter().find(|(first, _)| group[0] == *first).map(|(_, name)| *name)
}

/// Whether `unit` is one that a length of time is told in.
pub(super) fn is_length(unit: &str) -> bool {
    const LENGTHS: &[&str] = &["年", "个月", "周", "日", "小时", "分钟"];
    let group = ALIKE.iter().find(|group| group.contains(&unit));
    group.is_some_and(|group| LENGTHS.contains(&group[0]))
}

/// People, who are no things; 名 and 位 count people and are used of others.
const PEOPLE: &[&str] = &["人", "people", "persons"];
const MAYBE_PEOPLE: &[&str] = &["名", "位"];

/// Whether amounts with these counters may be the same amount; `None` is a
/// number without a counter, which may count things or people.
pub(super) fn are_alike(left: Option<&str>, right: Option<&str>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) if left == right => true,
        (left, right) if left.is_some_and(measures) || right.is_some_and(measures) => {
            let both = |group: &&[&str]| {
                left.is_some_and(|unit| group.contains(&unit))
                    && right.is_some_and(|unit| group.contains(&unit))
            };
            ALIKE.iter().any(both)
        }
        (Some(left), Some(right)) => {
            let people = |unit: &str| PEOPLE.contains(&unit);
            let maybe = |unit: &str| people(unit) || MAYBE_PEOPLE.contains(&unit);
            match (people(left), people(right)) {
                (false, false) => true,
                _ => maybe(left) && maybe(right),
            }
        }
        _ => true,
    }
}

/// A unit of measure, and any Latin unit of which nothing is known.
fn measures(unit: &str) -> bool {
    let latin = unit.is_ascii() && !PEOPLE.contains(&unit);
    latin || ALIKE.iter().any(|group| group.contains(&unit))
}

/// Whether a counter is taken for one after a space as well: 1,400 人, and
/// not the number of a heading, 3 大灣區.
fn is_plain(counter: &str) -> bool {
    const PLAIN: &str = "间名家个人位项条座块份所宗次种届轮批艘倍岁年月日天米吨";
    counter.chars().nth(1).is_some() || PLAIN.contains(counter)
}

/// Reads a counter: one of [`COUNTERS`], Latin letters right after digits
/// (3000PFLOPS), a unit of [`SPACED`] after a space or a hyphen, or a plain
/// counter after digits and a space.
pub(super) fn read(cursor: &mut Cursor<'_>, digits: bool) -> Option<String> {
    let begun = cursor.at();
    let rest = cursor.rest();
    let latin = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
    let after = rest.get(latin).is_none_or(|c| !c.is_ascii_digit());
    if latin > 0 && digits && after {
        cursor.skip(latin);
    } else if let Some(word) = COUNTERS.iter().find(|word| cursor.eat(word)) {
        return Some((*word).to_owned());
    } else {
        let mut ahead = *cursor;
        ahead.eat_one(" -")?;
        ahead.spaces();
        let word = SPACED.iter().find(|word| ahead.eat(word));
        let is_space = cursor.peek() == Some(' ') && digits;
        let chinese = || COUNTERS.iter().filter(|word| is_plain(word)).find(|word| ahead.eat(word));
        let word = word.or_else(|| is_space.then(chinese)?)?;
        *cursor = ahead;
        return Some((*word).to_owned());
    }
    Some(rest[..cursor.at() - begun].iter().collect())
}
