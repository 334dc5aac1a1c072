//! The journal: what came is answered once, whatever happens to the bot.

mod support;

use std::process::Command;
use std::time::Duration;

use serde_json::json;
use support::bot::{Bot, seeds};
use support::telegram::{FakeTelegram, Fault};
use tempfile::TempDir;

const QUESTION: &str = "港話通有多少登記用戶？";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for data")
}

async fn start(fake: &FakeTelegram, data: &TempDir) -> Bot {
    Bot::start_in(fake, &seeds(), data.path(), &[]).await
}

#[tokio::test]
async fn a_question_is_answered_after_a_crash_though_telegram_was_told() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let bot = start(&fake, &data).await;
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_mins(1)), 1);
    let may = fake.private(1, "May");
    let asked = may.says(QUESTION).await;
    fake.faults_met("sendMessage").await;
    fake.all_confirmed().await;
    bot.kill().await;
    assert!(fake.replies_to(&asked).is_empty());
    let bot = start(&fake, &data).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    // Answered, so a further start has nothing to do.
    bot.stop().await;
    let _bot = start(&fake, &data).await;
    fake.reply_to(&may.says("智方便有幾多用戶？").await).await;
    assert_eq!(fake.replies_to(&asked).len(), 1);
    fake.assert_clean();
}

#[tokio::test]
async fn an_answer_that_went_out_before_a_crash_is_found_and_not_sent_again() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let bot = start(&fake, &data).await;
    let (may, ken) = (fake.private(1, "May"), fake.private(2, "Ken"));
    // Telegram has it, and the bot never hears of it.
    fake.fail_next("sendMessage", Fault::Lost, 1);
    fake.fail_next("editMessageText", Fault::Stall(Duration::from_mins(1)), 1);
    let asked = may.says(QUESTION).await;
    ken.says("你好").await;
    fake.faults_met("editMessageText").await;
    bot.kill().await;
    let bot = start(&fake, &data).await;
    let other = may.says("智方便有幾多用戶？").await;
    assert!(fake.reply_to(&other).await.text.contains("400萬"));
    assert_eq!(bot.stop().await.code, Some(0));
    let replies = fake.replies_to(&asked);
    assert_eq!(replies.len(), 1, "{}", fake.transcript());
    assert!(replies[0].text.contains("48萬"));
    assert_eq!(fake.replies_to(&other).len(), 1);
    fake.assert_clean();
}

#[tokio::test]
async fn a_message_without_an_answer_is_looked_for_before_it_is_sent_again() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let _bot = start(&fake, &data).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    for fault in [Fault::Lost, Fault::Drop] {
        fake.fail_next("sendMessage", fault, 2);
        let first = group.says(1, &format!("/ask {QUESTION}")).await;
        let second = group.says(2, "/ask 智方便有幾多用戶？").await;
        let right = fake.reply_where(&first, |reply| reply.text.contains("48萬")).await;
        let other = fake.reply_where(&second, |reply| reply.text.contains("400萬")).await;
        fake.reply_to(&group.says(1, "/sources").await).await;
        assert_eq!((fake.now(&right).text, fake.now(&other).text), (right.text, other.text));
        let count = (fake.replies_to(&first).len(), fake.replies_to(&second).len());
        assert_eq!(count, (1, 1), "{}", fake.transcript());
    }
    fake.assert_clean();
}

#[tokio::test]
async fn a_search_that_telegram_holds_back_goes_on() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let _bot = start(&fake, &data).await;
    fake.fail_next("sendMessage", Fault::Lost, 1);
    fake.fail_next("editMessageText", Fault::too_many(1), 2);
    let may = fake.private(1, "May");
    let asked = may.says(QUESTION).await;
    fake.faults_met("editMessageText").await;
    assert!(fake.reply_to(&may.says("智方便有幾多用戶？").await).await.text.contains("400萬"));
    let replies = fake.replies_to(&asked);
    assert_eq!(replies.len(), 1, "{}", fake.transcript());
    assert!(replies[0].text.contains("48萬"));
    fake.assert_clean();
}

#[tokio::test]
async fn what_is_looked_for_after_a_crash_leaves_other_answers_as_they_are() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let bot = start(&fake, &data).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_mins(1)), 1);
    let lost = group.says(1, &format!("/ask {QUESTION}")).await;
    fake.faults_met("sendMessage").await;
    let other = group.says(2, "/ask 智方便有幾多用戶？").await;
    let right = fake.reply_to(&other).await;
    // Once this is answered, that has been kept.
    fake.reply_to(&group.says(2, "/sources").await).await;
    fake.all_confirmed().await;
    bot.kill().await;
    let _bot = start(&fake, &data).await;
    assert!(fake.reply_to(&lost).await.text.contains("48萬"));
    assert_eq!(fake.now(&right).text, right.text);
    fake.assert_clean();
}

#[tokio::test]
async fn an_update_that_comes_again_is_dropped_across_restarts() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let update = json!({"update_id": 5_000, "message": {
        "message_id": 77, "date": 1_760_000_000, "text": QUESTION,
        "from": {"id": 1, "is_bot": false, "first_name": "May"},
        "chat": {"id": 1, "type": "private", "first_name": "May"},
    }});
    fake.private(1, "May");
    let bot = start(&fake, &data).await;
    fake.push_raw(update.clone());
    fake.wait_for_call("sendMessage", 1).await;
    assert_eq!(bot.stop().await.code, Some(0));
    let _bot = start(&fake, &data).await;
    fake.push_raw(update);
    fake.all_confirmed().await;
    let ken = fake.private(2, "Ken");
    fake.reply_to(&ken.says(QUESTION).await).await;
    assert_eq!(fake.messages_in(1).len(), 1);
}

#[tokio::test]
async fn what_waited_too_long_gets_an_apology_and_no_stale_answer() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let environment = [("INNOPOLICY_TELEGRAM_MESSAGES_PER_SECOND", "1")];
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &environment).await;
    let mut asked = Vec::new();
    for person in 1..6 {
        asked.push(fake.private(person, "Someone").speaking("zh-hk").says(QUESTION).await);
    }
    fake.all_confirmed().await;
    bot.kill().await;
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    let environment = [("INNOPOLICY_TELEGRAM_STALE_AFTER", "0")];
    let _bot = Bot::start_in(&fake, &seeds(), data.path(), &environment).await;
    let last = fake.reply_to(&asked[4]).await;
    assert!(last.text.contains("請再問一次") && !last.text.contains("48萬"), "{}", last.text);
    for question in &asked {
        fake.reply_to(question).await;
        assert_eq!(fake.replies_to(question).len(), 1);
    }
    fake.assert_clean();
}

#[tokio::test]
async fn what_fails_again_and_again_is_set_aside_and_can_be_tried_again() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let bot = start(&fake, &data).await;
    // The answer thrice, and the apology twice.
    fake.fail_next("sendMessage", Fault::status(400, "Bad Request: SOMETHING_NEW"), 5);
    let asked = fake.private(1, "May").speaking("zh-hk").says(QUESTION).await;
    let id = asked.update_id.expect("delivered").to_string();
    let apology = fake.reply_to(&asked).await;
    assert!(apology.text.contains("出了問題") && apology.text.contains(&id), "{}", apology.text);

    let journal = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_innopolicy"));
        command.arg("--data").arg(data.path()).arg("journal").args(arguments);
        let output = command.output().expect("runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let listed = (0..100).find_map(|_| {
        let (_, list) = journal(&["list"]);
        (!list.is_empty()).then_some(list)
    });
    let list = listed.expect("it is set aside");
    assert!(list.starts_with(&id) && list.contains("SOMETHING_NEW"), "{list}");
    assert!(!list.contains("港話通"), "no one's words are listed");
    assert_eq!(journal(&["drop", "1"]).0, Some(5));
    assert_eq!(journal(&["retry", &id]).0, Some(0));
    fake.reply_where(&asked, |reply| reply.text.contains("48萬")).await;
    assert_eq!(journal(&["list"]).1, "");
    let log = bot.stop().await.log;
    assert!(log.contains("SOMETHING_NEW") && log.contains("failure 3 of 3"), "{log}");
    assert_eq!(fake.replies_to(&asked).len(), 1, "the apology is taken back");
}

/// As where handling it takes all memory, and the system ends the process for it. Two come
/// together; what the process ends over is found out by taking it up alone.
#[tokio::test]
async fn what_ends_the_process_each_time_is_set_aside_and_its_neighbour_answered() {
    const LIVES: usize = 12;
    let (fake, data) = (FakeTelegram::start().await, folder());
    let bot = start(&fake, &data).await;
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_mins(1)), 1);
    let asked = fake.private(1, "May").speaking("zh-hk").says(QUESTION).await;
    fake.faults_met("sendMessage").await;
    let other = fake.private(2, "Ken").says("智方便有幾多用戶？").await;
    fake.all_confirmed().await;
    bot.kill().await;
    // Each life ends while the message that was begun is looked for.
    fake.fail_next("editMessageText", Fault::Stall(Duration::from_mins(1)), LIVES);
    let mut lives = 0;
    while fake.replies_to(&asked).is_empty() {
        assert!(lives < LIVES, "{}", fake.transcript());
        let bot = start(&fake, &data).await;
        // What waits is taken up before the first poll, and an edit that stalls is none yet.
        tokio::time::sleep(Duration::from_millis(500)).await;
        bot.kill().await;
        lives += 1;
    }
    let apology = fake.reply_to(&asked).await;
    assert!(apology.text.contains("出了問題"), "{}", apology.text);
    let _bot = start(&fake, &data).await;
    assert!(fake.reply_to(&other).await.text.contains("400萬"));
    for question in [&asked, &other] {
        assert_eq!(fake.replies_to(question).len(), 1, "{}", fake.transcript());
    }
}

#[tokio::test]
async fn a_question_outlasts_trouble_with_telegram() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let bot = start(&fake, &data).await;
    fake.fail_next("sendMessage", Fault::status(500, "Internal Server Error"), 2);
    fake.fail_next("editMessageText", Fault::status(500, "Internal Server Error"), 3);
    let asked = fake.private(1, "May").says(QUESTION).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    assert_eq!(bot.stop().await.code, Some(0));
    assert_eq!(fake.replies_to(&asked).len(), 1);
}

/// As many failures as end an attempt, so that the update is taken up anew.
#[tokio::test]
async fn an_edit_and_an_album_outlast_trouble_with_telegram() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let bot = start(&fake, &data).await;
    let may = fake.private(1, "May");
    let asked = may.says(QUESTION).await;
    let answer = fake.reply_to(&asked).await;
    fake.fail_next("editMessageText", Fault::status(500, "Internal Server Error"), 4);
    may.edits(&asked, "智方便有幾多用戶？").await;
    assert!(fake.edit_of(&answer).await.text.contains("400萬"));

    fake.private(2, "Ken");
    for (album, caption) in [("asking", Some(QUESTION)), ("silent", None)] {
        fake.fail_next("sendMessage", Fault::status(500, "Internal Server Error"), 4);
        let (failed, before) = (fake.calls("sendMessage").len(), fake.messages_in(2).len());
        let mut picture = json!({
            "message_id": 7_000 + failed, "date": chrono::Utc::now().timestamp(),
            "photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}],
            "media_group_id": album,
            "from": {"id": 2, "is_bot": false, "first_name": "Ken"},
            "chat": {"id": 2, "type": "private", "first_name": "Ken"},
        });
        if let Some(caption) = caption {
            picture["caption"] = caption.into();
        }
        fake.push_raw(json!({ "message": picture }));
        fake.wait_for_call("sendMessage", failed + 5).await;
        assert_eq!(fake.messages_in(2).len(), before + 1, "{}", fake.transcript());
    }
    assert_eq!(bot.stop().await.code, Some(0));
}

#[tokio::test]
async fn a_stop_parks_what_is_under_way_and_the_next_start_answers_it() {
    let (fake, data) = (FakeTelegram::start().await, folder());
    let environment = [("INNOPOLICY_TELEGRAM_DRAIN_TIMEOUT", "1")];
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &environment).await;
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_mins(1)), 1);
    let asked = fake.private(1, "May").says(QUESTION).await;
    fake.faults_met("sendMessage").await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.log.contains("the next start takes them up"), "{}", ended.log);
    let _bot = start(&fake, &data).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    assert_eq!(fake.pending_updates(), 0);
}
