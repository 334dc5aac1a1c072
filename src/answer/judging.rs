//! Questions that ask for a judgement: which is better, whether it is worth it, what the bot
//! thinks. A description is no answer to one; a sentence that judges may be.

use std::sync::LazyLock;

use crate::question::AnswerType;
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
    /// The judgement that the folded `question` asks for, which asks for an `answer_type`: how
    /// many, when and how are told by facts, whatever they are better or worth.
    pub(super) fn asked(question: &str, answer_type: AnswerType) -> Option<&'static Self> {
        let is_fact = !matches!(
            answer_type,
            AnswerType::Whether
                | AnswerType::What
                | AnswerType::Who
                | AnswerType::List
                | AnswerType::Subject
        );
        let asks = |one: &&Self| {
            (!is_fact || one.said.is_empty() && answer_type == AnswerType::How)
                && one.asked.iter().any(|word| contains(question, word))
        };
        JUDGEMENTS.iter().find(asks)
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
        use AnswerType::{How, HowMany, What, When, Whether};

        let passed = |question: &str, answer_type, sentence: &str| {
            let asked = Judgement::asked(&folded(question), answer_type);
            asked.map(|one| one.is_passed(sentence))
        };
        let which = "Which is better, A or B?";
        assert_eq!(passed(which, What, "A is a mobile app."), Some(false));
        assert_eq!(passed(which, What, "A works better than B."), Some(true));
        assert_eq!(passed("你怎么看 A？", How, "A 值得推廣"), Some(false));
        assert_eq!(passed("A 值得申請嗎？", Whether, "專家認為 A 值得申請"), Some(true));
        assert_eq!(passed("A 有幾多用戶？", HowMany, "A 有一萬用戶"), None);
        assert_eq!(passed("When should I submit the form?", When, "By 1 May."), None);
        assert_eq!(passed("How much is the contract worth?", HowMany, "HK$30 million."), None);
        for (word, kind) in list::entries(FILE) {
            assert_eq!(folded(word), word, "{kind}: not folded");
        }
    }
}
