//! Chinese in the script of those who read it.

use super::language::{Language, written_in};
use super::normalize::{simplified, traditional};

/// `text` in the script of those who read `language`, where it is Chinese.
pub fn in_script(text: String, language: Language) -> String {
    match (language, written_in(&text)) {
        (Language::SimplifiedChinese, Language::TraditionalChinese) => simplified(&text),
        (Language::TraditionalChinese, Language::SimplifiedChinese) => traditional(&text),
        _ => text,
    }
}
