//! Pure functions on strings: the leaf that every other layer may use.
//!
//! Nothing here knows what a document is. Offsets are byte offsets into the
//! string that was passed in, whatever form the text is folded to.

pub mod cantonese;
pub mod coded;
pub mod conversion;
pub mod date;
pub mod dictionary;
pub mod figure;
#[cfg(test)]
pub(crate) mod hostile;
pub mod language;
pub mod list;
pub mod normalize;
pub mod plain;
pub mod script;
pub mod sentence;
pub mod span;
pub mod synonym;
pub mod terms;
pub mod whole;
pub mod words;
