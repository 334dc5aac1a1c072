//! Who and which body: questions that a name answers.

use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::normalize::folded;

/// Whether it is asked who may do something, and `sentence` names a group that
/// may: 已登記的工作人員.
pub(super) fn says_who_may(prepared: &PreparedQuestion, sentence: &str) -> bool {
    let after = prepared.question.gap.words_after.trim_start();
    let asks_who_may = MAY.iter().any(|word| after.starts_with(word))
        || ALLOWED.iter().any(|word| after.contains(word));
    let sentence = folded(sentence);
    asks_who_may && GROUPS.iter().any(|group| sentence.contains(group))
}

/// What follows the asking word where it is asked who may, folded.
const MAY: &[&str] = &["可", "能", "有资格", "may", "can"];
const ALLOWED: &[&str] = &["eligible", "allowed"];

/// Groups of people and bodies, folded.
const GROUPS: &[&str] = &[
    "人员", "人士", "居民", "市民", "用户", "学生", "企业", "公司", "机构", "团队", "人才", "院校",
    "业界",
];

/// Whether a body is asked for by name: 哪家企業, which company.
pub(super) fn asks_body(prepared: &PreparedQuestion) -> bool {
    let after = prepared.question.gap.words_after.as_str();
    prepared.question.answer_type == AnswerType::What
        && (NAMING.iter().any(|words| prepared.question.wording.text.contains(words))
            || prepared.question.asking_on().starts_with('哪')
                && BODIES.iter().any(|body| after.starts_with(body))
            || BODIES_ENGLISH.iter().any(|body| prepared.question.wording.text.contains(body)))
}

/// What asks how something is called, folded.
const NAMING: &[&str] = &["叫什么名", "什么名字", "名称是什么", "名字是什么"];

/// Bodies that are asked for by name, folded.
const BODIES: &[&str] = &["企业", "公司", "科企", "集团", "厂商", "银行", "大学", "机构"];
const BODIES_ENGLISH: &[&str] = &[
    "which company",
    "what company",
    "which firm",
    "which enterprise",
    "which university",
    "which bank",
];
