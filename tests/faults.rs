//! Faults of Telegram, of the host's clock and of the disk.

mod support;

use std::time::Duration;

use serde_json::json;
use support::bot::{Bot, seeds};
use support::telegram::{FakeTelegram, Fault};

const QUESTION: &str = "港話通有多少登記用戶？";
const CONFLICT: &str = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";

#[tokio::test]
async fn a_start_waits_for_telegram() {
    let fake = FakeTelegram::start().await;
    fake.fail_next("getMe", Fault::Drop, 2);
    fake.fail_next("getMe", Fault::Garbage, 2);
    fake.fail_next("getMe", Fault::too_many(1), 1);
    fake.fail_next("getWebhookInfo", Fault::Drop, 1);
    fake.fail_next("getWebhookInfo", Fault::Garbage, 1);
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &[]);
    let asked = fake.private(1, "May").says(QUESTION).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    let log = bot.stop().await.log;
    assert!(log.contains("tried again in") && !log.contains(fake.token()), "{log}");
}

#[tokio::test]
async fn a_start_that_waits_for_telegram_can_be_stopped() {
    for method in ["getMe", "getWebhookInfo"] {
        let fake = FakeTelegram::start().await;
        fake.fail_next(method, Fault::Drop, 99);
        let bot = Bot::launch(&fake, fake.token(), &seeds(), &[]);
        fake.wait_for_call(method, 2).await;
        let ended = bot.stop().await;
        assert_eq!(ended.code, Some(0), "{}", ended.log);
    }
}

/// While the documents are indexed, as soon as Telegram is asked for anything,
/// and directly after the first poll.
#[tokio::test]
async fn a_stop_ends_the_bot_at_whatever_moment_it_comes() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    for moment in 0..10 {
        let bot = Bot::launch_in(&fake, &seeds(), data.path(), &[]);
        tokio::time::sleep(Duration::from_millis(40 * moment)).await;
        bot.stop().await;
    }
    for method in ["getMe", "getWebhookInfo"] {
        let calls = fake.calls(method).len();
        let bot = Bot::launch_in(&fake, &seeds(), data.path(), &[]);
        fake.wait_for_call(method, calls + 1).await;
        assert_eq!(bot.stop().await.code, Some(0), "after {method}");
    }
    for _ in 0..10 {
        let ended = Bot::start_in(&fake, &seeds(), data.path(), &[]).await.stop().await;
        assert_eq!(ended.code, Some(0), "{}", ended.log);
    }
    let _bot = Bot::start_in(&fake, &seeds(), data.path(), &[]).await;
    let asked = fake.private(1, "May").says(QUESTION).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
}

#[tokio::test]
async fn a_second_poller_is_not_fought() {
    let fake = FakeTelegram::start().await;
    fake.fail_next("getUpdates", Fault::status(409, CONFLICT), 99);
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &[]);
    // The second comes after 3 s, the third 6 s later.
    fake.wait_for_call("getUpdates", 2).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_eq!(fake.calls("getUpdates").len(), 2);
    let log = bot.stop().await.log;
    assert!(log.contains("another process receives with this token"), "{log}");
    assert!(log.contains("Nothing is taken for 6 s"), "{log}");
}

/// Seen from the bot, a clock that is behind makes messages come from the
/// future, and one that is ahead makes them old.
#[tokio::test]
async fn an_edit_is_followed_though_the_clock_is_minutes_off() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let now = chrono::Utc::now().timestamp();
    for (person, off) in [(1, 30 * 60), (2, -30 * 60)] {
        let may = fake.private(person, "May");
        let asked = may.says(QUESTION).await;
        let answer = fake.reply_to(&asked).await;
        fake.push_raw(json!({"edited_message": {
            "message_id": asked.message_id, "date": now + off, "edit_date": now + off + 5,
            "text": "智方便有幾多用戶？",
            "from": {"id": person, "is_bot": false, "first_name": "May"},
            "chat": {"id": person, "type": "private", "first_name": "May"},
        }}));
        assert!(fake.edit_of(&answer).await.text.contains("400萬"));
    }
}

#[tokio::test]
async fn a_corrupt_store_is_set_aside_and_a_new_one_begun() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let kept = data.path().join("bot.sqlite");
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &[]).await;
    bot.stop().await;
    // Pages in the middle are overwritten, then all of it.
    let mut pages = std::fs::read(&kept).expect("a store");
    let middle = pages.len() / 2;
    pages[4096..middle].fill(0x5A);
    for broken in [pages, b"no database at all, but long enough to be looked at".repeat(40)] {
        std::fs::write(&kept, &broken).expect("written");
        let bot = Bot::start_in(&fake, &seeds(), data.path(), &[]).await;
        let asked = fake.private(1, "May").says(QUESTION).await;
        assert!(fake.reply_to(&asked).await.text.contains("48萬"));
        let log = bot.stop().await.log;
        assert!(log.contains("is corrupt") && log.contains("bot.sqlite.corrupt-"), "{log}");
        let files = std::fs::read_dir(data.path()).expect("a folder").filter_map(Result::ok);
        let aside = files.filter(|file| file.file_name().to_string_lossy().contains(".corrupt-"));
        let aside = aside.filter_map(|file| std::fs::read(file.path()).ok());
        assert!(aside.into_iter().any(|bytes| bytes == broken), "nothing of it is lost");
    }
}

/// The status of `/healthz` of the bot that serves it on `listen`, and what it says.
async fn health(listen: &str) -> (u16, serde_json::Value) {
    let response = reqwest::get(format!("http://{listen}/healthz")).await.expect("it is served");
    (response.status().as_u16(), response.json().await.expect("JSON"))
}

/// Waits until the store is written, or is not.
async fn until_store(listen: &str, is_written: bool) {
    for _ in 0..200 {
        let (status, state) = health(listen).await;
        if state["store"] == json!(is_written) {
            assert_eq!(status == 200, is_written, "{state}");
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the store is written: not {is_written}");
}

#[cfg(target_os = "linux")]
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

/// An address that is free.
fn free() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound").to_string()
}

/// A name that no server knows, and a server that does not speak TLS.
#[tokio::test]
async fn a_name_that_does_not_resolve_and_a_broken_tls_are_waited_out() {
    let fake = FakeTelegram::start().await;
    let plain = fake.url().replace("http://", "https://");
    for url in ["http://telegram.invalid:8081", &plain] {
        let environment = [("TELOXIDE_API_URL", url)];
        let bot = Bot::launch(&fake, fake.token(), &seeds(), &environment);
        let ended = bot.stop_once_logged("cannot reach Telegram for GetMe").await;
        assert_eq!(ended.code, Some(0), "{url}: {}", ended.log);
        assert!(!ended.log.contains(fake.token()), "{url}: {}", ended.log);
    }
}

/// A way to `fake` on which the first bytes of each answer come one by one.
async fn slow_way_to(fake: &FakeTelegram) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
    use tokio::net::{TcpListener, TcpStream};

    let server = fake.url().replace("http://", "");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&server).await.expect("the fake listens");
            client.set_nodelay(true).expect("a socket");
            let (mut from_client, mut to_client) = client.into_split();
            let (mut from_server, mut to_server) = server.into_split();
            tokio::spawn(async move { copy(&mut from_client, &mut to_server).await });
            tokio::spawn(async move {
                for _ in 0..200 {
                    let Ok(byte) = from_server.read_u8().await else { return };
                    if to_client.write_u8(byte).await.is_err() {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                let _ = copy(&mut from_server, &mut to_client).await;
            });
        }
    });
    format!("http://{address}")
}

#[tokio::test]
async fn headers_that_come_byte_by_byte_are_read() {
    let fake = FakeTelegram::start().await;
    let way = slow_way_to(&fake).await;
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &[("TELOXIDE_API_URL", &way)]);
    let asked = fake.private(1, "May").says(QUESTION).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    assert_eq!(bot.stop().await.code, Some(0));
    fake.assert_clean();
}
