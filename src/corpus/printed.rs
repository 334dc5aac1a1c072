//! What a document says of itself, as far as it is known without its catalogue.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::front_matter::{self, Field};
use super::{address, dateline, layout};
use crate::text::language::{Language, written_in};

/// What a document prints of its own title, publisher and day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The title of its front matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The publisher or the author of its front matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The day of publication, in its front matter or in a line of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    /// The first day of the month it is signed with, where it prints no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<NaiveDate>,
    /// The month and the day of publication, where it prints no year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_of_year: Option<(u32, u32)>,
    /// The language that it is written in.
    pub language: Language,
    /// The address of its front matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Printed {
    /// What the decoded text `body` of a file says of itself.
    pub fn of(body: &str) -> Self {
        let front = front_matter::read(body);
        let given = |field| front.get(field).map(str::to_owned);
        let text = layout::visible_text(&body[front.end..]);
        let published = front.published().or_else(|| dateline::published(&text));
        let published = published.map(|(day, _)| day);
        let month = if published.is_none() { dateline::signed_month(&text) } else { None };
        let is_dated = published.or(month).is_some();
        Self {
            day_of_year: if is_dated { None } else { dateline::day_of_year(&text) },
            title: given(Field::Title),
            publisher: given(Field::Publisher).or_else(|| given(Field::Author)),
            published,
            month,
            language: written_in(&text),
            url: front.get(Field::Url).and_then(address::web).map(str::to_owned),
        }
    }
}
