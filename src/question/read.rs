//! A question as it is read.

use super::answer_type::AnswerType;
use super::asking;
use super::expand::segments;
use super::gap::Gap;
use super::proper::proper_names;
use super::query::{LONGEST, Query};
use super::term::{QueryTerm, terms};
use super::times::Times;
use super::wording::{Wording, joined};
use crate::corpus::glossary::Glossary;
use crate::text::language::Language;
use crate::text::normalize::folded;

/// A question, read without a look at the documents.
#[derive(Debug, Clone)]
pub struct Question {
    /// The language to answer in.
    pub language: Language,
    /// The language that it is written in.
    pub written_in: Language,
    /// What it asks for.
    pub answer_type: AnswerType,
    /// Its words in all their forms, and which say what it is about.
    pub wording: Wording,
    /// The words beside the asking word.
    pub gap: Gap,
    /// The things that it is about.
    pub terms: Vec<QueryTerm>,
    /// The times that it is about.
    pub times: Times,
    /// The proper names in it, where it is in English: each as its folded words.
    pub proper_names: Vec<Vec<String>>,
}

impl Question {
    /// Reads `query`, knowing the terms of `glossary`.
    pub fn read(query: &Query, glossary: &Glossary) -> Self {
        let said: String = folded(query.text()).chars().take(LONGEST).collect();
        let segments = segments(&said, query.written_in(), glossary);
        let asking = asking::read(&joined(&segments));
        let wording = Wording::new(segments, asking.content);
        Self {
            language: query.language(),
            written_in: query.written_in(),
            answer_type: asking.answer_type,
            gap: Gap::beside(asking.word, &wording.text),
            terms: terms(&wording, glossary),
            times: Times::of(query, &wording.text, glossary),
            proper_names: proper_names(query.text()),
            wording,
        }
    }

    /// The question from its asking word on.
    pub fn asking_on(&self) -> &str {
        self.wording.text.get(self.gap.words_before.len()..).unwrap_or_default()
    }
}
