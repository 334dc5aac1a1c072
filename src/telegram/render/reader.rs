//! A page of a document, with the words quoted in bold.

use super::super::reading::{Anchor, Pages};
use super::{LONGEST, emphasised, escape, short};
use crate::corpus::Kind;
use crate::corpus::{Metadata, Passage};
use crate::locale::Locale;
use crate::store::Reference;

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
    let mut html =
        format!("<b>{}</b>\n{}", escape(&short(&document.title)), byline(document, locale));
    let mut last = None;
    for piece in pages.pages.get(number).into_iter().flatten() {
        let passage = &passages[piece.passage];
        if last != Some(piece.passage) {
            html += if passage.kind == Kind::Bullet && piece.range.start == 0 {
                "\n\n• "
            } else {
                "\n\n"
            };
        }
        last = Some(piece.passage);
        html += &shown(passage, piece.range.clone(), anchor, piece.passage);
    }
    html
}

fn shown(passage: &Passage, range: std::ops::Range<usize>, anchor: &Anchor, at: usize) -> String {
    let text = &passage.text[range.clone()];
    if passage.kind == Kind::Heading {
        return format!("<b>{}</b>", escape(text));
    }
    let quoted = if at == anchor.passage { anchor.range.clone() } else { 0..0 };
    let bold = quoted.start.max(range.start)..quoted.end.min(range.end);
    if bold.start < bold.end {
        emphasised(text, std::iter::once(bold.start - range.start..bold.end - range.start))
    } else {
        escape(text)
    }
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
