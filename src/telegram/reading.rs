//! A document read page by page, from a place in it on.

use std::ops::Range;

use crate::corpus::Kind;
use crate::corpus::Passage;
use crate::store::Reference;
use crate::text::sentence::sentences;

use super::render::{prefix, units};

/// How much of a document a page holds, in UTF-16 units: a screen or two.
const PAGE: usize = 1_100;
/// The most of it that stands before what was quoted, in the same units.
const BEFORE: usize = 300;

/// A place in a document: bytes of a passage; empty for where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Which of the passages.
    pub(super) passage: usize,
    /// Bytes of its text.
    pub(super) range: Range<usize>,
}

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Which of the passages.
    pub(super) passage: usize,
    /// Bytes of its text.
    pub(super) range: Range<usize>,
}

/// A document cut into pages.
#[derive(Debug)]
pub(super) struct Pages {
    /// The pages, in order; none is empty.
    pub(super) pages: Vec<Vec<Piece>>,
    /// The page with the anchor.
    pub(super) first: usize,
}

/// Finds what was shown among the passages of its document: where it was, or
/// wherever the same words stand now. `None` when they are gone.
pub(super) fn locate(passages: &[Passage], shown: &Reference) -> Option<Anchor> {
    let stands = |(at, passage): (usize, &Passage)| {
        let start = passage.text.find(&shown.quote)?;
        Some(Anchor { passage: at, range: start..start + shown.quote.len() })
    };
    let end = shown.start + shown.quote.len();
    let unmoved = |(at, passage): (usize, &Passage)| {
        let same = passage.ordinal == shown.ordinal
            && passage.text.get(shown.start..end) == Some(shown.quote.as_str());
        same.then_some(Anchor { passage: at, range: shown.start..end })
    };
    let numbered = || passages.iter().enumerate();
    numbered().find_map(unmoved).or_else(|| numbered().find_map(stands))
}

/// Cuts a document into pages at the ends of paragraphs, so that the anchor stands near the
/// top of one, with a few lines before it, and no heading is parted from what it heads.
pub(super) fn pages(passages: &[Passage], anchor: &Anchor) -> Pages {
    let blocks = blocks(passages);
    let is_in = |block: &Vec<Piece>| block.iter().any(|piece| touches(piece, anchor));
    let begin = blocks.iter().position(is_in).unwrap_or_default();
    let mut held = blocks[begin..].iter().take_while(|block| is_in(block)).count().max(1);
    let sizes: Vec<usize> = blocks.iter().map(|block| size(passages, block)).collect();
    // A quote of many screens goes on over the pages that follow.
    while held > 1 && sizes[begin..begin + held].iter().sum::<usize>() > 2 * PAGE {
        held -= 1;
    }
    let before = if anchor.range.is_empty() { 0 } else { BEFORE };
    let middle = around(&sizes, begin..begin + held, before);
    let mut ranges = backwards(&sizes, middle.start);
    let first = ranges.len();
    ranges.push(middle.clone());
    ranges.extend(forwards(&sizes, middle.end));
    let pages = ranges.into_iter().map(|range| blocks[range].concat()).collect();
    Pages { pages, first }
}

fn touches(piece: &Piece, anchor: &Anchor) -> bool {
    piece.passage == anchor.passage
        && piece.range.start < anchor.range.end.max(1)
        && piece.range.end > anchor.range.start
}

/// The length of a block, in UTF-16 units.
fn size(passages: &[Passage], block: &[Piece]) -> usize {
    block.iter().map(|piece| units(&passages[piece.passage].text[piece.range.clone()])).sum()
}

/// `held` with blocks of at most `before` in front of it, and behind it what fits the page.
fn around(sizes: &[usize], held: Range<usize>, before: usize) -> Range<usize> {
    let (mut lines, mut start) = (0, held.start);
    let page: usize = sizes[held.clone()].iter().sum();
    while start > 0 && lines + sizes[start - 1] <= before.min(PAGE.saturating_sub(page)) {
        start -= 1;
        lines += sizes[start];
    }
    start..filled(sizes, held.end, page + lines)
}

/// Where a page ends that holds `total` before block `end`.
fn filled(sizes: &[usize], mut end: usize, mut total: usize) -> usize {
    while end < sizes.len() && total + sizes[end] <= PAGE {
        total += sizes[end];
        end += 1;
    }
    end
}

fn forwards(sizes: &[usize], from: usize) -> Vec<Range<usize>> {
    let (mut ranges, mut start) = (Vec::new(), from);
    while start < sizes.len() {
        let end = filled(sizes, start + 1, sizes[start]);
        ranges.push(start..end);
        start = end;
    }
    ranges
}

fn backwards(sizes: &[usize], until: usize) -> Vec<Range<usize>> {
    let (mut ranges, mut end) = (Vec::new(), until);
    while end > 0 {
        let (mut start, mut total) = (end - 1, sizes[end - 1]);
        while start > 0 && total + sizes[start - 1] <= PAGE {
            start -= 1;
            total += sizes[start];
        }
        ranges.push(start..end);
        end = start;
    }
    ranges.reverse();
    ranges
}

/// What a page may not part: a passage with the headings above it; of one that is longer
/// than a page each sentence by itself.
fn blocks(passages: &[Passage]) -> Vec<Vec<Piece>> {
    let (mut blocks, mut block) = (Vec::new(), Vec::new());
    for (at, passage) in passages.iter().enumerate() {
        for piece in pieces(at, passage) {
            block.push(piece);
            if passage.kind != Kind::Heading || size(passages, &block) > PAGE / 2 {
                blocks.push(std::mem::take(&mut block));
            }
        }
    }
    blocks.extend(Some(block).filter(|block| !block.is_empty()));
    blocks
}

/// A passage whole, or its sentences where it is longer than a page; one that is longer
/// than a page itself is cut where it must be.
fn pieces(at: usize, passage: &Passage) -> Vec<Piece> {
    let last = passage.text.len();
    if units(&passage.text) <= PAGE {
        return vec![Piece { passage: at, range: 0..last }];
    }
    let (mut pieces, mut start) = (Vec::new(), 0);
    let ends = sentences(&passage.text).into_iter().map(|range| range.end);
    for end in ends.filter(|end| *end < last).chain([last]) {
        while start < end {
            let cut = start + prefix(&passage.text[start..end], PAGE);
            pieces.push(Piece { passage: at, range: start..cut });
            start = cut;
        }
    }
    pieces
}

/// The sections of a document: where each begins, and its headings.
pub(super) fn sections(passages: &[Passage]) -> Vec<(u32, &[String])> {
    let mut sections: Vec<(u32, &[String])> = Vec::new();
    for passage in passages.iter().filter(|passage| passage.kind != Kind::Heading) {
        let seen = sections.last().is_some_and(|(_, section)| *section == passage.section);
        if !seen {
            sections.push((passage.ordinal, &passage.section));
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::catalog::Catalog;
    use crate::corpus::passage::passages;
    use crate::corpus::{Document, DocumentId, SourceMap};

    fn read(body: &str) -> Vec<Passage> {
        let meta = Catalog::default().metadata(DocumentId::new("a.txt"), body);
        passages(&Document { meta, body: body.to_owned(), source: SourceMap::verbatim(0) })
    }

    fn shown(passages: &[Passage], at: usize, range: Range<usize>) -> Reference {
        Reference {
            document: "a.txt".to_owned(),
            ordinal: passages[at].ordinal,
            start: range.start,
            quote: passages[at].text[range].to_owned(),
        }
    }

    proptest! {
        #[test]
        fn pages_hold_everything_once_and_the_anchor_on_its_own(
            body in "([河套香港。，「」a-z ]{1,400}\n\n){1,8}",
            choice in 0_usize..1000,
        ) {
            let passages = read(&body);
            prop_assume!(!passages.is_empty());
            let at = choice % passages.len();
            let sentences = sentences(&passages[at].text);
            prop_assume!(!sentences.is_empty());
            let range = sentences[choice % sentences.len()].clone();
            let anchor = locate(&passages, &shown(&passages, at, range.clone())).expect("is there");
            let Pages { pages, first } = pages(&passages, &anchor);
            let text = |pieces: &[Piece]| -> String {
                pieces.iter().map(|piece| &passages[piece.passage].text[piece.range.clone()]).collect()
            };
            let whole: String = passages.iter().map(|passage| passage.text.as_str()).collect();
            prop_assert_eq!(pages.iter().map(|page| text(page)).collect::<String>(), whole);
            prop_assert!(pages.iter().all(|page| !page.is_empty() && units(&text(page)) <= PAGE * 2));
            prop_assert!(text(&pages[first]).contains(&passages[at].text[range]));
        }
    }

    #[test]
    fn a_page_opens_near_the_quote_and_keeps_headings_with_their_text() {
        let paragraph = "河套園區的發展分期進行。".repeat(20);
        let body = format!(
            "{paragraph}\n\n{paragraph}\n\n# 第二章\n\n西橋明年完成。\n\n{paragraph}\n\n# 第三章\n\n{paragraph}\n"
        );
        let passages = read(&body);
        let at = passages.iter().position(|one| one.text.contains("西橋")).expect("is there");
        let anchor = Anchor { passage: at, range: 0..passages[at].text.len() };
        let Pages { pages, first } = pages(&passages, &anchor);
        let kinds = |page: &Vec<Piece>| {
            page.iter().map(|piece| passages[piece.passage].kind).collect::<Vec<_>>()
        };
        assert_eq!(
            kinds(&pages[first])[..2],
            [Kind::Paragraph, Kind::Heading],
            "a few lines before it"
        );
        for page in &pages {
            assert_ne!(kinds(page).last(), Some(&Kind::Heading), "a heading at the foot of a page");
            assert!(
                page.iter().all(|piece| piece.range == (0..passages[piece.passage].text.len()))
            );
        }
    }

    #[test]
    fn what_was_shown_is_found_where_it_moved_and_missed_when_it_is_gone() {
        let before = read("河套園區開園。\n\n西橋明年完成。\n");
        let reference = shown(&before, 1, 0..before[1].text.len());
        let moved = read("新的一段。\n\n河套園區開園。\n\n他說西橋明年完成。\n");
        let anchor = locate(&moved, &reference).expect("moved");
        assert_eq!(&moved[anchor.passage].text[anchor.range], "西橋明年完成。");
        assert_eq!(locate(&read("河套園區開園。\n"), &reference), None);
    }
}
