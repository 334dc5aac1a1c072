//! Replies as Telegram's HTML, within its limits.
//!
//! Only `b`, `a` and `blockquote expandable` are used, every text is escaped,
//! and quotes never hold quotes, so what is rendered always parses.

use std::ops::Range;

use crate::answer::{Answer, Answerer, Citation, Claim, Reply};
use crate::locale::Locale;
use crate::text::language::Language;

/// The longest message, in UTF-16 code units. Telegram counts after parsing;
/// counting before leaves room.
pub const LONGEST: usize = 4096;

/// The most that an answer's own words take of a message.
const CLAIM: usize = 1200;
/// The most that the words around a quote take, on each side.
const AROUND: usize = 350;
/// The most that a heading or a name takes.
const LINE: usize = 200;
/// How many subjects are offered when there is no answer.
const SUBJECTS: usize = 5;

/// Escapes `text` for HTML.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The length of `text` in UTF-16 code units, as Telegram counts.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// What one can ask about, in `language`.
pub fn subjects(answerer: &Answerer, language: Language) -> String {
    let subjects = answerer.retriever().subjects(SUBJECTS, language).unwrap_or_default();
    subjects.join(if language.is_chinese() { "、" } else { ", " })
}

/// The whole reply in one message.
pub fn reply(reply: &Reply, subjects: &str) -> String {
    let locale = Locale::of(reply.language);
    let said = match &reply.answer {
        Answer::Answered(grounded) => {
            grounded.claims().iter().map(said).collect::<Vec<_>>().join("\n")
        }
        Answer::Nearest(_) => escape(&locale.text("nearest")),
        Answer::Abstained if subjects.is_empty() => escape(&locale.text("abstained")),
        Answer::Abstained => {
            let hint = locale.format("abstained-hint", &[("subjects", subjects.into())]);
            format!("{}\n{}", escape(&locale.text("abstained")), escape(&hint))
        }
    };
    let mut html = said;
    for citation in reply.citations() {
        let quote = [AROUND, 0]
            .into_iter()
            .map(|around| format!("\n\n{}", source(citation, locale, around)));
        // Without its surroundings a quote may still fit; one that does not
        // is left out whole rather than cut.
        if let Some(fitting) =
            quote.into_iter().find(|quote| units(&html) + units(quote) <= LONGEST)
        {
            html.push_str(&fitting);
        }
    }
    html
}

fn said(claim: &Claim) -> String {
    let marks: String = claim.citations.iter().map(|number| format!(" [{number}]")).collect();
    let end = prefix(&claim.text, CLAIM);
    let cut = if end < claim.text.len() { "…" } else { "" };
    let within = claim.highlight.iter().filter(|range| range.end <= end).cloned();
    format!("{}{cut}{marks}", emphasised(&claim.text[..end], within))
}

fn emphasised(text: &str, highlight: impl Iterator<Item = Range<usize>>) -> String {
    let (mut html, mut at) = (String::new(), 0);
    for range in highlight {
        if range.start >= at && text.get(range.clone()).is_some() {
            html += &format!(
                "{}<b>{}</b>",
                escape(&text[at..range.start]),
                escape(&text[range.clone()])
            );
            at = range.end;
        }
    }
    html + &escape(&text[at..])
}

/// A source as an expandable quote: who, when and where, then the words.
fn source(citation: &Citation, locale: &Locale, around: usize) -> String {
    let context = citation.context();
    let before = &context.before[suffix(context.before, around)..];
    let after = &context.after[..prefix(context.after, around)];
    let cut = |whole: &str, shown: &str| if whole.len() > shown.len() { "…" } else { "" };
    let quote = prefix(context.quote, LONGEST / 2);
    format!(
        "<blockquote expandable>{}\n{}{}<b>{}</b>{}{}{}</blockquote>",
        headline(citation, locale),
        cut(context.before, before),
        escape(before),
        escape(&context.quote[..quote]),
        cut(context.quote, &context.quote[..quote]),
        escape(after),
        cut(context.after, after),
    )
}

fn headline(citation: &Citation, locale: &Locale) -> String {
    let document = citation.document();
    let publisher = document.publisher.as_deref().unwrap_or(&document.title);
    let published =
        document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day));
    let inferred = document.published_note.as_ref().map(|_| locale.text("source-date-inferred"));
    let section: String = citation
        .section()
        .iter()
        .map(|heading| format!("\n› {}", escape(&short(heading))))
        .collect();
    format!(
        "[{}] {} · {published}{}{section}\n",
        citation.number(),
        escape(&short(publisher)),
        inferred.unwrap_or_default()
    )
}

fn short(text: &str) -> String {
    let end = prefix(text, LINE);
    if end < text.len() { format!("{}…", &text[..end]) } else { text.to_owned() }
}

/// The end of the longest prefix of at most `limit` UTF-16 units.
fn prefix(text: &str, limit: usize) -> usize {
    let mut left = limit;
    let past = |(_, character): &(usize, char)| match left.checked_sub(character.len_utf16()) {
        Some(rest) => {
            left = rest;
            false
        }
        None => true,
    };
    text.char_indices().find(past).map_or(text.len(), |(at, _)| at)
}

/// The start of the longest suffix of at most `limit` UTF-16 units.
fn suffix(text: &str, limit: usize) -> usize {
    let mut left = limit;
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        let Some(rest) = left.checked_sub(character.len_utf16()) else { break };
        (left, start) = (rest, at);
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fall_between_characters() {
        assert_eq!(prefix("a😀b", 2), 1);
        assert_eq!(prefix("a😀b", 3), 5);
        assert_eq!(suffix("a😀b", 2), 5);
        assert_eq!((prefix("港", 9), suffix("港", 9)), (3, 0));
    }

    #[test]
    fn markup_in_a_text_is_text() {
        assert_eq!(escape("<b>R&D</b> \"1\""), "&lt;b&gt;R&amp;D&lt;/b&gt; &quot;1&quot;");
        assert_eq!(emphasised("共1<2", std::iter::once(3..4)), "共<b>1</b>&lt;2");
    }
}
