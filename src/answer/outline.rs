//! The reply that an overview is.

use std::time::Instant;

use super::notes::of_sources;
use super::{Answer, Mode, Overview, Reply};
use crate::question::Query;

/// The reply to `query` that `answer` is, an overview of `of`, which was begun at `begun`.
pub(super) fn outlined(query: &Query, answer: Answer, of: Overview, begun: Instant) -> Reply {
    Reply {
        question: query.text().to_owned(),
        language: query.language(),
        mode: Mode::Extractive,
        notes: of_sources(query.language(), answer.citations()),
        answer,
        missing: None,
        overview: Some(of),
        searched: query.text().to_owned(),
        confidence: 1.0,
        elapsed: begun.elapsed(),
    }
}
