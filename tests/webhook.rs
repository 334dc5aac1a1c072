//! Receiving by webhook, and watching the bot.

mod support;

use std::time::Duration;

use serde_json::json;
use support::bot::{Bot, seeds};
use support::health::{free, until_telegram};
use support::telegram::{FakeTelegram, Fault};

const QUESTION: &str = "港話通有多少登記用戶？";

/// The status and the text at `url`, once someone listens there.
async fn get(url: &str) -> (u16, String) {
    for _ in 0..100 {
        match reqwest::get(url).await {
            Ok(response) => {
                return (response.status().as_u16(), response.text().await.expect("a text"));
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    panic!("nobody listens at {url}");
}

#[tokio::test]
async fn questions_that_telegram_brings_are_answered() {
    let fake = FakeTelegram::start().await;
    let listen = free();
    let url = format!("http://{listen}/hook/telegram");
    let folder = tempfile::tempdir().expect("a folder");
    let certificate = folder.path().join("own.pem");
    std::fs::write(&certificate, "-----BEGIN CERTIFICATE-----").expect("writes");
    let environment = [
        ("INNOPOLICY_WEBHOOK_URL", url.as_str()),
        ("INNOPOLICY_WEBHOOK_LISTEN", &listen),
        ("INNOPOLICY_WEBHOOK_CERTIFICATE", certificate.to_str().expect("in UTF-8")),
    ];
    fake.fail_next("setWebhook", Fault::Garbage, 1);
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &environment);
    let set = &fake.wait_for_call("setWebhook", 2).await[1];
    assert_eq!(set.params["certificate"]["content"], "-----BEGIN CERTIFICATE-----");
    let allowed = set.params["allowed_updates"].to_string();
    for kind in ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"] {
        assert!(allowed.contains(&format!("\"{kind}\"")), "{allowed}");
    }
    fake.calls_the_webhook();
    let may = fake.private(1, "May");
    let answer = fake.reply_to(&may.says(QUESTION).await).await;
    assert!(answer.text.contains("48萬"));

    let client = reqwest::Client::new();
    let update = json!({"update_id": 1});
    let stranger = client.post(&url).json(&update).send().await.expect("an answer");
    assert_eq!(stranger.status().as_u16(), 401, "who does not know the secret is turned away");
    let guess = client.post(&url).header("X-Telegram-Bot-Api-Secret-Token", "0").json(&update);
    assert_eq!(guess.send().await.expect("an answer").status().as_u16(), 401);
    let elsewhere = client.post(format!("http://{listen}/")).json(&update).send().await;
    assert_eq!(elsewhere.expect("an answer").status().as_u16(), 404);

    // A broken update is passed over, or Telegram would bring it for ever.
    fake.push_raw(json!({"message": {"message_id": "seven"}}));
    let answer = fake.reply_to(&may.says("智方便有幾多用戶？").await).await;
    assert!(answer.text.contains("突破400萬"));
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(fake.calls("getUpdates").is_empty());
    let secret = set.params["secret_token"].as_str().expect("a secret");
    assert!(!ended.log.contains(secret) && !ended.log.contains(fake.token()), "{}", ended.log);
    fake.assert_clean();
}

#[tokio::test]
async fn a_webhook_that_telegram_refuses_ends_the_bot_with_the_reason() {
    let fake = FakeTelegram::start().await;
    let listen = free();
    let refusal = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook";
    fake.fail_next("setWebhook", Fault::status(400, refusal), 1);
    let url = format!("http://{listen}/hook");
    let environment =
        [("INNOPOLICY_WEBHOOK_URL", url.as_str()), ("INNOPOLICY_WEBHOOK_LISTEN", &listen)];
    let ended = Bot::launch(&fake, fake.token(), &seeds(), &environment).ended().await;
    assert_eq!(ended.code, Some(6), "{}", ended.log);
    assert!(ended.log.contains("HTTPS URL must be provided"), "{}", ended.log);
}

#[tokio::test]
async fn health_tells_whether_telegram_can_call_the_webhook() {
    let fake = FakeTelegram::start().await;
    let (listen, watch) = (free(), free());
    let url = format!("http://{listen}/hook");
    let environment = [
        ("INNOPOLICY_WEBHOOK_URL", url.as_str()),
        ("INNOPOLICY_WEBHOOK_LISTEN", &listen),
        ("INNOPOLICY_WATCH_LISTEN", &watch),
    ];
    fake.fail_next("getWebhookInfo", Fault::Garbage, 3);
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &environment);
    fake.calls_the_webhook();
    fake.wait_for_call("getWebhookInfo", 2).await;
    until_telegram(&watch, false).await;
    until_telegram(&watch, true).await;
    let answer = fake.reply_to(&fake.private(1, "May").says(QUESTION).await).await;
    assert!(answer.text.contains("48萬"));
    let log = bot.stop().await.log;
    assert!(log.contains("the webhook is well again"), "{log}");
}

#[tokio::test]
async fn health_and_metrics_tell_how_the_bot_fares() {
    let fake = FakeTelegram::start().await;
    let listen = free();
    let environment = [("INNOPOLICY_WATCH_LISTEN", listen.as_str())];
    let _bot = Bot::start_with(&fake, &environment).await;
    let (healthz, metrics) =
        (format!("http://{listen}/healthz"), format!("http://{listen}/metrics"));
    assert_eq!(
        get(&healthz).await,
        (200, r#"{"alive":true,"ready":true,"telegram":true,"store":true}"#.to_owned())
    );

    fake.fail_next("sendMessage", Fault::too_many(1), 1);
    let may = fake.private(1, "May");
    fake.reply_to(&may.says(QUESTION).await).await;
    fake.reply_to(&may.says("港鐵票價是多少？").await).await;
    let mut page = String::new();
    for _ in 0..40 {
        page = get(&metrics).await.1;
        if page.contains(r#"outcome="abstained""#) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for line in [
        r#"innopolicy_updates_total{kind="ask"} 2"#,
        r#"innopolicy_answers_total{outcome="answered",mode="extractive"} 1"#,
        r#"innopolicy_answers_total{outcome="abstained",mode="extractive"} 1"#,
        "innopolicy_too_many_total 1",
        "innopolicy_answer_seconds_count 2",
        "innopolicy_waiting 0",
        "innopolicy_panics_total 0",
    ] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }

    fake.fail_next("getUpdates", Fault::Garbage, 5);
    may.says(QUESTION).await;
    let mut status = 200;
    for _ in 0..60 {
        status = get(&healthz).await.0;
        if status == 503 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(status, 503, "Telegram is out of reach");
}
