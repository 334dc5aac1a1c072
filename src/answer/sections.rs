//! Things asked for by their number, where a document gives each a numbered
//! section: of 「十大工作成果」 the ten headings, or what the third of them says.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::lexical::ByWords;
use super::say::quoted;
use super::{Answer, times};
use crate::corpus::{DocumentId, Kind, Metadata, Passage};
use crate::index::IndexError;
use crate::question::AnswerType;
use crate::question::overview::is_number_of_one;
use crate::retrieval::PreparedQuestion;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::normalize::folded;
use crate::text::words::segment;

/// How many sections a list of things has.
const COUNT: Range<f64> = 3.0..31.0;

/// A numbered section: its heading, and the passages below it.
pub(super) type Section = (String, Vec<Passage>);

/// The headings of the newest document that has as many numbered sections as things
/// are asked for, and is headed by their number and what they are.
pub(super) fn numbered(by: ByWords<'_>) -> Result<Option<Answer>, IndexError> {
    let counts = |figure: &Figure| figure.unit != Unit::Rank && COUNT.contains(&figure.value);
    let Some(asked) = Asked::of(by.prepared, counts) else { return Ok(None) };
    let found = newest(by, |headline, passages| {
        let headings = headings(passages);
        same(asked.number, headings.len()) && asked.is_of(headline, headings.len())
    })?;
    let index = by.retriever.index();
    let whole = |heading: Passage| {
        let all = 0..heading.text.len();
        (Arc::new(heading), all)
    };
    let items = found.map(|passages| headings(&passages).into_iter().map(whole));
    Ok(items.and_then(|items| quoted(index, by.prepared.question.language, items)))
}

/// The section that a question asks for by its place, of the newest document that is
/// headed by the number of such things: 第三項成就 of 「十大工作成果」.
pub(super) fn of_place(by: ByWords<'_>) -> Result<Option<Section>, IndexError> {
    let Some(asked) = place_asked(by.prepared) else { return Ok(None) };
    let place = |passages: &[Passage]| section(passages, |place| same(asked.number, place));
    let found = newest(by, |headline, passages| {
        place(passages).is_some() && asked.is_of(headline, headings(passages).len())
    })?;
    Ok(found.and_then(|passages| place(&passages)))
}

/// How many such things the newest document lists of which a question asks for one by its
/// place, where there are fewer: 第十一項 of 「十大工作成果」.
pub(super) fn fewer(by: ByWords<'_>) -> Result<Option<usize>, IndexError> {
    let Some(asked) = place_asked(by.prepared) else { return Ok(None) };
    let found = newest(by, |headline, passages| asked.is_of(headline, headings(passages).len()))?;
    let count = found.map(|passages| headings(&passages).len());
    #[allow(clippy::cast_precision_loss, reason = "lists are short")]
    Ok(count.filter(|count| (*count as f64) < asked.number))
}

/// What a question asks for by the place of one.
fn place_asked(prepared: &PreparedQuestion) -> Option<Asked> {
    let text = &prepared.question.wording.text;
    let is_place =
        |figure: &Figure| figure.unit == Unit::Rank || is_number_of_one(&text[..figure.span.start]);
    Asked::of(prepared, is_place)
}

/// How many numbered sections `passages` have.
pub(super) fn count(passages: &[Passage]) -> usize {
    headings(passages).len()
}

/// The numbered section of `passages` whose place, from one on, `is` the one wanted.
pub(super) fn section(passages: &[Passage], is: impl Fn(usize) -> bool) -> Option<Section> {
    let (_, heading) = (1..).zip(headings(passages)).find(|(place, _)| is(*place))?;
    below(passages, heading.text)
}

/// The first section of `passages` whose heading `is` the one wanted, one of several
/// articles before a part of one.
pub(super) fn under(passages: &[Passage], is: impl Fn(&str) -> bool) -> Option<Section> {
    let headings = passages.iter().filter(|passage| passage.kind == Kind::Heading);
    let (articles, parts): (Vec<_>, Vec<_>) =
        headings.partition(|heading| heading.section.is_empty());
    let mut wanted = articles.into_iter().chain(parts).filter(|heading| is(&heading.text));
    wanted.find_map(|heading| below(passages, heading.text.clone()))
}

/// Whether `section` is all of an article, and not a part of one.
pub(super) fn is_article(section: &[Passage]) -> bool {
    section.iter().any(|passage| passage.section.len() == 1)
        && section.iter().all(|passage| passage.section.first() == section[0].section.first())
}

/// What stands below `heading`.
fn below(passages: &[Passage], heading: String) -> Option<Section> {
    let below = passages.iter().filter(|one| one.section.contains(&heading));
    let below: Vec<Passage> = below.cloned().collect();
    (!below.is_empty()).then_some((heading, below))
}

/// The passages of the newest document among the hits that `fits`, by what stands
/// above its numbered headings and its passages, and is of the times asked about.
fn newest(
    by: ByWords<'_>,
    fits: impl Fn(&str, &[Passage]) -> bool,
) -> Result<Option<Vec<Passage>>, IndexError> {
    let (index, question) = (by.retriever.index(), &by.prepared.question);
    let ids: BTreeSet<&DocumentId> = by.hits.iter().map(|hit| &hit.passage.document).collect();
    let mut found: Option<(&Metadata, Vec<Passage>)> = None;
    for document in ids.into_iter().filter_map(|id| index.document(id)) {
        let is_newer = found.as_ref().is_none_or(|(found, _)| found.published < document.published);
        let passages = index.view().passages_of(&document.id)?;
        let above = above(document, &headings(&passages));
        if is_newer
            && fits(&above, &passages)
            && times::hold(&question.times, &above, &above, document)
        {
            found = Some((document, passages));
        }
    }
    Ok(found.map(|(_, passages)| passages))
}

/// What a question asks for by a number.
struct Asked {
    number: f64,
    /// In which words, folded.
    things: Vec<String>,
}

impl Asked {
    /// The number of things, or the place of one, that `is` wanted; `None` where the
    /// question asks for something else.
    fn of(prepared: &PreparedQuestion, is: impl Fn(&Figure) -> bool) -> Option<Self> {
        let question = &prepared.question;
        let types = [AnswerType::List, AnswerType::What, AnswerType::Subject];
        if !types.contains(&question.answer_type) {
            return None;
        }
        let wording = &question.wording;
        let whole = |figure: &Figure| figure.to.is_none() && figure.value.fract() == 0.0;
        let mut figures = figures(&wording.text).into_iter();
        let number = figures.find(|figure| whole(figure) && is(figure))?;
        let end = wording.text[..number.span.end].chars().count();
        let about: Vec<char> = wording.about().chars().collect();
        // What the things are stands after their number, and before that of "achievement
        // no. 7".
        let is_after = about[end..].iter().any(|c| c.is_alphanumeric());
        let place = if is_after { end..about.len() } else { 0..end };
        let runs = about[place.clone()].split(|c| !c.is_alphanumeric());
        let runs: Vec<String> = runs.map(|run| run.iter().collect()).collect();
        let words = runs.iter().flat_map(|run| segment(run)).map(str::to_owned);
        let others = wording.placed().filter(|(_, own)| place.contains(&own.start));
        let others = others.filter(|(_, own)| wording.is_content(own));
        let others = others.flat_map(|(segment, _)| segment.forms.iter().skip(1));
        let things = words.chain(others.map(|form| form.text.clone()));
        let things: Vec<String> = things.filter(|word| word.chars().nth(1).is_some()).collect();
        (!things.is_empty()).then_some(Self { number: number.value, things })
    }

    /// Whether `headline` says that there are `count` of the things.
    fn is_of(&self, headline: &str, count: usize) -> bool {
        let headline = folded(headline);
        self.things.iter().any(|thing| headline.contains(thing))
            && figures(&headline).iter().any(|figure| same(figure.value, count))
    }
}

/// The headings of `passages` that are numbered from one on.
fn headings(passages: &[Passage]) -> Vec<Passage> {
    let mut numbered: Vec<Passage> = Vec::new();
    for passage in passages.iter().filter(|passage| passage.kind == Kind::Heading) {
        let number = figures(&passage.text).into_iter().find(|figure| figure.span.start == 0);
        if number.is_some_and(|number| same(number.value, numbered.len() + 1)) {
            numbered.push(passage.clone());
        }
    }
    numbered
}

/// What stands above `headings` of `document`: their headline, or its title.
fn above(document: &Metadata, headings: &[Passage]) -> String {
    let headline = headings.first().and_then(|heading| heading.section.first());
    headline.unwrap_or(&document.title).clone()
}

/// Whether `figure` is the number `whole`.
fn same(figure: f64, whole: usize) -> bool {
    u32::try_from(whole).is_ok_and(|whole| (figure - f64::from(whole)).abs() < f64::EPSILON)
}
