//! Conversations with the real bot, over a strict fake of Telegram.

mod support;

use std::time::Duration;

use support::bot::Bot;
use support::telegram::{BotMessage, FakeTelegram};

const QUIET: Duration = Duration::from_millis(400);

fn has_entity(message: &BotMessage, kind: &str) -> bool {
    message.entities.iter().any(|entity| entity["type"] == kind)
}

#[tokio::test]
async fn a_question_in_private_is_answered_with_its_source() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let may = fake.private(1001, "May").speaking("zh-hk");

    let asked = may.says("港話通有多少登記用戶？").await;
    let answer = fake.reply_to(&asked).await;

    assert!(
        answer.text.starts_with("超過48萬 [1]")
            && answer.text.matches("「港話通」正式推出一個多月登記用戶已超過48萬").count() == 1,
        "{}",
        answer.text
    );
    assert!(answer.text.contains("[1] 大公報 · 2025年12月29日"), "{}", answer.text);
    assert!(answer.text.contains("› 5 全方位推動人工智能生態圈發展"));
    assert!(answer.html.contains("<b>超過48萬</b>"), "{}", answer.html);
    assert!(has_entity(&answer, "expandable_blockquote"));
    assert_eq!(answer.raw["link_preview_options"]["is_disabled"], true);
    assert_eq!(fake.calls("sendChatAction")[0].params["action"], "typing");
    bot.stop().await;
    fake.assert_clean();
}

#[tokio::test]
async fn what_the_documents_do_not_say_is_not_said() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1001, "May");

    let fares = fake.reply_to(&may.says("港鐵票價是多少？").await).await;
    assert!(fares.text.starts_with("📭 文件裏找不到這條問題的答案。"), "{}", fares.text);
    assert!(!has_entity(&fares, "expandable_blockquote"));

    let east = fake.reply_to(&may.says("東橋幾時完工？").await).await;
    assert!(
        east.text.starts_with("🔍 文件裏找不到能肯定回答這條問題的句子。最接近的內容是："),
        "{}",
        east.text
    );
    assert!(east.text.contains("東西兩座跨境橋"));

    // Both offer questions that the documents do answer.
    let is_offer = |button: &support::telegram::Button| {
        button.data.as_ref().is_some_and(|data| data.starts_with("q:"))
    };
    for offering in [&fares, &east] {
        let offers: Vec<_> = offering.buttons().into_iter().filter(is_offer).collect();
        assert_eq!(offers.len(), 3, "{offers:?}");
        for offer in offers {
            let data = offer.data.expect("a button of ours");
            may.presses(offering, &data).await;
            let answer =
                fake.reply_where(offering, |reply| has_entity(reply, "expandable_blockquote"));
            let answer = answer.await;
            assert!(
                !answer.text.starts_with('🔍') && !answer.text.starts_with('📭'),
                "{}",
                answer.text
            );
            fake.forget(&answer);
        }
    }
    fake.assert_clean();
}

#[tokio::test]
async fn the_bots_own_words_follow_the_language_of_the_question() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1001, "May");

    let simplified = fake.reply_to(&may.says("港铁票价是多少？").await).await;
    assert!(simplified.text.starts_with("📭 文件里找不到这个问题的答案。"), "{}", simplified.text);
    let english = fake.reply_to(&may.says("What is the fare of the MTR to Lo Wu?").await).await;
    assert!(english.text.contains(" The documents "), "{}", english.text);
    fake.assert_clean();
}

#[tokio::test]
async fn commands_in_private_explain_themselves() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1001, "May").speaking("en");

    let start = fake.reply_to(&may.says("/start").await).await;
    assert!(start.text.starts_with("Hello!"), "{}", start.text);
    let help = fake.reply_to(&may.says("/help").await).await;
    assert!(help.text.contains("/sources — the documents"), "{}", help.text);
    let sources = fake.reply_to(&may.says("/sources").await).await;
    assert!(sources.text.contains("There is one document:"), "{}", sources.text);
    assert!(sources.text.contains("大公報 · 29 December 2025 (date inferred)"), "{}", sources.text);
    let empty = fake.reply_to(&may.says("/ask").await).await;
    assert!(empty.text.starts_with("Write your question after /ask"), "{}", empty.text);
    let unknown = fake.reply_to(&may.says("/dance").await).await;
    assert!(unknown.text.starts_with("There is no such command"), "{}", unknown.text);
    let asked = fake.reply_to(&may.says("/ask 數碼港超算中心算力多少？").await).await;
    assert!(asked.text.contains("3000PFLOPS"), "{}", asked.text);
    fake.assert_clean();
}

#[tokio::test]
async fn odd_messages_get_a_kind_word() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1001, "May").speaking("zh-hans");

    for text in ["🎉", "？！", "\u{200F}…"] {
        let reply = fake.reply_to(&may.says(text).await).await;
        assert!(reply.text.starts_with("这条消息没有文字可以查"), "{text:?}: {}", reply.text);
    }
    let long = fake.reply_to(&may.says(&"河套西橋幾時完工".repeat(512)).await).await;
    assert!(!long.text.is_empty());
    fake.assert_clean();
}

#[tokio::test]
async fn in_a_group_only_ask_is_answered() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake
        .group(-1_001_234, "Newsroom")
        .member(1001, "May")
        .member(1002, "Ken")
        .without_privacy();

    group.says(1001, "港話通有多少登記用戶？").await;
    group.says(1001, "/help").await;
    group.says(1001, "/ask@other_bot 港話通有多少登記用戶？").await;
    fake.silent_for(QUIET).await;

    let plain = fake.reply_to(&group.says(1001, "/ask 港話通有多少登記用戶？").await).await;
    assert!(plain.text.contains("超過48萬"));
    let named =
        fake.reply_to(&group.says(1002, "/ask@innopolicy_bot 智方便有幾多用戶？").await).await;
    assert!(named.text.contains("突破400萬"), "{}", named.text);

    let question = group.says(1002, "香港人工智能研發院獲批多少撥款？").await;
    let asked = group.replies(1001, &question, "/ask").await;
    let answer = fake.reply_to(&asked).await;
    assert!(answer.text.contains("10億元"), "{}", answer.text);
    fake.assert_clean();
}

#[tokio::test]
async fn topics_keep_their_thread_and_general_has_none() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let forum = fake.group(-1_001_234, "Policy desk").member(1001, "May").forum(&[5]);

    let topic = fake.reply_to(&forum.says_in(5, 1001, "/ask 港話通有多少登記用戶？").await).await;
    assert_eq!(topic.thread, Some(5));
    let general = fake.reply_to(&forum.says(1001, "/ask 港話通有多少登記用戶？").await).await;
    assert_eq!(general.thread, None);
    fake.assert_clean();
}

#[tokio::test]
async fn the_bot_introduces_itself_in_its_languages() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let described = fake.wait_for_call("setMyShortDescription", 3).await;
    assert!(
        described
            .iter()
            .any(|call| call.params["short_description"].to_string().contains("香港創科政策問答"))
    );
    let commands = fake.wait_for_call("setMyCommands", 9).await;
    let scopes = ["default", "all_group_chats", "all_chat_administrators"];
    for (scope, code) in scopes.iter().flat_map(|scope| ["", "en", "zh"].map(|code| (scope, code)))
    {
        let set = |call: &&support::telegram::Call| {
            call.params["scope"]["type"] == **scope && call.params["language_code"] == code
        };
        assert!(commands.iter().any(|call| set(&call)), "{scope} {code:?}");
    }
    let names = fake.calls("setMyName");
    assert!(names.iter().any(|call| call.params["name"] == "創科政策問答"), "{names:?}");

    let may = fake.private(1001, "May").speaking("zh-hans");
    fake.reply_to(&may.says("/start").await).await;
    let commands = fake.wait_for_call("setMyCommands", 10).await;
    assert_eq!(commands[9].params["commands"][1]["description"], "有哪些文件");
    fake.assert_clean();
}

#[tokio::test]
async fn a_follow_up_is_understood_in_its_own_conversation_alone() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1001, "May");
    let (first, next) = ("河套西橋採用甚麼通關模式？", "幾時完工？");
    fake.reply_to(&may.says(first).await).await;
    let followed = fake.reply_to(&may.says(next).await).await;
    assert!(
        followed.text.contains("西橋已動工") && followed.text.contains("承上題"),
        "{}",
        followed.text
    );

    // What was said in private, in another topic, or by another person is no
    // part of what is said here.
    let forum =
        fake.group(-1_001_234, "Desk").member(1001, "May").member(1002, "Ken").forum(&[5, 6]);
    let next = format!("/ask {next}");
    let elsewhere = fake.reply_to(&forum.says_in(5, 1001, &next).await).await;
    assert!(!elsewhere.text.contains("承上題"), "{}", elsewhere.text);
    fake.reply_to(&forum.says_in(5, 1001, &format!("/ask {first}")).await).await;
    for (topic, asker) in [(6, 1001), (5, 1002)] {
        let alone = fake.reply_to(&forum.says_in(topic, asker, &next).await).await;
        assert!(!alone.text.contains("承上題"), "{topic} {asker}: {}", alone.text);
    }
    let followed = fake.reply_to(&forum.says_in(5, 1001, &next).await).await;
    assert!(
        followed.text.contains("西橋已動工") && followed.text.contains("承上題"),
        "{}",
        followed.text
    );
    fake.assert_clean();
}

#[tokio::test]
async fn what_is_said_after_several_questions_is_about_each_of_them() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1001, "May");
    let asked = may.says("港話通有多少登記用戶？河套西橋幾時完工？").await;
    fake.all_confirmed().await;
    fake.reply_where(&asked, |message| message.text.contains("明年")).await;

    let short = fake.reply_to(&may.says("短啲").await).await;
    for part in ["1. 港話通有多少登記用戶", "48萬", "2. 河套西橋幾時完工", "明年"]
    {
        assert!(short.text.contains(part), "{part}: {}", short.text);
    }
    let again = may.says("in English please").await;
    fake.reply_where(&again, |message| message.text.contains("480,000")).await;
    fake.reply_where(&again, |message| message.text.contains("2026")).await;
    let why = may.says("/why").await;
    fake.reply_where(&why, |message| message.text.contains("looked for: 港話通")).await;
    fake.reply_where(&why, |message| message.text.contains("西橋")).await;
    fake.assert_clean();
}
