//! What a model writes, read as it comes: claims, each with the sentences that it
//! cites.
//!
//! A prompt asks for one claim a line with its numbers behind it. Models also write
//! several claims in a line, numbers on a line of their own or in front, Markdown, a
//! preamble, and JSON.

use std::mem;

use pulldown_cmark::{Event, Parser as Markdown, TagEnd};
use serde_json::Value;

use super::label::{Label, is_open, markers};
use crate::text::script::{ends_sentence, is_blank};

/// A claim as a model wrote it; nothing of it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The statement, without markup and numbers.
    pub text: String,
    /// What it cites, each once.
    pub labels: Vec<Label>,
}

/// Reads claims from pieces of a text.
#[derive(Debug, Default)]
pub struct Claims {
    /// What is not read yet.
    rest: String,
    /// A line without a number: the next may give it.
    held: Option<String>,
    /// The beginning of the line that is read is taken already.
    within: bool,
    /// Whether the text is JSON, which is read when it is whole.
    json: bool,
    begun: bool,
}

impl Claims {
    /// Reads `piece`; the claims that it completes.
    pub fn push(&mut self, piece: &str) -> Vec<Draft> {
        self.rest.push_str(piece);
        if !self.begun {
            let start = self.rest.trim_start();
            // A bracket alone may begin a number or an array.
            if start.is_empty() || start == "[" || (start.len() < 4 && "```".starts_with(start)) {
                return Vec::new();
            }
            self.json = is_json(start);
            self.begun = true;
        }
        if self.json { Vec::new() } else { self.take(false) }
    }

    /// The claims of what is left, when no more comes.
    pub fn finish(&mut self) -> Vec<Draft> {
        let text = self.rest.trim();
        if self.json || is_json(text) {
            let inside = text.trim_start_matches("```json").trim_matches('`').trim();
            if let Ok(value) = serde_json::from_str::<Value>(inside) {
                self.rest.clear();
                let mut drafts = Vec::new();
                in_json(&value, &mut drafts);
                return drafts;
            }
        }
        let mut drafts = self.take(true);
        self.drop_held(&mut drafts);
        drafts
    }

    /// Takes whole claims from what is not read yet; with `end` no more comes.
    fn take(&mut self, end: bool) -> Vec<Draft> {
        let mut drafts = Vec::new();
        while let Some(line) = self.next_line(end) {
            self.read_line(&line, &mut drafts);
        }
        if !end {
            self.take_within_line(&mut drafts);
        }
        drafts
    }

    fn next_line(&mut self, end: bool) -> Option<String> {
        if let Some(at) = self.rest.find('\n') {
            let line = self.rest[..at].to_owned();
            self.rest.drain(..=at);
            return Some(line);
        }
        (end && !self.rest.is_empty()).then(|| mem::take(&mut self.rest))
    }

    /// Reads a whole line: the claims in it, and what is left as a claim to come.
    fn read_line(&mut self, line: &str, drafts: &mut Vec<Draft>) {
        let mut at = 0;
        let mut leading = Vec::new();
        let within = mem::take(&mut self.within);
        for (text, labels, end) in groups(line) {
            if is_empty(text) && at == 0 && !within {
                // Numbers alone in a line are of the line before.
                match self.held.take_if(|_| is_empty(&line[end..])) {
                    Some(held) => drafts.extend(Draft::new(&held, labels)),
                    None => leading = labels,
                }
            } else {
                self.drop_held(drafts);
                let all = mem::take(&mut leading).into_iter().chain(labels).collect();
                drafts.extend(Draft::new(text, all));
            }
            at = end;
        }
        let rest = &line[at..];
        if is_empty(rest) {
            return;
        }
        self.drop_held(drafts);
        if leading.is_empty() {
            self.held = Some(rest.to_owned());
        } else {
            drafts.extend(Draft::new(rest, leading));
        }
    }

    /// Takes the claims of an unfinished line that more text cannot change: those
    /// with words before their numbers and something else behind.
    fn take_within_line(&mut self, drafts: &mut Vec<Draft>) {
        let mut taken = 0;
        for (text, labels, end) in groups(&self.rest) {
            let after = &self.rest[end..];
            if is_empty(text) || is_empty(after) || is_open(after) && is_empty(before_open(after)) {
                break;
            }
            drafts.extend(self.held.take().and_then(|held| Draft::new(&held, Vec::new())));
            drafts.extend(Draft::new(text, labels));
            taken = end;
            self.within = true;
        }
        self.rest.drain(..taken);
    }

    /// A held line that no number follows stands without one.
    fn drop_held(&mut self, drafts: &mut Vec<Draft>) {
        drafts.extend(self.held.take().and_then(|held| Draft::new(&held, Vec::new())));
    }
}

impl Draft {
    /// `None` for what says nothing: a heading, a rule, a preamble that ends in a
    /// colon and cites nothing.
    fn new(text: &str, labels: Vec<Label>) -> Option<Self> {
        let heading = text.trim_start().starts_with('#') && labels.is_empty();
        let text = plain(text);
        let preamble = labels.is_empty() && text.ends_with([':', '：']);
        let mut once: Vec<Label> = Vec::with_capacity(labels.len());
        for label in labels {
            if !once.contains(&label) {
                once.push(label);
            }
        }
        (!is_empty(&text) && !heading && !preamble).then_some(Self { text, labels: once })
    }
}

/// The parts of `line` that end in numbers: the words before them, the numbers,
/// and where the part ends, with a mark that ends the sentence behind them.
fn groups(line: &str) -> Vec<(&str, Vec<Label>, usize)> {
    let mut groups: Vec<(&str, Vec<Label>, usize)> = Vec::new();
    let mut start = 0;
    for marker in markers(line) {
        let between = &line[start.min(marker.range.start)..marker.range.start];
        match groups.last_mut() {
            Some((_, labels, end)) if is_joint(between) => {
                labels.extend(marker.labels);
                *end = marker.range.end;
            }
            _ => groups.push((between, marker.labels, marker.range.end)),
        }
        if let Some((_, _, end)) = groups.last_mut() {
            let behind = line[*end..].trim_start_matches(|c| ends_sentence(c) || c == '.');
            *end = line.len() - behind.len();
            start = *end;
        }
    }
    groups
}

/// Whether only marks stand between two numbers.
fn is_joint(between: &str) -> bool {
    between.chars().all(|c| is_blank(c) || matches!(c, ',' | '，' | '、' | ';' | '；' | '*'))
}

/// What of an open text stands before the bracket that opens.
fn before_open(text: &str) -> &str {
    let brackets = ['[', '【', '［', '〔', '〖', '\\'];
    text.rfind(brackets).map_or(text, |at| &text[..at])
}

/// Whether nothing is said in `text`.
fn is_empty(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// `text` without Markdown, a list's sign and what labels it.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Markdown::new(text.trim_matches(is_blank)) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                out.push(' ');
            }
            _ => {}
        }
    }
    let out = out.trim_matches(|c| is_blank(c) || matches!(c, '-' | '•' | '·' | '*' | '|'));
    let out = out.trim_end_matches(['(', '（', ',', '，', '、']);
    out.trim_end().to_owned()
}

fn is_json(text: &str) -> bool {
    let inside = text.strip_prefix("```json").or_else(|| text.strip_prefix("```"));
    let start = inside.unwrap_or(text).trim_start();
    let array = start.strip_prefix('[').map(str::trim_start);
    start.starts_with('{') || array.is_some_and(|inside| inside.starts_with(['{', '"']))
}

/// Claims in JSON: an object whose longest string is the claim, with numbers
/// anywhere in its other members; a string, with numbers in it.
fn in_json(value: &Value, drafts: &mut Vec<Draft>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| in_json(value, drafts)),
        Value::String(text) => {
            let mut inner = Claims { begun: true, ..Claims::default() };
            drafts.extend(inner.push(text));
            drafts.extend(inner.finish());
        }
        Value::Object(members) => {
            let nested = members.values().any(|one| {
                one.is_object()
                    || one.as_array().is_some_and(|all| all.iter().any(Value::is_object))
            });
            if nested {
                members
                    .values()
                    .filter(|one| !one.is_string())
                    .for_each(|one| in_json(one, drafts));
                return;
            }
            let words = members.values().filter_map(Value::as_str).max_by_key(|text| text.len());
            let Some(words) = words else { return };
            let rest = members.values().filter(|one| one.as_str() != Some(words));
            let cited: String =
                rest.flat_map(numbers).map(|number| format!("[{number}]")).collect();
            in_json(&Value::String(format!("{words} {cited}")), drafts);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The numbers of a member: 1.2, "1.2", "[1.2]", or a list of them.
fn numbers(value: &Value) -> Vec<String> {
    match value {
        Value::Number(number) => vec![number.to_string()],
        Value::String(text) => {
            text.trim_matches(['[', ']']).split(',').map(|one| one.trim().to_owned()).collect()
        }
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        Value::Null | Value::Bool(_) | Value::Object(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_in(pieces: &[&str]) -> Vec<(String, String)> {
        let mut claims = Claims::default();
        let mut drafts: Vec<Draft> = Vec::new();
        for piece in pieces {
            drafts.extend(claims.push(piece));
        }
        drafts.extend(claims.finish());
        let labels = |draft: &Draft| {
            draft.labels.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        drafts.iter().map(|draft| (draft.text.clone(), labels(draft))).collect()
    }

    fn read(text: &str) -> Vec<(String, String)> {
        read_in(&[text])
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(text, labels)| ((*text).into(), (*labels).into())).collect()
    }

    #[test]
    fn claims_are_read_however_they_are_marked() {
        let expected = pairs(&[("園區有逾60間企業。", "1.2 2.1"), ("撥款100億元。", "3.1")]);
        for text in [
            "園區有逾60間企業。[1.2][2.1]\n撥款100億元。[3.1]",
            "園區有逾60間企業。 [1.2, 2.1]\n\n撥款100億元。 [3.1]\n",
            "園區有逾60間企業。[1.2][2.1]撥款100億元。[3.1]",
            "- 園區有逾60間企業。【1.2】【2.1】\n- 撥款100億元。［３．１］",
            "1. **園區有逾60間企業。** [1.2][2.1]\n2. 撥款`100億元`。 [3.1]",
            "以下是答案：\n\n園區有逾60間企業。\n[1.2][2.1]\n撥款100億元。\n[3.1]",
            "# 答案\n[1.2][2.1] 園區有逾60間企業。\n[3.1] 撥款100億元。",
            r#"{"claims": [{"text": "園區有逾60間企業。", "sentences": ["1.2", "2.1"]}, {"text": "撥款100億元。", "sentences": [3.1]}]}"#,
            "```json\n[{\"claim\": \"園區有逾60間企業。\", \"cites\": \"1.2, 2.1\"}, {\"claim\": \"撥款100億元。\", \"cites\": \"[3.1]\"}]\n```",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(
            read("園區有逾60間企業 [1.2] [2.1]。撥款100億元 [3.1]。"),
            pairs(&[("園區有逾60間企業", "1.2 2.1"), ("撥款100億元", "3.1")])
        );
    }

    #[test]
    fn what_cites_nothing_or_stops_in_the_middle_is_kept_as_that() {
        assert_eq!(
            read("Sure! Here it is.\nOver 60 firms. [1.2]"),
            pairs(&[("Sure! Here it is.", ""), ("Over 60 firms.", "1.2")])
        );
        assert_eq!(
            read("Over 60 firms. [1.2]\nThe fund is HK$10 bil"),
            pairs(&[("Over 60 firms.", "1.2"), ("The fund is HK$10 bil", "")])
        );
        assert_eq!(read("Over 60 firms. [1."), pairs(&[("Over 60 firms. [1.", "")]));
        assert_eq!(read("{\"text\": \"cut"), pairs(&[("{\"text\": \"cut", "")]));
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_claim_is_given_out_as_soon_as_nothing_can_change_it() {
        let mut claims = Claims::default();
        assert_eq!(claims.push("園區有逾60間企業。[1"), []);
        assert_eq!(claims.push(".2]"), []);
        assert_eq!(claims.push("[2.1"), []);
        assert_eq!(claims.push("]撥款").len(), 1);
        assert_eq!(claims.push("100億元。[3.1]\n").len(), 1);
        assert_eq!(claims.finish(), []);
    }

    proptest! {
        #[test]
        fn the_pieces_do_not_matter(text in "([a-z一二三。\\[\\]【】0-9. ,\n*#{}\"]|\\[1\\.2\\]){0,60}", cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
            let mut at: Vec<usize> = cuts.iter().map(|cut| text.floor_char_boundary(cut.index(text.len() + 1))).collect();
            at.sort_unstable();
            let mut pieces = Vec::new();
            let mut from = 0;
            for end in at {
                pieces.push(&text[from..end]);
                from = end;
            }
            pieces.push(&text[from..]);
            prop_assert_eq!(read_in(&pieces), read(&text));
        }
    }
}
