//! A place in folded text that moves on over what is read there.

/// A place in folded characters. Copied to look ahead, so that a reader which
/// fails leaves its caller's place alone.
#[derive(Debug, Clone, Copy)]
pub(in crate::text) struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(in crate::text) fn new(chars: &'a [char], at: usize) -> Self {
        Self { chars, at: at.min(chars.len()) }
    }

    /// The index of the next character.
    pub(in crate::text) fn at(&self) -> usize {
        self.at
    }

    pub(in crate::text) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The character just before this place.
    pub(in crate::text) fn before(&self) -> Option<char> {
        self.at.checked_sub(1).map(|at| self.chars[at])
    }

    /// What is behind.
    pub(in crate::text) fn read(&self) -> &'a [char] {
        &self.chars[..self.at]
    }

    /// All characters, before and after this place.
    pub(in crate::text) fn whole(&self) -> &'a [char] {
        self.chars
    }

    /// What is left.
    pub(in crate::text) fn rest(&self) -> &'a [char] {
        &self.chars[self.at..]
    }

    pub(in crate::text) fn skip(&mut self, count: usize) {
        self.at = (self.at + count).min(self.chars.len());
    }

    /// Moves over `word` when it stands here; a word in Latin letters has to
    /// end here as well.
    pub(in crate::text) fn eat(&mut self, word: &str) -> bool {
        let mut length = 0;
        let rest = self.rest();
        for character in word.chars() {
            if rest.get(length) != Some(&character) {
                return false;
            }
            length += 1;
        }
        let latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
        if latin && rest.get(length).is_some_and(char::is_ascii_alphanumeric) {
            return false;
        }
        self.at += length;
        true
    }

    /// Moves over one of `characters`, and says which.
    pub(in crate::text) fn eat_one(&mut self, characters: &str) -> Option<char> {
        let next = self.peek().filter(|next| characters.contains(*next))?;
        self.at += 1;
        Some(next)
    }

    pub(in crate::text) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Moves over the first word of `table` that stands here, and gives what
    /// it means. So a table lists the longer of two words first.
    pub(in crate::text) fn pick<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        table.iter().find(|(word, _)| self.eat(word)).map(|(_, meaning)| *meaning)
    }

    pub(in crate::text) fn spaces(&mut self) {
        while self.eat_one(" ").is_some() {}
    }
}
