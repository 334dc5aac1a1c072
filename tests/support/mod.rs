//! What integration tests share: a fake Telegram and the real bot.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test binary compiles all of it and uses its own part"
)]

pub mod bot;
pub mod health;
pub mod model;
#[cfg(target_os = "linux")]
pub mod rights;
pub mod telegram;
