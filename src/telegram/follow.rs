//! Following the documents: when they change on disk, they are read again, and
//! the owners are told what could not be read.

use teloxide::types::ChatId;
use tokio::sync::mpsc::{Receiver, channel};

use super::desk::Desk;
use super::render::{escape, shortened};
use super::send::{Outgoing, Place};
use crate::corpus::Changes;
use crate::locale::Locale;
use crate::store::Chat;
use crate::text::language::Language;

/// The most characters of what could not be read that the owners are shown.
const SHOWN: usize = 1_500;

/// Answers from the documents as they are on disk, as long as the bot runs.
pub(super) async fn follow(desk: Desk, changes: Changes) {
    // What is wrong with them at the start is in the log.
    let mut known = read_again(&desk).await.unwrap_or_else(|error| {
        tracing::warn!("the documents are not read again: {error:#}");
        Vec::new()
    });
    find_offers(&desk).await;
    let mut hints = hints(changes);
    while hints.recv().await.is_some() {
        let read = read_again(&desk).await;
        let (key, faults) = match read {
            Ok(problems) => ("documents-faulty", problems),
            Err(error) => ("documents-unread", vec![format!("{error:#}")]),
        };
        let new: Vec<_> = faults.iter().filter(|fault| !known.contains(fault)).cloned().collect();
        if !new.is_empty() {
            for fault in &new {
                tracing::warn!("of the documents: {fault}");
            }
            tell_owners(&desk, key, &new.join("\n")).await;
        }
        known = faults;
    }
}

/// Reads the documents again; returns what could not be read, a line each.
async fn read_again(desk: &Desk) -> anyhow::Result<Vec<String>> {
    let (changed, problems) = desk.library.reread().await?;
    if changed {
        tracing::info!("the documents have changed: there are {} now", desk.library.count());
        find_offers(desk).await;
    }
    Ok(problems)
}

/// What `changes` tells, from a thread of its own. It ends with the process.
fn hints(mut changes: Changes) -> Receiver<()> {
    let (hint, hints) = channel(1);
    std::thread::spawn(move || {
        loop {
            changes.wait();
            if hint.blocking_send(()).is_err() {
                return;
            }
        }
    });
    hints
}

/// Finds the questions to offer before anyone needs them.
async fn find_offers(desk: &Desk) {
    for language in Language::ALL {
        desk.library.find_offers(language).await;
    }
}

async fn tell_owners(desk: &Desk, key: &str, faults: &str) {
    for owner in &desk.settings().owners {
        let settings = desk.store.settings(Chat(*owner)).await;
        let language = settings.ok().and_then(|settings| settings.language);
        let locale = Locale::of(language.unwrap_or(Language::TraditionalChinese));
        let text = locale.format(key, &[("faults", shortened(faults, SHOWN).into())]);
        let outgoing = Outgoing::html(escape(&text));
        if let Err(error) = desk.sender.send(Place::chat(ChatId(*owner)), &outgoing).await {
            tracing::warn!("owner {owner} is not told of the documents: {error}");
        }
    }
}
