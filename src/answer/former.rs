//! Who has left a post, as a newer document says, holds it no more: 前主席陳大文任滿離職.

use super::candidate::Candidate;
use super::lexical::ByWords;
use crate::question::AnswerType;
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::whole::contains;

const FILE: &str = include_str!("post.tsv");

/// Between a name and the word that tells that its holder has left stand at most so many bytes:
/// `前主席、教授`.
const NEAR: usize = 30;

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
        let before = &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at];
        let behind = &text[end..text.ceil_char_boundary((end + NEAR).min(text.len()))];
        let before = before.rsplit(CLAUSE).next().unwrap_or_default();
        let behind = behind.split(CLAUSE).next().unwrap_or_default();
        list::words(FILE, "followed").any(|word| contains(before, word))
            || list::words(FILE, "left").any(|word| contains(behind, word))
    })
}

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
            ("dr amy fung, who took over from mr albert tung in july", "albert tung", true),
            ("dr amy fung, who took over from mr albert tung in july", "amy fung", false),
        ] {
            assert_eq!(has_left(text, name), expected, "{name}: {text}");
        }
    }
}
