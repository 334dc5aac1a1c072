//! A term of a question, weighed among the documents.

use super::preparation::Preparation;
use crate::index::IndexError;
use crate::question::{Form, QueryTerm, TermKind};
use crate::text::coded::CodedText;
use crate::text::script::is_han;

/// A single character says less than its rarity: it is part of many words.
const SINGLE: f32 = 0.3;

/// A name in more than one in so many passages is ambient.
const AMBIENT: u64 = 20;

/// One in more than one in so many passages is what they are all about.
const EVERYWHERE: u64 = 5;

/// A term of a question, as it is sought in passages.
#[derive(Debug, Clone, PartialEq)]
pub struct SoughtTerm {
    /// As the question has it, folded.
    pub text: String,
    /// Its other forms, folded.
    pub texts: Vec<String>,
    /// How much it matters: its rarity among the passages.
    pub weight: f32,
    /// Its forms as codes of units, each with what finding it is worth; any
    /// one will do.
    pub forms: Vec<(f32, Vec<u64>)>,
    /// Whether no form of it stands anywhere in the documents.
    pub unknown: bool,
    /// What it names among these documents, if anything.
    pub kind: TermKind,
}

/// The term that sets a question apart most: the heaviest of `terms`.
pub fn heaviest<'a>(terms: impl Iterator<Item = &'a SoughtTerm>) -> Option<&'a SoughtTerm> {
    terms.max_by(|one, other| one.weight.total_cmp(&other.weight))
}

impl SoughtTerm {
    /// Whether any form of it stands in `folded`.
    pub fn is_in(&self, folded: &str) -> bool {
        folded.contains(&self.text) || self.texts.iter().any(|form| folded.contains(form))
    }
}

impl Preparation<'_> {
    /// The terms of the question, weighed.
    pub(super) fn sought_terms(&self, terms: &[QueryTerm]) -> Result<Vec<SoughtTerm>, IndexError> {
        terms.iter().map(|term| self.sought_term(term)).collect()
    }

    /// A term is as heavy as the form that the documents know best. A name
    /// that much of the documents has is what they are all about, and not
    /// said again with every sentence.
    fn sought_term(&self, term: &QueryTerm) -> Result<SoughtTerm, IndexError> {
        let mut known = 0;
        for form in &term.forms {
            known = known.max(self.frequency(&form.text)?);
        }
        let rarer_than = |share: u64| known <= (self.view.len() / share).max(1);
        let kind = match term.kind {
            TermKind::Name if rarer_than(AMBIENT) => TermKind::Name,
            TermKind::Name if rarer_than(EVERYWHERE) => TermKind::Subject,
            TermKind::Name => TermKind::Word,
            kind => kind,
        };
        Ok(SoughtTerm {
            text: term.forms.first().map(|form| form.text.clone()).unwrap_or_default(),
            texts: term.forms.iter().skip(1).map(|form| form.text.clone()).collect(),
            weight: weight(&term.forms, self.rarity_of(known)),
            forms: term.forms.iter().map(coded).collect(),
            unknown: known == 0,
            kind,
        })
    }
}

impl SoughtTerm {
    /// How much of it stands in `text`, in its best form, from 0 to 1.
    pub fn found_in(&self, text: &CodedText) -> f32 {
        self.forms.iter().map(|(worth, form)| worth * text.share_of(form)).fold(0.0, f32::max)
    }
}

fn weight(forms: &[Form], rarity: f32) -> f32 {
    let single = |form: &Form| form.text.chars().count() == 1 && form.text.chars().all(is_han);
    if forms.iter().all(single) { rarity * SINGLE } else { rarity }
}

/// What finding a form is worth, and the codes of its units.
fn coded(form: &Form) -> (f32, Vec<u64>) {
    (form.share, CodedText::new(&form.text).codes().collect())
}
