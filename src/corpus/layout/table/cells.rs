//! One row cut into its cells.

use std::ops::Range;

use super::super::line::{Line, Look};
use crate::text::script::{columns, is_blank};

/// What parts the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `a | b`
    Bars,
    /// A tab.
    Tabs,
    /// Two spaces and more.
    Spaces,
    /// A space that is as wide as a Han character.
    Wide,
}

/// A cell: its bytes of the text, and the columns it takes on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) range: Range<usize>,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// How the cells of `line` are parted, if it has any.
pub(super) fn form(text: &str, line: &Line) -> Option<Form> {
    if matches!(line.look, Look::Marked(_) | Look::Caption | Look::Rule) {
        return None;
    }
    let words = whole(text, line);
    let several = |form| cells(text, line, form).len() > 1;
    if text[words.clone()].contains(['|', '｜']) {
        return Some(Form::Bars).filter(|form| several(*form));
    }
    if text[words.clone()].trim_matches(is_blank).contains('\t') && several(Form::Tabs) {
        return Some(Form::Tabs);
    }
    [Form::Spaces, Form::Wide].into_iter().find(|form| several(*form))
}

/// The bytes of the line that `line` stands in, with what was taken for its
/// mark.
fn whole(text: &str, line: &Line) -> Range<usize> {
    let start = text[..line.range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[line.range.end..].find('\n').map_or(text.len(), |at| line.range.end + at);
    start..end
}

/// The cells of `line`, of which those between bars may be empty.
pub(super) fn cells(text: &str, line: &Line, form: Form) -> Vec<Cell> {
    let whole = whole(text, line);
    let range = match form {
        // A bar at either side is the table's frame.
        Form::Bars => framed(text, whole.clone()),
        Form::Tabs => line_start(text, &whole, line)..whole.end,
        Form::Spaces | Form::Wide => line_start(text, &whole, line)..line.range.end,
    };
    let gaps = match form {
        Form::Bars => marks(text, &range, &['|', '｜']),
        Form::Tabs => marks(text, &range, &['\t']),
        Form::Spaces => spaces(text, &range),
        Form::Wide => marks(text, &range, &['\u{3000}']),
    };
    let (mut cells, mut start) = (Vec::new(), range.start);
    let mut ruler = Ruler { text, at: whole.start, column: 0 };
    for gap in gaps.into_iter().chain(std::iter::once(range.end..range.end)) {
        cells.push(cell(&mut ruler, start..gap.start));
        start = gap.end;
    }
    if form == Form::Tabs {
        // Tabs at the end hold nothing.
        while cells.last().is_some_and(|cell| cell.range.is_empty()) {
            cells.pop();
        }
    }
    cells
}

/// Where the first cell of `line` begins. The mark of a list is no cell.
fn line_start(text: &str, whole: &Range<usize>, line: &Line) -> usize {
    if matches!(line.look, Look::Bullet | Look::Item) {
        return line.range.start;
    }
    let words = &text[whole.start..line.range.end];
    whole.start + words.len() - words.trim_start_matches(is_blank).len()
}

fn framed(text: &str, whole: Range<usize>) -> Range<usize> {
    let words = text[whole.clone()].trim_matches(is_blank);
    let start =
        whole.start + (text[whole.clone()].len() - text[whole].trim_start_matches(is_blank).len());
    let inner = words.strip_prefix(['|', '｜']).unwrap_or(words);
    let start = start + words.len() - inner.len();
    let inner = inner.strip_suffix(['|', '｜']).unwrap_or(inner);
    start..start + inner.len()
}

fn marks(text: &str, range: &Range<usize>, marks: &[char]) -> Vec<Range<usize>> {
    let found = text[range.clone()].match_indices(marks);
    found.map(|(at, mark)| range.start + at..range.start + at + mark.len()).collect()
}

/// Where two spaces and more stand; those after a full stop part sentences.
fn spaces(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut gaps: Vec<Range<usize>> = Vec::new();
    let words = &text[range.clone()];
    for (at, c) in words.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let at = range.start + at;
        match gaps.last_mut().filter(|gap| gap.end == at) {
            Some(gap) => gap.end = at + c.len_utf8(),
            None => gaps.push(at..at + c.len_utf8()),
        }
    }
    let stops = |at: usize| text[..at].ends_with(['.', ':', '?', '!', '。', '：', '；']);
    // `Name      : Simulator` is a label and what goes with it.
    let labels = |at: usize| text[at..].starts_with([':', '：']);
    let wide = |gap: &Range<usize>| text[gap.clone()].chars().count() > 1;
    gaps.into_iter().filter(|gap| wide(gap) && !stops(gap.start) && !labels(gap.end)).collect()
}

/// Counts the columns of a line from its start, on and on.
struct Ruler<'a> {
    text: &'a str,
    at: usize,
    column: usize,
}

impl Ruler<'_> {
    /// The column at byte `at`, which is not before the last one asked for.
    fn column(&mut self, at: usize) -> usize {
        self.column += self.text[self.at..at].chars().map(columns).sum::<usize>();
        self.at = at;
        self.column
    }
}

/// The cell in `range` without the space around it.
fn cell(ruler: &mut Ruler<'_>, range: Range<usize>) -> Cell {
    let words = &ruler.text[range.clone()];
    let inner = words.trim_matches(is_blank);
    let start = if inner.is_empty() {
        range.start
    } else {
        range.start + words.len() - words.trim_start_matches(is_blank).len()
    };
    let end = start + inner.len();
    Cell { range: start..end, from: ruler.column(start), to: ruler.column(end) }
}
