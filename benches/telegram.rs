//! The bot against the fake Telegram: how many questions a second it answers,
//! and how long one waits when fifty come every second.
//!
//! ```sh
//! cargo bench --locked --bench telegram
//! ```
//!
//! Fake and bot share the machine. Telegram's own limit on messages a second
//! is lifted, or it would be what is measured.

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use support::bot::Bot;
use support::telegram::FakeTelegram;

/// Questions that are answered, near, and not there.
const QUESTIONS: [&str; 6] = [
    "港話通有多少登記用戶？",
    "河套西橋幾時完工？",
    "智方便有幾多用戶？",
    "東橋幾時完工？",
    "How many registered users does iAM Smart have?",
    "港鐵票價是多少？",
];
/// How many questions are asked at once.
const BURST: u32 = 2_000;
/// How many come every second, and for how long.
const RATE: u32 = 50;
const SECONDS: u32 = 20;

/// The bot, in a world where Telegram takes as many messages as there are.
async fn start() -> (FakeTelegram, Bot) {
    let fake = FakeTelegram::start().await;
    let environment =
        [("INNOPOLICY_TELEGRAM_MESSAGES_PER_SECOND", "100000"), ("INNOPOLICY_LOG", "error")];
    let bot = Bot::start_with(&fake, &environment).await;
    fake.wait_for_call("setMyShortDescription", 3).await;
    (fake, bot)
}

/// Someone new asks.
async fn ask(fake: &FakeTelegram, number: u32) {
    let question = QUESTIONS[number as usize % QUESTIONS.len()];
    fake.private(i64::from(number) + 1, "Someone").says(question).await;
}

async fn burst() {
    let (fake, _bot) = start().await;
    let begun = Instant::now();
    for number in 0..BURST {
        ask(&fake, number).await;
    }
    fake.replied(BURST as usize).await;
    let took = begun.elapsed().as_secs_f64();
    println!("{BURST} questions at once: {:.0} answered a second", f64::from(BURST) / took);
    fake.assert_clean();
}

async fn steady() {
    let (fake, _bot) = start().await;
    let mut clock = tokio::time::interval(Duration::from_secs(1) / RATE);
    for number in 0..RATE * SECONDS {
        clock.tick().await;
        ask(&fake, number).await;
    }
    fake.replied((RATE * SECONDS) as usize).await;
    let mut latencies = fake.latencies();
    latencies.sort();
    let at = |share: usize| latencies[(latencies.len() - 1) * share / 100].as_secs_f64() * 1e3;
    println!(
        "{RATE} questions a second for {SECONDS} s, from update to answer: \
         p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms",
        at(50),
        at(99),
        at(100)
    );
    fake.assert_clean();
}

#[tokio::main]
async fn main() {
    burst().await;
    steady().await;
}
