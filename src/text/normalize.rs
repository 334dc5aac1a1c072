//! One form for search: width, case, compatibility and script folded away.
//!
//! Traditional and Simplified characters fold to Simplified one by one, so
//! that every folded character knows the bytes it came from. Phrase-aware
//! conversion would read better and lose that, and search does not read.

use std::ops::Range;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unicode_normalization::UnicodeNormalization;

use super::script;

/// The blocks of unified Han characters that have a folded form.
const HAN: Range<u32> = 0x3400..0xA000;

/// Variants that Hong Kong prints and `OpenCC`'s `t2s` leaves as they are.
const VARIANTS: &[(char, char)] = &[
    ('羣', '群'),
    ('衞', '卫'),
    ('著', '着'),
    ('吿', '告'),
    ('擧', '举'),
    ('濶', '阔'),
    ('汚', '污'),
    ('麽', '么'),
];

static FOLDED_HAN: LazyLock<Vec<char>> = LazyLock::new(|| {
    let converter = OpenCC::from_config(BuiltinConfig::T2s).ok();
    let fold = |code| {
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        let variant = VARIANTS.iter().find(|(from, _)| *from == character);
        match (variant, &converter) {
            (Some((_, to)), _) => *to,
            (None, Some(opencc)) => single(&opencc.convert(&character.to_string()), character),
            (None, None) => character,
        }
    };
    HAN.map(fold).collect()
});

/// `text` in Simplified characters, chosen by phrase, for reading; nothing
/// else of it is changed.
pub fn simplified(text: &str) -> String {
    static CONVERTER: LazyLock<Option<OpenCC>> =
        LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());
    CONVERTER.as_ref().map_or_else(|| text.to_owned(), |converter| converter.convert(text))
}

/// `text` in Traditional characters as Hong Kong writes them, chosen by phrase, for
/// reading; nothing else of it is changed.
pub fn traditional(text: &str) -> String {
    static CONVERTER: LazyLock<Option<OpenCC>> =
        LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2hk).ok());
    CONVERTER.as_ref().map_or_else(|| text.to_owned(), |converter| converter.convert(text))
}

fn single(converted: &str, otherwise: char) -> char {
    only(converted.chars()).unwrap_or(otherwise)
}

/// Blocks of punctuation and full-width forms, which every text is full of.
const SYMBOLS: [Range<u32>; 2] = [0x2000..0x3100, 0xFF00..0x1_0000];

/// What the characters of [`SYMBOLS`] fold to; `None` for those that fold to
/// several.
static FOLDED_SYMBOLS: LazyLock<[Vec<Option<char>>; 2]> = LazyLock::new(|| {
    SYMBOLS.map(|block| {
        block
            .map(|code| {
                only(std::iter::once(char::from_u32(code)?).nfkc().flat_map(char::to_lowercase))
            })
            .collect()
    })
});

fn only(mut characters: impl Iterator<Item = char>) -> Option<char> {
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}

/// The one character that a symbol folds to, if it is in [`SYMBOLS`].
fn fold_symbol(character: char) -> Option<char> {
    let code = u32::from(character);
    let blocks = SYMBOLS.iter().zip(FOLDED_SYMBOLS.iter());
    let mut holding = blocks.filter(|(block, _)| block.contains(&code));
    holding.next().and_then(|(block, folded)| folded[(code - block.start) as usize])
}

/// Folds one Han character to its Simplified form; others are unchanged.
pub fn fold_han(character: char) -> char {
    let code = u32::from(character);
    if HAN.contains(&code) { FOLDED_HAN[(code - HAN.start) as usize] } else { character }
}

/// A folded text whose every character knows where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    chars: Vec<char>,
    origins: Vec<(u32, u32)>,
}

impl Folded {
    /// The folded characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The bytes of the original text that folded characters `range` came
    /// from; empty for an empty range.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let of = |index: usize| self.origins.get(index).copied();
        match (of(range.start), range.end.checked_sub(1).and_then(of)) {
            (Some((start, _)), Some((_, end))) if !range.is_empty() => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// The bytes of the original text that bytes `range` of the folded text,
    /// as it is displayed, came from.
    pub fn origin_of_bytes(&self, range: &Range<usize>) -> Range<usize> {
        let mut end = 0;
        let ends = self.chars.iter().map(|character| {
            end += character.len_utf8();
            end
        });
        let ends: Vec<usize> = ends.collect();
        let at = |byte: usize| ends.partition_point(|end| *end <= byte);
        self.origin(at(range.start)..at(range.end))
    }

    /// The folded characters that come from bytes `range` of the text.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.origins.partition_point(|(_, end)| *end as usize <= range.start);
        let end = self.origins.partition_point(|(start, _)| (*start as usize) < range.end);
        start..end.max(start)
    }

    fn push(&mut self, character: char, origin: (u32, u32)) {
        let character = fold_han(character);
        // 甚麼 is how Hong Kong prints 什麼; 甚至 is another word.
        if let Some(last) = self.chars.last_mut().filter(|last| character == '么' && **last == '甚')
        {
            *last = '什';
        }
        self.chars.push(character);
        self.origins.push(origin);
    }
}

impl std::fmt::Display for Folded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.chars.iter().try_for_each(|character| write!(f, "{character}"))
    }
}

/// Folds `text`: NFKC by character, lower case, Simplified.
///
/// Texts are documents of at most 4 GiB, so offsets are kept in 32 bits.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded {
        chars: Vec::with_capacity(text.len() / 2),
        origins: Vec::with_capacity(text.len() / 2),
    };
    for (start, character) in text.char_indices() {
        let origin = (offset(start), offset(start + character.len_utf8()));
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase(), origin);
        } else if script::is_han(character) && !is_compatibility(character) {
            folded.push(character, origin);
        } else if let Some(symbol) = fold_symbol(character) {
            folded.push(symbol, origin);
        } else {
            for part in std::iter::once(character).nfkc().flat_map(char::to_lowercase) {
                folded.push(part, origin);
            }
        }
    }
    folded
}

/// Folds `text` to a plain string, for comparison.
pub fn folded(text: &str) -> String {
    fold(text).chars.into_iter().collect()
}

/// Whether `left` and `right` are the same text once white space is left out:
/// the promise every quote makes of its source.
pub fn same_but_for_space(left: &str, right: &str) -> bool {
    let visible =
        |text: &str| -> String { text.chars().filter(|c| !script::is_blank(*c)).collect() };
    visible(left) == visible(right)
}

fn is_compatibility(character: char) -> bool {
    matches!(u32::from(character), 0xF900..=0xFAFF | 0x2_F800..=0x2_FA1F)
}

fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scripts_widths_and_case_fold_to_one_form() {
        assert_eq!(folded("河套園區"), folded("河套园区"));
        assert_eq!(folded("ＩｎｎｏＨＫ　３０００"), "innohk 3000");
        assert_eq!(folded("羣衞着著裏裡台臺"), "群卫着着里里台台");
        assert_eq!(folded("甚麼甚至什麽"), "什么甚至什么");
    }

    #[test]
    fn folded_characters_know_their_bytes() {
        let text = "①橋";
        let folded = fold(text);
        assert_eq!(folded.to_string(), "1桥");
        assert_eq!(&text[folded.origin(0..1)], "①");
        assert_eq!(&text[folded.origin(1..2)], "橋");
        assert_eq!(folded.origin(1..1), 0..0);
        assert_eq!(&text[folded.origin_of_bytes(&(1..4))], "橋");
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_offsets_are_boundaries(text in "\\PC{0,40}") {
            let once = fold(&text);
            let again = folded(&once.to_string());
            prop_assert_eq!(folded(&again), again);
            for index in 0..once.chars().len() {
                prop_assert!(text.get(once.origin(index..index + 1)).is_some());
            }
        }
    }
}
