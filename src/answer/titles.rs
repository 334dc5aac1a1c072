//! Who somebody is: the title beside a name, 局長孫東.

use std::ops::Range;

use super::names::SURNAMES;
use crate::corpus::glossary::Glossary;
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::normalize::fold;
use crate::text::script::is_han;
use crate::text::words;

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

/// What stands between a person and the asking word, folded.
const BEING: &[&str] = &["担任", "出任", "任职", "是", "系", "做", "为", "任", "is "];

/// The longest and the shortest name in Han characters.
const NAME: Range<usize> = 2..5;

/// The person that a question asks about, folded, if that is all it asks: 孫東
/// 是誰, who is …, 孫東擔任甚麼職位.
pub(super) fn asked_person(prepared: &PreparedQuestion) -> Option<String> {
    let (before, after) = (&prepared.question.gap.words_before, &prepared.question.gap.words_after);
    let posts = POSTS.iter().any(|post| after.starts_with(post));
    match prepared.question.answer_type {
        AnswerType::Who => {}
        AnswerType::What if posts => {}
        _ => return None,
    }
    let before = bare(before).trim_start_matches("请问");
    let before = BEING.iter().find_map(|verb| before.strip_suffix(verb)).unwrap_or(before);
    let after = bare(after);
    // 誰任主席 asks for a person: 任 is no surname here.
    let after = BEING.iter().find_map(|verb| after.strip_prefix(verb)).unwrap_or(after);
    let subject = bare(if before.is_empty() { after } else { before });
    // A name in English is the glossary's.
    let forms = prepared.terms.iter().filter(|needle| needle.text == subject);
    let forms = forms.flat_map(|needle| std::iter::once(&needle.text).chain(&needle.texts));
    let mut names = std::iter::once(subject).chain(forms.map(String::as_str));
    names.find(|form| is_person(form)).map(str::to_owned)
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != '·')
}

fn is_person(name: &str) -> bool {
    let surnamed = name.chars().next().is_some_and(|first| SURNAMES.contains(first));
    name.contains('·')
        || surnamed && name.chars().all(is_han) && NAME.contains(&name.chars().count())
}

/// The titles of `person` in `text`: the nouns right before the name that end
/// with one, from the start of a term of the glossary.
pub(super) fn titles(person: &str, glossary: &Glossary, text: &str) -> Vec<Range<usize>> {
    let folded = fold(text);
    let flat = folded.to_string();
    // 創新 is a verb alone, and no bureau is named by a piece of its name.
    let whole = |start: usize| {
        let mut terms = glossary.find(&flat).into_iter().map(|term| term.range);
        terms.find(|term| term.contains(&start)).map_or(start, |term| term.start)
    };
    let before = |(at, _): (usize, &str)| {
        let before = flat[..at].trim_end();
        let clause = before.rfind(['，', '。', '；', '：', ',', ';', '】', '」']);
        let clause =
            clause.map_or(0, |mark| mark + before[mark..].chars().next().map_or(1, char::len_utf8));
        let words = words::tagged(&before[clause..]);
        let is_title =
            words.last().is_some_and(|(word, _)| TITLES.iter().any(|title| word.ends_with(title)));
        let nouns = words.iter().rev().take_while(|(word, tag)| {
            tag.starts_with(['n', 'j', 'b']) || *tag == "vn" || *word == "及" || *word == "副"
        });
        let length: usize = nouns.map(|(word, _)| word.len()).sum();
        is_title.then(|| folded.origin_of_bytes(&(whole(before.len() - length)..before.len())))
    };
    flat.match_indices(person).filter_map(before).filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_title_stands_right_before_the_name() {
        let glossary = Glossary::parse("創新科技及工業局\tITIB\n", Path::new("g.tsv"));
        let glossary = glossary.expect("parses");
        let title = |text: &'static str| {
            titles("孙东", &glossary, text)
                .into_iter()
                .map(|range| &text[range])
                .collect::<Vec<_>>()
        };
        assert_eq!(title("創新科技及工業局局長孫東昨日表示"), ["創新科技及工業局局長"]);
        assert_eq!(title("他說，局長孫東與主席 孫東不同"), ["局長", "主席"]);
        assert_eq!(title("昨日孫東表示，局長未到"), Vec::<&str>::new());
    }
}
