//! Who is answered.

use super::super::access::{self, Admission};
use super::super::desk::Desk;
use super::super::visit::Visit;
use super::reply::whisper;

/// Whether the request is taken; if not, says why, where that helps.
pub(super) async fn welcome(desk: &Desk, visit: &Visit, counts: bool) -> anyhow::Result<bool> {
    let settings = desk.settings();
    let mut admission = access::admit(visit, &settings, &desk.store, &desk.sender).await?;
    let owner = access::is_owner(visit.asker.id, &settings);
    if admission == Admission::Welcome && counts && !owner && !desk.again {
        admission = desk.quotas().admit(visit.asker.id, visit.chat());
    }
    let text = match admission {
        Admission::Welcome => {
            if let Err(error) = desk.store.meet(visit.chat()).await {
                tracing::warn!("a chat is not remembered: {error}");
            }
            return Ok(true);
        }
        Admission::Silent => return Ok(false),
        Admission::Closed => visit.locale().text("access-closed"),
        Admission::AdminsOnly => visit.locale().text("access-admins"),
        Admission::TooMany(wait) => {
            let seconds = wait.as_secs() + 1;
            visit.locale().format("too-many", &[("seconds", seconds.into())])
        }
    };
    whisper(desk, visit, &text).await?;
    Ok(false)
}
