//! Chinese text cut into words, by jieba and its dictionary.

use std::sync::LazyLock;

use jieba_rs::Jieba;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Cuts a folded Han text into words.
pub fn segment(run: &str) -> Vec<&str> {
    JIEBA.cut(run, false).into_iter().map(|token| token.word).collect()
}

/// Cuts a folded text into words with their parts of speech, as jieba's
/// dictionary has them: `nr` a person, `ns` a place, `nt` a body.
pub fn tagged(text: &str) -> Vec<(&str, &str)> {
    JIEBA.tag(text, false).into_iter().map(|tag| (tag.word, tag.tag)).collect()
}
