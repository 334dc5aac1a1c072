//! A reply on a terminal.

use std::fmt::Write;
use std::ops::Range;

use anstyle::Style;

use crate::answer::{Answer, Answerer, Citation, Claim, Reply};
use crate::locale::Locale;
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
    match &reply.answer {
        Answer::Answered(grounded) => {
            for claim in grounded.claims() {
                line(&mut out, &said(claim, locale));
            }
        }
        Answer::Nearest(_) => {
            line(&mut out, &locale.text("nearest"));
            if reply.citations().iter().any(|citation| citation.possible().is_some()) {
                line(&mut out, &format!("{DIM}{}{DIM:#}", locale.text("nearest-possible")));
            }
        }
        Answer::Abstained => {
            line(&mut out, &locale.text("abstained"));
            if !subjects.is_empty() {
                line(&mut out, &locale.format("abstained-hint", &[("subjects", subjects.into())]));
            }
        }
    }
    for note in &reply.notes {
        line(&mut out, &format!("{DIM}{}{DIM:#}", note.say(locale)));
    }
    for citation in reply.citations() {
        line(&mut out, "");
        line(&mut out, &format!("{DIM}{}{DIM:#}", source(citation, locale)));
        let context = citation.context();
        // Where nothing is answered, only what may be the answer is bold.
        let quote = match citation.possible() {
            Some(possible) => emphasised(context.quote, std::slice::from_ref(&possible)),
            None => format!("{BOLD}{}{BOLD:#}", context.quote),
        };
        line(&mut out, &format!("    {}{quote}{}", context.before, context.after));
    }
    out
}

fn said(claim: &Claim, locale: &Locale) -> String {
    let day = claim.as_of.map(|day| locale.as_of(day)).unwrap_or_default();
    let marks: String = claim.citations.iter().map(|number| format!("[{number}]")).collect();
    format!("{day}{} {marks}", emphasised(&claim.text, &claim.highlight))
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

/// `[1] 大公報 · 2025年12月29日 · 創科局回顧… › 5 …`
fn source(citation: &Citation, locale: &Locale) -> String {
    let document = citation.document();
    let publisher = document.publisher.clone().unwrap_or_else(|| document.title.clone());
    let published =
        document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day));
    let inferred = if document.published_note.is_some() {
        locale.text("source-date-inferred")
    } else {
        String::new()
    };
    let names = Some(citation.printed_by()).filter(|names| !names.is_empty());
    let copies = names.map(|names| {
        format!(" {}", locale.format("source-copies", &[("names", locale.list(&names).into())]))
    });
    let copies = copies.unwrap_or_default();
    let section: String =
        citation.section().iter().map(|heading| format!(" › {heading}")).collect();
    format!("[{}] {publisher} · {published}{inferred}{section}{copies}", citation.number())
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}
