//! Small pages, one for each form that pages of the field come in, are read as
//! a person reads them: see `tests/pages/README.md`.

use std::path::{Path, PathBuf};

use innopolicy::corpus::load::Limits;
use innopolicy::corpus::passage::passages;
use innopolicy::corpus::{self, Document, Entry, Kind, Passage, title};
use innopolicy::text::language::Language;

const LIMITS: Limits = Limits { max_file_mb: 1 };

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn pages() -> Vec<Document> {
    let corpus = corpus::load(&folder(), LIMITS).expect("the pages load");
    let read = |entry: &Entry| entry.read().expect("the page is read");
    corpus.documents.iter().map(read).collect()
}

/// The page whose name begins with `number`.
fn page(number: &str) -> Document {
    let mut pages = pages().into_iter();
    pages.find(|page| page.meta.id.as_str().starts_with(number)).expect("the page")
}

/// What a person reads of a page, a passage a line.
fn read(page: &Document) -> String {
    let meta = title::printed(page, &passages(page));
    let said = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".to_owned());
    let published = meta.published.map(|day| day.to_string());
    let mut read = format!(
        "{} | {} | {} | {} | {}\n",
        meta.title,
        said(&meta.publisher),
        said(&published),
        meta.language,
        said(&meta.url)
    );
    for passage in passages(page) {
        let section = passage.section.join(" › ");
        read += &format!("{:?} [{section}]\n    {}\n", passage.kind, passage.text);
    }
    read
}

#[test]
fn every_page_is_read_as_a_person_reads_it() {
    for page in pages() {
        let name = page.meta.id.as_str().split('.').next().unwrap_or_default().to_owned();
        insta::with_settings!({
            snapshot_path => "snapshots/pages",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, read(&page));
        });
    }
}

/// Marks that nobody sees on a page.
const MARKUP: &[&str] = &["**", "](", "![", "<p", "<br", "</", "&nbsp;", "&amp;", "---", "|", "\t"];

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}')
}

fn shown(passage: &Passage) -> impl Iterator<Item = &String> {
    passage.section.iter().chain([&passage.text])
}

#[test]
fn nothing_that_is_shown_holds_markup_or_characters_that_nobody_sees() {
    for page in pages() {
        for passage in passages(&page) {
            for text in shown(&passage) {
                let markup = MARKUP.iter().find(|mark| text.contains(**mark));
                assert_eq!(markup, None, "{}: {text}", page.meta.id);
                assert!(!text.contains(is_unseen), "{}: {text:?}", page.meta.id);
            }
        }
    }
}

#[test]
fn an_address_is_shown_only_where_the_sentence_gives_it() {
    // Page 23 is of such addresses, and 43 of contacts.
    for page in pages().iter().filter(|page| !page.meta.id.as_str().starts_with("23")) {
        for passage in passages(page) {
            assert!(!passage.text.contains("http"), "{}: {}", page.meta.id, passage.text);
        }
    }
}

#[test]
fn no_figure_is_made_of_two_and_none_is_lost() {
    let all = |number: &str| {
        let texts: Vec<String> =
            passages(&page(number)).into_iter().map(|passage| passage.text).collect();
        texts.join("\n")
    };
    let paper = all("16");
    assert!(paper.contains("預算為345億元") && !paper.contains("2345"), "{paper}");
    assert!(all("30").contains("總額達7.2億元") && all("30").contains("月租為2,950元"));
    assert!(all("38").contains("19家初創企業，總額為3.3億元，"));
    assert!(all("28").contains("3,850平方米") && all("28").contains("150萬元"));
}

#[test]
fn every_passage_stands_in_the_file_in_order() {
    for page in pages() {
        let file = std::fs::read(folder().join(page.meta.id.as_str())).expect("the file");
        let passages = passages(&page);
        for passage in &passages {
            // Every character of the text is one of the span, in order, but for what
            // stands between cells, and references to characters.
            let span = String::from_utf8_lossy(&file[passage.span()]);
            // Nor is the head of a table in order, which is printed in several lines.
            let head = passage.kind == Kind::Heading && passage.text.contains('·');
            if span.contains('&') || head {
                continue;
            }
            let mut printed = span.chars();
            let mut text = passage.text.chars().filter(|c| !c.is_whitespace() && *c != '·');
            assert!(text.all(|c| printed.any(|other| other == c)), "{passage:?} in {span}");
        }
        let ordered = passages.windows(2).all(|pair| pair[0].span().start <= pair[1].span().start);
        assert!(ordered, "{}", page.meta.id);
    }
}

#[test]
fn a_page_is_in_the_language_of_its_text() {
    assert_eq!(page("46").meta.language, Language::English);
    assert_eq!(page("54").meta.language, Language::SimplifiedChinese);
    assert_eq!(page("24").meta.language, Language::TraditionalChinese);
}
