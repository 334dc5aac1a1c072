//! All figures of one run, as JSON and as a table.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::judge::Verdict;
use super::metrics::{Class, Latency, Ranking, mean, real, share};
use super::queries::{JudgedQuery, Outcome};
use super::trial::Trial;

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
        let mut languages: BTreeMap<String, Vec<&Verdict>> = BTreeMap::new();
        for (query, verdict) in queries.iter().zip(verdicts) {
            if let Some(language) = &query.language {
                languages.entry(language.clone()).or_default().push(verdict);
            }
        }
        let apart = languages.into_iter();
        Self {
            quality: Quality::of(&verdicts.iter().collect::<Vec<_>>()),
            latency_ms: Latency::of(verdicts.iter().map(|verdict| verdict.latency)),
            index_seconds: trial.build_time().as_secs_f64(),
            passages: trial.passages(),
            index_bytes: trial.index_bytes(),
            peak_memory_mb: peak_memory_mb(),
            by_language: apart.map(|(name, verdicts)| (name, Quality::of(&verdicts))).collect(),
        }
    }
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

/// The high-water mark of this process's resident memory.
fn peak_memory_mb() -> Option<f64> {
    memory_mb("VmHWM:")
}

/// The memory that this process holds now, in megabytes; known on Linux only.
pub fn resident_memory_mb() -> Option<f64> {
    memory_mb("VmRSS:")
}

fn memory_mb(key: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

impl Quality {
    /// The shares with their names, for a column of the table.
    fn shares(&self) -> [(&'static str, Option<f64>); 13] {
        let Outcomes { answered, refused } = self.outcome;
        [
            ("recall@1", self.recall_at_1),
            ("recall@5", self.recall_at_5),
            ("recall@10", self.recall_at_10),
            ("MRR@10", self.mrr_at_10),
            ("nDCG@10", self.ndcg_at_10),
            ("answer hit", self.answer_hit),
            ("answered elsewhere", self.answered_elsewhere),
            ("must hit", self.must_hit),
            ("answered precision", answered.precision),
            ("answered recall", answered.recall),
            ("refused precision", refused.precision),
            ("refused recall", refused.recall),
            ("outcome exact", self.outcome_exact),
        ]
    }

    fn cells(&self) -> Vec<(&'static str, String)> {
        let shown = |value: Option<f64>, digits: usize| {
            value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"))
        };
        let mut cells = vec![("queries", self.queries.to_string())];
        cells.extend(self.shares().map(|(name, share)| (name, shown(share, 4))));
        cells.push(("answer characters", shown(self.answer_chars, 1)));
        cells
    }
}

/// Widths of the table's columns, in characters.
const NAME: usize = 20;
const CELL: usize = 9;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<_> = std::iter::once(&self.quality)
            .chain(self.by_language.values())
            .map(Quality::cells)
            .collect();
        if !self.by_language.is_empty() {
            write!(f, "{:NAME$}{:>CELL$}", "", "all")?;
            for language in self.by_language.keys() {
                write!(f, "{language:>CELL$}")?;
            }
            writeln!(f)?;
        }
        for (row, (name, _)) in columns[0].iter().enumerate() {
            write!(f, "{name:NAME$}")?;
            for column in &columns {
                write!(f, "{:>CELL$}", column[row].1)?;
            }
            writeln!(f)?;
        }
        if let Some(Latency { p50, p99, mean }) = self.latency_ms {
            writeln!(f, "{:NAME$}{p50:>CELL$.2} p50 {p99:.2} p99 {mean:.2} mean", "latency, ms")?;
        }
        let seconds = self.index_seconds;
        writeln!(f, "{:NAME$}{:>CELL$} passages in {seconds:.2} s", "index", self.passages)?;
        writeln!(f, "{:NAME$}{:>CELL$} bytes", "", self.index_bytes)?;
        match self.peak_memory_mb {
            Some(peak) => writeln!(f, "{:NAME$}{peak:>CELL$.0} MB at its peak", "memory"),
            None => Ok(()),
        }
    }
}
