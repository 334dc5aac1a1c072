//! What a span must hold to, however likely the reader takes it to be.
//!
//! The reader sees the topic of a passage better than whose figure a figure is. Where a
//! sentence shows by itself that the span is of something else, or that it is no
//! answer, the span may be shown as what comes closest and is never said.

use std::ops::Range;

use super::candidate::Candidate;
use super::cell;
use super::column;
use super::counted;
use super::day;
use super::definition::{self, Thing};
use super::denied;
use super::each;
use super::fit;
use super::former;
use super::how_to::{asks_how_to, names_way};
use super::judging::Judgement;
use super::lexical::ByWords;
use super::now;
use super::one_form::{Form, may_be_money};
use super::planned;
use super::portion;
use super::post::Posts;
use super::reason::is_reasoned;
use super::respective;
use super::said_names::SaidNames;
use super::said_of::{is_named_elsewhere, is_of_a_sibling, is_of_another_year, is_picture};
use super::size;
use super::weigh::{NEAR, POSSIBLE, Weighed};
use crate::corpus::glossary::{Entry, Found, Glossary};
use crate::corpus::{Kind, Passage};
use crate::question::sibling::{Sibling, Which, siblings};
use crate::question::{AnswerType, TermKind, asks_how_many};
use crate::retrieval::SoughtTerm;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::normalize::{fold, folded};
use crate::text::sentence::sentences;

/// Why a span cannot be the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It is said of another thing of the kind that the question names.
    OtherName,
    /// It is of a question: a page that asks does not answer.
    Question,
    /// It only says that there is a picture: （圖）, （構想圖）.
    Picture,
    /// Yes or no is asked, and the sentence has no word of the question.
    Beside,
    /// How somebody does something is asked, and the sentence names no way.
    NoWay,
    /// It is in a row of figures of which none is told to be the one that is asked for.
    Column,
    /// Who holds a post is asked, and it is of another post.
    OtherPost,
    /// A reason is asked for, and the sentence gives none.
    NoReason,
    /// A judgement is asked for, and the sentence passes none.
    NoJudgement,
    /// It is said of another year than the one that is asked about.
    OtherYear,
    /// A day is asked about, and it is of another.
    OtherDay,
    /// It is a figure, and what a thing is is asked.
    Figure,
    /// The size of a fund is asked for, and it is what that has used.
    Used,
    /// What was done or is so is asked, and it is planned or wished for.
    ToCome,
    /// It was so before, and what is so now stands behind it: 兩年前有31間，今天有120間.
    Former,
    /// How things were before is asked, and it is so now.
    Today,
    /// A part is asked for, and it is of the whole.
    Whole,
    /// One thing is asked for, and it goes over the end of a sentence.
    Sentences,
    /// It is said of a sibling: 西橋 for 東橋, 前兩輪 for 第三輪.
    Sibling,
    /// It is of another form than what is asked for: a telephone number for an address, a
    /// number of applications for an amount of money.
    OtherForm,
    /// It is denied of the span.
    Denied,
    /// It is of all where an amount for each is asked for.
    All,
    /// A newer document says that the person has left.
    Left,
    /// It is fewer things than are asked for.
    Part,
}

/// `weighed` with those that are at fault last.
pub(super) fn constrained(by: ByWords<'_>, weighed: Vec<Weighed>) -> Vec<Weighed> {
    let asked = Asked::of(by);
    let (mut faultless, mut at_fault) = (Vec::new(), Vec::new());
    for mut one in weighed {
        let Some(fault) = asked.fault(by, &one) else {
            faultless.push(one);
            continue;
        };
        tracing::debug!(?fault, probability = one.probability, "a span is not said");
        one.probability = one.probability.min(NEAR);
        one.at_fault = true;
        at_fault.push((fault, one));
    }
    // What only asks tells nobody anything beside what tells.
    let tells = faultless.iter().any(|one| one.probability >= NEAR);
    at_fault.retain(|(fault, _)| !(tells && *fault == Fault::Question));
    tell_by_text(by, &mut faultless);
    faultless.extend(at_fault.into_iter().map(|(_, one)| one));
    faultless.sort_by(|left, right| right.probability.total_cmp(&left.probability));
    faultless
}

/// What a heading says in the same words as a text is said of the text, which says more:
/// as likely as the likelier of the two.
fn tell_by_text(by: ByWords<'_>, weighed: &mut [Weighed]) {
    let passage = |one: &Weighed| &by.hits[one.candidate.hit].passage;
    let said = |one: &Weighed| one.candidate.words(by.hits);
    let is_heading = |one: &Weighed| passage(one).kind == Kind::Heading;
    for at in 0..weighed.len() {
        let heading = &weighed[at];
        if !is_heading(heading) {
            continue;
        }
        let words = said(heading);
        let same = |one: &Weighed| {
            !is_heading(one)
                && passage(one).document == passage(heading).document
                && said(one) == words
        };
        let Some(text) = weighed.iter().position(same) else { continue };
        if weighed[text].probability < weighed[at].probability {
            let (less, more) = (weighed[text].probability, weighed[at].probability);
            (weighed[text].probability, weighed[at].probability) = (more, less);
        }
    }
}

/// What the question asks, as far as spans are held to it.
struct Asked<'a> {
    glossary: &'a Glossary,
    /// The names of the question that set it apart among the documents.
    names: Vec<&'a Entry>,
    /// The names that the passages give.
    said_names: SaidNames,
    /// It asks how somebody does something, and not how something was done.
    how_to: bool,
    /// The posts whose holder it asks for.
    posts: Posts,
    /// The judgement that it asks for.
    judgement: Option<&'static Judgement>,
    /// The years that a figure is asked of: who was appointed in one year holds the post in
    /// others.
    years: &'a [i32],
    /// Which of several siblings it is about.
    siblings: Vec<Sibling>,
    /// It asks what a thing is that has a name.
    what_it_is: bool,
    /// In which form it is told.
    form: Form,
    /// Whether it is written in Chinese.
    in_chinese: bool,
}

impl<'a> Asked<'a> {
    fn of(by: ByWords<'a>) -> Self {
        let (prepared, glossary) = (by.prepared, by.retriever.glossary());
        let apart = |text: &str| {
            let mut terms = prepared.terms.iter();
            terms.any(|term| {
                term.text == text && matches!(term.kind, TermKind::Name | TermKind::Subject)
            })
        };
        let segments = prepared.question.wording.segments().iter();
        let named = segments.filter(|segment| apart(segment.main()));
        let entries = named.flat_map(|segment| &segment.entries);
        let entries = entries.filter_map(|entry| glossary.entry(*entry));
        Self {
            glossary,
            names: entries.filter(|entry| entry.is_name()).collect(),
            what_it_is: Thing::asked(by).is_some(),
            said_names: SaidNames::of(
                &prepared.question.wording.text,
                by.hits.iter().map(|hit| hit.passage.text.as_str()),
            ),
            how_to: asks_how_to(by),
            posts: Posts::asked(&prepared.question),
            judgement: Judgement::asked(
                &prepared.question.wording.text,
                prepared.question.answer_type,
            ),
            years: match prepared.question.answer_type {
                AnswerType::HowMany | AnswerType::Share | AnswerType::Rank => {
                    &prepared.question.times.years
                }
                _ => &[],
            },
            siblings: siblings(&prepared.question.wording.text),
            form: Form::asked(prepared.question.answer_type, &prepared.question.wording.text),
            in_chinese: prepared.question.written_in.is_chinese(),
        }
    }

    fn fault(&self, by: ByWords<'_>, one: &Weighed) -> Option<Fault> {
        let candidate = &one.candidate;
        let passage = &by.hits[candidate.hit].passage;
        let sentence = &passage.text[candidate.sentence.clone()];
        let start = candidate.sentence.start;
        let span = candidate.span.start - start..candidate.span.end - start;
        let asks = passage.kind == Kind::Question || sentence.trim_end().ends_with(['？', '?']);
        if asks || asks_how_many(&sentence[span.clone()]) {
            return Some(Fault::Question);
        }
        if is_picture(sentence, &span) {
            return Some(Fault::Picture);
        }
        if by.prepared.question.answer_type.is_of_one()
            && sentences(&sentence[span.clone()]).len() > 1
        {
            return Some(Fault::Sentences);
        }
        if is_beside_the_point(by, candidate) {
            return Some(Fault::Beside);
        }
        if day::is_of_another(
            &by.prepared.question,
            &passage.text,
            by.hits[candidate.hit].published,
        ) {
            return Some(Fault::OtherDay);
        }
        if planned::is_to_come(&by.prepared.question, sentence, &span) {
            return Some(Fault::ToCome);
        }
        if self.what_it_is && definition::is_figure(sentence, &span) {
            return Some(Fault::Figure);
        }
        if size::is_asked(&by.prepared.question) && size::is_used(sentence, &span) {
            return Some(Fault::Used);
        }
        if former::is_former(by, candidate) {
            return Some(Fault::Left);
        }
        if counted::is_a_part(&by.prepared.question, &sentence[span.clone()]) {
            return Some(Fault::Part);
        }
        let above = || folded(&passage.section.join(" "));
        if each::is_of_all(&by.prepared.question, sentence, &above()) {
            return Some(Fault::All);
        }
        if denied::is_denied(&by.prepared.question, sentence, &span) {
            return Some(Fault::Denied);
        }
        if self.how_to && !names_way(sentence, &span) {
            return Some(Fault::NoWay);
        }
        let foreign = by.hits[candidate.hit].foreign;
        let is_of_other_post = self.posts.are_others(sentence, &span)
            || !foreign && self.posts.are_missing(&by.text_of(candidate.hit));
        if is_of_other_post {
            return Some(Fault::OtherPost);
        }
        if by.prepared.question.answer_type == AnswerType::Why
            && !is_reasoned(&passage.text, &candidate.sentence)
        {
            return Some(Fault::NoReason);
        }
        if self.judgement.is_some_and(|judgement| !judgement.is_passed(sentence)) {
            return Some(Fault::NoJudgement);
        }
        let from = by.hits[candidate.hit].published;
        if now::is_of_today(&by.prepared.question, sentence, by.hits[candidate.hit].published) {
            return Some(Fault::Today);
        }
        if now::is_of_then(&by.prepared.question, sentence, &span)
            || now::asks_of_now(&by.prepared.question)
                && now::is_former(&passage.text[start..], &span, from)
        {
            return Some(Fault::Former);
        }
        if is_of_another_year(self.years, sentence, &span, from)
            || column::is_of_other_years(passage, self.years)
        {
            return Some(Fault::OtherYear);
        }
        if is_of_a_sibling(&self.siblings, sentence, &span) || self.names_no_such(by, passage) {
            return Some(Fault::Sibling);
        }
        if !self.form.fits(sentence, &span) || self.is_of_another_unit(by, candidate) {
            return Some(Fault::OtherForm);
        }
        if by.prepared.question.answer_type.is_amount()
            && portion::is_of_the_whole(by, passage, sentence, &span)
        {
            return Some(Fault::Whole);
        }
        if column::is_guessed(&by.prepared.question, passage, &candidate.span) {
            return Some(Fault::Column);
        }
        let is_of_another = self.is_of_another(sentence, &span)
            || self.is_said_of_another(by, candidate)
            || one.probability >= POSSIBLE && is_named_elsewhere(by, candidate.hit);
        is_of_another.then_some(Fault::OtherName)
    }

    /// Whether the passages' own names say that a candidate is of another thing: those in its
    /// sentence, or in its passage where that and what stands above it do not have the name
    /// that is asked about.
    fn is_said_of_another(&self, by: ByWords<'_>, candidate: &Candidate) -> bool {
        let text = &by.hits[candidate.hit].passage.text;
        let (start, sentence) = (candidate.sentence.start, &text[candidate.sentence.clone()]);
        let span = candidate.span.start - start..candidate.span.end - start;
        // Of figures in turn each has its own thing.
        if respective::own(sentence, &span, &by.prepared.question.wording.text).is_some() {
            return false;
        }
        self.said_names.is_of_another(sentence, &span)
            || self.said_names.is_of_another(text, &candidate.span)
                && !self.said_names.are_in(&by.text_of(candidate.hit))
    }

    /// Whether `candidate` is the cell of a row of money or of shares, where things are to be
    /// counted, or of no money, where money is asked for.
    fn is_of_another_unit(&self, by: ByWords<'_>, candidate: &Candidate) -> bool {
        let passage = &by.hits[candidate.hit].passage;
        let text = &passage.text[candidate.span.clone()];
        let told = cell::with_unit(passage, cell::place(passage, candidate.span.start), text);
        let figures = figures(&told);
        // How much somebody gets is in the column of money, where a row has one.
        let is_money = |head: &&str| head.contains(['$', '元']);
        let has_money = || cell::heads(passage).iter().any(is_money);
        if self.form == Form::Money || self.form == Form::Amount && has_money() {
            return !may_be_money(&told);
        }
        let other = |figure: &Figure| matches!(figure.unit, Unit::Money(_) | Unit::Percent);
        told != text && fit::counts_things(by.prepared) && figures.iter().all(other)
    }

    /// Whether the second or a later one of several things is asked about, and `passage`,
    /// which is in the language of the question, and what stands above it name none such.
    fn names_no_such(&self, by: ByWords<'_>, passage: &Passage) -> bool {
        let later = |one: &&Sibling| matches!(one.which, Which::Place(place) if place > 1.0);
        let mut asked = self.siblings.iter().filter(later).peekable();
        let document = by.retriever.index().document(&passage.document);
        let foreign = document.is_none_or(|one| one.language.is_chinese() != self.in_chinese);
        if asked.peek().is_none() || foreign {
            return false;
        }
        let title = document.map(|one| one.title.as_str()).unwrap_or_default();
        let all = folded(&format!("{title}\n{}\n{}", passage.section.join("\n"), passage.text));
        let said = siblings(&all);
        let is_named =
            |one: &Sibling| said.iter().any(|other| other.is_like(one) && other.which == one.which);
        asked.any(|one| !is_named(one))
    }

    /// Whether the name before the span is of another thing of the kind that the
    /// question names: 加速計劃 where the 資助計劃 is asked about.
    fn is_of_another(&self, sentence: &str, span: &Range<usize>) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let flat = fold(sentence);
        let before = |found: &Found| flat.origin_of_bytes(&found.range).end <= span.start;
        let found = self.glossary.find(&flat.to_string());
        let last = found.iter().rfind(|found| before(found) && self.is_kindred(found));
        last.is_some_and(|found| {
            let own = |entry: &usize| {
                let entry = self.glossary.entry(*entry);
                entry.is_some_and(|entry| self.names.contains(&entry))
            };
            !found.entries.iter().any(own)
        })
    }

    /// Whether `found` names a thing of a kind that the question names: its name in
    /// Chinese ends alike.
    fn is_kindred(&self, found: &Found) -> bool {
        let entries = || found.entries.iter().filter_map(|entry| self.glossary.entry(*entry));
        let kindred = |entry: &Entry| {
            let end = entry.chinese.chars().last();
            entry.is_name() && self.names.iter().any(|name| name.chinese.chars().last() == end)
        };
        entries().any(kindred)
    }
}

/// Whether yes or no is asked, and the sentence of `candidate` has no word of the question, nor has
/// what stands above it. A number is no word of its own: 兩個 and "the two lines".
fn is_beside_the_point(by: ByWords<'_>, candidate: &Candidate) -> bool {
    let (hit, terms) = (&by.hits[candidate.hit], &by.prepared.terms);
    if by.prepared.question.answer_type != AnswerType::Whether {
        return false;
    }
    let sentence = &hit.passage.text[candidate.sentence.clone()];
    let above = hit.passage.section.join(" ");
    let said = folded(&format!("{above} {sentence}"));
    let is_number = |term: &&SoughtTerm| {
        figures(&term.text).iter().any(|one| one.span.len() == term.text.len())
    };
    if terms.is_empty() {
        return false;
    }
    // In another language a question's words are known by few.
    let is_of_numbers = terms.iter().all(|term| is_number(&term));
    let is_in = |term: &SoughtTerm| !is_number(&term) && term.is_in(&said);
    is_of_numbers || !hit.foreign && !terms.iter().any(is_in)
}
