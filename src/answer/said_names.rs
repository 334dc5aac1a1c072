//! Names that the documents themselves give to things: what they quote (「智航計劃」), and in
//! English words in capitals that end in a word for a kind of thing (the Flint Scheme). No
//! glossary has those of next year's schemes.

use std::ops::Range;

use super::gate::is_function;
use super::names::{is_quote, quotes};
use crate::text::date::mentions;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::is_whole;

/// A name in Chinese has so many characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=20;

/// Between a name and its short form in brackets stand so many characters: 下稱, 簡稱為.
const BRACKETED: usize = 3;

/// So many last characters of a name in Chinese say of what kind the thing is: 計劃, 基金.
const KIND: usize = 2;

/// The names that passages give, as far as a question tells two of them apart.
#[derive(Debug, Default)]
pub(super) struct SaidNames {
    /// Those of the thing that the question names, folded.
    asked: Vec<String>,
    /// What the page of that thing may call it: 本計劃.
    own: Vec<String>,
    /// The names of other things of its kind.
    others: Vec<String>,
}

impl SaidNames {
    /// The names in `texts` that matter for `question`, which is folded.
    pub(super) fn of<'t>(question: &str, texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut names, mut equal): (Vec<String>, Vec<(String, String)>) = Default::default();
        for text in texts {
            let found = in_text(text);
            for pair in found.windows(2) {
                let between = text.get(pair[0].1.end..pair[1].1.start).unwrap_or_default();
                if is_short_form(between) {
                    equal.push((pair[0].0.clone(), pair[1].0.clone()));
                }
            }
            names.extend(found.into_iter().map(|(name, _)| name));
        }
        names.sort_by(|left, right| (right.len(), right).cmp(&(left.len(), left)));
        names.dedup();
        let mut asked: Vec<String> = Vec::new();
        for name in &names {
            let is_part = asked.iter().any(|longer| longer.contains(name.as_str()));
            if !is_part && stands_in(question, name) {
                asked.push(name.clone());
            }
        }
        for (long, short) in &equal {
            let other = [(long, short), (short, long)];
            let new = other.into_iter().find(|(one, _)| asked.contains(one));
            asked.extend(new.map(|(_, other)| other.clone()));
        }
        let of_kind = |name: &String| asked.iter().any(|one| kind(one) == kind(name));
        names.retain(of_kind);
        let is_same =
            |name: &String| asked.iter().any(|one| shortens(one, name) || shortens(name, one));
        let (same, others): (Vec<String>, Vec<String>) = names.into_iter().partition(is_same);
        asked.extend(same);
        let own = asked.iter().filter(|name| name.contains(is_han));
        let own = own.map(|name| format!("本{}", kind(name))).collect();
        Self { asked, own, others }
    }

    /// Whether `span` of `text` is said of another thing of the kind that the question names:
    /// the clause that it stands in has the name of another and not of that, or the last name
    /// before the clause is of another.
    pub(super) fn is_of_another(&self, text: &str, span: &Range<usize>) -> bool {
        if self.others.is_empty() {
            return false;
        }
        let clause = clauses(text).into_iter().find(|clause| overlap(clause, span));
        let clause = clause.unwrap_or_else(|| span.clone());
        let within = folded(&text[clause.clone()]);
        let has = |names: &[String]| names.iter().any(|name| stands_in(&within, name));
        if has(&self.asked) || has(&self.own) {
            return false;
        }
        if has(&self.others) {
            return true;
        }
        let before = folded(&text[..clause.start]);
        let last = |names: &[String]| names.iter().filter_map(|name| place(&before, name)).max();
        let asked = last(&self.asked).max(last(&self.own));
        last(&self.others).is_some_and(|other| asked.is_none_or(|asked| asked < other))
    }

    /// Whether `text`, folded, has a name of the thing that the question names, or none
    /// matters.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.others.is_empty() || self.asked.iter().any(|name| stands_in(text, name))
    }
}

/// Where `name` ends that stands last in `text`.
fn place(text: &str, name: &str) -> Option<usize> {
    let ends = text.rmatch_indices(name).map(|(start, _)| start..start + name.len());
    ends.into_iter().find(|range| is_whole(text, range.clone())).map(|range| range.end)
}

fn stands_in(text: &str, name: &str) -> bool {
    place(text, name).is_some()
}

/// Whether `short` may be short for `long`: its parts stand in that in the same order, as
/// those of 燧石計劃 do in 燧石技術轉化計劃.
fn shortens(short: &str, long: &str) -> bool {
    if short.chars().any(is_han) {
        let mut rest = long.chars();
        return short.chars().all(|c| rest.any(|other| other == c));
    }
    let mut rest = long.split(' ');
    short.split(' ').all(|word| rest.any(|other| other == word))
}

/// What says of what kind the thing is that has this name, folded.
fn kind(name: &str) -> &str {
    if name.chars().any(is_han) {
        let start = name.char_indices().rev().nth(KIND - 1).map_or(0, |(at, _)| at);
        return &name[start..];
    }
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether what stands `between` two names says that they are of one thing: （下稱, 簡稱.
fn is_short_form(between: &str) -> bool {
    let words: String = between.chars().filter(|c| !c.is_whitespace()).collect();
    if words.contains(['）', ')']) {
        return false;
    }
    let marks = |c: char| "（(，,：:".contains(c) || is_quote(c);
    let words = words.trim_matches(marks);
    let in_brackets = between.contains(['（', '(']) && words.chars().count() <= BRACKETED;
    in_brackets || words.ends_with(['稱', '称'])
}

/// The names in `text`, folded, with where they stand in it, in order.
fn in_text(text: &str) -> Vec<(String, Range<usize>)> {
    // 《…》 is a document and no thing that has figures.
    let things = quotes(text).into_iter().filter(|range| !text[range.clone()].starts_with('《'));
    let quoted = things.filter_map(|range| {
        let name = folded(text[range.clone()].trim_matches(is_quote));
        let is_name = name.contains(is_han) && LENGTHS.contains(&name.chars().count());
        is_name.then_some((name, range))
    });
    let mut found: Vec<_> = quoted.chain(in_capitals(text)).collect();
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// Runs of two words or more with a capital each, and those that join them.
fn in_capitals(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    // The run that is open, and how many of its words have a capital.
    let mut open: Option<(usize, Range<usize>)> = None;
    let mut close = |open: &mut Option<(usize, Range<usize>)>| {
        let named = open.take().filter(|(words, _)| *words > 1).map(|(_, range)| range);
        // "In February" is a date.
        let named = named.filter(|range| mentions(&text[range.clone()], None).is_empty());
        found.extend(named.map(|range| (folded(&text[range.clone()]), range)));
    };
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let said = word.trim_end().trim_start_matches(['(', '"', '“']);
        let start = at + word.trim_end().len() - said.len();
        at += word.len();
        let name = said.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '+');
        let joins = is_function(&name.to_ascii_lowercase()) || name == "&";
        if name.starts_with(|c: char| c.is_ascii_uppercase()) && !joins {
            let end = start + name.len();
            match &mut open {
                Some((words, range)) => {
                    *words += 1;
                    range.end = end;
                }
                None => open = Some((1, start..end)),
            }
        } else if !joins {
            close(&mut open);
        }
        if name.len() < said.len() {
            close(&mut open);
        }
    }
    close(&mut open);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(question: &str, texts: &[&str]) -> SaidNames {
        SaidNames::of(&folded(question), texts.iter().copied())
    }

    /// Whether the names in `text` say that `span` is of another thing than `question` names.
    fn of_another(question: &str, text: &str, span: &str) -> bool {
        let start = text.find(span).expect("is there");
        names(question, &[text]).is_of_another(text, &(start..start + span.len()))
    }

    #[test]
    fn a_span_after_another_name_of_the_kind_is_of_another_thing() {
        let text = "「智航計劃」共接獲312宗申請。「星航計劃」則接獲95宗。智航計劃最高資助800萬元。";
        let is = |span: &str| of_another("星航計劃最高資助幾多？", text, span);
        assert!(is("312宗") && !is("95宗") && is("800萬"));
        let names = names("星航計劃最高資助幾多？", &[text]);
        assert!(names.are_in(&folded("星航計劃")) && !names.are_in(&folded(&text[..30])));
    }

    #[test]
    fn what_is_said_with_the_name_that_is_asked_for_is_of_that() {
        let both = "「智航計劃」和「星航計劃」分別接獲312宗和95宗申請。";
        assert!(!of_another("智航計劃接獲幾多宗？", both, "312宗"));
        let before = "支持「創科創投基金」，並推出100億元「創科產業引導基金」。";
        assert!(!of_another("創科產業引導基金規模幾多？", before, "100億元"));
        assert!(of_another("創科創投基金規模幾多？", before, "100億元"));
        let own = "有別於「智航計劃」，本計劃（「星航計劃」）申請簡便，最高資助2億元。";
        assert!(!of_another("星航計劃最高資助幾多？", own, "2億元"));
        let title = "《施政報告》引述《全球創新指數報告》，香港排第15。";
        assert!(!of_another("《施政報告》說香港排第幾？", title, "第15"));
    }

    #[test]
    fn short_forms_and_parts_are_of_the_same_thing() {
        let text = "「智慧城市創新基金」（下稱「智城基金」）總額3億元。「綠色科技基金」另計。";
        let is = |question: &str| of_another(question, text, "3億元");
        assert!(!is("智城基金有幾多錢？") && !is("智慧城市創新基金有幾多錢？"));
        assert!(is("綠色科技基金有幾多錢？") && !is("河套有幾多間公司？"));
        let long = "「燧石計劃」已推出。「智航計劃」資助1億元，「燧石技術轉化計劃」則資助3億元。";
        assert!(!of_another("燧石計劃資助幾多？", long, "3億元"));
        assert!(of_another("燧石計劃資助幾多？", long, "1億元"));
        let listed = "「甲項計劃」（9宗），「乙項計劃」（7宗）。";
        assert!(of_another("甲項計劃有幾多宗？", listed, "7宗"));
    }

    #[test]
    fn names_in_english_end_in_the_same_word() {
        let text =
            "The SkyPilot Scheme received 312 applications. The StarPilot Scheme received 95.";
        let is = |span: &str| of_another("How many did the StarPilot Scheme receive?", text, span);
        assert!(is("312") && !is("95"));
        let month = "In February the park opened. Since February, 40 firms joined.";
        assert!(!of_another("How many firms joined in February?", month, "40"));
        let place = "In Hong Kong, Invest Hong Kong has helped 539 companies.";
        let question = "How many companies did InvestHK help set up in Hong Kong?";
        assert!(!of_another(question, place, "539"));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_said_is_looked_through(
            question in "[a-zA-Z「」計劃基金 ()（）]{0,20}",
            text in "[a-zA-Z「」計劃基金 .,，()（）&]{0,60}",
        ) {
            let names = names(&question, &[&text]);
            names.is_of_another(&text, &(0..text.len()));
            names.is_of_another(&text, &(text.len()..text.len()));
        }
    }
}
