//! What becomes of an update whose handler panics or does not end: the real handling, journal
//! and store, and a Telegram that takes every message.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use serde_json::{Value, json};
use teloxide::Bot;
use teloxide::dispatching::UpdateHandler;
use teloxide::dptree;
use teloxide::prelude::*;
use teloxide::types::Me;

use super::*;
use crate::answer::Answerer;
use crate::config;
use crate::corpus::glossary::Glossary;
use crate::corpus::load::Limits;
use crate::index::Index;
use crate::retrieval::Retriever;
use crate::store::journal::{Arrival, Flushed};
use crate::store::{Chat, Person, Store};
use crate::telegram::Library;
use crate::telegram::api::{Api, CallError};
use crate::telegram::attempt::attempt;
use crate::telegram::decode;
use crate::telegram::desk::Parts;
use crate::telegram::dispatch::Dispatcher;
use crate::telegram::metrics::Metrics;
use crate::telegram::send::{Outgoing, Place, Sender};

/// The texts that were sent, in order.
type Sent = Arc<Mutex<Vec<String>>>;

/// A Telegram at an address of its own, and what is sent to it.
async fn telegram() -> (String, Sent) {
    let sent = Sent::default();
    let router = Router::new().fallback(take).with_state(Arc::clone(&sent));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}"), sent)
}

async fn take(State(sent): State<Sent>, request: Request) -> axum::Json<Value> {
    let bytes = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap_or_default();
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let mut result = json!(true);
    if let Some(text) = body["text"].as_str() {
        let mut sent = sent.lock().expect("nobody panics with it");
        sent.push(text.to_owned());
        result = message(1_000 + i64::try_from(sent.len()).expect("a few"), 1, text);
    }
    axum::Json(json!({"ok": true, "result": result}))
}

fn message(id: i64, person: i64, text: &str) -> Value {
    json!({
        "message_id": id, "date": 1_760_000_000, "text": text,
        "from": {"id": person, "is_bot": false, "first_name": "May"},
        "chat": {"id": person, "type": "private", "first_name": "May"},
    })
}

fn me() -> Me {
    let me = json!({
        "id": 2, "is_bot": true, "first_name": "Bot", "username": "a_bot",
        "can_join_groups": true, "can_read_all_group_messages": false,
        "supports_inline_queries": true, "can_connect_to_business": false,
        "has_main_web_app": false,
    });
    serde_json::from_value(me).expect("a bot")
}

/// The handling of updates by some routes.
struct Case {
    handling: Handling,
    sent: Sent,
    metrics: Metrics,
    _flushed: Flushed,
    _folder: tempfile::TempDir,
}

impl Case {
    async fn of(routes: UpdateHandler<anyhow::Error>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path()).await.expect("opens");
        let (journal, flushed) = Journal::open(&store).await.expect("opens");
        let documents = tempfile::tempdir().expect("a folder");
        std::fs::write(documents.path().join("note.txt"), "A note.").expect("written");
        let limits = Limits { max_file_mb: 1 };
        let corpus = crate::corpus::load::load(documents.path(), limits).expect("loads");
        let (index, _) =
            Index::open_or_build(folder.path(), &corpus, &mut |_| {}).expect("is built");
        let glossary = Glossary::parse("", std::path::Path::new("glossary.tsv")).expect("parses");
        let answerer = Answerer::new(Retriever::new(index, Arc::new(glossary)), None);
        let (url, sent) = telegram().await;
        let bot = Bot::new("1:a").set_api_url(url.parse().expect("an address"));
        let metrics = Metrics::default();
        let settings = config::Telegram { at_once: 8, ..config::Telegram::default() };
        let parts = Parts {
            sender: Sender::new(Api::new(bot), store.clone(), metrics.clone(), 30),
            store,
            library: Library::new(answerer, Arc::new(|_| anyhow::bail!("is not read again"))),
            composing: None,
            me: me(),
            metrics: metrics.clone(),
            invitation: None,
            settings,
            resettle: Arc::new(|| anyhow::bail!("is not read again")),
        };
        let handling = Handling { desk: Desk::new(parts), journal, routes: Arc::new(routes) };
        Self { handling, sent, metrics, _flushed: flushed, _folder: folder }
    }

    /// The message numbered `id` of `person`, in the journal.
    async fn job(&self, id: i64, person: i64) -> Job {
        let raw = json!({"update_id": id, "message": message(id, person, "hello")});
        let arrival = Arrival {
            update: id,
            chat: Some(Chat(person)),
            person: Some(Person(person)),
            raw: raw.to_string(),
        };
        self.handling.journal.enter(vec![arrival]).await.expect("is kept");
        let update = decode::update(&raw).expect("decodes");
        Job { update, kept: Some(Unfinished::fresh(id)), again: false, handled: None }
    }

    /// Waits until so many messages are out.
    async fn answered(&self, count: usize) {
        while self.sent().len() < count {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(self.sent().len(), count, "{:?}", self.sent());
    }

    fn sent(&self) -> Vec<String> {
        self.sent.lock().expect("nobody panics with it").clone()
    }
}

async fn answer(message: Message, desk: Desk) -> anyhow::Result<()> {
    desk.sender.send(Place::reply_to(&message), &Outgoing::html("an answer")).await?;
    Ok(())
}

/// One of two updates panics, as often as it is tried.
#[tokio::test]
async fn a_handler_that_panics_harms_its_own_update_and_the_person_is_told_once() {
    async fn handler(message: Message, desk: Desk) -> anyhow::Result<()> {
        assert!(message.id.0 != 7, "index out of bounds: the len is 0");
        answer(message, desk).await
    }
    let case = Case::of(dptree::entry().branch(Update::filter_message().endpoint(handler))).await;
    let (bad, good) = (case.job(7, 1).await, case.job(8, 1).await);
    let (first, second) = (case.handling.clone(), case.handling.clone());
    tokio::join!(first.handle(bad), second.handle(good));

    let sent = case.sent();
    assert_eq!(sent.iter().filter(|text| *text == "an answer").count(), 1, "{sent:?}");
    let apologies: Vec<_> = sent.iter().filter(|text| text.contains('7')).collect();
    assert_eq!((sent.len(), apologies.len()), (2, 1), "{sent:?}");
    assert!(case.metrics.page().contains("panics_total 3"), "{}", case.metrics.page());
    let aside = loop {
        let aside = case.handling.desk.store.set_aside().await.expect("reads");
        if !aside.is_empty() {
            break aside;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert_eq!((aside.len(), aside[0].update), (1, 7));
    assert!(aside[0].reason.contains("index out of bounds"));
}

#[tokio::test]
async fn a_handler_that_does_not_end_is_given_up() {
    async fn handler() -> anyhow::Result<()> {
        std::future::pending().await
    }
    let case = Case::of(dptree::entry().endpoint(handler)).await;
    let job = case.job(7, 1).await;
    tokio::time::pause();
    let handled = attempt(&case.handling.routes, case.handling.desk.clone(), job.update).await;
    assert!(matches!(handled, Err(Trouble::Hung)), "{handled:?}");
}

/// A wait longer than a handler may take is no failure of the handler, and what grows old by
/// it, over ten minutes, is answered all the same.
#[tokio::test]
async fn a_wait_of_an_hour_that_telegram_asks_for_is_waited_out_and_counted_as_no_failure() {
    static TRIES: AtomicUsize = AtomicUsize::new(0);
    const ASKED: Duration = Duration::from_hours(1);
    async fn handler() -> anyhow::Result<()> {
        if TRIES.fetch_add(1, Ordering::Relaxed) == 0 {
            // The age of an update is told by the clock on the wall.
            std::thread::sleep(Duration::from_millis(1_100));
            let method = "SendMessage";
            return Err(CallError::TooMany { method, wait: ASKED }.into());
        }
        Ok(())
    }
    let case = Case::of(dptree::entry().endpoint(handler)).await;
    let mut job = case.job(7, 1).await;
    job.kept.as_mut().expect("it is in the journal").arrived_ms -= 600_000;
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    case.handling.clone().handle(job).await;
    assert!(begun.elapsed() >= ASKED && begun.elapsed() < 2 * ASKED, "{:?}", begun.elapsed());
    assert_eq!(TRIES.load(Ordering::Relaxed), 2);
    assert_eq!(case.sent(), Vec::<String>::new(), "no apology");
}

/// There are eight places, and one chat, which Telegram holds up, has ten messages.
#[tokio::test]
async fn no_chat_waits_for_another_and_one_that_was_held_up_is_answered_after_all() {
    static HELD: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(0);
    async fn handler(message: Message, desk: Desk) -> anyhow::Result<()> {
        if message.chat.id.0 == 1 {
            HELD.acquire().await?.forget();
        }
        answer(message, desk).await
    }
    let case = Case::of(dptree::entry().branch(Update::filter_message().endpoint(handler))).await;
    let (jobs, queue) = tokio::sync::mpsc::channel(64);
    let mut dispatcher = Dispatcher::new(case.handling.clone(), queue);
    let dispatched = tokio::spawn(async move { dispatcher.run(std::future::pending()).await });
    for id in 1..=10 {
        jobs.send(case.job(id, 1).await).await.expect("is taken");
    }
    jobs.send(case.job(11, 2).await).await.expect("is taken");
    case.answered(1).await;
    HELD.add_permits(10);
    case.answered(11).await;
    dispatched.abort();
}
