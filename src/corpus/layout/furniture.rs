//! What stands around the text of a page: menus, buttons, rules, the lists of
//! other pages. None of it is read.

use super::ending::is_complete;
use super::line::{Line, Look};
use super::visible::is_address;
use super::words::{BUTTONS, HERE, OPENINGS, RELATED, WHOLE, begins};
use crate::text::script::{is_blank, width};

/// The widest words below a path of links that only name the page, in columns.
const WIDEST_LEAF: usize = 60;

/// So many buttons are a row of them, with one that is not known.
const FEWEST: usize = 3;
/// The widest row of buttons, in columns.
const WIDEST_BUTTONS: usize = 120;

/// `lines` without furniture, which parts what stands above it from what
/// stands below.
pub(super) fn without(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let (mut parted, mut elsewhere) = (None, false);
    for mut line in lines {
        let words = &text[line.range.clone()];
        elsewhere = is_related(words) || elsewhere && is_listed_elsewhere(words, &line);
        underline(text, &line, parted.is_none(), kept.last_mut());
        let leaf = path(words, &line);
        // What the path leads to is the text where it says more than a name.
        let said = leaf.filter(|leaf| width(&words[*leaf..]) > WIDEST_LEAF);
        if elsewhere || said.is_none() && (leaf.is_some() || is_furniture(words, &line)) {
            parted = parted.max(Some(line.blank_before.max(1)));
            continue;
        }
        line.range.start += said.unwrap_or(0);
        line.blank_before = line.blank_before.max(parted.take().unwrap_or(0));
        kept.push(line);
    }
    kept
}

/// A title with a line of signs below it is one for certain.
fn underline(text: &str, line: &Line, directly: bool, above: Option<&mut Line>) {
    let Some(above) = above.filter(|_| line.look == Look::Rule && line.blank_before == 0) else {
        return;
    };
    let words = &text[above.range.clone()];
    let drawn = !text[line.range.clone()].starts_with(['-', '_', '.', '…', '|']);
    if directly && drawn && above.look == Look::Text && !is_complete(words) {
        above.look = Look::Underlined;
    }
}

fn is_furniture(words: &str, line: &Line) -> bool {
    match line.look {
        Look::Rule => return true,
        Look::Row | Look::Columns | Look::Group => return false,
        Look::Marked(_) => return is_buttons(&words.to_lowercase()),
        _ => {}
    }
    let lower = words.to_lowercase();
    line.linked
        || is_address(words)
        || is_buttons(&lower)
        || begins(&lower, &OPENINGS) && !is_sentence(words)
        || WHOLE.contains(&lower.as_str())
}

fn is_sentence(words: &str) -> bool {
    words.ends_with(['。', '？', '！']) || words.contains(['，', '；'])
}

/// Whether `text`, in lower case, is made of the words of buttons, with at
/// least one of them: `分享  Facebook | 列印`.
fn is_buttons(text: &str) -> bool {
    let parts = text.split(|c: char| {
        matches!(
            c,
            '|' | '｜'
                | '/'
                | '>'
                | '›'
                | '»'
                | '·'
                | '•'
                | '['
                | ']'
                | '［'
                | '］'
                | '：'
                | ':'
                | '\t'
                | '\u{3000}'
        )
    });
    let parts = parts.flat_map(|part| part.split("  ")).map(|part| part.trim_matches(is_blank));
    let parts: Vec<&str> = parts.filter(|part| part.contains(char::is_alphabetic)).collect();
    let is_button = |part: &str| {
        let bare = |word: &str| {
            let count = word.strip_suffix('k').unwrap_or(word);
            BUTTONS.contains(word) || !count.contains(char::is_alphabetic)
        };
        let part = part.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '(' | ')' | '（' | '）' | ' ')
        });
        BUTTONS.contains(part) || !part.is_empty() && part.split(' ').all(bare)
    };
    let buttons = parts.iter().filter(|part| is_button(part)).count();
    // Among several buttons there may be one of the site's own.
    let most = parts.len() >= FEWEST && buttons * 3 >= parts.len() * 2;
    !parts.is_empty() && (buttons == parts.len() || most && width(text) <= WIDEST_BUTTONS)
}

fn is_related(words: &str) -> bool {
    let head =
        words.trim_matches(|c: char| is_blank(c) || matches!(c, '：' | ':' | '【' | '】' | '#'));
    RELATED.contains(&head.to_lowercase().as_str())
}

/// Whether a line below the head of such a list is of it: a title, directly
/// below or with a mark.
fn is_listed_elsewhere(words: &str, line: &Line) -> bool {
    let marked = matches!(line.look, Look::Bullet | Look::Numbered(_) | Look::Item) || line.linked;
    !words.ends_with(['。', '；']) && (marked || line.look == Look::Text && line.blank_before == 0)
}

/// Where the last part begins of a path through the site, perhaps behind a label:
/// `主頁 > 演辭 > 甲`, `You are here: Home / FAQs`.
fn path(words: &str, line: &Line) -> Option<usize> {
    const STEPS: [&str; 4] = [">", "›", "»", "/"];
    if line.look != Look::Text {
        return None;
    }
    let lower = words.to_lowercase();
    let behind = lower.split_once(['：', ':']).filter(|(label, _)| HERE.contains(&label.trim()));
    let lower = behind.map_or(lower.as_str(), |(_, rest)| rest.trim_start_matches(is_blank));
    let leads = |home: &&&str| {
        let after = lower.strip_prefix(**home).map(|after| after.trim_start_matches(is_blank));
        after.is_some_and(|after| STEPS.iter().any(|step| after.starts_with(step)))
    };
    BUTTONS.iter().find(leads)?;
    let last = STEPS.iter().filter_map(|step| Some(words.rfind(step)? + step.len())).max()?;
    Some(last + words[last..].len() - words[last..].trim_start_matches(is_blank).len())
}
