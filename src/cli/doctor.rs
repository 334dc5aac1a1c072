//! `doctor`: is everything in order, and if not, what is to be done?

use anyhow::anyhow;

use super::exit::OrExit;
use super::{Exit, Failure, endpoints, open};
use crate::config::{Config, Credentials};
use crate::index::Check;
use crate::store::Store;
use crate::telegram;

/// How often Telegram is asked before it is said to be out of reach.
const TRIES: usize = 5;

/// Checks one thing after another, so that one run shows all that is wrong;
/// fails with the first failure's exit code.
pub(super) fn doctor(config: &Config) -> Result<(), Failure> {
    line(
        "settings",
        &format!("documents in {}, data in {}", config.corpus.display(), config.data.display()),
    );
    let checks = [
        ("documents", documents(config)),
        ("index", index(config)),
        ("reader", reader(config)),
        ("model", endpoints::chat(config)),
        ("embeddings", endpoints::embeddings(config)),
        ("store", store(config)),
        ("telegram", token()),
    ];
    let mut first = None;
    for (name, outcome) in checks {
        match outcome {
            Ok(found) => line(name, &found),
            Err(failure) => {
                line(name, &format!("FAILED  {failure}"));
                first.get_or_insert(failure.exit);
            }
        }
    }
    match first {
        None => Ok(()),
        Some(exit) => Err(Failure::new(exit, anyhow!("something is not in order; see above"))),
    }
}

fn line(name: &str, text: &str) {
    anstream::println!("{name:10} {text}");
}

fn documents(config: &Config) -> Result<String, Failure> {
    let corpus = open::documents(config)?;
    let undated =
        corpus.documents.iter().filter(|document| document.meta.published.is_none()).count();
    let kept = corpus.problems.iter().filter(|problem| problem.is_kept()).count();
    Ok(format!(
        "{} read, {} left out, {undated} without a date",
        corpus.documents.len() - kept,
        corpus.problems.len()
    ))
}

fn index(config: &Config) -> Result<String, Failure> {
    let corpus = open::load(config)?;
    let (index, built) = open::index(config, &corpus, Check::Bytes, &mut open::indexing())?;
    let state = if built { "built now" } else { "up to date" };
    Ok(format!("{} passages, {state}", index.manifest().passages))
}

fn reader(config: &Config) -> Result<String, Failure> {
    let Some(reader) = open::reader(config).or_exit(Exit::Settings)? else {
        return Ok("none: reader.model is empty, so answers are chosen by their words alone".into());
    };
    let manifest = reader.manifest();
    let vectors =
        if manifest.outputs.vector.is_empty() { "without vectors" } else { "with vectors" };
    Ok(format!("{} {}, {vectors}", manifest.name, manifest.version))
}

fn store(config: &Config) -> Result<String, Failure> {
    let runtime = tokio::runtime::Runtime::new().or_exit(Exit::Unexpected)?;
    let statistics = runtime.block_on(async {
        let store = Store::open(&config.data).await?;
        let statistics = store.statistics().await;
        store.close().await;
        statistics
    })?;
    Ok(format!("{} chats are known", statistics.chats))
}

fn token() -> Result<String, Failure> {
    let Some(credentials) = Credentials::from_environment() else {
        return Ok("no TELOXIDE_TOKEN: `innopolicy` opens a chat in the terminal; get a token from @BotFather for the bot".into());
    };
    let runtime = tokio::runtime::Runtime::new().or_exit(Exit::Unexpected)?;
    let bot = telegram::bot(&credentials).or_exit(Exit::Telegram)?;
    let me = runtime.block_on(telegram::identify(&bot, Some(TRIES))).or_exit(Exit::Telegram)?;
    let privacy = if me.can_read_all_group_messages {
        "reads all group messages"
    } else {
        "privacy mode is on, as it should be"
    };
    let inline =
        if me.supports_inline_queries { "on" } else { "off, see /setinline of @BotFather" };
    Ok(format!("the token is @{}'s; {privacy}; inline mode is {inline}", me.username()))
}
