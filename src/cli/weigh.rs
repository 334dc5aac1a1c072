//! `weigh`: the spans that the reader found for judged questions, with what
//! is known of each, to learn the weights of the score from.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::exit::OrExit;
use super::{Exit, Failure, eval};
use crate::answer::Weighed;
use crate::answer::score::NAMES;
use crate::config::Config;
use crate::corpus::Passage;
use crate::evaluation::{self, JudgedQuery, Trial, is_relevant, plain};
use crate::retrieval::Hit;

/// What `weigh` takes besides `--corpus`, which may be a file of JSON Lines.
#[derive(Debug, Args)]
pub(super) struct WeighArguments {
    /// The questions, as those of `eval`.
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// Keep from each question the documents that answer it.
    #[arg(long)]
    without_relevant: bool,
}

/// What was found for one question.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    answerable: bool,
    names: [&'static str; NAMES.len()],
    candidates: Vec<Judged>,
}

/// One span: what is known of it, whether its sentence holds an answer, and
/// whether the span itself is one.
#[derive(Serialize)]
struct Judged {
    values: Vec<f32>,
    sentence: bool,
    span: bool,
    text: String,
}

pub(super) fn weigh(config: &Config, arguments: &WeighArguments) -> Result<(), Failure> {
    let queries = evaluation::queries(&arguments.queries).or_exit(Exit::Documents)?;
    let trial = eval::trial(config, None, &eval::documents(config)?)?;
    for judged in &queries {
        let line = line(&trial, judged, arguments.without_relevant)?;
        anstream::println!("{}", serde_json::to_string(&line).or_exit(Exit::Unexpected)?);
    }
    Ok(())
}

fn line<'a>(
    trial: &Trial,
    judged: &'a JudgedQuery,
    without_relevant: bool,
) -> Result<Line<'a>, Failure> {
    let keep = |passage: &Passage| !without_relevant || !is_relevant(judged, passage);
    let (hits, weighed) = trial.answerer().weighed(&trial.dated(judged), &keep)?;
    let candidates = weighed.iter().map(|one| judge(judged, &hits, one)).collect();
    let answerable = judged.is_answerable() && !without_relevant;
    Ok(Line { id: &judged.id, answerable, names: NAMES, candidates })
}

fn judge(judged: &JudgedQuery, hits: &[Hit], one: &Weighed) -> Judged {
    let passage = &hits[one.candidate.hit].passage;
    let relevant = judged.relevant.is_empty() || judged.relevant.contains(&passage.document);
    let text = &passage.text[one.candidate.span.clone()];
    let (sentence, span) = (plain(&passage.text[one.candidate.sentence.clone()]), plain(text));
    let held = |answer: &&String| relevant && sentence.contains(answer.as_str());
    let answers: Vec<&String> = judged.answers.iter().filter(held).collect();
    let same = |answer: &&String| {
        !span.is_empty() && (span.contains(answer.as_str()) || answer.contains(&span))
    };
    Judged {
        values: one.features.values().to_vec(),
        sentence: !answers.is_empty(),
        span: answers.iter().any(same),
        text: text.to_owned(),
    }
}
