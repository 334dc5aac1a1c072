//! Right claims made wrong: one figure, date, name, polarity or citation at a time.
#![allow(unreachable_pub, reason = "it is a module of a test, as others are")]

use std::ops::Range;

use innopolicy::text::date::mentions;
use innopolicy::text::figure::figures;

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// A digit, a unit, a magnitude or a rank of a figure.
    Figure,
    /// A year, a month or a day.
    Date,
    /// A letter of a name in Latin letters.
    Name,
    /// A no more or less.
    Polarity,
    /// Another sentence of the same document.
    Citation,
}

/// `claim` with one thing changed, in every way that there is.
pub fn mutations(claim: &str) -> Vec<(Change, String)> {
    let mut all = Vec::new();
    let dates: Vec<Range<usize>> = mentions(claim, None).into_iter().map(|one| one.span).collect();
    let numbers = figures(claim).into_iter().map(|figure| figure.span);
    // 第一， numbers a point and says nothing.
    let is_point = |span: &Range<usize>| {
        span.start == 0 && claim[span.end..].starts_with(['，', ',', '.', ']'])
    };
    let numbers: Vec<Range<usize>> = numbers
        .filter(|span| !is_point(span))
        .filter(|span| !dates.iter().any(|date| date.start < span.end && span.start < date.end))
        .collect();
    for (change, spans) in [(Change::Date, &dates), (Change::Figure, &numbers)] {
        for span in spans {
            let other = |words: String| {
                let mut whole = claim.to_owned();
                whole.replace_range(span.clone(), &words);
                (change, whole)
            };
            all.extend(altered(&claim[span.clone()]).into_iter().map(other));
        }
    }
    all.extend(names(claim));
    all.extend(polarity(claim));
    all
}

/// Chinese numerals; 兩 is 二.
const NUMERALS: &str = "一二三四五六七八九兩两";

/// Another numeral than `numeral`.
fn next(numeral: char) -> char {
    let numeral = if matches!(numeral, '兩' | '两') { '二' } else { numeral };
    let mut from = NUMERALS.chars().skip_while(|one| *one != numeral).skip(1);
    from.next().filter(|one| *one != '兩').unwrap_or('八')
}

/// The words of a figure or a date with one digit, numeral or unit of them changed.
fn altered(words: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, character) in words.char_indices() {
        let rest = &words[at + character.len_utf8()..];
        let mut replace = |with: &str| all.push(format!("{}{with}{rest}", &words[..at]));
        match character {
            '0'..='9' => {
                let digit = character as u8 - b'0';
                replace(&((digit + 1) % 10).to_string());
                replace(&((digit + 7) % 10).to_string());
                // 1.50 is 1.5.
                if !words[..at].contains('.') {
                    replace(&format!("{character}0"));
                }
            }
            _ if NUMERALS.contains(character) => replace(&next(character).to_string()),
            // 五萬四千萬 is 五億四千萬.
            '億' if !rest.contains('萬') => replace("萬"),
            '亿' if !rest.contains('万') => replace("万"),
            '萬' => replace("億"),
            '万' => replace("亿"),
            '成' => replace("倍"),
            '%' => replace("個百分點"),
            _ => {}
        }
    }
    for (from, to) in [("billion", "million"), ("million", "billion"), ("HK$", "US$")] {
        if words.contains(from) {
            all.push(words.replacen(from, to, 1));
        }
    }
    all
}

/// Each name in Latin letters with its last letter changed.
fn names(claim: &str) -> Vec<(Change, String)> {
    let mut all = Vec::new();
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let mut at = 0;
    while let Some(from) = claim[at..].find(is_letter) {
        let start = at + from;
        let end =
            claim[start..].find(|c| !is_letter(c)).map_or(claim.len(), |length| start + length);
        let word = &claim[start..end];
        let capitals = word.chars().filter(char::is_ascii_uppercase).count();
        if word.len() > 2 && capitals > 1 {
            let last = if word.ends_with('X') { "Q" } else { "X" };
            all.push((Change::Name, format!("{}{last}{}", &claim[..end - 1], &claim[end..])));
        }
        at = end;
    }
    all
}

/// A no put in or taken out.
fn polarity(claim: &str) -> Vec<(Change, String)> {
    let swaps = [
        ("已經", "尚未"),
        ("已经", "尚未"),
        ("尚未", "已經"),
        ("沒有", "有"),
        ("没有", "有"),
        (" will ", " will not "),
        (" has ", " has not "),
        (" is ", " is not "),
        (" not ", " "),
    ];
    let swapped = swaps.iter().filter(|(from, _)| claim.contains(from));
    swapped.map(|(from, to)| (Change::Polarity, claim.replacen(from, to, 1))).collect()
}
