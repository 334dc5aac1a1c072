//! What a language model may cost in a day: requests, a person's and all
//! people's, and tokens.

use chrono::NaiveDate;
use sqlx::Row;

use super::{Person, Store, StoreError, now};

/// What may be spent in a day; 0 for any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Budget {
    /// Requests of one person.
    pub requests_per_person: u32,
    /// Requests of all people.
    pub requests: u32,
    /// Tokens of all people, of questions and answers together.
    pub tokens: u64,
}

/// Whether a request may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// It may, and is counted.
    Given,
    /// This person has made as many as one may.
    PersonSpent,
    /// All people together have made, or spent, as much as they may.
    AllSpent,
}

impl Store {
    /// Counts one request of `person` on `day`, in Hong Kong, if `budget`
    /// leaves room for it. Of several at the same time none slips through.
    pub async fn spend_request(
        &self,
        person: Person,
        day: NaiveDate,
        budget: Budget,
    ) -> Result<Grant, StoreError> {
        let counted = sqlx::query(
            "INSERT INTO budget (day, person, requests, tokens, spent_at) \
             SELECT $1, $2, 1, 0, $3 WHERE \
             ($4 = 0 OR $4 > COALESCE((SELECT requests FROM budget WHERE day = $1 AND person = $2), 0)) \
             AND ($5 = 0 OR $5 > COALESCE((SELECT SUM(requests) FROM budget WHERE day = $1), 0)) \
             AND ($6 = 0 OR $6 > COALESCE((SELECT SUM(tokens) FROM budget WHERE day = $1), 0)) \
             ON CONFLICT (day, person) DO UPDATE \
             SET requests = budget.requests + 1, spent_at = excluded.spent_at",
        )
        .bind(day.to_string())
        .bind(person.0)
        .bind(now())
        .bind(budget.requests_per_person)
        .bind(budget.requests)
        .bind(i64::try_from(budget.tokens).unwrap_or(i64::MAX))
        .execute(&self.writer)
        .await?;
        if counted.rows_affected() > 0 {
            return Ok(Grant::Given);
        }
        let made = self.requests_of(person, day).await?;
        let most = budget.requests_per_person;
        Ok(if most > 0 && made >= most { Grant::PersonSpent } else { Grant::AllSpent })
    }

    /// Counts the `tokens` that a request of `person` on `day` cost.
    pub async fn spend_tokens(
        &self,
        person: Person,
        day: NaiveDate,
        tokens: u64,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO budget (day, person, requests, tokens, spent_at) \
             VALUES ($1, $2, 0, $3, $4) ON CONFLICT (day, person) DO UPDATE \
             SET tokens = budget.tokens + excluded.tokens, spent_at = excluded.spent_at",
        )
        .bind(day.to_string())
        .bind(person.0)
        .bind(i64::try_from(tokens).unwrap_or(i64::MAX))
        .bind(now())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// The requests and the tokens of all people on `day`.
    pub async fn spent(&self, day: NaiveDate) -> Result<(u64, u64), StoreError> {
        let row = sqlx::query(
            "SELECT COALESCE(SUM(requests), 0) AS requests, COALESCE(SUM(tokens), 0) AS tokens \
             FROM budget WHERE day = $1",
        )
        .bind(day.to_string())
        .fetch_one(&self.pool)
        .await?;
        let number = |column: &str| row.try_get::<i64, _>(column).map(i64::unsigned_abs);
        Ok((number("requests")?, number("tokens")?))
    }

    async fn requests_of(&self, person: Person, day: NaiveDate) -> Result<u32, StoreError> {
        let made = sqlx::query("SELECT requests FROM budget WHERE day = $1 AND person = $2")
            .bind(day.to_string())
            .bind(person.0)
            .fetch_optional(&self.pool)
            .await?;
        Ok(made.map(|row| row.try_get("requests")).transpose()?.unwrap_or(0))
    }
}
