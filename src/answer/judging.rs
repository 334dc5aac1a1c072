//! Questions that ask for a judgement: which is better, whether it is worth it, what the bot
//! thinks. A description is no answer to one; a sentence that judges may be.

use std::sync::LazyLock;

use crate::text::list;
use crate::text::normalize::folded;
use crate::text::whole::contains;

const FILE: &str = include_str!("judging.tsv");

/// Each judgement, with the words by which it is asked for and those that pass it.
static JUDGEMENTS: LazyLock<Vec<Judgement>> = LazyLock::new(|| {
    let words = |kind| list::words(FILE, kind).collect();
    vec![
        Judgement { asked: words("better"), said: words("better-said") },
        Judgement { asked: words("worth"), said: words("worth-said") },
        Judgement { asked: words("good"), said: words("good-said") },
        Judgement { asked: words("opinion"), said: Vec::new() },
    ]
});

/// The words of a judgement.
#[derive(Debug)]
pub(super) struct Judgement {
    asked: Vec<&'static str>,
    said: Vec<&'static str>,
}

impl Judgement {
    /// The judgement that the folded `question` asks for.
    pub(super) fn asked(question: &str) -> Option<&'static Self> {
        let mut all = JUDGEMENTS.iter();
        all.find(|one| one.asked.iter().any(|word| contains(question, word)))
    }

    /// Whether `sentence` passes it.
    pub(super) fn is_passed(&self, sentence: &str) -> bool {
        let sentence = folded(sentence);
        self.said.iter().any(|word| contains(&sentence, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judgement_is_passed_by_its_own_words() {
        let passed = |question: &str, sentence: &str| {
            Judgement::asked(&folded(question)).map(|one| one.is_passed(sentence))
        };
        assert_eq!(passed("Which is better, A or B?", "A is a mobile app."), Some(false));
        assert_eq!(passed("Which is better, A or B?", "A works better than B."), Some(true));
        assert_eq!(passed("你怎么看 A？", "A 值得推廣"), Some(false));
        assert_eq!(passed("A 值得申請嗎？", "專家認為 A 值得申請"), Some(true));
        assert_eq!(passed("A 有幾多用戶？", "A 有一萬用戶"), None);
        for (word, kind) in list::entries(FILE) {
            assert_eq!(folded(word), word, "{kind}: not folded");
        }
    }
}
