//! How an answer came about.

use super::escape;
use super::pack::pack;
use crate::answer::Explanation;
use crate::locale::Locale;

/// The explanation in one message or more, what is plain first and the rest to be
/// opened.
pub fn explanation(explanation: &Explanation, locale: &Locale) -> Vec<String> {
    let lines = explanation.say(locale);
    let (plain, rest) = match lines.iter().position(String::is_empty) {
        Some(at) => lines.split_at(at),
        None => (lines.as_slice(), [].as_slice()),
    };
    let mut blocks = vec![format!("<b>{}</b>", escape(&locale.text("why-heading")))];
    blocks.extend(plain.iter().map(|line| escape(line)));
    for part in rest.split(String::is_empty).filter(|part| !part.is_empty()) {
        let lines: Vec<String> = part.iter().map(|line| escape(line)).collect();
        blocks.push(format!("<blockquote expandable>{}</blockquote>", lines.join("\n")));
    }
    pack(blocks, "\n\n")
}
