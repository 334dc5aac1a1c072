//! Spoken Hong Kong Cantonese put into written Chinese, for search.
//!
//! The rules are applied to folded text (Simplified, lower case), longest
//! first. A spoken word may be written in several ways, and it also stands
//! for itself (係 is also in 關係), so a rule gives alternatives beside the
//! original, never instead of it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::normalize::folded;

/// Spoken words with what they are in writing, the likeliest first, parted by
/// `|`. An empty one is a particle that writing leaves out.
const RULES: &str = include_str!("cantonese.tsv");

static TABLE: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let lines = RULES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rule = |line: &str| {
        let (spoken, written) = line.split_once('\t')?;
        Some((folded(spoken), written.split('|').map(folded).collect()))
    };
    lines.filter_map(rule).collect()
});

/// The longest spoken word of the table, in characters.
const LONGEST: usize = 5;

/// Characters that written Chinese hardly uses and spoken Cantonese needs.
static MARKERS: LazyLock<String> = LazyLock::new(|| {
    folded("嘅咗喺唔冇哋咩乜嘢啲佢嚟俾畀睇搵揾攞咁噉嗰諗瞓靚嬲攰㗎喎啫咋尐嘞吖嘥掟孭冚罅揸踎氹")
});

/// Words that are Cantonese though their characters are common.
const MARKER_WORDS: &[&str] = &[
    "几时", "几多", "边度", "边个", "边间", "边位", "边两", "边三", "边四", "边五", "边六", "边几",
    "系咪", "点解", "点样", "而家", "依家", "呢个", "呢度", "呢只", "寻日", "听日", "头先", "就系",
    "都系", "系度", "食饭", "阿妈", "阿爸", "好似",
];

/// A stretch of a text: a spoken word with its written forms, or the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the folded text.
    pub range: Range<usize>,
    /// What it is in writing, the likeliest first; empty where nothing is
    /// spoken, and holding an empty text for a particle.
    pub written: &'static [String],
}

/// Whether `text` (folded: Simplified, lower case) is spoken Cantonese.
pub fn is_spoken(text: &str) -> bool {
    text.chars().any(|c| MARKERS.contains(c)) || MARKER_WORDS.iter().any(|word| text.contains(word))
}

/// Cuts `text`, which is folded, into spoken words and what lies between
/// them; one piece when nothing is spoken.
///
/// `words` are the places of written words, in order: a spoken word of one
/// character is not taken out of one, as 企 (to stand) of 企業.
pub fn pieces(text: &str, words: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    let spoken = is_spoken(text);
    while at < text.len() {
        let rest = &text[at..];
        let width = rest.chars().next().map_or(1, char::len_utf8);
        let inside =
            |word: &Range<usize>| word.len() > width && word.start <= at && at + width <= word.end;
        let found = if spoken { longest(rest) } else { None };
        let found = found.filter(|(word, _)| word.len() > width || !words.iter().any(inside));
        match (found, pieces.last_mut()) {
            (Some((word, written)), _) => {
                pieces.push(Piece { range: at..at + word.len(), written });
                at += word.len();
                continue;
            }
            (None, Some(last)) if last.written.is_empty() => last.range.end += width,
            (None, _) => pieces.push(Piece { range: at..at + width, written: &[] }),
        }
        at += width;
    }
    pieces
}

/// The longest spoken word that `rest` begins with.
fn longest(rest: &str) -> Option<(&'static str, &'static [String])> {
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let found = ends.filter_map(|end| TABLE.get_key_value(&rest[..end])).last()?;
    Some((found.0.as_str(), found.1.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The written form of `text`, which is folded, in the likeliest words.
    fn to_written(text: &str) -> String {
        let piece = |piece: Piece| match piece.written.first() {
            Some(written) => written.as_str(),
            None => &text[piece.range],
        };
        pieces(text, &[]).into_iter().map(piece).collect()
    }

    #[test]
    fn spoken_questions_become_written_ones() {
        assert_eq!(to_written(&folded("條橋幾時起好？")), "条桥什么时候建成?");
        assert_eq!(to_written(&folded("佢哋主要嚟自邊度")), "他们主要来自哪里");
        assert_eq!(to_written(&folded("你喺度搵乜嘢呀？")), "你在找什么?");
    }

    #[test]
    fn written_chinese_is_left_alone() {
        assert_eq!(to_written("关系如何"), "关系如何");
        assert_eq!(pieces("关系如何", &[]).len(), 1);
        assert_eq!(pieces("", &[]), []);
        // 企 stands, and 企業 is a firm.
        let word = 6..12;
        let spoken = |words: &[Range<usize>]| {
            pieces("边间企业喺度", words).iter().filter(|piece| !piece.written.is_empty()).count()
        };
        assert_eq!((spoken(&[]), spoken(std::slice::from_ref(&word))), (3, 2));
    }

    #[test]
    fn every_rule_can_be_found() {
        assert!(TABLE.len() > 200);
        for (spoken, written) in TABLE.iter() {
            let found = longest(spoken).map(|(word, _)| word);
            assert_eq!(found, Some(spoken.as_str()));
            assert!(!written.is_empty(), "{spoken}");
        }
    }
}
