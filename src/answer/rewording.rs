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
        let alone: Vec<_> = passages.iter().map(|passage| (*passage, "")).collect();
        self.read_within(question, &alone)
    }

    /// As [`BilingualReader::read`], of passages each with what else is known of its
    /// document, folded.
    pub(super) fn read_within(
        self,
        question: &str,
        passages: &[(Text<'_>, &str)],
    ) -> Result<Vec<Reading>, ReaderError> {
        let rewording = Rewording::new(question, self.glossary);
        let reword = |(text, document): &(Text<'_>, &str)| {
            rewording.of(&format!("{}\n{}", text.header, text.text), document)
        };
        let questions: Vec<String> = passages.iter().map(reword).collect();
        let texts = passages.iter().map(|(text, _)| *text);
        let asked = questions.iter().map(String::as_str).zip(texts);
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
        let words = Words::new(words);
        let (mut reworded, mut at) = (String::new(), 0);
        for (range, forms) in &self.terms {
            let asked = folded(&self.question[range.clone()]);
            let printed = words.form(&asked, forms);
            let Some(printed) = printed.or_else(|| words.short_form(forms, document)) else {
                continue;
            };
            reworded.push_str(&self.question[at..range.start]);
            reworded.push_str(printed);
            at = range.end;
        }
        reworded + &self.question[at..]
    }
}

/// The words of a passage, as printed and folded.
struct Words<'a> {
    printed: &'a str,
    folded: Folded,
    text: String,
}

/// The shortest name that a text shortens, in characters, and what it shortens it to.
const LONG: usize = 4;
const SHORT: usize = 2;

/// The kinds of words, by jieba's tags, of which one before a noun says which: 科技園區,
/// 兩個園區.
const WHICH: &[&str] = &["n", "j", "b", "a", "m", "q", "vn", "s", "f", "eng"];

impl<'a> Words<'a> {
    fn new(printed: &'a str) -> Self {
        let folded = fold(printed);
        Self { printed, text: folded.to_string(), folded }
    }

    /// What is printed at bytes `range` of the folded text.
    fn printed_at(&self, range: &Range<usize>) -> Option<&'a str> {
        self.printed.get(self.folded.origin_of_bytes(range))
    }

    /// The longest of `forms` that is there, where the form that is asked for is not.
    fn form(&self, asked: &str, forms: &[&str]) -> Option<&'a str> {
        if contains(&self.text, asked) {
            return None;
        }
        let places = forms.iter().filter_map(|form| find(&self.text, form));
        let longest = places.max_by_key(|place| self.text[place.clone()].chars().count())?;
        self.printed_at(&longest)
    }

    /// The last word of a name that is not there and is in its `document`, 園區 for
    /// 河套香港園區, where it stands alone.
    fn short_form(&self, forms: &[&str], document: &str) -> Option<&'a str> {
        if forms.iter().any(|form| self.text.contains(form)) {
            return None;
        }
        let is_long = |form: &str| form.chars().all(is_han) && form.chars().count() >= LONG;
        let named = forms.iter().filter(|form| is_long(form) && document.contains(**form));
        let last = |form: &'_ &str| form.char_indices().nth_back(SHORT - 1).map(|(at, _)| at);
        let short: Vec<&str> = named.filter_map(|form| form.get(last(form)?..)).collect();
        let (mut at, mut before) = (0, "");
        for (word, tag) in tagged(&self.text) {
            if short.contains(&word) && !WHICH.iter().any(|kind| before.starts_with(kind)) {
                return self.printed_at(&(at..at + word.len()));
            }
            (at, before) = (at + word.len(), tag);
        }
        None
    }
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
