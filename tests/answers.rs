//! What is answered, and what is not, over documents other than the shipped
//! ones: a real index on disk, a day to ask on, questions as people put them.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use innopolicy::answer::{Answerer, Note, Reply};
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::{Limits, load};
use innopolicy::index::Index;
use innopolicy::question::Query;
use innopolicy::retrieval::Retriever;

const REPORT: &str = "\
海濱長廊首段明年落成 全長12公里

【本報訊】發展局局長陳美儀昨日（11日）在記者會上表示，海濱長廊工程進展順利，首段目標於明年完成。工程由 2024 年 6 月動工，至今已完成六成。

2021年，政府就長廊走線諮詢公眾。當時收到逾300份意見書，其中八成支持臨海走線。

第三期工程正在招標，前兩期共批出7份合約，涉款18億元。局方去年為28億元預留撥款，今年增至35億元。

將有大型企業在啟德設立遊客中心。

申請攤位的商戶中，兩成半來自海外。諮詢委員會由陳國明擔任主席。

1 支援海濱商戶的措施

- 「海濱小店計劃」為小商戶提供最多5萬元資助
- 「夜市先導計劃」批出逾40個攤位
- 推出單車租借服務，設三個租借站

2 海濱長廊的設施

- 休憩設施包括涼亭、觀景台、飲水機及公廁
- 遊樂場設於中段，佔地2公頃
";

const CATALOG: &str = "\
[[document]]
path = \"report.txt\"
title = \"海濱長廊\"
publisher = \"測試報\"
published = 2026-03-12
";

const GLOSSARY: &str = "\
海濱長廊	Waterfront Promenade
夜市先導計劃	Night Market Pilot Scheme
";

struct Desk {
    _folder: tempfile::TempDir,
    answerer: Answerer,
}

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (corpus, data) = (folder.path().join("corpus"), folder.path().join("data"));
        std::fs::create_dir(&corpus).expect("a corpus");
        std::fs::write(corpus.join("report.txt"), REPORT).expect("a document");
        std::fs::write(corpus.join("catalog.toml"), CATALOG).expect("a catalogue");
        let corpus = load(&corpus, Limits { max_file_mb: 1 }).expect("loads");
        let (index, _) = Index::open_or_build(&data, &corpus, &mut |_| {}).expect("builds");
        let glossary = Glossary::parse(GLOSSARY, Path::new("glossary.tsv"));
        let retriever = Retriever::new(index, Arc::new(glossary.expect("parses")));
        Self { _folder: folder, answerer: Answerer::new(retriever, None) }
    }

    fn ask(&self, question: &str, day: &str) -> Reply {
        let day: NaiveDate = day.parse().expect("a day");
        let query = question.parse::<Query>().expect("a question").asked_on(day);
        self.answerer.answer(&query).expect("answers")
    }

    /// What is said to a question put on the day of the report.
    fn said(&self, question: &str) -> Vec<String> {
        let reply = self.ask(question, "2026-03-12");
        reply.claims().iter().map(|claim| claim.text.clone()).collect()
    }
}

/// The words that are marked in the first claim.
fn marked(reply: &Reply) -> Vec<&str> {
    let claim = reply.claims().first().expect("a claim");
    claim.highlight.iter().map(|range| &claim.text[range.clone()]).collect()
}

#[test]
fn a_heading_is_answered_by_its_list() {
    let desk = Desk::open();
    let said = desk.said("支援海濱商戶有哪些措施？");
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].contains("海濱小店計劃") && said[2].contains("三個租借站"), "{said:?}");
    assert!(!said.iter().any(|claim| claim.contains("涼亭")), "{said:?}");
}

#[test]
fn what_a_sentence_lists_is_marked() {
    let reply = Desk::open().ask("海濱長廊有哪些休憩設施？", "2026-03-12");
    assert_eq!(marked(&reply), ["涼亭、觀景台、飲水機及公廁"]);
}

#[test]
fn a_date_of_saying_is_not_the_date_of_what_is_said() {
    let desk = Desk::open();
    let reply = desk.ask("海濱長廊首段幾時完成？", "2026-03-12");
    assert_eq!(marked(&reply), ["明年"]);
    let short = reply.claims()[0].short.as_ref().expect("an answer in a line");
    assert_eq!(short.text, "明年（即2027年）");
    assert!(reply.notes.is_empty(), "{:?}", reply.notes);
    let reply = desk.ask("陳美儀幾時開記者會？", "2026-03-12");
    assert_eq!(marked(&reply), ["昨日（11日）"]);
}

#[test]
fn a_date_with_spaces_is_a_date() {
    let reply = Desk::open().ask("海濱長廊工程何時動工？", "2026-03-12");
    assert_eq!(marked(&reply), ["2024 年 6 月"]);
}

#[test]
fn today_is_the_day_of_asking() {
    let desk = Desk::open();
    let asked = |reply: &Reply| {
        reply.notes.iter().any(|note| matches!(note, Note::Asked { words, .. } if words == "今年"))
    };
    let then = desk.ask("今年預留多少撥款？", "2026-11-25");
    assert_eq!((then.outcome(), asked(&then)), ("answered", false));
    let later = desk.ask("今年預留多少撥款？", "2027-02-01");
    assert_eq!((later.outcome(), asked(&later)), ("nearest", true), "{:?}", later.claims());
}

#[test]
fn what_counts_another_thing_is_no_answer() {
    let desk = Desk::open();
    let other = desk.said("前兩期工程批出多少份意見書？");
    assert!(!other.iter().any(|claim| claim.contains("7份合約")), "{other:?}");
    let stations = desk.said("單車租借服務設多少個租借站？");
    assert!(stations[0].contains("三個租借站"), "{stations:?}");
}

#[test]
fn a_sentence_is_shown_with_the_one_that_dates_it() {
    let said = Desk::open().said("其中八成支持臨海走線的逾300份意見書在哪一年收到？");
    assert_eq!(
        said,
        ["2021年，政府就長廊走線諮詢公眾。當時收到逾300份意見書，其中八成支持臨海走線。"]
    );
}

#[test]
fn a_heading_or_the_words_before_a_list_are_no_answer_of_themselves() {
    let desk = Desk::open();
    for question in ["海濱長廊的設施是什麼？", "支援海濱商戶的措施是什麼？"]
    {
        let said = desk.said(question);
        assert!(!said.iter().any(|claim| claim.starts_with(['1', '2'])), "{said:?}");
    }
}

#[test]
fn an_english_reader_is_told_the_figure_and_when_it_was_so() {
    let desk = Desk::open();
    let reply = desk.ask("How much is the subsidy for small merchants at present?", "2026-11-25");
    let said = |words: &str| {
        reply
            .notes
            .iter()
            .any(|note| note.say(innopolicy::locale::Locale::of(reply.language)).contains(words))
    };
    assert_eq!(reply.outcome(), "answered", "{:?}", reply.citations());
    let short = reply.claims()[0].short.as_ref().expect("an answer in a line");
    assert_eq!(short.text, "up to HK$50,000");
    assert!(said("from a document of 12 March 2026"), "{:?}", reply.notes);
}

#[test]
fn the_two_spellings_of_what_ask_the_same() {
    let desk = Desk::open();
    let when = ["海濱長廊首段甚麼時候完成？", "海濱長廊首段什麼時候完成？"];
    for question in when {
        assert_eq!(marked(&desk.ask(question, "2026-03-12")), ["明年"], "{question}");
    }
}

#[test]
fn a_question_asked_again_has_the_same_answer_and_its_own_words() {
    let desk = Desk::open();
    let first = desk.ask("支援海濱商戶有哪些措施？", "2026-03-12");
    let again = desk.ask("支援海濱商戶有哪些措施?", "2026-03-12");
    let said =
        |reply: &Reply| reply.claims().iter().map(|claim| claim.text.clone()).collect::<Vec<_>>();
    assert_eq!(said(&first), said(&again));
    assert_eq!(
        (again.question.as_str(), again.searched.as_str()),
        ("支援海濱商戶有哪些措施?", "支援海濱商戶有哪些措施?")
    );
    // In Simplified characters it is folded to the same, and answered otherwise.
    let simplified = desk.ask("支援海滨商户有哪些措施？", "2026-03-12");
    assert!(said(&simplified)[0].contains("海滨小店计划"), "{:?}", said(&simplified));
}

#[test]
fn what_no_document_names_is_told() {
    let desk = Desk::open();
    let absent = |question: &str| {
        let reply = desk.ask(question, "2026-03-12");
        let names = reply.notes.iter().find_map(|note| match note {
            Note::Absent(names) => Some(names.clone()),
            _ => None,
        });
        assert_ne!(reply.outcome(), "answered", "{question}");
        names.unwrap_or_default()
    };
    assert_eq!(absent("「藍海先導計劃」批出幾多份合約？"), ["藍海先導計劃"]);
    assert_eq!(absent("SkyPilot Scheme II 批出幾多份合約？"), ["SkyPilot Scheme II"]);
    assert_eq!(absent("陳大文喺長廊做咩？"), ["陳大文"]);
    assert_eq!(absent("北海道有幾多間公司落戶？"), ["北海道"]);
    // The page is in Chinese, and may have it by another name.
    assert_eq!(absent("How many grants did the SkyPilot Scheme give?"), [""; 0]);
    assert_eq!(absent("個廣東話模型有幾準？"), [""; 0]);
}
