//! What an amount must count to answer.

use std::ops::Range;

use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::retrieval::SoughtTerm;
use crate::text::figure::{Currency, Figure, Unit, figures};
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::words;

/// What an amount must count to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Money: 多少錢, how much funding.
    Money,
    /// Things of a class that is counted alike: 幾間, 多少人, how many firms.
    Class(&'static str),
    /// Things, whatever their counter: how many.
    Things,
    /// A length, an area, an age: the unit itself must be there.
    Measure,
    /// Whatever it is.
    Any,
}

/// Words that ask for money, folded.
const MONEY: &[&str] = &[
    "多少钱",
    "多少元",
    "多少港元",
    "多少美元",
    "多少港币",
    "多少美金",
    "多少人民币",
    "多少欧元",
    "多少英镑",
    "多少资金",
    "多少拨款",
    "多少款",
    "多少经费",
    "how much money",
    "how much funding",
    "how much cash",
];

/// Units of measure that an answer must have when they are asked for.
const MEASURES: &[&str] = &[
    "公顷", "平方", "公里", "公尺", "英里", "公斤", "公吨", "吨", "岁", "小时", "分钟", "米",
    "hectare", "square", "kilomet", "met", "mile", "hour", "minute", "ton",
];

/// Counters of one class: what is counted by one may be by the others.
const CLASSES: &[&str] = &[
    "间家所",
    "人名位",
    "座幢栋",
    "块幅",
    "份",
    "条",
    "届",
    "轮期",
    "批",
    "次",
    "部辆台架",
    "本册篇",
    "场",
    "支队组",
    "层",
];

/// Counters of anything.
const GENERIC: &str = "个项种类款宗";

/// What Chinese counts without a counter, with the class of its counter.
const UNCOUNTED: &[(&str, &str)] = &[
    ("员工", "人名位"),
    ("用户", "人名位"),
    ("登记用户", "人名位"),
    ("人口", "人名位"),
    ("学生", "人名位"),
    ("会员", "人名位"),
    ("居民", "人名位"),
    ("专家", "人名位"),
    ("人才", "人名位"),
    ("企业", "间家所"),
    ("公司", "间家所"),
    ("机构", "间家所"),
    ("实验室", "间家所"),
    ("土地", "块幅"),
];

/// What English counts, with the class that Chinese counts it by.
const ENGLISH: &[(&str, &str)] = &[
    ("companies", "间家所"),
    ("company", "间家所"),
    ("firms", "间家所"),
    ("enterprises", "间家所"),
    ("startups", "间家所"),
    ("laboratories", "间家所"),
    ("people", "人名位"),
    ("persons", "人名位"),
    ("users", "人名位"),
    ("staff", "人名位"),
    ("employees", "人名位"),
    ("workers", "人名位"),
    ("members", "人名位"),
    ("students", "人名位"),
    ("buildings", "座幢栋"),
    ("plots", "块幅"),
    ("sites", "块幅"),
];

/// Nouns and verbs of money before an asking word, folded.
const OF_MONEY: &[&str] = &[
    "集资",
    "投资",
    "注资",
    "拨款",
    "资助",
    "资金",
    "经费",
    "开支",
    "支出",
    "造价",
    "成本",
    "价格",
    "收入",
    "费用",
    "金额",
    "总额",
    "售价",
    "票价",
    "薪金",
    "工资",
    "车费",
    "收费",
    "罚款",
    "津贴",
    "预算",
    "薪酬",
    "租金",
    "学费",
    "营业额",
    "涉款",
];

/// What may stand between them and it.
const BETWEEN: &[char] = &['了', '是', '为', '达', '共', '约', '过', '的', '到', '至'];

/// English verbs of money, in a question of how much.
const SPENDING: &[&str] =
    &["raise", "invest", "cost", "spend", "funding", "money", "pay", "approve", "worth", "earn"];

/// Whether the question names what its answer counts: 幾間, 多少錢, how many
/// people.
pub(in crate::answer) fn asks_unit(prepared: &PreparedQuestion) -> bool {
    !matches!(wanted(prepared), Wanted::Any | Wanted::Things)
}

/// The candidates that count what is asked for.
pub(super) fn of_the_kind(
    prepared: &PreparedQuestion,
    sentence: &str,
    mut candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let wanted = wanted(prepared);
    if wanted != Wanted::Any {
        let figures = figures(sentence);
        candidates.retain(|candidate| {
            let figure = figures.iter().find(|figure| figure.span == *candidate);
            figure.is_some_and(|figure| {
                is_wanted(prepared, wanted, figure) && !counts_another(prepared, sentence, figure)
            })
        });
    }
    candidates
}

fn wanted(prepared: &PreparedQuestion) -> Wanted {
    let (asked, after) =
        (&prepared.question.wording.text, prepared.question.gap.words_after.as_str());
    if prepared.question.answer_type != AnswerType::HowMany {
        Wanted::Any
    } else if asks_money(prepared) {
        Wanted::Money
    } else if MEASURES.iter().any(|unit| after.starts_with(unit)) {
        Wanted::Measure
    } else if let Some(class) =
        CLASSES.iter().find(|class| after.starts_with(|c| class.contains(c)))
    {
        Wanted::Class(class)
    } else if let Some((_, class)) = UNCOUNTED.iter().find(|(noun, _)| after.starts_with(noun)) {
        Wanted::Class(class)
    } else if asked.contains("how many") {
        let counted = ENGLISH.iter().filter_map(|(word, class)| Some((after.find(word)?, class)));
        let nearest = counted.min_by_key(|(at, _)| *at).filter(|(at, _)| *at < NEAR);
        nearest.map_or(Wanted::Things, |(_, class)| Wanted::Class(class))
    } else if after.starts_with(|c| GENERIC.contains(c)) {
        Wanted::Things
    } else {
        Wanted::Any
    }
}

/// How far after "how many" the thing that is counted stands, in bytes.
const NEAR: usize = 24;

/// Whether `figure` counts a thing that is named right after it, and is not the
/// one that the question counts: 兩座跨境橋 where it asks 幾座樓.
fn counts_another(prepared: &PreparedQuestion, sentence: &str, figure: &Figure) -> bool {
    if !matches!(figure.unit, Unit::Counted(_) | Unit::Plain) {
        return false;
    }
    let after = prepared.question.gap.words_after.trim_start();
    let counter = after
        .chars()
        .next()
        .filter(|c| GENERIC.contains(*c) || CLASSES.iter().any(|class| class.contains(*c)));
    let thing = &after[counter.map_or(0, char::len_utf8)..];
    let thing: String = thing.chars().take(LOOK_AHEAD).collect();
    let forms_of = |needle: &SoughtTerm| {
        std::iter::once(&needle.text).chain(&needle.texts).cloned().collect::<Vec<_>>()
    };
    let known = prepared.terms.iter().filter(|needle| !needle.unknown).map(forms_of);
    // 多少家簽約企業: what is counted may have a word before it.
    let stands = |form: &String| {
        !form.is_empty()
            && if form.chars().all(is_han) { thing.contains(form) } else { after.starts_with(form) }
    };
    let asked: Vec<Vec<String>> = known.filter(|forms| forms.iter().any(stands)).collect();
    let near: String = folded(&sentence[figure.span.end..]).chars().take(LOOK_AHEAD).collect();
    let named = words::tagged(&near).into_iter().take_while(|(_, tag)| tag.starts_with('n'));
    let named: String = named.map(|(word, _)| word).collect();
    let same = |form: &String| form.chars().any(|c| is_han(c) && named.contains(c));
    !named.is_empty() && !asked.is_empty() && !asked.iter().flatten().any(same)
}

/// How many characters after a figure may name what it counts.
const LOOK_AHEAD: usize = 8;

fn asks_money(prepared: &PreparedQuestion) -> bool {
    let asked = &prepared.question.wording.text;
    let before = prepared.question.gap.words_before.trim_end_matches(BETWEEN);
    let ends = !prepared.question.gap.words_after.starts_with(char::is_alphanumeric);
    MONEY.iter().any(|word| asked.contains(word))
        || (ends && OF_MONEY.iter().any(|word| before.ends_with(word)))
        || (asked.contains("how much") && SPENDING.iter().any(|word| asked.contains(word)))
}

/// The currency that a question asks for by name, folded.
fn asked_currency(question: &str) -> Option<Currency> {
    const NAMES: &[(&str, Currency)] = &[
        ("美元", Currency::Usd),
        ("美金", Currency::Usd),
        ("us dollar", Currency::Usd),
        ("人民币", Currency::Cny),
        ("renminbi", Currency::Cny),
        ("港元", Currency::Hkd),
        ("港币", Currency::Hkd),
        ("hong kong dollar", Currency::Hkd),
        ("欧元", Currency::Eur),
        ("英镑", Currency::Gbp),
        ("日元", Currency::Jpy),
    ];
    NAMES.iter().find(|(name, _)| question.contains(name)).map(|(_, currency)| *currency)
}

fn is_wanted(prepared: &PreparedQuestion, wanted: Wanted, figure: &Figure) -> bool {
    match (wanted, &figure.unit) {
        (Wanted::Any, _) | (Wanted::Class(_), Unit::Plain) => true,
        (Wanted::Money, Unit::Money(currency)) => {
            asked_currency(&prepared.question.wording.text).is_none_or(|asked| asked == *currency)
        }
        (Wanted::Things, unit) => matches!(unit, Unit::Plain | Unit::Counted(_)),
        (Wanted::Class(class), Unit::Counted(unit)) => {
            unit.starts_with(|c| class.contains(c)) || (unit == "个" && class != "人名位")
        }
        (Wanted::Measure, Unit::Counted(unit)) => {
            let asked = prepared.question.gap.words_after.as_str();
            asked.starts_with(unit.as_str())
                || (asked.is_ascii() && MEASURES.contains(&unit.as_str()))
        }
        _ => false,
    }
}
