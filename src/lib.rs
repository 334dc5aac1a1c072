//! Answers questions on Hong Kong's innovation and technology policy from a
//! folder of documents, every sentence backed by a verbatim citation.
//!
//! ```text
//!              folder                             text, turns
//!                │ corpus: load, layout                 │ question: Question
//!                ▼                                      ▼
//!             passages ── index ──► passages ──► retrieval ──► hits
//!                                                              │ reader
//!                                                              ▼
//!                                                            spans
//!                                                              │ answer: score, select, verify
//!                                                              ▼
//!                              telegram, cli ◄── answered │ nearest │ abstained
//! ```
//!
//! Nothing is said that the cited source does not say: a
//! [`Citation`](answer::Citation) exists only when its quote is in its
//! passage, byte for byte, and a claim becomes an answer only through
//! [`answer::verify`]. When the documents do not answer, that is an outcome,
//! not an error.
//!
//! From the bottom up, each module knows only those above it in this list:
//!
//! - [`text`]: pure functions on strings: folding, languages, words, terms,
//!   figures, dates.
//! - [`corpus`]: documents as they are on disk, read into passages.
//! - [`index`]: passages in tantivy, built aside and swapped whole; weighted
//!   terms in, passages out.
//! - [`question`]: from a text and the turns before it to what is asked, and
//!   of what; it knows the glossary and no documents.
//! - [`reader`]: a small encoder: the spans of a passage that may answer, and
//!   the vector of a text.
//! - [`retrieval`]: a question weighed among the documents, and the passages
//!   that fit it.
//! - [`answer`]: the spans that answer, weighed, chosen and verified.
//! - [`evaluation`]: how good the answers are, on judged questions.
//! - [`model`]: a language model at an OpenAI-compatible endpoint: messages
//!   in, text out, piece by piece.
//! - [`locale`]: text for people, in three languages.
//! - [`store`]: what must outlive the process: settings, conversations, answers.
//! - [`clock`]: the day that it is, which the two below tell every question.
//! - [`telegram`]: the bot; [`cli`]: the command; [`config`]: their settings.

pub mod answer;
pub mod cli;
pub mod clock;
pub mod config;
pub mod corpus;
pub mod evaluation;
pub mod index;
pub mod locale;
pub mod model;
pub mod question;
pub mod reader;
pub mod retrieval;
pub mod store;
pub mod telegram;
pub mod text;
