//! The command answers from the documents, for people and for programs.

#[path = "support/cli.rs"]
mod cli;

use serde_json::Value;

use cli::{Archive, SHIPPED, repository, solid};

#[test]
fn plain_questions_are_answered_with_their_source() {
    let archive = Archive::shipped();
    for (question, words, section) in [
        ("河套西橋幾時完工？", "明年", "孫東：龍頭企業將落戶元朗"),
        ("港話通有多少登記用戶？", "48萬", "5 全方位推動人工智能生態圈發展"),
        ("香港人工智能研發院獲批多少撥款？", "10億元", "5 全方位推動人工智能生態圈發展"),
        ("「智方便」有多少登記用戶？", "400萬", "6 建設數字政府"),
    ] {
        let said = archive.ask(question).said();
        let answer = said.lines().next().expect("an answer");
        assert!(answer.contains(words) && answer.ends_with("[1]"), "{question}\n{said}");
        let source = said.lines().find(|line| line.starts_with("[1] ")).expect("a source");
        assert!(source.contains("大公報 · 2025年12月29日 ›"), "{source}");
        assert!(said.contains("文件沒有印上完整日期，所示日期為推斷。"), "{said}");
        assert!(source.contains(section), "{source}");
    }
}

#[test]
fn a_question_on_something_else_is_refused_and_subjects_are_offered() {
    let said = Archive::shipped().ask("港鐵票價是多少？").said();
    assert!(said.starts_with("文件裏找不到這條問題的答案。\n文件談到的有：人工智能"), "{said}");
    assert!(!said.contains("[1]"), "{said}");
}

#[test]
fn the_bots_own_words_are_in_the_language_asked_for() {
    let archive = Archive::shipped();
    let said = |question, language| archive.run(&["ask", "--language", language, question]).said();
    let refused = |language| said("港鐵票價是多少？", language);
    assert!(refused("en").starts_with("The documents do not seem to answer this."));
    assert!(refused("zh-Hans").starts_with("文件里找不到"));
    assert!(refused("ZH-HANT").starts_with("文件裏找不到"));
    let dated = said("港話通有多少登記用戶？", "en");
    assert!(dated.contains("· 29 December 2025 ›"), "{dated}");
    assert!(dated.starts_with("more than 480,000 (超過48萬) [1]\n"), "{dated}");
    assert!(dated.contains("48萬"), "documents are quoted as they are: {dated}");
}

#[test]
fn a_text_is_verified_word_for_word_altered_by_its_figures_or_not_at_all() {
    let archive = Archive::shipped();
    let verified = |text: &str| -> Value {
        let said = archive.run(&["verify", "--json", text]).said();
        let found: Value = serde_json::from_str(&said).expect("JSON");
        found["statements"][0].clone()
    };
    let same = verified("暂时有1,400人在园区内工作");
    assert_eq!(same["finding"], "verbatim", "{same}");
    assert!(same["citations"][0]["quote"].as_str().is_some_and(|quote| quote.contains("1400人")));

    let altered = verified("現時有逾80間企業與園區簽約進駐，其中六成來自內地");
    assert_eq!(altered["finding"], "altered", "{altered}");
    let change = &altered["changes"][0];
    assert_eq!((&change["given"], &change["printed"]), (&"逾80間".into(), &"逾60間".into()));

    let denied = verified("現時未有逾60間企業與園區簽約進駐");
    assert_eq!(denied["finding"], "altered", "{denied}");

    let translated = verified("1,400 people work in the Hetao park.");
    assert_eq!(translated["finding"], "figures", "{translated}");

    for (claim, given, printed) in [
        ("港話通登記用戶已超過58萬", "超過58萬", "超過48萬"),
        ("河套西橋2027年竣工", "2027年", "明年"),
    ] {
        let altered = verified(claim);
        assert_eq!(altered["finding"], "altered", "words of the sentence are left out: {altered}");
        let mut changes = altered["changes"].as_array().expect("changes").iter();
        let told = |change: &Value| change["given"] == given && change["printed"] == printed;
        assert!(changes.any(told), "{altered}");
    }

    let inexact = verified("港話通登記用戶近48萬");
    assert_eq!(inexact["finding"], "figures", "{inexact}");
    let change = &inexact["changes"][0];
    assert_eq!((&change["given"], &change["printed"]), (&"近48萬".into(), &"超過48萬".into()));

    let absent = verified("政府將撥款987億元興建月球基地。");
    assert_eq!(absent["finding"], "absent", "{absent}");
    assert_eq!(absent["missing"][0], "987億元", "{absent}");
    assert_ne!(verified("0人在園區內工作")["finding"], "verbatim", "a part of a figure is none");
}

#[test]
fn a_sentence_with_the_figure_goes_before_one_that_is_only_alike() {
    let page = "由2025年9月1日起，「科研銜接計劃」的津貼額平均調高12%。\n\n\
        學士、碩士及博士畢業生的每月津貼上限分別為20,500元、23,800元及36,000元。\n";
    let archive = Archive::shipped().with("allowance.txt", page);
    let said = archive.run(&["verify", "--json", "科研銜接計劃嘅博士津貼係36,000元"]).said();
    let found: Value = serde_json::from_str(&said).expect("JSON");
    let statement = &found["statements"][0];
    assert_eq!(statement["finding"], "figures", "{statement}");
    let quote = statement["citations"][0]["quote"].as_str();
    assert!(quote.is_some_and(|quote| quote.contains("36,000元")), "{statement}");
}

#[test]
fn a_newer_page_of_another_year_denies_nothing() {
    let archive = Archive::shipped()
        .with(
            "2024.txt",
            "研發開支公布\n\n2024年12月9日\n\n2023年香港的研發總開支為330億元，按年增加一成。\n",
        )
        .with(
            "2025.txt",
            "研發開支公布\n\n2025年12月9日\n\n2024年香港的研發總開支為360億元，按年增加一成。\n",
        );
    let said = archive.run(&["verify", "--json", "2023年香港的研發總開支為330億元"]).said();
    let found: Value = serde_json::from_str(&said).expect("JSON");
    let statement = &found["statements"][0];
    assert_eq!(statement["finding"], "verbatim", "{statement}");
    assert!(statement["newer"].is_null(), "{statement}");
}

#[test]
fn each_sentence_of_a_text_is_verified_by_itself() {
    let said = Archive::shipped()
        .run(&["verify", "首三座大樓已投入運作。其中七成來自內地，相信是因為內地企業更早理解。"])
        .said();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "首三座大樓已投入運作。");
    assert_eq!(lines[1], "文件裏有這句話，字句相同。");
    assert!(said.contains("這裏是「七成」，文件是「六成」。"), "{said}");
    assert!(said.contains("\n[2] 大公報"), "{said}");
}

#[test]
fn who_prints_a_quote_is_not_what_it_is_about() {
    let question = "How many buildings of the Hetao Hong Kong park are in operation?";
    let said = Archive::shipped().run(&["ask", question]).said();
    assert!(said.contains("【大公報訊】"), "{said}");
    assert!(said.contains("The quote is about: Hong Kong-Shenzhen I&T Park"), "{said}");
    assert!(!said.contains("Ta Kung Pao"), "{said}");
}

#[test]
fn markdown_holds_the_answer_and_where_it_stands() {
    let archive = Archive::shipped();
    let printed =
        archive.run(&["ask", "--markdown", "--language", "en", "港話通有多少登記用戶？"]).said();
    assert!(printed.starts_with("# 港話通有多少登記用戶？\n\n**more than 480,000"), "{printed}");
    assert!(printed.contains("\n## Sources\n\n**\\[1\\]** "), "{printed}");
    assert!(printed.contains("\nta-kung-pao-2025-12-29-innovation.txt, "), "{printed}");
}

#[test]
fn json_is_one_object_on_one_line_with_every_key() {
    let archive = Archive::shipped();
    let printed = archive.run(&["ask", "--json", "  香港人工智能研發院\n獲批多少撥款？"]).said();
    assert_eq!(printed.matches('\n').count(), 1, "{printed}");
    let reply: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(reply["question"], "香港人工智能研發院 獲批多少撥款？");
    assert_eq!(reply["language"], "zh-Hant");
    assert_eq!(reply["outcome"], "answered");
    assert_eq!(reply["mode"], "extractive");
    assert!(reply["elapsed_ms"].as_f64().is_some_and(|elapsed| elapsed > 0.0));
    assert_eq!(reply["answer"][0]["citations"], serde_json::json!([1]));
    assert!(reply["answer"][0]["text"].as_str().is_some_and(|text| text.contains("10億元")));
    let mut citation = reply["citations"][0].clone();
    assert!(citation["quote"].as_str().is_some_and(|quote| quote.contains("10億元")));
    citation["quote"].take();
    insta::assert_snapshot!(format!("{citation:#}"), @r#"
    {
      "document": "ta-kung-pao-2025-12-29-innovation.txt",
      "end": 6534,
      "number": 1,
      "path": "ta-kung-pao-2025-12-29-innovation.txt",
      "published": "2025-12-29",
      "publisher": "大公報",
      "quote": null,
      "section": [
        "創科局回顧2025年十大工作成果 港創科發展全面提速 多項成就亮眼",
        "5 全方位推動人工智能生態圈發展"
      ],
      "start": 6398,
      "title": "孫東：龍頭企業將落戶元朗；創科局回顧2025年十大工作成果",
      "url": null
    }
    "#);
}

#[test]
fn json_of_a_refusal_has_the_same_keys_and_the_language_asked_for() {
    let archive = Archive::shipped();
    let answered = archive.json("港話通有多少登記用戶？");
    let arguments = ["ask", "--json", "--language", "en", "港鐵票價是多少？"];
    let refused: Value =
        serde_json::from_str(&archive.run(&arguments).said()).expect("one JSON object");
    let keys = |reply: &Value| -> Vec<String> {
        reply.as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(keys(&refused), keys(&answered));
    assert_eq!((&refused["language"], &refused["outcome"]), (&"en".into(), &"abstained".into()));
    assert_eq!(
        (&refused["answer"], &refused["citations"]),
        (&Value::Array(vec![]), &Value::Array(vec![]))
    );
}

/// One in so many of the gold questions is asked; they take a quarter of a
/// second each in a debug build.
const EVERY: usize = 9;

#[test]
fn every_citation_is_its_bytes_of_the_file() {
    let archive = Archive::shipped();
    let gold = std::fs::read_to_string(repository().join("tests/gold/seeds.jsonl")).expect("gold");
    let mut cited = 0;
    for line in gold.lines().step_by(EVERY) {
        let question: Value = serde_json::from_str(line).expect("a gold question");
        let reply = archive.json(question["text"].as_str().expect("a text"));
        let citations = reply["citations"].as_array().expect("citations");
        for (number, citation) in (1_u64..).zip(citations) {
            let bytes = String::from_utf8(archive.cited(citation)).expect("whole characters");
            assert_eq!(solid(&bytes), solid(citation["quote"].as_str().expect("a quote")));
            assert_eq!(citation["number"], number);
        }
        for claim in reply["answer"].as_array().expect("an answer") {
            let numbers = claim["citations"].as_array().expect("numbers");
            let known = |number: &Value| citations.iter().any(|c| &c["number"] == number);
            assert!(!numbers.is_empty() && numbers.iter().all(known), "{reply}");
        }
        cited += citations.len();
    }
    assert!(cited >= 20, "only {cited} citations were seen");
}

#[test]
fn a_chat_takes_each_line_of_standard_input_for_a_question() {
    let input = "港話通有多少登記用戶？\n\n？！\nHow many registered users does HKChat have?";
    let said = Archive::shipped().feed(&["chat"], input.as_bytes()).said();
    assert!(said.starts_with("1 份文件，63 段。"), "{said}");
    let turns: Vec<&str> = said.split("❯ ").skip(1).collect();
    assert_eq!(turns.len(), 3, "{said}");
    assert!(turns[0].contains("48萬") && turns[0].contains("[1] 大公報 · 2025年12月29日"));
    assert!(turns[1].contains("沒有文字可以查"), "{}", turns[1]);
    assert!(turns[2].contains("[1] 大公報 · 29 December 2025"), "{}", turns[2]);
}

#[test]
fn a_chat_has_commands() {
    let input = "港話通？\n/sources\n/search 河套西橋\n/verify 西橋目標於後年完成\n/dance 一下\n/exit\n西橋？\n";
    let said = Archive::shipped().feed(&["chat"], input.as_bytes()).said();
    let turns: Vec<&str> = said.split("❯ ").skip(1).collect();
    assert_eq!(turns.len(), 6, "{said}");
    assert!(turns[1].contains("大公報 · 2025年12月29日"), "{}", turns[1]);
    assert!(turns[2].contains("[1] 大公報") && turns[2].contains("西橋"), "{}", turns[2]);
    assert!(turns[3].contains("「後年」") && turns[3].contains("「明年」"), "{}", turns[3]);
    assert!(turns[4].contains("沒有這個指令"), "{}", turns[4]);
}

#[test]
fn an_answer_that_is_called_wrong_is_shown_with_its_place_in_the_words_of_who_says_so() {
    let input = "How many registered users does HKChat have?\n你錯咗\n答非所問\n";
    let said = Archive::shipped().feed(&["chat"], input.as_bytes()).said();
    let turns: Vec<&str> = said.split("❯ ").skip(1).collect();
    assert!(turns[1].contains("我只引述文件") && turns[1].contains("innovation.txt"), "{said}");
    assert!(turns[2].contains("請寫明計劃、機構或年份"), "{said}");
}

#[test]
fn without_a_token_the_bare_command_is_the_chat() {
    let said = Archive::shipped().feed(&[], "河套西橋幾時完工？\n".as_bytes()).said();
    assert!(said.contains("❯ 河套西橋幾時完工？\n") && said.contains("明年"), "{said}");
}

#[test]
fn a_file_without_an_entry_goes_by_its_own_name() {
    let archive = Archive::new().with("report.v2.md", "港鐵表示，河套站將於2034年啟用。\n");
    let citation = &archive.json("河套站何時啟用？")["citations"][0];
    assert_eq!(citation["title"], "report.v2");
    assert_eq!((&citation["publisher"], &citation["published"]), (&Value::Null, &Value::Null));
    assert!(archive.ask("河套站何時啟用？").said().contains("[1] report.v2 · 日期不詳"));
}

#[test]
fn flags_go_before_the_environment_and_that_before_the_settings_file() {
    let archive = Archive::shipped();
    std::fs::rename(archive.corpus(), archive.path().join("press")).expect("moved");
    let settings = "corpus = \"nowhere\"\ndata = \"kept\"\n";
    std::fs::write(archive.path().join("innopolicy.toml"), settings).expect("settings");
    assert!(archive.run(&["index"]).complained(4).contains("nowhere"));
    let archive = archive.variable("INNOPOLICY_CORPUS", "elsewhere");
    assert!(archive.run(&["index"]).complained(4).contains("elsewhere"));
    let said = archive.run(&["index", "--corpus", "press"]).said();
    assert!(said.starts_with("indexed: 1 documents, 63 passages"), "{said}");
    assert!(archive.path().join("kept/index").is_dir());
}

#[test]
fn the_doctor_says_what_is_in_order_and_what_is_not() {
    let archive = Archive::shipped();
    let said = archive.run(&["doctor"]).said();
    for words in ["documents  1 read, 0 left out", "63 passages", "no TELOXIDE_TOKEN"] {
        assert!(said.contains(words), "{said}");
    }
    let ill = Archive::new().run(&["doctor"]);
    assert_eq!(ill.code, Some(4), "{}", ill.stdout);
    assert!(ill.stdout.contains("FAILED") && ill.stdout.contains("seeds"), "{}", ill.stdout);
    // Each check is made, whatever the others find.
    assert!(ill.stdout.contains("no TELOXIDE_TOKEN"), "{}", ill.stdout);
}

#[test]
fn wrong_usage_is_explained() {
    let archive = Archive::shipped();
    let language = archive.run(&["ask", "--language", "fr", "河套"]);
    assert_eq!(language.code, Some(2));
    assert!(language.stderr.contains("\"fr\": use zh-Hant, zh-Hans or en"), "{}", language.stderr);
    assert_eq!(archive.run(&["ask"]).code, Some(2));
    assert_eq!(archive.run(&["aks"]).code, Some(2));
}

#[test]
fn the_readme_shows_the_help_as_it_is() {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("a README");
    let block = readme
        .split_once("<!-- usage -->")
        .and_then(|(_, rest)| rest.split_once("<!-- /usage -->"))
        .map(|(block, _)| block.trim())
        .expect("a block between <!-- usage --> and <!-- /usage -->");
    let shown = block.strip_prefix("```text\n").and_then(|text| text.strip_suffix("\n```"));
    // Editors take white space off the ends of lines, and clap leaves some.
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    let help = Archive::new().run(&["--help"]).said();
    assert_eq!(trimmed(shown.expect("a ```text fence")), trimmed(help.trim_end()));
}

#[test]
fn the_shipped_document_is_what_was_given() {
    // Offsets that people have kept point into this very file.
    let file = std::fs::read(repository().join("seeds").join(SHIPPED)).expect("shipped");
    assert_eq!(
        blake3::hash(&file).to_hex().as_str(),
        "99fd9aa3c236fd98d177059f5f09da1da224fa005f9a8524cf272ecf8d378fd0"
    );
}
