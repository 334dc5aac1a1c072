//! What leads to a block without being a heading above it.

use super::block::{Joined, Shape};
use super::piece::join;
use super::placed::Block;
use super::words::gives_unit;
use crate::corpus::kind::Kind;
use crate::text::sentence::sentences;

/// The longest words before a list that its bullets are known by, in bytes:
/// some fifty Han characters.
const LONGEST_LEAD: usize = 150;
/// The longest question that its reply is known by, in bytes.
const LONGEST_QUESTION: usize = 450;

/// What leads to the blocks below it without being a heading: a bullet says
/// little without the words before its list, a reply without its question, and
/// a row without the heads of its columns.
#[derive(Default)]
struct Leads {
    question: Option<String>,
    /// The words before the lists that are open, the outermost first.
    lists: Vec<Lead>,
    /// The bullets that the next one may be part of: how far each is set in.
    bullets: Vec<(usize, String)>,
    table: Table,
}

/// The words before a list.
struct Lead {
    words: String,
    /// They are a numbered sentence, so that the next one is not of their list.
    item: bool,
    /// They are a bullet, which is set in so far.
    bullet: Option<usize>,
    /// The first bullet of their list is set in further than they are.
    deeper: bool,
}

/// What a table's rows have in common.
#[derive(Default)]
struct Table {
    unit: Option<String>,
    columns: Option<String>,
    group: Option<String>,
}

/// Adds to each of `placed` what leads to it.
pub(super) fn lead(text: &str, placed: &mut [Block], joined: &[Joined]) {
    let mut leads = Leads::default();
    for (block, joined) in placed.iter_mut().zip(joined) {
        leads.pass(block, joined, &join(text, &joined.pieces));
    }
}

impl Leads {
    /// Adds what leads to `block`, and takes up what it leads to itself.
    fn pass(&mut self, block: &mut Block, joined: &Joined, text: &str) {
        let shape = joined.shape;
        match shape {
            Shape::Row | Shape::Columns | Shape::Group => return self.pass_row(block, shape, text),
            Shape::Question => {
                *self = Self { question: short(text, LONGEST_QUESTION), ..Self::default() };
                return;
            }
            _ => {}
        }
        self.table = Table { unit: gives_unit(text).then(|| text.to_owned()), ..Table::default() };
        if !matches!(block.kind, Kind::Paragraph | Kind::Bullet) {
            if block.kind == Kind::Heading {
                self.question = None;
            }
            self.lists.clear();
            self.bullets.clear();
            return;
        }
        let item = shape == Shape::Item;
        self.close_lists(block.kind, joined, item);
        block.section.extend(self.question.clone());
        block.section.extend(self.lists.iter().map(|lead| lead.words.clone()));
        self.pass_bullet(block, joined, text);
        if text.ends_with([':', '：', '–', '－']) {
            let words = sentences(text).pop().map_or("", |range| &text[range]).to_owned();
            let bullet = (block.kind == Kind::Bullet && !item).then_some(joined.indent);
            let short = words.len() <= LONGEST_LEAD;
            self.lists.extend(short.then_some(Lead { words, item, bullet, deeper: false }));
        }
    }

    /// Closes the lists that a block of `kind` is not of.
    fn close_lists(&mut self, kind: Kind, joined: &Joined, item: bool) {
        if kind != Kind::Bullet || item && self.lists.iter().any(|lead| lead.item) {
            self.lists.clear();
        }
        let past = |lead: &Lead| {
            lead.bullet.is_some_and(|indent| {
                joined.indent < indent || lead.deeper && joined.indent == indent
            })
        };
        while self.lists.pop_if(|lead| past(lead)).is_some() {}
        if let Some(lead) = self.lists.last_mut() {
            lead.deeper |= lead.bullet.is_some_and(|indent| joined.indent > indent);
        }
    }

    /// Adds the bullets that `block` is part of: those above it that are set in
    /// less, and, for a text directly below one that is a name, that one.
    fn pass_bullet(&mut self, block: &mut Block, joined: &Joined, text: &str) {
        let bullet = block.kind == Kind::Bullet;
        if !bullet && joined.blank_before > 0 {
            self.bullets.clear();
        }
        if bullet {
            let above = self.bullets.iter().rposition(|(indent, _)| *indent < joined.indent);
            self.bullets.truncate(above.map_or(0, |above| above + 1));
        }
        let known: Vec<_> = block.section.clone();
        let parts = self.bullets.iter().map(|(_, words)| words.clone());
        block.section.extend(parts.filter(|words| !known.contains(words)));
        if bullet {
            let names = text.len() <= LONGEST_LEAD && !text.ends_with(['。', '；', '.', ';']);
            let words = if names { text.to_owned() } else { String::new() };
            self.bullets.push((joined.indent, words));
            self.bullets.retain(|(_, words)| !words.is_empty());
        }
    }

    fn pass_row(&mut self, block: &mut Block, shape: Shape, text: &str) {
        if shape == Shape::Columns {
            (self.table.columns, self.table.group) = (None, None);
        }
        if shape == Shape::Group {
            self.table.group = None;
        }
        let Table { unit, columns, group } = &self.table;
        let lists = self.lists.iter().map(|lead| &lead.words);
        let table = [unit.as_ref(), columns.as_ref(), group.as_ref()].into_iter().flatten();
        block.section.extend(self.question.iter().chain(lists).chain(table).cloned());
        match shape {
            Shape::Columns => self.table.columns = Some(text.to_owned()),
            Shape::Group => self.table.group = Some(text.to_owned()),
            _ => {}
        }
    }
}

fn short(text: &str, longest: usize) -> Option<String> {
    (text.len() <= longest).then(|| text.to_owned())
}
