//! One analysis for documents and questions: singles, pairs and words.
//!
//! Text is folded, then cut into *units*: a Han character, or a run of
//! letters and digits with the marks inside it (`1.13%`, `1+`, `r&d`,
//! `3000pflops`). Singles are the units, pairs are neighbours, words are what
//! jieba finds in the Han text. Singles with pairs beat every segmentation on
//! the public sets, and words add about a point.

use std::ops::Range;

use super::normalize::{Folded, fold};
use super::script::{is_han, is_inner_mark};
use super::words::segment;

/// Changes whenever the terms of an unchanged text change, so that an index
/// built by an older analysis is built anew.
pub const VERSION: u32 = 2;

/// A searchable piece of a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Folded characters it covers: one Han character, or a Latin word or
    /// figure.
    pub chars: Range<usize>,
    /// Whether the unit before it is its neighbour in one phrase.
    pub joined: bool,
}

impl Unit {
    /// The unit's text, without the commas that group thousands.
    pub fn text(&self, folded: &Folded) -> String {
        self.characters(folded).collect()
    }

    /// The characters of [`Unit::text`].
    pub fn characters<'a>(&self, folded: &'a Folded) -> impl Iterator<Item = char> + use<'a> {
        folded.chars()[self.chars.clone()].iter().copied().filter(|c| *c != ',')
    }

    /// Whether this is a single Han character.
    pub fn is_han(&self, folded: &Folded) -> bool {
        is_han(folded.chars()[self.chars.start])
    }
}

/// The terms of a text, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Units.
    pub singles: Vec<String>,
    /// Neighbouring units, joined by nothing; Latin ones by a space.
    pub pairs: Vec<String>,
    /// Words of the Han text, Latin words and their parts, figures with
    /// their magnitude (`357.72亿`).
    pub words: Vec<String>,
}

/// Analyses `text` for search.
pub fn analyze(text: &str) -> Terms {
    let folded = fold(text);
    let units = units(&folded);
    let singles: Vec<String> = units.iter().map(|unit| unit.text(&folded)).collect();
    Terms { pairs: pairs(&units, &singles), words: words(&folded, &units, &singles), singles }
}

/// The units of `text` and its pairs, which cost much less than its words.
pub fn grams(text: &str) -> (Vec<String>, Vec<String>) {
    let folded = fold(text);
    let units = units(&folded);
    let singles: Vec<String> = units.iter().map(|unit| unit.text(&folded)).collect();
    let pairs = pairs(&units, &singles);
    (singles, pairs)
}

/// Cuts folded text into units.
pub fn units(folded: &Folded) -> Vec<Unit> {
    let chars = folded.chars();
    let mut units: Vec<Unit> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let end = unit_end(chars, at);
        if end > at {
            let from = units.last().map_or(0, |unit| unit.chars.end);
            let joined = !units.is_empty() && chars[from..at].iter().all(|c| is_transparent(*c));
            units.push(Unit { chars: at..end, joined });
        }
        at = end.max(at + 1);
    }
    units
}

/// The pairs of neighbouring units, given their texts.
pub fn pairs(units: &[Unit], texts: &[String]) -> Vec<String> {
    let neighbours = (1..units.len()).filter(|index| units[*index].joined);
    neighbours.map(|index| pair_of(&texts[index - 1], &texts[index])).collect()
}

/// The term of two neighbours.
pub fn pair_of(left: &str, right: &str) -> String {
    let both_latin =
        left.ends_with(|c: char| c.is_ascii()) && right.starts_with(|c: char| c.is_ascii());
    if both_latin { format!("{left} {right}") } else { format!("{left}{right}") }
}

fn unit_end(chars: &[char], at: usize) -> usize {
    if is_han(chars[at]) {
        return at + 1;
    }
    let is_latin =
        |index: usize| chars.get(index).is_some_and(|c| c.is_alphanumeric() && !is_han(*c));
    let is_digit = |index: usize| chars.get(index).is_some_and(char::is_ascii_digit);
    let mut end = at;
    while is_latin(end)
        || (end > at
            && is_inner(chars[end.min(chars.len() - 1)], is_digit(end - 1), is_digit(end + 1))
            && is_latin(end + 1))
    {
        end += 1;
    }
    let marked = chars.get(end).is_some_and(|c| matches!(c, '%' | '+'));
    if end > at && marked { end + 1 } else { end }
}

/// Whether a mark between letters or digits stays inside their unit.
fn is_inner(mark: char, after_digit: bool, before_digit: bool) -> bool {
    match mark {
        '.' | ',' => after_digit && before_digit,
        '&' => !after_digit && !before_digit,
        _ => false,
    }
}

/// Marks that part neighbours on paper and not in meaning: quotes, brackets
/// and spaces. A comma or a full stop parts them.
fn is_transparent(mark: char) -> bool {
    mark.is_whitespace()
        || is_inner_mark(mark) && mark != ','
        || matches!(
            mark,
            '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '“' | '”' | '"' | '·' | '—'
        )
}

fn words(folded: &Folded, units: &[Unit], texts: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let end = han_run(folded, units, at);
        if end > at {
            let run: String = texts[at..end].concat();
            words.extend(segment(&run).into_iter().map(str::to_owned));
        } else {
            latin_words(units, texts, at, &mut words);
        }
        at = end.max(at + 1);
    }
    words
}

/// The end of the Han characters that stand side by side from `at` on.
fn han_run(folded: &Folded, units: &[Unit], at: usize) -> usize {
    let follows = |end: usize| end == at || units[end].chars.start == units[end - 1].chars.end;
    let mut end = at;
    while end < units.len() && units[end].is_han(folded) && follows(end) {
        end += 1;
    }
    end
}

/// A Latin unit, its parts, and the figure that it makes with 億 or 萬.
fn latin_words(units: &[Unit], texts: &[String], at: usize, words: &mut Vec<String>) {
    let text = &texts[at];
    words.push(text.clone());
    let digits = &text[..text.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count()];
    let rest = &text[digits.len()..];
    if !digits.is_empty() && !rest.is_empty() {
        words.extend([digits.to_owned(), rest.to_owned()]);
    }
    let next = texts.get(at + 1).filter(|next| matches!(next.as_str(), "亿" | "万" | "千" | "百"));
    if let Some(magnitude) = next.filter(|_| units[at + 1].joined && !digits.is_empty()) {
        words.push(format!("{text}{magnitude}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_give_the_same_terms() {
        assert_eq!(analyze("港話通登記用戶"), analyze("港话通登记用户"));
    }

    #[test]
    fn latin_words_and_figures_survive_with_their_marks() {
        let terms = analyze(
            "算力至3000PFLOPS，升至1.13%；「產學研1+計劃」，InnoHK，357.72億元，1,400人，SEAM@InnoHK，R&D",
        );
        for word in [
            "3000pflops",
            "3000",
            "pflops",
            "1.13%",
            "1.13",
            "1+",
            "innohk",
            "357.72亿",
            "357.72",
            "1400",
            "seam",
            "r&d",
        ] {
            assert!(terms.words.iter().any(|term| term == word), "{word} in {:?}", terms.words);
        }
        assert!(
            terms.pairs.contains(&"研1+".to_owned())
                && terms.pairs.contains(&"seam innohk".to_owned())
        );
    }

    #[test]
    fn quotes_do_not_part_neighbours_and_commas_do() {
        let terms = analyze("「智方便」登記，用戶");
        assert_eq!(terms.pairs, ["智方", "方便", "便登", "登记", "用户"]);
    }
}
