//! Sentences and clauses, as byte ranges that leave nothing visible out.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::script::{ends_sentence, is_blank, is_closing, is_han};

/// The sentences of `text` in order, without the white space around them.
///
/// A sentence ends at 。！？… or at a full stop before white space, with the
/// closing quotes that follow; a line break ends it too. A semicolon does not
/// end it: what stands on both sides is one statement. Nor does the point of an
/// abbreviation, a mark within an address, or a question that is quoted in the
/// middle of a sentence.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    split(text, |at, past| {
        let rest = &text[at..];
        match rest.chars().next() {
            Some('\n') => true,
            Some('.') => {
                text[past..].chars().next().is_none_or(char::is_whitespace)
                    && !is_abbreviated(text, at)
            }
            Some('；') | None => false,
            Some(mark) => {
                ends_sentence(mark) && !is_in_address(text, at) && !goes_on(text, at, mark)
            }
        }
    })
}

/// Abbreviations whose point ends no sentence, in lower case.
static ABBREVIATIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let words = include_str!("abbreviations.txt").lines();
    words.filter(|line| !line.starts_with('#')).collect()
});

/// Whether the point at `at` is of a shortened word, an initial, or before a
/// word that begins no sentence.
fn is_abbreviated(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let word = &before[before
        .rfind(|c: char| !c.is_ascii_alphabetic() && c != '.')
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))..];
    let after = text[at + 1..].trim_start();
    if after.is_empty() || text[at + 1..].starts_with('\n') {
        return false;
    }
    let initial = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let initials = word.contains('.') && word.split('.').all(|part| part.len() == 1);
    initial
        || initials
        || ABBREVIATIONS.contains(word.to_ascii_lowercase().as_str())
        || after.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The longest address that is looked for, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether the mark at `at` stands within an address: `https://a.hk/?id=1`.
fn is_in_address(text: &str, at: usize) -> bool {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '&' | '/' | '=');
    if !text.as_bytes()[at].is_ascii() || !text[at + 1..].starts_with(goes_on) {
        return false;
    }
    let before = &text[text.floor_char_boundary(at.saturating_sub(LONGEST_ADDRESS))..at];
    let word = before.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or_default();
    word.contains("://") || word.contains("www.")
}

/// Whether the sentence goes on after the `mark` at `at` and the quotes that
/// close there: `有人問「錢從何來？」，局長說…`, `「點解？」的質疑`.
fn goes_on(text: &str, at: usize, mark: char) -> bool {
    let rest = &text[at..];
    let after = rest.trim_start_matches(|c| is_closing(c) || ends_sentence(c));
    if after.starts_with(['，', '、', '；', '：']) {
        return true;
    }
    let closed = rest[..rest.len() - after.len()].contains(is_closing);
    if !closed || !matches!(mark, '？' | '?' | '！' | '!') {
        return false;
    }
    let begins = after.trim_start();
    if begins.starts_with(|c: char| c.is_ascii_lowercase()) {
        return true;
    }
    // What is said after a colon is a sentence; what a sentence is about, a part.
    let opened = text[..at].rfind(['「', '『', '“']);
    let said = opened.is_none_or(|at| {
        text[..at].is_empty() || text[..at].ends_with(['：', ':', '。', '\n', '，'])
    });
    !said && begins.len() == after.len() && after.starts_with(is_han)
}

/// The clauses of `text`: sentences cut at commas and semicolons as well.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    split(text, |at, past| match text[at..].chars().next() {
        Some('\n' | '，' | '；' | ';') => true,
        Some('.' | ',') => text[past..].chars().next().is_none_or(char::is_whitespace),
        other => other.is_some_and(ends_sentence),
    })
}

/// Cuts `text` after the characters between bytes of which `ends` is true.
fn split(text: &str, ends: impl Fn(usize, usize) -> bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut end = at + character.len_utf8();
        if !ends(at, end) {
            continue;
        }
        while let Some((at, more)) =
            characters.next_if(|(_, c)| is_closing(*c) || ends_sentence(*c))
        {
            end = at + more.len_utf8();
        }
        push_trimmed(text, start..end, &mut ranges);
        start = end;
    }
    push_trimmed(text, start..text.len(), &mut ranges);
    ranges
}

fn push_trimmed(text: &str, range: Range<usize>, into: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let trimmed = piece.trim_matches(is_blank);
    if !trimmed.is_empty() {
        let start = range.start + (piece.len() - piece.trim_start_matches(is_blank).len());
        into.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::normalize::same_but_for_space;

    fn pieces(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_keep_their_closing_quotes() {
        assert_eq!(pieces("他說：「好。」跟住走。完"), ["他說：「好。」", "跟住走。", "完"]);
        assert_eq!(pieces("甲；乙。\n丙"), ["甲；乙。", "丙"]);
    }

    #[test]
    fn a_decimal_point_is_not_an_end() {
        assert_eq!(pieces("It rose to 1.13%. Good."), ["It rose to 1.13%.", "Good."]);
    }

    #[test]
    fn abbreviations_and_addresses_do_not_end_a_sentence() {
        assert_eq!(
            pieces("It shares the floor with csl. The firm left."),
            ["It shares the floor with csl. The firm left."]
        );
        assert_eq!(
            pieces("Tolo Co., Ltd. of Mr. H. K. Lau, i.e. no. 7, vs. N.T. firms. Good."),
            ["Tolo Co., Ltd. of Mr. H. K. Lau, i.e. no. 7, vs. N.T. firms.", "Good."]
        );
        assert_eq!(
            pieces("見https://a.hk/fee?v=1!x，完。好。"),
            ["見https://a.hk/fee?v=1!x，完。", "好。"]
        );
        assert_eq!(pieces("點解?好。"), ["點解?", "好。"]);
        assert_eq!(pieces("見https://a.hk/fee.pdf。好。"), ["見https://a.hk/fee.pdf。", "好。"]);
    }

    #[test]
    fn a_question_that_is_quoted_is_part_of_its_sentence() {
        for text in [
            "有遊客問「可不可以進去看看？」，他便遞上眼鏡。",
            "對於「錢從何來？」的質疑，局長表示毋須擔心。",
            "The firm asked itself, \"Why pay more?\" and found an answer.",
        ] {
            assert_eq!(pieces(text), [text]);
        }
        assert_eq!(pieces("他問：「點解？」大家靜了。"), ["他問：「點解？」", "大家靜了。"]);
        assert_eq!(pieces("「要花多少錢？」有人問。"), ["「要花多少錢？」", "有人問。"]);
    }

    proptest! {
        #[test]
        fn nothing_visible_is_lost(text in "([ -~\n。！？；，「」港區0-9]|https://a\\.hk/|www\\.|csl|Co\\.){0,60}") {
            let joined = |ranges: Vec<Range<usize>>| ranges.into_iter().map(|r| &text[r]).collect::<String>();
            prop_assert!(same_but_for_space(&joined(sentences(&text)), &text));
            prop_assert!(same_but_for_space(&joined(clauses(&text)), &text));
        }
    }
}
