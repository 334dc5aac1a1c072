//! Blocks into an outline: the headline, cross-heading and numbered section
//! that each stands under.

use super::block::{Joined, Shape, opens_article};
use super::join::join;
use super::line::is_question;
use super::placed::Block;
use crate::corpus::kind::Kind;
use crate::text::script::is_han;
use crate::text::sentence::sentences;

/// So many blank lines are a gap: what follows is set apart from the section
/// above it.
const GAP: usize = 2;

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
                self.article()
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
        self.headline.iter().cloned().collect()
    }

    /// Whether `number` goes on with the numbered sections, or begins them.
    fn expects(&self, number: u32) -> bool {
        number == 1 || number == self.number + 1
    }
}

pub(super) fn place(body: &str, joined: &[Joined]) -> Vec<Block> {
    let mut outline = Outline::default();
    let mut placed: Vec<Block> = Vec::with_capacity(joined.len());
    for index in 0..joined.len() {
        let block = &joined[index];
        let text = || join(body, &block.pieces);
        let (kind, section) = match block.shape {
            Shape::Title if is_headline(body, joined, index) => {
                (Kind::Heading, outline.open(1, text()))
            }
            Shape::Title => (Kind::Heading, outline.open(2, text())),
            Shape::Marked(level) => (Kind::Heading, outline.open(level, text())),
            Shape::Numbered(number) if outline.expects(number) && !is_listed(joined, index) => {
                outline.number = number;
                (Kind::Heading, outline.open(3, text()))
            }
            Shape::Caption => (Kind::Caption, outline.article()),
            Shape::Byline => {
                sign(&mut placed, &outline, &text());
                (Kind::Byline, outline.article())
            }
            Shape::Bullet | Shape::Item => (Kind::Bullet, outline.begin()),
            Shape::Numbered(_) if is_listed(joined, index) => (Kind::Bullet, outline.begin()),
            Shape::Paragraph | Shape::Numbered(_) => {
                leave_section(&mut outline, block);
                (Kind::Paragraph, outline.begin())
            }
        };
        placed.push(Block { kind, section, pieces: block.pieces.clone() });
    }
    let mut leads = Leads::default();
    for (block, joined) in placed.iter_mut().zip(joined) {
        leads.pass(block, joined.shape, &join(body, &joined.pieces));
    }
    placed
}

/// The longest words before a list that its bullets are known by, in bytes:
/// some fifty Han characters.
const LONGEST_LEAD: usize = 150;

/// What leads to the blocks below it without being a heading: a bullet says
/// little without the words before its list, and a reply without its question.
#[derive(Default)]
struct Leads {
    question: Option<String>,
    list: Option<Lead>,
}

/// The words before a list.
struct Lead {
    words: String,
    /// They are a numbered sentence, so that the next one is not of their list.
    item: bool,
}

impl Leads {
    /// Adds what leads to `block`, and takes up what it leads to itself.
    fn pass(&mut self, block: &mut Block, shape: Shape, text: &str) {
        if !matches!(block.kind, Kind::Paragraph | Kind::Bullet) {
            *self = Self::default();
            return;
        }
        let item = shape == Shape::Item;
        let asks = is_question(text);
        self.question.take_if(|_| asks);
        self.list.take_if(|lead| block.kind != Kind::Bullet || item && lead.item || asks);
        block.section.extend(self.question.clone());
        block.section.extend(self.list.as_ref().map(|lead| lead.words.clone()));
        if asks {
            self.question = Some(text.to_owned()).filter(|text| text.len() <= LONGEST_LEAD);
        } else if text.ends_with([':', '：']) {
            let words = sentences(text).pop().map_or("", |range| &text[range]).to_owned();
            self.list = (words.len() <= LONGEST_LEAD).then_some(Lead { words, item });
        }
    }
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
fn is_headline(body: &str, joined: &[Joined], index: usize) -> bool {
    let first = !joined[..index].iter().any(|block| block.shape == Shape::Title);
    let dateline = joined.get(index + 1).is_some_and(|below| opens_article(body, below));
    first || dateline || has_decks(&join(body, &joined[index].pieces))
}

/// Whether Han text is parted by spaces, as the lines of a headline are.
fn has_decks(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters
        .windows(3)
        .any(|w| (is_han(w[0]) || !w[0].is_ascii()) && w[1].is_whitespace() && is_han(w[2]))
}
