//! The receive path: odd updates, faults, stops and starts.

mod support;

use std::time::Duration;

use serde_json::json;
use support::bot::{Bot, seeds};
use support::telegram::{FakeTelegram, Fault};

#[tokio::test]
async fn an_update_that_cannot_be_decoded_is_named_and_passed_over() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let broken = fake.push_raw(json!({"message": {"message_id": "seven"}}));

    let may = fake.private(1001, "May");
    let answer = fake.reply_to(&may.says("港話通有多少登記用戶？").await).await;
    assert!(answer.text.contains("48萬"));
    let log = bot.stop().await.log;
    assert!(log.contains(&format!("update {broken} of kind \"message\"")), "{log}");
}

#[tokio::test]
async fn a_message_with_new_entities_keeps_its_text() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.private(1001, "May");
    fake.push_raw(json!({"message": {
        "message_id": 77, "date": 1_760_000_000, "text": "港話通有多少登記用戶？",
        "from": {"id": 1001, "is_bot": false, "first_name": "May"},
        "chat": {"id": 1001, "type": "private", "first_name": "May"},
        "entities": [{"type": "date_time", "offset": 0, "length": 2, "unix_time": 1}],
    }}));
    let sent = fake.wait_for_call("sendMessage", 1).await;
    assert!(sent[0].params["text"].to_string().contains("48萬"), "{:?}", sent[0]);
}

#[tokio::test]
async fn both_signals_end_the_bot_and_nothing_is_answered_twice() {
    for signal in ["TERM", "INT"] {
        let fake = FakeTelegram::start().await;
        let bot = Bot::start(&fake).await;
        let may = fake.private(1001, "May");
        let asked = may.says("港話通有多少登記用戶？").await;
        fake.reply_to(&asked).await;
        bot.signal(signal).await;
        let ended = bot.ended().await;
        assert_eq!(ended.code, Some(0), "{}", ended.log);
        assert_eq!(fake.pending_updates(), 0);
        assert_eq!(fake.replies_to(&asked).len(), 1);
        assert!(!ended.log.contains(fake.token()), "the token is in the log");
    }
}

#[tokio::test]
async fn faults_of_the_network_and_the_server_pass() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    fake.fail_next("getUpdates", Fault::Garbage, 1);
    fake.fail_next("getUpdates", Fault::Drop, 1);
    fake.fail_next("getUpdates", Fault::too_many(1), 1);
    fake.fail_next("sendMessage", Fault::too_many(1), 1);
    fake.fail_next("sendMessage", Fault::Drop, 1);
    let may = fake.private(1001, "May");
    let answer = fake.reply_to(&may.says("港話通有多少登記用戶？").await).await;
    assert!(answer.text.contains("48萬"));
    let log = bot.stop().await.log;
    assert!(log.contains("429") && !log.contains(fake.token()), "{log}");
}

#[tokio::test]
async fn markup_that_telegram_refuses_is_sent_as_plain_text() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let refused = "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 0";
    fake.fail_next("sendMessage", Fault::status(400, refused), 1);
    let may = fake.private(1001, "May");
    let answer = fake.reply_to(&may.says("港話通有多少登記用戶？").await).await;
    assert!(answer.text.contains("超過48萬") && answer.entities.is_empty(), "{}", answer.text);
    assert!(bot.stop().await.log.contains("a defect"));
}

#[tokio::test]
async fn a_second_poller_is_reported_and_outlived() {
    let fake = FakeTelegram::start().await;
    let conflict = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    fake.fail_next("getUpdates", Fault::status(409, conflict), 1);
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &[]);
    let may = fake.private(1001, "May");
    let answer = fake.reply_to(&may.says("港話通有多少登記用戶？").await).await;
    assert!(answer.text.contains("48萬"));
    assert!(bot.stop().await.log.contains("only one bot instance"));
}

#[tokio::test]
async fn a_wrong_token_ends_the_bot_with_advice() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::launch(&fake, "1:wrong", &seeds(), &[]);
    let ended = bot.ended().await;
    assert_eq!(ended.code, Some(6));
    assert!(
        ended.log.contains("TELOXIDE_TOKEN") && ended.log.contains("@BotFather"),
        "{}",
        ended.log
    );
    assert!(!ended.log.contains("1:wrong"), "{}", ended.log);
}

#[tokio::test]
async fn a_stalled_server_does_not_keep_the_bot_from_stopping() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_DRAIN_TIMEOUT", "1")]).await;
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_mins(1)), 9);
    let may = fake.private(1001, "May");
    may.says("港話通有多少登記用戶？").await;
    fake.wait_for_call("sendChatAction", 1).await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.log.contains("the next start takes them up"), "{}", ended.log);
}

#[tokio::test]
async fn what_is_too_much_at_once_waits_with_telegram() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_AT_ONCE", "1")]).await;
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_secs(2)), 1);
    fake.private(1001, "May").says("港話通有多少登記用戶？").await;
    fake.faults_met("sendMessage").await;
    // Another few come while the first is in the way.
    let mut asked = Vec::new();
    for person in 1002..1008 {
        asked.push(fake.private(person, "Someone").says("港話通有多少登記用戶？").await);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(fake.pending_updates() > 0, "they wait with Telegram");
    for question in &asked {
        assert!(fake.reply_to(question).await.text.contains("48萬"));
    }
    assert_eq!(bot.stop().await.code, Some(0));
}

/// As a unit of `Type=notify` with `WatchdogSec` is started. A word of life may come before
/// the bot is ready, and is no word of being ready.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn systemd_is_told_that_the_bot_is_ready_alive_and_stopping() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notify");
    let socket = tokio::net::UnixDatagram::bind(&path).expect("a socket");
    let told = async |word: &str| {
        let mut bytes = [0; 1024];
        let hearing = async {
            loop {
                let length = socket.recv(&mut bytes).await.expect("a word");
                let words = String::from_utf8_lossy(&bytes[..length]);
                if words.lines().any(|line| line == word) {
                    return;
                }
            }
        };
        let heard = tokio::time::timeout(Duration::from_secs(10), hearing).await;
        assert!(heard.is_ok(), "systemd is not told {word}");
    };
    let fake = FakeTelegram::start().await;
    let environment =
        [("NOTIFY_SOCKET", path.to_str().expect("a path")), ("WATCHDOG_USEC", "400000")];
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &environment);
    told("READY=1").await;
    let reached = fake.calls("getMe").iter().any(support::telegram::Call::is_ok);
    assert!(reached, "nothing is ready before Telegram is reached");
    told("WATCHDOG=1").await;
    told("WATCHDOG=1").await;
    // An answer that is under way keeps the bot from ending, which is no reason to end it.
    fake.fail_next("sendMessage", Fault::Stall(Duration::from_mins(1)), 1);
    fake.private(1001, "May").says("港話通有多少登記用戶？").await;
    fake.faults_met("sendMessage").await;
    bot.signal("TERM").await;
    told("STOPPING=1").await;
    told("WATCHDOG=1").await;
    bot.kill().await;
}
