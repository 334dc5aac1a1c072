//! What the index is asked for.

/// What of a passage a term is looked for in. Terms are asked for in the
/// order of their fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Pairs of neighbouring units of the text.
    Pairs,
    /// Units of the text.
    Singles,
    /// Pairs and words of the document's title and the section's headings.
    Heading,
}

/// A term, and what it weighs beside its rarity.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedTerm {
    /// Where it has to stand.
    pub field: Field,
    /// The term, as [`terms`](crate::text::terms) has it.
    pub text: String,
    /// What its BM25 is multiplied by.
    pub weight: f32,
}
