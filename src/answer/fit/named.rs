//! Things that are asked for by name: 哪三個項目, which companies.

use crate::answer::{list, names};
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::script::is_han;
use crate::text::words;

/// Nouns of things that have names, folded: a noun that ends with one of them
/// asks for names.
const NAMED: &[&str] = &[
    "企业",
    "公司",
    "机构",
    "集团",
    "厂商",
    "发展商",
    "承办商",
    "供应商",
    "银行",
    "财团",
    "大学",
    "院校",
    "学校",
    "学院",
    "学府",
    "医院",
    "实验室",
    "中心",
    "研究所",
    "部门",
    "团体",
    "协会",
    "商会",
    "品牌",
    "项目",
    "计划",
    "基金",
    "平台",
    "经理",
    "委员",
    "议员",
    "嘉宾",
    "讲者",
    "学者",
    "专家",
    "得主",
    "国家",
    "城市",
    "地区",
    "地方",
    "地点",
    "站",
    "区域",
    "市镇",
    "活动",
    "盛事",
    "节目",
    "展览",
    "会议",
    "论坛",
    "峰会",
    "奖项",
    "产品",
    "程式",
    "系统",
    "牌照",
    "证书",
    "课程",
    "产业",
    "行业",
    "语言",
    "报章",
    "电视台",
    "枢纽",
];

/// The same in English, as words begin.
const NAMED_ENGLISH: &[&str] = &[
    "compan",
    "firm",
    "enterprise",
    "organi",
    "institution",
    "bodies",
    "body",
    "developer",
    "bank",
    "universit",
    "college",
    "school",
    "hospital",
    "laborator",
    "lab",
    "centre",
    "center",
    "project",
    "scheme",
    "programme",
    "fund",
    "platform",
    "manager",
    "countr",
    "cit",
    "district",
    "station",
    "event",
    "exhibition",
    "conference",
    "forum",
    "summit",
    "award",
    "product",
    "app",
    "industr",
    "sector",
    "language",
    "newspaper",
    "department",
    "bureau",
    "hub",
];

/// How many words of English after "which" may say what is asked for.
const NEAR: usize = 5;

/// What ends the words that say what is asked for.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "can",
    "could", "should", "may", "must",
];

/// How many characters of Chinese after 哪 may.
const LOOK_AHEAD: usize = 12;

/// What stands between 哪 and a noun: numbers, and a counter, which 項 of 項目
/// is not.
const NUMBERS: &str = "一二两三四五六七八九十几大0123456789";
const COUNTERS: &str = "些个间家所名位项条座份块只种类款宗届轮批";

/// Whether the question asks which ones of a class of named things.
pub(super) fn asks_names(prepared: &PreparedQuestion) -> bool {
    if !matches!(prepared.question.answer_type, AnswerType::List | AnswerType::What) {
        return false;
    }
    let asked = prepared.question.asking_on();
    if let Some(after) = asked.strip_prefix('哪') {
        let after = after.trim_start_matches(|c| NUMBERS.contains(c));
        let noun = NAMED.iter().any(|noun| after.starts_with(noun));
        let counted = after.strip_prefix(|c| COUNTERS.contains(c)).filter(|_| !noun);
        let after = counted.unwrap_or(after);
        let near: String = after.chars().take(LOOK_AHEAD).take_while(|c| is_han(*c)).collect();
        return is_named(near.as_str()) || near.is_empty() && is_named_before(prepared);
    }
    let which = ["which ", "what ", "name the ", "list the "];
    let after = which.iter().find_map(|word| asked.strip_prefix(word));
    after.is_some_and(|after| {
        // What did the bureau say: the noun is not what is asked for.
        let words = after.split_whitespace().take(NEAR);
        let mut words = words.take_while(|word| !VERBS.contains(word));
        words.any(|word| NAMED_ENGLISH.iter().any(|noun| word.starts_with(noun)))
    })
}

/// Whether the nouns that `text` begins with end with a named thing.
fn is_named(text: &str) -> bool {
    let nouns = words::tagged(text).into_iter().take_while(|(_, tag)| is_nominal(tag));
    nouns.last().is_some_and(|(noun, _)| ends_named(noun))
}

/// 獲支持的項目有哪些: the noun stands before.
fn is_named_before(prepared: &PreparedQuestion) -> bool {
    let before = prepared
        .question
        .gap
        .words_before
        .trim_end_matches(['有', '是', '包', '括', '为', '分', '别']);
    ends_named(before)
}

fn ends_named(noun: &str) -> bool {
    NAMED.iter().any(|named| noun.ends_with(named))
}

fn is_nominal(tag: &str) -> bool {
    tag.starts_with(['n', 'b', 'a', 'j', 'l', 's', 'm', 'q']) || tag == "vn"
}

/// Whether `sentence` names things that the question does not: a list, a
/// name in quotes, a person or body, a place; several where three or more are
/// asked for.
pub(super) fn names_things(
    prepared: &PreparedQuestion,
    sentence: &str,
    number: Option<usize>,
) -> bool {
    let quoted = names::quoted(prepared, sentence).len();
    if list::enumeration(sentence).is_some() || quoted > 1 {
        return true;
    }
    let several = number.is_some_and(|number| number > 2);
    !several
        && (quoted > 0
            || names::has_person(prepared, sentence)
            || !names::places(prepared, sentence).is_empty())
}
