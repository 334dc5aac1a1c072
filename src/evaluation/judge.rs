//! One answer against what is known of the right one.

use std::collections::HashSet;
use std::time::Duration;

use super::gold::{self, Highlight};
use super::metrics::{DEPTH, Ranking};
use super::plain::plain;
use super::queries::{JudgedQuery, Outcome};
use crate::answer::{Answer, Reply};
use crate::corpus::Passage;
use crate::retrieval::Hit;

/// What came of one question. A judgement is `None` where nothing is known
/// to judge by.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Where the relevant documents were ranked.
    pub ranking: Option<Ranking>,
    /// The first sentence or bullet shown; `None` when refused.
    pub shown: Option<String>,
    /// The first quote shown when refused.
    pub nearest: Option<String>,
    /// The pieces of `shown` that are bold.
    pub bold: Vec<String>,
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
    /// Whether it is answered and what is shown first is right: it holds an
    /// answer and cites a relevant document.
    pub right: Option<bool>,
    /// What is bold in a right answer.
    pub highlight: Option<Highlight>,
    /// Whether one of the quotes shown answers, though it is refused.
    pub nearest_holds: Option<bool>,
    /// How probable the bot holds it that its first candidate answers.
    pub confidence: Option<f32>,
    /// Whether the first candidate is right, were it answered or not; known
    /// with `confidence` only.
    pub would_be_right: Option<bool>,
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
        let confidence = Some(reply.confidence);
        Self {
            ranking: ranking(judged, hits),
            shown: reply.claims().first().map(|claim| claim.text.clone()),
            nearest: nearest(reply),
            bold: gold::bold(reply).into_iter().map(str::to_owned).collect(),
            answer_hit: (answerable && !judged.answers.is_empty())
                .then(|| holds(&judged.answers, first)),
            answered_elsewhere: None,
            must_hit: (answerable && !judged.must.is_empty())
                .then(|| judged.must.iter().all(|texts| holds(texts, &claims))),
            answerable,
            outcome,
            exact: judged.outcome.map(|right| right.allows(outcome)),
            right: gold::right(judged, reply),
            highlight: gold::highlight(judged, reply),
            nearest_holds: gold::nearest_holds(judged, reply),
            confidence,
            would_be_right: confidence.and_then(|_| gold::would_be_right(judged, reply)),
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
            nearest: nearest(reply),
            bold: gold::bold(reply).into_iter().map(str::to_owned).collect(),
            answer_hit: None,
            answered_elsewhere: (!judged.answers.is_empty())
                .then(|| first.as_ref().is_some_and(holds)),
            must_hit: None,
            answerable: false,
            outcome: Outcome::from(&reply.answer),
            exact: None,
            right: None,
            highlight: None,
            nearest_holds: None,
            confidence: Some(reply.confidence),
            would_be_right: None,
            latency,
        }
    }

    /// The names of the figures that this question lowers, for a list of
    /// what went wrong; empty when nothing did.
    pub fn misses(&self) -> Vec<&'static str> {
        let first = self.ranking.as_ref().map(|ranking| ranking.recall_at(1) > 0.0);
        let outcome = self.answerable == (self.outcome == Outcome::Answered);
        let bold = self.highlight.map(|highlight| highlight == Highlight::Right);
        let judged = [
            ("recall_at_1", first),
            ("answer_hit", self.answer_hit),
            ("must_hit", self.must_hit),
            ("outcome", Some(outcome)),
            ("outcome_exact", self.exact),
            ("answered_right", self.right.filter(|_| self.outcome == Outcome::Answered)),
            ("highlight_right", bold),
            ("nearest_holds", self.nearest_holds),
        ];
        judged
            .into_iter()
            .filter(|(_, right)| *right == Some(false))
            .map(|(name, _)| name)
            .collect()
    }
}

fn nearest(reply: &Reply) -> Option<String> {
    let first = reply.citations().first().filter(|_| !matches!(reply.answer, Answer::Answered(_)));
    first.map(|citation| citation.quote().to_owned())
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

/// Where the relevant documents stand, each document at its best passage;
/// none of a question that they do not answer. Without relevant documents, the first passage that holds an answer is the
/// one to find.
fn ranking(judged: &JudgedQuery, hits: &[Hit]) -> Option<Ranking> {
    if !judged.is_answerable() {
        return None;
    }
    if !judged.relevant.is_empty() {
        let mut seen = HashSet::new();
        let documents = hits.iter().filter(|hit| seen.insert(&hit.passage.document));
        let found = documents.map(|hit| judged.relevant.contains(&hit.passage.document));
        return Some(Ranking::new(found, judged.relevant.len()));
    }
    if judged.answers.is_empty() {
        return None;
    }
    let first = hits.iter().take(DEPTH).position(|hit| is_relevant(judged, &hit.passage));
    Some(Ranking::new((0..DEPTH).map(|at| Some(at) == first), 1))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::samples::{answered, judged, nearest, passage, refused};
    use super::*;
    use crate::retrieval::{Matched, Score};

    fn hit(id: &str, text: &str) -> Hit {
        Hit {
            passage: Arc::new(passage(id, text)),
            score: Score(1.0),
            similarity: 0.0,
            published: None,
            foreign: false,
            features: Default::default(),
            matched: Matched::default(),
            copies: Vec::new(),
        }
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
        let reply = nearest("a", &[]);
        let judged = judged(&["a"], &["1400人"]);
        let verdict = Verdict::of(&judged, &reply, &[hit("a", "一。")], Duration::ZERO);
        assert_eq!(verdict.misses(), ["answer_hit", "outcome", "nearest_holds"]);
        let left_out = Verdict::without_relevant(&judged, &reply, Duration::ZERO);
        assert!(left_out.misses().is_empty());
    }

    #[test]
    fn an_answer_of_another_document_misses_though_it_says_the_same() {
        let judged = judged(&["b"], &["1400人"]);
        let reply = answered("a", "有1,400人。", "1,400人");
        let verdict = Verdict::of(&judged, &reply, &[hit("b", "一。")], Duration::ZERO);
        assert_eq!(verdict.misses(), ["answered_right"]);
        assert_eq!((verdict.answer_hit, verdict.bold), (Some(true), vec!["1,400人".to_owned()]));
    }

    #[test]
    fn a_refusal_that_is_right_ranks_nothing_and_misses_nothing() {
        let reply = nearest("a", &["一。"]);
        let verdict = Verdict::of(&refused(), &reply, &[hit("b", "一。")], Duration::ZERO);
        assert_eq!((verdict.ranking.as_ref(), verdict.exact), (None, Some(true)));
        assert_eq!(verdict.nearest.as_deref(), Some("一。"));
        assert!(verdict.misses().is_empty());
    }
}
