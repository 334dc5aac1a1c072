//! Bodies and lines that end, whatever a server sends.

use futures::{Stream, StreamExt};
use reqwest::Response;

use super::network::reason;

/// The longest line of a stream of events, in bytes; a piece takes some hundred.
const LINE: usize = 256 * 1024;
/// The longest stream of events, in bytes: some forty thousand pieces.
const STREAM: usize = 16 * 1024 * 1024;

/// Why no more is read.
#[derive(Debug)]
pub(super) enum Cut {
    /// More came than this many bytes.
    TooLong(usize),
    /// The network failed, and said this.
    Network(String),
}

/// A body of at most `limit` bytes.
pub(super) async fn body(mut response: Response, limit: usize) -> Result<Vec<u8>, Cut> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| Cut::Network(reason(error)))? {
        if body.len() + chunk.len() > limit {
            return Err(Cut::TooLong(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The same bytes, cut where a line or all of it grows too long.
pub(super) fn lines<B: AsRef<[u8]>>(
    chunks: impl Stream<Item = reqwest::Result<B>>,
) -> impl Stream<Item = Result<B, Cut>> {
    let (mut line, mut all) = (0, 0);
    chunks.map(move |chunk| {
        let chunk = chunk.map_err(|error| Cut::Network(reason(error)))?;
        let bytes = chunk.as_ref();
        all += bytes.len();
        line = match bytes.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => bytes.len() - end - 1,
            None => line + bytes.len(),
        };
        match (line > LINE, all > STREAM) {
            (true, _) => Err(Cut::TooLong(LINE)),
            (_, true) => Err(Cut::TooLong(STREAM)),
            _ => Ok(chunk),
        }
    })
}
