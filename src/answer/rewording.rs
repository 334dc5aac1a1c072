//! A question in the terms of a passage. The reader finds 智方便 where 智方便 is asked for,
//! and does not know that "iAM Smart" is the same: a term of the glossary that the passage
//! has in another form, or in the other language, is put into the question as the passage
//! prints it. A page that has named 河套香港園區 goes on with 園區; of such a passage the reader
//! is asked about 園區.

use std::ops::Range;

use crate::corpus::glossary::Glossary;
use crate::reader::{Reader, ReaderError, Reading, Text};
use crate::text::normalize::{Folded, fold, folded};
use crate::text::script::is_han;
use crate::text::whole::{contains, find};
use crate::text::words::tagged;

/// A reader that asks each passage in its own terms.
#[derive(Clone, Copy)]
pub(super) struct BilingualReader<'a> {
    pub(super) reader: &'a Reader,
    pub(super) glossary: &'a Glossary,
}

impl BilingualReader<'_> {
    /// Reads `passages` with `question` in mind; one [`Reading`] a passage, in their order.
    pub(super) fn read(
        self,
        question: &str,
        passages: &[Text<'_>],
    ) -> Result<Vec<Reading>, ReaderError> {
        self.read_within(question, passages, &[])
    }

    /// As [`BilingualReader::read`], of passages that stand in documents of which
    /// `documents` is known, one a passage.
    pub(super) fn read_within(
        self,
        question: &str,
        passages: &[Text<'_>],
        documents: &[String],
    ) -> Result<Vec<Reading>, ReaderError> {
        let rewording = Rewording::new(question, self.glossary);
        let reword = |(at, text): (usize, &Text<'_>)| {
            let document = documents.get(at).map_or("", String::as_str);
            rewording.of(&format!("{}\n{}", text.header, text.text), document)
        };
        let questions: Vec<String> = passages.iter().enumerate().map(reword).collect();
        let asked = questions.iter().map(String::as_str).zip(passages.iter().copied());
        self.reader.read_each(&asked.collect::<Vec<_>>())
    }
}

/// A question with its terms.
struct Rewording<'a> {
    question: &'a str,
    /// Bytes of each term, and all its forms, folded.
    terms: Vec<(Range<usize>, Vec<&'a str>)>,
}

impl<'a> Rewording<'a> {
    /// Finds the terms of `glossary` in `question`.
    fn new(question: &'a str, glossary: &'a Glossary) -> Self {
        let folded = fold(question);
        let found = glossary.find(&folded.to_string()).into_iter();
        let terms = found.filter_map(|found| {
            // A form of several terms, as San Tin of 新田 and of 新田科技城, may mean another
            // one than the passage has.
            let [entry] = found.entries[..] else { return None };
            let forms = glossary.entry(entry)?.forms.iter().map(String::as_str);
            Some((folded.origin_of_bytes(&found.range), forms.collect()))
        });
        Self { question, terms: terms.collect() }
    }

    /// The question for a passage with these `words`, of a document that has the words of
    /// `document` too, folded. A term that the passage has as it is asked for, or has not
    /// at all, stays.
    fn of(&self, words: &str, document: &str) -> String {
        let folded = fold(words);
        let text = folded.to_string();
        let (mut reworded, mut at) = (String::new(), 0);
        for (range, forms) in &self.terms {
            let asked = &self.question[range.clone()];
            let printed = printed(words, &folded, &text, asked, forms);
            let shortened = || shortened(words, &folded, &text, document, forms);
            let Some(printed) = printed.or_else(shortened) else { continue };
            reworded.push_str(&self.question[at..range.start]);
            reworded.push_str(printed);
            at = range.end;
        }
        reworded + &self.question[at..]
    }
}

/// What `words`, of which `text` is the folded form, print for the term that is asked for
/// as `asked`: the longest of its `forms` that they have.
fn printed<'a>(
    words: &'a str,
    source: &Folded,
    text: &str,
    asked: &str,
    forms: &[&str],
) -> Option<&'a str> {
    if contains(text, &folded(asked)) {
        return None;
    }
    let printed = forms.iter().filter_map(|form| find(text, form));
    let longest = printed.max_by_key(|place| text[place.clone()].chars().count())?;
    words.get(source.origin_of_bytes(&longest))
}

/// The shortest name that a text shortens, in characters, and what it shortens it to.
const LONG: usize = 4;
const SHORT: usize = 2;

/// The kinds of words, by jieba's tags, of which one before a noun says which: 科技園區,
/// 兩個園區.
const WHICH: &[&str] = &["n", "j", "b", "a", "m", "q", "vn", "s", "f", "eng"];

/// What `words` print for a name of `forms` that their `document` has in full: its last
/// word, 園區 for 河套香港園區, where it stands alone.
fn shortened<'a>(
    words: &'a str,
    source: &Folded,
    text: &str,
    document: &str,
    forms: &[&str],
) -> Option<&'a str> {
    let is_long = |form: &&&str| form.chars().all(is_han) && form.chars().count() >= LONG;
    let named = forms.iter().filter(is_long).filter(|form| document.contains(**form));
    if forms.iter().any(|form| text.contains(form)) {
        return None;
    }
    let heads: Vec<&str> = named
        .filter_map(|form| form.char_indices().rev().nth(SHORT - 1).map(|(at, _)| &form[at..]))
        .collect();
    let (mut at, mut before) = (0, "x");
    for (word, tag) in tagged(text) {
        let which = WHICH.iter().any(|kind| before.starts_with(kind)) && before != "ad";
        if heads.contains(&word) && !which {
            return words.get(source.origin_of_bytes(&(at..at + word.len())));
        }
        (at, before) = (at + word.len(), tag);
    }
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_term_is_asked_for_as_the_passage_prints_it() {
        let glossary = "智方便\tiAM Smart\n創新科技及工業局\tInnovation, Technology and Industry Bureau\t創科局;ITIB\n新田\tSan Tin\n新田科技城\tSan Tin Technopole\tSan Tin\n登記用戶\tregistered users\n";
        let glossary = Glossary::parse(glossary, Path::new("g.tsv")).expect("parses");
        let of = |question: &str, words: &str| Rewording::new(question, &glossary).of(words, "");
        let english = "How many registered users does iAM Smart have?";
        let mixed = "How many 登記用戶 does 智方便 have?";
        assert_eq!(of(english, "「智方便」登記用戶突破400萬"), mixed);
        assert_eq!(of(english, "iAM Smart (智方便) has 4 million"), english);
        assert_eq!(of(english, "港話通"), english);
        assert_eq!(of("創科局局長係邊個？", "The head of the ITIB is"), "ITIB局長係邊個？");
        assert_eq!(of("How large is San Tin?", "新田科技城佔地540公頃"), "How large is San Tin?");
        assert_eq!(of("創科局做咩？", "Submitibar, and the ITIB"), "ITIB做咩？");
        assert_eq!(of("ITIB做咩？", "創新科技及工業局（創科局）負責"), "創新科技及工業局做咩？");
    }

    #[test]
    fn a_name_is_shortened_where_the_page_shortens_it() {
        let glossary = "河套香港園區\tHong Kong Park of Hetao\n";
        let glossary = Glossary::parse(glossary, Path::new("g.tsv")).expect("parses");
        let rewording = Rewording::new("河套香港園區有幾多間公司？", &glossary);
        let page = folded("河套香港園區開園");
        assert_eq!(rewording.of("逾60間企業與園區簽約", &page), "園區有幾多間公司？");
        for (words, page) in [
            ("逾60間企業與園區簽約", ""),
            ("深圳園區有60間企業", page.as_str()),
            ("兩個園區共有60間企業", page.as_str()),
            ("科技園區有60間企業", page.as_str()),
        ] {
            assert_eq!(rewording.of(words, page), "河套香港園區有幾多間公司？", "{words}");
        }
    }
}
