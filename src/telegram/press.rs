//! What a button says to the bot, in at most 64 bytes.
//!
//! The forms below are kept for good: a button pressed a year later must
//! still be read, if only to say that it is too old.

use std::fmt;
use std::str::FromStr;

use super::selection::Selection;
use crate::corpus::DocumentId;
use crate::store::{Asking, Length, Person, Quiet, Reason, Token, Vote};
use crate::text::language::Language;

/// A button's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// Read source `number` of something shown; at the page of the quote, or
    /// at another one.
    Source { token: Token, number: usize, page: Option<usize> },
    /// Judge something shown.
    Vote { token: Token, vote: Vote },
    /// Say why it is not good.
    Because { token: Token, reason: Reason },
    /// Show more sources to its question.
    More { token: Token },
    /// Have it with its sources as a file.
    Export { token: Token },
    /// Turn to a page of passages found.
    Found { token: Token, page: usize },
    /// Ask question `number` of those offered with it.
    Offer { token: Token, number: usize },
    /// Turn to a page of the documents, or of some of them.
    Documents { selection: Selection, page: usize, by: Person },
    /// Turn to a page of the documents that were looked for by words.
    Matching { token: Token, page: usize },
    /// Show the sections of a document, opened from the passage at an ordinal.
    Sections { document: DocumentKey, page: usize, by: Person, from: Option<u32> },
    /// Read a document from a passage on.
    Section { document: DocumentKey, ordinal: u32, page: Option<usize>, by: Person },
    /// Change a setting.
    Set(Choice),
    /// Send, or do not send, the message that was written to all chats.
    Broadcast { send: bool },
    /// Take the message away.
    Close { by: Person },
    /// Nothing: the button is a label.
    Label,
}

/// A setting and its new value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// The language; `None` follows the person.
    Language(Option<Language>),
    /// How much is shown of the sources.
    Length(Length),
    /// Who may ask.
    Asking(Asking),
    /// Whether answers can be judged.
    Feedback(bool),
    /// When messages make no sound.
    Quiet(Quiet),
}

/// A document's name in few bytes: the start of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct DocumentKey(u32);

impl DocumentKey {
    /// The key of a document.
    pub(super) fn of(document: &DocumentId) -> Self {
        let hash = blake3::hash(document.as_str().as_bytes());
        let [a, b, c, d, ..] = *hash.as_bytes();
        Self(u32::from_be_bytes([a, b, c, d]))
    }
}

/// Data that no button of ours holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no button of this bot")]
pub(super) struct NoButton;

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source { token, number, page: None } => write!(f, "s:{token}:{number}"),
            Self::Source { token, number, page: Some(page) } => {
                write!(f, "s:{token}:{number}:{page}")
            }
            Self::Vote { token, vote: Vote::Up } => write!(f, "v:{token}:u"),
            Self::Vote { token, vote: Vote::Down } => write!(f, "v:{token}:d"),
            Self::Because { token, reason } => write!(f, "w:{token}:{}", reason.name()),
            Self::More { token } => write!(f, "m:{token}"),
            Self::Export { token } => write!(f, "e:{token}"),
            Self::Found { token, page } => write!(f, "f:{token}:{page}"),
            Self::Offer { token, number } => write!(f, "q:{token}:{number}"),
            Self::Documents { selection, page, by } if *selection == Selection::default() => {
                write!(f, "l:{page}:{}", by.0)
            }
            Self::Documents { selection, page, by } => {
                write!(f, "l:{page}:{}:{selection}", by.0)
            }
            Self::Matching { token, page } => write!(f, "k:{token}:{page}"),
            Self::Sections { document, page, by, from: None } => {
                write!(f, "d:{:x}:{page}:{}", document.0, by.0)
            }
            Self::Sections { document, page, by, from: Some(ordinal) } => {
                write!(f, "d:{:x}:{page}:{}:{ordinal}", document.0, by.0)
            }
            Self::Section { document, ordinal, page: None, by } => {
                write!(f, "o:{:x}:{ordinal}:{}", document.0, by.0)
            }
            Self::Section { document, ordinal, page: Some(page), by } => {
                write!(f, "o:{:x}:{ordinal}:{}:{page}", document.0, by.0)
            }
            Self::Set(choice) => write!(f, "c:{choice}"),
            Self::Broadcast { send } => write!(f, "b:{}", u8::from(*send)),
            Self::Close { by } => write!(f, "x:{}", by.0),
            Self::Label => f.write_str("n"),
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Language(None) => f.write_str("lang:auto"),
            Self::Language(Some(language)) => write!(f, "lang:{language}"),
            Self::Length(Length::Short) => f.write_str("length:short"),
            Self::Length(Length::Full) => f.write_str("length:full"),
            Self::Asking(Asking::Everyone) => f.write_str("asking:all"),
            Self::Asking(Asking::Admins) => f.write_str("asking:admins"),
            Self::Feedback(on) => write!(f, "feedback:{}", u8::from(*on)),
            Self::Quiet(Quiet::Off) => f.write_str("quiet:off"),
            Self::Quiet(Quiet::Evening) => f.write_str("quiet:evening"),
            Self::Quiet(Quiet::Night) => f.write_str("quiet:night"),
        }
    }
}

impl FromStr for Press {
    type Err = NoButton;

    fn from_str(data: &str) -> Result<Self, NoButton> {
        let parts: Vec<&str> = data.split(':').collect();
        Ok(match parts[..] {
            ["s", token, number] => {
                Self::Source { token: read(token)?, number: read(number)?, page: None }
            }
            ["s", token, number, page] => {
                let page = Some(read(page)?);
                Self::Source { token: read(token)?, number: read(number)?, page }
            }
            ["v", token, "u"] => Self::Vote { token: read(token)?, vote: Vote::Up },
            ["v", token, "d"] => Self::Vote { token: read(token)?, vote: Vote::Down },
            ["w", token, name] => Self::Because { token: read(token)?, reason: reason(name)? },
            ["m", token] => Self::More { token: read(token)? },
            ["e", token] => Self::Export { token: read(token)? },
            ["f", token, page] => Self::Found { token: read(token)?, page: read(page)? },
            ["q", token, number] => Self::Offer { token: read(token)?, number: read(number)? },
            ["l", page, by] => documents(Selection::default(), page, by)?,
            ["l", page, by, publisher, year] => {
                documents(Selection::read(publisher, year).ok_or(NoButton)?, page, by)?
            }
            ["k", token, page] => Self::Matching { token: read(token)?, page: read(page)? },
            ["d", document, page, by] => sections(document, page, by, None)?,
            ["d", document, page, by, from] => sections(document, page, by, Some(from))?,
            ["o", document, ordinal, by] => section(document, ordinal, by, None)?,
            ["o", document, ordinal, by, page] => section(document, ordinal, by, Some(page))?,
            ["c", name, value] => Self::Set(choice(name, value)?),
            ["b", send] => Self::Broadcast { send: send == "1" },
            ["x", by] => Self::Close { by: Person(read(by)?) },
            ["n"] => Self::Label,
            _ => return Err(NoButton),
        })
    }
}

fn read<T: FromStr>(text: &str) -> Result<T, NoButton> {
    text.parse().map_err(|_| NoButton)
}

fn key(text: &str) -> Result<DocumentKey, NoButton> {
    u32::from_str_radix(text, 16).map(DocumentKey).map_err(|_| NoButton)
}

fn reason(name: &str) -> Result<Reason, NoButton> {
    Reason::ALL.into_iter().find(|reason| reason.name() == name).ok_or(NoButton)
}

fn documents(selection: Selection, page: &str, by: &str) -> Result<Press, NoButton> {
    Ok(Press::Documents { selection, page: read(page)?, by: Person(read(by)?) })
}

fn section(document: &str, ordinal: &str, by: &str, page: Option<&str>) -> Result<Press, NoButton> {
    Ok(Press::Section {
        document: key(document)?,
        ordinal: read(ordinal)?,
        page: page.map(read).transpose()?,
        by: Person(read(by)?),
    })
}

fn sections(document: &str, page: &str, by: &str, from: Option<&str>) -> Result<Press, NoButton> {
    Ok(Press::Sections {
        document: key(document)?,
        page: read(page)?,
        by: Person(read(by)?),
        from: from.map(read).transpose()?,
    })
}

fn choice(name: &str, value: &str) -> Result<Choice, NoButton> {
    Ok(match (name, value) {
        ("lang", "auto") => Choice::Language(None),
        ("lang", tag) => Choice::Language(Some(read(tag)?)),
        ("length", "short") => Choice::Length(Length::Short),
        ("length", "full") => Choice::Length(Length::Full),
        ("asking", "all") => Choice::Asking(Asking::Everyone),
        ("asking", "admins") => Choice::Asking(Asking::Admins),
        ("feedback", on) => Choice::Feedback(on == "1"),
        ("quiet", "off") => Choice::Quiet(Quiet::Off),
        ("quiet", "evening") => Choice::Quiet(Quiet::Evening),
        ("quiet", "night") => Choice::Quiet(Quiet::Night),
        _ => return Err(NoButton),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::hostile;

    #[test]
    fn every_button_fits_and_is_read_back() {
        // The longest of each kind: ids of people have up to 52 bits.
        let (token, by) = (Token::random(), Person(-(1 << 52)));
        let document = DocumentKey(u32::MAX);
        let (page, number) = (99_999, 99);
        let mut presses = vec![
            Press::Source { token, number, page: None },
            Press::Source { token, number, page: Some(page) },
            Press::Vote { token, vote: Vote::Up },
            Press::Vote { token, vote: Vote::Down },
            Press::More { token },
            Press::Export { token },
            Press::Found { token, page },
            Press::Offer { token, number },
            Press::Documents { selection: Selection::default(), page, by },
            Press::Documents {
                selection: Selection::read("ffffffff", "2026").expect("a selection"),
                page,
                by,
            },
            Press::Matching { token, page },
            Press::Sections { document, page, by, from: None },
            Press::Sections { document, page, by, from: Some(u32::MAX) },
            Press::Section { document, ordinal: u32::MAX, page: None, by },
            Press::Section { document, ordinal: u32::MAX, page: Some(page), by },
            Press::Broadcast { send: true },
            Press::Broadcast { send: false },
            Press::Close { by },
            Press::Label,
            Press::Set(Choice::Language(None)),
        ];
        presses.extend(Reason::ALL.map(|reason| Press::Because { token, reason }));
        presses.extend(Language::ALL.map(|language| Press::Set(Choice::Language(Some(language)))));
        presses.extend([Length::Short, Length::Full].map(|one| Press::Set(Choice::Length(one))));
        presses
            .extend([Asking::Everyone, Asking::Admins].map(|one| Press::Set(Choice::Asking(one))));
        presses.extend([true, false].map(|one| Press::Set(Choice::Feedback(one))));
        presses.extend(
            [Quiet::Off, Quiet::Evening, Quiet::Night].map(|one| Press::Set(Choice::Quiet(one))),
        );
        for press in presses {
            let data = press.to_string();
            assert!((1..=64).contains(&data.len()), "{data}");
            assert_eq!(data.parse(), Ok(press), "{data}");
        }
    }

    #[test]
    fn other_data_is_no_button() {
        for data in ["", "s", "s:!:1", "v:abc:x", "c:lang:xx", "z:1", "s:a:b:c:d:e"] {
            assert_eq!(data.parse::<Press>(), Err(NoButton), "{data}");
        }
    }

    const WRITTEN: &[&str] = &[
        "s",
        "v",
        "w",
        "m",
        "e",
        "f",
        "q",
        "l",
        "k",
        "d",
        "o",
        "c",
        "b",
        "x",
        "n",
        ":",
        "::",
        "-",
        "+",
        "0",
        "1",
        "u",
        "z",
        "lang",
        "auto",
        "zh-Hant",
        "length",
        "short",
        "quiet",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "ffffffff",
        "100000000",
        "3w5e11264sgsf",
        "3w5e11264sgsg",
        "wrong",
    ];

    proptest! {
        #[test]
        fn whatever_is_pressed_is_a_button_of_ours_or_none(data in hostile::text(WRITTEN, 9)) {
            if let Ok(press) = data.parse::<Press>() {
                let written = press.to_string();
                prop_assert!(written.len() <= 64, "{written}");
                prop_assert_eq!(written.parse(), Ok(press));
            }
        }
    }
}
