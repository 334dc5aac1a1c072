//! The shipped page is read as a person reads it, and every passage can be
//! found in the file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use innopolicy::corpus::load::Limits;
use innopolicy::corpus::passage::passages;
use innopolicy::corpus::{self, Document, Kind, Passage};

const LIMITS: Limits = Limits { max_file_mb: 1 };
const REVIEW: &str = "創科局回顧2025年十大工作成果 港創科發展全面提速 多項成就亮眼";

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

fn shipped() -> Document {
    let corpus = corpus::load(&seeds(), LIMITS).expect("the shipped documents load");
    assert!(corpus.problems.is_empty(), "{:?}", corpus.problems);
    assert_eq!(corpus.documents.len(), 1);
    corpus.documents[0].read().expect("the document is read")
}

fn page() -> Vec<Passage> {
    passages(&shipped())
}

fn solid(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The only passage that has `words` in it, headings aside.
fn with(words: &str) -> Passage {
    let mut found =
        page().into_iter().filter(|p| p.kind != Kind::Heading && p.text.contains(words));
    let passage = found.next().unwrap_or_else(|| panic!("nothing says {words}"));
    assert!(found.next().is_none(), "{words} is said twice");
    passage
}

#[test]
fn every_passage_is_its_span_of_the_file_but_for_white_space() {
    let document = shipped();
    let file = std::fs::read(seeds().join(document.meta.id.as_str())).expect("the file");
    for passage in passages(&document) {
        let printed = str::from_utf8(&file[passage.span()]).expect("whole characters");
        assert_eq!(solid(printed), solid(&passage.text));
        // So is every sentence of it, and every character.
        for (at, character) in passage.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let bytes = &file[passage.source(&(at..at + character.len_utf8()))];
            assert_eq!(bytes, character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

#[test]
fn passages_stand_in_order_and_nothing_of_the_page_is_lost() {
    let document = shipped();
    let page = passages(&document);
    assert!(page.windows(2).all(|pair| pair[0].span().end <= pair[1].span().start));
    assert!((0..).zip(&page).all(|(number, passage)| passage.ordinal == number));
    let all: String = page.iter().map(|passage| solid(&passage.text)).collect();
    // Only the lists' markers are not part of any text.
    let lines = document.body.lines().map(|line| solid(line.strip_prefix("- ").unwrap_or(line)));
    assert_eq!(all, lines.collect::<String>());
}

#[test]
fn the_catalogue_says_that_the_date_is_inferred() {
    let meta = shipped().meta;
    assert_eq!(meta.publisher.as_deref(), Some("大公報"));
    assert_eq!(meta.published.map(|day| day.to_string()).as_deref(), Some("2025-12-29"));
    assert!(meta.published_note.is_some_and(|note| note.starts_with("Inferred")));
}

#[test]
fn ten_numbered_sections_each_have_what_is_listed_under_them() {
    let mut listed: BTreeMap<u32, usize> = BTreeMap::new();
    for passage in page().iter().filter(|passage| passage.kind != Kind::Heading) {
        let [article, section] = passage.section.as_slice() else { continue };
        let number = section.split(' ').next().and_then(|number| number.parse().ok());
        if let Some(number) = number {
            assert_eq!(article, REVIEW);
            // Section 2 is a paragraph; all others are lists.
            let kind = if number == 2 { Kind::Paragraph } else { Kind::Bullet };
            assert_eq!(passage.kind, kind, "{}", passage.text);
            *listed.entry(number).or_default() += 1;
        }
    }
    let counts = [5, 1, 3, 4, 6, 6, 6, 1, 3, 2];
    assert_eq!(listed, (1..).zip(counts).collect());
}

#[test]
fn the_text_inside_the_review_is_by_its_own_author() {
    for words in ["2025年踏入尾聲", "這份成績表"] {
        let passage = with(words);
        assert_eq!(passage.section, [REVIEW, "大公報記者 黃知行"]);
        assert_eq!(passage.kind, Kind::Paragraph);
    }
    assert_eq!(with("黃知行").kind, Kind::Byline);
    assert_eq!(with("15所全國重點實驗室").section[1], "4 強化科研優勢促進成果轉化");
}

#[test]
fn sentences_broken_by_columns_are_whole_again() {
    with("屆時亦推出預先審批的「白名單」，令血液製品");
    with("現時有逾60間企業與園區簽約進駐，其中六成來自內地");
    with("惟仍在制訂細則，如通過第一次審批後");
    with("起樓、建廠、招聘人手的內地公司");
}

#[test]
fn captions_are_captions_and_belong_to_their_article() {
    let captions: Vec<Passage> =
        page().into_iter().filter(|passage| passage.kind == Kind::Caption).collect();
    assert!(captions.iter().all(|caption| caption.section.len() == 1));
    let shown: Vec<String> =
        captions.iter().map(|caption| caption.text.chars().take(24).collect()).collect();
    insta::assert_debug_snapshot!(shown, @r#"
    [
        "▲河套香港園區10塊土地已收到27份發展意向書。",
        "科義▶為鼓勵及推動更多社會資本投資具策略意義的創",
        "中大5月10大香港物流機械人研究中心，推出香港首",
        "▲香港的智慧城市排名位列全球前列。圖為香港國際創",
    ]
    "#);
    assert!(captions[2].text.contains("香港物流機械人研究中心，推出香港首個"));
}

#[test]
fn the_bridge_stands_under_its_cross_heading() {
    let passage = with("西橋已動工，目標於明年完成");
    assert_eq!(
        passage.section,
        ["孫東：龍頭企業將落戶元朗 建立國家製造業基地", "河套跨境西橋明年竣工"]
    );
}
