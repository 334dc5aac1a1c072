//! A reply as a small Markdown file: what is said, and each quote with where it stands.

use std::fmt::Write;
use std::ops::Range;

use chrono::NaiveDate;

use super::{Citation, Claim, Reply, Short};
use crate::locale::Locale;

/// `reply` in Markdown (`CommonMark`), in its own language, exported on `day`.
/// The words of documents are escaped, so that they read as they are printed.
pub fn markdown(reply: &Reply, day: NaiveDate) -> String {
    let locale = Locale::of(reply.language);
    let mut out = format!("# {}\n\n", escaped(&reply.question));
    let lead = reply.lead(locale);
    let above: Vec<String> = match lead {
        Some(lead) => vec![strong(&lead)],
        None => reply.claims().iter().map(|claim| said(claim, locale)).collect(),
    };
    let beside = reply.beside(locale, true).into_iter().map(|note| begun(&escaped(&note)));
    for block in above.into_iter().chain(beside) {
        paragraph(&mut out, &block);
    }
    if !reply.citations().is_empty() {
        paragraph(&mut out, &format!("## {}", locale.text("export-sources")));
    }
    for citation in reply.citations() {
        source(&mut out, citation, reply.claims(), locale);
    }
    paragraph(&mut out, "---");
    let made = locale.format("export-made", &[("day", locale.date(day).into())]);
    out + &begun(&escaped(&made)) + "\n"
}

fn paragraph(out: &mut String, text: &str) {
    let _ = write!(out, "{text}\n\n");
}

/// A claim in a line with its marks, before it its day where a newer one says otherwise.
fn said(claim: &Claim, locale: &Locale) -> String {
    let day = claim.as_of.map(|day| locale.as_of(day)).unwrap_or_default();
    let marks: String = claim.citations.iter().map(|number| format!(" \\[{number}\\]")).collect();
    let Some(Short { text, printed }) = &claim.short else {
        return format!("{}{marks}", begun(&escaped(&format!("{day}{}", claim.text))));
    };
    let printed = printed.as_ref();
    let printed =
        printed.map(|words| locale.format("short-printed", &[("words", words.as_str().into())]));
    let printed = printed.unwrap_or_default();
    format!("{}{marks}", strong(&format!("{day}{text}{printed}")))
}

/// A source: who printed it, when and under which headings, its address, the
/// quote, and the bytes of the file.
fn source(out: &mut String, citation: &Citation, claims: &[Claim], locale: &Locale) {
    let document = citation.document();
    let day = document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day));
    let mut head = format!("{} · {day}", document.name());
    citation.headings().for_each(|heading| head += &format!(" › {heading}"));
    paragraph(out, &format!("{} {}", strong(&format!("[{}]", citation.number())), escaped(&head)));
    paragraph(out, &format!("> {}", begun(&quoted(citation.quote(), &citation.decisive(claims)))));
    let span = citation.span();
    let file = escaped(&document.id.to_string());
    let address: String = document.url.iter().map(|url| format!(" · <{url}>")).collect();
    paragraph(out, &begun(&format!("{file}, {}–{}{address}", span.start, span.end)));
}

/// A quote with what answers in it bold, where `CommonMark` can set it so.
fn quoted(quote: &str, decisive: &[Range<usize>]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for range in decisive.iter().filter(|range| can_be_strong(quote, range)) {
        if range.start < at {
            continue;
        }
        out += &escaped(&quote[at..range.start]);
        out += &format!("**{}**", escaped(&quote[range.clone()]));
        at = range.end;
    }
    out + &escaped(&quote[at..])
}

/// Whether `**` opens before `range` and closes after it: beside a mark of punctuation it needs white space or
/// another such mark on its outer side (`CommonMark` 0.31, 6.2).
fn can_be_strong(text: &str, range: &Range<usize>) -> bool {
    let Some(inner) = text.get(range.clone()) else { return false };
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let holds = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(|c| c.is_alphanumeric() || (!c.is_whitespace() && outside(outer)))
    };
    holds(inner.chars().next(), text[..range.start].chars().next_back())
        && holds(inner.chars().next_back(), text[range.end..].chars().next())
}

fn strong(text: &str) -> String {
    format!("**{}**", escaped(text.trim()))
}

/// `text` on one line, with each mark that Markdown reads as its own behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    out
}

/// `text`, written by [`escaped`], where a line begins: no list, rule or heading.
fn begun(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some('-' | '+' | '=' | ':') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;

    /// The words that a reader of `markdown` sees, and those set bold; `None` where a block is other than a
    /// paragraph in a quotation.
    fn read(markdown: &str) -> Option<(String, String)> {
        let (mut text, mut bold, mut strong) = (String::new(), String::new(), false);
        for event in Parser::new(markdown) {
            match event {
                Event::Text(words) => {
                    text += &words;
                    bold += if strong { &words } else { "" };
                }
                Event::Start(Tag::Strong) => strong = true,
                Event::End(TagEnd::Strong) => strong = false,
                Event::Start(Tag::Paragraph | Tag::BlockQuote(_))
                | Event::End(TagEnd::Paragraph | TagEnd::BlockQuote(_)) => {}
                _ => return None,
            }
        }
        Some((text, bold))
    }

    proptest! {
        #[test]
        fn a_quote_reads_as_printed_and_bold_is_what_answers(
            before in "[-+0-9.)#*_`<>&|~\\\\\\[\\] a香「」，（%]{0,12}",
            inner in "[0-9a香「」，（*_%$.]{1,8}",
            after in "[-+0-9.)#*_`<>&|~\\\\\\[\\] a香「」，（%]{0,12}",
        ) {
            let quote = format!("{before}{inner}{after}");
            let range = before.len()..before.len() + inner.len();
            let markdown = format!("> {}", begun(&quoted(&quote, std::slice::from_ref(&range))));
            let (text, bold) = read(&markdown).expect("one paragraph in a quotation");
            prop_assert_eq!(text.trim(), quote.trim(), "{}", markdown);
            let wanted = if can_be_strong(&quote, &range) { inner.as_str() } else { "" };
            prop_assert_eq!(bold, wanted, "{}", markdown);
        }
    }
}
