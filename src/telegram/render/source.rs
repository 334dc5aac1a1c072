//! Sources: who said it, when and where, then the words.

use std::ops::Range;

use super::pack::cut;
use super::{LONGEST, emphasised, escape, prefix, short, suffix, units};
use crate::answer::{Citation, Claim, Reply};
use crate::corpus::Metadata;
use crate::locale::Locale;
use crate::store::Length;

/// The most that the words before a quote and after it take: the quote is
/// seen before the block is opened, which shows three lines.
const BEFORE: usize = 60;
const AFTER: usize = 350;
/// The most of a quote that one block takes: with what is around it and the
/// headings above it, escaped, it stays under a message.
const QUOTE: usize = LONGEST / 4;

/// The sources of `reply` as expandable quotes; the items of one list in one.
pub(super) fn all(reply: &Reply, locale: &Locale, length: Length) -> Vec<String> {
    let citations = reply.citations();
    if !reply.is_list() {
        let quotes = citations.iter();
        return quotes.flat_map(|one| blocks(one, reply.claims(), locale, length)).collect();
    }
    let together = |one: &Citation, next: &Citation| {
        one.document().id == next.document().id && one.section() == next.section()
    };
    citations.chunk_by(together).flat_map(|items| list(items, reply.claims(), locale)).collect()
}

/// The items of one list, each with its number, under what they have in common.
fn list(items: &[Citation], claims: &[Claim], locale: &Locale) -> Vec<String> {
    let Some(first) = items.first() else { return Vec::new() };
    let head = headline(first, locale);
    let mut blocks: Vec<String> = Vec::new();
    for item in items {
        let quote = item.quote();
        let bold = item.decisive(claims);
        let line = match cut(quote, QUOTE).as_slice() {
            [_] => format!("[{}] {}", item.number(), emphasised(quote, bold)),
            _ => format!("[{}] {}…", item.number(), escape(&quote[..prefix(quote, QUOTE)])),
        };
        match blocks.last_mut().filter(|block| units(block) + units(&line) <= LONGEST / 2) {
            Some(block) => *block = format!("{block}\n{line}"),
            None => blocks.push(format!("{head}\n{line}")),
        }
    }
    blocks.iter().map(|block| quoted(block)).collect()
}

/// A source as expandable quotes; more than one where the quote is longer
/// than a message.
pub(super) fn blocks(
    citation: &Citation,
    claims: &[Claim],
    locale: &Locale,
    length: Length,
) -> Vec<String> {
    let context = citation.context();
    let (most_before, most_after) = if length == Length::Full { (BEFORE, AFTER) } else { (0, 0) };
    let before = &context.before[suffix(context.before, most_before)..];
    let after = &context.after[..prefix(context.after, most_after)];
    let ellipsis = |whole: &str, shown: &str| {
        if length == Length::Full && whole.len() > shown.len() { "…" } else { "" }
    };
    let decisive = citation.decisive(claims);
    let pieces = cut(context.quote, QUOTE);
    let last = pieces.len().saturating_sub(1);
    let block = |(at, piece): (usize, &Range<usize>)| {
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
        let (number, head) = (citation.number(), headline(citation, locale));
        quoted(&format!("[{number}] {head}\n{opening}{quote}{closing}"))
    };
    pieces.iter().enumerate().map(block).collect()
}

fn quoted(html: &str) -> String {
    format!("<blockquote expandable>{html}</blockquote>")
}

/// Who published the source and when, the last heading above it, and who else
/// prints it.
fn headline(citation: &Citation, locale: &Locale) -> String {
    let section = citation.headings().last();
    let section = section.map(|heading| format!("\n› {}", escape(&short(heading))));
    let names = Some(citation.printed_by()).filter(|names| !names.is_empty());
    let copies = names.map(|names| {
        let names = short(&locale.list(&names));
        format!("\n{}", escape(&locale.format("source-copies", &[("names", names.into())])))
    });
    let name = escape(&name_and_day(citation.document(), locale));
    let (section, copies) = (section.unwrap_or_default(), copies.unwrap_or_default());
    format!("{name}{section}{copies}")
}

/// The day of a document.
fn day(document: &Metadata, locale: &Locale) -> String {
    document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day))
}

/// Who published a document, and when.
pub(super) fn byline(document: &Metadata, locale: &Locale) -> String {
    escape(&plain_byline(document, locale))
}

/// As [`byline`], as plain text.
pub(in crate::telegram) fn plain_byline(document: &Metadata, locale: &Locale) -> String {
    let inferred = document.published_note.as_ref().map(|_| locale.text("source-date-inferred"));
    format!("{}{}", name_and_day(document, locale), inferred.unwrap_or_default())
}

/// Who published a document, and when, without whether that is inferred.
pub(super) fn name_and_day(document: &Metadata, locale: &Locale) -> String {
    format!("{} · {}", short(document.name()), day(document, locale))
}
