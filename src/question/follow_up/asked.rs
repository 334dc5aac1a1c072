//! A question taken apart without changing its words.

use std::ops::Range;

use crate::question::answer_type::AnswerType;
use crate::question::asking;
use crate::question::lexicon::{
    NO_PRONOUNS, OPENINGS, PREDICATES, PRONOUNS, SPOKEN_ASKING, SPOKEN_FUNCTION, THEN,
};
use crate::text::cantonese;
use crate::text::date::mentions;
use crate::text::normalize::{Folded, fold};
use crate::text::script::is_han;
use crate::text::span::overlap;
use crate::text::words::{places, segment, tagged};

/// The longest word that is looked for as the first that asks.
const LONGEST_ASKING: usize = 8;

/// The dictionary's tag of verbs.
const VERB: &str = "v";

/// What may stand between two words of one name.
const WITHIN_NAMES: &[&str] = &["of", "for", "and", "&", "-"];

/// A question with what each of its folded characters does.
pub(super) struct Asked<'a> {
    pub(super) text: &'a str,
    pub(super) folded: Folded,
    /// Says what the question is about.
    pub(super) content: Vec<bool>,
    /// Where its first question word stands.
    pub(super) asking: Option<Range<usize>>,
    answer_type: AnswerType,
    /// Its dates, in folded characters.
    pub(super) dates: Vec<Range<usize>>,
}

impl<'a> Asked<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let folded = fold(text);
        let written = Written::of(&folded.to_string());
        let read = asking::read(&written.text);
        let mut content = vec![false; folded.chars().len()];
        for (at, own) in read.content.iter().enumerate().filter(|(_, own)| **own) {
            for spoken in written.spoken(at..at + 1) {
                content[spoken] = *own && folded.chars()[spoken].is_alphanumeric();
            }
        }
        let answer_type = read.answer_type;
        let mut asked =
            Self { text, folded, content, asking: None, answer_type, dates: Vec::new() };
        asked.asking = asked.first_asking(&written, answer_type);
        asked.drop_spoken();
        asked.complete_words();
        asked.dates = asked.find_dates();
        asked.drop_tails();
        asked
    }

    pub(super) fn chars(&self) -> &[char] {
        self.folded.chars()
    }

    /// The words of the text at folded characters `range`.
    pub(super) fn said(&self, range: Range<usize>) -> &'a str {
        &self.text[self.folded.origin(range)]
    }

    /// The folded characters at `range`.
    pub(super) fn folded_at(&self, range: Range<usize>) -> String {
        self.chars()[range].iter().collect()
    }

    /// `run` with the rest of the Latin words that it begins or ends in, so
    /// that R&D and 1+ stay whole.
    pub(super) fn whole_words(&self, run: Range<usize>) -> Range<usize> {
        let chars = self.chars();
        let part = |c: &&char| c.is_ascii_alphanumeric() || "&+-'@/%".contains(**c);
        if !chars[run.start].is_ascii() && !chars[run.end - 1].is_ascii() {
            return run;
        }
        let start = run.start - chars[..run.start].iter().rev().take_while(part).count();
        start..run.end + chars[run.end..].iter().take_while(part).count()
    }

    /// Where the words in capitals stand that a question in English names something by.
    pub(super) fn name(&self) -> Option<Range<usize>> {
        let has_capital =
            |run: &Range<usize>| self.said(run.clone()).contains(|c: char| c.is_uppercase());
        let mut runs = self.subjects().into_iter().skip_while(|run| !has_capital(run));
        let mut name = runs.next()?;
        for run in runs.take_while(has_capital) {
            let between = self.said(name.end..run.start).trim();
            if !between.is_empty() && !WITHIN_NAMES.contains(&between) {
                break;
            }
            name.end = run.end;
        }
        Some(self.whole_words(name))
    }

    /// Whether it asks for nothing in particular, or what something is.
    pub(super) fn asks_what(&self) -> bool {
        matches!(self.answer_type, AnswerType::What | AnswerType::Subject)
    }

    /// Whether what stands behind `than` asks which of two is more, or nothing; 比例 is a word.
    pub(super) fn asks_which_is_more(&self, than: &Range<usize>) -> bool {
        let mut at = 0;
        let is_cut = segment(&self.folded.to_string()).into_iter().any(|word| {
            let start = at;
            at += word.chars().count();
            start == than.start && at > than.end
        });
        let which =
            matches!(self.answer_type, AnswerType::Who | AnswerType::What | AnswerType::Subject);
        let behind = self.runs(&[]).into_iter().filter(|run| run.end > than.end);
        let own: usize = behind.map(|run| run.end - run.start.max(than.end)).sum();
        which && !is_cut && own <= 1
    }

    pub(super) fn asks(&self) -> bool {
        self.asking.is_some()
    }

    /// Runs of content without what `dropped` covers, in order.
    pub(super) fn runs(&self, dropped: &[Range<usize>]) -> Vec<Range<usize>> {
        let is_content =
            |at: usize| self.content[at] && !dropped.iter().any(|range| range.contains(&at));
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in (0..self.chars().len()).filter(|at| is_content(*at)) {
            match runs.last_mut().filter(|run| run.end == at) {
                Some(run) => run.end = at + 1,
                None => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// The runs of content that are neither dates nor bare predicates.
    pub(super) fn subjects(&self) -> Vec<Range<usize>> {
        let mut dropped = self.all(&PREDICATES);
        dropped.extend(self.dates.iter().cloned());
        let mut runs = self.runs(&dropped);
        runs.retain(|run| !self.only_says_what_happens(run));
        runs
    }

    /// Whether `run` is of verbs in Chinese and nothing else: 負責 of 邊個負責？ One character
    /// may be a piece of a name, but not before what makes it of the past: 批咗幾多？
    fn only_says_what_happens(&self, run: &Range<usize>) -> bool {
        let words = self.folded_at(run.clone());
        self.is_verb_before(run.end) && run.len() == 1
            || run.len() > 1
                && words.chars().all(is_han)
                && tagged(&words).iter().all(|(_, tag)| *tag == VERB)
    }

    /// Whether what stands at folded character `at` makes what is before it a verb: 批咗, 設喺.
    pub(super) fn is_verb_before(&self, at: usize) -> bool {
        self.chars().get(at).is_some_and(|next| "咗了过喺在于".contains(*next))
    }

    /// The first word that stands for something said before the question: no
    /// subject of its own comes before it. The second says whether for many.
    pub(super) fn pronoun(&self) -> Option<(Range<usize>, bool)> {
        let barred = self.all(&NO_PRONOUNS);
        let outside = |range: &Range<usize>| {
            let covers = |other: &Range<usize>| other.contains(&range.start);
            // IT in capitals is an industry.
            let capitals = self.said(range.clone()).chars().all(|c| c.is_ascii_uppercase());
            !capitals && !barred.iter().any(covers) && !self.dates.iter().any(covers)
        };
        let first = self.subjects().first().map_or(usize::MAX, |run| run.start);
        (0..self.chars().len().min(first)).find_map(|at| {
            let (range, many) =
                PRONOUNS.iter().find_map(|(word, many)| Some((self.word_at(word, at)?, *many)))?;
            outside(&range).then_some((range, many))
        })
    }

    /// Where what follows one of `openings` begins; `None` without one.
    pub(super) fn opening(&self, openings: &[&str]) -> Option<usize> {
        let end =
            openings.iter().filter_map(|word| self.word_at(word, 0)).map(|word| word.end).max()?;
        // 那裡可以看？ opens with no 那.
        let said = self.folded.to_string();
        let first = segment(&said).first().map_or(0, |word| word.chars().count());
        (first <= end || self.chars()[0].is_ascii()).then_some(end)
    }

    /// Every place where one of `words` stands.
    pub(super) fn all(&self, words: &[&str]) -> Vec<Range<usize>> {
        let at = |at| words.iter().find_map(|word| self.word_at(word, at));
        (0..self.chars().len()).filter_map(at).collect()
    }

    /// The text without `words`.
    pub(super) fn without(&self, words: &[&str]) -> String {
        let mut text = self.text.to_owned();
        let mut end = usize::MAX;
        for word in self.all(words).into_iter().rev() {
            if word.end <= end {
                end = word.start;
                text.replace_range(self.folded.origin(word), "");
            }
        }
        text.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// `word` at folded character `at`; a Latin word has to stand alone.
    pub(super) fn word_at(&self, word: &str, at: usize) -> Option<Range<usize>> {
        asking::stands(self.chars(), at, word).then(|| at..at + word.chars().count())
    }

    fn drop_spoken(&mut self) {
        let openings = OPENINGS.iter().filter_map(|word| self.word_at(word, 0));
        if let Some(opening) = openings.max_by_key(|opening| opening.end) {
            self.content[opening].fill(false);
        }
        let pronouns: Vec<&str> = PRONOUNS.iter().map(|(word, _)| *word).collect();
        for words in [SPOKEN_ASKING.as_slice(), SPOKEN_FUNCTION.as_slice(), &pronouns] {
            for range in self.all(words) {
                self.content[range].fill(false);
            }
        }
    }

    /// Makes words of the dictionary that are content in part content as a whole: 會 of 協會
    /// and 個 of 個人 hold no sentence together.
    fn complete_words(&mut self) {
        let text = self.folded.to_string();
        let mut at = 0;
        for (word, tag) in tagged(&text) {
            let place = at..at + word.chars().count();
            at = place.end;
            let is_name_of_thing = tag.starts_with(['n', 'b', 'v']) && word.chars().all(is_han);
            let asks = self.asking.as_ref().is_some_and(|asking| overlap(asking, &place));
            let own = &self.content[place.clone()];
            if is_name_of_thing && !asks && own.contains(&true) {
                self.content[place].fill(true);
            }
        }
    }

    /// The first question word, spoken or written.
    fn first_asking(&self, written: &Written, answer_type: AnswerType) -> Option<Range<usize>> {
        let spoken = self.all(&SPOKEN_ASKING).into_iter().next();
        if answer_type == AnswerType::Subject {
            return spoken;
        }
        let chars: Vec<char> = written.text.chars().collect();
        let asks = |range: Range<usize>| {
            let piece: String = chars[range].iter().collect();
            asking::read(&piece).answer_type != AnswerType::Subject
        };
        // Without its first character the piece that a question word ends asks nothing.
        let first = (0..chars.len()).find_map(|at| {
            let most = chars.len().min(at + LONGEST_ASKING);
            let end = (at + 1..=most).find(|end| asks(at..*end))?;
            let starts = !asks(at + 1..end) && !self.content[written.spoken(at..at + 1).start];
            starts.then_some(written.spoken(at..end))
        });
        match (spoken, first) {
            (Some(spoken), Some(first)) if spoken.start < first.start => Some(spoken),
            (spoken, first) => first.or(spoken),
        }
    }

    /// What stands behind a date and belongs to it is about nothing: 2024年的時候.
    fn drop_tails(&mut self) {
        let behind = self.dates.iter().flat_map(|date| {
            THEN.iter().filter_map(|word| self.word_at(word, date.end)).collect::<Vec<_>>()
        });
        for tail in behind.collect::<Vec<_>>() {
            self.content[tail].fill(false);
        }
    }

    fn find_dates(&self) -> Vec<Range<usize>> {
        let found = mentions(self.text, None).into_iter();
        found.map(|mention| self.folded.within(&mention.span)).collect()
    }
}

/// A folded text in written Chinese.
struct Written {
    text: String,
    /// For each of its characters, the characters of the folded text that it stands for.
    spoken: Vec<Range<usize>>,
}

impl Written {
    /// `folded` with each spoken word as it is likeliest written.
    fn of(folded: &str) -> Self {
        let mut written = Self { text: String::new(), spoken: Vec::new() };
        let mut at = 0;
        for piece in cantonese::pieces(folded, &places(folded)) {
            let spoken = &folded[piece.range];
            let end = at + spoken.chars().count();
            if let Some(form) = piece.written.first() {
                written.text.push_str(form);
                written.spoken.extend(form.chars().map(|_| at..end));
            } else {
                written.text.push_str(spoken);
                written.spoken.extend((at..end).map(|at| at..at + 1));
            }
            at = end;
        }
        written
    }

    /// The characters of the folded text that characters `range` stand for.
    fn spoken(&self, range: Range<usize>) -> Range<usize> {
        self.spoken[range.start].start..self.spoken[range.end - 1].end
    }
}
