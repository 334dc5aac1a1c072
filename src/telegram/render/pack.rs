//! Blocks packed into messages: each valid by itself, no block cut.

use super::{LONGEST, prefix, units};
use crate::text::sentence::sentences;

/// The most bytes of a message before parsing.
const BYTES: usize = 32_000;
/// Telegram keeps a hundred entities of a message and drops the rest.
const ENTITIES: usize = 95;

/// Packs blocks of HTML, in order, into as few messages as they fit in. A
/// block must fit by itself: see [`cut`].
pub(in crate::telegram) fn pack(
    blocks: impl IntoIterator<Item = String>,
    between: &str,
) -> Vec<String> {
    let mut messages: Vec<String> = Vec::new();
    for block in blocks.into_iter().filter(|block| !block.is_empty()) {
        match messages.last_mut().filter(|last| fits(last, &block, between)) {
            Some(last) => {
                last.push_str(between);
                last.push_str(&block);
            }
            None => messages.push(block),
        }
    }
    messages
}

/// Whether Telegram keeps all that `message` sets off.
pub(super) fn keeps_tags(message: &str) -> bool {
    message.len() <= BYTES && entities(message) <= ENTITIES
}

/// How many entities `message` has.
fn entities(message: &str) -> usize {
    message.matches("</").count()
}

fn fits(message: &str, block: &str, between: &str) -> bool {
    units(message) + units(between) + units(block) <= LONGEST
        && message.len() + between.len() + block.len() <= BYTES
        && entities(message) + entities(block) <= ENTITIES
}

/// Cuts a text into pieces of at most `limit` units, at the ends of sentences
/// where it can be, as byte ranges with nothing visible left out.
pub(super) fn cut(text: &str, limit: usize) -> Vec<std::ops::Range<usize>> {
    let mut pieces: Vec<std::ops::Range<usize>> = Vec::new();
    for sentence in sentences(text) {
        let mut rest = sentence;
        let joined = pieces.last_mut().filter(|last| units(&text[last.start..rest.end]) <= limit);
        if let Some(last) = joined {
            last.end = rest.end;
            continue;
        }
        while !rest.is_empty() {
            let end = rest.start + prefix(&text[rest.clone()], limit).max(1);
            pieces.push(rest.start..end);
            rest.start = end;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{emphasised, escape, shortened, suffix};
    use super::*;
    use crate::text::hostile;
    use crate::text::normalize::same_but_for_space;
    use crate::text::script::shows_nothing;

    #[test]
    fn a_text_is_cut_at_the_ends_of_sentences() {
        let pieces = |text: &'static str, limit| -> Vec<&str> {
            cut(text, limit).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(pieces("甲乙。丙丁。戊己。", 6), ["甲乙。丙丁。", "戊己。"]);
        assert_eq!(pieces("甲乙丙丁戊", 2), ["甲乙", "丙丁", "戊"]);
    }

    #[test]
    fn blocks_stay_whole() {
        let block = || format!("<b>{}</b>", "港".repeat(2_000));
        let packed = pack([block(), block(), block()], "\n\n");
        assert_eq!(packed.len(), 2);
        assert!(packed.iter().all(|message| units(message) <= LONGEST));
        let many = pack((0..200).map(|_| "<b>x</b>".to_owned()), "");
        assert_eq!(many.len(), 3, "a hundred entities a message");
    }

    proptest! {
        #[test]
        fn whatever_is_packed_fits_and_is_all_there(
            texts in prop::collection::vec(hostile::text(&["港", "a", "😀", "。", "<", "&"], 12), 0..24),
            times in 1..12usize,
            limit in 2..600usize,
            bold in (0..200usize, 0..200usize),
        ) {
            let blocks: Vec<String> = texts.iter().map(|text| {
                let text = text.repeat(times);
                let range = bold.0.min(bold.1)..bold.0.max(bold.1);
                let html = emphasised(&shortened(&text, LONGEST / 6), [range]);
                prop_assert_eq!(html.matches("<b>").count(), html.matches("</b>").count());
                Ok(html)
            }).collect::<Result<_, _>>()?;
            let messages = pack(blocks.iter().cloned(), "\n\n");
            prop_assert!(messages.iter().all(|message| units(message) <= LONGEST && message.len() <= BYTES));
            prop_assert!(same_but_for_space(&messages.concat(), &blocks.concat()));

            for text in &texts {
                let pieces = cut(text, limit);
                prop_assert!(pieces.iter().all(|piece| units(&text[piece.clone()]) <= limit));
                let joined: String = pieces.into_iter().map(|piece| &text[piece]).collect();
                prop_assert!(same_but_for_space(&joined, text));
                prop_assert!(units(&text[..prefix(text, limit)]) <= limit);
                prop_assert!(units(&text[suffix(text, limit)..]) <= limit);
                let escaped = escape(text);
                prop_assert!(!escaped.contains(|c| "<>\"".contains(c) || shows_nothing(c)));
            }
        }
    }
}
