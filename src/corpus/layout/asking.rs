//! What a question and a reply begin with, and how a question ends.

use crate::text::script::{is_blank, is_closing};

/// What a question begins with, and a reply.
const FREQUENT: &str = "常見問題";
const QUESTION: &[&str] = &[FREQUENT, "問題", "问题", "問", "问", "Question", "Q"];
const REPLY: &[&str] =
    &["答案", "答覆", "答复", "回覆", "回复", "解答", "回答", "答", "Answer", "Reply", "A"];

/// What a heading of one word says of the text below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Question,
    Reply,
}

/// The part that `text` heads, if it is a heading such as `問題：` or `Reply`.
pub(super) fn part(text: &str) -> Option<Part> {
    let word = without_colon(text);
    let is_one = |words: &[&str]| words.contains(&word);
    match (is_one(QUESTION), is_one(REPLY)) {
        // Below it stand questions with their replies.
        (true, _) => (word != FREQUENT).then_some(Part::Question),
        (_, true) => Some(Part::Reply),
        _ => None,
    }
}

/// `text` without the colon at its end.
pub(super) fn without_colon(text: &str) -> &str {
    text.trim_end_matches(['：', ':']).trim_end_matches(is_blank)
}

/// Whether `text` is marked as a question: `問：…`, `Q4. …`.
pub(super) fn is_question(text: &str) -> bool {
    marked(text, QUESTION)
}

/// Whether `text` is marked as a reply: `答：…`.
pub(super) fn is_reply(text: &str) -> bool {
    marked(text, REPLY)
}

/// Whether `text` begins with one of `words`, a number and a sign, or a sign
/// and no number, and says something.
fn marked(text: &str, words: &[&str]) -> bool {
    let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) else { return false };
    let rest = rest.trim_start_matches(['.', ' ']);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let words = rest.trim_start_matches(number);
    let numbered = words.len() < rest.len();
    let said = match words.strip_prefix(['：', ':']) {
        Some(said) => said,
        None if numbered => match words.strip_prefix(['.', '．', '、', ')', '）']) {
            Some(said) => said,
            None if words.starts_with(is_blank) && asks(words) => words,
            None => return false,
        },
        None => return false,
    };
    said.contains(char::is_alphanumeric)
}

/// Whether `text` ends as a question does.
pub(super) fn asks(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with(['？', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_replies_have_many_marks() {
        for text in [
            "問：誰可申請？",
            "問1：誰",
            "Q4. What is it?",
            "Q: Who?",
            "Q.2 Who?",
            "Q3 Who can apply?",
            "問題一：誰",
        ] {
            assert!(is_question(text), "{text}");
        }
        for text in ["問題：", "Q4 2021", "Quality counts.", "問卷調查", "常見問題"] {
            assert!(!is_question(text), "{text}");
        }
        assert!(is_reply("答：可以。") && is_reply("A1: Yes.") && !is_reply("A company"));
    }

    #[test]
    fn a_part_is_headed_by_its_word_alone() {
        assert_eq!(part("問題："), Some(Part::Question));
        assert_eq!((part("Reply:"), part("答覆 ：")), (Some(Part::Reply), Some(Part::Reply)));
        assert_eq!((part("問題：誰"), part("問題及答覆：")), (None, None));
        assert_eq!(part("常見問題"), None);
    }
}
