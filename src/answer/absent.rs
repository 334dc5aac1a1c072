//! What a question names and no document has.

use std::ops::Range;

use super::Citation;
use super::names::{SURNAMES, is_quote, quotes};
use crate::index::IndexError;
use crate::retrieval::{PreparedQuestion, Retriever, SoughtTerm};
use crate::text::normalize::{Folded, fold, folded};
use crate::text::script::is_han;
use crate::text::words::tagged;

/// The most names that are told.
const MOST: usize = 3;

/// The longest name of a person in Chinese, in characters.
const PERSON: usize = 3;

/// jieba's tag of a place, and the least that is told of one, in characters: what has two
/// may be the beginning of a longer name.
const PLACE: &str = "ns";
const LONG: usize = 3;

/// The names in `question`, read as `prepared`, that stand nowhere in the text or the
/// headings of the documents, nor publish what is `shown`; in the question's words. What is
/// quoted is one name. Common nouns are left out: the documents may have other words for them.
/// So are names in English where what is shown is Chinese: Tuen Mun may stand there as 屯門.
pub(super) fn absent(
    question: &str,
    prepared: &PreparedQuestion,
    retriever: &Retriever,
    shown: &[Citation],
) -> Result<Vec<String>, IndexError> {
    let shown_in_chinese = shown.iter().all(|one| one.document().language.is_chinese());
    if !question.chars().any(is_han) && shown_in_chinese {
        return Ok(Vec::new());
    }
    let text = fold(question);
    let terms = placed(&text, &prepared.terms);
    let mut names = quoted(&text, question);
    names.extend(persons(&terms));
    names.extend(latin(&terms, question, &text));
    names.extend(places(&terms));
    names.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let publishers: Vec<String> = shown.iter().map(|one| folded(one.document().name())).collect();
    let mut absent: Vec<Range<usize>> = Vec::new();
    for name in names {
        let within = absent.last().is_some_and(|last| name.start < last.end);
        let own: String = text.chars()[name.clone()].iter().collect();
        let publishes = publishers.iter().any(|publisher| publisher.contains(&own));
        let is_short_form = shown.iter().any(|one| abbreviates(&own, one));
        if !within && !publishes && !is_short_form && !retriever.occurs(&own)? {
            absent.push(name);
        }
    }
    let said = |name: Range<usize>| question[text.origin(name)].trim().to_owned();
    Ok(absent.into_iter().map(said).take(MOST).collect())
}

/// Whether `name`, folded, is the first letters of words with a capital beside each other in
/// what is shown: RTBP of Research Talent Bridge Programme.
fn abbreviates(name: &str, shown: &Citation) -> bool {
    let words = [shown.document().title.as_str(), &shown.passage().text].join("\n");
    let first = |word: &str| word.trim_start_matches(['(', '（', '"', '“']).chars().next();
    let initials: String = words
        .split(|c: char| c.is_whitespace() || is_han(c) || c == '-')
        .map(|word| first(word).filter(char::is_ascii_uppercase).unwrap_or(' '))
        .collect();
    let own = name.to_ascii_uppercase();
    own.len() > 2 && own.chars().all(|c| c.is_ascii_uppercase()) && initials.contains(&own)
}

/// A term of a question, where it stands in its folded characters.
struct Placed<'a> {
    term: &'a SoughtTerm,
    at: Range<usize>,
}

impl Placed<'_> {
    fn is_single(&self) -> bool {
        self.at.len() == 1 && self.term.text.chars().all(is_han)
    }
}

/// The terms that stand in `text` as they are, in order.
fn placed<'a>(text: &Folded, terms: &'a [SoughtTerm]) -> Vec<Placed<'a>> {
    let mut from = 0;
    let place = |term: &'a SoughtTerm| {
        let word: Vec<char> = term.text.chars().collect();
        let found =
            text.chars().get(from..)?.windows(word.len().max(1)).position(|at| *at == *word)?;
        let at = from + found..from + found + word.len();
        from = at.end;
        Some(Placed { term, at })
    };
    terms.iter().filter_map(place).collect()
}

/// What stands in quotation marks, without them.
fn quoted(text: &Folded, question: &str) -> Vec<Range<usize>> {
    let quotes = quotes(question).into_iter().map(|quote| {
        let inner = question[quote.clone()].trim_matches(is_quote);
        let start = quote.start + question[quote].find(inner).unwrap_or(0);
        text.within(&(start..start + inner.len()))
    });
    quotes.filter(|name| name.len() > 1).collect()
}

/// Characters in a row that make no word and begin with a surname.
fn persons(terms: &[Placed<'_>]) -> impl Iterator<Item = Range<usize>> {
    let singles = |first: &Placed<'_>, second: &Placed<'_>| {
        first.is_single() && second.is_single() && first.at.end == second.at.start
    };
    let runs = terms.chunk_by(singles).filter(|run| (2..=PERSON).contains(&run.len()));
    runs.filter(|run| SURNAMES.contains(&run[0].term.text)).map(whole)
}

/// Latin names of which no document has some word: words with a capital beside each other
/// are one name, as in Evergreen Fund II.
fn latin(terms: &[Placed<'_>], question: &str, text: &Folded) -> Vec<Range<usize>> {
    // The first word of a sentence has a capital whatever it is.
    let is_capital = |one: &Placed<'_>| {
        let said = &question[text.origin(one.at.clone())];
        let mut inner = said.chars().skip(usize::from(one.at.start == 0));
        one.term.text.is_ascii() && inner.any(char::is_uppercase)
    };
    let is_one_name = |first: &Placed<'_>, second: &Placed<'_>| {
        let between = &text.chars()[first.at.end..second.at.start];
        let goes_on = is_capital(second) || between == ['-'] && second.term.text.is_ascii();
        is_capital(first) && goes_on && matches!(between, [] | [' ' | '-'])
    };
    let is_unknown = |one: &Placed<'_>| one.term.unknown && one.at.len() > 1;
    let names = terms.chunk_by(is_one_name).filter(|run| is_capital(&run[0]));
    names.filter(|run| run.iter().any(is_unknown)).map(whole).collect()
}

/// Places that no document has, by the dictionary.
fn places(terms: &[Placed<'_>]) -> impl Iterator<Item = Range<usize>> {
    let is_place = |one: &&Placed<'_>| {
        let tag = tagged(&one.term.text).first().map(|(_, tag)| *tag);
        one.term.unknown && one.at.len() >= LONG && tag == Some(PLACE)
    };
    terms.iter().filter(is_place).map(|one| one.at.clone())
}

/// From the first to the last of `run`.
fn whole(run: &[Placed<'_>]) -> Range<usize> {
    run[0].at.start..run[run.len() - 1].at.end
}
