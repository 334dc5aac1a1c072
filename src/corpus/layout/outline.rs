//! Blocks into an outline: the headline, cross-heading and numbered section
//! that each stands under.

use super::asking::{Part, asks, part};
use super::block::{Joined, Shape};
use super::lead::lead;
use super::piece::{closed_up, join};
use super::placed::Block;
use super::title::opens_article;
use crate::corpus::kind::Kind;
use crate::text::script::{is_han, width};
use crate::text::sentence::sentences;

/// So many blank lines are a gap: what follows is set apart from the section
/// above it.
const GAP: usize = 2;

/// The narrowest headline of several decks, in columns; a cross-heading may
/// have two that are short.
const NARROWEST_DECKS: usize = 44;

/// The headings that are open at some point of the page.
#[derive(Default)]
struct Outline {
    headline: Option<String>,
    cross_heading: Option<String>,
    section: Option<String>,
    /// The number of the last numbered section; 0 before the first.
    number: u32,
    /// The section has had its first paragraph or bullet.
    begun: bool,
}

impl Outline {
    fn path(&self) -> Vec<String> {
        [self.headline.as_ref(), self.cross_heading.as_ref(), self.section.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }

    /// Opens the heading `title` of a level from 1; returns those above it.
    fn open(&mut self, level: usize, title: String) -> Vec<String> {
        match level {
            1 => {
                *self = Self { headline: Some(title), ..Self::default() };
                Vec::new()
            }
            2 => {
                self.section = None;
                self.cross_heading = Some(title);
                self.headline.iter().cloned().collect()
            }
            _ => {
                self.section = None;
                let above = self.path();
                self.section = Some(title);
                self.begun = false;
                above
            }
        }
    }

    /// The headings above a paragraph or bullet, which begins its section.
    fn begin(&mut self) -> Vec<String> {
        self.begun = true;
        self.path()
    }

    fn article(&self) -> Vec<String> {
        self.headline.as_ref().or(self.cross_heading.as_ref()).into_iter().cloned().collect()
    }

    /// Whether `words` of `kind` are asked of somebody here, in the part of a page that
    /// holds the question, where there is a reply further below.
    fn is_asked(&self, kind: Kind, words: &str) -> bool {
        let heading = self.cross_heading.as_deref();
        let asked = heading.and_then(part) == Some(Part::Question);
        asked && (kind == Kind::Bullet || kind == Kind::Paragraph && asks(words))
    }

    /// Whether `number` goes on with the numbered sections, or begins them.
    fn expects(&self, number: u32) -> bool {
        number == 1 || number == self.number + 1
    }
}

pub(super) fn place(text: &str, joined: &[Joined]) -> Vec<Block> {
    let mut outline = Outline::default();
    let mut placed: Vec<Block> = Vec::with_capacity(joined.len());
    let is_reply = |block: &Joined| {
        block.shape == Shape::Title && part(&join(text, &block.pieces)) == Some(Part::Reply)
    };
    let last_reply = joined.iter().rposition(is_reply);
    for index in 0..joined.len() {
        let block = &joined[index];
        let pieces = closed_up(text, block.pieces.clone());
        let words = || join(text, &pieces);
        let (kind, section) = match block.shape {
            Shape::Title if part(&words()).is_some() => (Kind::Heading, outline.open(2, words())),
            Shape::Title if is_headline(text, joined, index) => {
                (Kind::Heading, outline.open(1, words()))
            }
            Shape::Title => (Kind::Heading, outline.open(2, words())),
            Shape::Marked(level) => (Kind::Heading, outline.open(level, words())),
            Shape::Numbered(number) if outline.expects(number) && !is_listed(joined, index) => {
                outline.number = number;
                (Kind::Heading, outline.open(3, words()))
            }
            Shape::Caption => (Kind::Caption, outline.article()),
            Shape::Byline => {
                sign(&mut placed, &outline, &words());
                (Kind::Byline, outline.article())
            }
            Shape::Columns | Shape::Group | Shape::Question => (Kind::Heading, outline.begin()),
            Shape::Row => (Kind::Row, outline.begin()),
            // What fills more than a line is prose, numbered or not.
            Shape::Item if is_long(text, block) => (Kind::Paragraph, outline.begin()),
            Shape::Bullet | Shape::Item => (Kind::Bullet, outline.begin()),
            Shape::Numbered(_) if is_listed(joined, index) => (Kind::Bullet, outline.begin()),
            Shape::Paragraph | Shape::Numbered(_) => {
                leave_section(&mut outline, block);
                (Kind::Paragraph, outline.begin())
            }
        };
        let is_replied = last_reply.is_some_and(|reply| index < reply);
        let asked = is_replied && outline.is_asked(kind, &words());
        let kind = if asked { Kind::Question } else { kind };
        placed.push(Block { kind, section, pieces });
    }
    lead(text, &mut placed, joined);
    placed
}

/// Whether a numbered sentence is a paragraph of a paper, and no item of a list.
fn is_long(text: &str, block: &Joined) -> bool {
    const WIDEST_ITEM: usize = 90;
    let words = block.last(text);
    block.pieces.len() > 1 || width(words) > WIDEST_ITEM || sentences(words).len() > 1
}

/// Whether the numbered line at `index` has one directly above or below it:
/// the items of a list stand so, and headings do not.
fn is_listed(joined: &[Joined], index: usize) -> bool {
    let numbered = |block: &Joined| matches!(block.shape, Shape::Numbered(_));
    let below = joined.get(index + 1);
    let above = index.checked_sub(1).map(|above| &joined[above]);
    joined[index].blank_before == 0 && above.is_some_and(numbered)
        || below.is_some_and(|below| below.blank_before == 0 && numbered(below))
}

/// Running text set apart by a gap after a numbered section has begun is not
/// part of that section: the page put another text there.
fn leave_section(outline: &mut Outline, block: &Joined) {
    if outline.begun && block.blank_before >= GAP && outline.section.is_some() {
        outline.section = None;
    }
}

/// A byline below a text that the page put between numbered sections signs
/// that text: it becomes the heading its paragraphs are known by.
fn sign(placed: &mut [Block], outline: &Outline, byline: &str) {
    let here = outline.path();
    let own = |block: &&mut Block| block.kind == Kind::Paragraph && block.section == here;
    if outline.number > 0 && outline.section.is_none() {
        placed
            .iter_mut()
            .rev()
            .take_while(own)
            .for_each(|block| block.section.push(byline.to_owned()));
    }
}

/// A headline opens an article: it is the first title of the page, has a
/// dateline below it, or is set in several decks parted by spaces.
fn is_headline(text: &str, joined: &[Joined], index: usize) -> bool {
    let titled = |block: &Joined| matches!(block.shape, Shape::Title | Shape::Marked(1));
    let first = !joined[..index].iter().any(titled);
    let dateline = joined.get(index + 1).is_some_and(|below| opens_article(text, below));
    let words = join(text, &joined[index].pieces);
    first || dateline || width(&words) >= NARROWEST_DECKS && has_decks(&words)
}

/// Whether Han text is parted by spaces, as the lines of a headline are.
fn has_decks(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    !text.contains(['｜', '|', '→'])
        && characters
            .windows(3)
            .any(|w| (is_han(w[0]) || !w[0].is_ascii()) && w[1].is_whitespace() && is_han(w[2]))
}
