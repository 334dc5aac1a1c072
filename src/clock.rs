//! The day that it is in Hong Kong.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};

/// Hours that Hong Kong is ahead of UTC, all year round.
const AHEAD: Duration = Duration::hours(8);

/// The time that it is in Hong Kong.
pub fn now() -> NaiveDateTime {
    in_hong_kong(Utc::now())
}

/// The day that it is in Hong Kong: what 今日 means in a question.
pub fn today() -> NaiveDate {
    now().date()
}

/// The time in Hong Kong of so many milliseconds since 1970.
pub fn of_millis(millis: i64) -> NaiveDateTime {
    in_hong_kong(DateTime::from_timestamp_millis(millis).unwrap_or_default())
}

fn in_hong_kong(time: DateTime<Utc>) -> NaiveDateTime {
    time.naive_utc() + AHEAD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_four_in_the_afternoon_of_utc() {
        let at = |text: &str| in_hong_kong(text.parse().expect("a time")).to_string();
        assert_eq!(at("2026-12-31T15:59:59Z"), "2026-12-31 23:59:59");
        assert_eq!(at("2026-12-31T16:00:00Z"), "2027-01-01 00:00:00");
    }
}
