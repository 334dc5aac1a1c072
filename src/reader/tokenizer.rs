//! Texts cut into the pieces that the model knows, each with its bytes.

use std::path::{Path, PathBuf};

use super::error::ReaderError;
use super::manifest::Script;
use super::tokens::Tokens;
use crate::text::normalize;

/// Characters that training folded otherwise than [`normalize::fold_han`] does,
/// as its `OpenCC` has other tables: variants it keeps, some that only it
/// folds, and 嗰, whose folded form is in no vocabulary.
const TRAINED: &[(char, char)] = &[
    ('衞', '衞'),
    ('著', '著'),
    ('吿', '吿'),
    ('擧', '擧'),
    ('濶', '濶'),
    ('汚', '汚'),
    ('嗰', '嗰'),
    ('甦', '甦'),
    ('甯', '甯'),
    ('礆', '礆'),
    ('劄', '札'),
    ('幷', '并'),
    ('扞', '捍'),
    ('拚', '拼'),
    ('搧', '扇'),
    ('擡', '抬'),
    ('牴', '抵'),
    ('箚', '札'),
    ('舖', '铺'),
    ('袷', '夹'),
    ('谿', '溪'),
    ('貍', '狸'),
    ('逕', '径'),
    ('遶', '绕'),
];

/// A tokenizer, with the folding that goes before it.
pub(super) struct Tokenizer {
    inner: tokenizers::Tokenizer,
    script: Script,
    path: PathBuf,
}

impl Tokenizer {
    /// Reads the tokenizer in `bytes`, of the file at `path`.
    pub(super) fn parse(bytes: &[u8], script: Script, path: &Path) -> Result<Self, ReaderError> {
        let inner = tokenizers::Tokenizer::from_bytes(bytes);
        let failed = |source| ReaderError::Tokenizer { path: path.to_owned(), source };
        Ok(Self { inner: inner.map_err(failed)?, script, path: path.to_owned() })
    }

    /// The tokens of `text`.
    pub(super) fn cut(&self, text: &str) -> Result<Tokens, ReaderError> {
        let failed = |source| ReaderError::Tokenizer { path: self.path.clone(), source };
        let folded = folded(text, self.script);
        let encoding = self.inner.encode_char_offsets(folded, false).map_err(failed)?;
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        let at = |character: usize| bytes.get(character).copied().unwrap_or(text.len());
        Ok(Tokens {
            ids: encoding.get_ids().iter().copied().map(u32::cast_signed).collect(),
            ranges: encoding.get_offsets().iter().map(|&(from, to)| at(from)..at(to)).collect(),
        })
    }
}

/// `text` as the model reads it: as many characters, each in its place.
fn folded(text: &str, script: Script) -> String {
    match script {
        Script::AsIs => text.to_owned(),
        Script::Simplified => text.chars().map(simplified).collect(),
    }
}

fn simplified(character: char) -> char {
    let trained = TRAINED.iter().find(|(from, _)| *from == character);
    trained.map_or_else(|| normalize::fold_han(character), |(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_fold_as_in_training() {
        let text = "嗰間舖河套園區衞著羣麽ＡＢ";
        assert_eq!(folded(text, Script::Simplified), "嗰间铺河套园区衞著群么ＡＢ");
        assert_eq!(folded(text, Script::AsIs), text);
    }
}
