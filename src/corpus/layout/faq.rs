//! Questions with a reply below them, in the forms that pages have them.

use super::asking::{asks, is_question};
use super::block::{Joined, Shape};
use super::ending::is_complete;
use super::marker::chinese_number;
use super::piece::join;
use crate::text::script::width;

/// The widest question that has no mark but its own, in columns.
const WIDEST_PLAIN: usize = 90;
/// So many questions without a mark make a page a list of them.
const FEWEST_PLAIN: usize = 2;

/// Tells the questions among `blocks`: those marked as such, numbered ones
/// with a reply below, and, where there are several, those that stand alone.
pub(super) fn set_questions(text: &str, blocks: &mut [Joined]) {
    let said: Vec<String> = blocks.iter().map(|block| join(text, &block.pieces)).collect();
    let numbered = |at: usize| match blocks[at].shape {
        Shape::Item | Shape::Numbered(_) => asks(&said[at]),
        Shape::Paragraph => asks(&said[at]) && chinese_number(&said[at]).is_some(),
        _ => false,
    };
    let marked = |at: usize| {
        matches!(blocks[at].shape, Shape::Paragraph | Shape::Title) && is_question(&said[at])
    };
    let question = |at: usize| marked(at) || numbered(at);
    // Several, one below the other, are put to someone else.
    let replied =
        |at: usize| at + 1 < blocks.len() && !question(at + 1) && !is_heading(blocks[at + 1].shape);
    let listed = |at: usize| at > 0 && blocks[at].blank_before == 0 && numbered(at - 1);
    let told: Vec<bool> = (0..blocks.len())
        .map(|at| marked(at) || numbered(at) && replied(at) && !listed(at))
        .collect();
    let plain = |at: usize| {
        let alone = blocks[at].blank_before > 0 || at == 0;
        let set_off = blocks.get(at + 1).is_some_and(|below| {
            below.blank_before > 0
                && matches!(below.shape, Shape::Paragraph | Shape::Bullet | Shape::Item)
        });
        let above = at
            .checked_sub(1)
            .is_none_or(|above| is_complete(&said[above]) || is_heading(blocks[above].shape));
        let short = blocks[at].pieces.len() == 1 && width(&said[at]) <= WIDEST_PLAIN;
        blocks[at].shape == Shape::Paragraph
            && asks(&said[at])
            && short
            && alone
            && set_off
            && above
            && !said[at].starts_with(['「', '“', '"', '『'])
    };
    let plain: Vec<usize> = (0..blocks.len()).filter(|at| !told[*at] && plain(*at)).collect();
    let titled = blocks.iter().filter(|block| block.shape == Shape::Title).count() > 1;
    let many = plain.len() >= FEWEST_PLAIN || titled;
    for (at, told) in told.into_iter().enumerate() {
        if told || many && plain.contains(&at) {
            blocks[at].shape = Shape::Question;
        }
    }
}

fn is_heading(shape: Shape) -> bool {
    matches!(shape, Shape::Title | Shape::Marked(_))
}
