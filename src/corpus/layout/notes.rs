//! The marks of notes in running text.

use crate::text::script::is_blank;

/// The bytes of a note's mark that `after` begins with, where `before` ends
/// with what it is a note to: `¹`, `[2]`, and `③` where nothing follows it that
/// it could number.
pub(super) fn mark(before: &str, after: &str) -> Option<usize> {
    let noted = before.chars().next_back().filter(|c| !is_blank(*c))?;
    let first = after.chars().next()?;
    match first {
        // km², m³
        '²' | '³' if matches!(noted, 'm' | '米') => None,
        '[' => {
            let number = after[1..].bytes().take_while(u8::is_ascii_digit).count();
            let closed = after[1 + number..].starts_with(']');
            (closed
                && (1..=2).contains(&number)
                && !noted.is_ascii_punctuation()
                && !after[2 + number..].starts_with('('))
            .then_some(number + 2)
        }
        '①'..='⑳' => {
            let next = after.chars().nth(1);
            next.is_none_or(|c| !c.is_alphanumeric()).then_some(first.len_utf8())
        }
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => Some(first.len_utf8()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_notes_are_told_from_figures_and_units() {
        assert_eq!(mark("19家", "¹初創"), Some(2));
        assert_eq!((mark("612", "[1] patents"), mark("3.3億元", "[2]，")), (Some(3), Some(3)));
        assert_eq!((mark("420人", "③，"), mark("包括", "①甲")), (Some(3), None));
        assert_eq!(
            (mark("5 km", "²"), mark("", "¹ 甲"), mark("甲 ", "[4] 乙")),
            (None, None, None)
        );
    }
}
