//! Which words of a question ask, and what for.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::answer_type::AnswerType;
use super::lexicon::{ASKING, AUXILIARY, COUNTERS, ENGLISH, FILLING, FUNCTION, GOES_ON, MISTAKEN};
use crate::text::normalize::{fold_han, folded};
use crate::text::script::is_han;

/// A question taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asking {
    /// What is asked for.
    pub(super) answer_type: AnswerType,
    /// For each character of the text, whether it says what the question is
    /// about rather than how it is asked.
    pub(super) content: Vec<bool>,
    /// The characters of the word that asks.
    pub(super) word: Option<Range<usize>>,
}

/// Takes apart a folded question in written Chinese or English.
pub(super) fn read(text: &str) -> Asking {
    let chars: Vec<char> = text.chars().collect();
    let mut content = vec![true; chars.len()];
    let (mut answer_type, mut asking) = (AnswerType::Subject, None);
    let mut at = 0;
    while at < chars.len() {
        if let Some(word) = MISTAKEN.iter().find(|word| stands(&chars, at, word)) {
            at += word.chars().count();
        } else if let Some((length, kind)) = not_or(longest(&chars, at), &chars, at) {
            let kind = kind.map(|kind| named_last(kind, &chars, at, length));
            content[at..at + length].fill(false);
            if let Some(kind) = kind.filter(|kind| stronger(answer_type, *kind) != answer_type) {
                (answer_type, asking) = (kind, Some(at..at + length));
            }
            at += length;
        } else {
            content[at] = !FUNCTION.contains(chars[at]);
            at += 1;
        }
    }
    drop_counters(&chars, &mut content);
    if answer_type == AnswerType::Subject && begins_with_auxiliary(text) {
        answer_type = AnswerType::Whether;
    }
    Asking { answer_type, content, word: asking }
}

/// Whether the folded `text` asks for yes or no in English: "does it …", "is there …".
fn begins_with_auxiliary(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    let first = words.next().is_some_and(|first| AUXILIARY.contains(&first));
    // "may 2025" is a month, and "can you explain" asks for more.
    first && words.next().is_some_and(|next| next != "you" && !next.starts_with(char::is_numeric))
}

/// Whether `text`, in any language, asks how many or how much.
pub fn asks_how_many(text: &str) -> bool {
    read(&folded(text)).answer_type == AnswerType::HowMany
}

/// Whether `c` only holds a Chinese sentence together.
pub fn is_function(c: char) -> bool {
    FUNCTION.contains(fold_han(c))
}

/// A word of a question, with what it asks for, if it asks.
type Word = (&'static str, Option<AnswerType>);

/// Asking and filling words by their first character, in the order of their files.
static WORDS: LazyLock<HashMap<char, Vec<Word>>> = LazyLock::new(|| {
    let asking = ASKING.iter().map(|(word, kind)| (*word, Some(*kind)));
    let filling = FILLING.iter().chain(&*ENGLISH).map(|word| (*word, None));
    let mut words: HashMap<char, Vec<Word>> = HashMap::new();
    for word in asking.chain(filling) {
        words.entry(word.0.chars().next().unwrap_or_default()).or_default().push(word);
    }
    words
});

/// The longest asking or filling word at `at`, with what it asks for.
fn longest(chars: &[char], at: usize) -> Option<(usize, Option<AnswerType>)> {
    let words = WORDS.get(chars.get(at)?)?.iter();
    words
        .filter(|(word, _)| stands(chars, at, word) && !goes_on(chars, at, word))
        .map(|(word, kind)| (word.chars().count(), *kind))
        .max_by_key(|(length, _)| *length)
}

/// The asking word at `at`: `found`, or else a verb that is asked for with its no, 包不 of
/// 包不包括, which leaves the verb.
fn not_or(
    found: Option<(usize, Option<AnswerType>)>,
    chars: &[char],
    at: usize,
) -> Option<(usize, Option<AnswerType>)> {
    let asks = |rest: &[char]| rest[0] == rest[2] && rest[1] == '不' && is_han(rest[0]);
    let is_longer = found.is_some_and(|(length, _)| length > 2);
    let asks = !is_longer && chars.get(at..at + 3).is_some_and(asks);
    if asks { Some((2, Some(AnswerType::Whether))) } else { found }
}

/// Whether `word` stands at `at`; a Latin one as a whole word.
pub(super) fn stands(chars: &[char], at: usize, word: &str) -> bool {
    let mut rest = chars.iter().skip(at);
    if !word.chars().all(|c| rest.next() == Some(&c)) {
        return false;
    }
    let is_word = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    let before = at.checked_sub(1).and_then(|before| chars.get(before));
    !word.is_ascii() || !(is_word(before) || is_word(rest.next()))
}

/// Whether 在哪 is only the start of 在哪一年 or 在哪個月.
fn goes_on(chars: &[char], at: usize, word: &str) -> bool {
    word == "在哪" && chars.get(at + 2).is_some_and(|next| GOES_ON.contains(*next))
}

/// 為何 at the end asks what it is, and 如何 what it is like: 最後一站為何？ 前景如何？
fn named_last(kind: AnswerType, chars: &[char], at: usize, length: usize) -> AnswerType {
    let after = &chars[at + length..];
    let last = at > 0 && !after.iter().any(|c| c.is_alphanumeric());
    let is_why_or_what = kind == AnswerType::Why && chars[at..at + length] == ['为', '何'];
    let asks_what = is_why_or_what || kind == AnswerType::How;
    if last && asks_what { AnswerType::What } else { kind }
}

/// Of two kinds in one question, the one that says more about its answer:
/// 是否 before 多少 is still about the amount.
fn stronger(left: AnswerType, right: AnswerType) -> AnswerType {
    let strength = |kind| match kind {
        AnswerType::Subject => 0,
        AnswerType::Whether | AnswerType::What => 1,
        AnswerType::How | AnswerType::List => 2,
        _ => 3,
    };
    if strength(right) > strength(left) { right } else { left }
}

/// The counter after 幾 or 多少 asks; it does not describe the subject.
fn drop_counters(chars: &[char], content: &mut [bool]) {
    for at in 1..chars.len() {
        let counter = COUNTERS.contains(chars[at]);
        if counter
            && content[at]
            && !content[at - 1]
            && matches!(chars[at - 1], '几' | '少' | '多' | '哪' | '一')
        {
            content[at] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(text: &str) -> (AnswerType, String) {
        let asking = read(text);
        let content = text.chars().zip(&asking.content).filter(|(_, content)| **content);
        (asking.answer_type, content.map(|(c, _)| c).collect())
    }

    #[test]
    fn the_kind_of_answer_is_known_and_the_subject_left() {
        assert_eq!(taken_apart("河套西桥什么时候完工"), (AnswerType::When, "河套西桥完工".into()));
        assert_eq!(
            taken_apart("港话通有多少登记用户"),
            (AnswerType::HowMany, "港话通登记用户".into())
        );
        assert_eq!(taken_apart("智慧城市排第几"), (AnswerType::Rank, "智慧城市排".into()));
        assert_eq!(taken_apart("六大产业是哪六大"), (AnswerType::List, "六大产业大".into()));
        assert_eq!(
            taken_apart("when will the bridge open"),
            (AnswerType::When, "   bridge open".into())
        );
        assert_eq!(taken_apart("does the centre charge a fee").0, AnswerType::Whether);
        assert_eq!(taken_apart("the centre does charge a fee").0, AnswerType::Subject);
        assert_eq!(taken_apart("包不包括政府资助"), (AnswerType::Whether, "包括政府资助".into()));
        assert_eq!(taken_apart("计划要不要收费").0, AnswerType::Whether);
        assert_eq!(taken_apart("批不批了几多宗").0, AnswerType::HowMany);
        assert_eq!(taken_apart("智方便 用户"), (AnswerType::Subject, "智方便 用户".into()));
    }

    #[test]
    fn words_that_look_as_if_they_ask_do_not() {
        assert_eq!(taken_apart("几何光学又称什么").0, AnswerType::What);
        assert_eq!(taken_apart("快线的最后一站为何?").0, AnswerType::What);
        assert_eq!(taken_apart("香港为何发展创科?").0, AnswerType::Why);
        assert_eq!(taken_apart("第三期拨款 为什么?").0, AnswerType::Why);
        assert_eq!(taken_apart("香港创科前景如何?").0, AnswerType::What);
        assert_eq!(taken_apart("如何申请?").0, AnswerType::How);
        assert_eq!(taken_apart("园区在哪一年开园?").0, AnswerType::When);
        assert_eq!(taken_apart("园区在哪?").0, AnswerType::Where);
        assert_eq!(taken_apart("园区而家有几多人").1, "园区人");
        assert_eq!(taken_apart("论文引用数量是世界前几名?").0, AnswerType::Rank);
    }
}
