//! What a figure or a name is said of: now and before, the whole and a part, the chairman and
//! the deputy, Hong Kong's dollars and others. By the shipped reader, over pages on disk.

use std::path::Path;
use std::sync::Arc;

use innopolicy::answer::{Answerer, Note, Reply};
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::{Limits, load};
use innopolicy::index::Index;
use innopolicy::locale::Locale;
use innopolicy::question::Query;
use innopolicy::question::follow_up::Carried;
use innopolicy::reader::Reader;
use innopolicy::retrieval::Retriever;
use innopolicy::text::language::Language;

const SPEECH: &str = "\
# 局長出席智算峰會致辭全文

2025年11月6日

　　以下是創新署署長高文遠今日（十一月六日）在智算峰會的致辭全文：

　　兩年前，全港的公共算力只有450 PFLOPS；今天，隨着新中心在今年七月啟用，已增至2 900 PFLOPS。

　　50億元藍灣共投基金至今已向37間公司投資14.6億元，其中12間從事生命科學。

　　論壇下午二時開始，午餐於一時供應。

　　「藍灣共投基金」的前身為二○一九年推出的「藍灣創投基金」。
";

const SHEET: &str = "\
# 智造加速津貼概要

最後更新：2026年1月12日

## 申請時間

全年接受申請。2026年的截止日期如下：

1. 第一輪：2026年3月31日（星期二）
2. 第二輪：2026年7月31日（星期五）
3. 第三輪：2026年11月30日（星期一）

## 優化安排

| 項目 | 優化前 | 優化後 |
| --- | --- | --- |
| 每個項目的資助上限 | 2,000萬元 | 3,000萬元 |

## 評審委員會

主席：羅美珊女士（任期至2026年9月30日）

副主席：Ashok Mehta博士

## 常見問題

問1：申請被拒，可否提出上訴？

答：可以。申請人須在接獲通知後14日內，以書面向秘書處提出。

問2：津貼可否用於支付員工薪金？

答：不可以。津貼只可用於購置機器和軟件。

問3：非本地公司可否申請津貼？

答：不可以。
";

const MAINLAND: &str = "\
# 海洋实验室在前海揭牌

2025年8月21日

实验室总投资人民币20亿元，其中市财政出资8亿元。

前海推出科研通行卡，持卡的科研人员可享受四项便利：一是住房，每月补贴4000元；二是个税，超过15%的部分予以返还；三是设备，科研设备跨境暂免关税；四是数据，科研数据可以跨境使用。

据统计，2024年前海共有港资科技企业1146家，比上年增长19.3%。
";

const TABLE: &str = "\
<html><head><title>Statistics</title></head>
<body>
<h1>Innovation Statistics 2024</h1>
<p>Released on 9 December 2025 by the Census Office</p>
<table border=\"1\">
<tr><th>Sector</th><th>2023</th><th>2024</th></tr>
<tr><td>Business</td><td>14,020</td><td>15,760</td></tr>
<tr>
  <td>Higher education</td>
  <td>17,264</td>
  <td>18,550</td>
</tr>
</table>
<p>The service broke down once in February 2025, and the outage lasted three hours and 40 minutes.</p>
</body></html>
";

const AWARD: &str = "\
# 海港機械人獎評審團

2025年12月3日

主席：區慧敏教授

副主席：Carlos Lima先生

獎金由海港基金會捐出。
";

struct Desk {
    _folder: tempfile::TempDir,
    answerer: Answerer,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (corpus, data) = (folder.path().join("corpus"), folder.path().join("data"));
        std::fs::create_dir(&corpus).expect("a corpus");
        let pages = [
            ("speech.txt", SPEECH),
            ("sheet.md", SHEET),
            ("mainland.txt", MAINLAND),
            ("table.html", TABLE),
            ("award.txt", AWARD),
        ];
        for (name, text) in pages {
            std::fs::write(corpus.join(name), text).expect("a document");
        }
        let corpus = load(&corpus, Limits { max_file_mb: 1 }).expect("loads");
        let (index, _) = Index::open_or_build(&data, &corpus, &mut |_| {}).expect("builds");
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let retriever = Retriever::new(index, Arc::new(glossary));
        let reader = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/reader");
        let reader = Reader::open(&reader).expect("the shipped reader");
        Self { _folder: folder, answerer: Answerer::new(retriever, Some(reader)) }
    }

    fn ask(&self, question: &str, language: Language) -> Reply {
        let query: Query = question.parse().expect("a question");
        self.answerer.answer(&query.in_language(language)).expect("answers")
    }

    /// What is said first, or what may be the answer.
    fn told(&self, question: &str, language: Language) -> String {
        let reply = self.ask(question, language);
        let said = reply.claims().first().and_then(|claim| claim.short.clone());
        said.map(|short| short.text).or(reply.possible()).unwrap_or_default()
    }

    /// What is said, and beside it, of `question` after `before`.
    fn followed(&self, before: &str, question: &str) -> (Vec<String>, Vec<Note>) {
        let query = |text: &str| text.parse::<Query>().expect("a question");
        let turn = self.answerer.answer(&query(before)).expect("answers").turn();
        let reply = self.answerer.answer_after(&query(question), &[turn]).expect("answers");
        let said = reply.claims().iter().filter_map(|claim| claim.short.clone());
        (said.map(|short| short.text).collect(), reply.notes)
    }

    /// What is said beside the quotes.
    fn lines(&self, question: &str, language: Language) -> String {
        let reply = self.ask(question, language);
        reply.beside(Locale::of(language), false).join("\n")
    }
}

#[test]
fn a_figure_is_of_its_own_thing_and_time() {
    use Language::{English, SimplifiedChinese as Simplified, TraditionalChinese as Chinese};
    let desk = Desk::new();
    assert_eq!(desk.told("目前全港公共算力是多少？", Chinese), "2 900 PFLOPS");
    assert_eq!(desk.told("2026年第三輪申請幾時截止？", Chinese), "2026年11月30日");
    let outage = "How long was the outage in February 2025?";
    assert_eq!(desk.told(outage, English), "three hours and 40 minutes");
    assert!(!desk.told("藍灣共投基金向生命科學投資了多少錢？", Chinese).contains("14.6億"));
    assert!(!desk.told("2023年前海有多少家港资科技企业？", Simplified).contains("1146"));
    let four = desk.told("科研通行卡有哪四项便利？", Simplified);
    assert!(["住房", "个税", "设备", "数据"].iter().all(|one| four.contains(one)), "{four}");
}

#[test]
fn a_size_is_not_what_was_used_and_a_definition_no_figure() {
    let desk = Desk::new();
    let told = |question| desk.told(question, Language::TraditionalChinese);
    assert_eq!(told("藍灣共投基金規模有幾大？"), "50億元");
    assert!(!told("藍灣共投基金是甚麼？").contains("億元"));
    assert!(!told("藍灣共投基金幾時推出？").contains("二○一九"));
    assert!(desk.ask("今晚食咩好？", Language::TraditionalChinese).claims().is_empty());
    assert!(["3,000萬元", ""].contains(&told("資助上限而家係幾多？").as_str()));
}

#[test]
fn yes_or_no_is_told_by_the_reply_to_the_same_question() {
    let desk = Desk::new();
    let told = |question| desk.told(question, Language::TraditionalChinese);
    let (appeal, pay) = (told("申請被拒可以上訴嗎？"), told("津貼可唔可以用嚟支付員工薪金？"));
    assert!(appeal.starts_with("可以") && pay.starts_with("不可以"), "{appeal} / {pay}");
    let local = desk.ask("本地公司可以申請津貼嗎？", Language::TraditionalChinese);
    assert!(local.claims().is_empty(), "{:?}", local.claims());
}

#[test]
fn a_post_is_held_by_its_own_holder() {
    let desk = Desk::new();
    let told = |question| desk.told(question, Language::TraditionalChinese);
    assert!(told("評審委員會主席係邊個？").starts_with("羅美珊"));
    assert!(told("評審委員會副主席係邊個？").contains("Mehta"));
    assert!(told("創新署署長係邊個？").contains("高文遠"));
    assert!(!desk.told("Who chairs the vetting committee?", Language::English).contains("Mehta"));
}

#[test]
fn what_names_nothing_is_asked_of_the_document_that_was_spoken_of() {
    let desk = Desk::new();
    let carried = |notes: &[Note]| match notes {
        [Note::FollowUp(carried), ..] => Some(carried.clone()),
        _ => None,
    };
    let award = Carried::Subject("海港機械人獎".to_owned());
    for (before, holder, from) in [
        ("智造加速津貼2026年第三輪申請幾時截止？", "Mehta", None),
        ("海港機械人獎的獎金由誰捐出？", "Lima", Some(award)),
    ] {
        let (said, notes) = desk.followed(before, "副主席係邊個？");
        assert!(said.first().is_some_and(|one| one.contains(holder)), "{before}: {said:?}");
        assert_eq!(carried(&notes), from, "{before}");
    }
    // What says by itself what it is about takes nothing from before.
    let (said, notes) = desk.followed("評審委員會主席係邊個？", "海港機械人獎的獎金由誰捐出？");
    assert_eq!((said.as_slice(), carried(&notes)), (["海港基金會".to_owned()].as_slice(), None));
    // Yes or no is not told by a sentence of something else.
    let (said, _) = desk.followed("智造加速津貼2026年第三輪申請幾時截止？", "要唔要面試？");
    assert_eq!(said, [""; 0]);
}

#[test]
fn what_is_paid_on_the_mainland_is_not_called_hong_kong_dollars() {
    let desk = Desk::new();
    let question = "What is the total investment in the laboratory?";
    let told = desk.told(question, Language::English) + &desk.lines(question, Language::English);
    assert!(told.contains("RMB 2 billion") && !told.contains("HK$"), "{told}");
    let question = "How much does the municipal government contribute to the laboratory?";
    let told = desk.told(question, Language::English) + &desk.lines(question, Language::English);
    assert!(!told.contains("HK$"), "{told}");
}
