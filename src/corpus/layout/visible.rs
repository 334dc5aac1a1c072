//! What a person sees of a page: its text without front matter, markup, and
//! characters that show nothing.
//!
//! The text is made of the page's own characters, line by line, and knows
//! where each stands in the file. What is left out lies between them; breaks
//! that tags stand for are put in, and never become part of a passage.

use std::ops::Range;

use super::ahead::Ahead;
use super::seen::{Mark, Seen};
use super::{apart, html, markup, notes};
use crate::corpus::{SourceMap, front_matter};
use crate::text::script::{is_han, shows_nothing};

/// The text of a page as a person sees it.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// The text.
    pub(super) text: String,
    /// From bytes of the text to bytes of the file.
    pub(super) source: SourceMap,
    /// What of it is more than text, in order of their start.
    pub(super) marks: Vec<Mark>,
}

/// Reads `body`, whose bytes stand in the file as `file` says.
pub(super) fn read(body: &str, file: &SourceMap) -> Visible {
    let begin = front_matter::read(body).end;
    let mut reading = Reading {
        body,
        file,
        kept: begin,
        open: Vec::new(),
        unclosed: Vec::new(),
        strong: None,
        ahead: Ahead::default(),
        row: begin,
        seen: Visible::default(),
    };
    let mut at = begin;
    while at < body.len() {
        at = reading.step(at);
    }
    reading.keep_until(body.len());
    let mut seen = reading.seen;
    for mark in &mut seen.marks {
        mark.range.end = mark.range.end.min(seen.text.len());
    }
    seen.marks.sort_by_key(|mark| mark.range.start);
    seen
}

/// How far back the start of a line is looked for, in bytes: marks of quotations
/// that are set in deeper are characters.
const FARTHEST: usize = 200;

/// A mark that closes what was opened.
struct Closing {
    at: Range<usize>,
    /// What it closes, from where in the text it begins.
    opened: Option<Mark>,
}

struct Reading<'a> {
    body: &'a str,
    file: &'a SourceMap,
    /// Everything before this byte of the body is in the text or left out.
    kept: usize,
    /// Marks that will close, the next one last.
    open: Vec<Closing>,
    /// The marks of `seen` whose elements are not closed yet.
    unclosed: Vec<usize>,
    /// Where in the text strong words begin, whose marks close with the same.
    strong: Option<usize>,
    ahead: Ahead,
    /// Where the row of a table ends that was opened last.
    row: usize,
    seen: Visible,
}

impl Reading<'_> {
    /// Reads what stands at byte `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        while self.open.last().is_some_and(|closing| closing.at.start < at) {
            self.open.pop();
        }
        if let Some(closing) = self.open.pop_if(|closing| closing.at.start == at) {
            return self.close(closing);
        }
        let rest = &self.body[at..];
        let Some(character) = rest.chars().next() else { return self.body.len() };
        let past = at + character.len_utf8();
        match character {
            '<' => self.tag(at).unwrap_or(past),
            '&' => self.reference(at).unwrap_or(past),
            '!' | '[' => self.note(at).or_else(|| self.link(at)).unwrap_or(past),
            '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⑳' => {
                self.note(at).unwrap_or(past)
            }
            '*' | '_' | '~' | '`' => self.emphasis(at),
            '\\' if rest[1..]
                .starts_with(['*', '_', '#', '[', ']', '(', ')', '`', '~', '|', '>', '.', '-']) =>
            {
                self.hide(at..past, "");
                past + 1
            }
            '>' if self.begins_line(at) && rest[1..].starts_with([' ', '>']) => {
                self.hide(at..past, "")
            }
            '\u{AD}' => self.hide(at..past + line_break(&rest[2..]), ""),
            '\n' | '\r' if at < self.row => self.hide(at..past, " "),
            // Other line ends; a form feed ends a page besides.
            '\r' if !rest.starts_with("\r\n") => self.hide(at..past, "\n"),
            '\u{C}' if !self.seen_to_end_line(at) => {
                self.hide(at..at, "\n");
                past
            }
            '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.hide(at..past, "\n"),
            c if shows_nothing(c) => self.hide(at..past, ""),
            // Signs of a font of its own: at the start of a line, a bullet.
            '\u{E000}'..='\u{F8FF}' if !self.begins_line(at) => self.hide(at..past, ""),
            ' ' => self.space(at),
            c if c.is_alphanumeric() && !c.is_ascii_alphabetic() => {
                self.apart(at, past);
                past
            }
            _ => past,
        }
    }

    fn tag(&mut self, at: usize) -> Option<usize> {
        let rest = &self.body[at..];
        let Some(tag) = html::tag(self.body, at, &mut self.ahead) else {
            // `<https://…>`: the address is of the text.
            let window = &rest[1..rest.floor_char_boundary(LONGEST_ADDRESS)];
            let (address, _) = window.split_once('>').filter(|(inner, _)| is_address(inner))?;
            self.hide(at..at + 1, "");
            let end = at + 1 + address.len();
            self.open.push(Closing { at: end..end + 1, opened: None });
            return Some(at + 1);
        };
        let end = at + tag.length;
        let closed =
            self.unclosed.iter().rposition(|mark| html::closes(rest, self.seen.marks[*mark].seen));
        if let Some(mark) = closed.map(|place| self.unclosed.remove(place)) {
            self.seen.marks[mark].range.end = self.seen.text.len() + (at - self.kept);
        }
        let opens_row = rest.get(1..3).is_some_and(|name| name.eq_ignore_ascii_case("tr"));
        let stand_in = match tag.stand_in {
            // Each row of a table is a line, however its cells are set.
            "\n" if opens_row && self.seen_to_end_line(at) => "",
            broken if at < self.row && broken.starts_with('\n') => " ",
            other => other,
        };
        self.hide(at..end, stand_in);
        if opens_row {
            self.row = end + html::row(&self.body[end..]);
        }
        let here = self.seen.text.len();
        if let Some(seen) = tag.opens.filter(|seen| self.is_closed(*seen, end)) {
            self.unclosed.push(self.seen.marks.len());
            let target = if seen == Seen::Link { html::target(&rest[..tag.length]) } else { None };
            self.seen.marks.push(Mark { seen, range: here..usize::MAX, target });
        }
        self.seen.marks.extend(tag.shows.map(|seen| Mark::new(seen, here..here)));
        Some(end)
    }

    /// Whether the element that opens before `from` is closed soon.
    fn is_closed(&self, seen: Seen, from: usize) -> bool {
        const SOON: usize = 2_000;
        let window = &self.body[from..self.body.floor_char_boundary(from + SOON)];
        window.match_indices("</").any(|(at, _)| html::closes(&window[at..], seen))
    }

    fn reference(&mut self, at: usize) -> Option<usize> {
        let (character, length) = html::reference(&self.body[at..])?;
        if shows_nothing(character) {
            return Some(self.hide(at..at + length, ""));
        }
        self.keep_until(at);
        let bytes = self.file.source(&(at..at + length));
        let widths =
            [character.len_utf8(), bytes.len()].map(|width| u8::try_from(width).unwrap_or(1));
        self.seen.source.push(self.seen.text.len(), bytes.start, (widths[0], widths[1]));
        self.seen.text.push(character);
        self.kept = at + length;
        Some(self.kept)
    }

    fn link(&mut self, at: usize) -> Option<usize> {
        let rest = &self.body[at..];
        let shown = rest.strip_prefix('!');
        let Some(link) = markup::link(shown.unwrap_or(rest)) else {
            let note = markup::note(rest);
            let definition = markup::definition(rest).filter(|_| self.begins_line(at));
            return note.or(definition).map(|length| self.hide(at..at + length, ""));
        };
        if shown.is_some() {
            let end = self.hide(at..at + 1 + link.end, "");
            let here = self.seen.text.len();
            self.seen.marks.push(Mark::new(Seen::Image, here..here));
            return Some(end);
        }
        let inside = self.hide(at..at + link.text.start, "");
        let here = self.seen.text.len();
        let target = Some(rest[link.target.clone()].trim_matches(['<', '>']).to_owned());
        let opened = Some(Mark { seen: Seen::Link, range: here..here, target });
        self.open.push(Closing { at: at + link.text.end..at + link.end, opened });
        Some(inside)
    }

    /// Leaves out the number of a note, which a figure beside it would be read
    /// with: `19家¹`, `612[1]`.
    fn note(&mut self, at: usize) -> Option<usize> {
        let length = notes::mark(&self.body[..at], &self.body[at..])?;
        Some(self.hide(at..at + length, ""))
    }

    /// Leaves out a space that sets a sign apart: `「 工場 」`, `3 , 850`.
    fn space(&mut self, at: usize) -> usize {
        let past = at + 1;
        if apart::is_of_sign(&self.body[..at], &self.body[past..]) {
            self.hide(at..past, "");
        }
        past
    }

    fn emphasis(&mut self, at: usize) -> usize {
        let rest = &self.body[at..];
        let mark = rest.chars().next().unwrap_or_default();
        let length = markup::run(rest, mark);
        if mark == '`' && length >= 3 && self.begins_line(at) {
            // The line that opens or closes a listing.
            let line = rest.find('\n').unwrap_or(rest.len());
            return self.hide(at..at + line, "");
        }
        let Some(marks) = markup::emphasis(self.body, at) else { return at + length };
        if mark == '~' {
            // What was struck out is not said.
            let end = marks.closing.map_or(at + marks.length, |closing| closing.end);
            return self.hide(at..end, "");
        }
        self.hide(at..at + marks.length, "");
        let here = self.seen.text.len();
        match marks.closing {
            Some(closing) => {
                let strong = mark != '`' && marks.length > 1;
                let opened = strong.then(|| Mark::new(Seen::Strong, here..here));
                self.open.push(Closing { at: closing, opened });
            }
            None => self.strong(at, marks.length),
        }
        at + marks.length
    }

    /// Opens strong words, or closes those that are open, at asterisks that stand at byte
    /// `at`: marks that words follow open, those that words are before close.
    fn strong(&mut self, at: usize, length: usize) {
        let here = self.seen.text.len();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let follows = !blank(self.body[..at].chars().next_back());
        let leads = !blank(self.body[at + length..].chars().next());
        let open = self.strong.take().filter(|begin| !self.seen.text[*begin..].contains('\n'));
        match open.filter(|_| follows) {
            Some(begin) => self.seen.marks.push(Mark::new(Seen::Strong, begin..here)),
            None => self.strong = Some(here).filter(|_| leads),
        }
    }

    /// Leaves out what sets the letters apart that begin at byte `at`, the
    /// first of which ends at `past`.
    fn apart(&mut self, at: usize, past: usize) {
        if !self.body[past..].starts_with(char::is_whitespace) {
            return;
        }
        let before = self.body[..at].chars().next_back();
        let begins_word = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ','))
            || before.is_some_and(is_han) && !self.body[at..].starts_with(is_han);
        if begins_word {
            let spaces = apart::spaces(&self.body[at..], self.begins_line(at));
            let closings = spaces.into_iter().rev().filter_map(|space| {
                let width = self.body[at + space..].chars().next()?.len_utf8();
                Some(Closing { at: at + space..at + space + width, opened: None })
            });
            self.open.extend(closings);
        }
    }

    fn close(&mut self, closing: Closing) -> usize {
        let end = self.hide(closing.at, "");
        if let Some(mut mark) = closing.opened {
            mark.range.end = self.seen.text.len();
            self.seen.marks.push(mark);
        }
        end
    }

    /// Leaves bytes `range` of the body out, with `stand_in` in their place.
    fn hide(&mut self, range: Range<usize>, stand_in: &str) -> usize {
        self.keep_until(range.start);
        if !stand_in.is_empty() {
            let at = self.file.source(&range).start;
            self.seen.source.push(self.seen.text.len(), at, (1, 0));
            self.seen.text.push_str(stand_in);
        }
        self.kept = range.end;
        range.end
    }

    fn keep_until(&mut self, end: usize) {
        if self.kept < end {
            let range = self.kept..end;
            self.file.copy(&range, self.seen.text.len(), &mut self.seen.source);
            self.seen.text.push_str(&self.body[range]);
            self.kept = end;
        }
    }

    /// Whether what is seen before `at` is nothing or ends a line: a break that a soft
    /// hyphen takes in is not seen.
    fn seen_to_end_line(&self, at: usize) -> bool {
        let kept = &self.body[self.kept..at];
        let seen = if kept.is_empty() { &self.seen.text } else { kept };
        seen.is_empty() || seen.ends_with('\n')
    }

    fn begins_line(&self, at: usize) -> bool {
        let window = self.body.floor_char_boundary(at.saturating_sub(FARTHEST));
        let mut before = self.body[window..at].chars().rev();
        let shown = before.find(|c| *c == '\n' || !(c.is_whitespace() || *c == '>'));
        shown.map_or(window == 0, |c| c == '\n')
    }
}

/// The bytes of the line break that `text` begins with: a word that a soft
/// hyphen breaks goes on below.
fn line_break(text: &str) -> usize {
    let blank = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\r')).count();
    if text[blank..].starts_with('\n') { blank + 1 } else { 0 }
}

/// The longest address between `<` and `>`, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether `text` is an address of the web or of mail.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let plain = text.is_ascii() && !text.contains([' ', '\n', '<']);
    plain && (text.contains("://") || text.starts_with("www.") || text.contains('@'))
}
