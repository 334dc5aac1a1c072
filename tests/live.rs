//! The documents change while the bot and the chat run.

mod support;

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use support::bot::Bot;
use support::telegram::{BotMessage, FakeTelegram, Private};
use tempfile::TempDir;

const WHEN: &str = "河套站何時啟用？";
const OWNER: i64 = 9;
/// How long a change may take to be answered from.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder of two documents, and one for data.
struct Folders {
    corpus: TempDir,
    data: TempDir,
}

impl Folders {
    fn new() -> Self {
        let folder = || tempfile::tempdir().expect("a folder");
        let folders = Self { corpus: folder(), data: folder() };
        folders.write("station.txt", "港鐵表示，河套站將於2034年啟用。\n");
        folders.write("bridge.txt", "河套西橋已動工，目標於2027年完成。\n");
        folders
    }

    fn path(&self, name: &str) -> PathBuf {
        self.corpus.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("written");
    }

    async fn bot(&self, fake: &FakeTelegram, environment: &[(&str, &str)]) -> Bot {
        let mut all = vec![
            ("INNOPOLICY_TELEGRAM_OWNERS", "[9]"),
            ("INNOPOLICY_TELEGRAM_PERSON_PER_MINUTE", "1000"),
            ("INNOPOLICY_TELEGRAM_CHAT_PER_MINUTE", "1000"),
        ];
        all.extend(environment);
        Bot::start_in(fake, self.corpus.path(), self.data.path(), &all).await
    }
}

/// Says `text` until the reply has `words`, each time as someone else, whose chat
/// Telegram's pace does not hold up; gives the last one and that reply.
async fn until(fake: &FakeTelegram, text: &str, words: &str) -> (Private, BotMessage) {
    static PEOPLE: AtomicI64 = AtomicI64::new(100);
    let begun = Instant::now();
    loop {
        let who = PEOPLE.fetch_add(1, Ordering::Relaxed);
        let who = fake.private(who, "May").speaking("zh-hk");
        let reply = fake.reply_to(&who.says(text).await).await;
        if reply.text.contains(words) {
            return (who, reply);
        }
        assert!(begun.elapsed() < PATIENCE, "{text} is still answered with {}", reply.text);
    }
}

/// What the owners are told of the file or the fault called `name`.
async fn told(fake: &FakeTelegram, name: &str) -> String {
    let begun = Instant::now();
    loop {
        let messages = fake.messages_in(OWNER);
        if let Some(message) = messages.into_iter().find(|one| one.text.contains(name)) {
            return message.text;
        }
        assert!(begun.elapsed() < PATIENCE, "no owner is told of {name}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_document_that_is_changed_added_renamed_or_removed_is_answered_from_as_it_is() {
    let (fake, folders) = (FakeTelegram::start().await, Folders::new());
    let _bot = folders.bot(&fake, &[]).await;
    let (may, first) = until(&fake, WHEN, "2034年").await;

    folders.write("station.txt", "港鐵表示，河套站將於2035年啟用。\n");
    let (ken, changed) = until(&fake, WHEN, "2035年").await;
    ken.presses(&changed, &changed.data_of("[1]").expect("a source")).await;
    assert!(fake.reply_to(&changed).await.text.contains("2035年"));
    // What was shown before is found no more, and shown as it was quoted.
    may.presses(&first, &first.data_of("[1]").expect("a source")).await;
    assert!(fake.reply_to(&first).await.text.contains("2034年"));

    folders.write("zone.txt", "新田科技城首批用地已平整。\n");
    until(&fake, "/sources", "zone").await;
    fs::rename(folders.path("zone.txt"), folders.path("renamed.txt")).expect("renamed");
    until(&fake, "/sources", "renamed").await;
    fs::remove_file(folders.path("renamed.txt")).expect("removed");
    fs::remove_file(folders.path("station.txt")).expect("removed");
    until(&fake, "/sources", "現有 1 份文件").await;
    let (_, asked) = until(&fake, WHEN, "").await;
    assert!(!asked.text.contains("2035年"), "{}", asked.text);
    fake.assert_clean();
}

#[tokio::test]
async fn a_bad_version_leaves_the_last_one_and_the_owners_are_told_once() {
    let (fake, folders) = (FakeTelegram::start().await, Folders::new());
    let bot = folders.bot(&fake, &[]).await;
    let owner = fake.private(OWNER, "Owner").speaking("zh-hk");
    fake.reply_to(&owner.says("/start").await).await;
    until(&fake, WHEN, "2034年").await;

    folders.write("station.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let said = told(&fake, "station.txt").await;
    assert!(said.starts_with("⚠️ 有文件未能讀取"), "{said}");
    assert!(said.contains("its last version that could be read stands"), "{said}");
    until(&fake, WHEN, "2034年").await;

    folders.write("catalog.toml", "[[document]\n");
    let said = told(&fake, "catalog.toml").await;
    assert!(said.starts_with("⚠️ 文件有變動，但未能重新讀取"), "{said}");
    folders.write("bridge.txt", "河套西橋已於2026年完成。\n");
    until(&fake, "河套西橋何時完成？", "2027年").await;
    fs::remove_file(folders.path("catalog.toml")).expect("removed");
    until(&fake, "河套西橋何時完成？", "2026年").await;
    let messages = fake.messages_in(OWNER);
    let times = messages.iter().filter(|one| one.text.contains("catalog.toml"));
    assert_eq!(times.count(), 1, "they are told once");

    // So it is after a restart, until the file is mended.
    assert_eq!(bot.stop().await.code, Some(0));
    let _bot = folders.bot(&fake, &[]).await;
    until(&fake, WHEN, "2034年").await;
    folders.write("station.txt", "港鐵表示，河套站將於2036年啟用。\n");
    until(&fake, WHEN, "2036年").await;
    fake.assert_clean();
}

#[tokio::test]
async fn where_the_system_tells_of_no_changes_the_bot_looks_for_them() {
    let (fake, folders) = (FakeTelegram::start().await, Folders::new());
    let clock =
        [("INNOPOLICY_DOCUMENTS_WATCH", "false"), ("INNOPOLICY_DOCUMENTS_RESCAN_SECONDS", "1")];
    let _bot = folders.bot(&fake, &clock).await;
    until(&fake, WHEN, "2034年").await;
    folders.write("station.txt", "港鐵表示，河套站將於2035年啟用。\n");
    until(&fake, WHEN, "2035年").await;
    fake.assert_clean();
}
