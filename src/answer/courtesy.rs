//! What of a page only greets, thanks, or leads to its text: nothing that is asked about.

use std::sync::LazyLock;

use crate::question::intent::{self, Message};
use crate::text::figure::figures;
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::width;

const FILE: &str = include_str!("courtesy.tsv");

static BEGINS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "begins").collect());
static HOLDS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "holds").collect());

/// Words before a list that are shorter only lead to it, in columns (two to a Han
/// character): 現答覆如下：. Longer ones tell something besides.
const LEAD: usize = 50;

/// Words for the day of a page: what ends with a colon and has one leads to a speech or a
/// reply, however long it is.
static TODAY: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "today").collect());

/// How a sentence ends.
const ENDS: [char; 9] = ['。', '！', '？', '」', '”', '.', '!', '?', '"'];

/// Whether `words` are but a few without the end of a sentence, in columns: a label, 「版權所有」.
pub(super) fn is_label(words: &str, widest: usize) -> bool {
    width(words) < widest && !words.trim_end().ends_with(ENDS)
}

/// Whether `words` only greet, thank or wish well.
pub(super) fn is_courtesy(words: &str) -> bool {
    if matches!(intent::read(words), Message::Meant(_)) {
        return true;
    }
    let flat = folded(words);
    let begins = |word: &&str| {
        let rest = flat.strip_prefix(*word);
        rest.is_some_and(|rest| {
            !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    };
    let is_greeting = || BEGINS.iter().any(begins) || HOLDS.iter().any(|word| flat.contains(*word));
    is_greeting() && figures(words).iter().all(|one| one.unit.is_date_part())
}

/// Whether `words` only lead to what stands below them.
pub(super) fn only_leads(words: &str) -> bool {
    let words = words.trim_end();
    let flat = folded(words);
    words.ends_with(['：', ':'])
        && (width(words) < LEAD || TODAY.iter().any(|day| flat.contains(*day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speakers_courtesies_tell_nothing() {
        for words in [
            "各位嘉賓、大家好：",
            "主席：",
            "陳主席、各位朋友，大家早晨！",
            "很高興今日能夠出席低空物流高峰會，與各位業界朋友聚首一堂。",
            "最後，祝各位新年進步、身體健康。",
            "Good morning, ladies and gentlemen,",
            "It is a great pleasure to join you all today.",
            "I wish the forum every success.",
        ] {
            assert!(is_courtesy(words), "{words}");
        }
        for words in [
            "祝明川表示正面影響。",
            "主席由陳大文出任",
            "各位市民可網上申請",
            "很高興宣布，基金獲批8億元。",
            "各項目已批出三億元",
            "主要原因是人手不足",
        ] {
            assert!(!is_courtesy(words), "{words}");
        }
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
    }

    #[test]
    fn what_leads_to_a_text_is_not_part_of_it() {
        for words in [
            "現答覆如下：",
            "以下是創新科技及工業局署理局長陳浩然今日（一月十五日）在「低空物流高峰會2026」的致辭全文：",
            "Following is the speech by the Secretary at the Harbour Robotics Forum 2025 today (March 18):",
        ] {
            assert!(only_leads(words), "{words}");
        }
        assert!(!only_leads(
            "We propose the following enhancements with effect from 1 January 2026:"
        ));
    }
}
