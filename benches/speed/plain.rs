//! The peer: tantivy with words, pairs and single characters, and any of them.

use innopolicy::corpus::Corpus;
use innopolicy::corpus::passage::passages;
use innopolicy::text::terms::analyze;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{IndexReader, IndexWriter, TantivyDocument, Term};

pub(crate) struct Peer {
    reader: IndexReader,
    fields: [Field; 3],
    text: Field,
    _folder: tempfile::TempDir,
}

impl Peer {
    pub(crate) fn build(corpus: &Corpus) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields =
            ["words", "pairs", "singles"].map(|name| schema.add_text_field(name, options.clone()));
        let text = schema.add_text_field("text", STORED);
        let folder = tempfile::tempdir().expect("a folder");
        let index = tantivy::Index::create_in_dir(folder.path(), schema.build()).expect("an index");
        let mut writer: IndexWriter =
            index.writer_with_num_threads(1, 128_000_000).expect("a writer");
        for passage in
            corpus.documents.iter().flat_map(|entry| passages(&entry.read().expect("held")))
        {
            let terms = analyze(&passage.text);
            let mut document = TantivyDocument::default();
            for (field, terms) in fields.iter().zip([terms.words, terms.pairs, terms.singles]) {
                document.add_pre_tokenized_text(*field, tokens(terms));
            }
            document.add_text(text, &passage.text);
            writer.add_document(document).expect("added");
        }
        writer.commit().expect("committed");
        writer.wait_merging_threads().expect("merged");
        Self { reader: index.reader().expect("a reader"), fields, text, _folder: folder }
    }

    /// The texts of the ten best passages.
    pub(crate) fn search(&self, question: &str) -> Vec<String> {
        let terms = analyze(question);
        let clauses = self.fields.iter().zip([terms.words, terms.pairs, terms.singles]);
        let clauses = clauses.flat_map(|(field, terms)| {
            terms.into_iter().map(|term| {
                let query = TermQuery::new(
                    Term::from_field_text(*field, &term),
                    IndexRecordOption::WithFreqs,
                );
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            })
        });
        let query = BooleanQuery::new(clauses.collect());
        let searcher = self.reader.searcher();
        let best =
            searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).expect("searches");
        let text = |address| {
            let document: TantivyDocument = searcher.doc(address).expect("stored");
            document.get_first(self.text).and_then(|text| text.as_str().map(str::to_owned))
        };
        best.into_iter().filter_map(|(_, address)| text(address)).collect()
    }
}

fn tokens(terms: Vec<String>) -> PreTokenizedString {
    let token = |(position, text)| Token { position, text, ..Token::default() };
    PreTokenizedString {
        text: String::new(),
        tokens: terms.into_iter().enumerate().map(token).collect(),
    }
}
