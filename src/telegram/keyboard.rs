//! The buttons under messages.

use std::fmt::Display;

use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use super::press::{Choice, DocumentKey, Press};
use super::selection::{Narrower, Selection};
use crate::corpus::Metadata;
use crate::locale::Locale;
use crate::store::{Asking, Length, Person, Quiet, Reason, Settings, Shown, Tally, Token, Vote};
use crate::text::language::Language;
use crate::text::plain::line;

/// The longest label, in characters; a phone shows some thirty.
const LONGEST_LABEL: usize = 120;

/// The longest name of a publisher on a button that shares its row, in characters.
const LONGEST_NAME: usize = 24;

/// How many sources have a button in one row, as wide as a phone shows.
const SOURCES: usize = 8;

type Row = Vec<InlineKeyboardButton>;

/// What decides which buttons an answer has.
#[derive(Debug, Clone, Copy)]
pub(super) struct AnswerButtons<'a> {
    /// What was shown.
    pub(super) shown: &'a Shown,
    /// What people think of it.
    pub(super) tally: Tally,
    /// Whether it can be judged.
    pub(super) feedback: bool,
    /// The bot's name, for a link from a group to its own chat.
    pub(super) private_link: Option<&'a str>,
}

/// Under an answer: its sources, judging it, more, and asking in private.
pub(super) fn answer(buttons: AnswerButtons<'_>, locale: &Locale) -> InlineKeyboardMarkup {
    let AnswerButtons { shown, tally, feedback, private_link } = buttons;
    let token = shown.token;
    let mut rows = numbers(shown, 0);
    rows.extend(offers(shown));
    if !shown.sources.is_empty() {
        rows.push(vec![
            button(locale.text("button-more"), Press::More { token }),
            button(locale.text("button-export"), Press::Export { token }),
        ]);
    }
    if feedback && !shown.sources.is_empty() {
        rows.push(vec![
            counted("👍", tally.up, Press::Vote { token, vote: Vote::Up }),
            counted("👎", tally.down, Press::Vote { token, vote: Vote::Down }),
        ]);
    }
    if let Some(username) = private_link {
        rows.push(vec![link(
            locale.text("button-private"),
            &deep_link(username, &format!("a-{token}")),
        )]);
    }
    keyboard(rows)
}

/// As [`answer`], with the reasons for a 👎 in place of the judging.
pub(super) fn reasons(buttons: AnswerButtons<'_>, locale: &Locale) -> InlineKeyboardMarkup {
    let token = buttons.shown.token;
    let mut rows = numbers(buttons.shown, 0);
    rows.extend(Reason::ALL.map(|reason| {
        let label = locale.text(&format!("reason-{}", reason.name()));
        vec![button(label, Press::Because { token, reason })]
    }));
    let down = Press::Vote { token, vote: Vote::Down };
    rows.push(vec![counted("👎", buttons.tally.down, down)]);
    keyboard(rows)
}

/// A link that opens the bot's own chat with `payload`.
pub(super) fn deep_link(username: &str, payload: &str) -> String {
    format!("https://t.me/{username}?start={payload}")
}

/// The sources of something shown behind the `known` first, each to be read.
fn numbers(shown: &Shown, known: usize) -> Vec<Row> {
    let token = shown.token;
    let numbers: Row = (known + 1..=shown.sources.len())
        .map(|number| button(format!("[{number}]"), Press::Source { token, number, page: None }))
        .collect();
    numbers.chunks(SOURCES).map(<[_]>::to_vec).collect()
}

/// The questions offered with something shown, one a row.
fn offers(shown: &Shown) -> Vec<Row> {
    let offer = |(number, question): (usize, &String)| {
        vec![button(question, Press::Offer { token: shown.token, number })]
    };
    shown.offers.iter().enumerate().map(offer).collect()
}

/// The questions offered with something shown, alone.
pub(super) fn only_offers(shown: &Shown) -> InlineKeyboardMarkup {
    keyboard(offers(shown))
}

/// Under page `at` of `count` of a document, opened at passage `ordinal`: turning it, its
/// sections, the original, closing it.
pub(super) fn reader(
    (at, count): (usize, usize),
    turn: impl Fn(usize) -> Press,
    (document, ordinal): (&Metadata, u32),
    by: Person,
    locale: &Locale,
) -> InlineKeyboardMarkup {
    let original = document.url.as_deref();
    let original = original.map(|url| link(locale.text("button-original"), url));
    let document_key = DocumentKey::of(&document.id);
    let sections = Press::Sections { document: document_key, page: 0, by, from: Some(ordinal) };
    let sections = button(locale.text("button-sections"), sections);
    let close = button(locale.text("button-close"), Press::Close { by });
    let ways = [Some(sections), original, Some(close)].into_iter().flatten().collect();
    keyboard(vec![turning(at, count, turn), ways])
}

/// Under a page of passages found: reading each, turning the page.
pub(super) fn found(shown: &Shown, page: usize, per_page: usize) -> InlineKeyboardMarkup {
    let token = shown.token;
    let last = shown.sources.len().min((page + 1) * per_page);
    let numbers = (page * per_page + 1..=last)
        .map(|number| button(format!("[{number}]"), Press::Source { token, number, page: None }));
    let pages = shown.sources.len().div_ceil(per_page);
    keyboard(vec![numbers.collect(), turning(page, pages, |page| Press::Found { token, page })])
}

/// Under sources after the `known` first: reading each.
pub(super) fn more(shown: &Shown, known: usize) -> InlineKeyboardMarkup {
    keyboard(numbers(shown, known))
}

/// Under a page of documents, the first of them with number `first`: opening each, turning the
/// page, and a way `back` to all documents in that language.
pub(super) fn documents(
    (shown, first): (&[&Metadata], usize),
    (page, pages): (usize, usize),
    turn: impl Fn(usize) -> Press,
    back: Option<&Locale>,
    by: Person,
) -> InlineKeyboardMarkup {
    let open = |(document, number): (&&Metadata, usize)| {
        let document = DocumentKey::of(&document.id);
        button(number, Press::Sections { document, page: 0, by, from: None })
    };
    let numbers = shown.iter().zip(first..).map(open).collect();
    let back = back.map(|locale| all_documents(by, locale));
    keyboard(vec![numbers, turning(page, pages, turn), back.into_iter().collect()])
}

/// How many publishers and how many years have a button, and how many stand in a row.
const PUBLISHERS: usize = 20;
const PUBLISHERS_A_ROW: usize = 2;
const YEARS: usize = 20;
const YEARS_A_ROW: usize = 4;

/// Under very many documents: those of each publisher, and of each year.
pub(super) fn catalogue(
    publishers: &[Narrower],
    years: &[Narrower],
    by: Person,
    locale: &Locale,
) -> InlineKeyboardMarkup {
    let rows = |all: &[Narrower], nameless: &str, most: usize, a_row: usize| -> Vec<Row> {
        let of = |one: &Narrower| {
            let name = one.name.clone().unwrap_or_else(|| locale.text(nameless));
            let press = Press::Documents { selection: one.selection, page: 0, by };
            button(format!("{} · {}", line(&name, LONGEST_NAME), one.count), press)
        };
        let buttons: Row = all.iter().take(most).map(of).collect();
        buttons.chunks(a_row).map(<[_]>::to_vec).collect()
    };
    let mut all = rows(publishers, "sources-unnamed", PUBLISHERS, PUBLISHERS_A_ROW);
    all.extend(rows(years, "undated", YEARS, YEARS_A_ROW));
    keyboard(all)
}

fn all_documents(by: Person, locale: &Locale) -> InlineKeyboardButton {
    let all = Press::Documents { selection: Selection::default(), page: 0, by };
    button(locale.text("button-documents"), all)
}

/// Under the sections of a document: opening each, turning, going back to the passage that
/// they were opened `from`, and to the documents.
pub(super) fn sections(
    (document, from): (DocumentKey, Option<u32>),
    ordinals: &[u32],
    first: usize,
    (page, pages): (usize, usize),
    by: Person,
    locale: &Locale,
) -> InlineKeyboardMarkup {
    let numbers: Row = ordinals
        .iter()
        .zip(first..)
        .map(|(ordinal, number)| {
            button(number, Press::Section { document, ordinal: *ordinal, page: None, by })
        })
        .collect();
    let mut rows: Vec<Row> = numbers.chunks(5).map(<[_]>::to_vec).collect();
    rows.push(turning(page, pages, |page| Press::Sections { document, page, by, from }));
    let back = from.map(|ordinal| {
        let passage = Press::Section { document, ordinal, page: None, by };
        button(locale.text("button-back"), passage)
    });
    rows.push(back.into_iter().chain([all_documents(by, locale)]).collect());
    keyboard(rows)
}

/// The settings of a chat, each press a change.
pub(super) fn settings(settings: Settings, group: bool, locale: &Locale) -> InlineKeyboardMarkup {
    let mut rows = languages(settings, locale);
    rows.push(choices([Length::Short, Length::Full].map(|length| {
        let key = if length == Length::Short { "length-short" } else { "length-full" };
        (locale.text(key), Choice::Length(length), settings.length == length)
    })));
    if group {
        rows.push(choices([Asking::Everyone, Asking::Admins].map(|asking| {
            let key = if asking == Asking::Everyone { "asking-everyone" } else { "asking-admins" };
            (locale.text(key), Choice::Asking(asking), settings.asking == asking)
        })));
    }
    rows.push(choices([true, false].map(|on| {
        let key = if on { "feedback-on" } else { "feedback-off" };
        (locale.text(key), Choice::Feedback(on), settings.no_feedback != on)
    })));
    rows.push(choices([Quiet::Off, Quiet::Evening, Quiet::Night].map(|quiet| {
        let label = match quiet.hours() {
            None => locale.text("quiet-off"),
            Some((from, until)) => {
                locale.format("quiet-hours", &[("from", from.into()), ("until", until.into())])
            }
        };
        (label, Choice::Quiet(quiet), settings.quiet == quiet)
    })));
    keyboard(rows)
}

/// The languages alone.
pub(super) fn language(chosen: Settings, locale: &Locale) -> InlineKeyboardMarkup {
    keyboard(languages(chosen, locale))
}

fn languages(settings: Settings, locale: &Locale) -> Vec<Row> {
    let auto = (locale.text("language-auto"), Choice::Language(None), settings.language.is_none());
    let named = Language::ALL.map(|language| {
        // Each language is named in itself, for those who read no other.
        let name = Locale::of(language).text("language-name");
        (name, Choice::Language(Some(language)), settings.language == Some(language))
    });
    vec![choices([auto]), choices(named)]
}

/// Under a message to all chats before it goes out.
pub(super) fn broadcast(locale: &Locale) -> InlineKeyboardMarkup {
    keyboard(vec![vec![
        button(locale.text("button-send"), Press::Broadcast { send: true }),
        button(locale.text("button-discard"), Press::Broadcast { send: false }),
    ]])
}

fn choices<const N: usize>(choices: [(String, Choice, bool); N]) -> Row {
    let choice = |(label, choice, chosen): (String, Choice, bool)| {
        let label = if chosen { format!("✓ {label}") } else { label };
        button(label, Press::Set(choice))
    };
    choices.into_iter().map(choice).collect()
}

/// Back, where one is, and on; nothing where there is one page.
fn turning(at: usize, count: usize, turn: impl Fn(usize) -> Press) -> Row {
    if count < 2 {
        return Row::new();
    }
    let mut row = Row::new();
    if at > 0 {
        row.push(button("◀", turn(at - 1)));
    }
    row.push(button(format!("{} / {count}", at + 1), Press::Label));
    if at + 1 < count {
        row.push(button("▶", turn(at + 1)));
    }
    row
}

fn counted(label: &str, count: i64, press: Press) -> InlineKeyboardButton {
    if count > 0 { button(format!("{label} {count}"), press) } else { button(label, press) }
}

fn button(label: impl Display, press: Press) -> InlineKeyboardButton {
    InlineKeyboardButton::callback(line(&label.to_string(), LONGEST_LABEL), press.to_string())
}

/// A button that opens an address; one that is no address says what it was.
fn link(label: String, url: &str) -> InlineKeyboardButton {
    match url.parse() {
        Ok(url) => InlineKeyboardButton::url(line(&label, LONGEST_LABEL), url),
        Err(_) => button(label, Press::Label),
    }
}

fn keyboard(rows: Vec<Row>) -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new(rows.into_iter().filter(|row| !row.is_empty()))
}

/// What a deep link carries to have something shown as a file.
pub(super) fn export_payload(token: Token) -> String {
    format!("e-{token}")
}

/// What a deep link carries to read a source of something shown.
pub(super) fn reading_payload(token: Token, number: usize) -> String {
    format!("r-{token}-{number}")
}
