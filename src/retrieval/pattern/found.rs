//! What of a question's grams was found in a text.

/// The most grams of one question: the bits of a [`Mask`]. A question of a
/// hundred characters has some two hundred; what is over is left out.
pub const MOST: usize = 256;

/// A set of a question's grams, by number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mask([u64; MOST / 64]);

impl Mask {
    pub(super) fn insert(&mut self, bit: u8) {
        self.0[usize::from(bit / 64)] |= 1 << (bit % 64);
    }

    pub(super) fn contains(&self, bit: u8) -> bool {
        self.0[usize::from(bit / 64)] >> (bit % 64) & 1 == 1
    }

    /// The grams of both.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
        self
    }
}

/// The grams found in a text, and the runs of them: pairs that follow each
/// other there as they do in the question, by the first one's number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// The grams.
    pub grams: Mask,
    /// The runs.
    pub runs: Mask,
}

impl Found {
    /// What both found.
    #[must_use]
    pub fn with(self, other: &Self) -> Self {
        Self { grams: self.grams.with(&other.grams), runs: self.runs.with(&other.runs) }
    }
}
