//! A batch of the journal's writes as one script, from its BEGIN to its COMMIT: each statement
//! by itself would go to the connection's thread and back.

use std::collections::HashSet;

use sqlx::{QueryBuilder, Sqlite, SqlitePool};

use super::write::{Arrival, Note, Write};

/// A script of at most so many writes is kept prepared: short ones come again.
const KEPT: usize = 3;

/// Commits all of `batch` or nothing. Returns which of the updates that have come are new.
/// With `probe`, something is written even where the batch changes nothing, as what became of
/// an update that was never entered does: only then has the file been reached.
pub(super) async fn commit(
    pool: &SqlitePool,
    batch: &[Write],
    probe: bool,
) -> Result<HashSet<i64>, sqlx::Error> {
    let mut script = QueryBuilder::new("BEGIN IMMEDIATE; ");
    if probe {
        // A number that nothing reads: only whether it can be written matters.
        script.push("PRAGMA user_version = 1; ");
    }
    for write in batch {
        match write {
            Write::Close => continue,
            Write::Enter { arrivals, .. } if arrivals.is_empty() => continue,
            Write::Enter { arrivals, arrived_ms, .. } => enter(&mut script, arrivals, *arrived_ms),
            Write::Take { update, .. } => {
                script.push("UPDATE journal SET state = 'under_way'");
                of(&mut script, *update);
            }
            Write::Begin { update, newest, .. } => {
                script.push("UPDATE journal SET begun = json_array_length(sent) + 1, searched = 0");
                script.push(", newest = ").push_bind(*newest);
                of(&mut script, *update);
            }
            Write::Note(note) => write_note(&mut script, note),
        }
        script.push("; ");
    }
    script.push("COMMIT");
    let mut connection = pool.acquire().await?;
    let query = script.build_query_scalar().persistent(batch.len() <= KEPT);
    let new = query.fetch_all(&mut *connection).await;
    if new.is_err() {
        // Where it did not begin, there is nothing to take back.
        let _ = sqlx::query("ROLLBACK").execute(&mut *connection).await;
    }
    Ok(new?.into_iter().collect())
}

/// Enters what has come; returns the ids of what had not come before.
fn enter(script: &mut QueryBuilder<Sqlite>, arrivals: &[Arrival], arrived_ms: i64) {
    script.push("INSERT INTO journal (state, update_id, arrived_ms, chat, person, raw) ");
    script.push_values(arrivals, |mut row, arrival| {
        row.push("'under_way'")
            .push_bind(arrival.update)
            .push_bind(arrived_ms)
            .push_bind(arrival.chat.map(|chat| chat.0))
            .push_bind(arrival.person.map(|person| person.0))
            .push_bind(&arrival.raw);
    });
    script.push(" ON CONFLICT (update_id) DO NOTHING RETURNING update_id");
}

/// Writes what became of an update.
fn write_note(script: &mut QueryBuilder<Sqlite>, note: &Note) {
    script.push("UPDATE journal SET ");
    match note {
        Note::Parked { update } => {
            script.push("state = 'waiting'");
            of(script, *update);
            script.push(" AND state = 'under_way'");
        }
        Note::Sent { update, message } => {
            script.push("sent = json_insert(sent, '$[#]', ").push_bind(*message).push(")");
            of(script, *update);
        }
        // What comes further in each life of the process does not end it.
        Note::Searched { update, ids } => {
            script.push("deaths = 0, searched = ").push_bind(*ids);
            of(script, *update);
            script.push(" AND searched < ").push_bind(*ids);
        }
        Note::Refused { update } => {
            script.push("begun = json_array_length(sent)");
            of(script, *update);
        }
        Note::Failed { update, reason } => {
            script.push("failures = failures + 1, reason = ").push_bind(reason.clone());
            of(script, *update);
        }
        Note::Apologised { update, message } => {
            script.push("apology = ").push_bind(*message);
            of(script, *update);
        }
        Note::Aside { update } => {
            script.push("state = 'aside'");
            of(script, *update);
        }
        Note::Finished { update } => {
            script.push("state = 'finished', raw = '', chat = NULL, person = NULL, sent = '[]'");
            script.push(", reason = NULL");
            of(script, *update);
        }
    }
}

fn of(script: &mut QueryBuilder<Sqlite>, update: i64) {
    script.push(" WHERE update_id = ").push_bind(update);
}
