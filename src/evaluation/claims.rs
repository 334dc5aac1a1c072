//! Judged claims put to the gate: of the right ones how many it drops, of the
//! wrong ones how many it shows.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::collection::{CollectionError, lines};
use crate::answer::candidate::header;
use crate::answer::gate::{Gate, Premise, Verdict};
use crate::corpus::passage::passages;
use crate::corpus::{Corpus, Document, Entry, Metadata, Passage};
use crate::text::normalize::folded;

/// A claim as a model might write it, judged by people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgedClaim {
    /// The document that it cites.
    pub document: String,
    /// The sentences that it cites, as the file prints them.
    pub cites: Vec<String>,
    /// The claim.
    pub claim: String,
    /// The language that it is written in.
    pub language: String,
    /// Whether all of it is said by what it cites.
    pub right: bool,
    /// In what way it is right or wrong: `free`, `cross`, `relation`, `polarity`.
    pub kind: String,
}

/// A judged claim with what the gate makes of it.
#[derive(Debug, Clone)]
pub struct JudgedVerdict {
    /// The claim.
    pub judged: JudgedClaim,
    /// What the gate says.
    pub verdict: Verdict,
    /// How long it took.
    pub elapsed: Duration,
}

/// How many claims of a kind there are, and how many pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Passing {
    /// How many pass.
    pub passed: usize,
    /// How many there are.
    pub all: usize,
}

/// What the gate makes of all claims of a file.
#[derive(Debug, Clone, Serialize)]
pub struct GateReport {
    /// Of the right ones.
    pub right: Passing,
    /// Of the wrong ones.
    pub wrong: Passing,
    /// By kind, the right ones first.
    pub kinds: BTreeMap<String, Passing>,
    /// The middle time that a claim takes, in microseconds.
    pub p50_us: u128,
}

/// Reads the claims of a file of JSON Lines.
pub fn claims(path: &Path) -> Result<Vec<JudgedClaim>, CollectionError> {
    Ok(lines(path)?.into_iter().map(|(_, claim)| claim).collect())
}

/// The documents that claims cite, with their passages.
#[derive(Debug)]
pub struct Cited {
    documents: BTreeMap<String, (Document, Vec<Passage>)>,
}

impl Cited {
    /// The documents of `corpus`; what cannot be read is left out.
    pub fn of(corpus: &Corpus) -> Self {
        let read = corpus.documents.iter().map(Entry::read);
        let read = read.filter_map(|read| {
            read.inspect_err(|problem| tracing::warn!("left out: {problem}")).ok()
        });
        let documents = read.map(|document| {
            let passages = passages(&document);
            (document.meta.id.to_string(), (document, passages))
        });
        Self { documents: documents.collect() }
    }

    /// The sentences that `claim` cites, with what stands over them; those of a
    /// document that is not there are without it.
    pub fn premises(&self, claim: &JudgedClaim) -> Vec<Premise> {
        let known = self.documents.get(&claim.document);
        let premise = |text: &String| {
            let Some((document, passages)) = known else { return Premise::new(text, "", None) };
            let over = over(&document.meta, passages, text);
            Premise::new(text, &over, document.meta.published)
        };
        claim.cites.iter().map(premise).collect()
    }

    /// Whether the document of `claim` is there.
    pub fn has(&self, claim: &JudgedClaim) -> bool {
        self.documents.contains_key(&claim.document)
    }

    /// Puts `claims` to `gate`.
    pub fn judge(&self, gate: &Gate<'_>, claims: &[JudgedClaim]) -> Vec<JudgedVerdict> {
        let judge = |judged: &JudgedClaim| {
            let premises = self.premises(judged);
            let begun = Instant::now();
            let verdict = gate.judge(&judged.claim, &premises.iter().collect::<Vec<_>>());
            JudgedVerdict { judged: judged.clone(), verdict, elapsed: begun.elapsed() }
        };
        claims.iter().map(judge).collect()
    }
}

/// What stands over `text`: the title, and the headings of its passage.
fn over(document: &Metadata, passages: &[Passage], text: &str) -> String {
    let tight = |text: &str| folded(text).split_whitespace().collect::<String>();
    let wanted = tight(text);
    let mut holding = passages.iter().filter(|passage| tight(&passage.text).contains(&wanted));
    match holding.next() {
        Some(passage) => header(Some(document), passage),
        None => document.title.clone(),
    }
}

impl GateReport {
    /// Counts `verdicts`.
    pub fn new(verdicts: &[JudgedVerdict]) -> Self {
        let mut report = Self {
            right: Passing::default(),
            wrong: Passing::default(),
            kinds: BTreeMap::new(),
            p50_us: 0,
        };
        for one in verdicts {
            let side = if one.judged.right { &mut report.right } else { &mut report.wrong };
            let name = if one.judged.right { "right" } else { "wrong" };
            let kind = report.kinds.entry(format!("{name} {}", one.judged.kind)).or_default();
            for count in [side, kind] {
                count.all += 1;
                count.passed += usize::from(one.verdict.passes());
            }
        }
        let mut times: Vec<u128> = verdicts.iter().map(|one| one.elapsed.as_micros()).collect();
        times.sort_unstable();
        report.p50_us = times.get(times.len() / 2).copied().unwrap_or(0);
        report
    }
}

impl fmt::Display for GateReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [("right", &self.right), ("wrong", &self.wrong)].into_iter();
        let kinds = self.kinds.iter().map(|(name, count)| (name.as_str(), count));
        writeln!(f, "{:20}{:>8}{:>8}", "claims", "passed", "all")?;
        for (name, count) in rows.chain(kinds) {
            writeln!(f, "{name:20}{:>8}{:>8}", count.passed, count.all)?;
        }
        writeln!(f, "a claim takes {} µs (median)", self.p50_us)
    }
}

/// The claims that are judged otherwise than by people, a line each, with tabs
/// between the fields.
pub fn misjudged(verdicts: &[JudgedVerdict]) -> String {
    let wrong = verdicts.iter().filter(|one| one.judged.right != one.verdict.passes());
    wrong
        .map(|JudgedVerdict { judged, verdict, .. }| {
            let reason =
                verdict.failure.as_ref().map_or_else(|| "passes".into(), ToString::to_string);
            let side = if judged.right { "right" } else { "wrong" };
            let cites = judged.cites.join(" | ");
            format!(
                "{side}\t{}\t{}\t{}\t{reason}\t{cites}\n",
                judged.kind, judged.language, judged.claim
            )
        })
        .collect()
}
