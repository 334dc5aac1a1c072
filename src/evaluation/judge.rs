//! One answer against what is known of the right one.

use std::collections::HashSet;
use std::time::Duration;

use super::metrics::{DEPTH, Ranking};
use super::queries::{JudgedQuery, Outcome};
use crate::answer::Reply;
use crate::corpus::Passage;
use crate::retrieval::Hit;
use crate::text::normalize::folded;

/// What came of one question. A judgement is `None` where nothing is known
/// to judge by.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Where the relevant documents were ranked.
    pub ranking: Option<Ranking>,
    /// The first sentence or bullet shown; `None` when refused.
    pub shown: Option<String>,
    /// Whether that alone holds one of the answers.
    pub answer_hit: Option<bool>,
    /// Whether it does though the relevant documents were left out: another
    /// one answers as well.
    pub answered_elsewhere: Option<bool>,
    /// Whether all that is shown holds everything it must.
    pub must_hit: Option<bool>,
    /// Whether the documents answer the question.
    pub answerable: bool,
    /// What the bot made of it.
    pub outcome: Outcome,
    /// Whether that is the very outcome that is right.
    pub exact: Option<bool>,
    /// How long the answer took.
    pub latency: Duration,
}

impl Verdict {
    /// The verdict on `reply`, with the passages that were found for it.
    pub(super) fn of(judged: &JudgedQuery, reply: &Reply, hits: &[Hit], latency: Duration) -> Self {
        let claims: Vec<String> = reply.claims().iter().map(|claim| plain(&claim.text)).collect();
        let outcome = Outcome::from(&reply.answer);
        let holds = |texts: &[String], said: &[String]| {
            texts.iter().any(|text| said.iter().any(|said| said.contains(text)))
        };
        let first = &claims[..claims.len().min(1)];
        let answerable = judged.is_answerable();
        Self {
            ranking: ranking(judged, hits),
            shown: reply.claims().first().map(|claim| claim.text.clone()),
            answer_hit: (answerable && !judged.answers.is_empty())
                .then(|| holds(&judged.answers, first)),
            answered_elsewhere: None,
            must_hit: (answerable && !judged.must.is_empty())
                .then(|| judged.must.iter().all(|texts| holds(texts, &claims))),
            answerable,
            outcome,
            exact: judged.outcome.map(|right| right == outcome),
            latency,
        }
    }

    /// The verdict on `reply` when the relevant documents were left out: the
    /// one right thing is not to answer.
    pub(super) fn without_relevant(judged: &JudgedQuery, reply: &Reply, latency: Duration) -> Self {
        let first = reply.claims().first().map(|claim| plain(&claim.text));
        let holds = |first: &String| judged.answers.iter().any(|answer| first.contains(answer));
        Self {
            ranking: None,
            shown: reply.claims().first().map(|claim| claim.text.clone()),
            answer_hit: None,
            answered_elsewhere: (!judged.answers.is_empty())
                .then(|| first.as_ref().is_some_and(holds)),
            must_hit: None,
            answerable: false,
            outcome: Outcome::from(&reply.answer),
            exact: None,
            latency,
        }
    }

    /// The names of the figures that this question lowers, for a list of
    /// what went wrong; empty when nothing did.
    pub fn misses(&self) -> Vec<&'static str> {
        let first = self.ranking.as_ref().map(|ranking| ranking.recall_at(1) > 0.0);
        let outcome = self.answerable == (self.outcome == Outcome::Answered);
        let judged = [
            ("recall_at_1", first),
            ("answer_hit", self.answer_hit),
            ("must_hit", self.must_hit),
            ("outcome", Some(outcome)),
            ("outcome_exact", self.exact),
        ];
        judged
            .into_iter()
            .filter(|(_, right)| *right == Some(false))
            .map(|(name, _)| name)
            .collect()
    }
}

/// Whether `passage` answers `judged`: it is of a relevant document, or, when
/// none is named, it holds one of the answers.
pub fn is_relevant(judged: &JudgedQuery, passage: &Passage) -> bool {
    if !judged.relevant.is_empty() {
        return judged.relevant.contains(&passage.document);
    }
    let text = plain(&passage.text);
    judged.answers.iter().any(|answer| text.contains(answer))
}

/// Where the relevant documents stand, each document at its best passage.
/// Without relevant documents, the first passage that holds an answer is the
/// one to find.
fn ranking(judged: &JudgedQuery, hits: &[Hit]) -> Option<Ranking> {
    if !judged.relevant.is_empty() {
        let mut seen = HashSet::new();
        let documents = hits.iter().filter(|hit| seen.insert(&hit.passage.document));
        let found = documents.map(|hit| judged.relevant.contains(&hit.passage.document));
        return Some(Ranking::new(found, judged.relevant.len()));
    }
    if !judged.is_answerable() || judged.answers.is_empty() {
        return None;
    }
    let first = hits.iter().take(DEPTH).position(|hit| is_relevant(judged, &hit.passage));
    Some(Ranking::new((0..DEPTH).map(|at| Some(at) == first), 1))
}

/// Folds `text` and leaves out white space and punctuation, so that how an
/// answer is printed does not matter.
pub fn plain(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric() || SAYING.contains(*c)).collect()
}

/// Signs that say something, unlike punctuation.
const SAYING: &str = "%+$€£°";

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::answer::{Answer, Mode};
    use crate::corpus::catalog::Catalog;
    use crate::corpus::{Document, DocumentId, SourceMap, passage};
    use crate::retrieval::{Matched, Score};
    use crate::text::language::Language;

    fn hit(id: &str, text: &str) -> Hit {
        let meta = Catalog::default().metadata(DocumentId::new(id), text);
        let document = Document { meta, body: text.to_owned(), source: SourceMap::verbatim(0) };
        let passage = passage::passages(&document).remove(0);
        Hit {
            passage: Arc::new(passage),
            score: Score(1.0),
            features: Default::default(),
            matched: Matched::default(),
        }
    }

    fn judged(relevant: &[&str], answers: &[&str]) -> JudgedQuery {
        JudgedQuery {
            id: "1".into(),
            query: "有幾多人？".parse().expect("a question"),
            relevant: relevant.iter().map(|id| DocumentId::new(*id)).collect(),
            answers: answers.iter().map(|text| plain(text)).collect(),
            must: Vec::new(),
            outcome: None,
            language: None,
        }
    }

    #[test]
    fn script_width_space_and_punctuation_do_not_matter() {
        assert_eq!(plain("「１，４００ 人」，約六成"), plain("1400人约六成"));
        assert_ne!(plain("1.13%"), plain("1.13"));
    }

    #[test]
    fn a_document_counts_once_at_its_best_passage() {
        let hits = [hit("a", "一。"), hit("a", "二。"), hit("b", "三。")];
        let ranking = ranking(&judged(&["b"], &[]), &hits).expect("judged");
        assert!((ranking.reciprocal_rank() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn without_documents_the_first_passage_with_an_answer_is_relevant() {
        let hits = [hit("a", "無人。"), hit("a", "有1,400人。"), hit("a", "約1400人。")];
        let found = ranking(&judged(&[], &["1400 人"]), &hits).expect("judged");
        assert!((found.reciprocal_rank() - 0.5).abs() < 1e-9);
        assert!((found.recall_at(5) - 1.0).abs() < 1e-9);
        assert_eq!(ranking(&judged(&[], &[]), &hits), None);
    }

    #[test]
    fn a_refusal_of_an_answerable_question_misses() {
        let reply = Reply {
            question: String::new(),
            language: Language::TraditionalChinese,
            answer: Answer::Abstained,
            mode: Mode::Extractive,
            notes: Vec::new(),
            searched: String::new(),
            elapsed: Duration::ZERO,
        };
        let judged = judged(&["a"], &["1400人"]);
        let verdict = Verdict::of(&judged, &reply, &[hit("a", "一。")], Duration::ZERO);
        assert_eq!(verdict.misses(), ["answer_hit", "outcome"]);
        let left_out = Verdict::without_relevant(&judged, &reply, Duration::ZERO);
        assert!(left_out.misses().is_empty());
    }
}
