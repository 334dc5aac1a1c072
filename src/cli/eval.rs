//! `eval`: how good the answers are, measured on judged questions.

use std::fmt::Display;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::exit::OrExit;
use super::{Exit, Failure, open, writer};
use crate::answer::gate::Gate;
use crate::clock;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::corpus::glossary::{Glossary, GlossaryError};
use crate::evaluation::{
    self, Cited, ComposedReport, ComposedVerdict, Conditions, GateReport, JudgedQuery, Report,
    Trial, Verdict,
};

/// What `eval` takes besides `--corpus`, which may be a file of JSON Lines.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct EvalArguments {
    /// The questions: lines of {id, text, relevant, answers}, and of
    /// {quote, outcome, must, language, kind} where known.
    #[arg(long, value_name = "FILE", required_unless_present = "claims")]
    queries: Option<PathBuf>,
    /// Judged claims to put to the gate instead: lines of {document, cites,
    /// claim, language, right, kind}.
    #[arg(long, value_name = "FILE", conflicts_with = "queries")]
    claims: Option<PathBuf>,
    /// Only so many questions, the first ones.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print one JSON object on one line.
    #[arg(long)]
    json: bool,
    /// Keep from each question the documents that answer it; then not to
    /// answer is right.
    #[arg(long)]
    without_relevant: bool,
    /// Put the questions to the language model of the settings too: the answers
    /// without it, of it alone, and of it behind the gate.
    #[arg(long, conflicts_with_all = ["without_relevant", "claims"])]
    composed: bool,
    /// The glossary [default: glossary.tsv of the corpus folder; for a corpus
    /// in a file, that of the default one]
    #[arg(long, value_name = "FILE")]
    glossary: Option<PathBuf>,
    /// List the questions that missed on standard error, with tabs between
    /// the fields.
    #[arg(long, hide = true)]
    misses: bool,
}

pub(super) fn eval(config: &Config, arguments: &EvalArguments) -> Result<(), Failure> {
    if let Some(file) = &arguments.claims {
        return claims(config, file, arguments);
    }
    let Some(file) = &arguments.queries else { return Ok(()) };
    let mut queries = evaluation::queries(file).or_exit(Exit::Documents)?;
    queries.truncate(arguments.limit.unwrap_or(usize::MAX));
    let corpus = documents(config)?;
    warn_of_strangers(&queries, &corpus);
    let trial = trial(config, arguments.glossary.as_deref(), &corpus)?;
    if arguments.composed {
        return composed(config, &trial, &queries, arguments);
    }
    let verdicts = put(&trial, &queries, arguments)?;
    let report = Report::new(&trial, &queries, &verdicts);
    if arguments.misses {
        anstream::eprint!("{}", evaluation::misses(&queries, &verdicts));
    }
    print(&report, arguments.json)
}

/// Puts `queries` to the language model of `config` as well.
fn composed(
    config: &Config,
    trial: &Trial,
    queries: &[JudgedQuery],
    arguments: &EvalArguments,
) -> Result<(), Failure> {
    let composer = writer::composer(config)?.ok_or_else(|| {
        let reason = "there is no language model to measure: set model.base_url and model.name";
        Failure::new(Exit::Settings, anyhow!(reason))
    })?;
    let runtime = tokio::runtime::Runtime::new().or_exit(Exit::Unexpected)?;
    let (misses, mut done) = (arguments.misses, 0);
    let bar = bar("asking");
    bar.set_length(queries.len() as u64);
    let mut report = |verdict: &ComposedVerdict| {
        done += 1;
        bar.set_position(done);
        if let (true, Ok(line)) = (misses, serde_json::to_string(verdict)) {
            anstream::eprintln!("{line}");
        }
    };
    let verdicts = evaluation::composed(trial, &composer, queries, &mut report);
    print(&ComposedReport::new(&runtime.block_on(verdicts)?), arguments.json)
}

/// Puts the claims of `file` to the gate.
fn claims(config: &Config, file: &Path, arguments: &EvalArguments) -> Result<(), Failure> {
    let mut claims = evaluation::claims(file).or_exit(Exit::Documents)?;
    claims.truncate(arguments.limit.unwrap_or(usize::MAX));
    let cited = Cited::of(&documents(config)?);
    match claims.iter().filter(|claim| !cited.has(claim)).count() {
        0 => {}
        count => tracing::warn!("{count} claims cite documents that are not in the corpus"),
    }
    let glossary = glossary(config, arguments.glossary.as_deref())?;
    let reader = open::reader(config).or_exit(Exit::Settings)?;
    let gate = Gate::new(&glossary, reader.as_ref(), Some(clock::today()));
    let verdicts = cited.judge(&gate, &claims);
    if arguments.misses {
        anstream::eprint!("{}", evaluation::misjudged(&verdicts));
    }
    print(&GateReport::new(&verdicts), arguments.json)
}

/// Prints `report` as people or as programs read it.
fn print(report: &(impl Serialize + Display), json: bool) -> Result<(), Failure> {
    if json {
        anstream::println!("{}", serde_json::to_string(report).or_exit(Exit::Unexpected)?);
    } else {
        anstream::print!("{report}");
    }
    Ok(())
}

/// A fresh index of `corpus` with the answerer that people talk to.
pub(super) fn trial(
    config: &Config,
    glossary_file: Option<&Path>,
    corpus: &Corpus,
) -> Result<Trial, Failure> {
    let glossary = glossary(config, glossary_file)?;
    let reader = open::reader(config).or_exit(Exit::Settings)?;
    let folder = config.data.join(format!("eval-{}", std::process::id()));
    let encoding = bar("encoding");
    let answerer = |index| {
        let mut report = |done, total| {
            encoding.set_length(total as u64);
            encoding.set_position(done as u64);
        };
        open::with_reader(config, index, glossary, reader, &mut report)
    };
    let bar = bar("indexing");
    let trial = Trial::build_with(corpus, &folder, answerer, &mut |progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.documents as u64);
    })?;
    bar.finish_and_clear();
    Ok(trial)
}

/// The documents of `config`, which may be a file of JSON Lines.
pub(super) fn documents(config: &Config) -> Result<Corpus, Failure> {
    if config.corpus.is_file() {
        return evaluation::documents(&config.corpus).or_exit(Exit::Documents);
    }
    open::documents(config)
}

fn glossary(config: &Config, file: Option<&Path>) -> Result<Glossary, Failure> {
    if let Some(path) = file {
        let text = std::fs::read_to_string(path)
            .map_err(|source| GlossaryError::Read { path: path.to_owned(), source })?;
        return Ok(Glossary::parse(&text, path)?);
    }
    let folder =
        if config.corpus.is_file() { Config::default().corpus } else { config.corpus.clone() };
    Ok(Glossary::read(&folder)?)
}

fn put(
    trial: &Trial,
    queries: &[JudgedQuery],
    arguments: &EvalArguments,
) -> Result<Vec<Verdict>, Failure> {
    let bar = bar("asking");
    bar.set_length(queries.len() as u64);
    let conditions = Conditions { without_relevant: arguments.without_relevant };
    let verdicts = trial.run(queries, conditions, &mut |done| bar.set_position(done as u64))?;
    bar.finish_and_clear();
    Ok(verdicts)
}

/// A document that is judged relevant and is not there is never found: a
/// sign that the questions are for another corpus.
fn warn_of_strangers(queries: &[JudgedQuery], corpus: &Corpus) {
    let known: std::collections::HashSet<_> =
        corpus.documents.iter().map(|document| &document.meta.id).collect();
    let strange =
        queries.iter().filter(|query| query.relevant.iter().any(|id| !known.contains(id)));
    match strange.count() {
        0 => {}
        count => tracing::warn!("{count} questions name documents that are not in the corpus"),
    }
}

/// A bar on a terminal, nothing otherwise.
fn bar(what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{prefix:8} {wide_bar} {pos}/{len}, {eta} left");
    let bar = ProgressBar::no_length().with_prefix(what.to_owned());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
