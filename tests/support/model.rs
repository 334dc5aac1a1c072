//! A fake language model: an OpenAI-compatible server on loopback that answers
//! as it is told, and remembers what it was asked.
//!
//! `/v1/chat/completions` plays its scripts in turn, and then whatever
//! [`FakeModel::answering`] makes of a request. `/v1/embeddings` makes a vector
//! of a text's letters, so that texts with common words are near each other.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test binary compiles all of it and uses its own part"
)]

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use futures::stream::{self, BoxStream, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 64;

/// One reply.
#[derive(Clone, Debug)]
pub enum Script {
    /// These pieces, the usage if it was asked for, and the end.
    Pieces(Vec<String>),
    /// These pieces, so long after one another, and the end.
    Paced(Vec<String>, Duration),
    /// These pieces, and then nothing more.
    Stalled(Vec<String>),
    /// These pieces, and then the connection is closed.
    Closed(Vec<String>),
    /// This piece, again and again.
    Endless(String),
    /// All in one piece of JSON, as from a server without streams.
    Whole(String),
    /// These bytes as they are, in these chunks.
    Raw(Vec<Vec<u8>>),
    /// An error.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The message in the body.
        message: String,
        /// Further headers.
        headers: Vec<(&'static str, String)>,
    },
}

impl Script {
    /// A reply of one piece.
    pub fn text(text: &str) -> Self {
        Self::pieces(&[text])
    }

    /// A reply of these pieces.
    pub fn pieces(pieces: &[&str]) -> Self {
        Self::Pieces(pieces.iter().map(|&piece| piece.to_owned()).collect())
    }

    /// A reply in pieces of so many characters, marks and all.
    pub fn cut(text: &str, characters: usize) -> Self {
        let all: Vec<char> = text.chars().collect();
        Self::Pieces(all.chunks(characters).map(|piece| piece.iter().collect()).collect())
    }

    /// An error with this status and message.
    pub fn refused(status: u16, message: &str) -> Self {
        Self::Refused { status, message: message.to_owned(), headers: Vec::new() }
    }

    /// The same error with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Refused { headers, .. } = &mut self {
            headers.push((name, value.to_owned()));
        }
        self
    }
}

/// What the model was asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// What follows `/v1/`.
    pub path: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Value,
}

impl Request {
    /// The content of the last message.
    pub fn last(&self) -> &str {
        self.body["messages"]
            .as_array()
            .and_then(|all| all.last()?["content"].as_str())
            .unwrap_or("")
    }

    /// The number of the prompt's line that has `words`: `2.1`.
    pub fn label(&self, words: &str) -> String {
        let messages = self.body["messages"].as_array().expect("messages").iter();
        let contents: Vec<&str> = messages.filter_map(|one| one["content"].as_str()).collect();
        let mut lines = contents.iter().flat_map(|content| content.lines());
        let line = lines.find(|line| line.starts_with('[') && line.contains(words));
        let line = line.unwrap_or_else(|| panic!("no sentence with {words} in {contents:?}"));
        line[1..].split(']').next().expect("a number").to_owned()
    }
}

type Answering = Box<dyn Fn(&Request) -> Script + Send + Sync>;

#[derive(Default)]
struct Plan {
    scripts: VecDeque<Script>,
    embeddings: VecDeque<Script>,
    answering: Option<Answering>,
    requests: Vec<Request>,
}

/// The server; it stops when dropped.
pub struct FakeModel {
    plan: Arc<Mutex<Plan>>,
    address: String,
    server: JoinHandle<()>,
}

impl Drop for FakeModel {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl FakeModel {
    /// A model without a script: it answers 500.
    pub async fn start() -> Self {
        let plan = Arc::new(Mutex::new(Plan::default()));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}/v1", listener.local_addr().expect("an address"));
        let router = Router::new().route("/v1/{*path}", post(handle)).with_state(Arc::clone(&plan));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("serves");
        });
        Self { plan, address, server }
    }

    /// What `base_url` is to be.
    pub fn url(&self) -> &str {
        &self.address
    }

    /// Adds a reply to those that are to come.
    pub fn then(&self, script: Script) -> &Self {
        self.plan().scripts.push_back(script);
        self
    }

    /// What is answered when no script is left.
    pub fn answering(
        &self,
        answering: impl Fn(&Request) -> Script + Send + Sync + 'static,
    ) -> &Self {
        self.plan().answering = Some(Box::new(answering));
        self
    }

    /// The next request for vectors goes like this.
    pub fn embeddings_then(&self, script: Script) -> &Self {
        self.plan().embeddings.push_back(script);
        self
    }

    /// All that was asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.plan().requests.clone()
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn handle(
    State(plan): State<Arc<Mutex<Plan>>>,
    Path(path): Path<String>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let request = Request { path, headers, body };
    let script = {
        let mut plan = plan.lock().unwrap_or_else(PoisonError::into_inner);
        plan.requests.push(request.clone());
        match request.path.as_str() {
            "chat/completions" => match plan.scripts.pop_front() {
                None => plan.answering.as_ref().map(|answering| answering(&request)),
                script => script,
            },
            "embeddings" => match plan.embeddings.pop_front() {
                None => return Json(embeddings(&request.body)).into_response(),
                script => script,
            },
            _ => Some(Script::refused(404, "no such path")),
        }
    };
    play(script.unwrap_or_else(|| Script::refused(500, "no script is left")), &request.body)
}

fn play(script: Script, asked: &Value) -> Response {
    let text =
        |pieces: Vec<String>| stream::iter(pieces.into_iter().map(|piece| Ok(event(&piece))));
    match script {
        Script::Pieces(pieces) => events(text(pieces).chain(end(asked)).boxed()),
        Script::Paced(pieces, pace) => {
            let paced = text(pieces).then(move |piece| async move {
                tokio::time::sleep(pace).await;
                piece
            });
            events(paced.chain(end(asked)).boxed())
        }
        Script::Stalled(pieces) => events(text(pieces).chain(stream::pending()).boxed()),
        Script::Closed(pieces) => events(text(pieces).chain(stream::once(hang_up())).boxed()),
        Script::Endless(piece) => events(stream::repeat(event(&piece)).map(Ok).boxed()),
        Script::Raw(chunks) => events(stream::iter(chunks).map(|chunk| Ok(chunk.into())).boxed()),
        Script::Whole(text) => Json(json!({
            "object": "chat.completion",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7},
        }))
        .into_response(),
        Script::Refused { status, message, headers } => {
            let status = StatusCode::from_u16(status).expect("a status");
            let body = Json(json!({"error": {"message": message, "type": "fake"}}));
            let mut response = (status, body).into_response();
            for (name, value) in headers {
                response.headers_mut().insert(name, value.parse().expect("a header"));
            }
            response
        }
    }
}

/// A moment after what was sent, so that the client has it, the end of the connection.
async fn hang_up() -> io::Result<Bytes> {
    tokio::time::sleep(Duration::from_millis(20)).await;
    Err(io::Error::new(io::ErrorKind::ConnectionAborted, "as it is told"))
}

fn events(chunks: BoxStream<'static, io::Result<Bytes>>) -> Response {
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(chunks)).into_response()
}

fn event(piece: &str) -> Bytes {
    let chunk = json!({
        "object": "chat.completion.chunk",
        "choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": null}],
    });
    format!("data: {chunk}\n\n").into()
}

/// The end of a stream, with the usage if it was asked for.
fn end(asked: &Value) -> BoxStream<'static, io::Result<Bytes>> {
    let stop = json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]});
    let mut end = format!("data: {stop}\n\n");
    if asked["stream_options"]["include_usage"] == true {
        let usage = json!({"choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": 7}});
        end += &format!("data: {usage}\n\n");
    }
    stream::iter([Ok((end + "data: [DONE]\n\n").into())]).boxed()
}

fn embeddings(asked: &Value) -> Value {
    let inputs: Vec<&str> = match &asked["input"] {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    // Backwards, since only `index` tells which is which.
    let data: Vec<Value> = inputs.iter().enumerate().rev().map(|(index, text)| {
        json!({"object": "embedding", "index": index, "embedding": vector(text)})
    }).collect();
    json!({"object": "list", "model": asked["model"], "data": data,
           "usage": {"prompt_tokens": inputs.len(), "total_tokens": inputs.len()}})
}

/// Each pair of neighbouring letters counts in one of the numbers, by FNV-1a.
fn vector(text: &str) -> Vec<f32> {
    // No text points nowhere.
    let mut vector = vec![0.01; DIMENSIONS];
    let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    for pair in letters.windows(2) {
        let hash = pair.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
            (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
        });
        let at = usize::try_from(hash >> 32).unwrap_or(0) % DIMENSIONS;
        vector[at] += 1.0;
    }
    vector
}
