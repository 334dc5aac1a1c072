//! Questions that the documents do answer, made from the documents.
//!
//! A sentence that states a figure of something that the documents speak of
//! answers the question that is left when the figure is taken out: 「智方便」登記
//! 用戶突破400萬 answers 「智方便」登記用戶有多少？ The newest documents give one
//! each, then a second one, and so on; then those that pages print themselves, with
//! their replies. Where there are too few, it is asked what a
//! name is that the documents speak of much. Each is asked of
//! the answerer first, and offered only if it is answered.

use std::collections::VecDeque;

use crate::answer::{Answer, Answerer};
use crate::corpus::{DocumentId, Kind};
use crate::locale::Locale;
use crate::question::Query;
use crate::text::language::Language;
use crate::text::normalize::{self, folded};
use crate::text::sentence::clauses;

/// How many questions are found: three for each of three times that some are
/// offered.
const FOUND: usize = 9;
/// How many of the newest documents are read for them.
const DOCUMENTS: usize = 12;
/// How many questions are put to the answerer at most.
const TRIES: usize = 40;
/// How many subjects a clause may be about, and how many are asked what they are.
const SUBJECTS: usize = 60;
const ASKED_ABOUT: usize = 8;
/// How many characters of a name fit in a button, in Chinese and in English.
const CHINESE_NAME: usize = 16;
const ENGLISH_NAME: usize = 48;
/// How many characters a clause has that makes a question fit for a button.
const FIT: std::ops::RangeInclusive<usize> = 8..=34;
/// Words before a figure that say how exact it is, or that it has come so far;
/// they go with it.
const HEDGES: [&str; 22] = [
    "已",
    "逾",
    "近",
    "約",
    "超過",
    "突破",
    "超越",
    "多達",
    "達到",
    "高達",
    "達",
    "共",
    "合共",
    "至少",
    "最少",
    "增至",
    "升至",
    "增加至",
    "提升至",
    "逾",
    "有",
    "為",
];

/// Questions in `language`, each answered with words of its own: about figures
/// of the newest documents first, then what a name is.
pub(super) fn offers(
    answerer: &Answerer,
    newest: &[DocumentId],
    language: Language,
) -> Vec<String> {
    let subjects = answerer.retriever().subjects(SUBJECTS, language).unwrap_or_default();
    let mut found = Found::default();
    let newest = newest.iter().take(DOCUMENTS);
    for questions in [clozes, printed] {
        let pools = newest.clone().map(|id| questions(answerer, id, &subjects, language));
        found.add_in_turn(answerer, pools.collect());
    }
    let locale = Locale::of(language);
    let asked = |subject: &String| {
        (locale.format("offer-what", &[("subject", subject.as_str().into())]), None)
    };
    let named = subjects.iter().filter(|subject| is_name(subject)).take(ASKED_ABOUT);
    found.add_in_turn(answerer, VecDeque::from([named.map(asked).collect()]));
    found.questions
}

/// A question, and the figure that answers it if it asks for one.
type Candidate = (String, Option<String>);

/// Questions found, and what answers them.
#[derive(Default)]
struct Found {
    questions: Vec<String>,
    answers: Vec<String>,
    tries: usize,
}

impl Found {
    /// Adds one of each pool's questions in turn, until there are enough.
    fn add_in_turn(&mut self, answerer: &Answerer, mut pools: VecDeque<VecDeque<Candidate>>) {
        while let Some(mut pool) = pools.pop_front()
            && self.questions.len() < FOUND
            && self.tries < TRIES
        {
            let Some((question, figure)) = pool.pop_front() else { continue };
            if self.add(answerer, question, figure.as_deref()) {
                pools.push_back(pool);
            } else {
                pools.push_front(pool);
            }
        }
    }

    /// Adds a question that is answered, with its figure if it asks for one, by
    /// words that answer no other.
    fn add(&mut self, answerer: &Answerer, question: String, figure: Option<&str>) -> bool {
        self.tries += 1;
        let words = answered(answerer, &question);
        let words = words.filter(|words| figure.is_none_or(|figure| words.contains(figure)));
        let Some(words) = words.filter(|words| !self.answers.contains(words)) else { return false };
        self.questions.push(question);
        self.answers.push(words);
        true
    }
}

/// Questions about one of `subjects` whose answer is a figure of a document, in its
/// order; only in Chinese, where the question keeps the order of the statement.
fn clozes(
    answerer: &Answerer,
    document: &DocumentId,
    subjects: &[String],
    language: Language,
) -> VecDeque<Candidate> {
    if !language.is_chinese() {
        return VecDeque::new();
    }
    let subjects: Vec<String> = subjects.iter().map(|subject| folded(subject)).collect();
    let passages = answerer.retriever().index().view().passages_of(document).unwrap_or_default();
    let mut questions = VecDeque::new();
    for passage in passages {
        if !matches!(passage.kind, Kind::Paragraph | Kind::Bullet) {
            continue;
        }
        let clauses = clauses(&passage.text).into_iter().map(|range| &passage.text[range]);
        let about = |clause: &&str| {
            let before =
                folded(clause.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default());
            subjects.iter().any(|subject| before.contains(subject))
        };
        questions.extend(clauses.filter(about).filter_map(|clause| cloze(clause, language)));
    }
    questions
}

/// Questions about one of `subjects` that a document prints itself, in its order, as pages of
/// frequent questions do; in the language of the document.
fn printed(
    answerer: &Answerer,
    document: &DocumentId,
    subjects: &[String],
    language: Language,
) -> VecDeque<Candidate> {
    let index = answerer.retriever().index();
    if index.document(document).is_none_or(|one| one.language != language) {
        return VecDeque::new();
    }
    let subjects: Vec<String> = subjects.iter().map(|subject| folded(subject)).collect();
    let passages = index.view().passages_of(document).unwrap_or_default();
    let asked = passages.iter().filter(|one| matches!(one.kind, Kind::Heading | Kind::Question));
    let asked = asked.filter_map(|one| unnumbered(&one.text)).filter(|question| {
        let said = folded(question);
        question.chars().count() <= ENGLISH_NAME && subjects.iter().any(|one| said.contains(one))
    });
    asked.map(|question| (question.to_owned(), None)).collect()
}

/// The only question of `text` without its number: `Q4.`, `問：`, `1、`.
fn unnumbered(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.strip_prefix(['Q', 'q', '問', '问']).unwrap_or(text);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let unmarked = rest.strip_prefix(['.', '．', '：', ':', '、', ')', '）']).map(str::trim_start);
    let text = unmarked.unwrap_or(text);
    let is_one = text.ends_with(['？', '?']) && text.matches(['？', '?']).count() == 1;
    is_one.then_some(text)
}

/// The question that `clause` answers with its only figure; `None` when it has
/// none or more, or makes no fit question.
fn cloze(clause: &str, language: Language) -> Option<(String, Option<String>)> {
    let clause = clause.trim_end_matches(['，', '；', '。', '！', '？', '…']);
    if !FIT.contains(&clause.chars().count()) || clause.contains(['（', '(', '%', '《']) {
        return None;
    }
    let start = clause.find(|c: char| c.is_ascii_digit())?;
    let rest = &clause[start..];
    let length = rest.find(|c: char| !is_of_figure(c)).unwrap_or(rest.len());
    let (figure, after) = rest.split_at(length);
    let is_date = after.starts_with(['年', '月', '日', '時', '屆', '號']);
    let before = unhedged(&clause[..start]);
    let is_name = after.starts_with('+') || before.ends_with('-') || opens(before);
    // What is asked about stands before the figure, and nothing else counts.
    if is_date
        || is_name
        || after.contains(|c: char| c.is_ascii_digit())
        || before.chars().count() < 4
    {
        return None;
    }
    let after = after.trim_start_matches(['多', '餘']);
    let ask = if after.is_empty() { "有多少" } else { "多少" };
    let statement = format!("{before}{ask}{after}");
    let simplified = language == Language::SimplifiedChinese;
    let statement = if simplified { normalize::simplified(&statement) } else { statement };
    Some((format!("{statement}？"), Some(figure.to_owned())))
}

/// Whether `subject` is a name that fits in a button: in English two words of it at
/// least begin with a capital letter.
fn is_name(subject: &str) -> bool {
    let length = subject.chars().count();
    let capitals = subject.split_whitespace().filter(|word| word.starts_with(char::is_uppercase));
    if subject.is_ascii() {
        length <= ENGLISH_NAME && capitals.count() > 1
    } else {
        length <= CHINESE_NAME
    }
}

/// Whether a name in quotation marks goes on after `text`.
fn opens(text: &str) -> bool {
    text.matches('「').count() > text.matches('」').count()
}

fn is_of_figure(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',' | '億' | '萬' | '亿' | '万')
}

/// `text` without the hedges at its end.
fn unhedged(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(shorter) = HEDGES.iter().find_map(|hedge| text.strip_suffix(hedge)) {
        text = shorter;
    }
    text
}

/// The first claim of the answer, if there is one.
fn answered(answerer: &Answerer, question: &str) -> Option<String> {
    let query: Query = question.parse().ok()?;
    match answerer.answer(&query).ok()?.answer {
        Answer::Answered(grounded) => grounded.claims().first().map(|claim| claim.text.clone()),
        Answer::Nearest(_) | Answer::Abstained => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(clause: &str) -> Option<String> {
        cloze(clause, Language::TraditionalChinese).map(|(question, _)| question)
    }

    #[test]
    fn a_figure_taken_out_leaves_a_question() {
        let cases = [
            ("「智方便」登記用戶突破400萬，", "「智方便」登記用戶有多少？"),
            ("人工智能資助計劃已批出近20個申請", "人工智能資助計劃已批出多少個申請？"),
            ("至今已支持近120條新智能生產線", "至今已支持多少條新智能生產線？"),
        ];
        for (clause, expected) in cases {
            assert_eq!(question(clause).as_deref(), Some(expected), "{clause}");
        }
    }

    #[test]
    fn the_number_of_a_question_is_none_of_it() {
        for (text, expected) in [
            ("Q1. What is the FEFP?", Some("What is the FEFP?")),
            ("問3：資助額是多少？", Some("資助額是多少？")),
            ("2、誰可申請？", Some("誰可申請？")),
            ("2025年撥款是多少？", Some("2025年撥款是多少？")),
            ("問責制是什麼？", Some("問責制是什麼？")),
            ("Who may apply? Who may not?", None),
            ("申請資格", None),
        ] {
            assert_eq!(unnumbered(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_ranks_and_clauses_of_many_figures_make_none() {
        for clause in [
            "預計2026年投入運作並支持產品開發",
            "累計投資約11.5億元吸引私人投資約184億元",
            "15所全國重點實驗室在港成立",
            "河套香港園區上周正式開園",
            "佔本地生產總值的2.64%並創新高",
            "啟動第三輪「產學研1+計劃」申請",
        ] {
            assert_eq!(question(clause), None, "{clause}");
        }
    }
}
