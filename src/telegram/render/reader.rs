//! A page of a document, with the words quoted in bold and underlined, and what the
//! document itself sets off: strong words and links.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::reading::{Anchor, Pages, Piece};
use super::pack::keeps_tags;
use super::{LONGEST, escape, short};
use crate::corpus::{Format, Kind, Metadata, Passage, Style, layout};
use crate::locale::Locale;
use crate::store::Reference;
use crate::text::span::covers;

use super::source::byline;

/// Page `number` of a document.
pub(in crate::telegram) fn page(
    document: &Metadata,
    passages: &[Passage],
    anchor: &Anchor,
    pages: &Pages,
    number: usize,
    locale: &Locale,
) -> String {
    let head = format!("<b>{}</b>\n{}", escape(&short(&document.title)), byline(document, locale));
    let pieces = pages.pages.get(number).map_or(&[][..], Vec::as_slice);
    let html = format!("{head}{}", body(document, passages, anchor, pieces, Passage::styles));
    if keeps_tags(&html) {
        return html;
    }
    // More links than a message takes.
    format!("{head}{}", body(document, passages, anchor, pieces, |_| &[]))
}

/// The text of a page, with what `styles` says of each passage.
fn body(
    document: &Metadata,
    passages: &[Passage],
    anchor: &Anchor,
    pieces: &[Piece],
    styles: impl Fn(&Passage) -> &[Style],
) -> String {
    let mut html = String::new();
    let mut last = None;
    for piece in pieces {
        let passage = &passages[piece.passage];
        if last != Some(piece.passage) {
            let begins = passage.kind == Kind::Bullet && piece.range.start == 0;
            html += if begins && !layout::is_numbered(&passage.text) { "\n\n• " } else { "\n\n" };
        }
        last = Some(piece.passage);
        let quoted = if piece.passage == anchor.passage { anchor.range.clone() } else { 0..0 };
        html += &shown(document, passage, styles(passage), &piece.range, &quoted);
    }
    html
}

/// A stretch of a passage that is set off in one way.
struct Stretch<'a> {
    text: &'a str,
    quoted: bool,
    strong: bool,
    link: Option<String>,
}

/// Bytes `range` of a passage, those within `quoted` set off from the rest.
fn shown(
    document: &Metadata,
    passage: &Passage,
    styles: &[Style],
    range: &Range<usize>,
    quoted: &Range<usize>,
) -> String {
    let edges = styles.iter().map(|style| &style.range).chain([quoted, range]);
    let edges = edges.flat_map(|one| [one.start, one.end]);
    let cuts: BTreeSet<usize> = edges.map(|at| at.clamp(range.start, range.end)).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let stretch = |pair: &[usize]| {
        let here = pair[0]..pair[1];
        let styles = || styles.iter().filter(|style| covers(&style.range, &here));
        let (quoted, heading) = (covers(quoted, &here), passage.kind == Kind::Heading);
        Stretch {
            quoted,
            strong: quoted || heading || styles().any(|style| style.format == Format::Strong),
            link: styles()
                .find_map(|style| style.format.target())
                .and_then(|to| document.leads_to(to)),
            text: &passage.text[here],
        }
    };
    let stretches: Vec<Stretch<'_>> = cuts.windows(2).map(stretch).collect();
    html(&stretches)
}

/// The stretches in their tags, each opened once for all that it holds.
fn html(stretches: &[Stretch<'_>]) -> String {
    let linked = |group: &[Stretch<'_>]| {
        let text: String = group.iter().map(|one| escape(one.text)).collect();
        match &group[0].link {
            Some(address) => format!("<a href=\"{}\">{text}</a>", escape(address)),
            None => text,
        }
    };
    let strong = |group: &[Stretch<'_>]| {
        let inner: String = group.chunk_by(|one, next| one.link == next.link).map(linked).collect();
        if group[0].strong { format!("<b>{inner}</b>") } else { inner }
    };
    let quoted = |group: &[Stretch<'_>]| {
        let groups = group.chunk_by(|one, next| one.strong == next.strong);
        let inner: String = groups.map(strong).collect();
        if group[0].quoted { format!("<u>{inner}</u>") } else { inner }
    };
    stretches.chunk_by(|one, next| one.quoted == next.quoted).map(quoted).collect()
}

/// What was shown of a document that has it no more.
pub(in crate::telegram) fn vanished(shown: &Reference, locale: &Locale) -> String {
    let end = super::prefix(&shown.quote, LONGEST / 2);
    format!(
        "{}\n\n<blockquote expandable>{}</blockquote>",
        escape(&locale.text("source-vanished")),
        escape(&shown.quote[..end]),
    )
}
