//! Things that a passage announces and those below it tell one by one: 「推出三項措施：」 with
//! its bullets, or "three measures" with paragraphs that begin "First," and "Second,".

use std::collections::BTreeSet;
use std::sync::Arc;

use super::lexical::ByWords;
use super::list::{self, Item, MOST};
use super::say::{cite, own_script};
use super::{Answer, Claim, times, verify};
use crate::corpus::{Kind, Metadata, Passage};
use crate::index::{Index, IndexError};
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::coded::CodedText;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::language::Language;
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
    let mut seen = BTreeSet::new();
    for hit in by.hits.iter().take(LOOKED_AT) {
        let (id, at) = (&hit.passage.document, hit.passage.ordinal);
        let Some(document) = by.retriever.index().document(id) else { continue };
        let (start, end) = (at.saturating_sub(2 * MOST), at.saturating_add(2 * MOST));
        let view = by.retriever.index().view();
        let window = view.passages_among(id, start..end)?;
        let opening = view.passages_among(id, 0..OPENING)?;
        for (lead, below) in (0..window.len()).map(|place| (&window[place], &window[place + 1..])) {
            let items = items(below);
            let Some(last) = items.last() else { continue };
            let holds = lead.ordinal <= at + 1 && at <= last.ordinal;
            // What goes on behind the window is not told whole.
            let is_whole = last.ordinal + 1 < end;
            let fits = match &counted {
                Some(counted) => counted.are(lead, items.len()),
                None => holds,
            };
            if !fits
                || !is_whole
                || !announces(lead, items.len())
                || !seen.insert((id, lead.ordinal))
            {
                continue;
            }
            let told = if counted.is_some() { items.as_slice() } else { &[] };
            let own = coverage(by.prepared, lead, &[]);
            let others: Vec<&Passage> = opening.iter().chain(told).collect();
            let coverage = coverage(by.prepared, lead, &others);
            tracing::debug!(items = items.len(), own, coverage, "a list: {}", lead.text);
            let enough = if counted.is_some() { ENOUGH_COUNTED } else { ENOUGH };
            if coverage >= enough && (counted.is_some() || own >= ENOUGH_OWN) {
                let lead = lead.clone();
                found.push(Enumerated { document, lead, items, coverage });
            }
        }
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
    Ok(best.and_then(|best| best.said(by.retriever.index(), language)))
}

impl Enumerated<'_> {
    /// The things as they are said, after what leads to them.
    fn said(self, index: &Index, language: Language) -> Option<Answer> {
        let whole = 0..self.lead.text.len();
        let leads = list::is_lead(&self.lead.text);
        let lead: Option<Item> = leads.then(|| (Arc::new(self.lead), whole));
        let items = lead.into_iter().chain(self.items.into_iter().map(list::whole));
        let cited = (1..).zip(items).filter_map(|(number, item)| cite(index, number, item));
        let citations: Vec<_> = cited.collect();
        let claims = citations.iter().map(|citation| Claim {
            text: own_script(language, citation.quote()),
            citations: vec![citation.number()],
            ..Claim::default()
        });
        verify::ground(claims.collect(), citations.clone()).ok().map(Answer::Answered)
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

/// Whether `lead` announces `count` things below it.
fn announces(lead: &Passage, count: usize) -> bool {
    count > 1
        && matches!(lead.kind, Kind::Paragraph | Kind::Bullet)
        && (list::is_lead(&lead.text) || tells(lead, count))
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

/// Places in words, from the first on.
const PLACES: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// The place that `text` begins with: 第一，, "Second,".
fn place(text: &str) -> Option<usize> {
    let parted = |rest: &str| rest.starts_with([',', '，', '、', ':', '：', '.']);
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    if !word.is_empty() {
        let lower = word.to_ascii_lowercase();
        let lower = lower.strip_suffix("ly").unwrap_or(&lower);
        let place = PLACES.iter().position(|place| *place == lower);
        return place.map(|at| at + 1).filter(|_| parted(&text[word.len()..]));
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
