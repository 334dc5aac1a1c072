//! What leads to a block without being a heading above it.

use super::asking::{Part, part};
use super::block::{Joined, Shape};
use super::marker::{counted, follows};
use super::piece::join;
use super::placed::Block;
use super::words::gives_unit;
use crate::corpus::kind::Kind;
use crate::text::script::is_blank;
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
    /// The parts of a question that is replied to further below, with what counts them.
    asked: Vec<(String, String)>,
    /// The words before the lists that are open, the outermost first.
    lists: Vec<Lead>,
    /// The bullets that the next one may be part of: how far each is set in.
    bullets: Vec<(usize, String)>,
    table: Table,
}

/// The words before a list.
struct Lead {
    words: String,
    /// What stands before the block that they end.
    mark: String,
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
        leads.pass(block, joined, joined.mark(text), &join(text, &joined.pieces));
    }
}

impl Leads {
    /// Adds what leads to `block`, and takes up what it leads to itself.
    fn pass(&mut self, block: &mut Block, joined: &Joined, mark: &str, text: &str) {
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
        if !matches!(block.kind, Kind::Paragraph | Kind::Bullet | Kind::Question) {
            if block.kind == Kind::Heading {
                self.pass_heading(text);
            }
            self.lists.clear();
            self.bullets.clear();
            return;
        }
        let item = shape == Shape::Item;
        let listed = matches!(shape, Shape::Bullet | Shape::Item | Shape::Numbered(_));
        self.close_lists(listed && block.kind != Kind::Paragraph, joined, mark, item);
        if block.kind == Kind::Question {
            self.asked.push((counted(mark), without_and(text).to_owned()));
        } else {
            self.reply(mark);
        }
        block.section.extend(self.question.clone());
        block.section.extend(self.lists.iter().map(|lead| lead.words.clone()));
        self.pass_bullet(block, joined, text);
        self.open_list(block.kind, joined, mark, text);
    }

    /// Takes up the words before a list, if `text` ends with such.
    fn open_list(&mut self, kind: Kind, joined: &Joined, mark: &str, text: &str) {
        if text.ends_with([':', '：', '–', '－', '—']) || text.ends_with(" -") {
            let item = joined.shape == Shape::Item;
            let words = sentences(text).pop().map_or("", |range| &text[range]).to_owned();
            let bullet = (kind == Kind::Bullet && !item).then_some(joined.indent);
            let short = words.len() <= LONGEST_LEAD;
            let mark = mark.to_owned();
            self.lists.extend(short.then_some(Lead { words, mark, item, bullet, deeper: false }));
        }
    }

    /// Takes up what a heading of `text` leads to: a reply has the question that stands above.
    fn pass_heading(&mut self, text: &str) {
        if part(text) != Some(Part::Reply) {
            (self.question, self.asked) = (None, Vec::new());
        } else if let [(_, question)] = &self.asked[..] {
            self.question = short(question, LONGEST_QUESTION);
        }
    }

    /// Takes up the part of the question that a block with `mark` replies to: the one that
    /// is counted as it is.
    fn reply(&mut self, mark: &str) {
        let counted = counted(mark);
        let part = self.asked.iter().find(|(count, _)| *count == counted && !count.is_empty());
        if let Some((_, question)) = part {
            self.question = short(question, LONGEST_QUESTION);
            self.lists.clear();
        }
    }

    /// Closes the lists that a block is not of: another one than an item, the next of the
    /// items that an open one leads from.
    fn close_lists(&mut self, listed: bool, joined: &Joined, mark: &str, item: bool) {
        if !listed || item && self.lists.iter().any(|lead| lead.item) {
            self.lists.clear();
        }
        if let Some(at) = self.lists.iter().position(|lead| follows(&lead.mark, mark)) {
            self.lists.truncate(at);
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
        if let Some(lead) = self.lists.last_mut() {
            lead.deeper |= lead.bullet.is_some();
        }
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

/// A part of a question without what leads to the next one: `；及`, `; and`.
fn without_and(text: &str) -> &str {
    let ended = |c: char| is_blank(c) || matches!(c, '；' | ';' | '，' | ',');
    let text = text.trim_end_matches(ended);
    let and = ["以及", "及", " and"].into_iter().find_map(|and| text.strip_suffix(and));
    and.filter(|text| text.ends_with(ended)).unwrap_or(text).trim_end_matches(ended)
}

fn short(text: &str, longest: usize) -> Option<String> {
    (text.len() <= longest).then(|| text.to_owned())
}
