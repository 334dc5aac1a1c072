//! A stretch of a question, with everything that means the same.

/// A stretch of the question.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its forms, folded, never none: as it is read first, then the others.
    pub forms: Vec<Form>,
    /// The glossary's entries that it names.
    pub entries: Vec<usize>,
}

/// One way to say a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Its words, folded.
    pub text: String,
    /// How much finding this form is worth, up to 1.
    pub share: f32,
}

impl Form {
    /// The question's own form, and what is worth as much.
    pub(super) fn own(text: &str) -> Self {
        Self { text: text.to_owned(), share: 1.0 }
    }
}

impl Segment {
    /// A segment of one form.
    pub(super) fn literal(text: &str) -> Self {
        Self { forms: vec![Form::own(text)], entries: Vec::new() }
    }

    /// The form that the question is read in.
    pub fn main(&self) -> &str {
        self.forms.first().map_or("", |form| &form.text)
    }
}
