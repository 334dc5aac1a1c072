//! Questions that the documents do answer, made from the documents.
//!
//! A sentence that states a figure of something the documents speak of much
//! answers the question that is left when the figure is taken out: 「智方便」登記
//! 用戶突破400萬 answers 「智方便」登記用戶有多少？ Where there is none, a
//! question of a plain form is asked about the subject. Either is asked of the
//! answerer first, and offered only if it is answered.

use crate::answer::{Answer, Answerer};
use crate::corpus::Kind;
use crate::locale::Locale;
use crate::question::Query;
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::sentence::clauses;

/// How many questions are offered.
const OFFERED: usize = 3;
/// How many subjects are tried for them.
const SUBJECTS: usize = 24;
/// How many passages of a subject are read.
const PASSAGES: usize = 6;
/// The forms of a question about a subject; each is tried.
const FORMS: [&str; 2] = ["offer-about", "offer-what"];
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

/// Questions in `language`, each answered with words of its own: about
/// figures first, then of the plain forms, the less plain last.
pub(super) fn offers(answerer: &Answerer, language: Language) -> Vec<String> {
    let subjects = answerer.retriever().subjects(SUBJECTS, language).unwrap_or_default();
    let mut found = Found::default();
    for subject in &subjects {
        found.add(answerer, clozes(answerer, subject, language));
    }
    for form in FORMS {
        for subject in &subjects {
            let question =
                Locale::of(language).format(form, &[("subject", subject.as_str().into())]);
            found.add(answerer, vec![(question, None)]);
        }
    }
    found.questions
}

/// Questions found, and what answers them.
#[derive(Default)]
struct Found {
    questions: Vec<String>,
    answers: Vec<String>,
}

impl Found {
    /// Adds the first of the questions that is answered, with its figure if it
    /// asks for one, by words that answer no other; none once there are enough.
    fn add(&mut self, answerer: &Answerer, candidates: Vec<(String, Option<String>)>) {
        for (question, figure) in candidates {
            if self.questions.len() == OFFERED {
                return;
            }
            let Some(words) = answered(answerer, &question) else { continue };
            let holds = figure.is_none_or(|figure| words.contains(&figure));
            if holds && !self.answers.contains(&words) {
                self.questions.push(question);
                self.answers.push(words);
                return;
            }
        }
    }
}

/// Questions whose answer is a figure, with the figure; only in Chinese, where
/// the question keeps the order of the statement.
fn clozes(answerer: &Answerer, subject: &str, language: Language) -> Vec<(String, Option<String>)> {
    if !language.is_chinese() {
        return Vec::new();
    }
    let retriever = answerer.retriever();
    let hits = subject
        .parse::<Query>()
        .ok()
        .and_then(|query| retriever.search(&retriever.prepare(&query).ok()?, PASSAGES).ok());
    let mut questions = Vec::new();
    for passage in hits.into_iter().flatten().map(|hit| hit.passage) {
        if !matches!(passage.kind, Kind::Paragraph | Kind::Bullet) {
            continue;
        }
        let clauses = clauses(&passage.text).into_iter().map(|range| &passage.text[range]);
        let about = clauses.filter(|clause| folded(clause).contains(&folded(subject)));
        questions.extend(about.filter_map(|clause| cloze(clause, language)));
    }
    questions
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
    let statement = if simplified { folded(&statement) } else { statement };
    Some((format!("{statement}？"), Some(figure.to_owned())))
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
