//! A choice by words alone, for when there is no reader: the sentence whose
//! words fit the question best, if their evidence is enough.

use std::ops::Range;

use super::evidence::{self, Evidence, Lack};
use super::extract::{self, ScoredSentence};
use super::highlight;
use super::say::{self, Choice, Chosen, Said};
use super::{Answer, NEAREST};
use crate::index::IndexError;
use crate::question::TermKind;
use crate::retrieval::{Hit, PreparedQuestion, Retriever, SoughtTerm, heaviest};
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::words::segment;

/// A question with what was found for it.
#[derive(Clone, Copy)]
pub(super) struct ByWords<'a> {
    pub(super) retriever: &'a Retriever,
    pub(super) prepared: &'a PreparedQuestion,
    pub(super) hits: &'a [Hit],
}

/// A question whose nearest passage is less similar is on another topic, if its words say so too:
/// of 122 on weather, sport, shares and the like 102 are, and of 336 that the documents answer 4
/// (`docs/evaluation.md`).
const APART: f32 = 0.32;

/// The same where all documents are in another language.
const FAR_APART: f32 = 0.2;

/// A name in Chinese has so many characters or more.
const NAME: usize = 3;

/// A term of less weight, such as a single character, does not tell what a question is about.
const TELLING: f32 = 2.0;

impl ByWords<'_> {
    /// The title of the document of `hit`.
    pub(super) fn title(&self, hit: &Hit) -> Option<&str> {
        let document = self.retriever.index().document(&hit.passage.document)?;
        Some(&document.title)
    }

    pub(super) fn choose(&self) -> Result<Choice, IndexError> {
        let mut weighed = Vec::new();
        for sentence in extract::sentences(self.prepared, self.hits, NEAREST) {
            if let Some(choice) = self.try_one(sentence, &mut weighed)? {
                return Ok(choice);
            }
        }
        // None of the likeliest is of the kind asked for: it may be further on.
        if weighed.iter().all(|(_, evidence)| evidence.lacks == Some(Lack::Kind)) {
            let further = extract::of_the_kind(self.prepared, self.hits, 1);
            if let Some(further) = further.into_iter().next()
                && let Some(choice) = self.try_one(further, &mut weighed)?
            {
                return Ok(choice);
            }
        }
        Ok(self.nearest(&weighed))
    }

    /// Answers with `sentence` if it is enough, or else keeps it with what was
    /// weighed.
    fn try_one(
        &self,
        sentence: ScoredSentence,
        weighed: &mut Vec<(ScoredSentence, Evidence)>,
    ) -> Result<Option<Choice>, IndexError> {
        let Some((sentence, evidence)) = self.weigh_around(sentence) else { return Ok(None) };
        if evidence.is_enough() {
            let index = self.retriever.index();
            let said = Said { newest: self.chosen(&sentence), ..Said::default() };
            if let Some(answer) = say::answered(index, self.prepared, self.hits, &said)? {
                return Ok(Some(Choice { answer, confidence: evidence.probability }));
            }
        }
        weighed.push((sentence, evidence));
        Ok(None)
    }

    /// Weighs a sentence, and with its neighbour where it lacks the kind of
    /// answer asked for and both together are enough.
    pub(super) fn weigh_around(
        &self,
        sentence: ScoredSentence,
    ) -> Option<(ScoredSentence, Evidence)> {
        let alone = self.weigh(&sentence)?;
        let both = (alone.lacks == Some(Lack::Kind))
            .then(|| extract::with_neighbour(self.prepared, self.hits, &sentence))
            .flatten();
        let both = both.and_then(|both| {
            let evidence = self.weigh(&both)?;
            Some((both, evidence)).filter(|(_, evidence)| evidence.is_enough())
        });
        Some(both.unwrap_or((sentence, alone)))
    }

    /// What the words of `sentence` and around it say.
    pub(super) fn weigh(&self, sentence: &ScoredSentence) -> Option<Evidence> {
        let passage = &self.hits[sentence.hit].passage;
        let meta = self.retriever.index().document(&passage.document)?;
        Some(evidence::weigh(self.prepared, self.hits, sentence, meta))
    }

    fn chosen(&self, sentence: &ScoredSentence) -> Chosen {
        let start = sentence.range.start;
        let text = &self.hits[sentence.hit].passage.text[sentence.range.clone()];
        let marked = highlight::likely(self.prepared, text);
        let spans =
            marked.into_iter().map(|mark: Range<usize>| start + mark.start..start + mark.end);
        Chosen { hit: sentence.hit, sentence: sentence.range.clone(), spans: spans.collect() }
    }

    /// Whether the documents are about something else altogether: no passage is near the question by
    /// its vector, and of its words that tell what it is about as many are in none of them. False without
    /// vectors.
    pub(super) fn is_off_topic(&self) -> bool {
        let similar = self.hits.iter().map(|hit| hit.similarity).fold(0.0, f32::max);
        let weight = |unknown: bool| -> f32 {
            let terms = self.prepared.terms.iter().filter(|term| term.weight >= TELLING);
            terms.filter(|term| term.unknown == unknown).map(|term| term.weight).sum()
        };
        // Words in another language are known by few.
        let is_foreign = self.hits.iter().all(|hit| hit.foreign);
        let apart = if is_foreign { FAR_APART } else { APART };
        similar > 0.0 && similar < apart && weight(true) >= weight(false) && !self.shares_a_name()
    }

    /// Whether so many characters beside each other of the question, in Chinese, stand in a passage, or
    /// two that are no words in a title: a name that no dictionary knows, 青嶼.
    fn shares_a_name(&self) -> bool {
        let asked = &self.prepared.question.wording.text;
        let chars: Vec<char> = asked.chars().collect();
        let names = chars.windows(NAME).filter(|name| name.iter().all(|c| is_han(*c)));
        let names: Vec<String> = names.map(|name| name.iter().collect()).collect();
        let words = segment(asked);
        let is_no_word = |word: &str| word.chars().all(is_han) && word.chars().nth(1).is_none();
        let unknown = words.windows(2).filter(|two| two.iter().all(|word| is_no_word(word)));
        let unknown: Vec<String> = unknown.map(<[_]>::concat).collect();
        self.hits.iter().any(|hit| {
            let text = folded(&hit.passage.text);
            let title = folded(self.title(hit).unwrap_or_default());
            names.iter().any(|name| text.contains(name))
                || unknown.iter().any(|name| title.contains(name))
        })
    }

    /// The sentences that fit best by their words, of passages that speak of what sets the
    /// question apart; nothing where the documents know less than half of it.
    pub(super) fn topic(&self) -> Answer {
        let terms = &self.prepared.terms;
        let known = || terms.iter().filter(|term| !term.unknown);
        let weight = |terms: &mut dyn Iterator<Item = &SoughtTerm>| -> f32 {
            terms.map(|term| term.weight).sum()
        };
        let is_known = 2.0 * weight(&mut known()) >= weight(&mut terms.iter());
        let Some(subject) = heaviest(known()).filter(|_| is_known) else {
            return Answer::Abstained;
        };
        let sentences = extract::sentences(self.prepared, self.hits, NEAREST);
        let of_topic = sentences
            .into_iter()
            .filter(|one| subject.is_in(&self.text_of(one.hit)) && self.speaks_of_names(one.hit));
        let near: Vec<Chosen> = of_topic
            .map(|one| Chosen { hit: one.hit, sentence: one.range, spans: Vec::new() })
            .collect();
        say::nearest(self.retriever.index(), self.hits, &near, NEAREST)
    }

    /// Whether the passage of `hit`, with what stands above it, has each name of the
    /// question that the documents know.
    pub(super) fn speaks_of_names(&self, hit: usize) -> bool {
        let text = self.text_of(hit);
        let known = |term: &&SoughtTerm| term.kind == TermKind::Name && !term.unknown;
        self.prepared.terms.iter().filter(known).all(|term| term.is_in(&text))
    }

    /// The passage of `hit` with what stands above it, folded.
    pub(super) fn text_of(&self, hit: usize) -> String {
        let passage = &self.hits[hit].passage;
        let title = self.retriever.index().document(&passage.document);
        let title = title.map_or("", |document| document.title.as_str());
        passage.with_headings(title)
    }

    fn nearest(&self, weighed: &[(ScoredSentence, Evidence)]) -> Choice {
        // What has the kind of answer asked for comes before what has not.
        let mut shown: Vec<_> = weighed.iter().filter(|(_, found)| found.is_near()).collect();
        shown.sort_by_key(|(_, found)| found.lacks.is_some());
        // What words alone would mark is wrong too often to be shown as possible.
        let mut near: Vec<Chosen> = Vec::new();
        for (one, _) in shown {
            if !near.iter().any(|other| other.hit == one.hit) {
                let sentence = one.range.clone();
                near.push(Chosen { hit: one.hit, sentence, spans: Vec::new() });
            }
        }
        let best = weighed.iter().map(|(_, evidence)| evidence.probability).fold(0.0, f32::max);
        let answer: Answer = say::nearest(self.retriever.index(), self.hits, &near, NEAREST);
        Choice { answer, confidence: best }
    }
}
