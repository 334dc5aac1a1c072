//! A question's words with everything that means the same.
//!
//! The folded question is cut into segments. Most hold one form, the
//! question's own; a glossary term has its other names, a spoken word its
//! written forms, an English word its translations. Any one form will do, so
//! a segment is never counted twice for being known under two names.

use std::ops::Range;

use super::asking;
use super::segment::{Form, Segment};
use crate::corpus::glossary::{Entry, Glossary};
use crate::text::cantonese;
use crate::text::dictionary;
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::synonym;
use crate::text::words::{places, tagged};

/// A translation's rank costs it this much: the n-th is worth
/// `1 / (1 + FADING · n)`. From a run over the English questions of `XQuAD`.
const FADING: f32 = 0.25;

/// What finding a synonym is worth.
const SYNONYM: f32 = 0.7;

/// Cuts the folded question into segments; their first forms, one after
/// another, are the question in written Chinese, or in English.
pub(super) fn segments(folded: &str, language: Language, glossary: &Glossary) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut at = 0;
    let rest = |range: Range<usize>, into: &mut Vec<Segment>| match language {
        Language::English => translated(&folded[range], into),
        _ => written(&folded[range], into),
    };
    for term in glossary.find(folded) {
        rest(at..term.range.start, &mut segments);
        let own = Form::own(&folded[term.range.clone()]);
        let entries = term.entries.iter().filter_map(|index| glossary.entry(*index));
        let others = entries.flat_map(Entry::chinese_forms);
        let others = others.filter(|form| *form != own.text).map(Form::own).collect::<Vec<_>>();
        segments.push(Segment {
            forms: std::iter::once(own).chain(others).collect(),
            entries: term.entries,
        });
        at = term.range.end;
    }
    rest(at..folded.len(), &mut segments);
    segments
}

/// Spoken words become written ones, and keep their spoken form beside.
fn written(text: &str, into: &mut Vec<Segment>) {
    let words = if cantonese::is_spoken(text) { places(text) } else { Vec::new() };
    for piece in cantonese::pieces(text, &words) {
        let after = &text[piece.range.end..];
        let spoken = &text[piece.range];
        if piece.written.is_empty() {
            with_synonyms(spoken, into);
            continue;
        }
        let mut forms: Vec<Form> = piece.written.iter().map(|form| Form::own(form)).collect();
        if spoken == "边个" && is_noun(after) {
            // 邊個展覽 asks for a thing, and 邊個負責 for a person.
            forms.rotate_left(1);
        }
        // 做乜 before something asks why it is done, and at the end what.
        if spoken == "做乜" && is_over(after) {
            forms.rotate_left(1);
        }
        let whole = |word: &Form| {
            let found = synonym::find(&word.text).into_iter();
            found
                .filter(|(range, _)| range.len() == word.text.len())
                .flat_map(|(_, others)| others)
                .collect::<Vec<_>>()
        };
        let others: Vec<&String> = forms.iter().flat_map(whole).collect();
        for other in others {
            if !forms.iter().any(|form| form.text == *other) {
                forms.push(Form { text: other.clone(), share: SYNONYM });
            }
        }
        if !forms.iter().any(|form| form.text == spoken) {
            forms.push(Form::own(spoken));
        }
        // A particle says nothing, in either form.
        if forms[0].text.is_empty() {
            forms.truncate(1);
        }
        into.push(Segment { forms, entries: Vec::new() });
    }
}

/// Whether `text`, which is folded, says nothing but particles: 㗎 at the end of a question.
fn is_over(text: &str) -> bool {
    let is_particle = |piece: &cantonese::Piece| piece.written.iter().any(String::is_empty);
    let is_mark =
        |piece: &cantonese::Piece| !text[piece.range.clone()].contains(char::is_alphanumeric);
    cantonese::pieces(text, &[]).iter().all(|piece| is_particle(piece) || is_mark(piece))
}

/// Whether `text`, which is folded, begins with a noun.
fn is_noun(text: &str) -> bool {
    let near: String = text.chars().take_while(|c| is_han(*c)).take(LOOK_AHEAD).collect();
    tagged(&near).first().is_some_and(|(_, tag)| *tag == "n" || *tag == "vn")
}

/// How many characters are looked at for a noun.
const LOOK_AHEAD: usize = 8;

/// Words with others that say the same get them; a piece of a longer word,
/// as 出口 of 出口處, is none.
fn with_synonyms(text: &str, into: &mut Vec<Segment>) {
    let mut at = 0;
    let known = synonym::find(text);
    let words = if known.is_empty() { Vec::new() } else { places(text) };
    let splits = |range: &Range<usize>| {
        let is_within = |at: usize, word: &Range<usize>| word.start < at && at < word.end;
        words.iter().any(|word| is_within(range.start, word) || is_within(range.end, word))
    };
    for (range, others) in known.into_iter().filter(|(range, _)| !splits(range)) {
        into.push(Segment::literal(&text[at..range.start]));
        let own = Form::own(&text[range.clone()]);
        let others = others.iter().map(|word| Form { text: word.clone(), share: SYNONYM });
        let forms = std::iter::once(own).chain(others).collect();
        into.push(Segment { forms, entries: Vec::new() });
        at = range.end;
    }
    into.push(Segment::literal(&text[at..]));
}

/// English words get their translations, longest phrases first.
fn translated(text: &str, into: &mut Vec<Segment>) {
    let words = words(text);
    let asking = asking::read(text);
    let is_content = |word: &Range<usize>| {
        let first = text[..word.start].chars().count();
        asking.content.get(first) == Some(&true)
    };
    let (mut at, mut from) = (0, 0);
    while at < words.len() {
        let longest = dictionary::LONGEST.min(words.len() - at);
        let phrase = (1..=longest).rev().find_map(|count| {
            let range = words[at].start..words[at + count - 1].end;
            let inside = is_content(&words[at]) && is_content(&words[at + count - 1]);
            let known =
                if inside { dictionary::translate(&text[range.clone()]) } else { Vec::new() };
            (!known.is_empty()).then_some((count, range, known))
        });
        let Some((count, range, known)) = phrase else {
            at += 1;
            continue;
        };
        into.push(Segment::literal(&text[from..range.start]));
        into.push(with_translations(&text[range.clone()], known));
        (at, from) = (at + count, range.end);
    }
    into.push(Segment::literal(&text[from..]));
}

fn with_translations(own: &str, translations: Vec<&str>) -> Segment {
    let mut forms = vec![Form::own(own)];
    let mut share = 1.0;
    for translation in translations {
        let text = folded(translation);
        if text.chars().any(is_han) && !forms.iter().any(|form| form.text == text) {
            forms.push(Form { text, share: 1.0 / share });
            share += FADING;
        }
    }
    Segment { forms, entries: Vec::new() }
}

/// The words of an English text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '&' | '-');
    for (at, c) in text.char_indices().filter(|(_, c)| inner(*c)) {
        match words.last_mut().filter(|word| word.end == at) {
            Some(word) => word.end += c.len_utf8(),
            None => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn shown(question: &str, language: Language) -> String {
        let glossary = "河套\tHetao\tLoop\n智方便\tiAM Smart\n";
        let glossary = Glossary::parse(glossary, Path::new("g.tsv")).expect("parses");
        let show = |segment: Segment| {
            segment.forms.iter().map(|form| form.text.as_str()).collect::<Vec<_>>().join("/")
        };
        segments(&folded(question), language, &glossary)
            .into_iter()
            .map(show)
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn terms_and_spoken_words_have_their_other_forms() {
        let shown = shown("河套幾時起好？", Language::TraditionalChinese);
        assert!(shown.starts_with("河套|什么时候/何时/几时|建成/建好/落成/完工/"), "{shown}");
        assert!(shown.ends_with("|?"), "{shown}");
    }

    #[test]
    fn english_words_have_their_translations() {
        let shown = shown("When will the bridge at the Loop open?", Language::English);
        assert!(shown.contains("|bridge/桥") && shown.contains("|loop/河套|"), "{shown}");
        assert!(shown.starts_with("when will the |"), "asking words are not translated: {shown}");
    }
}
