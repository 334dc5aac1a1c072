//! Sentences and clauses, as byte ranges that leave nothing visible out.

use std::ops::Range;

use super::script::{ends_sentence, is_blank, is_closing};

/// The sentences of `text` in order, without the white space around them.
///
/// A sentence ends at 。！？… or at a full stop before white space, with the
/// closing quotes that follow; a line break ends it too. A semicolon does not
/// end it: what stands on both sides is one statement.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    split(text, |character, next| match character {
        '\n' => true,
        '.' => next.is_none_or(char::is_whitespace),
        '；' => false,
        other => ends_sentence(other),
    })
}

/// The clauses of `text`: sentences cut at commas and semicolons as well.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    split(text, |character, next| match character {
        '\n' | '，' | '；' | ';' => true,
        '.' | ',' => next.is_none_or(char::is_whitespace),
        other => ends_sentence(other),
    })
}

fn split(text: &str, ends: impl Fn(char, Option<char>) -> bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if !ends(character, characters.peek().map(|(_, next)| *next)) {
            continue;
        }
        let mut end = at + character.len_utf8();
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

    proptest! {
        #[test]
        fn nothing_visible_is_lost(text in "[ -~\n。！？；，「」港區0-9]{0,60}") {
            let joined = |ranges: Vec<Range<usize>>| ranges.into_iter().map(|r| &text[r]).collect::<String>();
            prop_assert!(same_but_for_space(&joined(sentences(&text)), &text));
            prop_assert!(same_but_for_space(&joined(clauses(&text)), &text));
        }
    }
}
