//! Memory stays flat while very many updates are answered.
//!
//! A few thousand updates each time; a million by
//!
//! ```sh
//! INNOPOLICY_SOAK=1000000 cargo test --locked --release --test soak -- --nocapture
//! ```
#![cfg(target_os = "linux")]

mod support;

use support::bot::Bot;
use support::telegram::FakeTelegram;

/// How many updates come.
const UPDATES: usize = 3_000;
/// How many come at once.
const TOGETHER: usize = 500;
/// How many people ask.
const PEOPLE: usize = 1_000;
/// What memory may grow by after the first third, in KB: in a long run some 25 bytes an
/// update, in a short one what the answers and conversations that are kept still take.
const GROWTH: u64 = 16 * 1_024;

const QUESTIONS: [&str; 6] = [
    "港話通有多少登記用戶？",
    "河套西橋幾時完工？",
    "How many registered users does iAM Smart have?",
    "港鐵票價是多少？",
    "唔該晒",
    "/sources",
];

fn updates() -> usize {
    std::env::var("INNOPOLICY_SOAK").ok().and_then(|count| count.parse().ok()).unwrap_or(UPDATES)
}

#[tokio::test]
async fn memory_stays_flat() {
    let fake = FakeTelegram::start().await;
    let environment = [
        ("INNOPOLICY_TELEGRAM_MESSAGES_PER_SECOND", "100000"),
        ("INNOPOLICY_TELEGRAM_CHAT_PER_MINUTE", "100000"),
        ("INNOPOLICY_TELEGRAM_PERSON_PER_MINUTE", "100000"),
        ("INNOPOLICY_LOG", "error"),
    ];
    let bot = Bot::start_with(&fake, &environment).await;
    let (updates, mut warm, mut came) = (updates(), 0, 0);
    while came < updates {
        for number in came..came + TOGETHER {
            let person = i64::try_from(number % PEOPLE).expect("few people") + 1;
            // A question that is new, and so not among the answers that are kept.
            let text = match number % (QUESTIONS.len() + 1) {
                new if new == QUESTIONS.len() => format!("港話通 {number} 有多少用戶？"),
                known => QUESTIONS[known].to_owned(),
            };
            fake.private(person, "Someone").says(&text).await;
        }
        fake.replied(TOGETHER).await;
        fake.all_confirmed().await;
        fake.forget_all();
        came += TOGETHER;
        let memory = bot.memory();
        if warm == 0 && came >= updates / 3 {
            warm = memory;
        }
        if came % (updates / 20).max(TOGETHER) < TOGETHER {
            println!("{came} updates: {} MB", memory / 1024);
        }
    }
    let grown = bot.memory().saturating_sub(warm);
    println!("{grown} KB more after the last two thirds of {updates} updates");
    assert!(grown <= GROWTH, "{grown} KB more than the {warm} KB before");
    bot.stop().await;
    fake.assert_clean();
}
