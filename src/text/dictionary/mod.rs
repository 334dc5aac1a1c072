//! A general English–Chinese dictionary, for questions in English.
//!
//! The table beside this file is made from CC-CEDICT (its first line has the
//! licence): English words and phrases in order of their bytes, each with up
//! to four Chinese words, the likeliest first. It is searched where it lies,
//! so opening it costs nothing.

mod spelling;

use spelling::spellings;

const TABLE: &str = include_str!("en-zh.tsv");

/// The longest phrase of the table, in words.
pub const LONGEST: usize = 3;

/// Chinese words, in Traditional characters, for an English word or phrase in
/// lower case, whatever its ending; none for one that is not known.
pub fn translate(phrase: &str) -> Vec<&'static str> {
    let known = spellings(phrase).into_iter().find_map(|spelling| look_up(&spelling));
    known.map(|words| words.split(';').collect()).unwrap_or_default()
}

/// Finds the line of `key` by bisection.
fn look_up(key: &str) -> Option<&'static str> {
    let (mut low, mut high) = (body(), TABLE.len());
    while low < high {
        let middle = TABLE.floor_char_boundary(low.midpoint(high));
        let start = TABLE[low..middle].rfind('\n').map_or(low, |at| low + at + 1);
        let end = TABLE[middle..high].find('\n').map_or(high, |at| middle + at);
        let (found, words) = TABLE[start..end].split_once('\t')?;
        match found.as_bytes().cmp(key.as_bytes()) {
            std::cmp::Ordering::Equal => return Some(words),
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Where the first entry begins, after the notice.
fn body() -> usize {
    TABLE.find('\n').map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found() {
        let lines = TABLE[body()..].lines();
        for (key, words) in lines.step_by(97).filter_map(|line| line.split_once('\t')) {
            assert_eq!(look_up(key), Some(words), "{key}");
        }
        let (first, last) = (TABLE[body()..].lines().next(), TABLE.lines().next_back());
        for line in [first, last].into_iter().flatten() {
            let (key, words) = line.split_once('\t').expect("a line");
            assert_eq!(look_up(key), Some(words));
        }
    }

    #[test]
    fn lines_are_in_order() {
        let keys = || TABLE[body()..].lines().filter_map(|line| line.split('\t').next());
        assert!(keys().zip(keys().skip(1)).all(|(left, right)| left < right));
    }

    #[test]
    fn endings_and_spellings_do_not_matter() {
        for (left, right) in [
            ("bridges", "bridge"),
            ("companies", "company"),
            ("labour", "labor"),
            ("invested", "invest"),
        ] {
            assert_eq!(translate(left), translate(right));
            assert!(!translate(left).is_empty(), "{left}");
        }
        assert!(translate("artificial intelligence").contains(&"人工智能"));
        assert!(translate("qwxyz").is_empty() && translate("").is_empty());
    }
}
