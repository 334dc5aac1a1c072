//! Questions, replies and verdicts for tests.

use std::sync::Arc;
use std::time::Duration;

use super::judge::Verdict;
use super::plain::plain;
use super::queries::{Expected, JudgedQuery, Outcome};
use crate::answer::verify::{cite, ground};
use crate::answer::{Answer, Citation, Claim, Mode, Reply};
use crate::corpus::catalog::Catalog;
use crate::corpus::{Document, DocumentId, Passage, SourceMap, passage};
use crate::text::language::Language;

/// A question that documents `relevant` answer with one of `answers`.
pub(super) fn judged(relevant: &[&str], answers: &[&str]) -> JudgedQuery {
    JudgedQuery {
        id: "1".into(),
        query: "有幾多人？".parse().expect("a question"),
        relevant: relevant.iter().map(|id| DocumentId::new(*id)).collect(),
        answers: answers.iter().map(|text| plain(text)).collect(),
        printed: answers.iter().map(|text| (*text).to_owned()).collect(),
        quote: None,
        must: Vec::new(),
        outcome: None,
        language: None,
        kind: None,
    }
}

/// A question that document `a` does not answer.
pub(super) fn refused() -> JudgedQuery {
    JudgedQuery { outcome: Some(Expected::Refused), ..judged(&["a"], &[]) }
}

/// The one passage of a document.
pub(super) fn passage(id: &str, text: &str) -> Passage {
    passage::passages(&document(id, text)).remove(0)
}

fn document(id: &str, text: &str) -> Document {
    let meta = Catalog::default().metadata(DocumentId::new(id), text);
    Document { meta, body: text.to_owned(), source: SourceMap::verbatim(0) }
}

fn citation(number: u32, id: &str, text: &str) -> Citation {
    let meta = Arc::new(document(id, text).meta);
    cite(number, meta, Arc::new(passage(id, text)), 0..text.len()).expect("cited")
}

fn reply(answer: Answer) -> Reply {
    Reply {
        question: String::new(),
        language: Language::TraditionalChinese,
        answer,
        mode: Mode::Extractive,
        missing: None,
        overview: None,
        notes: Vec::new(),
        searched: String::new(),
        confidence: 0.0,
        elapsed: Duration::ZERO,
    }
}

/// The answer `text` out of document `id`, the words `bold` of it bold.
pub(super) fn answered(id: &str, text: &str, bold: &str) -> Reply {
    let at = text.find(bold).expect("a piece of the text");
    let highlight = Some(at..at + bold.len()).filter(|range| !range.is_empty());
    let claim = Claim {
        text: text.to_owned(),
        citations: vec![1],
        highlight: highlight.into_iter().collect(),
        ..Claim::default()
    };
    let grounded = ground(vec![claim], vec![citation(1, id, text)]).expect("grounded");
    reply(Answer::Answered(grounded))
}

/// A refusal with `quotes` of document `id`; without any, nothing at all.
pub(super) fn nearest(id: &str, quotes: &[&str]) -> Reply {
    let citations: Vec<_> =
        (1..).zip(quotes).map(|(number, quote)| citation(number, id, quote)).collect();
    reply(if citations.is_empty() { Answer::Abstained } else { Answer::Nearest(citations) })
}

/// A verdict on a question that nothing more is known of.
pub(super) fn verdict(answerable: bool, outcome: Outcome) -> Verdict {
    Verdict {
        ranking: None,
        shown: None,
        nearest: None,
        bold: Vec::new(),
        answer_hit: None,
        answered_elsewhere: None,
        must_hit: None,
        answerable,
        outcome,
        exact: None,
        right: None,
        highlight: None,
        nearest_holds: None,
        confidence: None,
        would_be_right: None,
        latency: Duration::ZERO,
    }
}
