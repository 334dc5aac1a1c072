//! Things that a passage announces and those below it tell one by one: 「推出三項措施：」 with
//! its bullets, or "three measures" with paragraphs that begin "First," and "Second,".

use std::sync::Arc;

use super::lexical::ByWords;
use super::list::{self, Item, MOST};
use super::say::quoted;
use super::{Answer, times};
use crate::corpus::{Kind, Metadata, Passage};
use crate::index::IndexError;
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::coded::CodedText;
use crate::text::figure::{Figure, Unit, figures, place_of};
use crate::text::normalize::folded;

/// How many of the best hits are looked around. Where the number of things is not asked for,
/// the list has to hold one.
const LOOKED_AT: usize = 6;

/// The passages of so many at the start of a document say what it is about.
const OPENING: u32 = 4;

/// So much of the question has to stand in what announces the things and above it, by weight.
const ENOUGH: f32 = 0.7;

/// And so much in what announces them and its headings alone: the name of a scheme is not what
/// is asked of it.
const ENOUGH_OWN: f32 = 0.3;

/// So much has to stand in all of these and in the things, where the question has their number
/// and so many there are.
const ENOUGH_COUNTED: f32 = 0.5;

/// How many paragraphs may stand between one that begins with its place and the next.
const BETWEEN: usize = 2;

/// What announces things, with those that are told below it.
struct Enumerated<'a> {
    document: &'a Metadata,
    lead: Passage,
    items: Vec<Passage>,
    /// How much of the question stands in the lead and above it.
    coverage: f32,
}

/// The things that a question asks for by what they are, in their order; of several lists the
/// one whose lead has most of the question, and of these the newest. `None` where the
/// question asks for no list, or none is announced in its words.
pub(super) fn enumerated(by: ByWords<'_>) -> Result<Option<Answer>, IndexError> {
    let counted = Counted::asked(by.prepared);
    if counted.is_none() && !list::asks_several(by.prepared) {
        return Ok(None);
    }
    let mut found = Vec::new();
    for hit in by.hits.iter().take(LOOKED_AT) {
        found.extend(around(by, &hit.passage, counted.as_ref())?);
    }
    let times = &by.prepared.question.times;
    found.retain(|one| {
        let above = one.lead.section.join(" ");
        times::hold(times, &one.lead.text, &above, one.document)
    });
    let best = found.into_iter().max_by(|left, right| {
        let newer = left.document.published.cmp(&right.document.published);
        left.coverage.total_cmp(&right.coverage).then(newer)
    });
    let language = by.prepared.question.language;
    Ok(best.and_then(|best| quoted(by.retriever.index(), language, best.items())))
}

/// The lists around the passage of a hit that may be the one that is asked for.
fn around<'a>(
    by: ByWords<'a>,
    hit: &Passage,
    counted: Option<&Counted>,
) -> Result<Vec<Enumerated<'a>>, IndexError> {
    let (index, at) = (by.retriever.index(), hit.ordinal);
    let Some(document) = index.document(&hit.document) else { return Ok(Vec::new()) };
    let (start, end) = (at.saturating_sub(2 * MOST), at.saturating_add(2 * MOST));
    let window = index.view().passages_among(&hit.document, start..end)?;
    let opening = index.view().passages_among(&hit.document, 0..OPENING)?;
    let list = |place: usize| {
        let (lead, items) = (&window[place], items(&window[place + 1..]));
        let last = items.last()?.ordinal;
        // What goes on behind the window is not told whole.
        let is_whole = last + 1 < end;
        let is_meant = match counted {
            Some(counted) => counted.are(lead, items.len()),
            None => lead.ordinal <= at + 1 && at <= last,
        };
        let told = counted.map_or(&[][..], |_| &items);
        let others: Vec<&Passage> = opening.iter().chain(told).collect();
        let (own, all) = (coverage(by.prepared, lead, &[]), coverage(by.prepared, lead, &others));
        tracing::debug!(items = items.len(), own, all, "a list: {}", lead.text);
        let is_enough = match counted {
            Some(_) => all >= ENOUGH_COUNTED,
            None => all >= ENOUGH && own >= ENOUGH_OWN,
        };
        (is_meant && is_whole && is_enough).then(|| Enumerated {
            document,
            lead: lead.clone(),
            items,
            coverage: all,
        })
    };
    let leads = (0..window.len()).filter(|place| announces(&window[*place], &window[*place + 1..]));
    Ok(leads.filter_map(list).collect())
}

impl Enumerated<'_> {
    /// What is said: the things, after the words that lead to them.
    fn items(self) -> impl Iterator<Item = Item> {
        let whole = 0..self.lead.text.len();
        let leads = list::is_lead(&self.lead.text);
        let lead: Option<Item> = leads.then(|| (Arc::new(self.lead), whole));
        lead.into_iter().chain(self.items.into_iter().map(list::whole))
    }
}

/// Things that a question asks for by their number: 三項措施, "the four measures".
struct Counted {
    number: usize,
    /// What they are, folded: the words behind the number.
    things: Vec<String>,
}

impl Counted {
    fn asked(prepared: &PreparedQuestion) -> Option<Self> {
        let question = &prepared.question;
        let types = [AnswerType::List, AnswerType::What, AnswerType::Subject];
        if !types.contains(&question.answer_type) {
            return None;
        }
        let wording = &question.wording;
        let is_plain = |figure: &Figure| {
            !figure.unit.is_date_part() && matches!(figure.unit, Unit::Plain | Unit::Counted(_))
        };
        let mut counted = figures(&wording.text).into_iter().filter(is_plain);
        counted.find_map(|figure| {
            let number = number(&figure)?;
            let end = wording.text[..figure.span.end].chars().count();
            let behind: String = wording.about().chars().skip(end).collect();
            // "Phase 3 of" counts nothing.
            let behind = behind.strip_prefix(' ').unwrap_or(&behind);
            let mut runs = behind.split(|c: char| !c.is_alphanumeric() && c != ' ');
            let things = runs.next().filter(|things| !things.trim().is_empty())?;
            // Of the whitelist between three parks the parks are not what is asked for: in
            // Chinese these are told last.
            let is_last = runs.all(str::is_empty);
            let things = things.split(' ').filter(|word| word.chars().nth(1).is_some());
            let things = things.map(str::to_owned).collect();
            (is_last || !question.written_in.is_chinese()).then_some(Self { number, things })
        })
    }

    /// Whether they are the `count` things that `lead` announces: it says that there are so
    /// many, or it and the heading above it say what they are.
    fn are(&self, lead: &Passage, count: usize) -> bool {
        let above = lead.section.last().map(String::as_str).unwrap_or_default();
        let said = folded(&format!("{above} {}", lead.text));
        let is_said = |thing: &String| said.contains(thing.as_str());
        self.number == count && (tells(lead, count) || self.things.iter().any(is_said))
    }
}

/// The number of things that `figure` is, from three on: two are often told beside what is asked,
/// as in 兩地.
fn number(figure: &Figure) -> Option<usize> {
    whole(figure).filter(|number| *number > 2)
}

/// The whole number that `figure` is, up to [`MOST`].
fn whole(figure: &Figure) -> Option<usize> {
    let exact = figure.to.is_none() && figure.value.fract() == 0.0;
    let is = |number: &u32| (figure.value - f64::from(*number)).abs() < f64::EPSILON;
    let whole = (1..=MOST).find(is).filter(|_| exact)?;
    usize::try_from(whole).ok()
}

/// Whether `lead` announces the things that `below` begins with.
fn announces(lead: &Passage, below: &[Passage]) -> bool {
    let count = || items(below).len();
    matches!(lead.kind, Kind::Paragraph | Kind::Bullet)
        && if list::is_lead(&lead.text) { count() > 1 } else { tells(lead, count()) }
}

/// Whether `lead` says that there are `count` of something.
fn tells(lead: &Passage, count: usize) -> bool {
    figures(&lead.text).iter().filter_map(number).any(|number| number == count)
}

/// The bullets or the paragraphs with their place in front that `passages` begin with.
fn items(passages: &[Passage]) -> Vec<Passage> {
    let is_bullet = |one: &&Passage| one.kind == Kind::Bullet && one.section == passages[0].section;
    let bullets: Vec<Passage> = passages.iter().take_while(is_bullet).cloned().collect();
    if !bullets.is_empty() {
        return if bullets.len() <= MOST as usize { bullets } else { Vec::new() };
    }
    let (mut items, mut between) = (Vec::new(), 0);
    for passage in passages.iter().take_while(|one| one.kind == Kind::Paragraph) {
        if place(&passage.text) == Some(items.len() + 1) {
            items.push(passage.clone());
            between = 0;
        } else if items.is_empty() || between == BETWEEN {
            break;
        } else {
            between += 1;
        }
    }
    items
}

/// The place that `text` begins with: 第一，, "Second,".
fn place(text: &str) -> Option<usize> {
    let parted = |rest: &str| rest.starts_with([',', '，', '、', ':', '：', '.']);
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    if !word.is_empty() {
        let lower = word.to_ascii_lowercase();
        let place = place_of(lower.strip_suffix("ly").unwrap_or(&lower));
        return place.filter(|_| parted(&text[word.len()..]));
    }
    let first = figures(text).into_iter().next().filter(|one| one.span.start == 0)?;
    (first.unit == Unit::Rank && parted(&text[first.span.end..])).then(|| whole(&first)).flatten()
}

/// How much of the question stands in `lead`, above it and in `others`.
fn coverage(prepared: &PreparedQuestion, lead: &Passage, others: &[&Passage]) -> f32 {
    let above = format!("{}\n{}", lead.section.join("\n"), lead.text);
    let found = |text: &str| prepared.pattern.find_in(&CodedText::new(text));
    let all = others.iter().fold(found(&above), |all, one| all.with(&found(&one.text)));
    prepared.pattern.coverage(&all).singles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_the_first_words() {
        assert_eq!(place("第二，興建基建。"), Some(2));
        assert_eq!(place("First, we will launch the scheme."), Some(1));
        assert_eq!(place("Thirdly, it opens."), Some(3));
        assert_eq!(place("第二期撥款二億元"), None);
        assert_eq!(place("First aid is free."), None);
        assert_eq!(place("1.5億元"), None);
    }
}
