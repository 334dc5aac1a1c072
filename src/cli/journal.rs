//! `journal`: what was set aside after too many failures.

use anyhow::anyhow;
use clap::Subcommand;

use super::exit::OrExit;
use super::{Exit, Failure};
use crate::clock;
use crate::config::Config;
use crate::store::Store;
use crate::store::journal::Aside;

/// What to do with what was set aside.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum Action {
    /// List the updates that were set aside, with the reason.
    List,
    /// Let an update be taken up again, by the running bot or the next one.
    Retry {
        /// The update's number.
        id: i64,
    },
    /// Leave an update unanswered for good.
    Drop {
        /// The update's number.
        id: i64,
    },
}

pub(super) fn journal(config: &Config, action: Action) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.or_exit(Exit::Unexpected)?.block_on(act(config, action))
}

async fn act(config: &Config, action: Action) -> Result<(), Failure> {
    let store = Store::open(&config.data).await?;
    let done = match action {
        Action::List => {
            let aside = store.set_aside().await?;
            anstream::print!("{}", aside.iter().map(line).collect::<String>());
            Ok(())
        }
        Action::Retry { id } => known(id, store.retry(id).await?),
        Action::Drop { id } => known(id, store.drop_aside(id).await?),
    };
    store.close().await;
    done
}

fn known(id: i64, found: bool) -> Result<(), Failure> {
    if found {
        return Ok(());
    }
    let advice = "`innopolicy journal list` shows those that are";
    Err(Failure::new(Exit::Data, anyhow!("no update {id} is set aside; {advice}")))
}

/// The update, when it came, its chat and the reason, parted by tabs.
fn line(aside: &Aside) -> String {
    let came = clock::of_millis(aside.arrived_ms).format("%Y-%m-%d %H:%M:%S");
    let chat = aside.chat.map_or_else(|| "-".to_owned(), |chat| chat.0.to_string());
    let reason = aside.reason.replace(['\n', '\t'], " ");
    format!("{}\t{came}\t{chat}\t{reason}\n", aside.update)
}
