//! What a thing is: "What is the Flint Fund?" is told by no figure and no date, and where
//! nothing is sure, what introduces the thing comes closest.

use std::cmp::Reverse;
use std::ops::{Range, RangeInclusive};

use super::lexical::ByWords;
use super::names::SURNAMES;
use super::post::Posts;
use super::said_names::SaidNames;
use super::say::Chosen;
use crate::question::{AnswerType, Gap, Question};
use crate::retrieval::Hit;
use crate::text::date::mentions;
use crate::text::figure::{Unit, figures};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::whole::contains;

const FILE: &str = include_str!("definition.tsv");

/// Beside a figure or a date stand at most so many characters: what it counts.
const COUNTED: usize = 10;

/// A thing that has a name, by its names, folded.
#[derive(Debug)]
pub(super) struct Thing {
    names: Vec<String>,
}

impl Thing {
    /// The thing of which the question behind `by` asks what it is.
    pub(super) fn asked(by: ByWords<'_>) -> Option<Self> {
        let names = names_of(thing(&by.prepared.question)?, by);
        (!names.is_empty()).then_some(Self { names })
    }

    /// The thing of which nothing is asked: `name`, with the names that are known for it.
    pub(super) fn named(name: &str, by: ByWords<'_>) -> Self {
        let name = folded(name);
        let mut names = names_of(&name, by);
        names.push(name);
        Self { names }
    }

    /// Whether `name` is one that the glossary, a title or the passages behind `by` know.
    pub(super) fn is_known(name: &str, by: ByWords<'_>) -> bool {
        let name = folded(name);
        let is_titled =
            |hit: &Hit| by.title(hit).is_some_and(|title| folded(title).contains(&name));
        !names_of(&name, by).is_empty() || by.hits.iter().any(is_titled)
    }

    /// Whether `text`, folded, has one of its names.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.names.iter().any(|name| contains(text, name))
    }

    /// The sentences that introduce it: of each document the first that has its name, those of
    /// documents that are titled by it first, then those in the language of the question.
    pub(super) fn introductions(&self, by: ByWords<'_>) -> Vec<Chosen> {
        let mut hits: Vec<(usize, &Hit)> = by.hits.iter().enumerate().collect();
        hits.retain(|(_, hit)| {
            hit.passage.kind.is_told() && self.is_in(&folded(&hit.passage.text))
        });
        let titled = |hit: &Hit| by.title(hit).is_some_and(|title| self.is_in(&folded(title)));
        hits.sort_by_cached_key(|(_, hit)| {
            (!titled(hit), hit.foreign, hit.passage.ordinal, Reverse(hit.published))
        });
        let mut seen = Vec::new();
        hits.retain(|(_, hit)| {
            let is_new = !seen.contains(&&hit.passage.document);
            seen.push(&hit.passage.document);
            is_new
        });
        let introduced = hits.into_iter().filter_map(|(at, hit)| {
            let mut sentences = hit.sentences();
            let has = |range: &Range<usize>| self.is_in(&folded(&hit.passage.text[range.clone()]));
            Some(Chosen { hit: at, sentence: sentences.find(has)?, spans: Vec::new() })
        });
        introduced.collect()
    }
}

/// The names of what the folded words `asked` name, as the glossary and the passages behind `by`
/// give them; none where neither knows it.
fn names_of(asked: &str, by: ByWords<'_>) -> Vec<String> {
    let texts = by.hits.iter().map(|hit| hit.passage.text.as_str());
    let said = SaidNames::of(asked, texts);
    let glossary = by.retriever.glossary();
    let found = glossary.find(asked);
    let entries = found.iter().filter(|found| found.range.len() == asked.len());
    let entries = entries.flat_map(|found| &found.entries);
    let known = entries.filter_map(|entry| glossary.entry(*entry)).filter(|one| one.is_name());
    let mut names: Vec<String> = known.flat_map(|entry| entry.forms.clone()).collect();
    if said.of_asked().any(|name| name == asked) {
        names.extend(said.of_asked().map(str::to_owned));
    }
    names
}

/// The person that `question` asks about and nothing else, folded: 陳大文 of 陳大文是誰, and "who is
/// Amy Lee"; not who holds a post.
pub(super) fn person(question: &Question) -> Option<&str> {
    if question.answer_type != AnswerType::Who || !Posts::asked(question).is_of_none() {
        return None;
    }
    let behind = question
        .gap
        .words_after
        .strip_prefix('是')
        .filter(|_| question.gap.words_before.is_empty());
    let named = beside(&question.gap).or(behind)?;
    let named = named.trim_matches(|c: char| !c.is_alphanumeric());
    let is_chinese = named.chars().all(is_han)
        && PERSON.contains(&named.chars().count())
        && (named.starts_with(|first| SURNAMES.contains(first))
            || list::words(FILE, "surname").any(|surname| named.starts_with(surname)));
    // A post is "Secretary for Innovation".
    let joins = |word: &str| list::words(FILE, "joins").any(|joins| joins == word);
    let is_post = named.split_whitespace().any(joins);
    // "the keynote speaker" has no capitals.
    let is_english = !is_post
        && question.proper_names.iter().any(|name| {
            let name = name.join(" ");
            let title = named.replace('-', " ");
            // "ms amy lee" has a title of one word; a post has "for" or more words before it.
            title.strip_suffix(&name).is_some_and(|before| before.split_whitespace().count() <= 1)
        });
    (is_chinese || is_english).then_some(named)
}

/// How many characters the name of a person in Chinese has.
const PERSON: RangeInclusive<usize> = 2..=4;

/// The thing that is all of `question`, or all that it asks about, folded.
fn thing(question: &Question) -> Option<&str> {
    let asked = match question.answer_type {
        AnswerType::What => beside(&question.gap)?,
        AnswerType::Subject => &question.wording.text,
        _ => return None,
    };
    Some(asked.trim_matches(|c: char| !c.is_alphanumeric() && c != '+'))
}

/// What stands beside `is` and the word that asks, and is all of the question: 智方便 of
/// 智方便是甚麼.
fn beside(gap: &Gap) -> Option<&str> {
    if gap.words_before.contains(is_han) {
        let ends = !gap.words_after.contains(char::is_alphanumeric);
        let thing = gap.words_before.trim_end();
        return thing.strip_suffix('是').filter(|_| ends).map(|one| one.trim_end_matches('即'));
    }
    let is = ["is ", "are ", "was "];
    let rest = is.into_iter().find_map(|is| gap.words_after.strip_prefix(is))?;
    let article = ["the ", "a ", "an "].into_iter().find_map(|one| rest.strip_prefix(one));
    Some(article.unwrap_or(rest)).filter(|_| gap.words_before.is_empty())
}

/// Whether bytes `span` of `sentence` are but a figure or a date, which say nothing of what a
/// thing is. One of a kind is no figure: 一個平台.
pub(super) fn is_figure(sentence: &str, span: &Range<usize>) -> bool {
    let words = &sentence[span.clone()];
    // "The Funding Ceiling is HK$10 million": it is a figure.
    let before = folded(&sentence[..span.start]);
    if list::words(FILE, "is").any(|is| before.trim_end().ends_with(is)) {
        return false;
    }
    let counts = figures(words).into_iter();
    let counts = counts.filter(|one| one.unit != Unit::Rank && (one.value - 1.0).abs() > 1e-9);
    let dates = mentions(words, None).into_iter().map(|date| date.span);
    let mut told = counts.map(|figure| figure.span).chain(dates);
    let length = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).count();
    told.any(|told| length(words) - length(&words[told.clone()]).min(length(words)) <= COUNTED)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn what_is_asked_about_alone_is_the_thing() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let asked = |question: &str| {
            let query: Query = question.parse().expect("a question");
            thing(&Question::read(&query, &glossary)).map(str::to_owned)
        };
        for question in ["加速計劃是甚麼？", "加速計劃係咩？", "加速計劃"] {
            assert_eq!(asked(question).as_deref(), Some("加速计划"), "{question}");
        }
        assert_eq!(asked("What is the Flint Fund?").as_deref(), Some("flint fund"));
        assert_eq!(asked("RAISe+").as_deref(), Some("raise+"));
        assert_eq!(asked("加速計劃的上限是甚麼？").as_deref(), Some("加速计划的上限"));
        assert_eq!(asked("加速計劃有幾多錢？"), None);
        assert_eq!(asked("What does the Flint Fund do?"), None);
    }

    #[test]
    fn who_somebody_is_is_told_from_who_holds_a_post() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let asked = |question: &str| {
            let query: Query = question.parse().expect("a question");
            person(&Question::read(&query, &glossary)).map(str::to_owned)
        };
        for question in ["陳大文是誰？", "陳大文係邊個", "誰是陳大文？"] {
            assert_eq!(asked(question).as_deref(), Some("陈大文"), "{question}");
        }
        assert_eq!(asked("Who is Ms Amy Lee?").as_deref(), Some("ms amy lee"));
        for question in [
            "Who is the Commissioner for Maritime Technology?",
            "Who is the Secretary for Technology and Innovation Affairs?",
            "局長是誰？",
            "主席係邊個",
            "Who is the director of the fund?",
            "邊個負責？",
        ] {
            assert_eq!(asked(question), None, "{question}");
        }
    }

    #[test]
    fn a_figure_with_what_it_counts_is_one() {
        let is = |words: &str| is_figure(words, &(0..words.len()));
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
        assert!(is("HK$1.46 billion") && is("37 companies") && is("約1 150個職位"));
        assert!(is("2026年1月1日起"));
        let ceiling = "The Funding Ceiling is HK$10 million per project.";
        let at = ceiling.find("HK$").expect("is there");
        assert!(!is_figure(ceiling, &(at..at + "HK$10 million".len())));
        assert!(!is("一個一站式平台") && !is("以配對形式資助企業在香港設立新的智能生產線"));
        assert!(!is("a single platform on which the public may apply for 351 types of licences"));
    }
}
