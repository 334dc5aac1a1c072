//! A source: who said it, when and where, then the words.

use super::pack::cut;
use super::{LONGEST, emphasised, escape, prefix, short, suffix};
use crate::answer::{Citation, Claim};
use crate::corpus::Metadata;
use crate::locale::Locale;
use crate::store::Length;

/// The most that the words around a quote take, on each side.
const AROUND: usize = 350;
/// The most of a quote that one block takes: with what is around it and the
/// headings above it, escaped, it stays under a message.
const QUOTE: usize = LONGEST / 4;

/// A source as expandable quotes; more than one where the quote is longer
/// than a message.
pub(super) fn blocks(
    citation: &Citation,
    claims: &[Claim],
    locale: &Locale,
    length: Length,
) -> Vec<String> {
    let context = citation.context();
    let around = if length == Length::Full { AROUND } else { 0 };
    let before = &context.before[suffix(context.before, around)..];
    let after = &context.after[..prefix(context.after, around)];
    let ellipsis = |whole: &str, shown: &str| {
        if length == Length::Full && whole.len() > shown.len() { "…" } else { "" }
    };
    let decisive = decisive(citation, claims);
    let pieces = cut(context.quote, QUOTE);
    let last = pieces.len().saturating_sub(1);
    let block = |(at, piece): (usize, &std::ops::Range<usize>)| {
        let within =
            decisive.iter().filter(|bold| piece.start <= bold.start && bold.end <= piece.end);
        let within = within.map(|bold| bold.start - piece.start..bold.end - piece.start);
        let quote = emphasised(&context.quote[piece.clone()], within);
        let opening = if at == 0 {
            format!("{}{}", ellipsis(context.before, before), escape(before))
        } else {
            "…".to_owned()
        };
        let closing = if at == last {
            format!("{}{}", escape(after), ellipsis(context.after, after))
        } else {
            "…".to_owned()
        };
        let headline = headline(citation, locale);
        format!("<blockquote expandable>{headline}\n{opening}<u>{quote}</u>{closing}</blockquote>")
    };
    pieces.iter().enumerate().map(block).collect()
}

/// Bytes of the quote that a claim resting on it calls decisive; without a
/// claim, those that may be the answer.
fn decisive(citation: &Citation, claims: &[Claim]) -> Vec<std::ops::Range<usize>> {
    if let Some(possible) = citation.possible() {
        return vec![possible];
    }
    let quote = citation.quote();
    let resting = claims.iter().filter(|claim| claim.citations.contains(&citation.number()));
    let words = resting
        .flat_map(|claim| claim.highlight.iter().filter_map(|range| claim.text.get(range.clone())));
    let mut found: Vec<std::ops::Range<usize>> = words
        .filter(|word| !word.is_empty())
        .filter_map(|word| quote.find(word).map(|at| at..at + word.len()))
        .collect();
    found.sort_by_key(|range| range.start);
    found
}

fn headline(citation: &Citation, locale: &Locale) -> String {
    let section: String = citation
        .section()
        .iter()
        .map(|heading| format!("\n› {}", escape(&short(heading))))
        .collect();
    let names = Some(citation.printed_by()).filter(|names| !names.is_empty());
    let copies = names.map(|names| {
        let names = short(&locale.list(&names));
        format!("\n{}", escape(&locale.format("source-copies", &[("names", names.into())])))
    });
    let byline = byline(citation.document(), locale);
    format!("[{}] {byline}{section}{}\n", citation.number(), copies.unwrap_or_default())
}

/// Who published a document, and when.
pub(super) fn byline(document: &Metadata, locale: &Locale) -> String {
    escape(&plain_byline(document, locale))
}

/// As [`byline`], as plain text.
pub(in crate::telegram) fn plain_byline(document: &Metadata, locale: &Locale) -> String {
    let publisher = document.publisher.as_deref().unwrap_or(&document.title);
    let published =
        document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day));
    let inferred = document.published_note.as_ref().map(|_| locale.text("source-date-inferred"));
    format!("{} · {published}{}", short(publisher), inferred.unwrap_or_default())
}
