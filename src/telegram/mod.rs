//! The bot in Telegram.
//!
//! ```text
//! getUpdates ─ receive ─► schema ─► command ─► handlers ─► render ─► send
//! ```
//!
//! [`receive`] stands in front of teloxide's dispatcher and takes what
//! teloxide cannot decode; `schema` is all the routing there is; handlers
//! translate between messages and the domain, at a `desk` with all they need;
//! [`send`] is the only place that sends, by [`api`] and in Telegram's pace.
//! What must outlive the process is in the [`store`](crate::store).

mod access;
mod address;
mod albums;
pub mod api;
mod attachment;
mod command;
mod composing;
mod conversation;
mod decode;
mod desk;
mod follow;
mod gate;
mod handlers;
pub mod health;
mod heard;
mod keyboard;
pub mod library;
mod live;
pub mod metrics;
mod offers;
mod payloads;
mod press;
mod reading;
pub mod receive;
pub mod refusal;
pub mod render;
mod schema;
mod seats;
pub mod send;
mod setup;
mod visit;
mod webhook;

use std::convert::Infallible;
use std::time::Duration;

use anyhow::{Context, anyhow};
use secrecy::ExposeSecret;
use teloxide::error_handlers::IgnoringErrorHandlerSafe;
use teloxide::prelude::*;
use teloxide::types::Me;
use teloxide::update_listeners::UpdateListener;
use teloxide::{ApiError, RequestError};
use tokio::task::JoinHandle;

use crate::config::{self, Credentials};
use crate::corpus::Changes;
use crate::store::Store;
use api::Api;
pub use composing::Composing;
pub use desk::Resettle;
use desk::{Desk, Parts};
use health::Health;
pub use library::{Library, Rebuild, Reread};
use metrics::Metrics;
use receive::Receiver;
use send::Sender;
use webhook::Webhook;

/// How often a bot that cannot reach Telegram at its start tries again, and
/// how long it waits before each further try, longer each time.
const TRIES: u32 = 5;
const WAIT: Duration = Duration::from_millis(500);
/// How often what is too old is forgotten.
const TIDY: Duration = Duration::from_hours(1);

/// What the bot runs on.
pub struct Runtime {
    /// Its settings.
    pub settings: config::Telegram,
    /// How Telegram calls it, if it does.
    pub webhook: config::Webhook,
    /// Where it can be watched.
    pub watch: config::Watch,
    /// What identifies it to Telegram.
    pub credentials: Credentials,
    /// What must outlive it.
    pub store: Store,
    /// The documents.
    pub library: Library,
    /// The language model, if there is one.
    pub composing: Option<Composing>,
    /// What tells when they change.
    pub changes: Changes,
    /// Reads the settings again.
    pub resettle: Resettle,
}

/// Runs the bot until SIGINT or SIGTERM, then lets answers under way finish.
pub async fn run(runtime: Runtime) -> anyhow::Result<()> {
    let (settings, webhook) = (runtime.settings.clone(), runtime.webhook.clone());
    let bot = bot(&runtime.credentials)?;
    let me = identify(&bot).await?;
    let (health, watch) = (Health::default(), runtime.watch.listen.clone());
    health.set(true);
    tracing::info!("@{} is answering; Ctrl-C stops it", me.username());
    let (desk, changes) = desk(runtime, bot.clone(), me);
    let mut background = vec![
        tokio::spawn(setup::introduce(desk.sender.clone(), settings.owners.clone())),
        tokio::spawn(tidy(desk.clone())),
        tokio::spawn(follow::follow(desk.clone(), changes)),
    ];
    if let Some(listen) = watch {
        background.push(health::serve(&listen, health.clone(), desk.metrics.clone()).await?);
    }
    let store = desk.store.clone();
    let ended = Box::pin(listen(bot, desk, &settings, &webhook, health)).await;
    background.iter().for_each(JoinHandle::abort);
    store.close().await;
    ended
}

/// Receives by webhook if there is one, else by polling.
async fn listen(
    bot: Bot,
    desk: Desk,
    settings: &config::Telegram,
    webhook: &config::Webhook,
    health: Health,
) -> anyhow::Result<()> {
    if webhook.url.is_some() {
        let listener = Webhook::open(bot.clone(), webhook, health, desk.gate.clone()).await?;
        return dispatch(bot, desk, listener, settings).await.map(drop);
    }
    setup::leave_webhook(&bot).await.context("cannot ask Telegram about a webhook")?;
    let timeout = Duration::from_secs(settings.poll_timeout);
    let receiver = Receiver::new(Api::new(bot.clone()), timeout, health, desk.gate.clone());
    let progress = receiver.progress();
    if dispatch(bot, desk, receiver, settings).await? == Drained::All {
        progress.confirm().await;
    }
    Ok(())
}

fn desk(runtime: Runtime, bot: Bot, me: Me) -> (Desk, Changes) {
    let Runtime { settings, credentials, store, library, composing, changes, resettle, .. } =
        runtime;
    let metrics = Metrics::default();
    let sender =
        Sender::new(Api::new(bot), store.clone(), metrics.clone(), settings.messages_per_second);
    let invitation = credentials.invitation;
    let parts =
        Parts { sender, store, library, composing, me, metrics, invitation, settings, resettle };
    (Desk::new(parts), changes)
}

/// Whether everything received was finished.
#[derive(Debug, PartialEq, Eq)]
enum Drained {
    All,
    Some,
}

async fn dispatch(
    bot: Bot,
    desk: Desk,
    listener: impl UpdateListener<Err = Infallible> + Send,
    settings: &config::Telegram,
) -> anyhow::Result<Drained> {
    let mut dispatcher = schema::dispatcher(bot, desk);
    let shutdown = dispatcher.shutdown_token();
    let mut dispatching = std::pin::pin!(
        dispatcher.try_dispatch_with_listener(listener, IgnoringErrorHandlerSafe::new())
    );
    let name = tokio::select! {
        ended = &mut dispatching => {
            ended.context("cannot reach Telegram")?;
            return Err(anyhow!("no more updates are received; see above"));
        }
        name = stop_signal() => name,
    };
    tracing::info!("{name}: finishing the answers under way");
    if let Ok(stopped) = shutdown.shutdown() {
        drop(stopped);
    }
    let patience = Duration::from_secs(settings.drain_timeout);
    if tokio::time::timeout(patience, dispatching).await.is_ok() {
        return Ok(Drained::All);
    }
    tracing::warn!("stopped with answers under way; Telegram will deliver their questions again");
    Ok(Drained::Some)
}

/// Forgets what is too old, now and then.
async fn tidy(desk: Desk) {
    loop {
        match desk.store.expire(desk.settings().keep_days).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("{count} old turns, answers and votes are forgotten"),
            Err(error) => tracing::error!("old conversations are not forgotten: {error}"),
        }
        desk.quotas().tidy();
        tokio::time::sleep(TIDY).await;
    }
}

/// A bot for these credentials, which has not spoken to Telegram yet.
pub fn bot(credentials: &Credentials) -> anyhow::Result<Bot> {
    let mut client = teloxide::net::default_reqwest_settings();
    if let Some(proxy) = &credentials.proxy {
        let proxy = reqwest::Proxy::all(proxy.expose_secret());
        // The address may hold a password, so it is not repeated.
        client = client
            .proxy(proxy.map_err(|_| anyhow!("TELOXIDE_PROXY is not the address of a proxy"))?);
    }
    let client = client.build().context("cannot make a client for Telegram")?;
    let bot = Bot::with_client(credentials.token.expose_secret(), client);
    match &credentials.api_url {
        None => Ok(bot),
        Some(url) => {
            let url = url
                .parse()
                .with_context(|| format!("TELOXIDE_API_URL is not an address: {url:?}"))?;
            Ok(bot.set_api_url(url))
        }
    }
}

/// Asks Telegram who the bot is, patiently; a wrong token is an error at once.
pub async fn identify(bot: &Bot) -> anyhow::Result<Me> {
    let mut wait = WAIT;
    for left in (0..TRIES).rev() {
        match bot.get_me().await {
            Ok(me) => return Ok(me),
            Err(RequestError::Api(ApiError::InvalidToken)) => {
                return Err(anyhow!(
                    "Telegram does not know the token in TELOXIDE_TOKEN; copy it from @BotFather again"
                ));
            }
            Err(error) if left == 0 => return Err(anyhow!(error).context("cannot reach Telegram")),
            Err(error) => tracing::warn!("cannot reach Telegram yet: {error}"),
        }
        tokio::time::sleep(wait).await;
        wait *= 2;
    }
    Err(anyhow!("cannot reach Telegram"))
}

/// Waits for a signal to stop, and names it.
#[cfg(unix)]
async fn stop_signal() -> &'static str {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = tokio::signal::ctrl_c() => "SIGINT",
        },
        Err(error) => {
            tracing::warn!("cannot listen for SIGTERM: {error}");
            let _ = tokio::signal::ctrl_c().await;
            "SIGINT"
        }
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> &'static str {
    let _ = tokio::signal::ctrl_c().await;
    "Ctrl-C"
}
