//! What can be asked of an index.

use std::ops::{Bound, Range};
use std::path::Path;

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use super::error::IndexError;
use super::schema::Fields;
use super::term::{Field, WeightedTerm};
use crate::corpus::{DocumentId, Passage};

/// A view of an [`Index`](super::Index), unchanged while it is held.
pub struct View<'a> {
    folder: &'a Path,
    fields: Fields,
    searcher: Searcher,
}

impl<'a> View<'a> {
    /// The index in `folder`, as `searcher` sees it.
    pub(super) fn new(folder: &'a Path, fields: Fields, searcher: Searcher) -> Self {
        Self { folder, fields, searcher }
    }

    /// How many passages there are.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether there is no passage.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// In how many passages `text` stands in `field`.
    pub fn frequency(&self, field: Field, text: &str) -> Result<u64, IndexError> {
        self.searcher.doc_freq(&self.term(field, text)).map_err(|source| self.failed(source))
    }

    /// The best `limit` passages that hold any of `terms`, each with its BM25,
    /// best first.
    pub fn search(
        &self,
        terms: &[WeightedTerm],
        limit: usize,
    ) -> Result<Vec<(f32, Passage)>, IndexError> {
        let clauses = terms.iter().map(|term| (Occur::Should, self.weighted(term))).collect();
        let top = TopDocs::with_limit(limit.max(1)).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(clauses), &top);
        let found = found.map_err(|source| self.failed(source))?;
        found.into_iter().map(|(bm25, address)| Ok((bm25, self.passage(address)?))).collect()
    }

    /// All passages of a document, in order.
    pub fn passages_of(&self, document: &DocumentId) -> Result<Vec<Passage>, IndexError> {
        self.in_order(&self.of(document))
    }

    /// The passages of a document with `ordinals`, in order.
    pub fn passages_among(
        &self,
        document: &DocumentId,
        ordinals: Range<u32>,
    ) -> Result<Vec<Passage>, IndexError> {
        let place = |ordinal: u32| Term::from_field_u64(self.fields.ordinal, ordinal.into());
        let from = Bound::Included(place(ordinals.start));
        let among = RangeQuery::new(from, Bound::Excluded(place(ordinals.end)));
        let both = BooleanQuery::intersection(vec![Box::new(self.of(document)), Box::new(among)]);
        self.in_order(&both)
    }

    fn term(&self, field: Field, text: &str) -> Term {
        Term::from_field_text(self.fields.of(field), text)
    }

    fn weighted(&self, term: &WeightedTerm) -> Box<dyn Query> {
        let query = TermQuery::new(self.term(term.field, &term.text), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(query), term.weight))
    }

    fn passage(&self, address: DocAddress) -> Result<Passage, IndexError> {
        let document = self.searcher.doc(address).map_err(|source| self.failed(source))?;
        let lost = || tantivy::TantivyError::InternalError(format!("no passage at {address:?}"));
        self.fields.passage(&document).ok_or_else(|| self.failed(lost()))
    }

    fn failed(&self, source: tantivy::TantivyError) -> IndexError {
        IndexError::tantivy(self.folder, source)
    }

    fn of(&self, document: &DocumentId) -> TermQuery {
        let term = Term::from_field_text(self.fields.document, document.as_str());
        TermQuery::new(term, IndexRecordOption::Basic)
    }

    fn in_order(&self, query: &dyn Query) -> Result<Vec<Passage>, IndexError> {
        let found = self.searcher.search(query, &DocSetCollector);
        let found = found.map_err(|source| self.failed(source))?;
        let mut passages: Vec<Passage> =
            found.into_iter().map(|address| self.passage(address)).collect::<Result<_, _>>()?;
        passages.sort_by_key(|passage| passage.ordinal);
        Ok(passages)
    }
}
