//! innopolicy.
pub mod corpus;
pub mod index;
pub mod text;
