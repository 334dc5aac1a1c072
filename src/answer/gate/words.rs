//! Enough of what a claim says is in the words of the sentences that it cites.

use serde::{Deserialize, Serialize};

use super::lexicon::is_function;
use super::{Failure, Premise};
use crate::corpus::glossary::Glossary;
use crate::text::dictionary::{self, translate};
use crate::text::language::written_in;
use crate::text::normalize::folded;
use crate::text::sentence::clauses;
use crate::text::synonym;
use crate::text::whole::contains;
use crate::text::words::tagged;

/// The least share of the words of a claim that its premises have, in one language.
/// Of the claims of `tests/` one right one in 120 has less.
const LEAST: f32 = 0.6;

/// The same for a claim with a noun of which the premises have not a character: a
/// detail that is added.
const LEAST_WITH_NEW: f32 = 0.85;

/// The same for a claim of so few words.
const LEAST_OF_FEW: f32 = 0.75;
const FEW: usize = 3;

/// The same for a clause of two words or more: what is added stands in one of its own.
const LEAST_OF_CLAUSE: f32 = 0.45;

/// The same across languages, where a dictionary translates word by word.
const LEAST_ABROAD: f32 = 0.25;

/// With fewer words that a dictionary has, a share says nothing.
const JUDGED: usize = 3;

/// How many missing words a reason names.
const NAMED: usize = 5;

/// How much of a claim's words its premises have.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Coverage {
    /// The share, from 0 to 1.
    Share(f32),
    /// It cannot be told: the languages differ, and no dictionary has the words.
    Unknown,
}

/// A content word, folded, with how much it counts and whether the premises have it;
/// `None` where it cannot be told.
struct Word {
    text: String,
    weight: f32,
    found: Option<f32>,
    noun: bool,
}

/// The share of the content words of `claim` that the premises have; fails where it
/// is too small.
pub(super) fn check(
    claim: &str,
    premises: &[&Premise],
    glossary: &Glossary,
) -> Result<Coverage, Failure> {
    let printed: Vec<String> = premises.iter().map(|premise| premise.all_folded()).collect();
    let printed = printed.join("\n");
    let chinese = written_in(claim).is_chinese();
    let same_language = premises.iter().any(|one| one.language.is_chinese() == chinese);
    let read = |text: &str| {
        let said = folded(text);
        let words = content_words(&said, chinese, same_language, &printed);
        with_glossary(words, &said, &printed, glossary)
    };
    let clauses = if same_language { clauses(claim) } else { Vec::new() };
    for words in clauses.into_iter().map(|clause| read(&claim[clause])) {
        if words.len() > 1 {
            judge(&words, LEAST_OF_CLAUSE, same_language)?;
        }
    }
    let words = read(claim);
    let new = |word: &Word| word.noun && word.found == Some(0.0);
    let least = match same_language {
        true if words.iter().any(new) => LEAST_WITH_NEW,
        true if words.len() <= FEW => LEAST_OF_FEW,
        true => LEAST,
        false => LEAST_ABROAD,
    };
    match judge(&words, least, same_language)? {
        // A bare figure: nothing says what it is of.
        Coverage::Unknown if same_language => Err(Failure::Words(String::new())),
        coverage => Ok(coverage),
    }
}

/// The content words of a folded claim, `chinese` or English, with whether `printed`, which is in
/// the same language or in the other, has them.
fn content_words(said: &str, chinese: bool, same_language: bool, printed: &str) -> Vec<Word> {
    match (chinese, same_language) {
        (true, true) => han_words(said, |word| Some(in_chinese(word, printed))),
        (true, false) => {
            let translated = translations(printed);
            han_words(said, |word| Some(share_of(word, &translated)))
        }
        (false, true) => latin_words(said, |word| Some(in_english(word, printed))),
        (false, false) => latin_words(said, |word| in_translation(word, printed)),
    }
}

/// Whether the premises have the share `least` of `words`; across languages a few words are
/// too little to tell.
fn judge(words: &[Word], least: f32, same_language: bool) -> Result<Coverage, Failure> {
    let judged: Vec<(&Word, f32)> =
        words.iter().filter_map(|word| Some((word, word.found?))).collect();
    let all: f32 = judged.iter().map(|(word, _)| word.weight).sum();
    if judged.is_empty() || judged.len() < JUDGED && !same_language {
        return Ok(Coverage::Unknown);
    }
    let share = judged.iter().map(|(word, found)| word.weight * found).sum::<f32>() / all;
    if share >= least {
        return Ok(Coverage::Share(share));
    }
    let missing = judged.iter().filter(|(_, found)| *found < 1.0);
    let missing: Vec<&str> = missing.map(|(word, _)| word.text.as_str()).take(NAMED).collect();
    Err(Failure::Words(missing.join(", ")))
}

/// Counts as found the words of a term of the glossary that the premises have in
/// another form.
fn with_glossary(
    mut words: Vec<Word>,
    said: &str,
    printed: &str,
    glossary: &Glossary,
) -> Vec<Word> {
    for found in glossary.find(said) {
        let mut entries = found.entries.iter().filter_map(|index| glossary.entry(*index));
        if entries.any(|entry| entry.forms.iter().any(|form| contains(printed, form))) {
            let term = &said[found.range];
            for word in words.iter_mut().filter(|word| term.contains(&word.text)) {
                word.found = Some(1.0);
            }
        }
    }
    words
}

/// The nouns, verbs, adjectives and idioms of a folded Chinese text, by its
/// segmenter; a longer one counts more.
fn han_words(text: &str, found: impl Fn(&str) -> Option<f32>) -> Vec<Word> {
    let content = tagged(text).into_iter().filter(|(word, tag)| {
        tag.starts_with(['n', 'v', 'a', 'i', 'l', 'j', 'z', 's', 'b']) && word.chars().count() > 1
    });
    #[allow(clippy::cast_precision_loss, reason = "words are short")]
    content
        .map(|(word, tag)| Word {
            text: word.to_owned(),
            weight: word.chars().count() as f32,
            found: found(word),
            noun: tag.starts_with('n'),
        })
        .collect()
}

/// Words of four letters or more of a folded English text.
fn latin_words(text: &str, found: impl Fn(&str) -> Option<f32>) -> Vec<Word> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words
        .filter(|word| word.len() >= 4 && !is_function(word))
        .map(|word| Word { text: word.to_owned(), weight: 1.0, found: found(word), noun: false })
        .collect()
}

fn in_chinese(word: &str, printed: &str) -> f32 {
    let others = || synonym::find(word).into_iter().flat_map(|(_, others)| others);
    let said = printed.contains(word) || others().any(|other| printed.contains(other.as_str()));
    if said { 1.0 } else { share_of(word, printed) / 2.0 }
}

/// The share of the characters of `word` that `text` has, or 1 for all of it.
fn share_of(word: &str, text: &str) -> f32 {
    if text.contains(word) {
        return 1.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "words are short")]
    let share = |part: usize| part as f32 / word.chars().count().max(1) as f32;
    share(word.chars().filter(|c| text.contains(*c)).count())
}

/// Whether a word of `printed` begins as `word` does: all but an ending.
fn in_english(word: &str, printed: &str) -> f32 {
    let stem = &word[..(word.len() - word.len() / 3).max(4).min(word.len())];
    let mut words = printed.split(|c: char| !c.is_ascii_alphanumeric());
    if words.any(|other| other.starts_with(stem)) { 1.0 } else { 0.0 }
}

fn in_translation(word: &str, printed: &str) -> Option<f32> {
    let translations = translate(word);
    let known = translations.iter().any(|one| printed.contains(&folded(one)));
    (!translations.is_empty()).then_some(if known { 1.0 } else { 0.0 })
}

/// Every translation of the words and phrases of an English text, folded.
fn translations(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let phrases = (1..=dictionary::LONGEST).flat_map(|length| words.windows(length));
    phrases.flat_map(|phrase| translate(&phrase.join(" "))).map(|one| folded(one) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_is_added_in_a_clause_of_its_own_fails() {
        let printed = "河套香港園區進入營運階段，海內外企業和人才陸續落戶園區，資金流動便捷。";
        let premise = Premise::new(printed, "", None);
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let passes = |claim: &str| check(claim, &[&premise], &glossary).is_ok();
        let said = "河套香港園區進入營運階段，海內外企業和人才陸續落戶";
        assert!(passes(&format!("{said}園區，資金流動便捷。")));
        assert!(!passes(&format!("{said}，並獲豁免首年租金。")));
    }
}
