//! What stands on a page.

use serde::{Deserialize, Serialize};

/// What a passage is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Running text.
    Paragraph,
    /// An item of a list.
    Bullet,
    /// A row of a table, its cells parted by ` · `; the heads of its columns
    /// stand in its section.
    Row,
    /// The text under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// A headline, a cross-heading or a numbered heading.
    Heading,
    /// What somebody is asked, as a part of a question that a member puts to the
    /// government; the reply stands below.
    Question,
}

impl Kind {
    /// Whether a passage of this kind tells somebody something who sees it alone: not a
    /// heading, not who wrote it, and not what is asked.
    pub fn is_told(self) -> bool {
        !matches!(self, Self::Byline | Self::Heading | Self::Question)
    }
}
