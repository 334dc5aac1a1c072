//! Which notes stand beside a reply.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::bare_month::is_of_an_unsaid_year;
use super::currency::in_currency;
use super::note::Note;
use super::{Citation, Claim, Reply};
use crate::corpus::glossary::{Entry, Found, Glossary, is_part_of};
use crate::locale::Locale;
use crate::question::AnswerType;
use crate::question::parts::LONGEST_QUESTION;
use crate::retrieval::PreparedQuestion;
use crate::text::date::{Mention, Resolved, mentions};
use crate::text::figure::{Figure, Unit, figures};
use crate::text::language::Language;
use crate::text::normalize::{fold, folded};
use crate::text::script::is_han;
use crate::text::sentence::clauses;
use crate::text::span::overlap;

/// How many dates are explained, and how many terms are named.
const DATES: usize = 3;
const TERMS: usize = 6;

/// How many figures are said in the asker's language.
const FIGURES: usize = 3;

/// The shortest Chinese name that is told to a reader of English, in
/// characters: 香港 and 港元 are known.
const SHORTEST_NAME: usize = 3;

/// The notes on what `reply` shows: what a reader needs to understand the
/// answer, each once.
pub(super) fn notes(
    prepared: &PreparedQuestion,
    today: Option<NaiveDate>,
    reply: &Reply,
    glossary: &Glossary,
) -> Vec<Note> {
    let (language, citations) = (reply.language, reply.citations());
    let mut notes = asked(prepared, today, reply);
    let differs = reply.claims().iter().any(|claim| claim.as_of.is_some());
    notes.extend(differs.then_some(Note::Differs));
    let newer = if reply.claims().is_empty() { None } else { citations.last() };
    let newer = newer.filter(|one| one.possible().is_some());
    let newer = newer.and_then(|one| one.document().published).map(Note::Newer);
    // What is newer says more plainly that the answer may be out of date.
    notes.extend(newer.or_else(|| as_of(prepared, today, reply)));
    notes.extend(of_days(prepared, reply));
    notes.extend(of_sources(language, citations));
    let source = foreign_source(language, citations);
    if source.is_some_and(|source| source.is_chinese() != language.is_chinese()) {
        let terms = terms(prepared, reply, glossary);
        notes.extend((!terms.is_empty()).then_some(Note::About(terms)));
        notes.extend(figures_of(reply));
    }
    notes.extend(explained(prepared, reply, glossary));
    notes
}

/// That what may be the answer to a question without a time is of several days, of a thing
/// that may change from one to the next.
fn of_days(prepared: &PreparedQuestion, reply: &Reply) -> Option<Note> {
    let question = &prepared.question;
    let changes = question.times.is_empty() && CHANGING.contains(&question.answer_type);
    if !reply.claims().is_empty() || !changes {
        return None;
    }
    let possible = reply.citations().iter().filter(|one| one.possible().is_some());
    let days: BTreeSet<NaiveDate> = possible.filter_map(|one| one.document().published).collect();
    days.last().filter(|_| days.len() > 1).map(|newest| Note::OfDays(*newest))
}

/// The notes on what is cited, whatever was asked: that a day is inferred, and which
/// language all of it is in, if a reader of `language` should be told. Quotes of several
/// languages each show their own.
pub(super) fn of_sources(language: Language, citations: &[Citation]) -> Vec<Note> {
    let inferred = citations.iter().any(|one| one.document().published_note.is_some());
    let source = foreign_source(language, citations).map(Note::Source);
    inferred.then_some(Note::Inferred).into_iter().chain(source).collect()
}

/// The language that all `citations` are in, if a reader of `language` should be told.
fn foreign_source(language: Language, citations: &[Citation]) -> Option<Language> {
    let mut sources = citations.iter().map(|citation| citation.document().language);
    let source = sources.next().filter(|first| sources.all(|other| other == *first));
    source.filter(|source| is_foreign(*source, language))
}

/// What the dates of the quotes mean that count from their own day, where the
/// question turns on a time: 明年 in it may be of another year in what is shown.
/// A date that is the answer itself is told with it.
fn explained(prepared: &PreparedQuestion, reply: &Reply, glossary: &Glossary) -> Vec<Note> {
    let question = &prepared.question;
    let timeless = question.times.is_empty();
    if question.answer_type != AnswerType::When && timeless {
        return Vec::new();
    }
    // Of what comes closest a date is explained that may be the answer, or beside a date of the
    // same kind one in the clause that may answer.
    let unanswered = reply.claims().is_empty();
    let nearest = unanswered && !question.times.relative.is_empty();
    let said = |citation: &&Citation| {
        let mut claims = reply.claims().iter();
        unanswered
            || claims.any(|claim| {
                let told = timeless && claim.short.is_some();
                !told && claim.citations.contains(&citation.number())
            })
    };
    let mut explained: Vec<Note> = Vec::new();
    let cited = reply.citations().iter().filter(said);
    let dates = cited.flat_map(|citation| {
        let possible = citation.possible().filter(|_| unanswered);
        let possible =
            possible.map(|own| if nearest { around(citation.quote(), own) } else { own });
        let within = move |span: &Range<usize>| {
            !unanswered || possible.as_ref().is_some_and(|own| overlap(own, span))
        };
        dates(citation, glossary, within)
    });
    for note in dates {
        if !explained.contains(&note) && !is_told(&note, reply) && explained.len() < DATES {
            explained.push(note);
        }
    }
    explained
}

/// `span` with the clause of `quote` that it begins in.
fn around(quote: &str, span: Range<usize>) -> Range<usize> {
    let clause = clauses(quote).into_iter().find(|clause| clause.contains(&span.start));
    clause.map_or(span.clone(), |clause| clause.start.min(span.start)..clause.end.max(span.end))
}

/// Whether the line of a claim, or of what may be the answer, has what `note` says of a date.
fn is_told(note: &Note, reply: &Reply) -> bool {
    let Note::Date { words, .. } = note else { return false };
    let mut possible = reply.citations().iter().filter_map(Citation::possible_told);
    if possible.any(|told| told.printed.as_ref().is_some_and(|printed| printed.contains(words))) {
        return true;
    }
    let spans =
        reply.claims().iter().filter(|claim| claim.short.is_some()).flat_map(|claim| {
            claim.highlight.iter().filter_map(|range| claim.text.get(range.clone()))
        });
    spans.into_iter().any(|span| span.contains(words.as_str()))
}

/// Whether a reader of `language` should be told that the source is in
/// `source`: another language, or Traditional characters for one who writes
/// Simplified ones.
fn is_foreign(source: Language, language: Language) -> bool {
    source.is_chinese() != language.is_chinese()
        || (language, source) == (Language::SimplifiedChinese, Language::TraditionalChinese)
}

/// Words that ask how things stand now, folded.
const NOW: &[&str] =
    &["目前", "现时", "现在", "现今", "如今", "currently", "at the moment", "at present", " now"];

/// News older than this is no longer how things stand, in days.
const FRESH: i64 = 30;

/// What is true of a day and may change on the next: a total, a share, a rank,
/// who holds a post.
const CHANGING: &[AnswerType] =
    &[AnswerType::HowMany, AnswerType::Share, AnswerType::Rank, AnswerType::Who];

/// As of when the answer was so: where the question asks how things stand now,
/// if it is not news; where it names no time and they may change, if it is not
/// of this year.
fn as_of(prepared: &PreparedQuestion, today: Option<NaiveDate>, reply: &Reply) -> Option<Note> {
    let asks_now = NOW.iter().any(|word| prepared.question.wording.text.contains(word));
    let published = reply.citations().first().filter(|_| !reply.claims().is_empty());
    let published = published?.document().published?;
    let (question, today) = (&prepared.question, today?);
    let old = today.signed_duration_since(published).num_days() > FRESH;
    let changing = question.times.is_empty() && CHANGING.contains(&question.answer_type);
    let of_another_year = changing && published.year() != today.year();
    (old && (asks_now || of_another_year)).then_some(Note::AsOf(published))
}

/// The figures in the answer itself that a reader of another language cannot
/// read, where its line does not say them.
fn figures_of(reply: &Reply) -> Vec<Note> {
    let claim = reply.claims().first();
    let told = |claim: &&Claim| claim.short.as_ref().is_some_and(|short| short.printed.is_some());
    let Some(claim) = claim.filter(|claim| !told(claim)) else { return Vec::new() };
    let locale = Locale::of(reply.language);
    let marked = |figure: &Figure| {
        claim
            .highlight
            .iter()
            .any(|mark| mark.start <= figure.span.start && figure.span.end <= mark.end)
    };
    let mut found = figures(&claim.text);
    found.retain(marked);
    let in_han = |figure: &Figure| claim.text[figure.span.clone()].chars().any(is_han);
    found.retain(|figure| in_han(figure) != reply.language.is_chinese());
    let source = reply.citations().iter().find(|one| claim.citations.contains(&one.number()));
    let note = |figure: Figure| {
        let printed = &claim.text[figure.span.clone()];
        let figure = match source {
            Some(source) => {
                in_currency(figure, printed, &source.passage().text, source.document().language)
            }
            None => figure,
        };
        let said = locale.figure(&figure)?;
        if said == printed {
            return None;
        }
        // 9個 is 9 in any language.
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let plain = matches!(figure.unit, Unit::Plain | Unit::Counted(_));
        if plain && digits(&said) == digits(&claim.text[figure.span.clone()]) {
            return None;
        }
        Some(Note::Figure { words: claim.text[figure.span.clone()].to_owned(), figure, said })
    };
    found.into_iter().filter_map(note).take(FIGURES).collect()
}

/// What the dates of a question mean that it counts from its own day. Where
/// all that is shown is of that day's year, they mean the same in both.
fn asked(prepared: &PreparedQuestion, today: Option<NaiveDate>, reply: &Reply) -> Vec<Note> {
    let year = |day: Option<NaiveDate>| day.map(|day| day.year());
    let of_the_year = |citation: &Citation| year(citation.document().published) == year(today);
    // 今日 of a text that was pasted is not the asker's.
    let is_text = reply.question.chars().count() > LONGEST_QUESTION;
    if is_text || !reply.citations().is_empty() && reply.citations().iter().all(of_the_year) {
        return Vec::new();
    }
    let relative = prepared.question.times.relative.iter();
    relative.map(|(words, when)| Note::Asked { words: words.clone(), when: *when }).collect()
}

/// Names where the first quote says what is told of it that the question does not have, in
/// the asker's language.
fn terms(prepared: &PreparedQuestion, reply: &Reply, glossary: &Glossary) -> Vec<String> {
    let asked = &prepared.question.wording.text;
    let mut terms: Vec<String> = Vec::new();
    let Some(citation) = reply.citations().first() else { return terms };
    // Who published it and its title stand above the quote already.
    let document = citation.document();
    let above = [folded(document.name()), folded(&document.title)];
    let said = decisive(citation, reply, glossary);
    let flat = fold(&said);
    for found in glossary.find(&flat.to_string()) {
        let is_end = is_end_of_a_name(&said[..flat.origin_of_bytes(&found.range).start]);
        let entry = named(&found, glossary).filter(|entry| {
            if is_end {
                return false;
            }
            !entry.forms.iter().any(|form| asked.contains(form.as_str()))
                && !entry.forms.iter().any(|form| above.contains(form))
        });
        let name = entry.map(|entry| match reply.language {
            Language::English => entry.english.clone(),
            _ => entry.chinese.clone(),
        });
        let new = name.filter(|name| terms.len() < TERMS && !terms.contains(name));
        terms.extend(new);
    }
    terms
}

/// Whether what stands behind `before` in English goes on with a name: University of Hong Kong
/// behind Victoria.
fn is_end_of_a_name(before: &str) -> bool {
    let last = before.strip_suffix(' ').and_then(|before| before.split_whitespace().next_back());
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.ends_with(|c: char| c.is_ascii_alphabetic())
    };
    last.is_some_and(|word| is_name(word) && !ARTICLES.contains(&word))
}

/// What stands with a capital before a name and is no part of it, at the beginning of a
/// sentence.
const ARTICLES: &[&str] =
    &["The", "A", "An", "In", "At", "By", "For", "From", "To", "Of", "On", "With", "And"];

/// The name that was found, if it is one that a reader has to be told.
fn named<'a>(found: &Found, glossary: &'a Glossary) -> Option<&'a Entry> {
    let entry = found.entries.first().and_then(|entry| glossary.entry(*entry))?;
    let is_date = !mentions(&entry.english, None).is_empty();
    let is_long = entry.chinese.chars().count() >= SHORTEST_NAME;
    (entry.is_name() && is_long && !is_date).then_some(entry)
}

/// The clauses of a quote that say what is told of it, where they have a name, or else with
/// what stands before them; all of it where that is not known.
fn decisive(citation: &Citation, reply: &Reply, glossary: &Glossary) -> String {
    let (quote, told) = (citation.quote(), citation.decisive(reply.claims()));
    let says = |clause: &Range<usize>| told.iter().any(|span| overlap(span, clause));
    let mut clauses = clauses(quote).into_iter().filter(says);
    let Some(first) = clauses.next() else { return quote.to_owned() };
    let end = clauses.next_back().map_or(first.end, |last| last.end);
    let own = &quote[first.start..end];
    let mut found = glossary.find(&folded(own)).into_iter();
    let has_name = found.any(|found| named(&found, glossary).is_some());
    if has_name { own } else { &quote[..end] }.to_owned()
}

/// Whether a year only says of which year a month or a period is: 去年同期, the
/// same month last year. The whole year is not what it means.
fn is_of_a_period(quote: &str, year: &Range<usize>) -> bool {
    let before = quote[..year.start].trim_end();
    let english = ["same month", "same period", "corresponding period"];
    quote[year.end..].starts_with("同") || english.iter().any(|words| before.ends_with(words))
}

/// The dates that a quote states from its own day, in bytes of it that are `within`
/// what is to be explained.
fn dates(
    citation: &Citation,
    glossary: &Glossary,
    within: impl Fn(&Range<usize>) -> bool,
) -> Vec<Note> {
    let Some(from) = citation.document().published else { return Vec::new() };
    let quote = citation.quote();
    let names = glossary.names(quote);
    let relative = mentions(quote, Some(from)).into_iter();
    let relative = relative.filter(|mention| !is_part_of(&names, &mention.span));
    let relative = relative.filter(|mention| within(&mention.span));
    let note = |mention: Mention| {
        // A stretch of years may end with the last figures and not with the
        // year of writing, so that is left to the reader.
        let when = mention.plain().filter(|when| !matches!(when, Resolved::Years { .. }))?;
        let unsaid =
            is_of_an_unsaid_year(&quote[mention.span.clone()], quote, &mention, Some(from));
        if unsaid || is_of_a_period(quote, &mention.span) {
            return None;
        }
        Some(Note::Date { words: quote[mention.span].to_owned(), when, from })
    };
    relative.filter_map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_period_is_not_explained_as_the_whole_year() {
        let explained = |quote: &str| {
            let year = mentions(quote, None).remove(0).span;
            !is_of_a_period(quote, &year)
        };
        assert!(!explained("較去年同期增加"));
        assert!(!explained("up 4% from the same month last year"));
        assert!(explained("去年增加"));
    }
}
