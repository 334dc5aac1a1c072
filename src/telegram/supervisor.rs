//! What whoever started the process is told: that the bot is ready, that it
//! stops, and now and then that it is alive. Without systemd, nothing.

use sd_notify::NotifyState;

use super::library::Library;

/// The bot receives and answers.
pub(super) fn ready() {
    tell(NotifyState::Ready);
}

/// The bot lets answers under way finish.
pub(super) fn stopping() {
    tell(NotifyState::Stopping);
}

/// Tells now and then that the bot is alive, if it is asked to: as long as
/// questions have their turn. Work that never ends keeps a place for ever;
/// when there is none left, only a new start helps.
pub(super) async fn keep_alive(library: Library) {
    let Some(limit) = sd_notify::watchdog_enabled() else { return };
    loop {
        if tokio::time::timeout(limit / 2, library.has_turns()).await.is_ok() {
            tell(NotifyState::Watchdog);
        } else {
            tracing::error!(
                "no question has its turn: all places are taken by work that does not end"
            );
        }
        tokio::time::sleep(limit / 4).await;
    }
}

fn tell(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::warn!("systemd is not told: {error}");
    }
}
