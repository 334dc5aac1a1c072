//! A language model and what may be spent on it.

use crate::answer::Reply;
use crate::answer::compose::{Composer, Trace};
use crate::store::Budget;

/// A language model and what may be spent on it in a day.
#[derive(Debug, Clone)]
pub struct Composing {
    /// The composer.
    pub composer: Composer,
    /// What may be spent.
    pub budget: Budget,
}

/// An answer, with what a model did if one was asked.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) reply: Reply,
    pub(super) trace: Option<Trace>,
}
