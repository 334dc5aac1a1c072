//! What was asked of something that the documents speak of, where no passage
//! says it.

use serde::Serialize;

use super::Citation;
use crate::locale::Locale;
use crate::question::{AnswerType, TermKind};
use crate::retrieval::PreparedQuestion;
use crate::text::normalize::{fold, folded};

/// What the documents speak of, and what of it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// In the words of the question.
    pub subject: String,
    /// What was asked for.
    pub asked: AnswerType,
}

impl Missing {
    /// That the documents speak of it, and do not say what was asked.
    pub fn say(&self, locale: &Locale) -> String {
        let (subject, asked) = (self.subject.as_str().into(), self.asked.name().into());
        locale.format("nearest-about", &[("subject", subject), ("asked", asked)])
    }
}

/// What `question`, read as `prepared`, asks of a thing that is in `shown`;
/// `None` where it asks nothing, or of nothing that is there.
pub(super) fn missing(
    question: &str,
    prepared: &PreparedQuestion,
    shown: &[Citation],
) -> Option<Missing> {
    let asked = prepared.question.answer_type;
    if asked == AnswerType::Subject {
        return None;
    }
    let whole = fold(question);
    let text = whole.to_string();
    let texts: Vec<String> = shown
        .iter()
        .map(|one| folded(&format!("{} {}", one.section().join(" "), one.passage().text)))
        .collect();
    // Who published what is shown is not what it speaks of.
    let publishers: Vec<String> = shown.iter().map(|one| folded(one.document().name())).collect();
    let named = prepared.question.terms.iter().filter(|term| {
        term.kind != TermKind::Word
            && !term.forms.iter().any(|form| publishers.contains(&form.text))
    });
    let subject = named
        .filter(|term| {
            term.forms.iter().any(|form| texts.iter().any(|text| text.contains(&form.text)))
        })
        .filter_map(|term| {
            let form = term.forms.iter().find(|form| text.contains(&form.text))?;
            let at = text.find(&form.text)?;
            let words = whole.origin_of_bytes(&(at..at + form.text.len()));
            Some((term.kind == TermKind::Name, &question[words]))
        })
        // A name before a thing, the longer before the shorter.
        .max_by_key(|(is_name, words)| (*is_name, words.chars().count()));
    let (_, subject) = subject.filter(|(_, words)| words.chars().count() > 1)?;
    Some(Missing { subject: subject.to_owned(), asked })
}
