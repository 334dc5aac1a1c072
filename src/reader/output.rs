//! What the model makes of one input.

/// What the model makes of one input.
pub(super) struct Output {
    /// For each token, that the answer starts there.
    pub(super) start: Vec<f32>,
    /// For each token, that the answer ends with it.
    pub(super) end: Vec<f32>,
    /// That there is an answer, if the model says so by itself.
    pub(super) has_answer: Option<f32>,
    /// The text's vector, if the model makes one.
    pub(super) vector: Option<Vec<f32>>,
}
