//! Terms as tantivy takes them: one text, a term a line.
//!
//! [`terms`](crate::text::terms) cuts texts itself. tantivy takes tokens that
//! are cut already, but hands them from thread to thread as JSON, which costs
//! more than all the rest of indexing.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// The tokenizer's name in the schema.
pub(super) const NAME: &str = "terms";

/// `terms` in one text.
pub(super) fn joined(terms: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for term in terms {
        text.push_str(&term);
        text.push('\n');
    }
    text
}

/// tantivy's own tokenizers and this one.
pub(super) fn manager() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(NAME, Lines);
    manager
}

/// Takes each line of a text for a token.
#[derive(Clone)]
struct Lines;

impl Tokenizer for Lines {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        // Positions are not indexed; each token has its own all the same.
        Stream { lines: text.lines(), token: Token { position: usize::MAX, ..Token::default() } }
    }
}

struct Stream<'a> {
    lines: std::str::Lines<'a>,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(line) = self.lines.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(line);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
