//! Sending: Telegram's pace, its refusals, and one question at a time.

mod support;

use std::time::{Duration, Instant};

use support::bot::Bot;
use support::telegram::{FakeTelegram, Fault};

const QUESTION: &str = "港話通有多少登記用戶？";

#[tokio::test]
async fn a_busy_chat_keeps_telegrams_pace_without_a_429() {
    let fake = FakeTelegram::start().await;
    fake.enforce_rates();
    let _bot = Bot::start(&fake).await;
    let mut group = fake.group(-1_001_234, "Newsroom");
    for person in 1..=6 {
        group = group.member(person, "Someone");
    }
    let mut asked = Vec::new();
    for person in 1..=6 {
        asked.push(group.says(person, &format!("/ask {QUESTION}")).await);
    }
    for question in &asked {
        assert!(fake.reply_to(question).await.text.contains("48萬"));
    }
    assert_eq!(fake.refusals(), Vec::<String>::new());
    fake.assert_clean();
}

#[tokio::test]
async fn a_429_is_obeyed_to_the_second() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.fail_next("sendMessage", Fault::too_many(2), 1);
    let (may, ken) = (fake.private(1, "May"), fake.private(2, "Ken"));
    let begun = Instant::now();
    let asked = may.says(QUESTION).await;
    fake.wait_for_call("sendMessage", 1).await;
    // Another chat does not wait for it.
    fake.reply_to(&ken.says(QUESTION).await).await;
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    fake.reply_to(&asked).await;
    let waited = begun.elapsed();
    assert!(waited >= Duration::from_secs(2) && waited < Duration::from_secs(4), "{waited:?}");
    fake.assert_clean();
}

#[tokio::test]
async fn a_servers_failure_does_not_keep_the_answer() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.fail_next("sendMessage", Fault::Garbage, 1);
    fake.fail_next("sendMessage", Fault::status(500, "Internal Server Error"), 1);
    let may = fake.private(1, "May");
    let begun = Instant::now();
    assert!(fake.reply_to(&may.says(QUESTION).await).await.text.contains("48萬"));
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    fake.assert_clean();
}

#[tokio::test]
async fn a_refusal_to_edit_is_handled_as_what_it_means() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let may = fake.private(1, "May");
    let asked = may.says(QUESTION).await;
    let answer = fake.reply_to(&asked).await;
    // The same answer again: nothing is modified, and nothing is wrong.
    may.edits(&asked, "港話通有多少登記用戶？？").await;
    fake.wait_for_call("editMessageText", 1).await;
    // The answer was deleted: the edited question is answered anew.
    fake.forget(&answer);
    may.edits(&asked, "智方便有幾多用戶？").await;
    assert!(fake.reply_to(&asked).await.text.contains("突破400萬"));
    let log = bot.stop().await.log;
    assert!(!log.contains("ERROR"), "{log}");
}

#[tokio::test]
async fn the_next_question_waits_the_third_is_sent_away_and_cancel_stops() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_secs(4)), 1);
    let first = may.says(QUESTION).await;
    fake.faults_met("sendMessage").await;
    let second = may.says("智方便有幾多用戶？").await;
    let third = may.says("數碼港超算中心算力多少？").await;
    let told = fake.reply_to(&third).await;
    assert!(told.text.starts_with("你還有兩條問題未答完"), "{}", told.text);
    let stopped = fake.reply_to(&may.says("/cancel").await).await;
    assert_eq!(stopped.text, "已經停止。");
    tokio::time::sleep(Duration::from_millis(4_200)).await;
    assert!(fake.replies_to(&first).is_empty() && fake.replies_to(&second).is_empty());
    let idle = fake.reply_to(&may.says("/cancel").await).await;
    assert_eq!(idle.text, "現在沒有正在回答的問題。");
    fake.assert_clean();
}

#[tokio::test]
async fn questions_of_one_person_are_answered_in_their_order() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May");
    let first = may.says(QUESTION).await;
    let second = may.says("智方便有幾多用戶？").await;
    let (first, second) = (fake.reply_to(&first).await, fake.reply_to(&second).await);
    assert!(first.text.contains("48萬") && second.text.contains("400萬"));
    assert!(first.message_id < second.message_id);
    fake.assert_clean();
}

#[tokio::test]
async fn a_refusal_in_a_group_is_for_the_asker_alone_where_the_server_can() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    let only = |index: usize| {
        let call = fake.calls("sendMessage").swap_remove(index);
        call.params["ephemeral_message_parameters"]["receiver_user_id"].as_i64()
    };
    fake.reply_to(&group.says(2, "/settings@innopolicy_bot").await).await;
    assert_eq!(only(0), Some(2));

    // A server that refuses is asked once.
    let refusal = "Bad Request: can't parse ephemeral message parameters";
    fake.fail_next("sendMessage", Fault::status(400, refusal), 1);
    fake.reply_to(&group.says(2, "/settings@innopolicy_bot").await).await;
    fake.reply_to(&group.says(1, "/language@innopolicy_bot").await).await;
    assert_eq!((only(2), only(3)), (None, None), "{}", fake.transcript());
    fake.assert_clean();
}
