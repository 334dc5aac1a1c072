//! Groups, forums and channels: when the bot speaks, and when it does not.

mod support;

use std::time::Duration;

use serde_json::json;
use support::bot::Bot;
use support::telegram::{FakeTelegram, Fault};

const QUIET: Duration = Duration::from_millis(400);
const QUESTION: &str = "港話通有多少登記用戶？";

#[tokio::test]
async fn a_mention_anywhere_asks() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").without_privacy();

    for text in [
        "@innopolicy_bot 港話通有多少登記用戶？",
        "港話通有多少登記用戶？@InnoPolicy_Bot",
        "😀 請問 @innopolicy_bot，港話通有多少登記用戶？",
    ] {
        let answer = fake.reply_to(&group.says(1, text).await).await;
        assert!(answer.text.contains("48萬"), "{text}: {}", answer.text);
    }
    // An address that looks like a mention, and another bot's name, are none.
    group.says(1, "mail a@innopolicy_bot.example 港話通有多少登記用戶？").await;
    group.says(1, "@innopolicy_bot2 港話通有多少登記用戶？").await;
    fake.silent_for(QUIET).await;
    fake.assert_clean();
}

#[tokio::test]
async fn a_reply_to_the_bot_asks_under_privacy_mode_too() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    let next = group.replies(2, &answer, "智方便有幾多用戶？").await;
    assert!(fake.reply_to(&next).await.text.contains("突破400萬"));
    fake.assert_clean();
}

#[tokio::test]
async fn ask_in_reply_asks_the_text_the_caption_or_the_quote() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");

    let photo = group.sends(2, None, "", &json!({"caption": QUESTION})).await;
    let answer = fake.reply_to(&group.replies(1, &photo, "/ask").await).await;
    assert!(answer.text.contains("48萬"), "{}", answer.text);

    let long = group.says(2, "今日有兩條問題：智方便有幾多用戶？另外吃甚麼？").await;
    let quote = json!({"quote": {"text": "智方便有幾多用戶？", "position": 8, "is_manual": true}});
    let answer = fake.reply_to(&group.sends(1, Some(&long), "/ask", &quote).await).await;
    assert!(answer.text.contains("突破400萬"), "{}", answer.text);

    let bare = group.replies(1, &photo, "@innopolicy_bot").await;
    assert!(fake.reply_to(&bare).await.text.contains("48萬"));
    fake.assert_clean();
}

#[tokio::test]
async fn other_bots_channels_and_service_noise_are_passed_over() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group =
        fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Robo").bot_is_admin();
    fake.private(2, "Robo").a_bot();

    let ask = format!("/ask {QUESTION}");
    group.says(2, &ask).await;
    let linked = json!({
        "from": {"id": 777_000, "is_bot": false, "first_name": "Telegram"},
        "sender_chat": {"id": -100_777, "type": "channel", "title": "News"},
        "forward_origin": {
            "type": "channel", "date": 1, "message_id": 9,
            "chat": {"id": -100_777, "type": "channel", "title": "News"},
        },
        "is_automatic_forward": true,
    });
    group.sends(1, None, &ask, &linked).await;
    let via = json!({"via_bot": {"id": 5, "is_bot": true, "first_name": "gif"}});
    group.sends(1, None, &ask, &via).await;
    fake.push_raw(json!({"channel_post": {
        "message_id": 3, "date": 1, "text": ask,
        "chat": {"id": -100_777, "type": "channel", "title": "News"},
    }}));
    fake.silent_for(QUIET).await;
    fake.assert_clean();
}

#[tokio::test]
async fn those_who_speak_as_a_chat_are_answered() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").anonymous_admin(1, "May").member(2, "Ken");
    let ask = format!("/ask {QUESTION}");
    let anonymous = fake.reply_to(&group.says(1, &ask).await).await;
    assert!(anonymous.text.contains("48萬"));
    let channel = json!({
        "from": {"id": 136_817_688, "is_bot": true, "first_name": "Channel"},
        "sender_chat": {"id": -100_777, "type": "channel", "title": "News"},
    });
    let answer = fake.reply_to(&group.sends(2, None, &ask, &channel).await).await;
    assert!(answer.text.contains("48萬"));

    // What was asked in the name of the group is everyone's to go on from.
    group.presses(2, &anonymous, &anonymous.data_of("更多出處").expect("a button")).await;
    let more = fake.reply_to(&anonymous).await;
    assert!(more.text.starts_with("沒有其他相關段落"), "{}", more.text);
    fake.assert_clean();
}

#[tokio::test]
async fn an_edited_question_edits_its_answer() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May");
    let asked = may.says(QUESTION).await;
    let answer = fake.reply_to(&asked).await;

    may.edits(&asked, "智方便有幾多用戶？").await;
    let edited = fake.edit_of(&answer).await;
    assert!(edited.text.contains("突破400萬"), "{}", edited.text);
    assert_eq!(fake.replies_to(&asked).len(), 1);
    assert_eq!(edited.data_of("[1]"), answer.data_of("[1]"), "its buttons go on working");

    // In a group, a message that becomes a question is answered.
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").without_privacy();
    let typo = group.says(1, "/aks 港話通有多少登記用戶？").await;
    group.edits(&typo, "/ask 港話通有多少登記用戶？").await;
    assert!(fake.reply_to(&typo).await.text.contains("48萬"));
    fake.assert_clean();
}

#[tokio::test]
async fn editing_an_old_question_changes_nothing() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_EDIT_WINDOW", "0")]).await;
    let may = fake.private(1, "May");
    let asked = may.says(QUESTION).await;
    let answer = fake.reply_to(&asked).await;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    may.edits(&asked, "智方便有幾多用戶？").await;
    fake.all_confirmed().await;
    assert_eq!(fake.now(&answer).edits, 0);
}

#[tokio::test]
async fn a_question_that_is_deleted_is_answered_without_a_reply() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May");
    let asked = may.says(QUESTION).await;
    may.deletes(&asked);
    let answer = fake.answer_after(&asked).await;
    assert!(answer.text.contains("48萬"));
    fake.assert_clean();
}

#[tokio::test]
async fn a_bot_that_is_added_greets_once_and_explains_privacy_mode() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").bot_is_absent();
    let joined = group.adds_bot(1).await;
    let greeting = fake.answer_after(&joined).await;
    assert!(greeting.text.contains("私隱模式") && greeting.text.contains("@innopolicy_bot"));
    fake.silent_for(QUIET).await;

    let help = group.says(1, "/help@innopolicy_bot").await;
    assert!(fake.reply_to(&help).await.text.contains("私隱模式"));
    fake.assert_clean();
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_takes_its_state_along() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-4321, "Newsroom").owner(1, "May");
    fake.private(1, "May");
    let settings = fake.reply_to(&group.says(1, "/settings@innopolicy_bot").await).await;
    let english =
        group.presses(1, &settings, &settings.data_of("English").expect("a button")).await;
    fake.callback_answer(&english).await;

    let group = group.migrates_to(-1_004_321).await;
    fake.all_confirmed().await;
    tokio::time::sleep(QUIET).await;
    let answer = fake.reply_to(&group.says(1, "/ask 港鐵票價是多少？").await).await;
    assert!(answer.text.contains("The documents do not seem to answer"), "{}", answer.text);
    fake.assert_clean();
}

#[tokio::test]
async fn a_group_that_moved_in_silence_is_followed() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-4321, "Newsroom").member(1, "May");
    let asked = group.says(1, &format!("/ask {QUESTION}")).await;
    fake.reply_to(&asked).await;
    let stale = group.says(1, "/ask 智方便有幾多用戶？").await;
    group.migrates_quietly_to(-1_004_321);
    let mut found = fake.messages_in(-1_004_321);
    for _ in 0..40 {
        if !found.is_empty() || !fake.replies_to(&stale).is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        found = fake.messages_in(-1_004_321);
    }
    let answered = found.iter().any(|message| message.text.contains("突破400萬"))
        || fake.replies_to(&stale).iter().any(|message| message.text.contains("突破400萬"));
    assert!(answered, "{}", fake.transcript());
}

#[tokio::test]
async fn a_bot_that_is_muted_or_removed_makes_no_storm() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May");
    group.restricts_bot();
    for _ in 0..4 {
        group.says(1, &format!("/ask {QUESTION}")).await;
    }
    fake.wait_for_call("sendMessage", 1).await;
    tokio::time::sleep(QUIET).await;
    assert!(fake.calls("sendMessage").len() <= 4, "{}", fake.transcript());

    let before = fake.calls("sendMessage").len();
    group.says(1, &format!("/ask {QUESTION}")).await;
    fake.all_confirmed().await;
    assert_eq!(fake.calls("sendMessage").len(), before, "it is left alone");

    group.frees_bot(1).await;
    fake.all_confirmed().await;
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    assert!(answer.text.contains("48萬"));

    group.kicks_bot(1).await;
    fake.all_confirmed().await;
    let log = bot.stop().await.log;
    assert!(log.contains("its state goes") && !log.contains("ERROR"), "{log}");
    fake.assert_clean();
}

#[tokio::test]
async fn a_person_who_blocked_the_bot_is_forgotten_quietly() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let may = fake.private(1, "May");
    may.says(QUESTION).await;
    may.blocks().await;
    fake.all_confirmed().await;
    let log = bot.stop().await.log;
    assert!(!log.contains("ERROR"), "{log}");
    fake.assert_clean();
}

#[tokio::test]
async fn a_topic_that_is_closed_mutes_the_bot_in_that_topic_alone() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let forum = fake.group(-1_001_234, "Newsroom").member(1, "May").forum(&[5, 6]);
    let ask = format!("/ask {QUESTION}");
    fake.fail_next("sendMessage", Fault::status(400, "Bad Request: TOPIC_CLOSED"), 1);
    forum.says_in(5, 1, &ask).await;
    fake.faults_met("sendMessage").await;
    let answer = fake.reply_to(&forum.says_in(6, 1, &ask).await).await;
    assert!(answer.text.contains("48萬"), "{}", answer.text);
    let calls = fake.calls("sendMessage").len();
    let closed = forum.says_in(5, 1, &ask).await;
    fake.reply_to(&forum.says_in(6, 1, &ask).await).await;
    assert_eq!(fake.calls("sendMessage").len(), calls + 1, "it is left alone there");
    assert!(fake.replies_to(&closed).is_empty());
}

#[tokio::test]
async fn a_mark_right_behind_a_command_ends_it() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May");
    let may = fake.private(2, "May");
    for command in ["/ask：", "/ask@innopolicy_bot，", "/ASK@Innopolicy_Bot: ", "/ask\n"] {
        let said = group.says(1, &format!("{command}{QUESTION}")).await;
        assert!(fake.reply_to(&said).await.text.contains("48萬"), "{command}");
    }
    let said = may.says(&format!("/ask、{QUESTION}")).await;
    assert!(fake.reply_to(&said).await.text.contains("48萬"));
    group.says(1, &format!("/ask@other_bot，{QUESTION}")).await;
    fake.silent_for(QUIET).await;
    fake.assert_clean();
}
