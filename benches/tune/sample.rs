//! Candidates of judged questions, with their features.

use std::path::Path;

use innopolicy::answer::Answerer;
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::Limits;
use innopolicy::corpus::{self, Passage};
use innopolicy::evaluation::{self, JudgedQuery, Trial, is_relevant, plain};

use crate::learn::Choice;

/// How many candidates of a question are learned from.
const DEPTH: usize = 30;

/// Each question's passages.
pub(crate) fn passages(sets: &[(&str, &str)]) -> Vec<Choice> {
    gather(sets, |answerer, judged| {
        let retriever = answerer.retriever();
        let prepared = retriever.prepare(&judged.query).expect("prepares");
        let hits = retriever.search(&prepared, DEPTH).expect("searches");
        Choice {
            right: hits.iter().map(|hit| is_relevant(judged, &hit.passage)).collect(),
            candidates: hits.into_iter().map(|hit| hit.features.to_vec()).collect(),
        }
    })
}

/// Whether the best sentence among the passages that `keep` passes holds an
/// answer.
pub(crate) fn answers(
    trial: &Trial,
    judged: &JudgedQuery,
    keep: &dyn Fn(&Passage) -> bool,
) -> bool {
    let found = trial.answerer().candidates(&judged.query, keep, COMPARED).expect("searches");
    let (hits, candidates) = found;
    candidates.first().is_some_and(|best| {
        let text = plain(&hits[best.hit].passage.text[best.range.clone()]);
        judged.answers.iter().any(|answer| text.contains(answer))
    })
}

/// How many passages the answerer compares.
const COMPARED: usize = 12;

/// Each question's sentences; only questions whose answers are known.
pub(crate) fn sentences(sets: &[(&str, &str)]) -> Vec<Choice> {
    let choices = gather(sets, |answerer, judged| {
        let (hits, candidates) =
            answerer.candidates(&judged.query, &|_| true, 200).expect("searches");
        let holds = |text: &str| {
            let text = plain(text);
            judged.answers.iter().any(|answer| text.contains(answer))
        };
        Choice {
            right: candidates
                .iter()
                .map(|candidate| holds(&hits[candidate.hit].passage.text[candidate.range.clone()]))
                .collect(),
            candidates: candidates
                .into_iter()
                .map(|candidate| candidate.features.to_vec())
                .collect(),
        }
    });
    choices.into_iter().filter(|choice| !choice.candidates.is_empty()).collect()
}

fn gather(
    sets: &[(&str, &str)],
    choice: impl Fn(&Answerer, &JudgedQuery) -> Choice,
) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (corpus, queries) in sets {
        let trial = trial(Path::new(corpus));
        let queries = evaluation::queries(Path::new(queries)).expect("questions");
        let queries = queries.iter().filter(|judged| judged.is_answerable());
        choices.extend(queries.map(|judged| choice(trial.answerer(), judged)));
    }
    choices
}

pub(crate) fn trial(corpus: &Path) -> Trial {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let glossary = Glossary::read(&seeds).expect("a glossary");
    let documents = if corpus.is_file() {
        evaluation::documents(corpus).expect("documents")
    } else {
        corpus::load(corpus, Limits { max_file_mb: 64 }).expect("documents")
    };
    let scratch = std::env::temp_dir().join(format!("innopolicy-tune-{}", std::process::id()));
    Trial::build(&documents, glossary, &scratch, &mut |_| {}).expect("an index")
}
