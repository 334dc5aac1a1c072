//! From bytes of a text to bytes of the file it was read from.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of text whose characters all have one width in the text and one
/// in the file, so that a position in it is found by proportion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    text: u32,
    source: u32,
    text_width: u8,
    source_width: u8,
}

impl Run {
    fn at(self, position: usize) -> usize {
        let inside = position.saturating_sub(self.text as usize);
        self.source as usize
            + inside / usize::from(self.text_width) * usize::from(self.source_width)
    }

    fn follows(self, text: u32, source: u32, widths: (u8, u8)) -> bool {
        (self.text_width, self.source_width) == widths
            && self.at(text as usize) == source as usize
            && self.text <= text
    }
}

/// Maps byte ranges of a text to byte ranges of its file.
///
/// A UTF-8 file is one run of width one; Big5 has a run for every change
/// between one- and two-byte characters; layout adds a run for each break
/// that it joined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceMap(Vec<Run>);

impl SourceMap {
    /// The map of a text that stands in its file, byte for byte, at `offset`.
    pub fn verbatim(offset: usize) -> Self {
        let mut map = Self::default();
        map.push(0, offset, (1, 1));
        map
    }

    /// Records that the text at byte `text` is the file at byte `source`, in
    /// characters of `widths` (text, file) bytes.
    pub fn push(&mut self, text: usize, source: usize, widths: (u8, u8)) {
        let (text, source) = (narrow(text), narrow(source));
        if self.0.last().is_none_or(|run| !run.follows(text, source, widths)) {
            self.0.push(Run { text, source, text_width: widths.0.max(1), source_width: widths.1 });
        }
    }

    /// The bytes of the file that `range` of the text came from: all between
    /// the first of them and the last.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.run_at(range.start).map_or(0, |run| run.at(range.start));
        let last = range.end.saturating_sub(1).max(range.start);
        let (first, last) = (self.index_at(range.start), self.index_at(last));
        let mut source = start..start;
        for at in first..(last + 1).min(self.0.len()) {
            // A head of several lines has its words out of their order.
            let next = self.0.get(at + 1).filter(|_| at < last).map(|run| run.text as usize);
            let from = self.0[at].at((self.0[at].text as usize).max(range.start));
            source.start = source.start.min(from);
            source.end = source.end.max(self.0[at].at(next.unwrap_or(range.end)));
        }
        source
    }

    /// Adds to `into` the part of this map under `range`, as if that part
    /// were copied to byte `at` of another text.
    pub fn copy(&self, range: &Range<usize>, at: usize, into: &mut Self) {
        let first = self.index_at(range.start);
        for run in self.0.iter().skip(first).take_while(|run| (run.text as usize) < range.end) {
            let start = (run.text as usize).max(range.start);
            into.push(at + start - range.start, run.at(start), (run.text_width, run.source_width));
        }
    }

    fn run_at(&self, position: usize) -> Option<Run> {
        self.0.get(self.index_at(position)).copied()
    }

    fn index_at(&self, position: usize) -> usize {
        self.0.partition_point(|run| run.text as usize <= position).saturating_sub(1)
    }
}

/// Files are at most 4 GiB; the loader refuses larger ones.
fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_pieces_map_back_to_both_sides_of_the_break() {
        let file = SourceMap::verbatim(0);
        let mut quote = SourceMap::default();
        file.copy(&(10..20), 0, &mut quote);
        file.copy(&(25..30), 10, &mut quote);
        assert_eq!(quote.source(&(0..10)), 10..20);
        assert_eq!(quote.source(&(8..12)), 18..27);
        assert_eq!(quote.source(&(10..15)), 25..30);
    }

    #[test]
    fn two_byte_characters_map_by_proportion() {
        let mut big5 = SourceMap::default();
        big5.push(0, 0, (1, 1));
        big5.push(2, 2, (3, 2));
        big5.push(5, 4, (3, 2));
        assert_eq!(big5.source(&(2..8)), 2..6);
        assert_eq!(big5.source(&(5..8)), 4..6);
    }
}
