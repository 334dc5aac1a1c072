//! What the model is given: the question, then the header, then as much of the
//! passage as fits. `docs/reader.md` has the order of tokens; training has the
//! same.

use std::ops::Range;

use super::manifest::Manifest;
use super::tokens::Tokens;

/// One input of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// All tokens.
    pub(super) ids: Vec<i32>,
    /// How many of them belong to the question and the separator.
    pub(super) question: usize,
}

/// An input with a part of a passage in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) input: Input,
    /// Where the part begins among the input's tokens.
    pub(super) first: usize,
    /// Which of the passage's tokens are in it.
    pub(super) tokens: Range<usize>,
}

/// The windows that a passage is read in: one if it fits, else overlapping by
/// half, so that an answer of up to half a window stands whole in one of them.
pub(super) fn windows(
    manifest: &Manifest,
    question: &Tokens,
    header: &Tokens,
    passage: &Tokens,
) -> Vec<Window> {
    let mut frame = Input { ids: vec![manifest.tokens.begin], question: 0 };
    frame.ids.extend(question.ids.iter().take(manifest.longest_question));
    frame.ids.extend(&manifest.tokens.separator);
    frame.question = frame.ids.len();
    frame.ids.extend(shortened(&header.ids, manifest.longest_header));
    let room = manifest.longest.saturating_sub(frame.ids.len() + 1).max(1);
    let window = |tokens: Range<usize>| {
        let mut input = frame.clone();
        input.ids.extend(&passage.ids[tokens.clone()]);
        input.ids.push(manifest.tokens.end);
        Window { input, first: frame.ids.len(), tokens }
    };
    parts(passage.ids.len(), room).into_iter().map(window).collect()
}

/// So many of the last tokens of a header are read however long it is: the day stands there.
const LAST: usize = 12;

/// The `most` of `header` that are read: its first tokens, and its last.
fn shortened(header: &[i32], most: usize) -> Vec<i32> {
    if header.len() <= most {
        return header.to_vec();
    }
    let last = LAST.min(most / 2);
    [&header[..most - last], &header[header.len() - last..]].concat()
}

/// A text by itself, cut to what fits.
pub(super) fn alone(manifest: &Manifest, text: &Tokens) -> Input {
    let mut ids = vec![manifest.tokens.begin];
    ids.extend(text.ids.iter().take(manifest.longest.saturating_sub(2)));
    ids.push(manifest.tokens.end);
    Input { question: ids.len(), ids }
}

/// Parts of at most `room` that cover `length`, each overlapping the one
/// before it by half or more; the last is as full as the others.
fn parts(length: usize, room: usize) -> Vec<Range<usize>> {
    if length <= room {
        return std::iter::once(0..length).filter(|part| !part.is_empty()).collect();
    }
    let last = length - room;
    let starts = (0..last).step_by((room / 2).max(1)).chain([last]);
    starts.map(|start| start..start + room).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::reader::manifest::tests::TEXT;

    fn tokens(ids: impl IntoIterator<Item = i32>) -> Tokens {
        let ids: Vec<i32> = ids.into_iter().collect();
        Tokens { ranges: (0..ids.len()).map(|at| at..at + 1).collect(), ids }
    }

    #[test]
    fn the_question_comes_first_then_header_and_passage() {
        let manifest = Manifest::parse(TEXT, Path::new("reader.toml")).expect("it is right");
        let (question, header) = (tokens([10, 11]), tokens(20..40));
        let windows = windows(&manifest, &question, &header, &tokens([50, 51]));
        let [window] = &windows[..] else { panic!("{windows:?}") };
        assert_eq!(window.input.ids, [0, 10, 11, 2, 2, 20, 21, 22, 23, 36, 37, 38, 39, 50, 51, 2]);
        assert_eq!((window.input.question, window.first, window.tokens.clone()), (5, 13, 0..2));
        assert_eq!(alone(&manifest, &question).ids, [0, 10, 11, 2]);
    }

    proptest! {
        #[test]
        fn windows_cover_a_long_passage_and_fit(question in 0..60i32, header in 0..60i32, passage in 0..400i32) {
            let manifest = Manifest::parse(TEXT, Path::new("reader.toml")).expect("it is right");
            let passage = tokens(100..100 + passage);
            let windows = windows(&manifest, &tokens(0..question), &tokens(0..header), &passage);
            let mut covered = 0;
            for window in &windows {
                prop_assert!(window.input.ids.len() <= manifest.longest);
                prop_assert!(window.tokens.start <= covered, "a gap before {:?}", window.tokens);
                let part = &window.input.ids[window.first..window.first + window.tokens.len()];
                prop_assert_eq!(part, &passage.ids[window.tokens.clone()]);
                covered = window.tokens.end;
            }
            prop_assert_eq!(covered, passage.ids.len());
        }
    }
}
