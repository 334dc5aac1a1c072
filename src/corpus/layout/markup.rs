//! Marks of Markdown within a line: emphasis, links, images.

use std::ops::Range;

/// Emphasis, or code, that opens somewhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// Bytes of the mark.
    pub(super) length: usize,
    /// Where the mark that closes it stands; `None` for one that needs none.
    pub(super) closing: Option<Range<usize>>,
}

/// The emphasis that opens at byte `at` of `body`, where one of `* _ ~` and a
/// grave accent stands; `None` where the mark is a character of the text.
pub(super) fn emphasis(body: &str, at: usize) -> Option<Marks> {
    let rest = &body[at..];
    let mark = rest.chars().next()?;
    let length = run(rest, mark);
    let (before, after) = (body[..at].chars().next_back(), rest[length..].chars().next());
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match (mark, length) {
        // In pages that are cut and joined, two asterisks rarely find each
        // other; they mean nothing else.
        ('*', 2 | 3) if !(blank(before) && blank(after)) => Some(Marks { length, closing: None }),
        ('*' | '_', 1) | ('_' | '~', 2) | ('`', 1..=3) => {
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if blank(after) || mark != '`' && inside(before) {
                return None;
            }
            let closing = closing(&rest[length..], mark, length)?;
            let (start, end) = (at + length + closing, at + 2 * length + closing);
            let apart = mark == '`' || !inside(body[end..].chars().next());
            apart.then_some(Marks { length, closing: Some(start..end) })
        }
        _ => None,
    }
}

/// How many of `mark` stand at the start of `text`.
pub(super) fn run(text: &str, mark: char) -> usize {
    text.chars().take_while(|c| *c == mark).count()
}

/// The longest stretch that is set off within a line, in bytes.
const LONGEST_EMPHASIS: usize = 1_000;

/// Where in its line `length` of `mark` close what `text` begins with.
fn closing(text: &str, mark: char, length: usize) -> Option<usize> {
    let text = &text[..text.floor_char_boundary(LONGEST_EMPHASIS)];
    let line = text.split('\n').next().unwrap_or_default();
    let mut at = 0;
    while let Some(found) = line[at..].find(mark) {
        let start = at + found;
        let found = run(&line[start..], mark);
        if found == length && start > 0 && !line[..start].ends_with(char::is_whitespace) {
            return Some(start);
        }
        at = start + found;
    }
    None
}

/// A link or an image.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Bytes of what a person reads, between the brackets.
    pub(super) text: Range<usize>,
    /// Bytes of where it leads.
    pub(super) target: Range<usize>,
    /// Where the whole link ends.
    pub(super) end: usize,
}

/// The longest words of a link, in bytes.
const LONGEST_TEXT: usize = 600;
/// The longest address.
const LONGEST_TARGET: usize = 2_000;

/// The link that `text` begins with, which is a `[`: `[words](address)`.
pub(super) fn link(text: &str) -> Option<Link> {
    let close = matching(text, '[', ']', LONGEST_TEXT)?;
    let after = &text[close + 1..];
    if !after.starts_with('(') || text[..close].contains("\n\n") {
        return None;
    }
    let end = matching(after, '(', ')', LONGEST_TARGET)?;
    let target = after[1..end].split([' ', '\n']).next().unwrap_or_default();
    let target = close + 2..close + 2 + target.len();
    is_target(&after[1..end]).then_some(Link { text: 1..close, target, end: close + end + 2 })
}

/// The bytes of a note's mark that `text` begins with: `[^1]`, or `[^1]:`
/// where the note itself stands.
pub(super) fn note(text: &str) -> Option<usize> {
    let end = matching(text, '[', ']', 24).filter(|_| text.starts_with("[^"))? + 1;
    Some(end + usize::from(text[end..].starts_with(':')))
}

/// The bytes of a line `[name]: address`, which gives other links theirs.
pub(super) fn definition(text: &str) -> Option<usize> {
    let end = matching(text, '[', ']', LONGEST_TEXT)? + 1;
    let address = text[end..].strip_prefix(':')?.trim_start_matches(' ');
    let line = text.find('\n').unwrap_or(text.len());
    (address.starts_with("http") || address.starts_with('/')).then_some(line)
}

/// Where the bracket that `text` begins with is closed, within `longest`
/// bytes.
fn matching(text: &str, open: char, close: char, longest: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= longest) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Whether `text` is an address, with a title or none; `[圖](左)` is no link.
fn is_target(text: &str) -> bool {
    let target = text.split([' ', '\n']).next().unwrap_or_default();
    let schemes = ["http", "mailto:", "tel:", "javascript:", "data:"];
    target.is_empty()
        || target.starts_with(['/', '#', '.', '?', '<'])
        || schemes.iter().any(|scheme| target.starts_with(scheme))
        || target.is_ascii() && target.contains(['/', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_is_told_from_marks_of_the_text() {
        let opens = |body: &str| emphasis(body, body.find(['*', '_', '~', '`']).unwrap_or(0));
        assert_eq!(opens("撥款**100**億"), Some(Marks { length: 2, closing: None }));
        assert_eq!(opens("*注意*："), Some(Marks { length: 1, closing: Some(7..8) }));
        for body in ["2024年* 臨時", "CB_1_2", "3 * 4", "____", "5*6*7", "約~30"] {
            assert_eq!(opens(body), None, "{body}");
        }
    }

    #[test]
    fn links_have_an_address() {
        let read = |text: &str| link(text).map(|link| (text[link.text].to_owned(), link.end));
        assert_eq!(read("[主頁](/tc/) 甲"), Some(("主頁".into(), 14)));
        assert_eq!(read("[![](a.svg)](#)"), Some(("![](a.svg)".into(), 15)));
        assert_eq!(read("[a](b.html \"題\")"), Some(("a".into(), "[a](b.html \"題\")".len())));
        assert_eq!((read("[註](見下文)"), read("[Facebook] [Print]")), (None, None));
        assert_eq!((note("[^1]甲"), note("[^1]: 甲"), note("[1]")), (Some(4), Some(5), None));
        assert_eq!(definition("[1]: https://a.example\n甲"), Some(22));
    }
}
