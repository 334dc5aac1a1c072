//! Who holds a post: its deputy, the one before and the holder of another post do not.

use std::sync::LazyLock;

use crate::question::{AnswerType, Question};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::words::tagged;

const FILE: &str = include_str!("post.tsv");

/// What makes another post of a title behind it, the longest first.
static OTHERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = list::words(FILE, "other").collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// The last characters of titles.
static ENDS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "title").collect());

/// Words in which 前 is of a time: 目前, 日前.
const OF_TIME: &[char] = &['目', '日', '先', '此', '之'];

/// The posts whose holder is asked for, folded: 主任 of 「管委會主任是誰」.
#[derive(Debug, Default)]
pub(super) struct Posts(Vec<String>);

impl Posts {
    /// Those that `question` names.
    pub(super) fn asked(question: &Question) -> Self {
        if question.answer_type != AnswerType::Who {
            return Self::default();
        }
        let text = &question.wording.text;
        if !question.written_in.is_chinese() {
            return Self(english(&question.gap.words_after).into_iter().collect());
        }
        let sides = [question.gap.words_before.as_str(), question.gap.words_after.as_str()];
        let title = |side: &str| {
            let side = side.trim_end_matches(|c: char| !is_han(c) || "是为的由有".contains(c));
            let (last, tag) = tagged(side).into_iter().next_back()?;
            let last = last.to_owned();
            let is_title = !tag.starts_with('v')
                && last.chars().nth(1).is_some()
                && ENDS.iter().any(|end| last.ends_with(end));
            (is_title && is_itself(text, &last)).then_some(last)
        };
        Self(sides.into_iter().filter_map(title).collect())
    }

    /// Whether no post is asked about.
    pub(super) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `sentence` has one of the posts only as another that is like it: 副主任.
    pub(super) fn are_others(&self, sentence: &str) -> bool {
        let sentence = folded(sentence);
        self.0.iter().any(|post| sentence.contains(post) && !is_itself(&sentence, post))
    }

    /// Whether `text`, which is in Chinese, has none of the posts, where any is asked for in
    /// Chinese.
    pub(super) fn are_missing(&self, text: &str) -> bool {
        let mut in_chinese = self.0.iter().filter(|post| post.contains(is_han)).peekable();
        in_chinese.peek().is_some() && !in_chinese.any(|post| text.contains(post))
    }
}

/// The post in "is the director of the institute", which stands behind "who".
fn english(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let begins = matches!(words.get(..2)?, ["is" | "was" | "are" | "were", "the"]);
    let end = words.iter().position(|word| *word == "of").filter(|end| begins && *end > 2)?;
    let post = words[end - 1];
    is_itself(&words[..end].join(" "), post).then(|| post.to_owned())
}

/// Whether `post` stands in the folded `text` by itself once or more.
fn is_itself(text: &str, post: &str) -> bool {
    let is_other = |before: &str| {
        let before = before.trim_end_matches([' ', '-']);
        let of_time = before.strip_suffix('前').is_some_and(|rest| rest.ends_with(OF_TIME));
        let ends = |other: &&str| {
            let rest = before.strip_suffix(*other);
            rest.is_some_and(|rest| !other.is_ascii() || !rest.ends_with(char::is_alphanumeric))
        };
        !of_time && OTHERS.iter().any(ends)
    };
    text.match_indices(post).any(|(at, _)| !is_other(&text[..at]))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    fn posts(question: &str) -> Posts {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let query: Query = question.parse().expect("a question");
        Posts::asked(&Question::read(&query, &glossary))
    }

    #[test]
    fn a_deputy_holds_another_post() {
        let asked = posts("龍瀾科學城管委會主任是誰？");
        assert!(asked.are_others("管委会副主任祝明川表示"));
        assert!(!asked.are_others("管委会主任陈大文和副主任祝明川出席"));
        assert!(!asked.are_others("目前主任由陈大文出任"));
        assert!(!posts("誰是管委會副主任？").are_others("管委会副主任祝明川表示"));
        let asked = posts("Who is the director of the institute?");
        assert!(asked.are_others("Deputy Director Amy Lee of the Institute said"));
        assert!(!asked.are_others("Director Amy Lee of the Institute said"));
    }

    #[test]
    fn a_post_that_is_not_there_has_no_holder_there() {
        let asked = posts("康嶼生物的總經理係邊個？");
        assert!(asked.are_missing("康屿生物质量总监苗婧"));
        assert!(!asked.are_missing("康屿生物总经理苗婧"));
        assert!(!posts("邊個負責？").are_missing("由创新科技署负责"));
        assert!(posts("邊個負責管理？").are_none());
        assert!(posts("Who will develop the Kai Tak site?").are_none());
        assert!(!posts("Who is the director of the institute?").are_others("service director lee"));
    }
}
