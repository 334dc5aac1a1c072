//! Commands, settings and who may use them.

mod support;

use std::time::Duration;

use support::bot::{Bot, seeds};
use support::telegram::{BotMessage, FakeTelegram, Fault, Private};

const QUIET: Duration = Duration::from_millis(400);
const QUESTION: &str = "港話通有多少登記用戶？";

async fn says(fake: &FakeTelegram, who: &Private, text: &str) -> BotMessage {
    fake.reply_to(&who.says(text).await).await
}

#[tokio::test]
async fn search_shows_passages_and_no_answer_page_by_page() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let found = says(&fake, &may, "/search 人工智能").await;
    assert!(found.text.starts_with("找到 ") && found.text.contains("[4] "), "{}", found.text);
    assert!(found.data_of("👍").is_none(), "there is no answer to judge");

    may.presses(&found, &found.data_of("▶").expect("more pages")).await;
    let next = fake.edit_of(&found).await;
    assert!(next.text.contains("[5] ") && !next.text.contains("[4] "), "{}", next.text);
    may.presses(&next, &next.data_of("[5]").expect("a passage")).await;
    assert!(fake.reply_to(&next).await.text.contains("人工智能"));

    let nothing = says(&fake, &may, "/search").await;
    assert!(nothing.text.starts_with("請在 /search 後面"), "{}", nothing.text);
    fake.assert_clean();
}

#[tokio::test]
async fn verify_tells_what_is_printed_of_a_text_or_of_the_message_replied_to() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let altered = says(&fake, &may, "/verify 現時有逾80間企業與園區簽約進駐").await;
    assert!(altered.text.starts_with("⚠️ 現時有逾80間"), "{}", altered.text);
    assert!(altered.text.contains("這裏是「逾80間」，文件是「逾60間」。"), "{}", altered.text);
    assert!(altered.text.contains("[1] 大公報"), "{}", altered.text);
    let bare = may.says("現時有逾60間企業與園區簽約進駐").await;
    fake.reply_to(&bare).await;
    let replied = fake.reply_to(&may.replies(&bare, "/verify").await).await;
    assert!(replied.text.starts_with("✅ 現時有逾60間"), "{}", replied.text);
    let nothing = says(&fake, &may, "/verify").await;
    assert!(nothing.text.starts_with("請在 /verify 後面"), "{}", nothing.text);
    fake.assert_clean();
}

#[tokio::test]
async fn sources_open_their_sections_and_those_open_the_text() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let documents = says(&fake, &may, "/sources").await;
    assert!(documents.text.contains("大公報 · 2025年12月29日"), "{}", documents.text);
    may.presses(&documents, &documents.data_of("1").expect("a document")).await;
    let sections = fake.edit_of(&documents).await;
    assert!(sections.text.contains("河套跨境西橋明年竣工"), "{}", sections.text);
    may.presses(&sections, &sections.data_of("2").expect("a section")).await;
    let page = fake.edit_of(&sections).await;
    assert!(page.text.contains("孫東預計，明年很快會打通「四流」"), "{}", page.text);

    let latest = says(&fake, &may, "/latest").await;
    assert!(latest.text.starts_with("最新的文件："), "{}", latest.text);
    fake.assert_clean();
}

#[tokio::test]
async fn many_documents_are_told_by_publisher_and_year_and_words_narrow_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut catalog = String::new();
    for number in 0..61 {
        let name = format!("{number}.txt");
        std::fs::write(folder.path().join(&name), "西橋將於2027年完工。").expect("written");
        let (publisher, year) =
            if number < 40 { ("海港日報", 2023) } else { ("創科局", 2024) };
        catalog += &format!(
            "[[document]]\npath = \"{name}\"\ntitle = \"西橋進度{number}\"\n\
             publisher = \"{publisher}\"\npublished = {year}-05-01\n\n"
        );
    }
    std::fs::write(folder.path().join("catalog.toml"), catalog).expect("written");
    let fake = FakeTelegram::start().await;
    let _bot = Bot::launch(&fake, fake.token(), folder.path(), &[]);
    let may = fake.private(1, "May").speaking("zh-hk");
    let all = says(&fake, &may, "/sources").await;
    assert!(all.text.starts_with("現有 61 份文件"), "{}", all.text);
    let labels: Vec<String> = all.buttons().into_iter().map(|button| button.label).collect();
    assert_eq!(labels, ["海港日報 · 40", "創科局 · 21", "2024 · 21", "2023 · 40"]);
    may.presses(&all, &all.data_of("海港日報 · 40").expect("a publisher")).await;
    let of_one = fake.edit_of(&all).await;
    assert!(of_one.text.starts_with("海港日報：共 40 份文件"), "{}", of_one.text);
    may.presses(&of_one, &of_one.data_of("▶").expect("a second page")).await;
    let second = fake.edit_of(&of_one).await;
    assert!(second.text.contains("7. 西橋進度") && second.data_of("7").is_some());
    may.presses(&second, &second.data_of("所有文件").expect("a way back")).await;
    assert_eq!(fake.edit_of(&second).await.text, all.text);
    let found = says(&fake, &may, "/sources 创科局 2024").await;
    assert!(found.text.starts_with("符合的文件有 21 份") && found.data_of("1").is_some());
    may.presses(&found, &found.data_of("▶").expect("a second page")).await;
    let turned = fake.edit_of(&found).await;
    assert!(turned.text.contains("7. 西橋進度") && turned.data_of("2 / 4").is_some());
    let one = says(&fake, &may, "/sources 進度7").await;
    assert!(
        one.text.starts_with("符合的文件有 1 份") && one.text.contains("西橋進度7"),
        "{}",
        one.text
    );
    let none = says(&fake, &may, "/sources 港鐵").await;
    assert!(none.text.starts_with("沒有符合的文件"), "{}", none.text);
    fake.assert_clean();
}

#[tokio::test]
async fn lists_in_a_group_are_turned_by_who_asked_for_them() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    let documents = fake.reply_to(&group.says(1, "/sources").await).await;
    let first = documents.data_of("1").expect("a document");
    let other = group.presses(2, &documents, &first).await;
    assert!(
        fake.callback_answer(&other).await["text"].to_string().contains("這些按鈕屬於提問的人")
    );
    group.presses(1, &documents, &first).await;
    fake.edit_of(&documents).await;
    fake.assert_clean();
}

#[tokio::test]
async fn a_language_that_is_set_goes_before_all_others() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let language = says(&fake, &may, "/language").await;
    assert!(language.data_of("✓ 自動").is_some(), "{:?}", language.buttons());
    may.presses(&language, &language.data_of("简体中文").expect("a button")).await;
    let changed = fake.edit_of(&language).await;
    assert!(changed.data_of("✓ 简体中文").is_some(), "{:?}", changed.buttons());

    let fares = says(&fake, &may, "What is the fare of the MTR?").await;
    assert!(fares.text.contains("文件里找不到"), "{}", fares.text);
    assert!(says(&fake, &may, "/help").await.text.starts_with("怎么问"));
    fake.assert_clean();
}

#[tokio::test]
async fn settings_change_what_is_shown_and_last() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let full = says(&fake, &may, QUESTION).await;
    let mut settings = says(&fake, &may, "/settings").await;
    for label in ["只要引文", "不要評分", "靜音 0–8 時"] {
        may.presses(&settings, &settings.data_of(label).expect("a button")).await;
        settings = fake.edit_of(&settings).await;
        assert!(settings.data_of(&format!("✓ {label}")).is_some(), "{:?}", settings.buttons());
    }
    assert!(settings.data_of("只限管理員問").is_none(), "that is for groups");
    let short = says(&fake, &may, QUESTION).await;
    assert!(short.data_of("👍").is_none() && short.data_of("[1]").is_some());
    assert!(short.text.len() <= full.text.len());
    assert!(says(&fake, &may, "/settings").await.data_of("✓ 只要引文").is_some());
    fake.assert_clean();
}

#[tokio::test]
async fn settings_of_a_group_are_its_administrators_checked_afresh() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").admin(1, "May").member(2, "Ken");
    let settings = fake.reply_to(&group.says(1, "/settings@innopolicy_bot").await).await;
    assert!(settings.text.starts_with("群組設定"), "{}", settings.text);
    let admins = settings.data_of("只限管理員問").expect("a button");

    let refused = group.presses(2, &settings, &admins).await;
    let refusal = fake.callback_answer(&refused).await;
    assert_eq!(refusal["text"], "只有群組管理員可以更改設定。");
    assert_eq!(refusal["show_alert"], true);
    let told = fake.reply_to(&group.says(2, "/settings@innopolicy_bot").await).await;
    assert_eq!(told.text, "只有群組管理員可以更改設定。");

    group.presses(1, &settings, &admins).await;
    fake.edit_of(&settings).await;
    let ken = fake.reply_to(&group.says(2, &format!("/ask {QUESTION}")).await).await;
    assert_eq!(ken.text, "這個群組只限管理員提問。");
    let may = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    assert!(may.text.contains("48萬"));

    // Rights that were taken away are none, and no bot is told of that.
    group.demotes(1);
    let late = group.presses(1, &settings, &admins).await;
    assert_eq!(fake.callback_answer(&late).await["text"], "只有群組管理員可以更改設定。");
    fake.assert_clean();
}

#[tokio::test]
async fn what_is_kept_is_said_and_forgotten_on_request() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let answer = says(&fake, &may, QUESTION).await;
    assert!(says(&fake, &may, "/privacy").await.text.contains("保存 30 天"));
    assert!(says(&fake, &may, "/forget").await.text.starts_with("已經刪除"));
    let pressed = may.presses(&answer, &answer.data_of("[1]").expect("a source")).await;
    assert!(fake.callback_answer(&pressed).await["text"].to_string().contains("這個答案太舊"));
    assert!(says(&fake, &may, "/forget").await.text.starts_with("沒有關於你的資料"));
    fake.assert_clean();
}

#[tokio::test]
async fn owners_have_their_own_commands_and_nobody_else_has() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_OWNERS", "[9]")]).await;
    let (may, boss) = (fake.private(1, "May"), fake.private(9, "Boss").speaking("zh-hk"));
    assert!(says(&fake, &may, "/stats").await.text.starts_with("沒有這個指令"));
    says(&fake, &may, QUESTION).await;
    assert!(says(&fake, &may, "/feedback 很好用").await.text.starts_with("多謝"));
    let stats = says(&fake, &boss, "/stats").await;
    assert!(stats.text.contains("answered 1") && stats.text.contains("• 很好用"), "{}", stats.text);
    assert!(says(&fake, &boss, "/reindex").await.text.contains("現有 1 份文件"));
    assert!(says(&fake, &boss, "/reload").await.text.starts_with("設定已經重新讀取"));

    assert_eq!(says(&fake, &boss, "/ban 1").await.text, "已經封鎖 1。");
    let ignored = may.says(QUESTION).await;
    fake.silent_for(QUIET).await;
    assert_eq!(says(&fake, &boss, "/unban 1").await.text, "1 已經回復原狀。");
    assert!(says(&fake, &may, QUESTION).await.text.contains("48萬"));
    assert!(fake.replies_to(&ignored).is_empty());
    fake.assert_clean();
}

#[tokio::test]
async fn a_message_to_all_goes_out_once_confirmed() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_OWNERS", "[9]")]).await;
    let (may, boss) = (fake.private(1, "May"), fake.private(9, "Boss").speaking("zh-hk"));
    let last = says(&fake, &may, QUESTION).await;
    let preview = says(&fake, &boss, "/broadcast 明日凌晨維護 <1 小時>").await;
    assert!(preview.text.contains("發送到 1 個聊天室"), "{}", preview.text);
    assert_eq!(fake.messages_in(1).len(), 1, "nothing goes out before it is confirmed");
    // More failures than a message is tried for.
    fake.fail_next("sendMessage", Fault::status(500, "Internal Server Error"), 5);
    boss.presses(&preview, &preview.data_of("發送").expect("a button")).await;
    assert_eq!(fake.answer_after(&last).await.text, "明日凌晨維護 <1 小時>");
    assert_eq!(fake.edit_of(&preview).await.text, "已經發送到 1 個聊天室。");

    let dropped = says(&fake, &boss, "/broadcast 算了").await;
    boss.presses(&dropped, &dropped.data_of("不發送").expect("a button")).await;
    fake.wait_for_call("deleteMessage", 1).await;
    fake.wait_for_call("answerCallbackQuery", 2).await;
    assert_eq!(fake.messages_in(1).len(), 2);
    fake.assert_clean();
}

#[tokio::test]
async fn a_message_to_all_follows_a_group_that_moved_in_silence() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start_with(&fake, &[("INNOPOLICY_TELEGRAM_OWNERS", "[9]")]).await;
    let boss = fake.private(9, "Boss").speaking("zh-hk");
    let group = fake.group(-4321, "Newsroom").member(1, "May");
    fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    let preview = says(&fake, &boss, "/broadcast 明日維護").await;
    group.migrates_quietly_to(-1_004_321);
    boss.presses(&preview, &preview.data_of("發送").expect("a button")).await;
    assert_eq!(fake.edit_of(&preview).await.text, "已經發送到 1 個聊天室。");
    let arrived = fake.messages_in(-1_004_321);
    assert_eq!(arrived.last().map(|last| last.text.as_str()), Some("明日維護"));
    fake.assert_clean();
}

#[tokio::test]
async fn no_chat_waits_for_one_that_telegram_holds_back_and_that_has_it_in_the_end() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let owners = [("INNOPOLICY_TELEGRAM_OWNERS", "[9]")];
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &owners).await;
    for person in 1..=2 {
        says(&fake, &fake.private(person, "Someone"), QUESTION).await;
    }
    let last = says(&fake, &fake.private(3, "Someone"), QUESTION).await;
    let boss = fake.private(9, "Boss").speaking("zh-hk");
    let preview = says(&fake, &boss, "/broadcast 明日維護").await;
    let arrived = |person: i64| {
        let messages = fake.messages_in(person);
        messages.iter().filter(|message| message.text == "明日維護").count()
    };
    // The first chat is to be written to in an hour.
    fake.fail_next("sendMessage", Fault::too_many(3_600), 1);
    boss.presses(&preview, &preview.data_of("發送").expect("a button")).await;
    assert_eq!(fake.answer_after(&last).await.text, "明日維護");
    bot.stop().await;
    assert_eq!([1, 2, 3].map(arrived), [0, 1, 1], "{}", fake.transcript());

    let _bot = Bot::start_in(&fake, &seeds(), data.path(), &owners).await;
    assert_eq!(fake.edit_of(&preview).await.text, "已經發送到 3 個聊天室。");
    assert_eq!([1, 2, 3].map(arrived), [1, 1, 1], "{}", fake.transcript());
    fake.assert_clean();
}

#[tokio::test]
async fn a_message_to_all_that_a_stop_cuts_short_goes_on_with_the_next_chat() {
    let (fake, data) = (FakeTelegram::start().await, tempfile::tempdir().expect("a folder"));
    let owners = [("INNOPOLICY_TELEGRAM_OWNERS", "[9]")];
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &owners).await;
    for person in 1..=3 {
        says(&fake, &fake.private(person, "Someone"), QUESTION).await;
    }
    let boss = fake.private(9, "Boss").speaking("zh-hk");
    let preview = says(&fake, &boss, "/broadcast 明日維護").await;
    assert!(preview.text.contains("發送到 3 個聊天室"), "{}", preview.text);
    let arrived = |person: i64| {
        let messages = fake.messages_in(person);
        messages.iter().filter(|message| message.text == "明日維護").count()
    };
    // Chats are written to by their ids: the first has it, and the second is in the way.
    fake.fail_after(1, "sendMessage", Fault::Stall(Duration::from_mins(1)), 1);
    boss.presses(&preview, &preview.data_of("發送").expect("a button")).await;
    fake.faults_met("sendMessage").await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert_eq!([1, 2, 3].map(arrived), [1, 0, 0], "{}", fake.transcript());

    let bot = Bot::start_in(&fake, &seeds(), data.path(), &owners).await;
    assert_eq!(fake.edit_of(&preview).await.text, "已經發送到 3 個聊天室。");
    // A further start has nothing left to send.
    bot.stop().await;
    let bot = Bot::start_in(&fake, &seeds(), data.path(), &owners).await;
    says(&fake, &boss, "/help").await;
    bot.stop().await;
    assert_eq!([1, 2, 3].map(arrived), [1, 1, 1], "{}", fake.transcript());
    fake.assert_clean();
}

#[tokio::test]
async fn those_who_are_not_let_in_come_in_by_list_or_by_invitation() {
    let fake = FakeTelegram::start().await;
    let environment = [
        ("INNOPOLICY_TELEGRAM_ACCESS", "listed"),
        ("INNOPOLICY_TELEGRAM_OWNERS", "[9]"),
        ("INNOPOLICY_INVITATION", "tsing-ma"),
    ];
    let bot = Bot::start_with(&fake, &environment).await;
    let (may, ken) = (fake.private(1, "May"), fake.private(2, "Ken"));
    let boss = fake.private(9, "Boss").speaking("zh-hk");
    let group = fake.group(-1_001_234, "Newsroom").member(3, "Lee");
    for closed in [says(&fake, &may, QUESTION).await, says(&fake, &may, "/start wrong").await] {
        assert!(closed.text.starts_with("這個機械人只供獲邀人士使用"), "{}", closed.text);
    }
    assert!(says(&fake, &may, "/start tsing-ma").await.text.starts_with("歡迎"));
    assert!(says(&fake, &may, QUESTION).await.text.contains("48萬"));
    says(&fake, &boss, "/allow 2").await;
    assert!(says(&fake, &ken, QUESTION).await.text.contains("48萬"));
    says(&fake, &boss, "/allow -1001234").await;
    let answer = fake.reply_to(&group.says(3, &format!("/ask {QUESTION}")).await).await;
    assert!(answer.text.contains("48萬"));
    assert!(!bot.stop().await.log.contains("tsing-ma"), "the code is a secret");
    fake.assert_clean();
}

#[tokio::test]
async fn who_asks_too_much_is_told_when_to_come_back_once() {
    let fake = FakeTelegram::start().await;
    let quota = [("INNOPOLICY_TELEGRAM_PERSON_PER_MINUTE", "2")];
    let _bot = Bot::start_with(&fake, &quota).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    for _ in 0..2 {
        assert!(says(&fake, &may, QUESTION).await.text.contains("48萬"));
    }
    let told = says(&fake, &may, QUESTION).await;
    assert!(told.text.starts_with("問得太密了，請 "), "{}", told.text);
    let silent = may.says(QUESTION).await;
    assert!(says(&fake, &may, "/help").await.text.starts_with("怎樣問"), "commands are free");
    assert!(fake.replies_to(&silent).is_empty(), "it is said once");
    fake.assert_clean();
}

#[tokio::test]
async fn an_edit_that_changes_nothing_asks_nothing_also_of_who_was_forgotten() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let asked = may.says(QUESTION).await;
    fake.reply_to(&asked).await;
    assert!(says(&fake, &may, "/forget").await.text.starts_with("已經刪除"));
    // As Telegram tells when the preview of a link comes.
    may.edits(&asked, QUESTION).await;
    fake.silent_for(QUIET).await;
    may.edits(&asked, "智方便有幾多用戶？").await;
    fake.reply_where(&asked, |reply| reply.text.contains("突破400萬")).await;
    fake.assert_clean();
}
