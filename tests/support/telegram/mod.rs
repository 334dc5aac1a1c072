//! A strict fake of the Telegram Bot API, for stories told in tests.
//!
//! It answers as Telegram does, limits and error texts included, and it notes what Telegram lets
//! pass in silence though it means a bug: unknown parameters, lost formatting, broken links. A
//! story makes people and groups, lets them write, waits for the bot's answers, and ends with
//! [`FakeTelegram::assert_clean`].
//!
//! ```ignore
//! let fake = FakeTelegram::start().await;
//! let may = fake.private(1001, "May").speaking("zh-hk");
//! let asked = may.says("河套西橋幾時完工？").await;
//! let reply = fake.reply_to(&asked).await;
//! ```

#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(
    unreachable_pub,
    unused_imports,
    reason = "a test binary has no outside to be reached from"
)]
#![allow(clippy::return_self_not_must_use, reason = "people and groups exist once they are named")]
#![allow(clippy::unused_async, reason = "a story reads as a row of awaited steps")]

mod decode;
mod delivery;
mod detect;
mod faults;
mod groups;
pub mod html;
mod limits;
mod messages;
mod methods;
mod outcome;
mod params;
mod people;
mod profile;
mod rates;
mod schema;
mod server;
mod state;
mod stories;
mod text;
mod transcript;
mod updates;
mod world;

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use delivery::SentMessage;
pub use faults::Fault;
pub use groups::Group;
pub use messages::{Anchor, BotMessage, Button};
pub use people::{Private, Query};
pub use transcript::Call;
pub use world::{BOT_ID, BOT_NAME};

use server::Server;
use state::Shared;

/// The token of the only bot this server knows.
const TOKEN: &str = "123456789:AAHfakefakefakefakefakefakefakefake";

/// A running fake server. It stops when dropped.
#[derive(Debug)]
pub struct FakeTelegram {
    shared: Arc<Shared>,
    address: SocketAddr,
    token: &'static str,
    serving: JoinHandle<()>,
}

impl FakeTelegram {
    /// Starts a server with an empty world on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("the listener is bound");
        let shared = Arc::new(Shared::new());
        let router = server::router(Server { shared: Arc::clone(&shared), token: TOKEN });
        let serving = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("the fake serves until dropped");
        });
        Self { shared, address, token: TOKEN, serving }
    }

    /// The address for `Bot::set_api_url`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The bot's token.
    pub fn token(&self) -> &'static str {
        self.token
    }

    /// A person with whom the bot has a private chat.
    pub fn private(&self, id: i64, name: &str) -> Private {
        Private::open(Arc::clone(&self.shared), id, name)
    }

    /// A group with the bot in it: a supergroup if the id starts with -100.
    pub fn group(&self, id: i64, title: &str) -> Group {
        Group::open(Arc::clone(&self.shared), id, title)
    }

    /// Lets the next `times` calls of `method` fail; `*` stands for all but `getUpdates`.
    pub fn fail_next(&self, method: &str, fault: Fault, times: usize) {
        self.shared.change(|state| state.faults.add(method, fault, times));
    }

    /// As [`FakeTelegram::fail_next`], once so many calls of `method` have passed.
    pub fn fail_after(&self, passing: usize, method: &str, fault: Fault, times: usize) {
        self.shared.change(|state| state.faults.add_after(passing, method, fault, times));
    }

    /// Refuses with 429 who writes faster than Telegram allows.
    pub fn enforce_rates(&self) {
        self.shared.change(|state| state.rates = Some(rates::Rates::default()));
    }

    /// The highest offset the bot has sent: all updates below it are confirmed.
    pub fn confirmed_offset(&self) -> i64 {
        self.shared.look(|state| state.updates.confirmed())
    }

    /// How many updates wait for the bot or for its confirmation.
    pub fn pending_updates(&self) -> usize {
        self.shared.look(|state| state.updates.pending())
    }

    /// How many polls have begun.
    pub fn polls(&self) -> u64 {
        self.shared.look(|state| state.updates.polls())
    }

    /// Bugs of the bot: calls no bot should make, whether or not Telegram would mind.
    pub fn violations(&self) -> Vec<String> {
        self.shared.look(|state| state.transcript.violations().to_vec())
    }

    /// Calls that Telegram's rules refused; faults on order are not among them.
    pub fn refusals(&self) -> Vec<String> {
        self.shared.look(|state| state.transcript.refusals().to_vec())
    }

    /// All calls so far, for people to read.
    pub fn transcript(&self) -> String {
        self.shared.look(|state| state.transcript.render())
    }

    /// Makes sure that there were no violations and that every button pressed was answered.
    pub fn assert_clean(&self) {
        assert!(self.violations().is_empty(), "violations\n{}", self.transcript());
        let open = self.unanswered();
        assert!(open.is_empty(), "unanswered buttons {open:?}\n{}", self.transcript());
    }
}

impl Drop for FakeTelegram {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
