//! Passages: the pieces of a document that are searched and quoted.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::layout::{self, Block, Page};
use super::style::{self, Style};
use super::{Document, DocumentId, SourceMap};
use crate::text::normalize::folded;
use crate::text::sentence::sentences;

/// A section-aware piece of a document with its bytes in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The document it is from.
    pub document: DocumentId,
    /// Its place in the document, from 0.
    pub ordinal: u32,
    /// What it is.
    pub kind: Kind,
    /// The headings above it, outermost first.
    pub section: Vec<String>,
    /// The text, with the white space that layout broke it with taken out.
    pub text: String,
    source: SourceMap,
    /// What of the text the page sets off, in order of its start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    styles: Vec<Style>,
}

impl Passage {
    /// The bytes of the file that bytes `range` of the text came from.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.source.source(range)
    }

    /// The bytes of the file that the whole passage came from.
    pub fn span(&self) -> Range<usize> {
        self.source(&(0..self.text.len()))
    }

    /// The text below the headings above it and the `title` of its document, folded.
    pub fn with_headings(&self, title: &str) -> String {
        folded(&format!("{title} {} {}", self.section.join(" "), self.text))
    }

    /// What of the text the page sets off, in order of its start.
    pub fn styles(&self) -> &[Style] {
        &self.styles
    }
}

/// The longest passage, in bytes: some 500 Han characters. Longer paragraphs
/// are cut at a sentence's end. A newspaper's paragraphs are shorter, so only
/// unbroken text is cut; chosen as twice the longest paragraph of the public
/// question sets, where cutting costs recall.
pub const LONGEST: usize = 6_000;

/// Reads `document` into its passages, in order.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut passages = Vec::new();
    let page = layout::read(&document.body, &document.source);
    for block in &page.blocks {
        let Assembled { text, source: map, styles: all } = assemble(&page, block);
        for range in cut(&text) {
            let mut source = SourceMap::default();
            map.copy(&range, 0, &mut source);
            let mut styles = Vec::new();
            style::copy(&all, &range, 0, &mut styles);
            let passage = Passage {
                document: document.meta.id.clone(),
                ordinal: u32::try_from(passages.len()).unwrap_or(u32::MAX),
                kind: block.kind,
                section: block.section.clone(),
                text: text[range].to_owned(),
                source,
                styles,
            };
            // The mark of a list item without words is not in the file.
            if !passage.span().is_empty() {
                passages.push(passage);
            }
        }
    }
    passages
}

/// The text of a block.
struct Assembled {
    text: String,
    /// Its map to bytes of the file.
    source: SourceMap,
    /// What of it is set off.
    styles: Vec<Style>,
}

/// Puts the pieces of `block` together. What layout puts between two of them stands for
/// nothing in the file.
fn assemble(page: &Page, block: &Block) -> Assembled {
    let (mut text, mut source, mut past) = (String::new(), SourceMap::default(), 0);
    let mut styles = Vec::new();
    for piece in &block.pieces {
        let next = &page.text[piece.range.clone()];
        let between = layout::between(&text, piece, next);
        if !between.is_empty() {
            let begin = page.source.source(&(piece.range.start..piece.range.start)).start;
            source.push(text.len(), if text.is_empty() { begin } else { past }, (1, 0));
            text.push_str(between);
        }
        page.source.copy(&piece.range, text.len(), &mut source);
        style::copy(&page.styles, &piece.range, text.len(), &mut styles);
        past = past.max(page.source.source(&piece.range).end);
        text.push_str(next);
    }
    Assembled { text, source, styles }
}

/// Cuts `text` into ranges of at most [`LONGEST`] bytes at sentence ends; a
/// sentence that is longer than that is cut where it must be.
fn cut(text: &str) -> Vec<Range<usize>> {
    if text.len() <= LONGEST {
        return std::iter::once(0..text.len()).collect();
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for sentence in sentences(text) {
        match ranges.last_mut().filter(|last| sentence.end - last.start <= LONGEST) {
            Some(last) => last.end = sentence.end,
            None => ranges.extend(cut_anywhere(text, sentence)),
        }
    }
    ranges
}

fn cut_anywhere(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let end = text.floor_char_boundary((start + LONGEST).min(range.end));
        ranges.push(start..end);
        start = end;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::catalog::Catalog;
    use crate::corpus::encoding;
    use crate::text::hostile;
    use crate::text::script::shows_nothing;

    fn document(bytes: &[u8]) -> Document {
        let decoded = encoding::decode(bytes).expect("decodes");
        let meta = Catalog::default().metadata(DocumentId::new("a.txt"), &decoded.text);
        Document { meta, body: decoded.text, source: decoded.source }
    }

    #[test]
    fn long_unbroken_text_is_cut_and_nothing_is_lost() {
        for text in ["港深".repeat(5_000), "創科發展。".repeat(5_000)] {
            let passages = passages(&document(text.as_bytes()));
            assert!(
                passages.len() > 1 && passages.iter().all(|passage| passage.text.len() <= LONGEST)
            );
            let all: String = passages.iter().map(|passage| passage.text.as_str()).collect();
            assert_eq!(all, text);
        }
    }

    #[test]
    fn a_list_item_without_words_is_no_passage() {
        assert_eq!(passages(&document(b"<li|\n>\n")), []);
    }

    /// What of `printed` is not in `text`; `None` where `text` is not made of
    /// its characters, in order. Spaces and what parts cells are not compared.
    fn left_out(text: &str, printed: &str) -> Option<String> {
        let compared = |c: &char| !c.is_whitespace() && *c != '·';
        let (mut text, mut left) = (text.chars().filter(compared).peekable(), String::new());
        for character in printed.chars().filter(compared) {
            if text.next_if_eq(&character).is_none() {
                left.push(character);
            }
        }
        text.next().is_none().then_some(left)
    }

    proptest::proptest! {
        #[test]
        fn a_passage_is_its_span_of_the_file_but_for_white_space_and_pages(
            body in "([ \u{3000}▲\\-1-9]{0,2}[河套香港。，；「」a-z ]{0,12}\r?\n{1,3}){0,12}"
        ) {
            let document = document(body.as_bytes());
            for passage in passages(&document) {
                let left = left_out(&passage.text, &body[passage.span()]);
                let furniture = |c: char| c.is_ascii_digit() || c == '-' || c.is_ascii_lowercase() || "▲。，；「」".contains(c);
                proptest::prop_assert!(left.is_some_and(|left| left.chars().all(furniture)), "{:?}", passage);
            }
        }

        #[test]
        fn a_passage_is_made_of_characters_of_its_span_whatever_the_markup(
            body in "([ \u{3000}▲\\-1-9#>*|]{0,2}[河套香港。，；「」a-z \\[\\]()*_~`<>/!|\t1¹\u{200B}\u{AD}]{0,16}\r?\n{1,3}){0,12}"
        ) {
            let document = document(body.as_bytes());
            // The head of a table is put together from several lines.
            let head = |passage: &Passage| passage.kind == Kind::Heading && passage.text.contains('·');
            for passage in passages(&document).into_iter().filter(|passage| !head(passage)) {
                proptest::prop_assert!(left_out(&passage.text, &body[passage.span()]).is_some(), "{:?}", passage);
            }
        }
    }

    const WRITTEN: &[&str] = &[
        "河套",
        "香港園區",
        "，",
        "。",
        "；",
        "：",
        "a",
        "The park ",
        "opened. ",
        "1",
        "2,500",
        "一、",
        "（一）",
        "(a)",
        "1. ",
        "2) ",
        "- ",
        "* ",
        "• ",
        "▲",
        "# ",
        "## ",
        "> ",
        "|",
        "| a | b |\n|---|---|\n",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "---\n",
        "+++\n",
        "title: ",
        "date: 2026-01-01\n",
        "標題：",
        "日期：",
        "問：",
        "答：",
        "Q: ",
        "A: ",
        "完",
        "（記者陳大文）",
        "第 1 頁",
        "Page 2 of 9",
        "[1]",
        "¹",
        "[",
        "](",
        "https://a.example/",
        ")",
        "![",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "<p>",
        "</p>",
        "<br>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<a href=\"x\">",
        "</a>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "&amp;",
        "&lt;",
        "&#8203;",
        "&#27;",
        "\\*",
        "\u{AD}",
        "...",
        "……",
        "=====",
        "相關新聞",
        "分享",
        "圖：",
    ];

    /// What begins a line where it is shown.
    const BREAKS: &[char] = &['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

    /// Pieces of which a page may have ten thousand: each is read in time that
    /// grows with the page, not with its square.
    #[test]
    fn a_page_of_one_mark_over_and_over_is_read_in_time() {
        const MARKS: &[&str] = &["> ", "|", "\n|", "#\n", "![", "<!--", "<script>", "<a b>"];
        for mark in MARKS {
            let body = mark.repeat(16_000 / mark.len());
            let meta = Catalog::default().metadata(DocumentId::new("a.txt"), &body);
            let document = Document { meta, source: SourceMap::verbatim(0), body };
            let (done, waiting) = std::sync::mpsc::channel();
            std::thread::spawn(move || done.send(passages(&document).len()));
            // A fraction of a second where tests are not optimised.
            let read = waiting.recv_timeout(std::time::Duration::from_secs(15));
            assert!(read.is_ok(), "{mark:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_in_a_document_its_passages_are_plain_parts_of_it(body in hostile::text(WRITTEN, 60)) {
            let meta = Catalog::default().metadata(DocumentId::new("a.txt"), &body);
            let document = Document { meta, source: SourceMap::verbatim(0), body: body.clone() };
            for (ordinal, passage) in passages(&document).iter().enumerate() {
                proptest::prop_assert_eq!(passage.ordinal as usize, ordinal);
                proptest::prop_assert!(!passage.text.trim().is_empty() && passage.text.len() <= LONGEST);
                let shown = passage.section.iter().chain([&passage.text]);
                for text in shown {
                    let odd = text.chars().find(|c| shows_nothing(*c) || BREAKS.contains(c));
                    proptest::prop_assert_eq!(odd, None, "{:?}", passage);
                }
                proptest::prop_assert!(body.get(passage.span()).is_some(), "{:?}", passage);
                for sentence in sentences(&passage.text) {
                    proptest::prop_assert!(body.get(passage.source(&sentence)).is_some(), "{:?}", passage);
                }
            }
        }
    }
}
