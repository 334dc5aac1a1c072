//! Whether a question compares two things, and the question about each.

use std::ops::Range;
use std::sync::LazyLock;

use crate::corpus::glossary::Glossary;
use crate::text::date::mentions;
use crate::text::list;
use crate::text::normalize::{Folded, fold, simplified};
use crate::text::words;

const FILE: &str = include_str!("lexicon/compare.tsv");

type Words = LazyLock<Vec<Vec<char>>>;

static OPENS: Words = LazyLock::new(|| listed("opens"));
static CLOSES: Words = LazyLock::new(|| listed("closes"));
static VERSUS: Words = LazyLock::new(|| listed("versus"));
static JOINS: Words =
    LazyLock::new(|| listed("versus").into_iter().chain(listed("joins")).collect());
static OF: Words = LazyLock::new(|| listed("of"));

/// A question that is longer than this, in characters, asks for more.
const LONGEST: usize = 80;

/// So much may stand before the word that opens: 請, 可否幫我, "what is the".
const LEAD: usize = 16;

/// The least of a thing's name, in characters.
const NAME: usize = 2;

fn listed(kind: &'static str) -> Vec<Vec<char>> {
    list::words(FILE, kind).map(|word| word.chars().collect()).collect()
}

/// The question about each of the two things that `text` compares: what of each is
/// compared, or where that is not said, what each is. `None` where it compares none.
/// What joins two things is no part of a word, nor of a name of `glossary`:
/// 創新及科技基金 is one thing.
pub(super) fn each(text: &str, glossary: &Glossary) -> Option<[String; 2]> {
    let folded = fold(text);
    let chars = folded.chars();
    if chars.len() > LONGEST {
        return None;
    }
    let ends = chars.iter().rposition(|c| c.is_alphanumeric()).map_or(0, |last| last + 1);
    let versus = || VERSUS.iter().any(|word| find(chars, word, 0..ends).is_some());
    let body = between(chars, 0..ends).or_else(|| versus().then_some(0..ends))?;
    let (first, second) = parted(chars, &body, &wholes(&folded, glossary))?;
    let (second, of) = attributed(chars, second);
    // 2021 and 2023 are two times of one thing.
    let is_time = |thing: &Range<usize>| {
        let text = text[folded.origin(thing.clone())].trim();
        mentions(text, None).iter().any(|date| 2 * date.span.len() >= text.len())
    };
    if [&first, &second].into_iter().any(is_time) {
        return None;
    }
    let said = |range: &Range<usize>| text[folded.origin(range.clone())].trim();
    if chars[body].iter().any(|c| !c.is_ascii()) {
        return Some(
            [&first, &second].map(|thing| chinese(text, said(thing), of.as_ref().map(said))),
        );
    }
    let (first, of) = led(&folded, first);
    Some([&first, &second].map(|thing| english(said(thing), of.as_ref().map(said))))
}

/// What stands after the word that opens, or before the one that closes.
fn between(chars: &[char], whole: Range<usize>) -> Option<Range<usize>> {
    let near = |word: &Vec<char>| find(chars, word, 0..whole.end.min(LEAD + word.len()));
    let opened = OPENS.iter().find_map(near);
    let opened = opened.filter(|word| word.end + 2 * NAME < whole.end);
    let body = opened.as_ref().map_or(whole.clone(), |word| word.end..whole.end);
    let closed = CLOSES.iter().find(|word| chars[body.clone()].ends_with(word));
    let end = body.end - closed.map_or(0, Vec::len);
    let end = chars[body.start..end].iter().rposition(|c| c.is_alphanumeric())? + body.start + 1;
    let of = OF.iter().find(|of| closed.is_some() && chars[body.start..end].ends_with(of));
    let body = body.start..end - of.map_or(0, Vec::len);
    (opened.is_some() || closed.is_some()).then_some(body)
}

/// The names and the words of a question, in folded characters: none is cut.
fn wholes(folded: &Folded, glossary: &Glossary) -> Vec<Range<usize>> {
    let flat = folded.to_string();
    let count = |range: Range<usize>| flat[range].chars().count();
    let names = glossary.find(&flat).into_iter().map(|found| {
        let start = count(0..found.range.start);
        start..start + count(found.range)
    });
    let mut at = 0;
    let words = words::segment(&flat).into_iter().map(|word| {
        let start = at;
        at += word.chars().count();
        start..at
    });
    names.chain(words).collect()
}

/// The two things, on either side of the word that joins them.
fn parted(
    chars: &[char],
    body: &Range<usize>,
    wholes: &[Range<usize>],
) -> Option<(Range<usize>, Range<usize>)> {
    JOINS.iter().find_map(|word| {
        let mut from = body.start + NAME;
        while let Some(joint) = find(chars, word, from..body.end.saturating_sub(NAME)) {
            let is_part = |whole: &Range<usize>| {
                whole.start <= joint.start && joint.end <= whole.end && whole.len() > joint.len()
            };
            if !wholes.iter().any(is_part) {
                return Some((body.start..joint.start, joint.end..body.end));
            }
            from = joint.start + 1;
        }
        None
    })
}

/// The second thing, and what of both is compared: 河套和科學園的面積.
fn attributed(chars: &[char], second: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let of = OF.iter().find_map(|word| find(chars, word, second.start + NAME..second.end - 1));
    match of {
        Some(of) => (second.start..of.start, Some(of.end..second.end)),
        None => (second, None),
    }
}

/// The first thing, and what of both is compared: the size of Hetao and the Science Park.
fn led(folded: &Folded, first: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let of: Vec<char> = " of ".chars().collect();
    match find(folded.chars(), &of, first.clone()) {
        Some(of) => (of.end..first.end, Some(first.start..of.start)),
        None => (first, None),
    }
}

fn chinese(text: &str, thing: &str, of: Option<&str>) -> String {
    match of {
        Some(of) => format!("{thing}的{of}？"),
        None if simplified(text) == text => format!("{thing}是什么？"),
        None => format!("{thing}是甚麼？"),
    }
}

fn english(thing: &str, of: Option<&str>) -> String {
    let of = of.map(|of| format!("{of} of ")).unwrap_or_default();
    format!("What is {of}{thing}?")
}

/// Where `word` first stands in `within`.
fn find(chars: &[char], word: &[char], within: Range<usize>) -> Option<Range<usize>> {
    let within = within.start..within.end.min(chars.len());
    let found = chars.get(within.clone())?.windows(word.len()).position(|at| at == word)?;
    let start = within.start + found;
    Some(start..start + word.len())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn two_things_that_are_compared_are_asked_about_one_by_one() {
        let cases = [
            ("比較河套園區和科學園的面積", ["河套園區的面積？", "科學園的面積？"]),
            ("請比較一下河套園區同科學園嘅租金。", ["河套園區的租金？", "科學園的租金？"]),
            ("比较河套园区与科学园", ["河套园区是什么？", "科学园是什么？"]),
            ("河套園區同科學園有咩分別？", ["河套園區是甚麼？", "科學園是甚麼？"]),
            ("數碼港和科學園的租金比較", ["數碼港的租金？", "科學園的租金？"]),
            ("比較創新及科技基金及數碼港的開支", ["創新及科技基金的開支？", "數碼港的開支？"]),
            (
                "創新及科技基金和電訊及廣播管理局有何分別？",
                ["創新及科技基金是甚麼？", "電訊及廣播管理局是甚麼？"],
            ),
            ("比較大灣區共同基金同河套園區的規模", ["大灣區共同基金的規模？", "河套園區的規模？"]),
            (
                "Compare the Innovation and Technology Fund and Cyberport",
                ["What is the Innovation and Technology Fund?", "What is Cyberport?"],
            ),
            (
                "Compare the size of Hetao and the Science Park",
                ["What is the size of Hetao?", "What is the size of the Science Park?"],
            ),
            ("河套園區 vs 科學園", ["河套園區是甚麼？", "科學園是甚麼？"]),
            ("NIFS vs. NIAS", ["What is NIFS?", "What is NIAS?"]),
            (
                "What is the difference between Cyberport and HKSTP?",
                ["What is Cyberport?", "What is HKSTP?"],
            ),
        ];
        let terms = "創新及科技基金\tInnovation and Technology Fund\n";
        let glossary = Glossary::parse(terms, Path::new("glossary.tsv")).expect("parses");
        let each = |text: &str| super::each(text, &glossary);
        for (text, expected) in cases {
            assert_eq!(each(text).as_ref(), Some(&expected.map(str::to_owned)), "{text}");
        }
        for none in [
            "Compare the 2021 and 2023 pilot",
            "比較2021年同2023年",
            "河套園區有幾多間公司？",
            "今年的經費比較多",
            "比較",
            "Hetao and the Science Park",
            "",
        ] {
            assert_eq!(each(none), None, "{none}");
        }
    }
}
