//! Who somebody is: the title beside a name, 局長孫東.

use std::ops::Range;

use super::names::SURNAMES;
use crate::index::analyzer;
use crate::retrieval::{Asks, Prepared};
use crate::text::normalize::fold;
use crate::text::script::is_han;

/// What a title ends with, folded.
const TITLES: &[&str] = &[
    "长",
    "主席",
    "总裁",
    "总监",
    "主任",
    "教授",
    "博士",
    "委员",
    "议员",
    "代表",
    "秘书",
    "专员",
    "发言人",
    "创办人",
    "创始人",
    "合伙人",
    "负责人",
    "记者",
    "总理",
    "总统",
    "经理",
    "主管",
    "院士",
    "首席",
    "顾问",
    "师",
    "家",
    "学者",
    "官员",
    "司令",
];

/// What asks for the post of a person, folded.
const POSTS: &[&str] =
    &["职位", "职务", "官职", "身份", "什么官", "position", "post", "job", "role"];

/// The longest and the shortest name in Han characters.
const NAME: Range<usize> = 2..5;

/// The person that a question asks about, folded, if that is all it asks: 孫東
/// 是誰, who is …, 孫東擔任甚麼職位.
pub(super) fn asked_person(prepared: &Prepared) -> Option<String> {
    let (before, after) = (&prepared.gap.words_before, &prepared.gap.words_after);
    let posts = POSTS.iter().any(|post| after.starts_with(post));
    match prepared.asks {
        Asks::Who => {}
        Asks::What if posts => {}
        _ => return None,
    }
    let bare = |text: &str| {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '·');
        let text = text.trim_start_matches("请问");
        let end = ["担任", "出任", "任职", "是", "系", "做", "为", "任"];
        let text = end.iter().find_map(|verb| text.strip_suffix(verb)).unwrap_or(text);
        let text = text.trim_start_matches(['是', '系']).trim();
        text.trim_start_matches("is ").to_owned()
    };
    let (before, after) = (bare(before), bare(after));
    let subject = if before.is_empty() { after } else { before };
    // A name in English is the glossary's.
    let forms = prepared.needles.iter().filter(|needle| needle.text == subject);
    let forms = forms.flat_map(|needle| std::iter::once(&needle.text).chain(&needle.texts));
    std::iter::once(&subject).chain(forms).find(|form| is_person(form)).cloned()
}

fn is_person(name: &str) -> bool {
    let surnamed = name.chars().next().is_some_and(|first| SURNAMES.contains(first));
    name.contains('·')
        || surnamed && name.chars().all(is_han) && NAME.contains(&name.chars().count())
}

/// The titles of `person` in `text`: the nouns right before the name that end
/// with one.
pub(super) fn titles(person: &str, text: &str) -> Vec<Range<usize>> {
    let folded = fold(text);
    let flat = folded.to_string();
    let before = |(at, _): (usize, &str)| {
        let before = flat[..at].trim_end();
        let clause = before.rfind(['，', '。', '；', '：', ',', ';', '】', '」']);
        let clause =
            clause.map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
        let words = analyzer::tagged(&before[clause..]);
        let is_title =
            words.last().is_some_and(|(word, _)| TITLES.iter().any(|title| word.ends_with(title)));
        let nouns = words.iter().rev().take_while(|(word, tag)| {
            tag.starts_with(['n', 'j', 'b']) || *tag == "vn" || *word == "及" || *word == "副"
        });
        let length: usize = nouns.map(|(word, _)| word.len()).sum();
        let start = before.len() - length;
        let chars = |byte: usize| flat[..byte].chars().count();
        is_title.then(|| folded.origin(chars(start)..chars(before.len())))
    };
    flat.match_indices(person).filter_map(before).filter(|range| !range.is_empty()).collect()
}
