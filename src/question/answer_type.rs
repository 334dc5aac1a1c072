//! What a question asks for.

use serde::Serialize;

/// The kind of answer a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerType {
    /// A count or an amount: 多少, 幾多, how many, how much.
    HowMany,
    /// A share: 百分之幾, 幾成.
    Share,
    /// A place in an order: 第幾, which rank.
    Rank,
    /// A time: 何時, 幾時, when.
    When,
    /// A person or body: 誰, 邊個, who.
    Who,
    /// A place: 哪裡, 邊度, where.
    Where,
    /// Several things: 哪些, 哪幾, which ones.
    List,
    /// A reason: 為什麼, 點解, why.
    Why,
    /// A manner: 如何, 怎樣, how.
    How,
    /// Yes or no: 是否, 有沒有, 嗎.
    Whether,
    /// A thing: 什麼, 哪個, what, which.
    What,
    /// Only a subject is given: 智方便 用戶.
    #[default]
    Subject,
}

impl AnswerType {
    /// The name of the answer type in messages: `how-many`, `when`.
    pub fn name(self) -> &'static str {
        match self {
            Self::HowMany => "how-many",
            Self::Share => "share",
            Self::Rank => "rank",
            Self::When => "when",
            Self::Who => "who",
            Self::Where => "where",
            Self::List => "list",
            Self::Why => "why",
            Self::How => "how",
            Self::Whether => "whether",
            Self::What => "what",
            Self::Subject => "subject",
        }
    }

    /// Whether one thing alone answers it: a figure, a time, a person, a place.
    pub fn is_of_one(self) -> bool {
        self.is_amount() || matches!(self, Self::Rank | Self::When | Self::Who | Self::Where)
    }

    /// Whether an amount answers it.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::HowMany | Self::Share)
    }

    /// The answer type that the lexicon calls `name`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "how-many" => Self::HowMany,
            "share" => Self::Share,
            "rank" => Self::Rank,
            "when" => Self::When,
            "who" => Self::Who,
            "where" => Self::Where,
            "list" => Self::List,
            "why" => Self::Why,
            "how" => Self::How,
            "whether" => Self::Whether,
            "what" => Self::What,
            _ => return None,
        })
    }
}
