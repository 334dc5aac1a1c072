//! The shipped reader, in the command that people run.

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use cli::{Archive, repository};

const PARK_2023: &str = "雲海科學園租戶增至128間\n\n2023-06-01\n\n\
    雲海科學園公司公布，截至五月底，園區共有128間企業進駐，較去年同期增加16間，租用率為八成五。\n\n\
    園區公司主席李文輝表示，第二期大樓將於2027年落成，屆時可多容納四十間企業。\n";
const PARK_2025: &str = "雲海科學園租戶突破一百六十間\n\n2025-06-03\n\n\
    雲海科學園公司公布，截至五月底，園區共有163間企業進駐，較去年同期增加21間，租用率升至九成二。\n\n\
    園區公司主席陳美玲表示，第二期大樓延至2028年落成，屆時可多容納四十間企業。\n";
const SCHEME: &str = "Flint Scheme opens for applications\n\nMay 6, 2025\n\n\
    The Flint Scheme opened for applications today. Each approved project may receive up to \
    HK$8 million, on a matching basis of one to one.\n\n\
    The scheme is administered by the Applied Research Council, which expects to approve about \
    30 projects in the first year.\n";

fn reader() -> PathBuf {
    repository().join("models/reader")
}

/// The archive, answered from by the reader in `folder`.
fn read_by(archive: Archive, folder: &std::path::Path) -> Archive {
    archive.variable("INNOPOLICY_READER_MODEL", &folder.display().to_string())
}

fn park() -> Archive {
    let archive = Archive::new().with("2023.txt", PARK_2023).with("2025.txt", PARK_2025);
    read_by(archive.with("scheme.txt", SCHEME), &reader())
}

fn cited(reply: &Value) -> Vec<&str> {
    let citations = reply["citations"].as_array().expect("citations");
    citations.iter().filter_map(|citation| citation["document"].as_str()).collect()
}

#[test]
fn a_document_in_another_language_is_found_and_quoted_as_it_is() {
    let archive = park();
    for question in ["燧石計劃每個項目最多資助幾多錢？", "Flint Scheme 每个项目最多可获多少资助？"]
    {
        let reply = archive.json(question);
        assert_eq!(cited(&reply).first(), Some(&"scheme.txt"), "{reply}");
        assert!(reply.to_string().contains("HK$8 million"), "{reply}");
    }
    let reply = archive.json("How many companies are in the Yunhai science park?");
    assert_eq!(cited(&reply).first(), Some(&"2025.txt"), "{reply}");
}

#[test]
fn the_newest_is_said_first_and_earlier_ones_with_their_day() {
    let archive = park();
    let reply = archive.json("雲海科學園有多少間企業進駐？");
    assert_eq!(reply["outcome"], "answered", "{reply}");
    let claims = reply["answer"].as_array().expect("claims");
    assert!(claims[0]["text"].as_str().is_some_and(|text| text.contains("163間")), "{reply}");
    assert_eq!(claims[1]["as_of"], "2023-06-01", "{reply}");
    assert!(claims[1]["text"].as_str().is_some_and(|text| text.contains("128")), "{reply}");
    assert_eq!(cited(&reply), ["2025.txt", "2023.txt"]);
    let kinds: Vec<&Value> =
        reply["notes"].as_array().expect("notes").iter().map(|note| &note["kind"]).collect();
    assert!(kinds.contains(&&Value::from("differs")), "{reply}");

    let reply = archive.json("2023年雲海科學園有多少間企業進駐？");
    assert_eq!(cited(&reply).first(), Some(&"2023.txt"), "{reply}");
    assert!(reply.to_string().contains("128間"), "{reply}");
}

/// The newer ones name the scheme in their title alone, or in another language, so that the
/// oldest is likeliest by far.
#[test]
fn what_a_newer_document_may_deny_is_not_said_as_sure() {
    let archive = Archive::new()
        .with(
            "2022.txt",
            "創新科技署公布「綠色運算資助計劃」成立\n新聞公報\n2022年5月17日\n\n\
             創新科技署今日（五月十七日）宣布推出「綠色運算資助計劃」，每個項目的資助上限為\
             八十萬元，為期十八個月。首輪申請於七月三十一日截止。\n",
        )
        .with(
            "2024.txt",
            "立法會九題：綠色運算資助計劃\n2024年6月12日\n\n答覆：\n\n\
             （一）計劃自推出以來共收到五百一十九宗申請。\n\n\
             （二）由二○二四年四月起，每個項目的資助上限已調高至一百二十萬元。\n",
        )
        .with(
            "2026.txt",
            "Speech by Commissioner for Innovation and Technology at Green Computing Forum\n\
             20 March 2026\n\nLadies and gentlemen, good morning.\n\n\
             The Green Computing Subsidy Scheme has approved 402 projects so far, involving \
             HK$376 million. From July this year, the funding ceiling will be raised to \
             HK$2 million per project.\n",
        );
    let reply = read_by(archive, &reader()).json("綠色運算資助計劃而家每個項目最多有幾多錢？");
    assert_eq!(reply["outcome"], "nearest", "{reply}");
    let mut documents = cited(&reply);
    documents.sort_unstable();
    assert_eq!(documents, ["2022.txt", "2024.txt", "2026.txt"], "{reply}");
    assert_eq!(reply["notes"][0]["kind"], "of_days", "{reply}");
    assert_eq!(reply["notes"][0]["newest"], "2026-03-20", "{reply}");
}

#[test]
fn of_a_name_that_no_document_has_nothing_may_be_the_answer() {
    let reply = park().json("「燧石計劃加強版」有多少間企業進駐？");
    assert_eq!(reply["outcome"], "nearest", "{reply}");
    assert_eq!(reply["notes"][0]["names"][0], "燧石計劃加強版", "{reply}");
    let citations = reply["citations"].as_array().expect("citations");
    assert!(citations.iter().all(|one| one.get("possible").is_none()), "{reply}");
    let known = park().json("「雲海科學園」2021年有多少間企業進駐？");
    assert!(
        known["notes"]
            .as_array()
            .is_some_and(|notes| notes.iter().all(|note| note["kind"] != "absent"))
    );
}

/// The reply says 先導計劃 or nothing of it, and its parts are far down among what has the
/// words of the question.
#[test]
fn a_newer_reply_is_read_though_its_title_alone_names_the_scheme() {
    let press = "創新科技署推出「海濱感應先導計劃」\n\n2021-03-15\n\n\
        創新科技署今日宣布推出為期三年的「海濱感應先導計劃」，預留二億元，資助地區團體試用本地研發的感應器。\
        每個項目的資助上限為一百五十萬元，團體須承擔項目成本的百分之十。\n";
    let reply = "立法會十二題：海濱感應先導計劃的進展\n\n2023-11-22\n\n問題：\n\n\
        政府於二○二一年推出「海濱感應先導計劃」（先導計劃）。就此，政府可否告知本會：\n\n\
        （一）先導計劃推出至今，每年收到及批出的申請宗數為何；\n\n\
        （二）有否計劃提高每個項目的資助上限；如有，詳情為何；及\n\n\
        （三）會否把先導計劃恆常化？\n\n答覆：\n\n主席：\n\n\
        （一）截至二○二三年十月底，先導計劃共收到312宗申請，其中187宗獲批。獲批項目按年分布如下：\n\n\
        年份 | 收到申請 | 獲批\n2021 | 74 | 41\n2022 | 126 | 79\n\n\
        （二）考慮到業界意見，我們由二○二三年九月起已把每個項目的資助上限由150萬元提高至240萬元，\
        團體的承擔比例則維持一成。\n\n\
        （三）我們正檢視成效，暫未有恆常化的決定。\n";
    let archive = Archive::new().with("2021.txt", press).with("2023.txt", reply);
    let reply = read_by(archive, &reader()).json("海濱感應先導計劃而家每個項目最多資助幾多錢？");
    assert_eq!(cited(&reply).first(), Some(&"2023.txt"), "{reply}");
    let section = reply["citations"][0]["section"].to_string();
    assert!(section.contains("有否計劃提高每個項目的資助上限"), "{section}");
    if let Some(claim) = reply["answer"].get(0) {
        assert!(claim["text"].as_str().is_some_and(|text| text.contains("240萬元")), "{reply}");
    }
}

#[test]
fn what_was_raised_is_told_as_raised() {
    let press = "海濱創科基金接受申請\n\n2021-03-04\n\n\
        創新科技署今日公布，海濱創科基金即日起接受申請，每個項目最多可獲資助500萬元，為期不多於24個月。\n";
    let reply = "立法會十二題：海濱創科基金\n\n2023-06-14\n\n\
        因應業界意見，我們已於今年四月把每個項目的資助上限由500萬元提高至800萬元，\
        項目期亦由24個月延長至36個月。\n";
    let archive = Archive::new().with("2021.txt", press).with("2023.txt", reply);
    let archive = read_by(archive, &reader());
    let reply = archive.json("海濱創科基金而家每個項目最多資助幾多錢？");
    let claims = reply["answer"].as_array().expect("claims");
    // Whether it is sure or not, what holds no longer is never said as what holds.
    if let Some(claim) = claims.first() {
        assert!(claim["text"].as_str().is_some_and(|text| text.contains("800萬")), "{reply}");
        assert_eq!(claims[1]["as_of"], "2021-03-04", "{reply}");
    }
    assert!(cited(&reply).contains(&"2023.txt"), "{reply}");
    let of_then = archive.json("2021年海濱創科基金每個項目最多資助幾多錢？");
    assert_eq!(cited(&of_then).first(), Some(&"2021.txt"), "{of_then}");
}

/// One archive for all that is asked of the shipped page: to read it takes a while.
#[test]
fn the_shipped_page_is_read_with_care() {
    let archive = read_by(Archive::shipped(), &reader());
    what_may_well_answer_is_not_said_to_be_lacking(&archive);
    what_two_passages_say_alike_is_said(&archive);
    what_is_said_of_a_sibling_is_not_said(&archive);
    a_way_is_not_made_up(&archive);
}

/// As the README shows it first.
fn what_two_passages_say_alike_is_said(archive: &Archive) {
    let said = archive.ask("河套西橋幾時完工？").said();
    assert!(said.starts_with("明年（即2026年） [1]"), "{said}");
    assert!(said.contains("其中西橋已動工，目標於明年完成"), "not by its heading: {said}");
}

fn what_is_said_of_a_sibling_is_not_said(archive: &Archive) {
    // The page has each of these of the other scheme, programme or bridge.
    for question in [
        "新型工業化資助計劃總投資額幾多？",
        "新型工業加速計劃支持幾多條生產線？",
        "港會通登記用戶有多少？",
        "東橋採用什麼通關模式？",
    ] {
        let reply = archive.json(question);
        assert_ne!(reply["outcome"], "answered", "{reply}");
    }
}

fn a_way_is_not_made_up(archive: &Archive) {
    for question in ["點樣申請產學研1+計劃？", "怎樣申請新型工業加速計劃？"]
    {
        let said = archive.ask(question).said();
        assert!(said.contains("找不到能肯定說明怎樣申請的句子"), "{said}");
    }
}

fn what_may_well_answer_is_not_said_to_be_lacking(archive: &Archive) {
    let said = archive.ask("港話通有幾多人登記？").said();
    assert!(said.starts_with("未能肯定答案。"), "{said}");
    assert!(said.contains("48萬") && !said.contains("找不到直接說明"), "{said}");
}

#[test]
fn what_a_newer_document_may_say_is_shown_beside_an_older_answer() {
    let first = "啟航孵化計劃首年成績理想\n\n2022-11-08\n\n\
        創新科技署公布，啟航孵化計劃推出首年共收到412份申請，批出96份。\n";
    let speech = "Speech at the Launchpad Demo Day\n\n2025-06-18\n\n\
        As at the end of May 2025, the Launchpad Incubation Programme (啟航孵化計劃) had received \
        2,310 applications and approved 604 of them.\n";
    let archive = Archive::new().with("2022.txt", first).with("2025.txt", speech);
    let reply = read_by(archive, &reader()).json("啟航孵化計劃批咗幾多份申請？");
    // Said or shown, the newest is there, and the reader is told.
    assert!(cited(&reply).contains(&"2025.txt"), "{reply}");
    assert!(reply.to_string().contains("604"), "{reply}");
    if reply["answer"][0]["text"].as_str().is_some_and(|text| text.contains("96")) {
        let newer = serde_json::json!({"kind": "newer", "day": "2025-06-18"});
        assert!(reply["notes"].as_array().is_some_and(|notes| notes.contains(&newer)), "{reply}");
    }
}

#[test]
fn a_reprint_counts_once_and_is_named() {
    let reprint = PARK_2025.replace("2025-06-03", "2025-06-04").replace("公布", "昨日公布");
    let archive = park().with("reprint.txt", reprint);
    let reply = archive.json("雲海科學園有多少間企業進駐？");
    let first = &reply["citations"][0];
    assert_eq!(first["document"], "2025.txt", "{reply}");
    assert_eq!(first["copies"], serde_json::json!(["reprint.txt"]), "{reply}");
    assert!(!cited(&reply).contains(&"reprint.txt"), "{reply}");
}

/// The files of vectors of an archive.
fn vectors(archive: &Archive) -> Vec<PathBuf> {
    let files =
        archive.indexes().into_iter().flat_map(|folder| fs::read_dir(folder).expect("reads"));
    let paths = files.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.to_string_lossy().contains("vectors-")).collect()
}

#[test]
fn vectors_are_made_once() {
    let archive = park();
    archive.run(&["index"]).said();
    archive.json("雲海科學園的主席是誰？");
    let made = vectors(&archive);
    assert_eq!(made.len(), 1, "{made:?}");
    let time = || fs::metadata(&made[0]).and_then(|file| file.modified()).expect("a time");
    let first = time();
    archive.json("雲海科學園的租用率是多少？");
    assert_eq!((vectors(&archive), time()), (made.clone(), first));
}

#[test]
fn only_a_changed_document_has_new_vectors() {
    /// Where a row has its scale, behind the key of its words.
    const SCALE: std::ops::Range<usize> = 16..20;
    let archive = park();
    archive.json("雲海科學園的主席是誰？");
    let made = vectors(&archive).remove(0);
    let mut rows = fs::read(&made).expect("rows");
    let passages = archive.run(&["passages"]).said().lines().count();
    let width = rows.len() / passages;
    // A scale that no vector has, to know the rows again.
    rows.chunks_mut(width).for_each(|row| row[SCALE].fill(0));
    fs::write(&made, rows).expect("marked");
    archive.write("scheme.txt", SCHEME.replace("about 30", "about 50"));
    // The index that is between them has no vectors, and hands on what it was handed.
    archive.run(&["index"]).said();
    archive.write("new.txt", "燧石計劃今年批出兩個項目。\n");
    archive.json("雲海科學園的主席是誰？");
    let now = vectors(&archive);
    assert_eq!(now.len(), 1, "what was handed on is not kept: {now:?}");
    let rows = fs::read(&now[0]).expect("rows");
    let marked = rows.chunks(width).filter(|row| row[SCALE] == [0; 4]).count();
    // Of the scheme's three passages one has other words, and one is new.
    assert_eq!((rows.len() / width, marked), (passages + 1, passages - 1));
}

#[test]
fn without_its_files_words_alone_answer_and_it_is_said_once() {
    let nowhere = repository().join("models/nowhere");
    let said = read_by(Archive::station(), &nowhere).still_answers();
    assert_eq!(said.matches("answers are chosen by their words alone").count(), 1, "{said}");
    assert!(said.contains("reader.toml: not there"), "{said}");

    let folder = tempfile::tempdir().expect("a folder");
    for file in ["reader.toml", "tokenizer.json"] {
        fs::copy(reader().join(file), folder.path().join(file)).expect("a copy");
    }
    fs::write(folder.path().join("model.onnx"), "?").expect("written");
    let broken = read_by(Archive::station(), folder.path());
    assert!(broken.still_answers().contains("model.onnx is no model"));
    let told = broken.run(&["doctor"]);
    assert!(told.stdout.contains("model.onnx is no model"), "{}", told.stdout);
    let sound = read_by(Archive::station(), &reader()).run(&["doctor"]);
    assert!(sound.stdout.contains("innopolicy-reader"), "{}", sound.stdout);
}

/// Two schemes that no glossary has, one of which is spoken about.
#[test]
fn a_question_that_names_nothing_is_of_what_was_named_and_a_figure_of_its_own_scheme() {
    let page = "「智航計劃」及「星航計劃」進展\n\n2026-04-09\n\n\
        截至三月底，「智航計劃」共接獲312宗申請，其中187宗獲批；另有58宗申請被拒，其餘仍在處理。\n\n\
        「星航計劃」則接獲95宗申請，41宗獲批，30宗申請被拒。\n";
    let archive = read_by(Archive::new().with("page.txt", page), &reader());
    let said = archive.feed(&["chat"], "智航計劃有幾多宗申請獲批？\n拒咗幾多宗申請？\n".as_bytes());
    let said = said.said();
    assert!(said.contains("187宗 [1]"), "{said}");
    assert!(said.contains("58宗 [1]\n承上題，關於「智航計劃」。"), "{said}");
    let reply = archive.json("星航計劃有幾多宗申請獲批？");
    assert!(reply["citations"][0]["quote"].to_string().contains("41宗"), "{reply}");
    assert!(!reply["answer"].to_string().contains("187"), "{reply}");
}
