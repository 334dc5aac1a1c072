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

/// A full-width letter, figure or mark in its plain form: ３ as 3.
pub fn half_width(character: char) -> char {
    const FROM_FULL: u32 = '！' as u32 - '!' as u32;
    match character {
        '！'..='～' => char::from_u32(u32::from(character) - FROM_FULL).unwrap_or(character),
        _ => character,
    }
}

/// White space, and what shows nothing.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || shows_nothing(character)
}

/// Characters that copied text carries and nobody sees, and those that turn a
/// line around: control codes, and Unicode's `Default_Ignorable_Code_Point` but
/// for the selectors of an emoji's form. White space is none of them: it parts
/// words, and pages.
pub fn shows_nothing(character: char) -> bool {
    match character {
        ' '..='~' | '\u{3000}'..='\u{3163}' | '\u{3165}'..='\u{D7FF}' => false,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        other => other.is_control() && !other.is_whitespace(),
    }
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

/// The width of `text` in columns: a Han character takes two.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The columns that a character takes.
pub fn columns(c: char) -> usize {
    if is_han(c) || u32::from(c) >= 0x3000 { 2 } else { 1 }
}
