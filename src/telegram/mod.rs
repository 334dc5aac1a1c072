//! The bot in Telegram.
//!
//! ```text
//! receive, webhook ─► inbox ─► dispatch ─► handling ─► schema ─► handlers ─► render ─► send
//! ```
//!
//! `inbox` keeps every update in the journal before Telegram is told that it
//! arrived; `dispatch` takes them up, `handling` sees each through, whatever
//! goes wrong; `schema` is all the routing there is; handlers
//! translate between messages and the domain, at a `desk` with all they need;
//! [`send`] is the only place that sends, by [`api`] and in Telegram's pace.
//! What must outlive the process is in the [`store`](crate::store).

mod access;
mod address;
mod albums;
pub mod api;
mod attachment;
mod attempt;
mod broadcast;
mod command;
mod composing;
mod conversation;
mod decode;
mod desk;
mod dispatch;
mod follow;
mod gate;
mod handlers;
mod handling;
pub mod health;
mod heard;
mod inbox;
mod keyboard;
pub mod library;
mod live;
pub mod metrics;
mod offers;
mod payloads;
mod press;
mod reach;
mod reading;
mod receive;
pub mod refusal;
pub mod render;
mod schema;
mod seats;
mod selection;
pub mod send;
mod setup;
pub mod stop;
mod supervisor;
mod visit;
mod webhook;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use secrecy::ExposeSecret;
use teloxide::prelude::*;
use teloxide::types::Me;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::config::{self, Credentials};
use crate::corpus::Changes;
use crate::store::Store;
use crate::store::journal::Journal;
use api::Api;
pub use composing::Composing;
pub use desk::Resettle;
use desk::{Desk, Parts};
use dispatch::{Dispatcher, Drained};
use handling::Handling;
use health::Health;
use inbox::Inbox;
pub use library::{Library, Rebuild, Reread};
use metrics::Metrics;
pub use reach::identify;
use receive::Receiver;
use send::Sender;

/// How long the last word to Telegram may take.
const FAREWELL: Duration = Duration::from_secs(4);
/// How often a disk that could not be written is tried again.
const ROOM: Duration = Duration::from_secs(2);
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

/// Why the bot ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was asked to.
    Stopped,
    /// It kept nothing, and the disk can be written by now.
    Writable,
}

/// Runs the bot until `stop` is cancelled, then lets answers under way finish. One whose
/// store does not outlive the process ends when there may be one that does.
pub async fn run(runtime: Runtime, stop: &CancellationToken) -> anyhow::Result<Ended> {
    let (stop, asked) = (stop.child_token(), stop);
    let (settings, webhook) = (runtime.settings.clone(), runtime.webhook.clone());
    let bot = bot(&runtime.credentials)?;
    let (health, metrics) = (Health::default(), Metrics::default());
    let mut background = Vec::new();
    if let Some(listen) = &runtime.watch.listen {
        background.push(health::serve(listen, health.clone(), metrics.clone()).await?);
    }
    let me = tokio::select! {
        me = identify(&bot, None) => me?,
        () = stop.cancelled() => {
            tracing::info!("stopped before Telegram was reached");
            runtime.store.close().await;
            return Ok(Ended::Stopped);
        }
    };
    health.set(true);
    tracing::info!("@{} is answering; Ctrl-C stops it", me.username());
    let (desk, changes) = desk(runtime, bot.clone(), me, metrics);
    background.extend([
        tokio::spawn(setup::introduce(desk.sender.clone(), settings.owners.clone())),
        tokio::spawn(tidy(desk.clone())),
        tokio::spawn(follow::follow(desk.clone(), changes)),
        tokio::spawn(supervisor::keep_alive(desk.library.clone())),
    ]);
    let store = desk.store.clone();
    if !store.is_lasting() {
        background.push(tokio::spawn(until_writable(store.clone(), stop.clone())));
    }
    let (journal, flushed) = Journal::open(&store).await?;
    health.watch(journal.clone());
    let ended =
        Box::pin(work(bot, desk, journal.clone(), (&settings, &webhook), health, &stop)).await;
    background.iter().for_each(JoinHandle::abort);
    journal.close();
    flushed.wait().await;
    store.close().await;
    ended?;
    Ok(if asked.is_cancelled() { Ended::Stopped } else { Ended::Writable })
}

/// Cancels `stop` once the file in whose place `store` is can be written.
async fn until_writable(store: Store, stop: CancellationToken) {
    while !store.can_last().await {
        tokio::time::sleep(ROOM).await;
    }
    tracing::info!("the disk can be written again: the bot starts anew, and keeps what it is told");
    stop.cancel();
}

/// Receives and answers until `stop`, then lets answers under way finish.
async fn work(
    bot: Bot,
    desk: Desk,
    journal: Journal,
    (settings, webhook): (&config::Telegram, &config::Webhook),
    health: Health,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let (inbox, jobs) = Inbox::new(journal.clone(), Arc::clone(&desk.me), desk.sender.clone());
    let gate = desk.gate.clone();
    let receiving = tokio::select! {
        begun = receive(bot, inbox, gate, (settings, webhook), health, stop) => begun?,
        () = stop.cancelled() => return Ok(()),
    };
    let broadcasting = tokio::spawn(broadcast::serve(desk.clone(), stop.clone()));
    let routes = Arc::new(schema::routes());
    let mut dispatcher = Dispatcher::new(Handling { desk, journal, routes }, jobs);
    supervisor::ready();
    if !dispatcher.run(stop.cancelled()).await && !stop.is_cancelled() {
        return Err(anyhow!("no more updates are received; see above"));
    }
    let patience = Duration::from_secs(settings.drain_timeout);
    if let Drained::Left(count) = dispatcher.drain(patience).await {
        tracing::warn!("stopped with {count} updates under way; the next start takes them up");
    }
    for last in [receiving, broadcasting] {
        let abort = last.abort_handle();
        if tokio::time::timeout(FAREWELL, last).await.is_err() {
            abort.abort();
        }
    }
    Ok(())
}

/// Begins to receive: by webhook if there is one, else by polling.
async fn receive(
    bot: Bot,
    inbox: Inbox,
    gate: gate::Gate,
    (settings, webhook): (&config::Telegram, &config::Webhook),
    health: Health,
    stop: &CancellationToken,
) -> anyhow::Result<JoinHandle<()>> {
    if webhook.url.is_some() {
        return webhook::serve(&bot, webhook, inbox, health, stop.clone()).await;
    }
    let api = Api::new(bot);
    setup::leave_webhook(&api).await.context("cannot ask Telegram about a webhook")?;
    let timeout = Duration::from_secs(settings.poll_timeout);
    let receiver = Receiver::new(api, timeout, health, gate, inbox);
    Ok(tokio::spawn(receiver.run(stop.clone())))
}

fn desk(runtime: Runtime, bot: Bot, me: Me, metrics: Metrics) -> (Desk, Changes) {
    let Runtime { settings, credentials, store, library, composing, changes, resettle, .. } =
        runtime;
    let sender =
        Sender::new(Api::new(bot), store.clone(), metrics.clone(), settings.messages_per_second);
    let invitation = credentials.invitation;
    let parts =
        Parts { sender, store, library, composing, me, metrics, invitation, settings, resettle };
    (Desk::new(parts), changes)
}

/// Forgets what is too old, now and then.
async fn tidy(desk: Desk) {
    loop {
        match desk.store.expire(desk.settings().keep_days).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("{count} old turns, answers and votes are forgotten"),
            Err(error) => tracing::error!("old conversations are not forgotten: {error}"),
        }
        if let Err(error) = desk.store.expire_journal(desk.settings().keep_days).await {
            tracing::error!("the journal is not tidied: {error}");
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
