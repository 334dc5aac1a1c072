//! Texts as they are compared, and where one stands in another.

use std::ops::Range;

use crate::text::normalize::{fold, folded};

/// Signs that say something, unlike punctuation.
const SAYING: &str = "%+$€£°";

/// Folds `text` and leaves out white space and punctuation, so that how an
/// answer is printed does not matter.
pub fn plain(text: &str) -> String {
    folded(text).chars().filter(|character| says(*character)).collect()
}

/// Whether `part`, which is [`plain`], stands in `text`, and no number of
/// `text` goes on before or after it: 15間 and 1.5間 do not hold 5間.
pub(super) fn holds(text: &str, part: &str) -> bool {
    let text = fold(text);
    let chars = text.chars();
    let saying: Vec<usize> = (0..chars.len()).filter(|at| says(chars[*at])).collect();
    let part: Vec<char> = part.chars().collect();
    !part.is_empty()
        && saying.windows(part.len()).any(|places| {
            let same = places.iter().zip(&part).all(|(place, wanted)| chars[*place] == *wanted);
            same && !cuts_number(chars, places[0]..places[places.len() - 1] + 1)
        })
}

fn says(character: char) -> bool {
    character.is_alphanumeric() || SAYING.contains(character)
}

/// Whether an end of `range` is within a number.
fn cuts_number(chars: &[char], range: Range<usize>) -> bool {
    [range.start, range.end].into_iter().any(|at| goes_on(&chars[..at], &chars[at..]))
}

/// Whether a number goes on from `before` to `after`, maybe over the point or
/// comma in it.
fn goes_on(before: &[char], after: &[char]) -> bool {
    let is_digit = |character: Option<&char>| character.is_some_and(char::is_ascii_digit);
    let is_sign = |character: Option<&char>| matches!(character, Some('.' | ','));
    let last = before.last();
    match (is_digit(last), is_digit(after.first())) {
        (true, true) => true,
        (true, false) => is_sign(after.first()) && is_digit(after.get(1)),
        (false, true) => is_sign(last) && is_digit(before.iter().nth_back(1)),
        (false, false) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_width_space_and_punctuation_do_not_matter() {
        assert_eq!(plain("「１，４００ 人」，約六成"), plain("1400人约六成"));
        assert_ne!(plain("1.13%"), plain("1.13"));
    }

    #[test]
    fn a_text_holds_what_is_printed_otherwise() {
        assert!(holds("共有「１，４００ 人」。", &plain("1400人")));
        assert!(holds("園區有1,400人", &plain("园区有1,400")));
        assert!(!holds("有人", &plain("無人")) && !holds("有人", "") && !holds("", "人"));
    }

    #[test]
    fn no_number_is_cut() {
        assert!(!holds("有15間", &plain("5間")));
        assert!(!holds("佔1.13%", &plain("13%")) && holds("佔1.13%", &plain("1.13%")));
        assert!(!holds("有1,400人", &plain("400人")) && !holds("3.5億", &plain("3")));
        assert!(holds("2024 1,400", &plain("1,400")) && holds("至2024。", &plain("2024")));
        assert!(holds("有15間，另5間", &plain("5間")), "at its second place");
    }
}
