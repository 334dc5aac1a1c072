//! Names that the documents themselves give to things: what they quote (「智航計劃」), and in
//! English words in capitals that end in a word for a kind of thing (the Flint Scheme). No
//! glossary has those of next year's schemes.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use regex::Regex;

use super::gate::is_function;
use super::names::{is_quote, quotes};
use crate::text::date::mentions;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::is_whole;
use crate::text::words::head_noun;

/// A name in Chinese has so many characters.
const LENGTHS: RangeInclusive<usize> = 3..=20;

/// Between a name and its short form in brackets stand at most so many characters: 下稱, 簡稱為.
const BRACKETED: usize = 3;

/// Between a span and the 的 that makes it of a name stand at most so many characters: 推出.
const LEADING: usize = 4;

/// Two words or more with a capital each, and those that join them.
static IN_CAPITALS: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"[A-Z][\w&+'’-]*";
    let joined = r"\s+(?:(?:of|and|for|the|on|in|to|&)\s+)*";
    Regex::new(&format!(r"(?-u:\b){word}(?:{joined}{word})+")).expect("a regular expression")
});

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
        let Given { names, equal } = Given::by(texts);
        let mut asked: Vec<&str> = Vec::new();
        for name in &names {
            let is_part = asked.iter().any(|longer| longer.contains(name.as_str()));
            if !is_part && stands_in(question, name) {
                asked.push(name);
            }
        }
        for (long, short) in &equal {
            let forms = [(long, short), (short, long)];
            let known = forms.into_iter().find(|(one, _)| asked.contains(&one.as_str()));
            asked.extend(known.map(|(_, other)| other.as_str()));
        }
        let is_kindred = |name: &&str| asked.iter().any(|one| head_noun(one) == head_noun(name));
        let is_same =
            |name: &&str| asked.iter().any(|one| shortens(one, name) || shortens(name, one));
        let kindred = names.iter().map(String::as_str).filter(is_kindred).chain(asked.clone());
        let (same, others): (Vec<&str>, Vec<&str>) = kindred.partition(is_same);
        let in_chinese = same.iter().filter(|name| name.contains(is_han));
        let own = in_chinese.map(|name| format!("本{}", head_noun(name))).collect();
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Self { asked: owned(same), own, others: owned(others) }
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
        if self.leads_to_another(&folded(&text[span.end..clause.end.max(span.end)])) {
            return true;
        }
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

    /// Whether `behind`, which is folded and stands behind a span, makes that of the name of
    /// another: 推出的「先導計劃」.
    fn leads_to_another(&self, behind: &str) -> bool {
        let of = behind.char_indices().take(LEADING).find(|(_, c)| *c == '的');
        let Some((at, of)) = of else { return false };
        let name = behind[at + of.len_utf8()..].trim_start_matches(is_quote);
        let begins = |names: &[String]| names.iter().any(|own| name.starts_with(own.as_str()));
        begins(&self.others) && !begins(&self.asked)
    }

    /// Those of the thing that the question names, folded.
    pub(super) fn of_asked(&self) -> impl Iterator<Item = &str> {
        self.asked.iter().map(String::as_str)
    }

    /// Whether `text`, folded, has a name of the thing that the question names, or none
    /// matters.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.others.is_empty() || self.asked.iter().any(|name| stands_in(text, name))
    }
}

/// The names that texts give.
#[derive(Default)]
struct Given {
    /// Folded, each once, the longest first.
    names: Vec<String>,
    /// Those of which one is said to be short for the other.
    equal: Vec<(String, String)>,
}

impl Given {
    fn by<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut given = Self::default();
        for text in texts {
            let found = in_text(text);
            for pair in found.windows(2) {
                let between = text.get(pair[0].1.end..pair[1].1.start);
                if between.is_some_and(is_short_form) {
                    given.equal.push((pair[0].0.clone(), pair[1].0.clone()));
                }
            }
            given.names.extend(found.into_iter().map(|(name, _)| name));
        }
        given.names.sort_by(|left, right| (right.len(), right).cmp(&(left.len(), left)));
        given.names.dedup();
        given
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
    let short: Vec<_> = found.iter().filter_map(|one| short_form(text, one)).collect();
    found.extend(short);
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// What stands in brackets right behind a `name` and is short for it: （加速計劃）, (SMAS).
fn short_form(
    text: &str,
    (name, range): &(String, Range<usize>),
) -> Option<(String, Range<usize>)> {
    let behind = text[range.end..].trim_start();
    let within = behind.strip_prefix(['（', '('])?;
    let within = &within[..within.find(['）', ')'])?];
    let start = text.len() - behind.len() + behind.find(within)?;
    let short = folded(within);
    let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
    let is_short = if within.contains(is_han) {
        LENGTHS.contains(&short.chars().count()) && shortens(&short, name)
    } else {
        short.chars().nth(1).is_some() && shortens(&spaced(&short), &spaced(&initials))
    };
    (is_short && short != *name).then(|| (short, start..start + within.len()))
}

/// The characters of `word` as words.
fn spaced(word: &str) -> String {
    word.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// The names in English in `text`, folded, with where they stand in it.
fn in_capitals(text: &str) -> impl Iterator<Item = (String, Range<usize>)> + '_ {
    IN_CAPITALS.find_iter(text).filter_map(|found| {
        // "In Hong Kong" begins a sentence.
        let begins = |word: &&str| !is_function(&word.to_ascii_lowercase());
        let first = found.as_str().split_whitespace().find(begins)?;
        let start = found.start() + found.as_str().find(first)?;
        let name = &text[start..found.end()];
        // "Monday March" is a date.
        let is_name = name.contains(char::is_whitespace) && mentions(name, None).is_empty();
        is_name.then(|| (folded(name), start..found.end()))
    })
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
        let former =
            "「加速計劃」的前身為二○一九年推出的「先導計劃」，獲批的「加速計劃」項目有97個。";
        assert!(of_another("加速計劃幾時推出？", former, "二○一九年"));
        assert!(!of_another("先導計劃幾時推出？", former, "二○一九年"));
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
        let bracketed = "「智能製造加速計劃」（加速計劃）資助3億元。「智航計劃」則資助1億元。";
        assert!(of_another("加速計劃資助幾多？", bracketed, "1億元"));
        assert!(!of_another("加速計劃資助幾多？", bracketed, "3億元"));
        let known = names("smas", &["The Smart Manufacturing Acceleration Scheme (SMAS) began."]);
        assert!(known.of_asked().any(|name| name == "smart manufacturing acceleration scheme"));
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
