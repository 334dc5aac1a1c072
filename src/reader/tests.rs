//! The reader in `models/reader`, opened and run.

use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::open(&shipped()).expect("the shipped reader opens"));

fn shipped() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/reader")
}

/// What `training/export.py` wrote that the model reads.
#[derive(Debug, Deserialize)]
struct Example {
    question: String,
    header: String,
    text: String,
    ids: Vec<i32>,
    start: usize,
    end: usize,
    has_answer: f32,
    vector: [f32; 4],
}

fn greatest(logits: &[f32], from: usize) -> usize {
    let places = from..logits.len() - 1;
    places.max_by(|a, b| logits[*a].total_cmp(&logits[*b])).expect("there is a passage")
}

fn check(example: &Example) {
    let parts = &READER.parts;
    let passage = Text { header: &example.header, text: &example.text };
    let (windows, _) = READER.prepare(&example.question, &passage).expect("it is cut");
    let [window] = &windows[..] else { panic!("it fits into one window: {example:?}") };
    assert_eq!(window.input.ids, example.ids, "{}", example.question);
    let outputs = parts.network.run(&[&window.input]).expect("it runs");
    let [output] = &outputs[..] else { panic!("one input has one output") };
    assert_eq!(greatest(&output.start, window.first), example.start, "{}", example.question);
    assert_eq!(greatest(&output.end, window.first), example.end, "{}", example.question);
    let has_answer = output.has_answer.expect("the shipped model says it");
    assert!((has_answer - example.has_answer).abs() < 0.01, "{has_answer}: {example:?}");
    let vector = READER.query_vector(&example.question).expect("it makes vectors");
    let differences = vector.as_slice().iter().zip(example.vector).map(|(a, b)| (a - b).abs());
    assert!(differences.fold(0.0, f32::max) < 0.001, "{example:?}");
}

#[test]
fn the_shipped_reader_reads_as_it_was_trained() {
    let text = fs::read_to_string(shipped().join("check.json")).expect("it is there");
    let examples: Vec<Example> = serde_json::from_str(&text).expect("it is of its form");
    assert!(examples.len() >= 10);
    examples.iter().for_each(check);
}

#[test]
fn passages_are_read_each_by_itself_in_their_order() {
    let long = "數碼港匯聚超過二千間初創企業。".repeat(60);
    let texts = ["園區佔地87公頃。", &long, "", "The scheme was launched in 2023."];
    let passages = texts.map(|text| Text { header: "標題", text });
    let question = "園區有幾大？";
    let together = READER.read(question, &passages).expect("it reads");
    let alone = passages.map(|passage| READER.read(question, &[passage]).expect("it reads"));
    assert_eq!(together, alone.concat());
    assert!(together[1].spans.len() > 1);
    assert_eq!(together[2], Reading { has_answer: f32::NEG_INFINITY, spans: Vec::new() });
    assert!(READER.read(question, &[]).expect("it reads").is_empty());
}

#[test]
fn vectors_of_like_texts_are_near() {
    let text = |text| Text { header: "", text };
    let passages = [text("數碼港有超過二千間初創企業。"), text("明日天氣大致多雲，有一兩陣驟雨。")];
    let query = READER.query_vector("数码港有多少家初创公司？").expect("it makes vectors");
    let vectors = READER.passage_vectors(&passages).expect("it makes vectors");
    assert_eq!(vectors[0].as_slice().len(), READER.manifest().hidden);
    assert!(query.dot(&vectors[0]) > query.dot(&vectors[1]));
}

/// Opens a copy of the shipped reader that `change` was made to.
fn refusal(change: impl FnOnce(&Path)) -> String {
    let folder = tempfile::tempdir().expect("there is room");
    for name in [MANIFEST, TOKENIZER, MODEL] {
        fs::copy(shipped().join(name), folder.path().join(name)).expect("it is copied");
    }
    change(folder.path());
    let error = Reader::open(folder.path()).expect_err("it is broken").to_string();
    error.replace(&folder.path().display().to_string(), "FOLDER")
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("it is text");
    assert!(text.contains(from));
    fs::write(file, text.replace(from, to)).expect("it is written");
}

#[test]
fn a_missing_or_broken_file_is_named() {
    let without = |name: &'static str| {
        refusal(move |folder| fs::remove_file(folder.join(name)).expect("it was there"))
    };
    insta::assert_snapshot!(without(MODEL), @"FOLDER/model.onnx: not there; put the reader's files into its folder, or do without a reader");
    assert!(without(TOKENIZER).starts_with("FOLDER/tokenizer.json: not there"));
    assert!(without(MANIFEST).starts_with("FOLDER/reader.toml: not there"));
    let broken = |name: &'static str| {
        refusal(move |folder| fs::write(folder.join(name), "?").expect("it is written"))
    };
    assert!(broken(MODEL).starts_with("FOLDER/model.onnx is no model"));
    assert!(broken(TOKENIZER).starts_with("FOLDER/tokenizer.json is no tokenizer"));
    assert!(broken(MANIFEST).starts_with("FOLDER/reader.toml is no reader's manifest"));
}

#[test]
fn a_name_that_the_model_does_not_have_is_told_with_its_key() {
    let renamed = |from: &'static str| {
        refusal(move |folder| replace(&folder.join(MANIFEST), from, "\"nowhere\""))
    };
    insta::assert_snapshot!(renamed("\"end_logits\""), @"FOLDER/model.onnx has no nowhere, which outputs.end in reader.toml names; fetch both again");
    insta::assert_snapshot!(renamed("\"input_ids\""), @"FOLDER/model.onnx has no nowhere, which inputs.ids in reader.toml names; fetch both again");
}

#[test]
fn a_reader_without_vectors_says_so_and_one_without_a_logit_judges_by_the_first_token() {
    let folder = tempfile::tempdir().expect("there is room");
    for name in [MANIFEST, TOKENIZER, MODEL] {
        fs::copy(shipped().join(name), folder.path().join(name)).expect("it is copied");
    }
    let manifest = folder.path().join(MANIFEST);
    replace(&manifest, "vector = \"vector\"", "vector = \"\"");
    replace(&manifest, "has_answer = \"has_answer\"", "has_answer = \"\"");
    let reader = Reader::open(folder.path()).expect("it opens");
    assert_ne!(reader.fingerprint(), READER.fingerprint());
    assert!(matches!(reader.query_vector("甚麼？"), Err(ReaderError::NoVectors { .. })));
    assert!(matches!(reader.passage_vectors(&[]), Err(ReaderError::NoVectors { .. })));
    let passage = [Text { header: "", text: "園區佔地87公頃。" }];
    let reading = reader.read("園區有幾大？", &passage).expect("it reads");
    assert!(reading[0].has_answer.is_finite());
    assert_eq!(reading[0].spans, READER.read("園區有幾大？", &passage).expect("it reads")[0].spans);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn spans_are_distinct_parts_of_the_text(question in "\\PC{0,20}", text in "[\\PC\n]{0,60}", times in 1..12usize) {
        let text = text.repeat(times);
        let readings = READER.read(&question, &[Text { header: &question, text: &text }]).expect("it reads");
        let spans = &readings[0].spans;
        prop_assert!(spans.len() <= SPANS);
        for (place, span) in spans.iter().enumerate() {
            let part = text.get(span.range.clone()).expect("it is on character boundaries");
            prop_assert!(!part.is_empty() && part.trim() == part);
            prop_assert!(span.score <= 1e-3);
            let before = &spans[..place];
            prop_assert!(before.iter().all(|other| other.score >= span.score));
            prop_assert!(before.iter().all(|other| other.range.end <= span.range.start || span.range.end <= other.range.start));
        }
    }
}
