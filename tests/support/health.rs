//! What the bot says of itself to whoever watches it.

use std::time::Duration;

use serde_json::{Value, json};

/// An address that is free.
pub fn free() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound").to_string()
}

/// Waits until the bot that serves `/healthz` on `listen` says that its store is written, or
/// is not.
pub async fn until_store(listen: &str, is_written: bool) {
    for _ in 0..400 {
        // While the bot starts anew, nobody serves it.
        if let Ok(response) = reqwest::get(format!("http://{listen}/healthz")).await {
            let status = response.status().as_u16();
            let state: Value = response.json().await.expect("JSON");
            if state["store"] == json!(is_written) && (status == 200) == is_written {
                return;
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the store is written: not {is_written}");
}
