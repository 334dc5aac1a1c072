//! Chinese text cut into words, by jieba and its dictionary.

use std::ops::Range;
use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::script::is_han;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Reads the dictionary, which takes some tenth of a second, before it is asked for.
pub fn prepare() {
    LazyLock::force(&JIEBA);
}

/// Cuts a folded Han text into words.
pub fn segment(run: &str) -> Vec<&str> {
    JIEBA.cut(run, false).into_iter().map(|token| token.word).collect()
}

/// Where the words of several characters stand in a folded text, in bytes.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let place = |word: &str| {
        let place = at..at + word.len();
        at = place.end;
        place
    };
    let mut places: Vec<Range<usize>> = segment(text).into_iter().map(place).collect();
    places.retain(|place| text[place.clone()].chars().nth(1).is_some());
    places
}

/// Cuts a folded text into words with their parts of speech, as jieba's
/// dictionary has them: `nr` a person, `ns` a place, `nt` a body.
pub fn tagged(text: &str) -> Vec<(&str, &str)> {
    JIEBA.tag(text, false).into_iter().map(|tag| (tag.word, tag.tag)).collect()
}

/// The head noun of a folded name, which says of what kind the thing is: the last two
/// characters of a name in Chinese (計劃 of 智航計劃), the last word of any other.
pub fn head_noun(name: &str) -> &str {
    if name.ends_with(is_han) {
        let start = name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        return &name[start..];
    }
    name.rsplit(' ').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_noun_is_two_characters_or_a_word() {
        for (name, head) in
            [("智航计划", "计划"), ("flint scheme", "scheme"), ("局", "局"), ("raise+", "raise+")]
        {
            assert_eq!(head_noun(name), head);
        }
    }
}
