//! The events of a reply as they come; a reply in one piece is one event.

use std::sync::Arc;

use eventsource_stream::{EventStream, EventStreamError};
use futures::stream::{self, BoxStream, StreamExt};
use reqwest::Response;

use super::ModelError;
use super::bounded::{self, Cut};
use super::connection::Connection;
use super::delta::{Delta, NoDelta};
use super::network::reason;

/// What a reply adds, event by event.
pub(super) type Deltas = BoxStream<'static, Result<Delta, ModelError>>;

/// The longest reply in one piece, in bytes.
const WHOLE: usize = 1024 * 1024;

/// Reads a response as the stream that was asked for, or as the JSON that a
/// server sends that knows no streams: told by the first byte, since the
/// declared types are not to be relied on.
pub(super) async fn read(
    connection: &Arc<Connection>,
    mut response: Response,
) -> Result<Deltas, ModelError> {
    let chunk = response.chunk().await;
    let first = chunk.map_err(|error| connection.cut(Cut::Network(reason(error))))?;
    let first = first.unwrap_or_default();
    if first.trim_ascii_start().starts_with(b"{") {
        let mut body = first.to_vec();
        body.extend(bounded::body(response, WHOLE).await.map_err(|cut| connection.cut(cut))?);
        let delta = delta(connection, &String::from_utf8_lossy(&body))?;
        return Ok(stream::iter([Ok(Delta { finished: true, ..delta })]).boxed());
    }
    let chunks = stream::iter([Ok(first)]).chain(response.bytes_stream());
    let connection = Arc::clone(connection);
    let events = EventStream::new(bounded::lines(chunks));
    Ok(events
        .map(move |event| match event {
            Ok(event) => delta(&connection, &event.data),
            Err(EventStreamError::Transport(cut)) => Err(connection.cut(cut)),
            Err(EventStreamError::Utf8(error)) => Err(connection.garbled(&error.to_string())),
            Err(EventStreamError::Parser(_)) => Err(connection.garbled("no stream of events")),
        })
        .boxed())
}

fn delta(connection: &Connection, data: &str) -> Result<Delta, ModelError> {
    Delta::read(data).map_err(|error| match error {
        NoDelta::Garbled(reason) => connection.garbled(&reason),
        NoDelta::Refused(words) => connection.broken(&words),
    })
}
