//! Buttons: reading a source, judging an answer, asking for more.

mod support;

use std::path::Path;

use support::bot::{Bot, seeds};
use support::telegram::{BotMessage, FakeTelegram, Fault, Private};

const QUESTION: &str = "港話通有多少登記用戶？";

/// Presses the button with this label, and reads what the bot then says or shows.
async fn press(fake: &FakeTelegram, who: &Private, message: &BotMessage, label: &str) -> String {
    let data = message.data_of(label);
    let data = data.unwrap_or_else(|| panic!("no {label} among {:?}", message.buttons()));
    let query = who.presses(message, &data).await;
    fake.callback_answer(&query).await["text"].as_str().unwrap_or_default().to_owned()
}

/// A copy of the shipped documents that a test may change.
fn corpus() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).expect("a folder of documents");
    for entry in std::fs::read_dir(seeds()).expect("seeds").flatten() {
        std::fs::copy(entry.path(), corpus.join(entry.file_name())).expect("copies");
    }
    (folder, corpus)
}

fn document(corpus: &Path) -> std::path::PathBuf {
    corpus.join("ta-kung-pao-2025-12-29-innovation.txt")
}

#[tokio::test]
async fn what_a_document_sets_off_is_set_off_where_it_is_read() {
    let fake = FakeTelegram::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let page = "---\ntitle: 東灣計劃\nurl: https://example.org/tc/plan\n---\n\
        # 東灣計劃\n\n東灣計劃撥款**2.5億元**，詳情見[計劃網頁](../more?a=1&b=2)和\
        [說明](https://example.gov.hk/x)，[不要按](javascript:alert(1))。\n\n\
        1. 第一期在**2027年**完成\n2. 第二期在2029年完成\n\n- 由<b>創科署</b>管理\n";
    std::fs::write(folder.path().join("plan.md"), page).expect("writes");
    let data = tempfile::tempdir().expect("a folder");
    let _bot = Bot::start_in(&fake, folder.path(), data.path(), &[]).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let answer = fake.reply_to(&may.says("東灣計劃撥款多少？").await).await;
    press(&fake, &may, &answer, "[1]").await;
    let page = fake.reply_to(&answer).await.html;
    assert!(page.contains("<u><b>東灣計劃撥款2.5億元"), "{page}");
    let inside = "<a href=\"https://example.org/more?a=1&amp;b=2\">";
    assert!(page.contains(inside) && page.contains("<a href=\"https://example.gov.hk/x\">"));
    assert!(!page.contains("javascript"), "{page}");
    assert!(
        page.contains("\n1. 第一期在<b>2027年</b>完成") && page.contains("• 由<b>創科署</b>管理"),
        "{page}"
    );
}

#[tokio::test]
async fn a_source_is_read_page_by_page_in_its_surroundings() {
    let fake = FakeTelegram::start().await;
    let (folder, corpus) = corpus();
    let catalog = corpus.join("catalog.toml");
    let listed = std::fs::read_to_string(&catalog).expect("a catalogue");
    std::fs::write(&catalog, format!("{listed}url = \"https://example.org/a\"\n")).expect("writes");
    let _bot = Bot::start_in(&fake, &corpus, folder.path(), &[]).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let answer = fake.reply_to(&may.says("智方便有幾多用戶？").await).await;

    press(&fake, &may, &answer, "[1]").await;
    let page = fake.reply_to(&answer).await;
    assert!(page.html.contains("<b>「智方便」登記用戶突破400萬"), "{}", page.html);
    assert!(page.text.contains("全力支援「AI效能提升組」工作"), "what is before: {}", page.text);
    assert!(page.text.contains("全速構建「數碼企業身份」平台"), "what is after: {}", page.text);
    let original = page.buttons().into_iter().find(|button| button.url.is_some());
    assert_eq!(original.and_then(|button| button.url).as_deref(), Some("https://example.org/a"));

    press(&fake, &may, &page, "▶").await;
    let next = fake.edit_of(&page).await;
    assert!(next.text.contains("「創科創投基金」"), "{}", next.text);
    press(&fake, &may, &next, "◀").await;
    let back = fake.edit_of(&next).await;
    assert_eq!(back.text, page.text);

    // A second press on a number uses the page that is open.
    press(&fake, &may, &answer, "[1]").await;
    fake.all_confirmed().await;
    assert_eq!(fake.replies_to(&answer).len(), 1);
    press(&fake, &may, &back, "關閉").await;
    fake.wait_for_call("deleteMessage", 1).await;
    assert!(fake.now(&page).deleted);
    fake.assert_clean();
}

#[tokio::test]
async fn buttons_survive_a_restart_and_a_new_index() {
    let fake = FakeTelegram::start().await;
    let (folder, corpus) = corpus();
    let bot = Bot::start_in(&fake, &corpus, folder.path(), &[]).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let answer = fake.reply_to(&may.says(QUESTION).await).await;
    bot.stop().await;

    // The documents grow at their head, so every passage moves.
    let path = document(&corpus);
    let text = std::fs::read_to_string(&path).expect("reads");
    std::fs::write(&path, format!("新增的一段報道。\n\n又一段。\n\n{text}")).expect("writes");
    let bot = Bot::start_in(&fake, &corpus, folder.path(), &[]).await;
    press(&fake, &may, &answer, "[1]").await;
    let page = fake.reply_to(&answer).await;
    assert!(page.html.contains("登記用戶已超過48萬</b>"), "{}", page.html);
    bot.stop().await;

    // The words are gone: an old button explains itself.
    std::fs::write(&path, text.replace("已超過48萬", "已超過六十萬")).expect("writes");
    let bot = Bot::start_in(&fake, &corpus, folder.path(), &[]).await;
    press(&fake, &may, &answer, "[1]").await;
    let gone = fake.edit_of(&page).await;
    assert!(gone.text.starts_with("文件已經更新"), "{}", gone.text);
    assert!(gone.text.contains("已超過48萬"), "{}", gone.text);
    bot.stop().await;

    // What was shown is not known any more.
    std::fs::remove_file(folder.path().join("bot.sqlite")).expect("removes");
    let _bot = Bot::start_in(&fake, &corpus, folder.path(), &[]).await;
    let said = press(&fake, &may, &answer, "👍").await;
    assert!(said.starts_with("這個答案太舊"), "{said}");
    fake.assert_clean();
}

#[tokio::test]
async fn a_vote_is_counted_taken_back_and_asked_about() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("en");
    let answer = fake.reply_to(&may.says(QUESTION).await).await;

    assert_eq!(press(&fake, &may, &answer, "👍").await, "Thank you!");
    let liked = fake.edit_of(&answer).await;
    assert_eq!(press(&fake, &may, &liked, "👍 1").await, "Taken back.");
    let plain = fake.edit_of(&liked).await;
    assert!(plain.data_of("👍").is_some());

    assert_eq!(press(&fake, &may, &plain, "👎").await, "Thank you. What was wrong?");
    let reasons = fake.edit_of(&plain).await;
    let labels: Vec<_> = reasons.buttons().into_iter().map(|button| button.label).collect();
    assert_eq!(labels, ["[1]", "答非所問", "內容有錯或過時", "看不明白", "👎 1"]);
    assert_eq!(press(&fake, &may, &reasons, "答非所問").await, "Thank you; noted.");
    let noted = fake.edit_of(&reasons).await;
    assert!(noted.data_of("👎 1").is_some() && noted.data_of("👍").is_some());
    fake.assert_clean();
}

#[tokio::test]
async fn votes_of_a_group_are_added_up_and_leave_its_buttons() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    let pressed = group.presses(1, &answer, &answer.data_of("👎").expect("a button")).await;
    let told = fake.callback_answer(&pressed).await["text"].to_string();
    assert!(told.contains("/feedback"), "{told}");
    let counted = fake.edit_of(&answer).await;
    assert!(counted.data_of("👍").is_some() && counted.data_of("更多出處").is_some());
    let pressed = group.presses(2, &counted, &counted.data_of("👎 1").expect("a button")).await;
    fake.callback_answer(&pressed).await;
    assert!(fake.edit_of(&counted).await.data_of("👎 2").is_some());
    fake.assert_clean();
}

#[tokio::test]
async fn more_sources_are_those_that_were_not_cited() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let answer = fake.reply_to(&may.says(QUESTION).await).await;
    press(&fake, &may, &answer, "更多出處").await;
    let none = fake.reply_to(&answer).await;
    assert_eq!(none.text, "沒有其他相關段落。", "no other passage speaks of it");

    let answer = fake.reply_to(&may.says("河套香港園區有幾多企業進駐？").await).await;
    press(&fake, &may, &answer, "更多出處").await;
    let more = fake.reply_to(&answer).await;
    assert!(more.text.starts_with("其他相關段落："), "{}", more.text);
    press(&fake, &may, &more, "[2]").await;
    assert!(!fake.reply_to(&more).await.text.is_empty());
    // Asked for again, it goes on from there.
    let again = fake.reply_to(&may.says("仲有呢？").await).await;
    let numbers = |message: &BotMessage| -> Vec<String> {
        message.buttons().into_iter().map(|button| button.label).collect()
    };
    assert_eq!((numbers(&more)[0].as_str(), numbers(&again)[0].as_str()), ("[2]", "[6]"));
    let told = |message: &BotMessage| -> Vec<String> {
        message.text.lines().filter(|line| line.len() > 60).map(str::to_owned).collect()
    };
    assert!(!told(&again).is_empty());
    assert!(told(&again).iter().all(|line| !more.text.contains(line.as_str())), "{}", again.text);
    fake.assert_clean();
}

#[tokio::test]
async fn a_passage_is_found_again_from_the_sections() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let answer = fake.reply_to(&may.says(QUESTION).await).await;
    press(&fake, &may, &answer, "[1]").await;
    let page = fake.reply_to(&answer).await;
    press(&fake, &may, &page, "章節").await;
    let sections = fake.edit_of(&page).await;
    assert!(!sections.text.contains("已超過48萬"), "{}", sections.text);
    press(&fake, &may, &sections, "返回段落").await;
    let back = fake.edit_of(&sections).await;
    assert!(back.text.contains("已超過48萬"), "{}", back.text);
    fake.assert_clean();
}

#[tokio::test]
async fn a_group_reads_the_sources_of_an_answer_in_private() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May");
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    let sources = fake.reply_to(&group.replies(1, &answer, "出處？").await).await;
    assert!(sources.text.starts_with("出處：\n\n[1] 大公報"), "{}", sources.text);
    assert!(sources.text.chars().count() < 400, "no page of it: {}", sources.text);
    let pressed = group.presses(1, &sources, &sources.data_of("[1]").expect("a button")).await;
    let opened = fake.callback_answer(&pressed).await["url"].to_string();
    assert!(opened.contains("?start=r-"), "{opened}");
    fake.assert_clean();
}

#[tokio::test]
async fn an_answer_is_had_as_a_file_in_private() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    let answer = fake.reply_to(&may.says(QUESTION).await).await;
    press(&fake, &may, &answer, "匯出").await;
    let sent = fake.wait_for_call("sendDocument", 1).await.remove(0);
    assert!(sent.is_ok(), "{sent:?}");
    assert_eq!(sent.params["document"]["file_name"], "港話通有多少登記用戶.md");
    let file = sent.params["document"]["content"].as_str().expect("a file");
    assert!(file.starts_with("# 港話通有多少登記用戶？\n\n**超過48萬** \\[1\\]\n\n"), "{file}");
    assert!(file.contains("登記用戶已**超過48萬**"), "{file}");

    // From a group the file comes in private.
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May");
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    let pressed = group.presses(1, &answer, &answer.data_of("匯出").expect("a button")).await;
    let url = fake.callback_answer(&pressed).await["url"].as_str().expect("a link").to_owned();
    let payload = url.strip_prefix("https://t.me/innopolicy_bot?start=").expect("a deep link");
    may.says(&format!("/start {payload}")).await;
    let sent = fake.wait_for_call("sendDocument", 2).await.remove(1);
    assert_eq!(sent.params["chat_id"], 1);
    fake.assert_clean();
}

#[tokio::test]
async fn a_file_comes_once_though_telegram_is_in_trouble() {
    // A gateway's page says that it is not out; a cut connection leaves that open.
    for (fault, times, calls) in [(Fault::Garbage, 5, 6), (Fault::Lost, 1, 1)] {
        let fake = FakeTelegram::start().await;
        let bot = Bot::start(&fake).await;
        let may = fake.private(1, "May").speaking("zh-hk");
        let answer = fake.reply_to(&may.says(QUESTION).await).await;
        fake.fail_next("sendDocument", fault, times);
        press(&fake, &may, &answer, "匯出").await;
        let sent = fake.wait_for_call("sendDocument", calls).await;
        assert_eq!(sent.iter().filter(|call| call.is_ok()).count(), 1);
        bot.stop().await;
        assert_eq!(fake.wait_for_call("sendDocument", calls).await.len(), calls);
    }
}

#[tokio::test]
async fn who_did_not_ask_reads_and_asks_in_private() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    let ken = fake.private(2, "Ken").speaking("zh-hk");
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;

    let pressed = group.presses(2, &answer, &answer.data_of("[1]").expect("a source")).await;
    let url = fake.callback_answer(&pressed).await["url"].as_str().expect("a link").to_owned();
    let payload = url.strip_prefix("https://t.me/innopolicy_bot?start=").expect("a deep link");
    let page = fake.reply_to(&ken.says(&format!("/start {payload}")).await).await;
    assert!(page.html.contains("登記用戶已超過48萬</b>"), "{}", page.html);
    assert!(fake.replies_to(&answer).is_empty(), "the group is left in peace");
    // Who is not in the group is shown nothing of it, wherever the link is from.
    let sue = fake.private(3, "Sue").speaking("zh-hk");
    let refused = fake.reply_to(&sue.says(&format!("/start {payload}")).await).await;
    assert!(refused.text.starts_with("這個答案太舊"), "{}", refused.text);

    let link = answer.buttons().into_iter().find(|button| button.label == "私下問");
    let url = link.and_then(|button| button.url).expect("a link");
    let payload = url.strip_prefix("https://t.me/innopolicy_bot?start=").expect("a deep link");
    let private = fake.reply_to(&ken.says(&format!("/start {payload}")).await).await;
    assert!(private.text.contains("超過48萬"), "{}", private.text);
    assert!(private.buttons().iter().all(|button| button.label != "私下問"));

    // Nobody brings along what another person asked in private.
    let token = private.data_of("👍").expect("a vote");
    let token = token.split(':').nth(1).expect("a token");
    let may = fake.private(1, "May").speaking("zh-hk");
    let stolen = fake.reply_to(&may.says(&format!("/start a-{token}")).await).await;
    assert!(stolen.text.starts_with("這個答案太舊"), "{}", stolen.text);
    fake.assert_clean();
}

#[tokio::test]
async fn a_button_that_the_message_does_not_have_does_nothing() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    // An altered client may send any data: here, to close someone's answer.
    fake.push_raw(serde_json::json!({"callback_query": {
        "id": "forged", "chat_instance": "1", "data": "x:2",
        "from": {"id": 2, "is_bot": false, "first_name": "Ken"}, "message": answer.raw,
    }}));
    fake.wait_for_call("answerCallbackQuery", 1).await;
    fake.all_confirmed().await;
    assert!(!fake.now(&answer).deleted);
    assert!(fake.calls("deleteMessage").is_empty());
}

#[tokio::test]
async fn a_button_of_no_kind_and_one_pressed_too_late_do_no_harm() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let may = fake.private(1, "May");
    let answer = fake.reply_to(&may.says(QUESTION).await).await;
    for data in ["", "zzz", "s:!:1", "d:ffffffff:0:1", "o:ffffffff:9:1", "s:zzzz:1"] {
        fake.push_raw(serde_json::json!({"callback_query": {
            "id": format!("raw-{data}"), "chat_instance": "1", "data": data,
            "from": {"id": 1, "is_bot": false, "first_name": "May"}, "message": answer.raw,
        }}));
    }
    fake.wait_for_call("answerCallbackQuery", 6).await;
    may.presses(&answer, &answer.data_of("👍").expect("a button")).await;
    fake.expire_queries();
    fake.edit_of(&answer).await;
    let log = bot.stop().await.log;
    assert!(!log.contains("ERROR"), "{log}");
}
