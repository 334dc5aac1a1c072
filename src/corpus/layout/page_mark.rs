//! What a printed page has at its head and foot: its number, and a running
//! title.

use std::collections::HashMap;
use std::ops::Range;

use super::ending::is_complete;
use super::line::{Line, Look, Page};
use super::words::{PICTURES, begins};
use crate::text::figure::figures;
use crate::text::script::{is_blank, width};

/// How a line gives the number of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// `- 2 -`, `第2頁`, `Page 3 of 11`: nothing else looks so.
    Marked,
    /// `2`: so does a figure that the page broke off.
    Bare,
}

/// The widest running title, in columns.
const WIDEST_HEAD: usize = 100;
/// The fewest letters of a running title.
const SHORTEST_HEAD: usize = 2;
/// The fewest places at which a line stands that is a running title.
const FEWEST_HEADS: usize = 2;
/// The widest words in brackets that are about a picture, in columns.
const WIDEST_CREDIT: usize = 60;
/// The narrowest line that a page may have broken off, in columns.
const NARROWEST_BROKEN: usize = 20;

/// `lines` without the numbers and running titles of pages; a sentence that a
/// page broke off goes on below them.
pub(super) fn without(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let lines: Vec<Line> = lines.into_iter().map(|line| cut_foot(text, line)).collect();
    let numbers = numbers(text, &lines);
    let heads = heads(text, &lines, &numbers);
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let (mut page_ended, mut credited, mut blank_above) = (false, false, 0);
    for (at, mut line) in lines.into_iter().enumerate() {
        let credit = is_credit(&text[line.whole.clone()]);
        if numbers[at] || heads[at] || credit {
            blank_above = if page_ended { blank_above } else { line.blank_before };
            credited = credit && !page_ended;
            page_ended = true;
            continue;
        }
        if std::mem::take(&mut page_ended) || line.page == Page::New {
            let above = kept.last().filter(|_| line.look == Look::Text);
            let directly = !credited || line.blank_before == 0 && blank_above == 0;
            let broken = |above: &Line| directly && is_broken_off(text, above, blank_above);
            let goes_on = above.is_some_and(broken);
            line.page = if goes_on { Page::GoesOn } else { Page::New };
            line.blank_before = if goes_on { 0 } else { line.blank_before.max(blank_above).max(1) };
        }
        (credited, blank_above) = (false, 0);
        kept.push(line);
    }
    kept
}

/// Whether a sentence breaks off at the end of `line`, so many blank lines
/// above the end of the page. A title stands alone there, and is narrow.
fn is_broken_off(text: &str, line: &Line, blank: usize) -> bool {
    let words = &text[line.range.clone()];
    let running = matches!(line.look, Look::Text | Look::Item | Look::Bullet | Look::Numbered(_));
    let alone = line.blank_before > 0 && blank > 0 && width(words) < NARROWEST_BROKEN;
    running && !is_complete(words) && !alone
}

/// Whether `words` are in brackets and say whose a picture is, or which:
/// `（圖片來源：海能公司）`, `[圖1/5]`.
fn is_credit(words: &str) -> bool {
    let inner = words.strip_prefix(['（', '(', '[', '【']).unwrap_or_default().to_lowercase();
    let closed = words.ends_with(['）', ')', ']', '】']);
    closed && begins(&inner, &PICTURES) && width(words) <= WIDEST_CREDIT
}

/// A line without the page's number that stands at its end, set off.
fn cut_foot(text: &str, mut line: Line) -> Line {
    let words = &text[line.range.clone()];
    let gap = words.rfind("  ").or_else(|| words.rfind("\u{3000}\u{3000}"));
    let gap = gap.or_else(|| words.rfind(". Page "));
    if let Some(at) =
        gap.filter(|at| number(words[*at..].trim_start_matches('.')) == Some(Number::Marked))
    {
        let kept = words[..at].trim_end_matches(is_blank).len();
        line.range = line.range.start..line.range.start + kept;
    }
    line
}

/// Which lines are numbers of pages.
fn numbers(text: &str, lines: &[Line]) -> Vec<bool> {
    let found: Vec<_> = lines.iter().map(|line| number(&text[line.whole.clone()])).collect();
    let is_number = |at: usize| match found[at] {
        None => false,
        Some(Number::Marked) => true,
        Some(Number::Bare) => {
            let beside = [at.checked_sub(1), Some(at + 1).filter(|below| *below < lines.len())];
            let column = beside.iter().flatten().any(|other| found[*other].is_some());
            !column && ends_page(text, lines, at)
        }
    };
    (0..lines.len()).map(is_number).collect()
}

/// Whether the figure that line `at` is stands between pages. One that the
/// line below counts by (`60⏎間企業`) is of the text.
fn ends_page(text: &str, lines: &[Line], at: usize) -> bool {
    let Some(below) = lines.get(at + 1) else { return at > 0 };
    let apart = lines[at].blank_before > 0 && below.blank_before > 0;
    let words = &text[below.range.clone()];
    if apart || at == 0 {
        return apart;
    }
    // Below a figure it is none of the text: two do not stand side by side.
    if ends_with_figure(&text[lines[at - 1].range.clone()]) {
        return true;
    }
    let digits = text[lines[at].whole.clone()].trim();
    let together = format!("{digits}{words}");
    let counts = figures(&together).first().is_some_and(|figure| {
        figure.span == (0..figure.span.end) && figure.span.end > digits.len()
    });
    let goes_on = words.starts_with(|c: char| c.is_ascii_digit());
    !(counts && !goes_on || words.starts_with(|c: char| c.is_ascii_lowercase() || c == '%'))
}

/// Whether `text` ends with a figure whose unit is still to come: `約1.64億`.
fn ends_with_figure(text: &str) -> bool {
    figures(text).last().is_some_and(|figure| figure.span.end == text.len())
        && text.ends_with(|c: char| c.is_ascii_digit() || "億亿萬万千百".contains(c))
}

/// How `text` gives a page's number, if it gives one and nothing else.
fn number(text: &str) -> Option<Number> {
    let text = text.trim_matches(is_blank);
    let edge = |c: char| {
        is_blank(c) || matches!(c, '-' | '–' | '—' | '－' | '~' | '·' | '|' | '(' | ')' | '[' | ']')
    };
    let inner = text.trim_matches(edge);
    let bare = |text: &str| {
        (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if bare(inner) {
        let framed = text.starts_with(edge) && text.ends_with(edge);
        return (text == inner || framed).then_some(if framed {
            Number::Marked
        } else {
            Number::Bare
        });
    }
    let lower = inner.to_lowercase();
    let named = lower.strip_prefix("page").or_else(|| lower.strip_prefix("p."));
    let named =
        named.or_else(|| lower.strip_prefix('第').filter(|rest| rest.contains(['頁', '页'])));
    let rest = named.or_else(|| lower.strip_prefix('頁'))?;
    let plain = |c: char| {
        c.is_ascii_digit()
            || is_blank(c)
            || matches!(c, '/' | '頁' | '页' | '共' | '，' | ',' | '第')
    };
    let rest = rest.replace("of", "/");
    (rest.contains(|c: char| c.is_ascii_digit()) && rest.chars().all(plain))
        .then_some(Number::Marked)
}

/// Which lines are running titles: they stand again and again, at the numbers
/// of pages or in the middle of sentences.
fn heads(text: &str, lines: &[Line], numbers: &[bool]) -> Vec<bool> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let words = &text[line.range.clone()];
        let named = words.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST_HEAD;
        let titled = !matches!(line.look, Look::Rule | Look::Bullet | Look::Row | Look::Columns);
        if titled && named && !numbers[at] && width(words) <= WIDEST_HEAD && !is_complete(words) {
            places.entry(masked(words)).or_default().push(at);
        }
    }
    let mut heads = vec![false; lines.len()];
    for places in places.into_values().filter(|places| places.len() >= FEWEST_HEADS) {
        let at_pages = places.iter().filter(|at| stands_at_page(lines, numbers, **at)).count();
        let breaks = places.iter().any(|at| breaks_sentence(text, lines, *at));
        if at_pages * 2 >= places.len() || breaks {
            // The first one is a title, unless a page has ended above it.
            let first = places[0];
            heads[first] = at_pages > 0 && first > 2 && stands_at_page(lines, numbers, first);
            places.iter().skip(1).for_each(|at| heads[*at] = true);
        }
    }
    heads
}

/// `text` with its figures made alike.
fn masked(text: &str) -> String {
    text.chars()
        .filter(|c| !is_blank(*c))
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect()
}

fn stands_at_page(lines: &[Line], numbers: &[bool], at: usize) -> bool {
    let beside: Range<usize> = at.saturating_sub(1)..(at + 2).min(lines.len());
    let below = lines.get(at + 1);
    lines[at].page == Page::New
        || below.is_some_and(|below| below.page == Page::New)
        || beside.into_iter().any(|other| numbers[other])
}

/// Whether the sentence of the line above goes on in the line below.
fn breaks_sentence(text: &str, lines: &[Line], at: usize) -> bool {
    let Some(above) = at.checked_sub(1).map(|above| &lines[above]) else { return false };
    let wide = width(&text[above.range.clone()]) >= NARROWEST_BROKEN;
    let below = lines.get(at + 1).is_some_and(|below| below.look == Look::Text);
    above.look == Look::Text && wide && below && is_broken_off(text, above, 0)
}
