//! The bot is killed again and again while people ask, and every question is
//! answered once.
//!
//! A few kills each time; a thousand by
//!
//! ```sh
//! INNOPOLICY_KILLS=1000 cargo test --locked --test kills -- --nocapture
//! ```

mod support;

use std::net::TcpListener;
use std::time::Duration;

use support::bot::{Bot, seeds};
use support::telegram::{FakeTelegram, SentMessage};

/// How often the bot is killed in each way of receiving.
const KILLS: u32 = 5;
/// The longest wait between two questions: forty a second or so.
const BETWEEN: Duration = Duration::from_millis(50);
/// The longest a bot runs before it is killed; it may not even have started.
const LIFE: Duration = Duration::from_millis(2_500);

/// Questions that are answered, and one that has no answer, with words that
/// only the reply to it has.
const QUESTIONS: [(&str, &str); 4] = [
    ("港話通有多少登記用戶？", "48萬"),
    ("智方便有幾多用戶？", "突破400萬"),
    ("How many registered users does iAM Smart have?", "突破400萬"),
    ("港鐵票價是多少？", "找不到"),
];

fn kills() -> u32 {
    std::env::var("INNOPOLICY_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

/// People ask until the bot has been killed often enough.
async fn ask(fake: &FakeTelegram, first: i64, asked: &mut Vec<(SentMessage, &str)>) {
    loop {
        let person = first + i64::try_from(asked.len()).expect("not so many");
        let (question, words) = QUESTIONS[fastrand::usize(..QUESTIONS.len())];
        // One in eight asks in a group.
        let message = if fastrand::u8(..8) == 0 {
            let group = fake.group(-1_001_000_000_000 - person / 20, "News").member(person, "Ken");
            group.says(person, &format!("/ask {question}")).await
        } else {
            fake.private(person, "May").says(question).await
        };
        asked.push((message, words));
        tokio::time::sleep(BETWEEN.mul_f64(fastrand::f64())).await;
    }
}

async fn kill(fake: &FakeTelegram, data: &std::path::Path, environment: &[(&str, &str)]) {
    for _ in 0..kills() {
        let bot = Bot::launch_in(fake, &seeds(), data, environment);
        tokio::time::sleep(LIFE.mul_f64(fastrand::f64())).await;
        bot.kill().await;
    }
}

async fn story(way: &str, environment: &[(&str, &str)], ready: impl AsyncFnOnce(&FakeTelegram)) {
    let fake = FakeTelegram::start().await;
    let data = tempfile::tempdir().expect("a folder for data");
    let mut all = vec![
        // A dozen people share a group, and Telegram's own pace would only take long.
        ("INNOPOLICY_TELEGRAM_CHAT_PER_MINUTE", "100000"),
        ("INNOPOLICY_TELEGRAM_MESSAGES_PER_SECOND", "100"),
        ("INNOPOLICY_LOG", "error"),
    ];
    all.extend_from_slice(environment);
    let bot = Bot::launch_in(&fake, &seeds(), data.path(), &all);
    ready(&fake).await;
    bot.kill().await;
    let mut asked = Vec::new();
    tokio::select! {
        () = ask(&fake, 1_000, &mut asked) => {}
        () = kill(&fake, data.path(), &all) => {}
    }
    // A question of its own shows that the last bot is up: the others may all
    // have been answered before it, and a bot still starting ends by the signal.
    let bot = Bot::launch_in(&fake, &seeds(), data.path(), &all);
    let (question, words) = QUESTIONS[0];
    asked.push((fake.private(999, "May").says(question).await, words));
    for (question, words) in &asked {
        fake.reply_where(question, |reply| reply.text.contains(words)).await;
    }
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    for (question, words) in &asked {
        for reply in fake.replies_to(question) {
            assert!(reply.text.contains(words), "{words}: {}\n{}", reply.text, fake.transcript());
        }
    }
    let doubled = asked.iter().filter(|(question, _)| fake.replies_to(question).len() > 1).count();
    println!(
        "{way}: {} kills, {} questions, 0 unanswered, {doubled} doubled",
        kills(),
        asked.len()
    );
    assert!(doubled <= (kills() / 1_000) as usize, "{doubled} doubled\n{}", fake.transcript());
    fake.assert_clean();
}

#[tokio::test]
async fn no_question_is_lost_or_doubled_by_kills_while_polling() {
    story("polling", &[], async |fake| fake.poll_begun(1).await).await;
}

#[tokio::test]
async fn no_question_is_lost_or_doubled_by_kills_with_a_webhook() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let listen = listener.local_addr().expect("it is bound").to_string();
    drop(listener);
    let url = format!("http://{listen}/hook");
    let environment =
        [("INNOPOLICY_WEBHOOK_URL", url.as_str()), ("INNOPOLICY_WEBHOOK_LISTEN", &listen)];
    story("webhook", &environment, async |fake| {
        fake.wait_for_call("setWebhook", 1).await;
        fake.calls_the_webhook();
    })
    .await;
}
