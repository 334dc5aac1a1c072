//! What kind of character this is.

use unicode_script::{Script, UnicodeScript};

/// Whether `character` is a Han character.
pub fn is_han(character: char) -> bool {
    match u32::from(character) {
        0x4E00..=0x9FFF => true,
        // Punctuation and full-width forms are most of what is not Han.
        0..0x2E80 | 0x3008..=0x3020 | 0x3000..=0x3004 | 0xFF00..=0xFFEF => false,
        _ => character.script() == Script::Han && character.is_alphabetic(),
    }
}

/// White space, and the invisible characters that copied text carries.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// Punctuation that ends a sentence in either language.
pub fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '!' | '?' | '…' | '；')
}

/// A closing quotation mark or bracket, which belongs to the sentence before.
pub fn is_closing(character: char) -> bool {
    matches!(character, '」' | '』' | '）' | '》' | '〉' | '】' | '”' | '’' | ')' | '"')
}

/// A mark that stands inside a term: `1.13%`, `1+`, `R&D`, `357.72`.
pub fn is_inner_mark(character: char) -> bool {
    matches!(character, '.' | ',' | '&' | '\'' | '-' | '/' | '@')
}
