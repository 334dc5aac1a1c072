//! The sentences that a model may cite.

use std::ops::Range;
use std::sync::Arc;

use super::label::Label;
use crate::answer::candidate::header;
use crate::answer::gate::Premise;
use crate::answer::say::cite;
use crate::answer::{Citation, Reply};
use crate::corpus::glossary::Glossary;
use crate::corpus::{Metadata, Passage};
use crate::index::Index;
use crate::retrieval::{Hit, PreparedQuestion};
use crate::text::language::written_in;
use crate::text::normalize::folded;
use crate::text::sentence::sentences;
use crate::text::span::overlap;

/// How many passages a model is given, and how many bytes of them: some 1,500 Han
/// characters, which a small model reads within seconds.
const MOST: usize = 8;
const MOST_BYTES: usize = 4_500;

/// How many names a model is told in both languages.
const NAMES: usize = 16;

/// What a model is given for a question.
#[derive(Debug)]
pub struct Material {
    pub(super) passages: Vec<Given>,
    /// Names in the passages, as they print them and in the language of the answer.
    pub(super) names: Vec<(String, String)>,
    pub(super) prepared: PreparedQuestion,
}

/// A passage that a model is given.
#[derive(Debug)]
pub(super) struct Given {
    passage: Arc<Passage>,
    /// Title, heading, publisher and day in a line.
    pub(super) heading: String,
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence that may be cited.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) label: Label,
    /// Bytes of the passage's text.
    range: Range<usize>,
    pub(super) premise: Premise,
}

impl Material {
    /// The passages that `reply` shows and then the best of `hits`, each once,
    /// without headings and bylines.
    pub(super) fn new(
        index: &Index,
        glossary: &Glossary,
        prepared: PreparedQuestion,
        hits: &[Hit],
        reply: &Reply,
    ) -> Self {
        let shown = reply.citations().iter().map(|citation| Arc::new(citation.passage().clone()));
        let found = hits.iter().map(|hit| Arc::clone(&hit.passage));
        let mut chosen: Vec<Arc<Passage>> = Vec::new();
        let mut bytes = 0;
        for passage in shown.chain(found) {
            let fits = bytes == 0 || bytes + passage.text.len() <= MOST_BYTES;
            if passage.kind.is_told() && fits && chosen.len() < MOST && !chosen.contains(&passage) {
                bytes += passage.text.len();
                chosen.push(passage);
            }
        }
        let numbered = (1..).zip(chosen);
        let passages = numbered.map(|(number, passage)| {
            Given::new(number, index.document(&passage.document), passage)
        });
        let passages: Vec<Given> = passages.collect();
        let names = names(&passages, glossary, reply.language.is_chinese());
        Self { passages, names, prepared }
    }

    /// The sentence with this number.
    pub(super) fn sentence(&self, label: Label) -> Option<&Sentence> {
        let mut all = self.passages.iter().flat_map(|given| &given.sentences);
        all.find(|sentence| sentence.label == label)
    }

    /// The sentence with this number as it is written in a prompt.
    pub fn text_of(&self, label: &str) -> Option<&str> {
        let mut all = self.passages.iter().flat_map(|given| &given.sentences);
        all.find(|one| one.label.to_string() == label).map(|one| one.premise.text.as_str())
    }

    /// The numbers of the sentences that `citation` quotes from, as they are written in a
    /// prompt.
    pub fn labels(&self, citation: &Citation) -> Vec<String> {
        self.labels_of(citation).iter().map(ToString::to_string).collect()
    }

    /// Cites the sentence with this number as number `number`.
    pub(super) fn cite(&self, index: &Index, label: Label, number: u32) -> Option<Citation> {
        let holds = |given: &&Given| given.sentences.iter().any(|one| one.label == label);
        let given = self.passages.iter().find(holds)?;
        let sentence = given.sentences.iter().find(|one| one.label == label)?;
        cite(index, number, (Arc::clone(&given.passage), sentence.range.clone()))
    }

    /// The numbers of the sentences that `citation` quotes from, in part or whole.
    pub(super) fn labels_of(&self, citation: &Citation) -> Vec<Label> {
        let quoted = citation.range();
        let of = self.passages.iter().filter(|given| given.passage.as_ref() == citation.passage());
        let sentences = of.flat_map(|given| &given.sentences);
        let touched = sentences.filter(|sentence| overlap(&sentence.range, quoted));
        touched.map(|sentence| sentence.label).collect()
    }
}

/// The names of the glossary in `passages` that are in another language than the
/// answer, each with its name in that.
fn names(passages: &[Given], glossary: &Glossary, chinese: bool) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    let foreign =
        passages.iter().filter(|given| written_in(&given.passage.text).is_chinese() != chinese);
    for given in foreign {
        for found in glossary.find(&folded(&given.passage.text)) {
            let entries = found.entries.iter().filter_map(|index| glossary.entry(*index));
            for entry in entries.filter(|entry| entry.is_name()) {
                let both = (entry.chinese.clone(), entry.english.clone());
                let name = if chinese { (both.1, both.0) } else { both };
                if !names.contains(&name) && names.len() < NAMES {
                    names.push(name);
                }
            }
        }
    }
    names
}

impl Given {
    fn new(number: u32, document: Option<&Metadata>, passage: Arc<Passage>) -> Self {
        let heading = header(document, &passage);
        let published = document.and_then(|document| document.published);
        let numbered = (1..).zip(sentences(&passage.text));
        let sentences = numbered.map(|(sentence, range)| Sentence {
            label: Label { passage: number, sentence },
            premise: Premise::new(&passage.text[range.clone()], &heading, published),
            range,
        });
        let sentences = sentences.collect();
        Self { passage, heading, sentences }
    }
}
