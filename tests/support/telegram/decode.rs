//! Requests in any of the encodings the Bot API takes.

use std::collections::BTreeMap;

use axum::Form;
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header;
use serde_json::{Map, Value, json};

use super::schema::Encoding;

/// Parameters as they came.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) params: Map<String, Value>,
    pub(super) encoding: Encoding,
}

/// Reads the parameters of a request, whatever its encoding.
pub(super) async fn request(request: Request) -> Result<Decoded, String> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    let get = request.method() == axum::http::Method::GET;
    if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, &()).await.map_err(|e| e.to_string())?;
        return multipart(parts).await;
    }
    if get || kind.starts_with("application/x-www-form-urlencoded") {
        let form = Form::<BTreeMap<String, String>>::from_request(request, &()).await;
        let Form(fields) = form.map_err(|error| error.to_string())?;
        let params = fields.into_iter().map(|(name, text)| (name, Value::String(text))).collect();
        return Ok(Decoded { params, encoding: Encoding::Form });
    }
    let body = Bytes::from_request(request, &()).await.map_err(|error| error.to_string())?;
    let params = if body.is_empty() { Map::new() } else { object(&body)? };
    Ok(Decoded { params, encoding: Encoding::Json })
}

fn object(body: &[u8]) -> Result<Map<String, Value>, String> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(params)) => Ok(params),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) | Err(_) => Err("can't parse JSON object".to_owned()),
    }
}

/// Files become objects with a name and a size; `attach://` references are resolved.
async fn multipart(mut parts: Multipart) -> Result<Decoded, String> {
    let mut params = Map::new();
    let mut files = BTreeMap::new();
    while let Some(part) = parts.next_field().await.map_err(|error| error.to_string())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content = part.bytes().await.map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&content).into_owned();
        if let Some(file) = file_name {
            let size = content.len();
            files.insert(name, json!({"file_name": file, "file_size": size, "content": text}));
        } else {
            params.insert(name, Value::String(text));
        }
    }
    for value in params.values_mut() {
        let reference = value.as_str().and_then(|text| text.strip_prefix("attach://"));
        if let Some(file) = reference.and_then(|name| files.remove(name)) {
            *value = file;
        }
    }
    params.extend(files);
    Ok(Decoded { params, encoding: Encoding::Form })
}
