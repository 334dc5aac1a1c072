//! The HTTP side: routes, decodes, checks, applies faults, answers.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::decode::{self, Decoded};
use super::faults::Fault;
use super::methods;
use super::outcome::{Outcome, Refusal};
use super::params::Params;
use super::schema;
use super::state::Shared;
use super::transcript::Call;
use super::updates;

/// Larger than any text; documents are small in tests.
const BODY_BYTES: usize = 16 << 20;

/// Serves one bot.
#[derive(Clone, Debug)]
pub(super) struct Server {
    pub(super) shared: Arc<Shared>,
    pub(super) token: &'static str,
}

/// The whole Bot API behind one fallback, since methods match without regard to case.
pub(super) fn router(server: Server) -> Router {
    Router::new().fallback(handle).layer(DefaultBodyLimit::max(BODY_BYTES)).with_state(server)
}

async fn handle(State(server): State<Server>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let method = match server.method(&path) {
        Ok(method) => method,
        Err(refusal) => return server.reject(&path, &refusal),
    };
    let decoded = match decode::request(request).await {
        Ok(decoded) => decoded,
        Err(problem) => return server.reject(method, &Refusal::bad(problem).into_violation()),
    };
    let fault = server.shared.change(|state| state.faults.take(method));
    match fault {
        None => answer(server.call(method, decoded).await),
        Some(Fault::Stall(time)) => {
            tokio::time::sleep(time).await;
            answer(server.call(method, decoded).await)
        }
        Some(Fault::Lost) => {
            // What the call came to is on record; only the bot never hears of it.
            drop(server.call(method, decoded).await);
            hang_up()
        }
        Some(fault) => {
            let outcome = Err(format!("fault: {fault:?}"));
            server.record(method, Value::Object(decoded.params), outcome);
            fail(&fault)
        }
    }
}

impl Server {
    /// The method a path names, in its official spelling.
    fn method(&self, path: &str) -> Result<&'static str, Refusal> {
        let not_found = || Refusal::new(404, "Not Found");
        let rest = path.strip_prefix("/bot").ok_or_else(not_found)?;
        let (token, name) = rest.split_once('/').ok_or_else(not_found)?;
        // Some clients escape the colon.
        if token.replace("%3A", ":") != self.token {
            return Err(Refusal::new(401, "Unauthorized"));
        }
        schema::method_name(name).ok_or_else(not_found)
    }

    /// Refuses a request that is no proper call.
    fn reject(&self, what: &str, refusal: &Refusal) -> Response {
        let what = what.replace(self.token, "<token>");
        self.shared.change(|state| state.transcript.violation(&what, &refusal.description));
        answer(Err(refusal.clone()))
    }

    async fn call(&self, method: &str, decoded: Decoded) -> Outcome {
        let raw = Value::Object(decoded.params.clone());
        let params = match schema::check(method, decoded.params, decoded.encoding) {
            Ok(checked) => Params::new(checked),
            Err(problems) => {
                let refusal = Refusal::bad(first_words(method, &raw, &problems)).into_violation();
                let outcome = Err(refusal);
                self.conclude(method, raw, &outcome, &problems);
                return outcome;
            }
        };
        let outcome = if method == "getUpdates" {
            updates::poll(&self.shared, &params).await
        } else {
            self.shared.change(|state| methods::call(state, method, &params))
        };
        self.conclude(method, params.to_value(), &outcome, &[]);
        outcome
    }

    /// Puts a finished call on record, with what was wrong with it.
    fn conclude(&self, method: &str, params: Value, outcome: &Outcome, problems: &[String]) {
        self.shared.change(|state| {
            for problem in problems {
                state.transcript.violation(method, problem);
            }
            if let Err(refusal) = outcome {
                state.transcript.refusal(method, &refusal.description);
                if refusal.violation && problems.is_empty() {
                    state.transcript.violation(method, &refusal.description);
                }
            }
        });
        self.record(method, params, outcome.clone().map_err(|refusal| refusal.description));
    }

    fn record(&self, method: &str, params: Value, outcome: Result<Value, String>) {
        let call = Call { method: method.to_owned(), params, outcome };
        self.shared.change(|state| state.transcript.record(call));
    }
}

/// Telegram has its own words for the commonest omissions.
fn first_words(method: &str, given: &Value, problems: &[String]) -> String {
    if method == "sendMessage" && given.get("chat_id").is_none() {
        return "chat_id is empty".to_owned();
    }
    if method == "sendMessage" && given.get("text").is_none() {
        return "message text is empty".to_owned();
    }
    problems.join("; ")
}

fn answer(outcome: Outcome) -> Response {
    match outcome {
        Ok(result) => json_response(StatusCode::OK, &json!({"ok": true, "result": result})),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.code).unwrap_or(StatusCode::BAD_REQUEST);
            json_response(status, &refusal.body())
        }
    }
}

fn json_response(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

fn fail(fault: &Fault) -> Response {
    match (fault, fault.refusal()) {
        (_, Some(refusal)) => answer(Err(refusal)),
        (Fault::Garbage, None) => {
            let page = "<html><head><title>502 Bad Gateway</title></head></html>";
            (StatusCode::BAD_GATEWAY, [(header::CONTENT_TYPE, "text/html")], page).into_response()
        }
        _ => hang_up(),
    }
}

/// Closes the connection: a body that fails at once takes the unsent head with it.
fn hang_up() -> Response {
    let broken = io::Error::new(io::ErrorKind::ConnectionAborted, "fault: no answer");
    Response::new(Body::from_stream(futures::stream::iter([Err::<Bytes, _>(broken)])))
}
