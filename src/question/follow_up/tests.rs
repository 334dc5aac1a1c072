//! Conversations, as tables: what was asked, what is asked, what is searched.

use super::*;

fn turn(question: &str) -> Turn {
    Turn {
        question: question.to_owned(),
        subject: None,
        document: None,
        outcome: Outcome::Answered,
    }
}

fn query(text: &str) -> Query {
    text.parse().expect("a question")
}

fn check(cases: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (before, asked, searched) in cases {
        let resolved = resolve(&query(asked), &[turn(before)]);
        if resolved.query.text() != *searched || !resolved.is_follow_up() {
            wrong.push(format!("{before} / {asked}: {} not {searched}", resolved.query));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_pronoun_takes_the_subject_of_the_turn_before() {
    check(&[
        ("有幾多企業簽約進駐？", "佢哋主要嚟自邊度？", "企業簽約進駐 主要嚟自邊度？"),
        ("西橋用咩方式通關？", "佢幾時完工？", "西橋 幾時完工？"),
        ("數碼港超算中心算力有多少？", "它何時啟用？", "數碼港超算中心算力 何時啟用？"),
        ("河套园区有多少家企业？", "他们来自哪里？", "河套园区 企业 来自哪里？"),
        ("智方便有幾多用戶？", "呢個平台邊個負責？", "智方便 平台邊個負責？"),
        (
            "How many firms have signed up?",
            "Where do they come from?",
            "firms signed Where do come from?",
        ),
        ("When will the west bridge be completed?", "Who can use it?", "west bridge Who can use ?"),
        ("What is the west bridge?", "Tell me more about it", "west bridge Tell me more about"),
        (
            "What is the RAISe+ Scheme?",
            "How much does it cost?",
            "RAISe+ Scheme How much does cost?",
        ),
        ("開放數據平台有幾多數據集？", "其中有幾多係交通？", "開放數據平台 數據集 有幾多係交通？"),
    ]);
}

#[test]
fn a_word_that_begins_as_an_opening_is_none() {
    let resolved = resolve(&query("那裡可以看實物？"), &[turn("樂齡智居最受歡迎的產品是什麼？")]);
    assert_eq!(resolved.query.text(), "那裡可以看實物？");
}

#[test]
fn what_is_no_name_takes_the_place_of_what_a_named_thing_is() {
    check(&[
        (
            "青嶼創新園有幾多成公司屬人工智能？",
            "生物科技呢？",
            "青嶼創新園有幾多成公司屬生物科技？",
        ),
        ("青嶼創新園有幾多公司？", "海港研究院呢？", "海港研究院有幾多公司？"),
        (
            "Who chairs the Flint Scheme?",
            "What about the microelectronics panel?",
            "Who chairs the microelectronics panel?",
        ),
        ("香港有幾多公司從事人工智能？", "深圳呢？", "深圳有幾多公司從事人工智能？"),
    ]);
}

#[test]
fn a_question_without_a_subject_takes_the_one_before() {
    check(&[
        ("西橋用咩方式通關？", "幾時完工？", "西橋 幾時完工？"),
        ("智航計劃收到幾多宗申請？", "批咗幾多？", "智航計劃收到 批咗幾多？"),
        ("海港研究院的盈餘是多少？", "2024年度盈餘呢？", "2024年度海港研究院的盈餘是多少？"),
        ("資金流有咩困難？", "點解？", "資金流 困難 點解？"),
        ("西橋用咩方式通關？", "邊個負責？", "西橋 邊個負責？"),
        ("河套西桥什么时候完工？", "为什么？", "河套西桥 完工 为什么？"),
        ("新型工業加速計劃是什麼？", "幾多錢？", "新型工業加速計劃 幾多錢？"),
        (
            "What is the I&T Industry-Oriented Fund?",
            "How much?",
            "I&T Industry-Oriented Fund How much?",
        ),
        (
            "What is the west bridge?",
            "When will that be completed?",
            "west bridge When will that be completed?",
        ),
        ("中試線設喺邊度？", "何時啟用？", "中試線 何時啟用？"),
        ("智方便是什么？", "有多少？", "智方便 有多少？"),
        ("Who runs Cyberport?", "Why?", "runs Cyberport Why?"),
    ]);
}

#[test]
fn a_measure_a_time_and_a_thing_take_their_own_places() {
    check(&[
        ("創科平台批咗幾多個項目？", "使用率呢？", "創科平台 使用率"),
        ("配對比例係幾多？", "優化前呢？", "優化前配對比例係幾多？"),
        ("e-Licence Hub有幾多商業用戶？", "個人用戶呢？", "e-Licence Hub有幾多個人用戶？"),
        ("What was revenue in 2024?", "And the net loss?", "What was net loss in 2024?"),
        ("邊個係評審委員會主席？", "佢幾時上任？", "評審委員會主席 幾時上任？"),
    ]);
}

#[test]
fn a_bare_noun_stands_for_the_name_that_ends_in_it() {
    check(&[
        ("智航計劃批咗幾多宗申請？", "計劃總監係邊個？", "智航計劃總監係邊個？"),
        ("What is the SkyPilot Scheme?", "Who runs the scheme?", "Who runs the SkyPilot Scheme?"),
    ]);
    for asked in
        ["星航計劃總監係邊個？", "RAISe+計劃總監係邊個？", "Who runs the StarPilot scheme?"]
    {
        let resolved = resolve(&query(asked), &[turn("智航計劃批咗幾多宗申請？")]);
        assert_eq!((resolved.query.text(), resolved.carried), (asked, None));
    }
}

#[test]
fn another_date_changes_the_date_alone() {
    check(&[
        ("2024年本地研發總開支是多少？", "2023年呢？", "2023年本地研發總開支是多少？"),
        ("2023年資助額是多少？", "How about 2021?", "2021年資助額是多少？"),
        ("2024年本地研發總開支是多少？", "咁舊年呢？", "舊年本地研發總開支是多少？"),
        ("智方便有幾多用戶？", "2021年嗰陣呢？", "2021年智方便有幾多用戶？"),
        ("智方便有几多用户？", "2021年的时候呢？", "2021年智方便有几多用户？"),
        (
            "How many users does iAM Smart have?",
            "And back in 2021?",
            "How many users does iAM Smart have back in 2021?",
        ),
        ("港話通而家有幾多用戶？", "咁2022年呢？", "2022年港話通有幾多用戶？"),
        ("2024年研发开支是多少？", "去年呢？", "去年研发开支是多少？"),
        ("What was R&D expenditure in 2025?", "and in 2024?", "What was R&D expenditure in 2024?"),
        (
            "What was R&D expenditure in 2025?",
            "what about last year?",
            "What was R&D expenditure in last year?",
        ),
        ("本地研發總開支是多少？", "2023年呢？", "2023年本地研發總開支是多少？"),
        ("計劃現時上限是多少？", "之前呢？", "之前計劃上限是多少？"),
        ("Who is the chair now?", "and before?", "Who is the chair before?"),
        ("計劃在2023年接獲幾多宗申請？", "之前呢？", "計劃在2022年接獲幾多宗申請？"),
        ("2023/24年度批出幾多宗申請？", "之前呢？", "之前呢？"),
        ("園區有多少租戶？", "2024年3月時呢？", "2024年3月園區有多少租戶？"),
        ("香港今年排名第幾？", "那2024年呢？", "香港2024年排名第幾？"),
    ]);
}

#[test]
fn another_subject_takes_the_slot_that_it_fits() {
    check(&[
        ("西橋幾時完工？", "嗰東橋呢？", "東橋幾時完工？"),
        ("河套西橋幾時完工？", "咁東橋呢？", "河套東橋幾時完工？"),
        ("河套香港園區有幾多企業？", "深圳園區呢？", "河套深圳園區有幾多企業？"),
        ("人流有咩安排？", "咁資金流呢？", "資金流有咩安排？"),
        ("物流有什麼安排？", "那數據流呢？", "數據流有什麼安排？"),
        ("西桥什么时候完工？", "那东桥呢？", "东桥什么时候完工？"),
        (
            "When will the west bridge be completed?",
            "what about the east one?",
            "When will the east bridge be completed?",
        ),
        (
            "When will the west bridge be completed?",
            "And the east bridge?",
            "When will the east bridge be completed?",
        ),
        ("第一期幾時招標？", "第二期呢？", "第二期幾時招標？"),
        ("第一個樞紐喺邊度？", "第二個呢？", "第二個樞紐喺邊度？"),
        ("西橋幾時完工？", "園區呢？", "園區幾時完工？"),
        ("智航計劃有幾多宗申請獲批？", "被拒呢？", "智航計劃有幾多宗申請被拒？"),
        ("有多少宗申請被拒？", "獲批的呢？", "有多少宗申請獲批？"),
        ("西橋幾時完工？", "那造價呢？", "西橋 造價"),
        ("產學研1+計劃資助咗幾多個項目？", "第三輪呢？", "第三輪 產學研1+計劃資助咗幾多個項目？"),
        ("有幾多企業簽約進駐？", "海外呢？", "海外 有幾多企業簽約進駐？"),
        ("智方便有幾多用戶？", "港話通呢？", "港話通有幾多用戶？"),
        (
            "數碼灣園區人工智能企業比例是多少？",
            "生物科技企業比例呢？",
            "數碼灣園區生物科技企業比例是多少？",
        ),
        ("海灣機械人先導計劃總撥款是多少？", "綠芯培訓計劃呢？", "綠芯培訓計劃總撥款是多少？"),
        ("How many users does iAM Smart have?", "And HKChat?", "How many users does HKChat have?"),
        ("內地企業佔幾多？", "海外呢？", "海外企業佔幾多？"),
        ("第二期幾時完成？", "How about the first?", "第一期幾時完成？"),
        ("西橋幾時完工？", "and the east one?", "東橋幾時完工？"),
        ("內地企業佔幾多？", "How about overseas?", "海外企業佔幾多？"),
        ("有幾多創科項目？", "海外科研人員呢？", "海外科研人員 有幾多創科項目？"),
        (
            "When will the second phase be completed?",
            "第三期呢？",
            "When will the third phase be completed?",
        ),
        (
            "港會通幾時推出？",
            "What about the second phase of Hetao?",
            "second phase of Hetao幾時推出？",
        ),
        ("智方便有幾多用戶？", "同港話通比邊個多？", "港話通有幾多用戶？"),
        ("智方便有幾多用戶？", "咁同港話通相比呢？", "港話通有幾多用戶？"),
        (
            "How many users does iAM Smart have?",
            "How does that compare with HKChat?",
            "How many users does HKChat have?",
        ),
        ("智方便有幾多用戶？", "Compared with HKChat?", "HKChat有幾多用戶？"),
    ]);
}

#[test]
fn what_was_named_before_is_the_context_of_a_question_that_names_nothing() {
    for (before, asked, expected) in [
        ("河套第一期幾時招標？", "第二期有幾多塊地？", Some("河套")),
        ("智航計劃批咗幾多宗申請？", "拒咗幾多宗申請？", Some("智航計劃")),
        ("What is the SkyPilot Scheme?", "How many were rejected?", Some("SkyPilot Scheme")),
        ("港話通幾時推出？", "有幾多用戶？", Some("港話通")),
        ("評審委員會幾時成立？", "有幾多成員？", Some("評審委員會")),
        ("有幾多企業進駐河套？", "點樣申請資助？", None),
        ("第一期幾時招標？", "第二期有幾多塊地？", None),
        ("河套幾時開園？", "河套有幾多塊地？", None),
        ("河套是甚麼？", "龍坪是甚麼？", None),
        ("智航計劃批咗幾多宗申請？", "使用率係咩？", Some("智航計劃")),
        ("智航計劃批咗幾多宗申請？", "星航計劃批咗幾多宗申請？", None),
        ("What is the SkyPilot Scheme?", "How many did the StarPilot Scheme receive?", None),
        ("What is the SkyPilot Scheme?", "how many did the starpilot scheme get?", None),
        ("智航計劃批咗幾多宗申請？", "星航计划批了多少宗申请？", None),
        ("數碼港有幾多間初創？", "全港有幾多間初創？", None),
        ("How many users does iAM Smart have?", "How many services?", Some("iAM Smart")),
        ("How many firms from Shenzhen are in Hetao?", "How many labs?", Some("Shenzhen")),
    ] {
        let named = context(&query(asked), &[turn(before)]);
        assert_eq!(named.as_deref(), expected, "{before} / {asked}");
    }
}

#[test]
fn the_year_before_and_what_was_meant_are_asked_of_the_same() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 29).expect("a day");
    let read = |before: &str, asked: &str| {
        let resolved = resolve(&query(asked).asked_on(day), &[turn(before)]);
        resolved.query.text().to_owned()
    };
    for (before, asked, expected) in [
        ("智航計劃2023年批咗幾多宗？", "再之前嗰年呢？", "智航計劃2022年批咗幾多宗？"),
        ("智航計劃2023至24年度批咗幾多宗？", "再之前嗰年呢？", "智航計劃2022至23年度批咗幾多宗？"),
        ("舊年智航計劃批咗幾多宗？", "再前一年呢", "2024年智航計劃批咗幾多宗？"),
        (
            "How many users did it have in 2023?",
            "and the year before?",
            "How many users did it have in 2022?",
        ),
        (
            "How many tenants does Hetao have?",
            "舊年呢？",
            "How many tenants does Hetao have in 2025?",
        ),
        ("智航計劃幫過幾多間公司？", "唔係，我係問上一年度", "之前智航計劃幫過幾多間公司？"),
        ("智航計劃批咗幾多宗？", "唔係，我係問星航計劃", "星航計劃批咗幾多宗？"),
        ("智航計劃2024年批咗幾多宗？", "不是，我问的是2022年", "智航計劃2022年批咗幾多宗？"),
        (
            "How many users does iAM Smart have?",
            "no, I meant HKChat",
            "How many users does HKChat have?",
        ),
        ("智航計劃批咗幾多宗？", "唔係，我係問幾時截止？", "智航計劃 幾時截止"),
        ("智航計劃上限係幾多？", "咁審批要幾耐？", "智航計劃 咁審批要幾耐？"),
        ("智航計劃資助上限係幾多？", "佢幾時推出？", "智航計劃 幾時推出？"),
    ] {
        assert_eq!(read(before, asked), expected, "{before} / {asked}");
    }
    // 科技 of 科技園 is a part of its name.
    let resolved = resolve(&query("生物科技呢？"), &[turn("北原科技園有幾多間初創屬人工智能？")]);
    assert!(!resolved.query.text().contains("生物科技園"), "{}", resolved.query.text());
    assert_eq!(context(&query("簡介會幾時舉行？"), &[turn("要咩資格？")]), None);
    assert_eq!(context(&query("簡介會幾時舉行？"), &[turn("資格係咩？")]), None);
}

#[test]
fn a_new_topic_takes_nothing_from_the_old() {
    for asked in [
        "智方便有幾多登記用戶？",
        "香港智慧城市排名第幾？",
        "數碼港超算中心算力有幾多？",
        "InnoHK 係咩嚟？",
        "點解要起跨境橋？",
        "2024年本地研發開支是多少？",
        "创科产业引导基金规模有多大？",
        "微电子中心的中试线什么时候投入服务？",
        "How many users does iAM Smart have?",
        "When will the pilot lines open?",
        "What is InnoHK and who runs it?",
        "Is it true that Hong Kong ranks fourth?",
        "六大產業係邊六大？",
        "河套幾時開園呢？",
        "今年有咩創科盛事？",
        "其他園區有幾多企業？",
        "and what is InnoHK?",
        "咁新田科技城有幾多個樞紐？",
        "創科局長是誰？",
        "智方便 用戶",
        "How many IT firms are in the park?",
        "你係邊個？",
        "Who are you?",
        "其實跨境橋有幾多條？",
        "应该怎样申请资助？",
        "第二期的資助上限呢？",
        "和去年比較，申請增加了多少？",
        "同埋資助比例係幾多？",
        "How many users has HKChat compared with WeChat?",
        "咁你覺得應唔應該繼續投？",
    ] {
        let resolved = resolve(&query(asked), &[turn("河套西橋幾時完工？")]);
        assert_eq!((resolved.query.text(), resolved.carried), (asked, None));
    }
    let asked = "How about the funding ceiling of the second phase?";
    for turns in [Vec::new(), vec![turn("第二期幾時推出？")]] {
        let resolved = resolve(&query(asked), &turns);
        let expected = "the funding ceiling of the second phase?";
        assert_eq!((resolved.query.text(), resolved.carried), (expected, None));
    }
}

#[test]
fn a_follow_up_of_a_follow_up_finds_the_subject() {
    let mut turns = vec![turn("西橋用咩方式通關？")];
    for (asked, searched) in [
        ("佢幾時完工？", "西橋 幾時完工？"),
        ("東橋呢？", "東橋 幾時完工？"),
        ("點解？", "東橋 完工 點解？"),
    ] {
        let resolved = resolve(&query(asked), &turns);
        assert_eq!(resolved.query.text(), searched);
        turns.insert(0, turn(resolved.query.text()));
    }
}

#[test]
fn without_a_turn_or_a_subject_nothing_is_carried() {
    assert!(!resolve(&query("佢幾時完工？"), &[]).is_follow_up());
    assert!(!resolve(&query("點解？"), &[turn("點解？")]).is_follow_up());
    let section = Turn { subject: Some("河套香港園區".into()), ..turn("有咩？") };
    let resolved = resolve(&query("佢幾時完工？"), &[section]);
    assert_eq!(resolved.carried, Some(Carried::Subject("河套香港園區".into())));
}

#[test]
fn a_turn_that_found_nothing_is_passed_over() {
    let nothing = Turn { outcome: Outcome::Abstained, ..turn("點解？") };
    let resolved = resolve(&query("佢幾時完工？"), &[nothing, turn("西橋用咩方式通關？")]);
    assert_eq!(resolved.query.text(), "西橋 幾時完工？");
}

#[test]
fn a_question_that_found_nothing_is_what_is_spoken_about() {
    for (asked, follow_up, searched) in [
        ("港鐵票價是多少？", "佢幾時生效？", "港鐵票價 幾時生效？"),
        ("What is the MTR fare?", "When will it rise?", "MTR fare When will rise?"),
    ] {
        let nothing = Turn { outcome: Outcome::Abstained, ..turn(asked) };
        let resolved = resolve(&query(follow_up), &[nothing, turn("西橋用咩方式通關？")]);
        assert_eq!(resolved.query.text(), searched);
    }
}

#[test]
fn what_is_carried_stays_within_a_question() {
    let long = turn(&format!("{}幾時完工？", "港".repeat(4000)));
    let asked = format!("佢{}？", "幾時".repeat(1000));
    assert!(resolve(&query(&asked), &[long]).query.text().encode_utf16().count() <= LONGEST);
}

#[test]
fn turns_are_stored_as_they_are_named() {
    let json = serde_json::to_string(&turn("西橋？")).expect("serialises");
    assert_eq!(json, r#"{"question":"西橋？","subject":null,"outcome":"answered"}"#);
}

proptest::proptest! {
    #[test]
    fn any_conversation_is_resolved(
        asked in "[佢咁呢點解邊度幾時2024年橋東西a-z ?？]{1,20}",
        before in "[佢咁呢點解邊度幾時2024年橋東西a-z ?？]{0,20}",
    ) {
        if let Ok(asked) = asked.parse::<Query>() {
            let resolved = resolve(&asked, &[turn(&before)]);
            proptest::prop_assert!(resolved.is_follow_up() || resolved.query == asked);
        }
    }
}
