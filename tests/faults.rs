//! Faults of Telegram, of the host's clock and of the disk.

mod support;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::join_all;
use serde_json::json;
use sqlx::Connection;
use support::bot::{Bot, seeds};
use support::health::{free, until_store};
use support::telegram::{FakeTelegram, Fault};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};

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

/// A way to `fake` on which `carry` takes what is said on each connection there and back.
async fn way_to<Carried: Future<Output = ()> + Send + 'static>(
    fake: &FakeTelegram,
    carry: impl Fn(TcpStream, TcpStream) -> Carried + Send + 'static,
) -> String {
    let server = fake.url().replace("http://", "");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&server).await.expect("the fake listens");
            client.set_nodelay(true).expect("a socket");
            tokio::spawn(carry(client, server));
        }
    });
    format!("http://{address}")
}

/// The first bytes of each answer come one by one.
async fn slowly(client: TcpStream, server: TcpStream) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    tokio::spawn(async move { copy(&mut from_client, &mut to_server).await });
    for _ in 0..200 {
        let Ok(byte) = from_server.read_u8().await else { return };
        if to_client.write_u8(byte).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let _ = copy(&mut from_server, &mut to_client).await;
}

#[tokio::test]
async fn headers_that_come_byte_by_byte_are_read() {
    let fake = FakeTelegram::start().await;
    let way = way_to(&fake, slowly).await;
    let bot = Bot::launch(&fake, fake.token(), &seeds(), &[("TELOXIDE_API_URL", &way)]);
    let asked = fake.private(1, "May").says(QUESTION).await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    assert_eq!(bot.stop().await.code, Some(0));
    fake.assert_clean();
}

/// Questions, and words that only the reply to each has.
const QUESTIONS: [(&str, &str); 2] = [(QUESTION, "48萬"), ("智方便有幾多用戶？", "400萬")];

/// Where answers are cut, in thousandths of their length: before the first byte, in the
/// status, between and within headers, at many places of the body, and before its last bytes.
const PLACES: [usize; 11] = [0, 4, 15, 30, 50, 120, 300, 500, 700, 900, 999];

/// Answers of Telegram's that are still to be cut.
#[derive(Clone, Default)]
struct Cuts(Arc<Mutex<VecDeque<(&'static str, usize)>>>);

impl Cuts {
    /// A way to `fake` on which answers are cut.
    async fn way_to(&self, fake: &FakeTelegram) -> String {
        let cuts = self.clone();
        way_to(fake, move |client, server| cuts.clone().carry(client, server)).await
    }

    /// The next answer to `method` ends after so many thousandths of it.
    fn add(&self, method: &'static str, place: usize) {
        self.0.lock().expect("whole").push_back((method, place));
    }

    /// How many answers were not cut yet.
    fn left(&self) -> usize {
        self.0.lock().expect("whole").len()
    }

    /// Where the answer to `request` is cut, if it is.
    fn take(&self, request: &[u8]) -> Option<usize> {
        let mut cuts = self.0.lock().expect("whole");
        let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line).to_lowercase();
        let is_of = |method: &str| line.contains(&format!("/{} ", method.to_lowercase()));
        let cut = cuts.pop_front_if(|(method, _)| is_of(method))?;
        Some(cut.1)
    }

    /// One request after another and the answer to each, until one is cut.
    async fn carry(self, mut client: TcpStream, mut server: TcpStream) {
        while let Some(request) = whole(&mut client).await {
            if server.write_all(&request).await.is_err() {
                return;
            }
            let Some(mut answer) = whole(&mut server).await else { return };
            let cut = self.take(&request);
            if let Some(place) = cut {
                answer.truncate(answer.len() * place / 1_000);
            }
            if client.write_all(&answer).await.is_err() || cut.is_some() {
                return;
            }
        }
    }
}

/// A request or an answer, head and body; `None` when the connection ends before that.
async fn whole(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while length(&bytes).is_none_or(|length| bytes.len() < length) {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(bytes)
}

/// How long that is which begins with `bytes`, once its head is there.
fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let lines = String::from_utf8_lossy(&bytes[..head]).to_lowercase();
    let body = lines.lines().find_map(|line| line.strip_prefix("content-length:"));
    Some(head + body.map_or(0, |length| length.trim().parse().expect("a number")))
}

#[tokio::test]
async fn a_send_whose_answer_is_cut_at_any_byte_is_one_answer() {
    let (fake, cuts) = (FakeTelegram::start().await, Cuts::default());
    let way = cuts.way_to(&fake).await;
    let bot = Bot::start_with(&fake, &[("TELOXIDE_API_URL", &way)]).await;
    for place in PLACES {
        cuts.add("sendMessage", place);
    }
    // Each is asked by somebody else, all at once, so that each cut is of another answer.
    let questions = (1..).zip(QUESTIONS.iter().cycle()).take(PLACES.len());
    let asked = join_all(questions.map(async |(person, (question, words))| {
        let asked = fake.private(person, "Someone").says(question).await;
        assert!(fake.reply_to(&asked).await.text.contains(words));
        asked
    }))
    .await;
    let ended = bot.stop().await;
    assert_eq!((ended.code, cuts.left()), (Some(0), 0), "{}", ended.log);
    for question in &asked {
        assert_eq!(fake.replies_to(question).len(), 1, "{}", fake.transcript());
    }
    // Telegram had all of them, so all were found and none was sent again.
    assert_eq!(fake.calls("sendMessage").len(), PLACES.len(), "{}", fake.transcript());
    fake.assert_clean();
}

#[tokio::test]
async fn a_poll_whose_answer_is_cut_at_any_byte_loses_no_question() {
    let (fake, cuts) = (FakeTelegram::start().await, Cuts::default());
    let way = cuts.way_to(&fake).await;
    let bot = Bot::start_with(&fake, &[("TELOXIDE_API_URL", &way)]).await;
    let mut asked = Vec::new();
    for ((person, place), (question, words)) in (1..).zip(PLACES).zip(QUESTIONS.iter().cycle()) {
        cuts.add("getUpdates", place);
        let question = fake.private(person, "Someone").says(question).await;
        assert!(fake.reply_to(&question).await.text.contains(words));
        assert_eq!(cuts.left(), 0, "the poll that brought the question was cut");
        asked.push(question);
    }
    fake.all_confirmed().await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    for question in &asked {
        assert_eq!(fake.replies_to(question).len(), 1, "{}", fake.transcript());
    }
    fake.assert_clean();
}

/// As a backup or a person with `sqlite3` may hold it, for longer than the bot waits.
#[tokio::test]
async fn a_store_that_another_process_holds_costs_no_answer() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let listen = free();
    let environment = [("INNOPOLICY_WATCH_LISTEN", listen.as_str())];
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &environment).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    until_store(&listen, true).await;

    let address = format!("sqlite:{}", data.path().join("bot.sqlite").display());
    let mut other = sqlx::SqliteConnection::connect(&address).await.expect("the store opens");
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.expect("nobody else writes");
    let asked = may.says(QUESTION).await;
    until_store(&listen, false).await;
    assert_eq!(fake.pending_updates(), 1, "what is not kept is not confirmed");
    sqlx::query("ROLLBACK").execute(&mut other).await.expect("it is let go");
    let answer = fake.reply_to(&asked).await;
    assert!(answer.text.contains("48萬"), "{}", answer.text);

    // The bot remembers what it said meanwhile, and what it says from then on.
    until_store(&listen, true).await;
    may.presses(&answer, &answer.data_of("[1]").expect("a source")).await;
    assert!(fake.reply_to(&answer).await.text.contains("48萬"));
    let english = fake.reply_to(&may.says("in English please").await).await;
    assert!(english.text.contains("480,000"), "{}", english.text);
    fake.all_confirmed().await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert_eq!(fake.replies_to(&asked).len(), 1, "{}", fake.transcript());
    fake.assert_clean();
}

/// As many failures as three attempts have tries: a handler that failed as often would be
/// set aside with an apology. A chat takes four messages in four seconds, tries among them.
#[tokio::test]
async fn a_question_outlasts_more_failures_of_telegram_than_are_set_aside() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    fake.fail_next("sendMessage", Fault::status(500, "Internal Server Error"), 12);
    let asked = fake.private(1, "May").says(QUESTION).await;
    for tries in [4, 8, 12] {
        fake.wait_for_call("sendMessage", tries).await;
    }
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    // An apology that was taken back would be among them.
    assert_eq!(fake.messages_in(1).len(), 1, "{}", fake.transcript());
    fake.assert_clean();
}
