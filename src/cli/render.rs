//! A reply on a terminal.

use std::fmt::Write;
use std::ops::Range;

use anstream::{AutoStream, ColorChoice};
use anstyle::Style;

use crate::answer::{Answer, Answerer, Citation, Claim, Reply, Short, Verification};
use crate::corpus::Metadata;
use crate::index::Index;
use crate::locale::Locale;
use crate::retrieval::Hit;
use crate::text::language::Language;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// How many subjects are offered when there is no answer.
const SUBJECTS: usize = 5;

/// What one can ask about, in `language`; empty when it cannot be told.
pub(super) fn subjects(answerer: &Answerer, language: Language) -> String {
    let subjects = answerer.retriever().subjects(SUBJECTS, language).unwrap_or_default();
    Locale::of(language).list(&subjects)
}

/// The whole reply, ending in a line break; `subjects` is what to offer when
/// nothing was found.
pub(super) fn reply(reply: &Reply, subjects: &str) -> String {
    let locale = Locale::of(reply.language);
    let mut out = String::new();
    for text in head(reply, subjects, locale) {
        line_of(&mut out, &text);
    }
    for note in reply.beside(locale, is_styled()) {
        line_of(&mut out, &format!("{DIM}{note}{DIM:#}"));
    }
    let mut above = None;
    for citation in reply.citations() {
        let source = source(citation, locale);
        // The items of a list have their source once.
        if reply.is_list() {
            if above.as_ref() != Some(&source) {
                line_of(&mut out, &format!("\n{DIM}{source}{DIM:#}"));
            }
            line_of(&mut out, &format!("    [{}] {}", citation.number(), citation.quote()));
            above = Some(source);
        } else {
            line_of(&mut out, &format!("\n{DIM}[{}] {source}{DIM:#}", citation.number()));
            line_of(&mut out, &quote(citation, reply.claims()));
        }
    }
    out
}

/// Whether bold is shown where the reply is printed: not in a pipe or a file.
fn is_styled() -> bool {
    AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// What is said, or may be the answer, without notes and sources.
pub(super) fn line(reply: &Reply) -> String {
    let locale = Locale::of(reply.language);
    let lines = head(reply, "", locale).into_iter().take(reply.claims().len().max(1));
    let items = if reply.is_list() { reply.in_short() } else { &[] };
    let lines = lines.chain(items.iter().map(|claim| said(claim, locale)));
    let possible = reply.possible().map(|words| format!("{BOLD}{words}{BOLD:#} [1]"));
    lines.chain(possible).map(|text| text + "\n").collect()
}

/// What the documents have of a text, sentence by sentence.
pub(super) fn verification(verification: &Verification) -> String {
    let locale = Locale::of(verification.language);
    let mut out = String::new();
    for statement in &verification.statements {
        line_of(&mut out, &format!("{BOLD}{}{BOLD:#}", statement.text));
        statement.say(locale).iter().for_each(|line| line_of(&mut out, line));
        for citation in &statement.citations {
            let source = source(citation, locale);
            line_of(&mut out, &format!("\n{DIM}[{}] {source}{DIM:#}", citation.number()));
            line_of(&mut out, &quote(citation, &[]));
        }
        line_of(&mut out, "");
    }
    if verification.left_out > 0 {
        let count = verification.left_out.into();
        line_of(&mut out, &locale.format("verify-left-out", &[("count", count)]));
    }
    out
}

/// Where each quote of `reply` stands: the document, its sections, the bytes
/// of the file and the address of the original. What is of the same document as the quote
/// before it has a line with its place alone.
pub(super) fn sources(reply: &Reply) -> String {
    let locale = Locale::of(reply.language);
    let (mut out, mut before) = (String::new(), None);
    for citation in reply.citations() {
        let (number, document, span) = (citation.number(), citation.document(), citation.span());
        let place = format!("{}, {}–{}", document.id, span.start, span.end);
        if before.replace(&document.id) == Some(&document.id) {
            let section: String = citation.headings().map(|one| format!(" › {one}")).collect();
            line_of(&mut out, &format!("[{number}] {place}{section}"));
            continue;
        }
        line_of(&mut out, &format!("[{number}] {}", source(citation, locale)));
        if document.name() != document.title {
            line_of(&mut out, &format!("    {}", document.title));
        }
        line_of(&mut out, &format!("    {place}"));
        document.url.iter().for_each(|url| line_of(&mut out, &format!("    {url}")));
    }
    out
}

/// Passages found, numbered from `first`.
pub(super) fn passages(index: &Index, hits: &[&Hit], first: usize, language: Language) -> String {
    let locale = Locale::of(language);
    let mut out = String::new();
    for (number, hit) in (first..).zip(hits) {
        let Some(document) = index.document(&hit.passage.document) else { continue };
        let name = document.name();
        let day = document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day));
        line_of(&mut out, &format!("{DIM}[{number}] {name} · {day}{DIM:#}"));
        line_of(&mut out, &format!("    {}", hit.passage.text));
    }
    out
}

/// `documents`, a line each: title, publisher, day.
pub(super) fn documents(documents: &[&Metadata], locale: &Locale) -> String {
    let mut out = String::new();
    for document in documents {
        let day = document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day));
        let publisher = document.publisher.as_ref().map(|name| format!(" · {name}"));
        let publisher = publisher.unwrap_or_default();
        line_of(&mut out, &format!("  {}{publisher} · {day}", document.title));
    }
    out
}

/// What is said before the sources, a line each.
fn head(reply: &Reply, subjects: &str, locale: &Locale) -> Vec<String> {
    match &reply.answer {
        Answer::Answered(_) if reply.is_list() => reply.lead(locale).into_iter().collect(),
        Answer::Answered(grounded) => {
            grounded.claims().iter().map(|claim| said(claim, locale)).collect()
        }
        Answer::Nearest(_) => reply.lead(locale).into_iter().collect(),
        Answer::Abstained => {
            let hint = || locale.format("abstained-hint", &[("subjects", subjects.into())]);
            let hint = (!subjects.is_empty()).then(hint);
            reply.lead(locale).into_iter().chain(hint).collect()
        }
    }
}

/// A claim in a line with its marks; all of it where what answers in it is not
/// known.
fn said(claim: &Claim, locale: &Locale) -> String {
    let day = claim.as_of.map(|day| locale.as_of(day)).unwrap_or_default();
    let marks: String = claim.citations.iter().map(|number| format!("[{number}]")).collect();
    let Some(Short { text, printed }) = &claim.short else {
        return format!("{day}{} {marks}", emphasised(&claim.text, &claim.highlight));
    };
    let printed = printed.as_ref();
    let printed =
        printed.map(|words| locale.format("short-printed", &[("words", words.as_str().into())]));
    format!("{day}{BOLD}{text}{BOLD:#}{} {marks}", printed.unwrap_or_default())
}

/// A quote in what stands around it; bold in it is what answers or may.
fn quote(citation: &Citation, claims: &[Claim]) -> String {
    let context = citation.context();
    let quote = emphasised(context.quote, &citation.decisive(claims));
    format!("    {}{quote}{}", context.before, context.after)
}

fn emphasised(text: &str, highlight: &[Range<usize>]) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for range in highlight.iter().filter(|range| text.get((*range).clone()).is_some()) {
        if range.start >= at {
            let _ = write!(out, "{}{BOLD}{}{BOLD:#}", &text[at..range.start], &text[range.clone()]);
            at = range.end;
        }
    }
    out + &text[at..]
}

/// `大公報 · 2025年12月29日 › 創科局回顧… › 5 …`
fn source(citation: &Citation, locale: &Locale) -> String {
    let published = citation
        .document()
        .published
        .map_or_else(|| locale.text("undated"), |day| locale.date(day));
    let names = Some(citation.printed_by()).filter(|names| !names.is_empty());
    let copies = names.map(|names| {
        format!(" {}", locale.format("source-copies", &[("names", locale.list(&names).into())]))
    });
    let copies = copies.unwrap_or_default();
    let section: String = citation.headings().map(|heading| format!(" › {heading}")).collect();
    format!("{} · {published}{section}{copies}", citation.document().name())
}

fn line_of(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
