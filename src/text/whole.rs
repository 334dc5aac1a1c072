//! Words found whole: 48 is not in 148, nor `art` in `start`. Han characters have
//! no ends of words between them.

use std::ops::Range;

use super::script::is_han;

/// Whether bytes `range` of `text` cut no run of letters and digits.
pub fn is_whole(text: &str, range: Range<usize>) -> bool {
    let is_word = |c: char| c.is_alphanumeric() && !is_han(c);
    let inside = &text[range.clone()];
    let cuts_before = inside.starts_with(is_word) && text[..range.start].ends_with(is_word);
    let cuts_after = inside.ends_with(is_word) && text[range.end..].starts_with(is_word);
    !cuts_before && !cuts_after
}

/// Where `form` first stands whole in `text`, as bytes; an empty one does nowhere.
pub fn find(text: &str, form: &str) -> Option<Range<usize>> {
    let places = text.match_indices(form).map(|(at, found)| at..at + found.len());
    places.filter(|_| !form.is_empty()).find(|place| is_whole(text, place.clone()))
}

/// Whether `form` stands whole in `text`.
pub fn contains(text: &str, form: &str) -> bool {
    find(text, form).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_a_word_or_a_number_is_not_in_it() {
        assert!(contains("over 48 firms", "48") && contains("登記用戶48萬", "48萬"));
        assert!(!contains("148萬", "48萬") && !contains("start", "art") && !contains("480", "48"));
        assert!(contains("香港科技園", "科技") && !contains("香港", ""));
        assert_eq!(find("maintain AI", "AI"), Some(9..11));
    }
}
