//! The gold set's floor, and what an evaluation promises.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::Limits;
use innopolicy::corpus::{self, Corpus};
use innopolicy::evaluation::{self, Conditions, JudgedQuery, Quality, Report, Share, Trial};

/// The least that the gold set must reach, slightly under what it reached
/// when this was last raised: a change that costs more than a question or two
/// is to be seen, not to slip in. By words alone: rules that refused more on this page
/// and nothing more on pages that they were not made on are gone, see `docs/evaluation.md`.
mod floor {
    /// Share of answerable questions whose answer is in the first passage.
    pub(crate) const RECALL_AT_1: f64 = 0.91;
    /// Share of answerable questions whose answer is in the first ten.
    pub(crate) const RECALL_AT_10: f64 = 0.98;
    /// Share of answerable questions whose first sentence has the answer.
    pub(crate) const ANSWER_HIT: f64 = 0.855;
    /// Share of answerable questions whose answer has all it must.
    pub(crate) const MUST_HIT: f64 = 0.855;
    /// Share of unanswerable questions that are refused.
    pub(crate) const REFUSED_RECALL: f64 = 0.78;
    /// Share of answerable questions that are answered.
    pub(crate) const ANSWERED_RECALL: f64 = 0.88;
    /// Share of questions with the very outcome that is right.
    pub(crate) const OUTCOME_EXACT: f64 = 0.85;
}

/// Large enough for any document here.
const LIMITS: Limits = Limits { max_file_mb: 64 };

fn evaluate(
    corpus: &Corpus,
    glossary: Glossary,
    queries: &[JudgedQuery],
    on: Conditions,
) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let scratch = folder.path().join("eval");
    let trial = Trial::build(corpus, glossary, &scratch, &mut |_| {}).expect("builds");
    let mut done = 0;
    let verdicts = trial.run(queries, on, &mut |count| done = count).expect("runs");
    assert_eq!(done, queries.len());
    let report = Report::new(&trial, queries, &verdicts);
    drop(trial);
    assert!(!scratch.exists(), "the index is left behind");
    report
}

fn gold() -> Report {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = corpus::load(&root.join("seeds"), LIMITS).expect("the seeds load");
    let glossary = Glossary::read(&root.join("seeds")).expect("the glossary reads");
    let queries = evaluation::queries(&root.join("tests/gold/seeds.jsonl")).expect("gold reads");
    evaluate(&corpus, glossary, &queries, Conditions::default())
}

#[test]
fn the_gold_set_stays_above_its_floor() {
    let report = gold();
    let quality = &report.quality;
    let figures = [
        ("recall@1", quality.recall_at_1, floor::RECALL_AT_1),
        ("recall@10", quality.recall_at_10, floor::RECALL_AT_10),
        ("answer hit", quality.answer_hit, floor::ANSWER_HIT),
        ("must hit", quality.must_hit, floor::MUST_HIT),
        ("refused recall", quality.outcome.refused.recall, floor::REFUSED_RECALL),
        ("answered recall", quality.outcome.answered.recall, floor::ANSWERED_RECALL),
        ("outcome exact", quality.outcome_exact, floor::OUTCOME_EXACT),
    ];
    let under = figures.iter().filter(|(_, got, floor)| got.is_none_or(|got| got < *floor));
    let under: Vec<_> = under.collect();
    assert!(under.is_empty(), "under the floor: {under:?}\n{report}");
}

#[test]
fn the_same_input_gives_the_same_quality() {
    let (first, second) = (gold(), gold());
    assert_eq!(first.quality, second.quality);
    assert_eq!(first.by_language, second.by_language);
    assert_eq!(first.index_bytes, second.index_bytes);
}

/// Two documents and a question about the first, in files.
fn small() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let corpus = file(
        "corpus.jsonl",
        "{\"id\":\"bridge\",\"title\":\"西橋\",\"text\":\"西橋將於2027年完工。\"}\n\
         {\"id\":\"park\",\"title\":\"園區\",\"text\":\"園區有1,400人上班。\"}\n",
    );
    let queries = file(
        "queries.jsonl",
        "{\"id\":\"1\",\"text\":\"西橋幾時完工？\",\"relevant\":[\"bridge\"],\"answers\":[\"2027 年\"]}\n",
    );
    (folder, corpus, queries)
}

#[test]
fn a_file_of_documents_is_evaluated_with_and_without_the_answer() {
    let (_folder, corpus, queries) = small();
    let corpus = evaluation::documents(&corpus).expect("documents");
    let queries = evaluation::queries(&queries).expect("questions");
    let glossary = || Glossary::parse("", Path::new("glossary.tsv")).expect("empty");
    let with = evaluate(&corpus, glossary(), &queries, Conditions::default());
    assert_eq!((with.quality.recall_at_1, with.quality.answer_hit), (Some(1.0), Some(1.0)));
    let on = Conditions { without_relevant: true };
    let without = evaluate(&corpus, glossary(), &queries, on);
    assert_eq!(without.quality.outcome.refused.recall, Some(1.0));
    assert_eq!((without.quality.recall_at_1, without.quality.answer_hit), (None, None));
}

/// A folder of two pages, each in its language, and questions on them: one
/// that the first answers, the same of a thing that no page has, and one
/// across languages.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("written");
    };
    file(
        "catalog.toml",
        "[[document]]\npath = \"bridge.txt\"\ntitle = \"西橋\"\nlanguage = \"zh-Hant\"\n\n\
         [[document]]\npath = \"park.txt\"\ntitle = \"The park\"\nlanguage = \"en\"\n",
    );
    file("bridge.txt", "西橋將於2027年完工。\n");
    file("park.txt", "The park has 1,400 staff.\n");
    file(
        "questions.jsonl",
        r#"{"id":"s/01:1","text":"西橋幾時完工？","language":"zh-Hant","kind":"date","outcome":"answered","relevant":["bridge.txt"],"answers":["2027 年"],"quote":"西橋將於2027年完工。"}
{"id":"s/01:2","text":"西橋的造價是多少億元？","language":"zh-Hant","kind":"no-unit","outcome":"refused","relevant":["bridge.txt"],"answers":[],"quote":"西橋將於2027年完工。"}
{"id":"s/02:1","text":"園區有幾多人返工？","language":"yue","kind":"figure","outcome":"answered","relevant":["park.txt"],"answers":["1,400"],"quote":"The park has 1,400 staff."}
"#,
    );
    folder
}

#[test]
fn a_folder_is_judged_by_language_and_by_kind() {
    let folder = folder();
    let corpus = corpus::load(folder.path(), LIMITS).expect("the folder loads");
    let path = folder.path().join("questions.jsonl");
    let queries = evaluation::queries(&path).expect("questions");
    let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("empty");
    let report = evaluate(&corpus, glossary, &queries, Conditions::default());
    let keys = |groups: &BTreeMap<String, Quality>| groups.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&report.by_language), ["yue", "zh-Hant"]);
    assert_eq!(keys(&report.by_kind), ["date", "figure", "no-unit"]);
    assert_eq!(keys(&report.by_languages), ["yue→en", "zh-Hant→zh-Hant"]);
    let counts = |share: Share| (share.count, share.of);
    let date = report.by_kind["date"].correctness;
    assert_eq!((counts(date.answered_right), counts(date.highlight_right)), ((1, 1), (1, 1)));
    let written = report.by_language["zh-Hant"].correctness;
    assert_eq!(counts(written.coverage_right), (1, 1));
    assert_eq!(counts(written.unanswerable_answered), (0, 1));
    assert_eq!(report.by_languages["yue→en"].correctness.coverage_right.of, 1);
}

#[test]
fn what_missed_is_listed_with_what_was_said() {
    let folder = folder();
    let corpus = corpus::load(folder.path(), LIMITS).expect("the folder loads");
    let path = folder.path().join("questions.jsonl");
    let text = std::fs::read_to_string(&path).expect("questions");
    let first = text.lines().next().expect("a question").replace("2027 年", "2028年");
    std::fs::write(&path, first).expect("written");
    let queries = evaluation::queries(&path).expect("questions");
    let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("empty");
    let scratch = folder.path().join("eval");
    let trial = Trial::build(&corpus, glossary, &scratch, &mut |_| {}).expect("builds");
    let verdicts = trial.run(&queries, Conditions::default(), &mut |_| {}).expect("runs");
    let listed = evaluation::misses(&queries, &verdicts);
    let fields: Vec<_> = listed.lines().nth(1).expect("a miss").split('\t').collect();
    let expected = ["answer_hit,answered_right", "1", "s/01:1", "date", "zh-Hant"];
    assert_eq!(fields[..5], expected);
    assert_eq!(fields[7], "2028年");
    assert_eq!(fields[9..12], ["answered", "西橋將於2027年完工。", "2027年"]);
}

#[test]
fn the_json_has_the_names_that_are_documented() {
    let (_folder, corpus, queries) = small();
    let corpus = evaluation::documents(&corpus).expect("documents");
    let queries = evaluation::queries(&queries).expect("questions");
    let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("empty");
    let report = evaluate(&corpus, glossary, &queries, Conditions::default());
    let json = serde_json::to_value(&report).expect("serializes");
    for pointer in [
        "/queries",
        "/recall_at_1",
        "/recall_at_5",
        "/recall_at_10",
        "/mrr_at_10",
        "/ndcg_at_10",
        "/answer_hit",
        "/answer_chars",
        "/outcome/answered/precision",
        "/outcome/answered/recall",
        "/answered_right/share",
        "/answered_right/count",
        "/answered_right/of",
        "/coverage_right/share",
        "/unanswerable_answered/of",
        "/highlight_right/share",
        "/highlight_missing/share",
        "/nearest_holds/of",
        "/latency_ms/p50",
        "/latency_ms/p90",
        "/latency_ms/p99",
        "/latency_ms/mean",
        "/index_seconds",
        "/passages",
        "/index_bytes",
    ] {
        assert!(json.pointer(pointer).is_some_and(serde_json::Value::is_number), "{pointer}");
    }
    let unknown =
        ["/must_hit", "/outcome_exact", "/outcome/refused/recall", "/nearest_holds/share"];
    for pointer in unknown {
        assert!(json.pointer(pointer).is_some_and(serde_json::Value::is_null), "{pointer}");
    }
}
