//! The parts of a passage that answer best, from the logits of its windows.

use std::cmp::Ordering;
use std::ops::Range;

use super::layout::Window;
use super::output::Output;
use crate::text::span::overlap;

/// How many spans a passage gives at most: more than a reply shows, and few
/// enough to weigh each.
pub const SPANS: usize = 5;

/// A part of a passage that may answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Its bytes in [`Text::text`](super::Text::text), on character
    /// boundaries, without white space around it.
    pub range: Range<usize>,
    /// The logarithm of the probability that the answer, if the passage has
    /// one, starts and ends here: 0 is certainty.
    pub score: f32,
}

/// Tokens `first..=last` of a passage, and the sum of their logits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    first: usize,
    last: usize,
    logit: f32,
}

/// Every span of at most `longest` tokens that lies in one window, best first.
/// Spans of the same logit stand in the order of the passage.
pub(super) fn candidates(read: &[(&Window, &Output)], longest: usize) -> Vec<Candidate> {
    let of_window = |(window, output): &(&Window, &Output)| {
        let (tokens, offset) = (window.tokens.clone(), window.first);
        let (starts, ends) = (output.start[offset..].to_vec(), output.end[offset..].to_vec());
        tokens.clone().flat_map(move |first| {
            let start = starts[first - tokens.start];
            let ends = ends[first - tokens.start..tokens.len()].to_vec();
            (first..).zip(ends).take(longest).map(move |(last, end)| Candidate {
                first,
                last,
                logit: start + end,
            })
        })
    };
    let mut all: Vec<Candidate> = read.iter().flat_map(of_window).collect();
    all.sort_by(better);
    all
}

/// How far the best span of one window is above the first token, which stands
/// for no answer in models that do not say it otherwise.
pub(super) fn above_null(one: &(&Window, &Output), longest: usize) -> f32 {
    let best = candidates(&[*one], longest).first().map(|candidate| candidate.logit);
    best.map_or(f32::NEG_INFINITY, |best| best - one.1.start[0] - one.1.end[0])
}

fn better(left: &Candidate, right: &Candidate) -> Ordering {
    let places = (left.first, left.last).cmp(&(right.first, right.last));
    right.logit.total_cmp(&left.logit).then(places)
}

/// The logarithm of what the starts of all windows weigh together, times what
/// the ends do: the windows of a passage compete with one another.
pub(super) fn weight(read: &[(&Window, &Output)]) -> f32 {
    let part = |pick: fn(&Output) -> &[f32]| {
        let logits = read.iter().flat_map(|(window, output)| {
            &pick(output)[window.first..window.first + window.tokens.len()]
        });
        log_of_sum(&logits.copied().collect::<Vec<_>>())
    };
    part(|output| &output.start) + part(|output| &output.end)
}

fn log_of_sum(logits: &[f32]) -> f32 {
    let greatest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    greatest + logits.iter().map(|logit| (logit - greatest).exp()).sum::<f32>().ln()
}

/// The best of `candidates` in `text`, none overlapping a better one. `ranges`
/// are the bytes of the passage's tokens.
pub(super) fn best(
    text: &str,
    ranges: &[Range<usize>],
    candidates: &[Candidate],
    weight: f32,
) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for candidate in candidates {
        let bytes = ranges[candidate.first].start..ranges[candidate.last].end;
        let Some(range) = trimmed(text, bytes) else { continue };
        let overlaps = |span: &Span| overlap(&span.range, &range);
        if !spans.iter().any(overlaps) {
            spans.push(Span { range, score: candidate.logit - weight });
        }
        if spans.len() == SPANS {
            break;
        }
    }
    spans
}

/// `range` of `text` without white space around it, if anything is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let length = part.trim().len();
    (length > 0).then(|| start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::layout::Input;

    fn window(first: usize, tokens: Range<usize>) -> Window {
        Window {
            input: Input { ids: vec![0; first + tokens.len() + 1], question: 1 },
            first,
            tokens,
        }
    }

    fn output(start: &[f32], end: &[f32]) -> Output {
        Output { start: start.to_vec(), end: end.to_vec(), has_answer: None, vector: None }
    }

    #[test]
    fn the_best_span_is_first_and_the_others_do_not_overlap_it() {
        let text = "共 29 間";
        let ranges = [0..3, 3..6, 6..10];
        let window = window(1, 0..3);
        let output = output(&[9.0, 0.0, 2.0, 1.0, 0.0], &[9.0, 0.0, 3.0, 1.0, 0.0]);
        let read = [(&window, &output)];
        let spans = best(text, &ranges, &candidates(&read, 2), weight(&read));
        let found: Vec<&str> = spans.iter().map(|span| &text[span.range.clone()]).collect();
        assert_eq!(found, ["29", "間", "共"]);
        let expected = (2f32.exp() / (1.0 + 2f32.exp() + 1f32.exp())).ln()
            + (3f32.exp() / (1.0 + 3f32.exp() + 1f32.exp())).ln();
        assert!((spans[0].score - expected).abs() < 1e-5);
    }

    #[test]
    fn without_a_logit_of_its_own_the_first_token_says_that_nothing_answers() {
        let window = window(1, 0..2);
        let output = output(&[1.0, 4.0, 0.0, 9.0], &[0.5, 0.0, 3.0, 9.0]);
        assert!((above_null(&(&window, &output), 2) - 5.5).abs() < 1e-6);
        assert!((above_null(&(&window, &output), 1) - 2.5).abs() < 1e-6);
    }

    #[test]
    fn windows_compete_and_their_tokens_are_the_passage_s() {
        let text = "abcdef";
        let ranges: Vec<_> = (0..6).map(|at| at..at + 1).collect();
        let (early, late) = (window(2, 0..4), window(2, 2..6));
        let low = output(&[0.0; 7], &[0.0; 7]);
        let high = output(&[0., 0., 0., 0., 0., 5., 0.], &[0., 0., 0., 0., 0., 5., 0.]);
        let read = [(&early, &low), (&late, &high)];
        let spans = best(text, &ranges, &candidates(&read, 3), weight(&read));
        assert_eq!(&text[spans[0].range.clone()], "f");
        assert!(spans[0].score > spans[1].score);
    }

    #[test]
    fn white_space_is_no_span() {
        assert_eq!(trimmed("a  b", 1..3), None);
        assert_eq!(trimmed("a  b", 1..4), Some(3..4));
        assert_eq!(trimmed("橋", 1..3), None);
        assert_eq!(trimmed("橋　", 0..6), Some(0..3));
    }
}
