//! What integration tests share.

pub mod telegram;
