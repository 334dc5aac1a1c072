//! Every kind of message, in the three languages, as people see it.
//!
//! The snapshots are the copy-editor's proof: whoever changes a locale file
//! reads there what becomes of it.

mod support;

use support::bot::Bot;
use support::telegram::{BotMessage, FakeTelegram, Private};

/// A language of Telegram's, and questions in it: answered, near, not there; an
/// overview, courtesy.
const LANGUAGES: [(&str, [&str; 5]); 3] = [
    (
        "zh-hk",
        ["河套西橋幾時完工？", "東橋幾時完工？", "港鐵票價是多少？", "總結這份文件", "多謝晒"],
    ),
    (
        "zh-hans",
        ["港话通有多少登记用户？", "东桥几时完工？", "港铁票价是多少？", "总结这份文件", "谢谢"],
    ),
    (
        "en",
        [
            "How many registered users does iAM Smart have?",
            "When will the east bridge open?",
            "What is the fare of the MTR?",
            "Summarise the document",
            "Thanks!",
        ],
    ),
];

/// Commands, each with its reply.
const COMMANDS: [&str; 13] = [
    "/start",
    "/help",
    "/search 新型工業化",
    "/verify 港話通登記用戶已超過58萬",
    "/sources",
    "/latest",
    "/language",
    "/settings",
    "/privacy",
    "/feedback",
    "/ask",
    "/forget",
    "/dance",
];

/// A message as people see it: its text, then its buttons.
fn seen(message: &BotMessage) -> String {
    let label = |button: support::telegram::Button| {
        let kind = if button.url.is_some() { "↗" } else { "" };
        format!("[{}{kind}]", button.label)
    };
    let buttons: Vec<_> = message.buttons().into_iter().map(label).collect();
    format!("{}\n{}", message.html, buttons.join(" ")).trim_end().to_owned()
}

async fn says(fake: &FakeTelegram, who: &Private, text: &str) -> String {
    seen(&fake.reply_to(&who.says(text).await).await)
}

/// The page of the document that the answer to `question` quotes.
async fn opened(fake: &FakeTelegram, language: &str, question: &str) -> String {
    let reader = fake.private(90, "Reader").speaking(language);
    let answer = fake.reply_to(&reader.says(question).await).await;
    let data = answer.data_of("[1]").expect("a source");
    reader.presses(&answer, &data).await;
    seen(&fake.reply_to(&answer).await)
}

async fn proof(number: usize) -> String {
    let (language, questions) = LANGUAGES[number];
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    fake.private(1, "May").speaking(language);
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").bot_is_absent();
    let mut page = String::new();
    let joined = group.adds_bot(1).await;
    page += &format!("=== added to a group\n{}\n\n", seen(&fake.answer_after(&joined).await));
    let help = fake.reply_to(&group.says(1, "/help@innopolicy_bot").await).await;
    page += &format!("=== /help in a group\n{}\n\n", seen(&help));
    let refused = fake.reply_to(&group.says(1, "/settings@innopolicy_bot").await).await;
    page += &format!("=== /settings, of no administrator\n{}\n\n", seen(&refused));
    // Each is asked by someone else, since one chat takes a message a second.
    for (said, id) in questions.iter().chain(&COMMANDS).zip(2..) {
        let someone = fake.private(id, "Someone").speaking(language);
        page += &format!("=== {said}\n{}\n\n", says(&fake, &someone, said).await);
    }
    page += &format!("=== a source, opened\n{}\n\n", opened(&fake, language, questions[0]).await);
    fake.assert_clean();
    page
}

#[tokio::test]
async fn messages_in_traditional_chinese() {
    insta::assert_snapshot!(proof(0).await);
}

#[tokio::test]
async fn messages_in_simplified_chinese() {
    insta::assert_snapshot!(proof(1).await);
}

#[tokio::test]
async fn messages_in_english() {
    insta::assert_snapshot!(proof(2).await);
}
