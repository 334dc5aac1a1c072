//! Who has left a post, as a newer document says, holds it no more: 前主席陳大文任滿離職.

use super::candidate::Candidate;
use super::lexical::ByWords;
use super::post::OF_TIME;
use crate::question::AnswerType;
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::whole::{contains, is_whole};

const FILE: &str = include_str!("post.tsv");

/// What tells that somebody has left stands at most so many bytes behind the name: 「博士已於上月離任」.
const BEHIND: usize = 30;

/// A title between 前 and a name has at most so many characters: 行政總裁.
const TITLE: usize = 8;

/// Whether it is asked who, of no time that is named, and a document that is newer than that of
/// `candidate` names the same person as one who has left.
pub(super) fn is_former(by: ByWords<'_>, candidate: &Candidate) -> bool {
    let question = &by.prepared.question;
    if question.answer_type != AnswerType::Who || !question.times.is_empty() {
        return false;
    }
    // Who followed somebody did so, whoever came later.
    let of_following =
        |kind| list::words(FILE, kind).any(|word: &str| contains(&question.wording.text, word));
    if of_following("followed") || of_following("left") {
        return false;
    }
    let own = &by.hits[candidate.hit];
    let name = folded(own.passage.text[candidate.span.clone()].trim());
    let newer = by.hits.iter().filter(|hit| hit.published > own.published);
    let mut newer = newer.map(|hit| folded(&hit.passage.text));
    let is_name = own.published.is_some() && name.chars().nth(1).is_some();
    is_name && newer.any(|text| has_left(&text, &name))
}

/// Whether the folded `text` says that who has `name` has left a post.
fn has_left(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let end = at + name.len();
        let before = text[..at].rsplit(CLAUSE).next().unwrap_or_default();
        let behind = &text[end..text.ceil_char_boundary((end + BEHIND).min(text.len()))];
        let behind = behind.split(CLAUSE).next().unwrap_or_default();
        list::words(FILE, "followed").any(|word| is_followed(before, word))
            || list::words(FILE, "left").any(|word| contains(behind, word))
    })
}

/// Whether nothing but a title stands between the last `word` of `before` and its end: 前主席, and
/// not 前主席王明及主席, "succeeded by" or 目前.
fn is_followed(before: &str, word: &str) -> bool {
    let Some(at) = before.rfind(word).filter(|at| is_whole(before, *at..*at + word.len())) else {
        return false;
    };
    let title = before[at + word.len()..].trim();
    let is_of_time = before[..at].ends_with(OF_TIME);
    let is_han_title = title.chars().count() <= TITLE
        && title.chars().all(|c| is_han(c) && !AND.contains(&c))
        && list::words(FILE, "title").any(|end| title.ends_with(end));
    let is_english_title = !title.is_empty()
        && title.split([' ', '.']).filter(|word| !word.is_empty()).all(|word| {
            list::words(FILE, "english")
                .chain(list::words(FILE, "honorific"))
                .any(|one| one == word)
        });
    !is_of_time && (title.is_empty() || is_han_title || is_english_title)
}

/// What joins two names or parts them in a title, folded.
const AND: [char; 5] = ['及', '和', '与', '的', '同'];

/// What ends a clause.
const CLAUSE: [char; 5] = ['。', ',', ';', '!', '.'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_followed_has_left_and_who_follows_has_not() {
        for (text, name, expected) in [
            ("主席一职由梁伯谦接任,前主席顾敏仪任满离职。", "顾敏仪", true),
            ("主席一职由梁伯谦接任,前主席顾敏仪任满离职。", "梁伯谦", false),
            ("今年3月接替赖冠霖出任行政总裁的麦颖诗", "赖冠霖", true),
            ("今年3月接替赖冠霖出任行政总裁的麦颖诗", "麦颖诗", false),
            ("接替顾敏仪的陈大文教授", "陈大文", false),
            ("mr alan ho was succeeded by mr peter wong", "peter wong", false),
            ("目前任院长的何秀兰", "何秀兰", false),
            ("前主席王明及主席李玉珍出席", "李玉珍", false),
            ("former chairman dr alan ho said", "alan ho", true),
            ("dr amy fung, who took over from mr albert tung in july", "albert tung", true),
            ("接替顾敏仪的陈大文教授", "陈大文", false),
            ("mr alan ho was succeeded by mr peter wong", "peter wong", false),
            ("目前任院长的何秀兰", "何秀兰", false),
            ("前主席王明及主席李玉珍出席", "李玉珍", false),
            ("former chairman dr alan ho said", "alan ho", true),
            ("dr amy fung, who took over from mr albert tung in july", "amy fung", false),
        ] {
            assert_eq!(has_left(text, name), expected, "{name}: {text}");
        }
    }
}
