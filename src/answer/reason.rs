//! Whether a sentence gives a reason.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::list;
use crate::text::normalize::folded;
use crate::text::sentence::sentences;
use crate::text::whole::contains;

const FILE: &str = include_str!("reason.tsv");

static REASONS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "reason").collect());

/// Whether `text` has a word that goes with a reason.
pub(super) fn gives_reason(text: &str) -> bool {
    let text = folded(text);
    REASONS.iter().any(|word| contains(&text, word))
}

/// Whether the sentence of `text` at `sentence` or one beside it gives a reason: 這是因為 may
/// begin the next one.
pub(super) fn is_reasoned(text: &str, sentence: &Range<usize>) -> bool {
    let all = sentences(text);
    let at = all.iter().position(|one| one.end > sentence.start).unwrap_or(0);
    all.iter().skip(at.saturating_sub(1)).take(3).any(|one| gives_reason(&text[one.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_by_words_of_its_own() {
        let text =
            "第一期資助照明。我們選擇長洲，是因為渡輪有限。其後擴展。第三期集中資助居家安全方案。";
        let of = |words: &str| {
            let start = text.find(words).expect("is there");
            is_reasoned(text, &(start..start + words.len()))
        };
        assert!(of("我們選擇長洲，是因為渡輪有限。"));
        assert!(of("第一期資助照明。"));
        assert!(!of("第三期集中資助居家安全方案。"));
        assert!(gives_reason("The delay was due to bad weather."));
        assert!(!gives_reason("The causeway opens in May."));
        assert!(list::words(FILE, "reason").all(|word| folded(word) == word), "not folded");
    }
}
