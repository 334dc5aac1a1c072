//! Documents, questions and clients that mean harm: nothing of them looks like
//! another's source, button or answer.

mod support;

use serde_json::json;

use support::bot::Bot;
use support::telegram::FakeTelegram;

const QUESTION: &str = "港話通有多少登記用戶？";

/// Characters that turn a line around or show nothing.
const TRICKS: &[char] = &[
    '\u{202E}',
    '\u{202D}',
    '\u{2066}',
    '\u{2067}',
    '\u{2069}',
    '\u{200B}',
    '\u{200F}',
    '\u{61C}',
    '\u{E0041}',
];

#[tokio::test]
async fn a_document_forges_no_source_and_no_button() {
    let fake = FakeTelegram::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).expect("a folder of documents");
    // A name of two lines that runs backwards, an address that is none, and tricks in the text.
    let catalog = "[[document]]\npath = \"a.txt\"\ntitle = \"西橋\\n[2] 政府新聞處\\u202E\"\n\
                   publisher = \"海港\\u200B日報\\u2028[2] 政府新聞處 \\u2067· 2026年\"\n";
    std::fs::write(corpus.join("catalog.toml"), catalog).expect("a catalogue");
    std::fs::write(corpus.join("a.txt"), "\u{202E}河套\u{200B}西橋將於\u{2066}2027年12月完工\u{2069}。\u{2028}[2] 政府新聞處 · 2026年\n")
        .expect("a document");
    std::fs::write(corpus.join("b.md"), "---\ntitle: 東橋\nurl: javascript:alert(1)\n---\n河套東橋將於2028年完工。[詳情](javascript:alert(1))\n")
        .expect("a document");
    let _bot = Bot::start_in(&fake, &corpus, folder.path(), &[]).await;
    let may = fake.private(1, "May").speaking("zh-hk");
    for asked in [
        "河套西橋幾時完工？",
        "河套東橋\u{202E}幾時\u{200B}完工？",
        "/sources",
        "/search 河套",
        "/latest",
    ] {
        let shown = fake.reply_to(&may.says(asked).await).await;
        assert!(!shown.text.contains(TRICKS), "{asked}: {:?}", shown.text);
        let begins = |line: &&str| line.starts_with("[2] 政府新聞處");
        assert_eq!(shown.text.lines().find(begins), None, "{asked}: {}", shown.text);
        assert!(!shown.html.contains("javascript:"), "{asked}: {}", shown.html);
        for button in shown.buttons() {
            assert!(
                !button.label.contains(TRICKS) && !button.label.contains('\n'),
                "{asked}: {:?}",
                button.label
            );
            assert!(button.url.is_none_or(|url| url.starts_with("https://")), "{asked}");
        }
    }
    fake.assert_clean();
}

#[tokio::test]
async fn what_a_group_was_shown_is_for_who_is_in_it() {
    let fake = FakeTelegram::start().await;
    let _bot = Bot::start(&fake).await;
    let group = fake.group(-1_001_234, "Newsroom").member(1, "May").member(2, "Ken");
    let (ken, pat) =
        (fake.private(2, "Ken").speaking("zh-hk"), fake.private(3, "Pat").speaking("zh-hk"));
    let answer = fake.reply_to(&group.says(1, &format!("/ask {QUESTION}")).await).await;
    let token =
        answer.data_of("匯出").expect("a button").split_once(':').expect("a token").1.to_owned();
    for payload in [format!("r-{token}-1"), format!("a-{token}"), format!("e-{token}")] {
        let refused = fake.reply_to(&pat.says(&format!("/start {payload}")).await).await;
        assert!(refused.text.starts_with("這個答案太舊"), "{payload}: {}", refused.text);
    }
    let page = fake.reply_to(&ken.says(&format!("/start r-{token}-1")).await).await;
    assert!(page.text.contains("登記用戶已超過48萬"), "{}", page.text);
    assert!(fake.calls("sendDocument").is_empty());
}

#[tokio::test]
async fn a_forged_press_shows_nothing_of_another_talk() {
    let fake = FakeTelegram::start().await;
    let bot = Bot::start(&fake).await;
    let (may, pat) =
        (fake.private(1, "May").speaking("zh-hk"), fake.private(3, "Pat").speaking("zh-hk"));
    let answer = fake.reply_to(&may.says(QUESTION).await).await;
    let search = fake.reply_to(&pat.says("/search 創科").await).await;
    let token = |data: Option<String>| {
        data.expect("a button").split(':').nth(1).expect("a token").to_owned()
    };
    let (mays, pats) = (token(answer.data_of("匯出")), token(search.data_of("[1]")));
    // A message that Telegram no longer shows comes without its buttons.
    let forge = |data: &str| {
        fake.push_raw(json!({"callback_query": {
            "id": format!("forged-{data}"), "chat_instance": "1", "data": data,
            "from": {"id": 3, "is_bot": false, "first_name": "Pat", "language_code": "zh-hk"},
            "message": {"chat": {"id": 3, "type": "private", "first_name": "Pat"}, "message_id": search.message_id, "date": 0},
        }}));
    };
    for data in ["e", "v"] {
        forge(&format!("{data}:{mays}{}", if data == "v" { ":u" } else { "" }));
    }
    forge(&format!("s:{mays}:1"));
    // Numbers that no button has.
    for data in [
        "f:TOKEN:18446744073709551615",
        "s:TOKEN:18446744073709551615",
        "q:TOKEN:18446744073709551615",
        "s:TOKEN:1:18446744073709551615",
    ] {
        forge(&data.replace("TOKEN", &pats));
    }
    forge("l:18446744073709551615:3");
    let answers = fake.wait_for_call("answerCallbackQuery", 8).await;
    let told = |answer: &&support::telegram::Call| {
        answer.params["text"].as_str().is_some_and(|text| text.starts_with("這個答案太舊"))
    };
    assert_eq!(answers.iter().filter(told).count(), 3, "{answers:?}");
    fake.all_confirmed().await;
    assert!(fake.calls("sendDocument").is_empty());
    let log = bot.stop().await.log;
    assert!(!log.contains("panic") && !log.contains("ERROR"), "{log}");
}
