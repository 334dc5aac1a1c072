//! What people say to a bot besides questions, and what must be in the reply:
//! see `tests/gold/sayings.tsv`.

mod support;

use futures::future::join_all;
use serde_json::json;
use support::bot::Bot;
use support::telegram::FakeTelegram;

/// One line of the file.
struct Saying<'a> {
    language: &'a str,
    before: &'a str,
    text: &'a str,
    must: &'a str,
    must_not: &'a str,
}

impl<'a> Saying<'a> {
    fn read(line: &'a str) -> Self {
        let fields: Vec<&str> = line.split('\t').collect();
        let [language, before, text, must, must_not] = fields[..] else {
            panic!("five fields: {line}")
        };
        Self { language, before, text, must, must_not }
    }

    /// What is wrong with `reply`, if anything.
    fn fault(&self, reply: &str) -> Option<String> {
        let any = |words: &str| words.split('|').any(|word| reply.contains(word));
        let lacks = self.must.split('&').find(|words| !any(words));
        let has = self.must_not.split('|').find(|word| *word != "-" && reply.contains(word));
        let said = format!("{} ({}, after {})", self.text, self.language, self.before);
        lacks
            .map(|words| format!("{said}: lacks {words}:\n{reply}\n"))
            .or_else(|| has.map(|word| format!("{said}: has {word}:\n{reply}\n")))
    }
}

#[tokio::test]
async fn every_saying_gets_its_reply() {
    let file = include_str!("gold/sayings.tsv");
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() >= 100, "{}", lines.len());
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    // Each is said by somebody else, since one chat takes a message a second.
    let replies = join_all((1..).zip(&lines).map(async |(id, line)| {
        let saying = Saying::read(line);
        let person = fake.private(id, "Someone").speaking(saying.language);
        if saying.before != "-" {
            fake.reply_to(&person.says(saying.before).await).await;
        }
        let said = person.says(saying.text).await;
        saying.fault(&fake.reply_to(&said).await.text)
    }))
    .await;
    let faults: Vec<String> = replies.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    bot.stop().await;
    fake.assert_clean();
}

/// A message of `person` that has `content` in place of words.
fn wordless(person: i64, id: i32, content: &serde_json::Value) -> serde_json::Value {
    let mut message = json!({
        "message_id": id,
        "date": 1_900_000_000,
        "from": {"id": person, "is_bot": false, "first_name": "May", "language_code": "zh-hk"},
        "chat": {"id": person, "type": "private", "first_name": "May"},
    });
    for (key, value) in content.as_object().expect("an object") {
        message[key] = value.clone();
    }
    json!({ "message": message })
}

#[tokio::test]
async fn what_is_no_text_gets_one_line_and_an_album_one() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let file =
        json!({"file_id": "f", "file_unique_id": "u", "duration": 3, "width": 9, "height": 9});
    let photo = json!([{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]);
    let sticker = json!({"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 9,
        "height": 9, "is_animated": false, "is_video": false});
    let cases = [
        (json!({ "voice": file }), "我聽不到語音"),
        (json!({ "photo": photo }), "我看不到圖片"),
        (json!({ "sticker": sticker }), "收到貼圖"),
        (json!({"document": {"file_id": "f", "file_unique_id": "u"}}), "我不能讀取"),
        (json!({"location": {"latitude": 22.3, "longitude": 114.1}}), "我用不到位置"),
    ];
    for (id, (content, words)) in (1..).zip(&cases) {
        fake.private(id, "May");
        fake.push_raw(wordless(id, 7_000, content));
        fake.wait_for_call("sendMessage", usize::try_from(id).expect("small")).await;
        let said = fake.messages_in(id);
        assert!(said.len() == 1 && said[0].text.starts_with(words), "{content}: {said:?}");
    }
    fake.private(90, "May");
    for id in 0..3 {
        let picture = json!({ "photo": photo, "media_group_id": "album" });
        fake.push_raw(wordless(90, 8_000 + id, &picture));
    }
    // One picture of an album asks something: that is answered, and nothing else.
    fake.private(92, "May");
    for id in 0..3 {
        let mut picture = json!({ "photo": photo, "media_group_id": "asking" });
        if id == 1 {
            picture["caption"] = "港話通有多少登記用戶？".into();
        }
        fake.push_raw(wordless(92, 8_100 + id, &picture));
    }
    // Nobody wrote that a timer was set.
    fake.push_raw(wordless(
        91,
        9_000,
        &json!({"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}}),
    ));
    fake.all_confirmed().await;
    // A stop leaves what was not taken up yet for the next start.
    fake.wait_for_call("sendMessage", cases.len() + 2).await;
    bot.stop().await;
    assert_eq!(fake.messages_in(90).len(), 1);
    let asked = fake.messages_in(92);
    assert!(asked.len() == 1 && asked[0].text.contains("48萬"), "{asked:?}");
    assert!(fake.messages_in(91).is_empty());
}

/// Telegram writes these in a chat by itself, and a question may be in one.
#[tokio::test]
async fn what_nobody_wrote_gets_no_reply_and_spends_no_quota() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_PERSON_PER_MINUTE", "1")]).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let pinned = |entities: serde_json::Value| {
        let mut pinned = wordless(1, 6_000, &json!({"text": "智方便有幾多用戶？"}));
        pinned["message"]["entities"] = entities;
        json!({ "pinned_message": pinned["message"] })
    };
    let background = json!({"type": {"type": "fill", "fill": {"type": "solid", "color": 255},
        "dark_theme_dimming": 0}});
    let services = [
        pinned(json!([])),
        // An entity of a later time, which keeps the pinned message from being read.
        pinned(json!([{"type": "date_time", "offset": 0, "length": 2, "unix_time": 1}])),
        json!({ "chat_background_set": background }),
        json!({"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}}),
        json!({"video_chat_started": {}}),
        json!({"video_chat_ended": {"duration": 60}}),
        json!({"write_access_allowed": {"from_request": true}}),
        // What Telegram will come to write one day.
        json!({"kettle_boiled": {"degrees": 100}}),
    ];
    for (id, service) in (7_000..).zip(&services) {
        fake.push_raw(wordless(1, id, service));
    }
    fake.all_confirmed().await;
    let asked = may.says("港話通有多少登記用戶？").await;
    assert!(fake.reply_to(&asked).await.text.contains("48萬"));
    // The question has spent the quota, which is of one.
    let further = may.says("智方便有幾多用戶？").await;
    assert!(fake.reply_to(&further).await.text.starts_with("問得太密了"));
    bot.stop().await;
    assert_eq!(fake.messages_in(1).len(), 2, "{}", fake.transcript());
    fake.assert_clean();
}

#[tokio::test]
async fn a_reply_to_an_answer_goes_on_from_it_whoever_asked() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Kin");
    let asked = group.says(1, "/ask 河套西橋幾時完工？").await;
    let west = fake.reply_to(&asked).await;
    let other = group.says(1, "/ask 港話通有多少登記用戶？").await;
    fake.reply_to(&other).await;
    // Kin has asked nothing; the question leans on the answer that is replied to.
    let followed = fake.reply_to(&group.replies(2, &west, "點解？").await).await;
    assert!(followed.text.contains("西橋"), "{}", followed.text);
    let english = fake.reply_to(&group.replies(2, &west, "in English please").await).await;
    assert!(english.text.contains("2026 (明年)"), "{}", english.text);
    bot.stop().await;
    fake.assert_clean();
}
