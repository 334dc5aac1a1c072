//! The needles of a question: the words and terms that say what it is about.

use super::expand::Form;
use super::needle::{Needle, Sort};
use super::prepared::Preparation;
use super::reading::Reading;
use crate::corpus::glossary::Entry;
use crate::index::{IndexError, analyzer};
use crate::text::date::mentions;

/// jieba's tags of persons, places, bodies and other names.
const NAMES: &[&str] = &["nr", "nrt", "nrfg", "ns", "nt", "nz"];

/// What the dictionary takes for a name and is none.
const NOT_NAMES: &[&str] = &["东西", "上市"];

/// A name in more than one in so many passages is ambient.
const AMBIENT: u64 = 20;

/// One in more than one in so many passages is what they are all about.
const EVERYWHERE: u64 = 5;

impl Preparation<'_> {
    /// The words and terms that say what the question is about.
    pub(super) fn needles(&self, reading: &Reading) -> Result<Vec<Needle>, IndexError> {
        let mut needles = Vec::new();
        let chars: Vec<char> = reading.text.chars().collect();
        let relative = relative_dates(&reading.text);
        let mut open = String::new();
        for (segment, place) in reading.segments.iter().zip(&reading.places) {
            let term = !segment.entries.is_empty();
            if place.clone().all(|at| relative.contains(&at)) {
                continue;
            }
            if (term || segment.forms.len() > 1) && reading.is_content(place) {
                self.add_words(&std::mem::take(&mut open), &mut needles)?;
                let forms = segment.forms.iter().filter(|form| !form.text.is_empty());
                let forms = forms.cloned().collect();
                let entries =
                    segment.entries.iter().filter_map(|entry| self.glossary.entry(*entry));
                let name = entries.into_iter().any(Entry::is_name);
                let sort = if name { Sort::Name } else { Sort::Word };
                needles.push(self.needle(forms, sort)?);
                continue;
            }
            let is_shown = |at: usize| reading.content[at] && !relative.contains(&at);
            let shown = |at: usize| if is_shown(at) { chars[at] } else { '|' };
            open.extend(place.clone().map(shown));
        }
        self.add_words(&open, &mut needles)?;
        Ok(needles)
    }

    fn add_words(&self, text: &str, needles: &mut Vec<Needle>) -> Result<(), IndexError> {
        let parts =
            text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '+' | '.' | '&'));
        for (word, tag) in parts.flat_map(analyzer::tagged) {
            if word.chars().any(char::is_alphanumeric) {
                let long = word.chars().nth(1).is_some();
                let sort = match tag {
                    _ if !long || NOT_NAMES.contains(&word) => Sort::Word,
                    tag if NAMES.contains(&tag) => Sort::Name,
                    tag if tag.starts_with('n') => Sort::Thing,
                    _ => Sort::Word,
                };
                needles.push(self.needle(vec![Form::own(word)], sort)?);
            }
        }
        Ok(())
    }

    /// A needle is as heavy as the form that the documents know best. A name
    /// that much of the documents has is what they are all about, and not
    /// said again with every sentence.
    fn needle(&self, forms: Vec<Form>, sort: Sort) -> Result<Needle, IndexError> {
        let mut known = 0;
        for form in &forms {
            known = known.max(self.frequency(&form.text)?);
        }
        let rarer_than = |share: u64| known <= (self.view.len() / share).max(1);
        let sort = match sort {
            Sort::Name if rarer_than(AMBIENT) => Sort::Name,
            Sort::Name if rarer_than(EVERYWHERE) => Sort::Subject,
            Sort::Name => Sort::Word,
            sort => sort,
        };
        Ok(Needle { unknown: known == 0, sort, ..Needle::new(forms, self.rarity_of(known)) })
    }
}

/// The characters of a folded text that count a time from the day of writing.
/// They say when, and not what about: see [`Times`](super::times::Times).
fn relative_dates(text: &str) -> Vec<usize> {
    let chars = |byte: usize| text[..byte].chars().count();
    let relative = mentions(text, None).into_iter().filter(|mention| mention.relative);
    relative.flat_map(|mention| chars(mention.span.start)..chars(mention.span.end)).collect()
}
