//! The fields of the index, and a passage as a tantivy document.

use tantivy::TantivyDocument;
use tantivy::schema::{
    self, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};

use super::term::Field;
use super::tokenizer;
use crate::corpus::Passage;
use crate::text::terms::{analyze, grams};

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pairs: schema::Field,
    singles: schema::Field,
    heading: schema::Field,
    /// The document's name, whole.
    pub(super) document: schema::Field,
    /// The passage's place in its document.
    pub(super) ordinal: schema::Field,
    /// The passage itself, as JSON.
    passage: schema::Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(tokenizer::NAME)
        .set_index_option(IndexRecordOption::WithFreqs);
    let terms = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        pairs: builder.add_text_field("pairs", terms.clone()),
        singles: builder.add_text_field("singles", terms.clone()),
        heading: builder.add_text_field("heading", terms),
        document: builder.add_text_field("document", STRING),
        ordinal: builder.add_u64_field("ordinal", INDEXED),
        passage: builder.add_bytes_field("passage", STORED),
    };
    (builder.build(), fields)
}

impl Fields {
    /// The field that holds the terms of `field`.
    pub(super) fn of(&self, field: Field) -> schema::Field {
        match field {
            Field::Pairs => self.pairs,
            Field::Singles => self.singles,
            Field::Heading => self.heading,
        }
    }

    /// `passage`, ready to be indexed under the terms of its [`heading`].
    pub(super) fn document(
        &self,
        heading: &str,
        passage: &Passage,
    ) -> serde_json::Result<TantivyDocument> {
        let mut document = TantivyDocument::default();
        let (singles, pairs) = grams(&passage.text);
        document.add_text(self.heading, heading);
        document.add_text(self.pairs, tokenizer::joined(pairs));
        document.add_text(self.singles, tokenizer::joined(singles));
        document.add_text(self.document, passage.document.as_str());
        document.add_u64(self.ordinal, passage.ordinal.into());
        document.add_bytes(self.passage, &serde_json::to_vec(passage)?);
        Ok(document)
    }

    /// The passage that `document` holds; `None` if it holds none.
    pub(super) fn passage(&self, document: &TantivyDocument) -> Option<Passage> {
        let bytes = document.get_first(self.passage)?.as_bytes()?;
        serde_json::from_slice(bytes).ok()
    }
}

/// The terms of a document's title and of the headings of a section in it.
pub(super) fn heading(title: &str, section: &[String]) -> String {
    let texts = std::iter::once(title).chain(section.iter().map(String::as_str));
    tokenizer::joined(texts.flat_map(|text| {
        let terms = analyze(text);
        terms.pairs.into_iter().chain(terms.words)
    }))
}
