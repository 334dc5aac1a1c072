//! All figures of one run, over all questions and in groups.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::correctness::Correctness;
use super::curve::{Point, curve};
use super::judge::Verdict;
use super::memory::peak_memory_mb;
use super::metrics::{Class, Latency, Ranking, mean, real, share};
use super::queries::{JudgedQuery, Outcome};
use super::trial::Trial;
use crate::corpus::DocumentId;
use crate::text::language::Language;

/// All figures of one run. What nothing is known about is null.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// How good the answers are.
    #[serde(flatten)]
    pub quality: Quality,
    /// How long an answer takes.
    pub latency_ms: Option<Latency>,
    /// How long building the index took.
    pub index_seconds: f64,
    /// How many passages it has.
    pub passages: usize,
    /// Its size on disk.
    pub index_bytes: u64,
    /// The most memory this process ever held, in megabytes (10^6 bytes);
    /// known on Linux only.
    pub peak_memory_mb: Option<f64>,
    /// The quality apart for each language that the questions name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by_language: BTreeMap<String, Quality>,
    /// The quality apart for each kind that the questions name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by_kind: BTreeMap<String, Quality>,
    /// The quality apart for each language of a question with each language
    /// of a document named relevant, as `yue→en`; questions that name
    /// documents in two languages are in two groups.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub by_languages: BTreeMap<String, Quality>,
}

/// How good the answers to some questions are; shares are between 0 and 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quality {
    /// How many questions.
    pub queries: usize,
    /// The share of the relevant documents at the first rank.
    pub recall_at_1: Option<f64>,
    /// The share of the relevant documents among the first five.
    pub recall_at_5: Option<f64>,
    /// The share of the relevant documents among the first ten.
    pub recall_at_10: Option<f64>,
    /// One over the first relevant document's rank, in the mean.
    pub mrr_at_10: Option<f64>,
    /// Normalised discounted cumulative gain, with binary relevance.
    pub ndcg_at_10: Option<f64>,
    /// The share of questions whose first sentence shown holds an answer.
    pub answer_hit: Option<f64>,
    /// With the relevant documents left out, the share of questions whose
    /// first sentence shown holds an answer all the same.
    pub answered_elsewhere: Option<f64>,
    /// The mean length of that sentence, in characters.
    pub answer_chars: Option<f64>,
    /// The share of questions whose whole answer holds all it must.
    pub must_hit: Option<f64>,
    /// Answered and refused, told apart.
    pub outcome: Outcomes,
    /// The share of questions with the very outcome that is right.
    pub outcome_exact: Option<f64>,
    /// How far what is said is right.
    #[serde(flatten)]
    pub correctness: Correctness,
    /// What would come of answering only the surest questions; empty where
    /// no confidence is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub precision_at_coverage: Vec<Point>,
}

/// How well the questions that can be answered are told from the others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Outcomes {
    /// The questions to be answered.
    pub answered: Class,
    /// The questions to be refused: nearest or abstained.
    pub refused: Class,
}

impl Report {
    /// The report on `verdicts`, which `trial` gave on `queries` in order.
    pub fn new(trial: &Trial, queries: &[JudgedQuery], verdicts: &[Verdict]) -> Self {
        let languages = document_languages(trial);
        let apart = |labels: &dyn Fn(&JudgedQuery) -> Vec<String>| apart(queries, verdicts, labels);
        Self {
            quality: Quality::of(&verdicts.iter().collect::<Vec<_>>()),
            latency_ms: Latency::of(verdicts.iter().map(|verdict| verdict.latency)),
            index_seconds: trial.build_time().as_secs_f64(),
            passages: trial.passages(),
            index_bytes: trial.index_bytes(),
            peak_memory_mb: peak_memory_mb(),
            by_language: apart(&|query| query.language.iter().cloned().collect()),
            by_kind: apart(&|query| query.kind.iter().cloned().collect()),
            by_languages: apart(&|query| language_pairs(query, &languages)),
        }
    }
}

/// The quality apart for each of `labels`.
fn apart(
    queries: &[JudgedQuery],
    verdicts: &[Verdict],
    labels: &dyn Fn(&JudgedQuery) -> Vec<String>,
) -> BTreeMap<String, Quality> {
    let mut groups: BTreeMap<String, Vec<&Verdict>> = BTreeMap::new();
    for (query, verdict) in queries.iter().zip(verdicts) {
        for label in labels(query) {
            groups.entry(label).or_default().push(verdict);
        }
    }
    groups.into_iter().map(|(label, verdicts)| (label, Quality::of(&verdicts))).collect()
}

fn document_languages(trial: &Trial) -> HashMap<&DocumentId, Language> {
    let documents = &trial.answerer().retriever().index().manifest().documents;
    documents.iter().map(|document| (&document.id, document.language)).collect()
}

/// The language of `query` with each language of its relevant documents.
fn language_pairs(query: &JudgedQuery, languages: &HashMap<&DocumentId, Language>) -> Vec<String> {
    let Some(asked) = &query.language else {
        return Vec::new();
    };
    let of = query.relevant.iter().filter_map(|id| languages.get(id).copied());
    let of: BTreeSet<Language> = of.collect();
    of.into_iter().map(|language| format!("{asked}→{language}")).collect()
}

impl Quality {
    /// The quality that `verdicts` add up to.
    pub fn of(verdicts: &[&Verdict]) -> Self {
        let ranked = |figure: fn(&Ranking) -> f64| {
            mean(verdicts.iter().filter_map(|verdict| verdict.ranking.as_ref()).map(figure))
        };
        let shown = verdicts.iter().filter_map(|verdict| verdict.shown.as_ref());
        Self {
            queries: verdicts.len(),
            recall_at_1: ranked(|ranking| ranking.recall_at(1)),
            recall_at_5: ranked(|ranking| ranking.recall_at(5)),
            recall_at_10: ranked(|ranking| ranking.recall_at(10)),
            mrr_at_10: ranked(Ranking::reciprocal_rank),
            ndcg_at_10: ranked(Ranking::ndcg),
            answer_hit: share(verdicts.iter().map(|verdict| verdict.answer_hit)),
            answered_elsewhere: share(verdicts.iter().map(|verdict| verdict.answered_elsewhere)),
            answer_chars: mean(shown.map(|text| real(text.chars().count()))),
            must_hit: share(verdicts.iter().map(|verdict| verdict.must_hit)),
            outcome: Outcomes::of(verdicts),
            outcome_exact: share(verdicts.iter().map(|verdict| verdict.exact)),
            correctness: Correctness::of(verdicts),
            precision_at_coverage: curve(verdicts),
        }
    }
}

impl Outcomes {
    fn of(verdicts: &[&Verdict]) -> Self {
        let answered =
            |verdict: &&Verdict| (verdict.answerable, verdict.outcome == Outcome::Answered);
        let refused = |verdict: &&Verdict| {
            let (expected, got) = answered(verdict);
            (!expected, !got)
        };
        Self {
            answered: Class::of(verdicts.iter().map(answered)),
            refused: Class::of(verdicts.iter().map(refused)),
        }
    }
}
