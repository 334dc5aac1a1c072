//! innopolicy.
pub mod answer;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod index;
pub mod locale;
pub mod retrieval;
pub mod text;
