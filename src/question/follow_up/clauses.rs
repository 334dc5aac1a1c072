//! Several questions in one sentence: 河套有幾多間公司，幾時開園，邊個負責？
//!
//! The sentence is cut at its marks and at the words that join; a piece that asks
//! nothing goes with the one after it. What the first question is about goes before
//! a later one that begins with its question word.

use std::ops::Range;

use super::asked::Asked;
use super::subject_of;
use crate::question::lexicon::JOINING;
use crate::text::script::is_han;

/// A longer sentence tells more than it asks, in characters.
const LONGEST: usize = 120;

/// What may part two questions.
const MARKS: &[char] = &['，', ',', '、', '；', ';'];

/// The questions of the sentence `text`, at least two and at most `most`; `None` where
/// it asks one thing.
pub(in crate::question) fn clauses(text: &str, most: usize) -> Option<Vec<String>> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let text = text.trim().trim_end_matches(['？', '?', '。', '.', '！', '!']);
    let mut questions: Vec<String> = Vec::new();
    let mut lead = String::new();
    for piece in text.split_inclusive(MARKS).flat_map(joined) {
        lead += piece;
        let clause = lead.trim().trim_end_matches(MARKS).trim();
        if asks(clause, questions.len()) {
            questions.push(clause.to_owned());
            lead.clear();
        }
    }
    // What is told at the end belongs to the last question.
    let rest = lead.trim();
    if let Some(last) = questions.last_mut().filter(|_| !rest.is_empty()) {
        *last = format!("{last}，{rest}");
    }
    if questions.len() < 2 || questions.len() > most {
        return None;
    }
    let (first, later) = questions.split_first()?;
    let later = later.iter().map(|question| about(first, question));
    Some(std::iter::once(first.clone()).chain(later).map(|question| ended(&question)).collect())
}

/// `piece`, cut before a question that a word joins to the one before it.
fn joined(piece: &str) -> Vec<&str> {
    let asked = Asked::new(piece);
    for at in 1..asked.chars().len() {
        let word = JOINING.iter().find_map(|word| asked.word_at(word, at));
        let Some(word) = word else { continue };
        let (before, after) = (asked.said(0..at), asked.said(word.end..asked.chars().len()));
        // 同 may also join two things, 同埋 hardly ever does before a question.
        let is_long = word.len() > 1 && is_han(asked.chars()[word.start]);
        let asked_anew = is_long && asks(after, 0) || begins_by_asking(&Asked::new(after));
        if asks(before, 0) && asked_anew {
            return vec![before, after];
        }
    }
    vec![without_joining(piece)]
}

/// `piece` without the word that joins it to the one before.
fn without_joining(piece: &str) -> &str {
    let asked = Asked::new(piece.trim_start());
    let word = JOINING.iter().filter_map(|word| asked.word_at(word, 0)).max_by_key(|w| w.end);
    word.map_or(piece, |word| asked.said(word.end..asked.chars().len()))
}

/// Whether `clause` is a question after `before` others of its sentence. The first has
/// to say what it is about.
fn asks(clause: &str, before: usize) -> bool {
    let asked = Asked::new(clause);
    let has_content = !asked.runs(&[]).is_empty();
    if before > 0 && clause.ends_with('呢') && has_content {
        return true;
    }
    let english = !clause.chars().any(is_han);
    asked.asks() && (has_content || before > 0) && (!english || begins_by_asking(&asked))
}

/// Whether nothing that a question is about stands before its question word; one character, 用
/// of 用幾多錢, is what is done.
fn begins_by_asking(asked: &Asked<'_>) -> bool {
    let content = asked.runs(&asked.dates);
    let asks = |asking: &Range<usize>| {
        content.iter().all(|run| run.start >= asking.start || run.len() == 1)
    };
    asked.asking.as_ref().is_some_and(asks)
}

/// `question` with the day and the subject of `first`, where it names none of its own; a
/// pronoun that stands for the subject is left to the turn before.
fn about(first: &str, question: &str) -> String {
    let (before, asked) = (Asked::new(first), Asked::new(question));
    if !begins_by_asking(&asked) {
        return question.to_owned();
    }
    if !question.chars().any(is_han) {
        let named = before.name().filter(|_| asked.name().is_none() && asked.pronoun().is_none());
        let lent = |named| format!("{question} ({})", before.said(named));
        return named.map_or(question.to_owned(), lent);
    }
    let day = before.dates.first().filter(|_| asked.dates.is_empty());
    let day = day.map(|day| before.said(day.clone())).unwrap_or_default();
    let subject = asked.pronoun().is_none().then(|| subject_of(&before, false)).flatten();
    let subject = subject.unwrap_or_default();
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let lent = format!("{day}{subject}");
    let apart = latin(lent.chars().next_back()) && latin(question.chars().next());
    format!("{lent}{}{question}", if apart { " " } else { "" })
}

/// `question` with its mark.
fn ended(question: &str) -> String {
    let mark = if question.chars().any(is_han) { '？' } else { '?' };
    let mut chars = question.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).chain([mark]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_several_questions_is_each_of_them() {
        let cases: [(&str, &[&str]); 11] = [
            (
                "河套有幾多間公司，幾時開園，邊個負責？",
                &["河套有幾多間公司？", "河套幾時開園？", "河套邊個負責？"],
            ),
            ("智方便有幾多用戶同埋幾時推出？", &["智方便有幾多用戶？", "智方便幾時推出？"]),
            (
                "關於河套香港園區，有多少間企業進駐以及何時開園？",
                &["關於河套香港園區，有多少間企業進駐？", "河套香港園區何時開園？"],
            ),
            (
                "2025年有幾多宗申請，當中幾多宗獲批？",
                &["2025年有幾多宗申請？", "2025年當中幾多宗獲批？"],
            ),
            ("西橋幾時完工，東橋呢？", &["西橋幾時完工？", "東橋呢？"]),
            ("智方便有幾多用戶同埋西橋幾時完工", &["智方便有幾多用戶？", "西橋幾時完工？"]),
            ("局長是誰，為甚麼辭職？", &["局長是誰？", "局長為甚麼辭職？"]),
            (
                "How many firms are in Hetao, when did it open, and who runs it?",
                &["How many firms are in Hetao?", "When did it open?", "Who runs it?"],
            ),
            (
                "Who chairs the board and when was it set up?",
                &["Who chairs the board?", "When was it set up?"],
            ),
            (
                "How much was approved under the SkyPilot Scheme, and for how many projects?",
                &[
                    "How much was approved under the SkyPilot Scheme?",
                    "For how many projects (SkyPilot Scheme)?",
                ],
            ),
            (
                "海外公司可唔可以申請智航計劃，截止日期係幾時？",
                &["海外公司可唔可以申請智航計劃？", "截止日期係幾時？"],
            ),
        ];
        for (text, expected) in cases {
            let expected: Vec<String> = expected.iter().map(|&one| one.to_owned()).collect();
            assert_eq!(clauses(text, 4), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_sentence_that_asks_one_thing_is_left_alone() {
        for text in [
            "河套有幾多間公司？",
            "政府在2025年推出、由創新科技署負責的計劃資助了多少個項目？",
            "何時、何地舉行？",
            "Which company, founded in 2015, runs the lab?",
            "When and where will the show be held?",
            "Explain what InnoHK is and why it matters",
            "河套同科學園邊個大？",
            "有哪些措施，包括資助和培訓？",
        ] {
            assert_eq!(clauses(text, 4), None, "{text}");
        }
    }
}
