//! Vectors from a server: passages that share no word with the question are
//! found, and nothing is lost where the server fails.

#[path = "support/cli.rs"]
mod cli;
#[path = "support/model.rs"]
mod fake;

use std::path::Path;
use std::time::{Duration, Instant};

use cli::{Archive, Outcome, WHEN};
use fake::{DIMENSIONS, FakeModel, Request, Script};
use innopolicy::model::{Embedder, EmbeddingSettings, Endpoint, ModelError};
use secrecy::SecretString;

fn settings(fake: &FakeModel) -> EmbeddingSettings {
    EmbeddingSettings {
        endpoint: Endpoint {
            base_url: fake.url().to_owned(),
            name: "letters".to_owned(),
            api_key: Some(SecretString::from("sk-secret")),
            ..Endpoint::default()
        },
        query_prefix: "query: ".to_owned(),
        passage_prefix: "passage: ".to_owned(),
        batch: 2,
        query_timeout: Duration::from_millis(300),
        ..EmbeddingSettings::default()
    }
}

/// An archive whose command asks `fake` for vectors.
fn archive(fake: &FakeModel) -> Archive {
    Archive::station()
        .with("ferry.txt", "天星小輪每日載客五萬人次。\n")
        .with("bridge.txt", "西橋於1999年落成。\n")
        .variable("INNOPOLICY_EMBEDDINGS_BASE_URL", fake.url())
        .variable("INNOPOLICY_EMBEDDINGS_NAME", "letters")
        .variable("INNOPOLICY_EMBEDDINGS_API_KEY", "sk-secret")
        .variable("INNOPOLICY_EMBEDDINGS_QUERY_PREFIX", "query: ")
        .variable("INNOPOLICY_EMBEDDINGS_PASSAGE_PREFIX", "passage: ")
        .variable("INNOPOLICY_EMBEDDINGS_BATCH", "1")
}

/// What was asked, text by text.
fn texts(requests: &[Request]) -> Vec<String> {
    let inputs = requests.iter().filter_map(|request| request.body["input"].as_array().cloned());
    inputs.flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

fn vector_files(archive: &Archive) -> Vec<String> {
    let files =
        archive.indexes().into_iter().flat_map(|folder| std::fs::read_dir(folder).expect("reads"));
    let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("vectors-")).collect()
}

fn is_part(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "part")
}

/// Bytes of a row: the key of its words, its scale, a byte for each number.
const ROW: usize = 16 + 4 + DIMENSIONS;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn texts_go_out_in_batches_with_their_prefixes_and_vectors_come_back_in_order() {
    let fake = FakeModel::start().await;
    let embedder = Embedder::new(settings(&fake)).expect("a client");
    let passages = ["甲乙", "丙丁", "戊己"].map(str::to_owned);
    let vectors = embedder.passages(&passages).expect("vectors");
    assert_eq!(vectors.len(), 3);
    assert!(vectors.iter().all(|vector| vector.len() == DIMENSIONS));
    assert_eq!(vectors[1], embedder.passages(&passages[1..2]).expect("one")[0]);
    embedder.query("甲乙").expect("a vector");

    let requests = fake.requests();
    assert_eq!(texts(&requests[..2]), ["passage: 甲乙", "passage: 丙丁", "passage: 戊己"]);
    assert_eq!(texts(&requests[3..]), ["query: 甲乙"]);
    assert_eq!(requests[0].headers["authorization"], "Bearer sk-secret");
    assert!(requests[0].body.get("dimensions").is_none());
    assert!(requests[0].body.get("input_type").is_none());
    assert!(!format!("{embedder:?}").contains("sk-secret"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_much_for_a_server_is_asked_for_by_halves() {
    let fake = FakeModel::start().await;
    let embedder = Embedder::new(settings(&fake)).expect("a client");
    // The batch, then its first text, are refused; half of that is not.
    for _ in 0..2 {
        fake.embeddings_then(Script::refused(400, "the input is longer than 512 tokens"));
    }
    let long = "香港".repeat(400);
    let vectors = embedder.passages(&[long, "短".to_owned()]).expect("vectors");
    assert_eq!(vectors.len(), 2);
    let lengths: Vec<usize> =
        texts(&fake.requests()).iter().map(|text| text.chars().count()).collect();
    assert_eq!(lengths, [809, 10, 809, 404, 10]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn vectors_that_are_not_what_was_asked_for_are_refused() {
    let fake = FakeModel::start().await;
    let embedder =
        Embedder::new(EmbeddingSettings { dimensions: 7, ..settings(&fake) }).expect("a client");
    let error = embedder.query("甲").expect_err("64 and not 7");
    assert!(
        matches!(&error, ModelError::Garbled { reason, .. } if reason.contains("dimensions is 7")),
        "{error}"
    );
    assert_eq!(fake.requests()[0].body["dimensions"], 7);
    for wrong in [r#"{"data":[]}"#, r#"{"data":[{"embedding":"AAAA"}]}"#, "<html>"] {
        fake.embeddings_then(Script::Raw(vec![wrong.into()]));
        let fresh = Embedder::new(settings(&fake)).expect("a client");
        assert!(matches!(fresh.query("甲"), Err(ModelError::Garbled { .. })), "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_slow_or_dead_costs_little_and_then_nothing() {
    let fake = FakeModel::start().await;
    let embedder = Embedder::new(settings(&fake)).expect("a client");
    for _ in 0..3 {
        fake.embeddings_then(Script::Stalled(vec![]));
        assert!(matches!(embedder.query("甲"), Err(ModelError::Slow { .. })));
    }
    assert!(matches!(embedder.query("甲"), Err(ModelError::Resting { .. })));
    assert_eq!(fake.requests().len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_has_the_time_of_a_batch_to_tell_how_wide_its_vectors_are() {
    let fake = FakeModel::start().await;
    let (timeout, query_timeout) = (Duration::from_millis(60), Duration::from_millis(20));
    let settings = EmbeddingSettings { timeout, query_timeout, ..settings(&fake) };
    let embedder = Embedder::new(settings).expect("a client");
    fake.embeddings_then(Script::Stalled(vec![]));
    let error = embedder.width().expect_err("it takes too long");
    assert!(matches!(error, ModelError::Slow { after, .. } if after == timeout), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_was_down_at_the_start_is_tried_again() {
    let fake = FakeModel::start().await;
    let archive = archive(&fake).variable("INNOPOLICY_DOCUMENTS_RESCAN_SECONDS", "1");
    fake.embeddings_then(Script::refused(401, "not yet"));
    let mut chat = archive.talk(&["chat"]);
    let begun = Instant::now();
    while vector_files(&archive).iter().all(|name| is_part(name)) {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is never tried again");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // It ends with its input.
    drop(chat.stdin.take());
    let said = Outcome::from(chat.wait_with_output().expect("it ends")).stderr;
    assert_eq!(said.matches("found by their words alone").count(), 1, "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_whose_vector_has_another_width_is_answered_by_words() {
    let fake = FakeModel::start().await;
    let archive = archive(&fake);
    archive.ask(WHEN).said();
    for _ in 0..2 {
        let narrow = r#"{"data":[{"index":0,"embedding":[0.6,0.8,0.0]}]}"#;
        fake.embeddings_then(Script::Raw(vec![narrow.into()]));
    }
    let Outcome { stdout, stderr, .. } =
        archive.feed(&["chat"], format!("{WHEN}\n西橋何時落成？\n").as_bytes());
    assert!(stdout.contains("2034年") && stdout.contains("1999年"), "{stdout}");
    let warned = format!("has 3 numbers and those of the passages have {DIMENSIONS}");
    assert_eq!(stderr.matches(&warned).count(), 1, "{stderr}");
    assert!(stderr.contains("remove the vectors-* files in data/index/"), "{stderr}");
}

#[test]
fn a_wrong_setting_is_named_with_its_section() {
    let archive = Archive::station()
        .variable("INNOPOLICY_EMBEDDINGS_BASE_URL", "nowhere")
        .variable("INNOPOLICY_EMBEDDINGS_NAME", "letters");
    let said = archive.still_answers();
    assert!(said.contains("the embeddings are left aside: embeddings.base_url: "), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn vectors_are_made_once_for_a_model_and_anew_for_another() {
    let fake = FakeModel::start().await;
    let archive = archive(&fake);
    assert!(archive.ask(WHEN).said().contains("2034年"));
    let first = texts(&fake.requests());
    assert_eq!(first.iter().filter(|text| text.starts_with("passage: ")).count(), 3, "{first:?}");
    assert_eq!(first.iter().filter(|text| *text == "query: width").count(), 1, "{first:?}");
    assert_eq!(vector_files(&archive).len(), 1);

    archive.ask(WHEN).said();
    let second = texts(&fake.requests());
    assert!(second[first.len()..].iter().all(|text| text.starts_with("query: ")), "{second:?}");

    let other = archive.variable("INNOPOLICY_EMBEDDINGS_NAME", "other letters");
    other.ask(WHEN).said();
    let third = texts(&fake.requests());
    assert_eq!(
        third[second.len()..].iter().filter(|text| text.starts_with("passage: ")).count(),
        3
    );
    assert_eq!(vector_files(&other).len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_broke_off_goes_on_where_it_stopped() {
    let fake = FakeModel::start().await;
    let archive = archive(&fake).variable("INNOPOLICY_EMBEDDINGS_BATCH", "64");
    // Batches are of whole documents, of 64 passages or more.
    let page: String = (0..70).map(|number| format!("第{number}座大樓落成。\n\n")).collect();
    archive.write("a.txt", page);
    // The width is asked for, then comes a batch, and then an error that does not pass.
    fake.embeddings_then(Script::refused(401, "wait"));
    archive.ask(WHEN).said();
    assert!(vector_files(&archive).iter().all(|name| is_part(name)));
    let passages =
        |texts: Vec<String>| texts.into_iter().filter(|text| text.starts_with("passage: ")).count();
    assert_eq!(passages(texts(&fake.requests())), 0);

    archive.ask(WHEN).said();
    let all = passages(texts(&fake.requests()));
    assert!(all > 3, "{all}");
    let finished = vector_files(&archive);
    assert!(finished.len() == 1 && !is_part(&finished[0]), "{finished:?}");
    // As if it had stopped after forty rows.
    let file = archive.indexes()[0].join(&finished[0]);
    let bytes = std::fs::read(&file).expect("reads");
    std::fs::write(file.with_extension("part"), &bytes[..40 * ROW + 9]).expect("writes");
    std::fs::remove_file(&file).expect("goes");
    archive.ask(WHEN).said();
    assert_eq!(passages(texts(&fake.requests())), all + all - 40);
    assert!(std::fs::read(&file).expect("reads") == bytes, "the same vectors");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_is_named_once_and_words_answer() {
    let fake = FakeModel::start().await;
    let archive = archive(&fake);
    archive.ask(WHEN).said();
    let url = fake.url().to_owned();
    drop(fake);
    let Outcome { code, stdout, stderr } =
        archive.feed(&["chat"], format!("{WHEN}\n西橋何時落成？\n{WHEN}\n").as_bytes());
    assert_eq!(code, Some(0), "{stderr}");
    assert!(stdout.contains("2034年") && stdout.contains("1999年"), "{stdout}");
    assert_eq!(stderr.matches("found by their words alone").count(), 1, "{stderr}");
    assert!(stderr.contains(&url) && !stderr.contains("sk-secret"), "{stderr}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doctor_asks_the_model_and_the_embeddings() {
    let fake = FakeModel::start().await;
    fake.then(Script::text("OK"));
    let archive = archive(&fake)
        .variable("INNOPOLICY_MODEL_BASE_URL", fake.url())
        .variable("INNOPOLICY_MODEL_NAME", "fake-1")
        .variable("INNOPOLICY_MODEL_API_KEY", "sk-secret")
        .variable("INNOPOLICY_MODEL_HEADERS", r#"{X-Title="a bot"}"#);
    let said = archive.run(&["doctor"]).said();
    assert!(said.contains("fake-1 at http://127.0.0.1:") && said.contains("replied"), "{said}");
    assert!(said.contains(&format!("made a vector of {DIMENSIONS}")), "{said}");
    let asked = fake.requests().into_iter().find(|request| request.path == "chat/completions");
    assert_eq!(asked.expect("a question").headers["x-title"], "a bot");

    fake.then(Script::refused(401, "no such key: sk-secret"));
    fake.embeddings_then(Script::refused(404, "no such model"));
    let outcome = archive.run(&["doctor"]);
    let (said, why) = (outcome.stdout, outcome.stderr);
    assert_eq!(outcome.code, Some(8), "{said}{why}");
    assert!(said.contains("401: no such key: …; set INNOPOLICY_MODEL_API_KEY"), "{said}");
    assert!(said.contains("404: no such model; check embeddings.base_url"), "{said}");
    assert!(!said.contains("sk-secret") && !why.contains("sk-secret"));
    assert!(said.contains("documents  3 read"), "the rest is checked all the same: {said}");
}
