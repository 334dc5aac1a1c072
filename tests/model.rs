//! The client of a chat model, against one that does whatever models do.

#[path = "support/model.rs"]
mod fake;

use std::time::{Duration, Instant};

use fake::{FakeModel, Script};
use futures::StreamExt;
use innopolicy::model::{ChatModel, Endpoint, Message, ModelError, Phase, Settings, Usage};
use secrecy::SecretString;

const KEY: &str = "sk-very-secret";

fn client_with(fake: &FakeModel, change: impl FnOnce(&mut Settings)) -> ChatModel {
    let mut settings = Settings {
        endpoint: Endpoint {
            base_url: fake.url().to_owned(),
            name: "fake-1".to_owned(),
            api_key: Some(SecretString::from(KEY)),
            headers: vec![("x-team".to_owned(), SecretString::from("blue"))],
            ..Endpoint::default()
        },
        ..Settings::default()
    };
    change(&mut settings);
    ChatModel::new(settings).expect("a client")
}

/// Settings of the model `name` at an address.
fn at(base_url: &str, name: &str) -> Settings {
    let (base_url, name) = (base_url.to_owned(), name.to_owned());
    Settings { endpoint: Endpoint { base_url, name, ..Endpoint::default() }, ..Settings::default() }
}

fn client(fake: &FakeModel) -> ChatModel {
    client_with(fake, |_| ())
}

fn hurried(fake: &FakeModel) -> ChatModel {
    client_with(fake, |settings| settings.first_token_timeout = Duration::from_millis(200))
}

fn question() -> Vec<Message> {
    vec![Message::system("Answer."), Message::user("三十億元？")]
}

/// What came, and how it ended.
async fn all(client: &ChatModel) -> (Vec<String>, Result<Usage, ModelError>) {
    let mut pieces = match client.stream(&question()).await {
        Ok(pieces) => pieces,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let mut came = Vec::new();
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(piece) => came.push(piece),
            Err(error) => {
                assert!(pieces.next().await.is_none(), "nothing comes after an error");
                return (came, Err(error));
            }
        }
    }
    (came, Ok(pieces.usage()))
}

async fn fails(client: &ChatModel) -> ModelError {
    all(client).await.1.expect_err("an error")
}

#[tokio::test]
async fn a_reply_comes_piece_by_piece_and_the_server_tells_what_it_cost() {
    let fake = FakeModel::start().await;
    fake.then(Script::pieces(&["撥款", "三十億", "元 [2.", "3]"]));
    let (pieces, usage) = all(&client(&fake)).await;
    assert_eq!(pieces, ["撥款", "三十億", "元 [2.", "3]"]);
    assert_eq!(usage, Ok(Usage { prompt: 11, completion: 7 }));

    let request = &fake.requests()[0];
    assert_eq!(request.headers["authorization"], format!("Bearer {KEY}"));
    assert_eq!(request.headers["x-team"], "blue");
    assert_eq!(request.body["model"], "fake-1");
    assert_eq!(request.body["stream"], true);
    assert_eq!(request.body["max_tokens"], 1024);
    assert_eq!(request.body["temperature"], 0.0);
    assert_eq!(request.body["messages"][0]["role"], "system");
    assert_eq!(request.last(), "三十億元？");
}

#[tokio::test]
async fn a_server_without_streams_is_understood() {
    let fake = FakeModel::start().await;
    fake.then(Script::Whole("<think>hm</think>三十億元".to_owned()));
    assert_eq!(client(&fake).complete(&question()).await.expect("a reply"), "三十億元");
}

#[tokio::test]
async fn letters_and_events_may_be_cut_anywhere() {
    let stream = ": comment\r\n\r\nevent: message\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"三十億\"}}]}\r\n\r\n\
                  data: {\"choices\":[{\"delta\":{\"content\":\"元\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    let fake = FakeModel::start().await;
    fake.then(Script::Raw(stream.bytes().map(|byte| vec![byte]).collect()));
    let (pieces, usage) = all(&client(&fake)).await;
    assert_eq!(pieces, ["三十億", "元"]);
    let usage = usage.expect("ends well");
    assert!(usage.prompt > 0 && usage.completion == 4, "estimated: {usage:?}");
}

#[tokio::test]
async fn thoughts_are_not_shown() {
    let thinking = r#"data: {"choices":[{"delta":{"reasoning_content":"perhaps 40"}}]}"#;
    let saying = r#"data: {"choices":[{"delta":{"content":"<thi"}}]}"#;
    let more = r#"data: {"choices":[{"delta":{"content":"nk>50?</think>\n\n30"},"finish_reason":"stop"}]}"#;
    let fake = FakeModel::start().await;
    fake.then(Script::Raw(vec![format!("{thinking}\n\n{saying}\n\n{more}\n\n").into_bytes()]));
    assert_eq!(all(&client(&fake)).await.0, ["30"]);
}

#[tokio::test]
async fn what_passes_is_tried_again_before_the_first_piece() {
    let fake = FakeModel::start().await;
    fake.then(Script::refused(500, "oops")).then(Script::Closed(vec![])).then(Script::text("是"));
    assert_eq!(all(&client(&fake)).await.0, ["是"]);
    assert_eq!(fake.requests().len(), 3);
}

#[tokio::test]
async fn a_wait_that_is_asked_for_is_kept() {
    let fake = FakeModel::start().await;
    fake.then(Script::refused(429, "slow down").header("retry-after", "1"))
        .then(Script::text("是"));
    let began = Instant::now();
    assert_eq!(all(&client(&fake)).await.0, ["是"]);
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_wait_past_the_limit_is_not_waited_for() {
    let fake = FakeModel::start().await;
    fake.then(Script::refused(429, "come back tomorrow").header("retry-after", "86400"));
    let began = Instant::now();
    let error = fails(&client(&fake)).await;
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(matches!(error, ModelError::Status { status: 429, .. }), "{error}");
    assert!(error.to_string().ends_with("answered 429: come back tomorrow"), "{error}");
}

#[tokio::test]
async fn what_does_not_pass_is_asked_once_and_no_key_is_shown() {
    let fake = FakeModel::start().await;
    for status in [400, 401, 404] {
        fake.then(Script::refused(status, &format!("wrong key {KEY}\nof blue")));
    }
    let client = client(&fake);
    for status in [400, 401, 404] {
        let error = fails(&client).await;
        assert!(error.to_string().contains(&format!("{status}: wrong key … of …")), "{error}");
        assert!(!format!("{error:?}").contains(KEY));
    }
    assert_eq!(fake.requests().len(), 3);
    assert!(!format!("{client:?}").contains(KEY), "{client:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_key() {
    let fake = FakeModel::start().await;
    let elsewhere = FakeModel::start().await;
    fake.then(Script::refused(307, "moved").header("location", elsewhere.url()));
    let error = fails(&client(&fake)).await;
    assert!(matches!(error, ModelError::Status { status: 307, .. }), "{error}");
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn what_came_before_the_connection_closed_was_shown_and_the_rest_is_an_error() {
    let fake = FakeModel::start().await;
    fake.then(Script::Closed(vec!["三十".to_owned()]));
    let (pieces, error) = all(&client(&fake)).await;
    assert_eq!(pieces, ["三十"]);
    assert!(matches!(error, Err(ModelError::Broken { .. })), "{error:?}");
    // An end without a last word is no end either.
    fake.then(Script::Raw(vec![
        b"data: {\"choices\":[{\"delta\":{\"content\":\"A\"}}]}\n\n".to_vec(),
    ]));
    assert!(matches!(fails(&client(&fake)).await, ModelError::Broken { .. }));
    assert_eq!(fake.requests().len(), 2);
}

#[tokio::test]
async fn an_error_in_the_middle_is_told_in_the_servers_words() {
    let fake = FakeModel::start().await;
    let stream = "data: {\"choices\":[{\"delta\":{\"content\":\"A\"}}]}\n\ndata: {\"error\":{\"message\":\"out of memory\"}}\n\n";
    fake.then(Script::Raw(vec![stream.into()]));
    let (pieces, error) = all(&client(&fake)).await;
    assert_eq!(pieces, ["A"]);
    assert!(error.expect_err("an error").to_string().ends_with("broke off: out of memory"));
}

#[tokio::test]
async fn silence_has_a_limit_before_the_first_piece_and_after_it() {
    let fake = FakeModel::start().await;
    fake.then(Script::Stalled(vec![])).then(Script::Stalled(vec!["三".to_owned()]));
    let client = hurried(&fake);
    let phase = |error| match error {
        ModelError::Slow { phase, .. } => phase,
        other => panic!("{other}"),
    };
    assert_eq!(phase(fails(&client).await), Phase::FirstToken);
    let (pieces, error) = all(&client).await;
    assert_eq!(
        (pieces, phase(error.expect_err("stalls"))),
        (vec!["三".to_owned()], Phase::NextToken)
    );

    let brief = client_with(&fake, |settings| settings.timeout = Duration::from_millis(300));
    fake.then(Script::Paced(vec!["三".to_owned(); 100], Duration::from_millis(50)));
    assert_eq!(phase(fails(&brief).await), Phase::Whole);
}

#[tokio::test]
async fn a_reply_without_end_is_cut() {
    let fake = FakeModel::start().await;
    fake.then(Script::Endless("三十億元 ".repeat(100)));
    fake.then(Script::Pieces(vec!["x".repeat(1000); 10_000]));
    fake.then(Script::text(&"x".repeat(10_000_000)));
    fake.then(Script::Whole("x".repeat(10_000_000)));
    let client = client(&fake);
    for _ in 0..4 {
        let (pieces, error) = all(&client).await;
        assert!(pieces.iter().map(String::len).sum::<usize>() <= 64 * 1024);
        assert!(matches!(error, Err(ModelError::TooLong { .. })), "{error:?}");
    }
}

#[tokio::test]
async fn what_is_no_reply_says_so() {
    let fake = FakeModel::start().await;
    let client = client(&fake);
    fake.then(Script::Raw(vec![b"data: {\"choices\":[{\"delta\":{\"content\":4}}]}\n\n".to_vec()]));
    assert!(matches!(fails(&client).await, ModelError::Garbled { .. }));
    fake.then(Script::Pieces(vec![]));
    assert!(matches!(fails(&client).await, ModelError::Empty { .. }));
    for _ in 0..3 {
        fake.then(Script::Raw(vec![b"<html><body>It works!</body></html>".to_vec()]));
    }
    let said = fails(&client).await.to_string();
    assert!(said.contains("is this an OpenAI-compatible server?"), "{said}");
}

#[tokio::test]
async fn a_dead_model_is_left_alone() {
    let fake = FakeModel::start().await;
    let client = client(&fake);
    let mut asked = 0;
    for _ in 0..3 {
        fake.then(Script::refused(401, "no key"));
        asked += 1;
        assert!(matches!(fails(&client).await, ModelError::Status { .. }));
    }
    assert!(matches!(fails(&client).await, ModelError::Resting { .. }));
    assert!(matches!(fails(&client.clone()).await, ModelError::Resting { .. }));
    assert_eq!(fake.requests().len(), asked);
}

#[tokio::test]
async fn a_model_that_stalls_in_the_middle_is_left_alone_too() {
    let fake = FakeModel::start().await;
    let client = hurried(&fake);
    for _ in 0..3 {
        fake.then(Script::Stalled(vec!["三".to_owned()]));
        assert!(matches!(fails(&client).await, ModelError::Slow { .. }));
    }
    assert!(matches!(fails(&client).await, ModelError::Resting { .. }));
}

#[tokio::test]
async fn no_more_replies_than_allowed_are_under_way() {
    let fake = FakeModel::start().await;
    let client = client_with(&fake, |settings| {
        settings.at_once = 1;
        settings.first_token_timeout = Duration::from_millis(200);
    });
    fake.then(Script::Paced(vec!["三".to_owned(); 3], Duration::from_millis(100)));
    let first = client.stream(&question()).await.expect("begins");
    assert!(matches!(fails(&client).await, ModelError::Busy { at_once: 1, .. }));
    drop(first);
    fake.then(Script::text("是"));
    assert_eq!(all(&client).await.0, ["是"]);
}

#[tokio::test]
async fn fields_that_a_server_refuses_are_left_out() {
    let fake = FakeModel::start().await;
    let use_other = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.";
    fake.then(Script::refused(400, use_other));
    fake.then(Script::refused(422, "stream_options: extra fields not permitted"));
    fake.then(Script::text("是")).then(Script::text("否"));
    let client = client(&fake);
    assert_eq!(all(&client).await.0, ["是"]);
    assert_eq!(all(&client).await.0, ["否"]);
    let requests = fake.requests();
    assert_eq!(requests.len(), 4, "it is learnt once");
    assert_eq!(requests[3].body["max_completion_tokens"], 1024);
    assert!(requests[3].body.get("max_tokens").is_none());
    assert!(requests[3].body.get("stream_options").is_none());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    // Nobody listens at port 9 of loopback.
    let settings = at("http://me:hidden@127.0.0.1:9/v1", "m");
    let error = ChatModel::new(settings)
        .expect("a client")
        .complete(&question())
        .await
        .expect_err("nobody");
    let said = format!("{error} {error:?}");
    assert!(matches!(error, ModelError::Unreachable { .. }), "{said}");
    assert!(
        said.contains("http://127.0.0.1:9/v1/chat/completions") && !said.contains("hidden"),
        "{said}"
    );
}

#[test]
fn a_model_without_a_name_or_an_address_is_refused() {
    let nameless = at("http://h/v1", "");
    assert!(matches!(ChatModel::new(nameless), Err(ModelError::Settings { key: "name", .. })));
    let homeless = at("", "m");
    assert!(matches!(ChatModel::new(homeless), Err(ModelError::Settings { key: "base_url", .. })));
}
