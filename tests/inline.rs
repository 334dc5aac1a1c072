//! Inline mode: cited snippets in any chat.

mod support;

use std::time::{Duration, Instant};

use serde_json::Value;
use support::bot::Bot;
use support::telegram::{FakeTelegram, html};

fn articles(answer: &Value) -> &[Value] {
    answer["results"].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[tokio::test]
async fn a_question_in_any_chat_gets_snippets_with_their_source() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.private(1, "May").speaking("en");
    let begun = Instant::now();
    let query = fake.inline_query(1, "港話通有多少登記用戶？", "").await;
    let answer = fake.inline_answer(&query).await;
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!((&answer["is_personal"], &answer["cache_time"]), (&true.into(), &60.into()));

    let first = &articles(&answer)[0];
    let text = first["input_message_content"]["message_text"].as_str().expect("a text");
    let shown = html::parse(text).expect("Telegram takes it").text;
    assert!(shown.contains("登記用戶已超過48萬"), "{shown}");
    assert!(shown.contains("大公報 · 29 December 2025 (date inferred)"), "{shown}");
    assert_eq!(first["description"], "大公報 · 29 December 2025 (date inferred)");
    fake.assert_clean();
}

#[tokio::test]
async fn further_pages_come_by_offset_and_end() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.private(1, "May");
    let (mut offset, mut ids) = (String::new(), Vec::new());
    for _ in 0..3 {
        let query = fake.inline_query(1, "香港人工智能", &offset).await;
        let answer = fake.inline_answer(&query).await;
        ids.extend(articles(&answer).iter().map(|article| article["id"].to_string()));
        match answer["next_offset"].as_str() {
            Some(next) => next.clone_into(&mut offset),
            None => break,
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert!(count > 10 && count <= 20 && ids.len() == count, "{ids:?}");
    fake.assert_clean();
}

#[tokio::test]
async fn what_the_documents_do_not_speak_of_has_no_snippet() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.private(1, "May");
    for question in ["港鐵票價", "港鐵票價是多少？"] {
        let query = fake.inline_query(1, question, "").await;
        assert_eq!(articles(&fake.inline_answer(&query).await).len(), 0, "{question}");
    }
    fake.assert_clean();
}

#[tokio::test]
async fn an_empty_query_offers_the_newest_documents() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.private(1, "May").speaking("zh-hk");
    let query = fake.inline_query(1, "", "").await;
    let answer = fake.inline_answer(&query).await;
    assert_eq!(articles(&answer).len(), 1, "one for each document");
    assert!(answer.to_string().contains("大公報 · 2025年12月29日"), "{answer}");
    fake.assert_clean();
}

#[tokio::test]
async fn who_is_not_let_in_gets_a_button_and_no_snippets() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_ACCESS", "listed")]).await;
    fake.private(1, "May").speaking("en");
    let query = fake.inline_query(1, "港話通", "").await;
    let answer = fake.inline_answer(&query).await;
    assert!(articles(&answer).is_empty());
    assert_eq!(answer["button"]["start_parameter"], "inline");
    fake.assert_clean();
}
