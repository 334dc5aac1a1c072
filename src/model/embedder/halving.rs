//! One request for vectors; what is too much for a server is asked for by
//! halves.

use futures::future::{BoxFuture, FutureExt};
use serde::{Deserialize, Serialize};

use super::super::ModelError;
use super::super::bounded;
use super::super::connection::Connection;

/// The longest vector, in numbers.
const LONGEST: usize = 16 * 1024;
/// How many bytes of JSON a number takes at most, as a rule.
const NUMBER: usize = 32;
/// A text that is refused alone is cut in half and asked for again, unless it
/// is this short, in characters: then it is not its length.
const SHORT: usize = 200;

/// What is asked for vectors.
pub(super) struct Asked {
    pub(super) connection: Connection,
    pub(super) name: String,
    pub(super) dimensions: usize,
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    input: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    input_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimensions: Option<usize>,
}

#[derive(Deserialize)]
struct Reply {
    data: Vec<Embedding>,
}

#[derive(Deserialize)]
struct Embedding {
    index: Option<usize>,
    embedding: Vec<f32>,
}

impl Asked {
    /// The vectors of `texts`, in their order. A batch that the server refuses
    /// is halved, and so is a text that it refuses alone, whose vector is then
    /// that of its beginning.
    pub(super) fn vectors<'a>(
        &'a self,
        texts: &'a [String],
        input_type: &'a str,
    ) -> BoxFuture<'a, Result<Vec<Vec<f32>>, ModelError>> {
        async move {
            let error = match self.once(texts, input_type).await {
                Err(error @ ModelError::Status { status: 400 | 413 | 422, .. }) => error,
                other => return other,
            };
            match texts {
                [] => Ok(Vec::new()),
                [text] => {
                    let half = text.chars().count() / 2;
                    if half < SHORT {
                        return Err(error);
                    }
                    self.vectors(&[text.chars().take(half).collect()], input_type).await
                }
                _ => {
                    let (left, right) = texts.split_at(texts.len() / 2);
                    let mut vectors = self.vectors(left, input_type).await?;
                    vectors.extend(self.vectors(right, input_type).await?);
                    Ok(vectors)
                }
            }
        }
        .boxed()
    }

    async fn once(&self, texts: &[String], input_type: &str) -> Result<Vec<Vec<f32>>, ModelError> {
        let dimensions = (self.dimensions > 0).then_some(self.dimensions);
        let body = Body { model: &self.name, input: texts, input_type, dimensions };
        let response = self.connection.post(&body).await?;
        let limit = (texts.len() + 1) * LONGEST * NUMBER;
        let body = bounded::body(response, limit).await.map_err(|cut| self.connection.cut(cut))?;
        let reply = serde_json::from_slice::<Reply>(&body);
        self.ordered(
            reply.map_err(|error| self.connection.garbled(&error.to_string()))?,
            texts.len(),
        )
    }

    /// The vectors by their numbers: one for each text, all of one length.
    fn ordered(&self, reply: Reply, count: usize) -> Result<Vec<Vec<f32>>, ModelError> {
        let mut vectors = vec![Vec::new(); count];
        for (place, one) in reply.data.into_iter().enumerate() {
            if let Some(vector) = vectors.get_mut(one.index.unwrap_or(place)) {
                *vector = one.embedding;
            }
        }
        let width = vectors.first().map_or(0, Vec::len);
        if count > 0
            && (width == 0 || width > LONGEST || vectors.iter().any(|it| it.len() != width))
        {
            return Err(self.connection.garbled("not one vector of one length for each text"));
        }
        if self.dimensions > 0 && count > 0 && width != self.dimensions {
            let reason = format!(
                "vectors of {width} numbers where embeddings.dimensions is {}",
                self.dimensions
            );
            return Err(self.connection.garbled(&reason));
        }
        Ok(vectors)
    }
}
