//! A disk that is full. It is played by a limit on the size of files, under which every
//! write fails.
#![cfg(target_os = "linux")]

mod support;

use support::bot::{Bot, seeds};
use support::health::{free, until_store};
use support::rights::Sealed;
use support::telegram::{FakeTelegram, Fault};

const QUESTION: &str = "港話通有多少登記用戶？";

#[tokio::test]
async fn a_full_disk_costs_no_answer_and_is_caught_up_with() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let listen = free();
    let environment = [("INNOPOLICY_WATCH_LISTEN", listen.as_str())];
    let bot = Bot::start_on_small_disk(&fake, data.path(), &environment).await;
    let may = fake.private(1, "May");
    let first = may.says(QUESTION).await;
    assert!(fake.reply_to(&first).await.text.contains("48萬"));
    until_store(&listen, true).await;

    bot.fill_disk(true);
    let second = may.says("智方便有幾多用戶？").await;
    assert!(fake.reply_to(&second).await.text.contains("400萬"));
    until_store(&listen, false).await;
    assert!(fake.reply_to(&may.says(QUESTION).await).await.text.contains("48萬"));
    until_store(&listen, false).await;

    // What could not be written is, as soon as there is room, without a new question.
    bot.fill_disk(false);
    until_store(&listen, true).await;
    assert!(fake.reply_to(&may.says("河套西橋幾時完工？").await).await.text.contains("明年"));
    fake.all_confirmed().await;
    let log = bot.stop().await.log;
    assert_eq!(log.matches("ERROR the journal cannot be written").count(), 1, "{log}");
    assert!(log.contains("the journal is written again"), "{log}");

    // Nothing is answered again by the next bot.
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &[]).await;
    assert!(fake.reply_to(&may.says(QUESTION).await).await.text.contains("48萬"));
    bot.stop().await;
    for asked in [first, second] {
        assert_eq!(fake.replies_to(&asked).len(), 1, "{}", fake.transcript());
    }
    fake.assert_clean();
}

/// A start reads the store and brings it up to date; where that cannot be written, the bot
/// answers from memory, and begins anew with its store when there is room.
#[tokio::test]
async fn a_start_on_a_full_disk_answers_from_memory_until_there_is_room() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let listen = free();
    let environment = [("INNOPOLICY_WATCH_LISTEN", listen.as_str())];
    Bot::start_in(&fake, &seeds(), data.path(), &[]).await.stop().await;

    let bot = Bot::start_on_full_disk(&fake, data.path(), &environment).await;
    let may = fake.private(1, "May");
    let first = may.says(QUESTION).await;
    assert!(fake.reply_to(&first).await.text.contains("48萬"));
    until_store(&listen, false).await;
    // What was said a moment ago is known all the same.
    assert!(fake.reply_to(&may.says("智方便呢？").await).await.text.contains("400萬"));

    bot.fill_disk(false);
    until_store(&listen, true).await;
    let last = may.says("河套西橋幾時完工？").await;
    assert!(fake.reply_to(&last).await.text.contains("明年"));
    fake.all_confirmed().await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.log.contains("questions are answered from memory"), "{}", ended.log);
    assert!(ended.log.contains("the disk can be written again"), "{}", ended.log);

    let bot = Bot::start_in(&fake, &seeds(), data.path(), &[]).await;
    assert!(fake.reply_to(&may.says(QUESTION).await).await.text.contains("48萬"));
    bot.stop().await;
    for asked in [first, last] {
        assert_eq!(fake.replies_to(&asked).len(), 1, "{}", fake.transcript());
    }
    fake.assert_clean();
}

#[tokio::test]
async fn a_question_outlasts_a_full_disk_and_trouble_with_telegram_together() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let listen = free();
    let environment = [("INNOPOLICY_WATCH_LISTEN", listen.as_str())];
    let bot = Bot::start_on_small_disk(&fake, data.path(), &environment).await;
    bot.fill_disk(true);
    fake.fail_next("sendMessage", Fault::status(502, "Bad Gateway"), 4);
    let asked = fake.private(1, "May").says(QUESTION).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    fake.all_confirmed().await;
    bot.stop().await;
    assert_eq!(fake.replies_to(&asked).len(), 1, "{}", fake.transcript());
    fake.assert_clean();
}

/// Files that the bot may read and not write, as on a medium that is mounted read-only.
#[tokio::test]
async fn a_data_folder_that_may_not_be_written_costs_no_answer() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let listen = free();
    let environment = [("INNOPOLICY_WATCH_LISTEN", listen.as_str())];
    Bot::start_in(&fake, &seeds(), data.path(), &[]).await.stop().await;

    let sealed = Sealed::new(data.path());
    let bot = Bot::start_without_rights(&fake, data.path(), &environment).await;
    let may = fake.private(1, "May");
    let first = may.says(QUESTION).await;
    assert!(fake.reply_to(&first).await.text.contains("48萬"));
    until_store(&listen, false).await;

    drop(sealed);
    until_store(&listen, true).await;
    let last = may.says("河套西橋幾時完工？").await;
    assert!(fake.reply_to(&last).await.text.contains("明年"));
    fake.all_confirmed().await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.log.contains("questions are answered from memory"), "{}", ended.log);
    for asked in [first, last] {
        assert_eq!(fake.replies_to(&asked).len(), 1, "{}", fake.transcript());
    }
    fake.assert_clean();
}
