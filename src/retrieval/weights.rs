//! What weighs how much in retrieval.

/// Every weight of retrieval in one place, chosen on the development sets by
/// `cargo bench --bench tune`.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// Pairs in the candidates' query.
    pub pair_terms: f32,
    /// Singles in the candidates' query.
    pub single_terms: f32,
    /// Pairs of headings in the candidates' query.
    pub heading_terms: f32,
    /// Terms of another form beside the question's own.
    pub synonym: f32,
    /// How many candidates are ranked again, by words and by vectors each.
    pub candidates: usize,
    /// How words and the reader's vectors are put together.
    pub fusion: Fusion,
    /// How words and a server's vectors are put together: with care, since
    /// they are of a model that is not known. Chosen with multilingual-e5-small
    /// so that no set falls below words alone (`docs/model.md`); from 10 to 18
    /// the similarity is about as good.
    pub server: Fusion,
    /// What each of a passage's [`FEATURES`] adds to its score.
    pub features: [f32; FEATURES.len()],
}

/// On what scale the score by words and the cosine are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Each counts from 0, the least of the hits, to 1, the most.
    Shares,
    /// As they are: the score by words is a log odds, so that words that tell a
    /// passage for sure decide, and the vectors where they do not.
    LogOdds,
}

/// What a passage gains in the order beside its score by words.
#[derive(Debug, Clone, Copy)]
pub struct Fusion {
    /// On what scale.
    pub scale: Scale,
    /// The cosine.
    pub similarity: f32,
    /// One in another language than the question, for the words that it
    /// cannot share.
    pub foreign: f32,
    /// One of the newest day, where the question names no time; one that is
    /// older gains e times less for every two years.
    pub recent: f32,
    /// One whose document is of the time that the question names.
    pub of_the_time: f32,
    /// Each e-fold of its bytes: a short passage, as a heading, fits well by
    /// its words and holds little.
    pub length: f32,
}

/// What a passage is ranked by; each is between 0 and 1.
pub const FEATURES: [&str; 14] = [
    "bm25 over the best candidate's",
    "pairs in the passage",
    "singles in the passage",
    "runs in the passage",
    "pairs in its best sentence",
    "singles in its best sentence",
    "runs in its best sentence",
    "pairs in two neighbouring sentences",
    "singles in two neighbouring sentences",
    "pairs in its headings",
    "pairs in passage and headings",
    "singles in passage and headings",
    "is a heading",
    "is a caption or a byline",
];

impl Default for Weights {
    fn default() -> Self {
        Self {
            pair_terms: 1.0,
            single_terms: 0.3,
            heading_terms: 0.3,
            synonym: 0.4,
            candidates: 20,
            fusion: Fusion {
                scale: Scale::Shares,
                similarity: 1.3,
                foreign: 0.55,
                recent: 0.2,
                of_the_time: 0.6,
                length: 0.2,
            },
            server: Fusion {
                scale: Scale::LogOdds,
                similarity: 15.0,
                foreign: 6.0,
                recent: 0.0,
                of_the_time: 0.0,
                length: 0.0,
            },
            features: [
                5.122, -1.143, 0.770, 1.417, -0.038, 4.016, 2.089, 0.465, 3.378, 3.850, 2.238,
                1.952, -1.269, -0.056,
            ],
        }
    }
}

impl Weights {
    pub(super) fn score(&self, features: &[f32; FEATURES.len()]) -> f32 {
        self.features.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
    }
}
