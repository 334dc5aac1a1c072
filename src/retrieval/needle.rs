//! A thing that a question is about.

use super::coded::CodedText;
use super::expand::Form;
use crate::text::script::is_han;

/// What a needle names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Nothing: a verb, a quality.
    #[default]
    Word,
    /// Any thing of its kind.
    Thing,
    /// One thing among others of its kind, which some of the documents are
    /// about: what is said of it is near whatever is asked of it.
    Subject,
    /// One thing among others of its kind, so that what is said of another is
    /// no answer.
    Name,
}

/// A thing that a question is about, in all its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Needle {
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
    /// What it names, if anything.
    pub sort: Sort,
}

/// A single character says less than its rarity: it is part of many words.
const SINGLE: f32 = 0.3;

impl Needle {
    pub(super) fn new(forms: Vec<Form>, rarity: f32) -> Self {
        let single = |form: &Form| form.text.chars().count() == 1 && form.text.chars().all(is_han);
        let weight = if forms.iter().all(single) { rarity * SINGLE } else { rarity };
        let codes = |form: &Form| (form.share, CodedText::new(&form.text).codes().collect());
        Self {
            weight,
            unknown: false,
            sort: Sort::Word,
            forms: forms.iter().map(codes).collect(),
            text: forms.first().map(|form| form.text.clone()).unwrap_or_default(),
            texts: forms.into_iter().skip(1).map(|form| form.text).collect(),
        }
    }

    /// How much of it stands in `text`, in its best form, from 0 to 1.
    pub fn found_in(&self, text: &CodedText) -> f32 {
        self.forms.iter().map(|(worth, form)| worth * text.share_of(form)).fold(0.0, f32::max)
    }
}
