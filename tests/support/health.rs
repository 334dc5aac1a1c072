//! What the bot says of itself to whoever watches it.

use std::net::TcpListener;
use std::time::Duration;

use serde_json::{Value, json};

/// An address that is free. Its port is none of those that the system gives to whoever asks
/// for any (from 32,768 on Linux), so none of the servers beside this one gets it meanwhile.
pub fn free() -> String {
    let ports = std::iter::repeat_with(|| fastrand::u16(10_000..32_768)).take(100);
    let mut addresses = ports.map(|port| format!("127.0.0.1:{port}"));
    addresses.find(|address| TcpListener::bind(address).is_ok()).expect("a port is free")
}

/// Waits until the bot that serves `/healthz` on `listen` says that its store is written, or
/// is not.
pub async fn until_store(listen: &str, is_written: bool) {
    until(listen, "store", is_written).await;
}

/// Waits until the bot that serves `/healthz` on `listen` says that Telegram reaches it, or
/// does not.
pub async fn until_telegram(listen: &str, is_reached: bool) {
    until(listen, "telegram", is_reached).await;
}

async fn until(listen: &str, what: &str, is_well: bool) {
    for _ in 0..400 {
        // While the bot starts anew, nobody serves it.
        if let Ok(response) = reqwest::get(format!("http://{listen}/healthz")).await {
            let status = response.status().as_u16();
            let state: Value = response.json().await.expect("JSON");
            if state[what] == json!(is_well) && (status == 200) == is_well {
                return;
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what} is not {is_well}");
}
