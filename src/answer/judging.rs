//! Questions that ask for a judgement: which is better, whether it is worth it, ought to be or
//! will do well, what somebody or the bot thinks. A description is no answer to one; a sentence that judges may be.

use std::sync::LazyLock;

use crate::question::AnswerType;
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::whole::contains;

const FILE: &str = include_str!("judging.tsv");

/// The judgements of the file. What the bot thinks comes first.
const KINDS: [&str; 7] = ["opinion", "better", "worth", "good", "ought", "outlook", "view"];

/// Each judgement, with the words by which it is asked for and those that pass it.
static JUDGEMENTS: LazyLock<Vec<Judgement>> = LazyLock::new(|| {
    let words = |kind: &str, suffix: &str| {
        let own = |(_, other): &(_, &str)| other.strip_prefix(kind) == Some(suffix);
        list::entries(FILE).filter(own).map(|(word, _)| word).collect()
    };
    let judgement = |kind| Judgement {
        kind,
        asked: words(kind, ""),
        first: words(kind, "-first"),
        said: words(kind, "-said"),
    };
    KINDS.into_iter().map(judgement).collect()
});

/// The words of a judgement.
#[derive(Debug)]
pub(super) struct Judgement {
    kind: &'static str,
    asked: Vec<&'static str>,
    /// What asks for it where a question begins so.
    first: Vec<&'static str>,
    said: Vec<&'static str>,
}

impl Judgement {
    /// The judgement that the folded `question` asks for, which asks for an `answer_type`: how
    /// many and when are told by facts, whatever they are better or worth.
    pub(super) fn asked(question: &str, answer_type: AnswerType) -> Option<&'static Self> {
        let asks = |one: &&Self| {
            one.may_be_asked_for(answer_type)
                && (one.asked.iter().any(|word| contains(question, word))
                    || one.first.iter().any(|word| question.starts_with(word)))
        };
        JUDGEMENTS.iter().find(asks)
    }

    /// Whether a question for an `answer_type` may ask for it.
    fn may_be_asked_for(&self, answer_type: AnswerType) -> bool {
        use AnswerType::{How, List, Subject, What, Whether, Who};

        match self.kind {
            "ought" | "outlook" => answer_type == Whether,
            "opinion" | "view" => {
                matches!(answer_type, Whether | What | Who | List | Subject | How)
            }
            _ => matches!(answer_type, Whether | What | Who | List | Subject),
        }
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
        use AnswerType::{How, HowMany, What, When, Whether, Who};

        let passed = |question: &str, answer_type, sentence: &str| {
            let asked = Judgement::asked(&folded(question), answer_type);
            asked.map(|one| one.is_passed(sentence))
        };
        let which = "Which is better, A or B?";
        assert_eq!(passed(which, What, "A is a mobile app."), Some(false));
        assert_eq!(passed(which, What, "A works better than B."), Some(true));
        assert_eq!(passed("你怎么看 A？", How, "A 值得推廣"), Some(false));
        assert_eq!(passed("A 值得申請嗎？", Whether, "專家認為 A 值得申請"), Some(true));
        assert_eq!(passed("A 應不應該強制使用？", Whether, "A 是手機應用程式"), Some(false));
        assert_eq!(
            passed("Should A be compulsory?", Whether, "Mr Lee said A must stay free."),
            Some(true)
        );
        assert_eq!(passed("Will A succeed?", Whether, "A opened in May."), Some(false));
        assert_eq!(passed("Who will succeed Dr Lee?", Who, "Dr Chan takes over."), None);
        assert_eq!(passed("怎樣看 A 的前景？", How, "局長認為 A 有潛力"), Some(true));
        assert_eq!(passed("紀錄怎樣看？", How, "登入後按「紀錄」"), None);
        assert_eq!(passed("Should I file two copies?", Whether, "File two."), Some(false));
        let copies = "An applicant is required to file two copies.";
        assert_eq!(passed("Should an applicant file two copies?", Whether, copies), Some(true));
        assert_eq!(passed("A 有幾多用戶？", HowMany, "A 有一萬用戶"), None);
        assert_eq!(passed("When should I submit the form?", When, "By 1 May."), None);
        assert_eq!(passed("How much is the contract worth?", HowMany, "HK$30 million."), None);
        for (word, kind) in list::entries(FILE) {
            assert_eq!(folded(word), word, "{kind}: not folded");
        }
    }
}
