//! Migrations, embedded in the program.

use std::borrow::Cow;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr, SqlitePool};

/// Every migration there ever was, in order; one that was released is never
/// changed.
const MIGRATIONS: [(i64, &str, &str); 8] = [
    (1, "first", include_str!("migrations/0001_first.sql")),
    (2, "turn", include_str!("migrations/0002_turn.sql")),
    (3, "export", include_str!("migrations/0003_export.sql")),
    (4, "journal", include_str!("migrations/0004_journal.sql")),
    (5, "budget", include_str!("migrations/0005_budget.sql")),
    (6, "trace", include_str!("migrations/0006_trace.sql")),
    (7, "searched", include_str!("migrations/0007_searched.sql")),
    (8, "held", include_str!("migrations/0008_held.sql")),
];

/// Brings the database up to date.
pub(super) async fn run(pool: &SqlitePool) -> Result<(), MigrateError> {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        let kind = MigrationType::Simple;
        Migration::new(version, Cow::Borrowed(name), kind, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(MIGRATIONS.into_iter().map(migration).collect()).run(pool).await
}
