//! The words that questions are read by: the files of `lexicon/`.
//!
//! A line is a word, folded, a tab, and its kind; `#` begins a note. The
//! order of a file is kept, for where several words could stand at a place,
//! the first counts.

use std::sync::LazyLock;

use super::answer_type::AnswerType;
use crate::text::list;

/// One file.
type File = &'static str;

/// Words, in the order of their file.
type Words = LazyLock<Vec<&'static str>>;

const ASKING_FILE: File = include_str!("lexicon/asking.tsv");
const FILLING_FILE: File = include_str!("lexicon/filling.tsv");
const FOLLOW_UP_FILE: File = include_str!("lexicon/follow-up.tsv");
const PRONOUNS_FILE: File = include_str!("lexicon/pronouns.tsv");
const CONTRASTS_FILE: File = include_str!("lexicon/contrasts.tsv");
const NAMES_FILE: File = include_str!("lexicon/names.tsv");

/// Question words in writing, with what they ask for.
pub(super) static ASKING: LazyLock<Vec<(&'static str, AnswerType)>> = LazyLock::new(|| {
    let known = |(word, kind)| Some((word, AnswerType::named(kind)?));
    list::entries(ASKING_FILE).filter_map(known).collect()
});

/// Words with the characters of an asking word that do not ask.
pub(super) static MISTAKEN: Words = LazyLock::new(|| words(FILLING_FILE, "mistaken"));

/// Polite and filling words, which say nothing about the subject.
pub(super) static FILLING: Words = LazyLock::new(|| words(FILLING_FILE, "filling"));

/// English words that hold a sentence together.
pub(super) static ENGLISH: Words = LazyLock::new(|| words(FILLING_FILE, "english"));

/// English words that a question for yes or no begins with.
pub(super) static AUXILIARY: Words = LazyLock::new(|| words(FILLING_FILE, "auxiliary"));

/// Characters that hold a sentence together.
pub(super) static FUNCTION: LazyLock<String> =
    LazyLock::new(|| words(FILLING_FILE, "function").concat());

/// Characters that count what is asked for.
pub(super) static COUNTERS: LazyLock<String> =
    LazyLock::new(|| words(FILLING_FILE, "counter").concat());

/// Characters after 在哪 where it asks for no place.
pub(super) static GOES_ON: LazyLock<String> =
    LazyLock::new(|| words(FILLING_FILE, "goes-on").concat());

/// Words between two questions of one sentence: 以及, 同埋, and.
pub(super) static JOINING: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "joining"));

/// Openings that lead on from what was said: 咁, 那麼, and, what about.
pub(super) static OPENINGS: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "opening"));

/// Openings after which no question word is needed: they ask by themselves.
pub(super) static ABOUT: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "about"));

/// Spoken Cantonese question words that written Chinese does not have.
pub(super) static SPOKEN_ASKING: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "spoken-asking"));

/// Spoken words that hold a sentence together.
pub(super) static SPOKEN_FUNCTION: Words =
    LazyLock::new(|| words(FOLLOW_UP_FILE, "spoken-function"));

/// Words that a pronoun is only part of.
pub(super) static NO_PRONOUNS: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "no-pronoun"));

/// What asks of the year before the one that was asked about.
pub(super) static YEAR_BEFORE: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "year-before"));

/// What may stand before [`MEANT`]: 唔係.
pub(super) static CORRECTION: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "correction"));

/// What leads to the question that was meant: 我係問.
pub(super) static MEANT: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "meant"));

/// Single characters that end names and are no words of their own: 園 of 科技園.
pub(super) static SUFFIXES: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "suffix"));

/// Words for whom is asked.
pub(super) static SECOND_PERSON: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "second-person"));

/// Words for all there is: what is asked of it is not asked of one thing.
pub(super) static WHOLE: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "whole"));

/// Verbs that say what happens to a subject and are none: 幾時完工？ asks
/// about what was spoken of.
pub(super) static PREDICATES: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "predicate"));

/// What a thing has rather than is. Any other word is taken for another thing.
pub(super) static ATTRIBUTES: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "attribute"));
/// Ends a word that says how much of a thing: 使用率呢.
pub(super) static MEASURE_ENDS: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "measure-end"));
/// Stands behind a date and belongs to it: 2023年的時候呢.
pub(super) static THEN: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "then"));
/// Ends what says when something was so: 優化前呢.
pub(super) static TIME_ENDS: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "time-end"));

/// Begins a question that compares something with what was spoken of.
pub(super) static BESIDE: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "beside"));

/// Stands behind what is so compared.
pub(super) static THAN: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "than"));

/// Stands before what is compared with what was spoken of.
pub(super) static COMPARED: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "compared"));

/// What stands for the thing itself after a contrast.
pub(super) static STAND_INS: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "stand-in"));

/// Words for the day on which a question is asked, which another date takes the place of.
pub(super) static NOW: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "now"));

/// Words for what was so before.
pub(super) static EARLIER: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "earlier"));

/// Stands before a noun that stands for what was named.
pub(super) static SHOWING: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "showing"));

/// Stands behind a noun that is told apart by what follows.
pub(super) static GOING_ON: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "going-on"));

/// The ends of names in Chinese of which one takes the place of another.
pub(super) static NAME_ENDS: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "name-end"));

/// What asks for a reason.
pub(super) static WHY: Words = LazyLock::new(|| words(FOLLOW_UP_FILE, "why"));

/// Words that stand for something said before; whether they stand for many.
pub(super) static PRONOUNS: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    list::entries(PRONOUNS_FILE).map(|(word, kind)| (word, kind == "many")).collect()
});

/// Words of which one shuts the others of its group out.
pub(super) static CONTRASTS: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| CONTRAST_GROUPS.iter().map(|(_, words)| words.clone()).collect());

/// For each group of [`CONTRASTS`] the one that has its words in the other language, in the
/// same order.
pub(super) static CONTRASTS_TRANSLATED: LazyLock<Vec<Option<&'static [&'static str]>>> =
    LazyLock::new(|| {
        let is_other = |one: &str, other: &str| one.strip_prefix("english-") == Some(other);
        let other_of = |name: &str| {
            let mut groups = CONTRAST_GROUPS.iter();
            let other = groups.find(|(other, _)| is_other(name, other) || is_other(other, name));
            other.map(|(_, words)| words.as_slice())
        };
        CONTRAST_GROUPS.iter().map(|(name, _)| other_of(name)).collect()
    });

/// The groups of words that shut each other out, with their names.
static CONTRAST_GROUPS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (word, group) in list::entries(CONTRASTS_FILE) {
        match groups.last_mut().filter(|(last, _)| *last == group) {
            Some((_, words)) => words.push(word),
            None => groups.push((group, vec![word])),
        }
    }
    groups
});

/// jieba's tags of persons, places, bodies and other names.
pub(super) static NAME_TAGS: Words = LazyLock::new(|| words(NAMES_FILE, "tag"));

/// What the dictionary takes for a name and is none.
pub(super) static NO_NAMES: Words = LazyLock::new(|| words(NAMES_FILE, "no-name"));

/// The words of `kind` in `file`.
fn words(file: File, kind: &'static str) -> Vec<&'static str> {
    list::words(file, kind).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text::normalize::folded;

    /// Every file, with how many of its words are known by their kind.
    fn files() -> [(File, usize); 6] {
        let filling = [&MISTAKEN, &FILLING, &ENGLISH, &AUXILIARY].map(|words| words.len());
        let characters = [&FUNCTION, &COUNTERS, &GOES_ON].map(|words| words.chars().count());
        let openings =
            [&JOINING, &OPENINGS, &ABOUT, &SPOKEN_ASKING, &SPOKEN_FUNCTION, &NO_PRONOUNS];
        let words =
            [&SECOND_PERSON, &PREDICATES, &ATTRIBUTES, &STAND_INS, &WHOLE, &WHY, &NOW, &EARLIER];
        let named = [&SHOWING, &GOING_ON, &NAME_ENDS, &YEAR_BEFORE, &CORRECTION, &MEANT, &SUFFIXES];
        let compared = [&BESIDE, &THAN, &COMPARED, &MEASURE_ENDS, &THEN, &TIME_ENDS];
        let words = openings.iter().chain(&words).chain(&compared).chain(&named);
        let follow_up = words.map(|words| words.len()).sum();
        [
            (ASKING_FILE, ASKING.len()),
            (FILLING_FILE, filling.iter().chain(&characters).sum()),
            (FOLLOW_UP_FILE, follow_up),
            (PRONOUNS_FILE, PRONOUNS.len()),
            (CONTRASTS_FILE, CONTRASTS.iter().map(Vec::len).sum()),
            (NAMES_FILE, NAME_TAGS.len() + NO_NAMES.len()),
        ]
    }

    #[test]
    fn every_line_is_a_folded_word_of_a_known_kind() {
        for (file, known) in files() {
            let entries: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
            for entry in &entries {
                let fields: Vec<&str> = entry.split('\t').collect();
                assert!(fields.len() == 2 && fields.iter().all(|f| !f.is_empty()), "{entry:?}");
                assert_eq!(fields[0], folded(fields[0]).trim(), "not folded");
            }
            assert_eq!(entries.len(), known, "a kind that is not known, in {:?}", entries[0]);
            let different: HashSet<&&str> = entries.iter().collect();
            assert_eq!(different.len(), entries.len(), "a line that is there twice");
        }
        assert!(list::entries(PRONOUNS_FILE).all(|(_, kind)| matches!(kind, "one" | "many")));
        let groups: HashSet<&str> = list::entries(CONTRASTS_FILE).map(|(_, group)| group).collect();
        assert_eq!(groups.len(), CONTRASTS.len(), "a group stands in one place");
    }

    #[test]
    fn a_word_stands_before_those_that_it_begins_with() {
        for words in [&SPOKEN_ASKING, &SPOKEN_FUNCTION, &STAND_INS] {
            for (at, word) in words.iter().enumerate() {
                let hidden = words[..at].iter().find(|first| word.starts_with(**first));
                assert!(hidden.is_none() || word.is_ascii(), "{word} after {hidden:?}");
            }
        }
    }
}
