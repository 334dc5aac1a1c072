//! Follow-ups: what a short question leaves to the one before it.
//!
//! By rules, without a model. A question is left alone unless one of them
//! applies, and the first that does decides:
//!
//! 1. **Another date.** It names a date and nothing else ("and in 2024?",
//!    去年呢？): the previous question, with that date in place of its own.
//!    之前呢？ and "and before?" ask it of what was so before.
//! 2. **Another subject.** It names something and asks nothing, after an
//!    opening or before 呢 (咁資金流呢？, "what about the east one?", 第二個呢？):
//!    the previous question, with that in the slot that it fits: the word it
//!    shuts out (east, west), or else the one that ends alike (人流, 資金流),
//!    or else the subject that stood before the question word. 海外呢？ with
//!    nothing to shut out narrows the question, and 那造價呢？ asks for an
//!    attribute of its subject. What fits nowhere is a topic of its own.
//!    What is compared with the subject before (同港話通比邊個多？, "compared with
//!    `HKChat`?") is asked the same.
//! 3. **A pronoun** with nothing before it that it could stand for
//!    (佢幾時完工？, "where do they come from?"): the previous subject is put
//!    before the question.
//! 4. **Nothing of its own** (點解？, "how much?", 幾時完工？, 邊個負責？): the same. A verb in
//!    Chinese by itself names nothing.
//!
//! A question with a subject and a question word of its own matches none of
//! these, so that a new topic takes nothing from the old. One that names nothing may still
//! be about what was named before it, [`context`], which only the documents can tell. A
//! [`Turn`] keeps the resolved form of its question, so that a follow-up of a follow-up
//! finds its subject there.

mod another_date;
mod asked;
mod clauses;
mod correction;
mod slot;
#[cfg(test)]
mod tests;
mod turn;

use std::ops::Range;

use super::answer_type::AnswerType;
use super::asking;
use super::lexicon::{
    ABOUT, ATTRIBUTES, BESIDE, COMPARED, CONTRASTS, GOING_ON, NAME_ENDS, OPENINGS, SECOND_PERSON,
    SHOWING, THAN, WHOLE, WHY,
};
use super::query::{LONGEST, Query};
use crate::text::figure::{Unit, figures};
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::words::{head_noun, tagged};
use another_date::{another_date, earlier, with_date_of};
use asked::Asked;
pub(super) use clauses::clauses;
use correction::corrected;
use slot::{filled, is_measure, is_of_its_own, replaced};
pub use turn::{Carried, Outcome, Resolved, Turn};

/// Whether `text` holds a question word.
pub fn asks(text: &str) -> bool {
    Asked::new(text).asks()
}

/// A question with more characters than this says what it is about.
const LONGEST_FOLLOW_UP: usize = 80;

/// The most content words or Han characters of a follow-up that names
/// another subject; more than that is a topic of its own.
const LONGEST_SUBJECT: usize = 12;

/// Whether `text` says nothing that a question could be about, and asks for no more than
/// what it is.
pub(super) fn says_nothing(text: &str) -> bool {
    let asked = Asked::new(text);
    asked.runs(&[]).is_empty() && asked.asks_what()
}

/// Whether the folded `text` is but a thing, and neither asks nor says what of it: 河套, and not
/// 河套的面積 or 面積.
pub(super) fn is_thing(text: &str) -> bool {
    let asks = Asked::new(text).asks() || asking::read(text).answer_type != AnswerType::Subject;
    // 第二期 is of something.
    let is_place =
        figures(text).first().is_some_and(|one| one.unit == Unit::Rank && one.span.start == 0);
    !(asks || is_place || is_measure(text) || ATTRIBUTES.contains(&text) || is_of_its_own(text))
}

/// Whether `text` says by itself what is asked about, and not by a pronoun: 續簽率係幾多？
pub fn says_what(text: &str) -> bool {
    let asked = Asked::new(text);
    asked.pronoun().is_none() && asked.runs(&asked.dates).iter().any(|run| run.len() > 1)
}

/// Resolves `question` against `turns`, the most recent first.
pub fn resolve(question: &Query, turns: &[Turn]) -> Resolved {
    if let Some(meant) = corrected(question) {
        return resolve(&meant, turns);
    }
    let alone = || Resolved { query: opened(question), carried: None };
    if question.text().chars().count() > LONGEST_FOLLOW_UP {
        return alone();
    }
    let found = |turn: &&Turn| {
        turn.outcome != Outcome::Abstained
            || subject_of(&Asked::new(&turn.question), false).is_some()
    };
    let Some(turn) = turns.iter().find(found).or(turns.first()) else {
        return alone();
    };
    let (asked, before) = (Asked::new(question.text()), Asked::new(&turn.question));
    let today = question.today();
    let carried = earlier(&asked, &before, today)
        .or_else(|| another_date(&asked, &before, today))
        .or_else(|| compared(&asked, &before))
        .or_else(|| another_subject(&asked, &before))
        .or_else(|| bare_noun(&asked, &before))
        .or_else(|| unsaid_subject(&asked, &before, turn));
    let Some((text, carried)) = carried else { return alone() };
    match bounded(&text).parse::<Query>() {
        Ok(query) => Resolved { query: query.asked_on(question.today()), carried: Some(carried) },
        Err(_) => alone(),
    }
}

/// What was named in the latest of `turns`, before its question word or in capitals, without
/// what `question` puts in its place: 河套 of 河套第一期幾時招標？ where 第二期有幾多塊地？ follows.
/// `None` where `question` asks of a thing of the same kind, or of the whole.
pub fn context(question: &Query, turns: &[Turn]) -> Option<String> {
    let turn = turns.first()?;
    if question.text().chars().count() > LONGEST_FOLLOW_UP {
        return None;
    }
    let (asked, before) = (Asked::new(question.text()), Asked::new(&turn.question));
    let mut named = named(&before)?;
    let (said, name) = (asked.folded.to_string(), before.folded_at(named.clone()));
    if said.contains(head_noun(&name)) || !asked.all(&WHOLE).is_empty() || is_definition(&asked) {
        return None;
    }
    for group in CONTRASTS.iter().filter(|group| !asked.all(group).is_empty()) {
        let shut_out = before.all(group).into_iter().map(|word| word.start);
        named.end = shut_out.filter(|at| named.contains(at)).fold(named.end, usize::min);
    }
    let name = before.folded_at(named.clone());
    (!name.trim().is_empty() && !said.contains(name.trim()))
        .then(|| before.said(named).trim().to_owned())
}

/// What was named in `turn`: 智航計劃 of 智航計劃批咗幾多宗申請？
pub fn spoken_of(turn: &Turn) -> Option<String> {
    let before = Asked::new(&turn.question);
    let named = named(&before)?;
    Some(before.said(named).trim().to_owned()).filter(|name| !name.is_empty())
}

/// Whether it is asked what a thing is that has a name of its own: 龍坪係咩？ and not 上限係咩？
fn is_definition(asked: &Asked<'_>) -> bool {
    let asking = asked.asking.as_ref().filter(|_| asked.asks_what());
    let Some(asking) = asking.map(|asking| asking.start) else { return false };
    asked.subjects().first().is_some_and(|run| {
        let words = asked.folded_at(run.clone());
        run.end <= asking && !is_measure(&words) && !ATTRIBUTES.contains(&words.as_str())
    })
}

/// What a question is about of itself: in Chinese before its question word, 副主席 of 副主席係邊個？,
/// and else the name in capitals.
pub fn subject(question: &Query) -> Option<String> {
    let asked = Asked::new(question.text());
    if !question.text().chars().any(is_han) {
        return asked.name().map(|name| asked.said(name).to_owned());
    }
    let asking = asked.asking.as_ref()?.start;
    let first = asked.subjects().into_iter().next().filter(|run| run.end <= asking)?;
    Some(asked.said(first).to_owned())
}

/// Where the name stands that a question is about.
fn named(before: &Asked<'_>) -> Option<Range<usize>> {
    let asking = before.asking.as_ref().map_or(usize::MAX, |asking| asking.start);
    let first = before.subjects().into_iter().next().filter(|run| run.end <= asking);
    // 資格 is of something that has a name.
    if first
        .as_ref()
        .is_some_and(|run| ATTRIBUTES.contains(&before.folded_at(run.clone()).as_str()))
    {
        return None;
    }
    let Some(run) = first.filter(|run| before.chars()[run.clone()].iter().any(|c| is_han(*c)))
    else {
        return before.name();
    };
    // 智航計劃 of 智航計劃批咗幾多宗申請？
    let end = last_noun(before, &run).filter(|end| *end > run.start + 1)?;
    Some(before.whole_words(run.start..end))
}

/// Where the last noun of `run` ends. One character behind it is a part of the name, 通 of
/// 港話通, unless what follows makes it a verb: 批 of 智航計劃批咗.
fn last_noun(before: &Asked<'_>, run: &Range<usize>) -> Option<usize> {
    let (mut at, mut end) = (run.start, None);
    for (word, tag) in tagged(&before.folded_at(run.clone())) {
        at += word.chars().count();
        let is_noun = tag.starts_with(['n', 'j', 'x']) || tag == "eng";
        end = if is_noun { Some(at) } else { end };
    }
    let is_part = |end: usize| end + 1 == run.end && !before.is_verb_before(run.end);
    end.map(|end| if is_part(end) { run.end } else { end })
}

/// Rule 2.
fn another_subject(asked: &Asked<'_>, before: &Asked<'_>) -> Option<(String, Carried)> {
    let begins = asked.opening(&OPENINGS);
    let about = asked.opening(&ABOUT);
    let asks = asked.asking.as_ref().is_some_and(|asking| Some(asking.start) >= about)
        || !asked.all(&SECOND_PERSON).is_empty();
    let trimmed: String = asked.chars().iter().filter(|c| c.is_alphanumeric()).collect();
    if asks || !(begins.is_some() || trimmed.ends_with('呢')) || asked.pronoun().is_some() {
        return None;
    }
    let mut runs = asked.runs(&asked.dates);
    runs.retain(|run| run.start >= begins.unwrap_or(0));
    let (first, last) = (runs.first()?, runs.last()?);
    let subject = first.start..last.end;
    if runs.iter().map(ExactSizeIterator::len).sum::<usize>() > longest(asked, &subject) {
        return None;
    }
    let named: String = asked.chars()[subject.clone()].iter().collect();
    let is_attribute = ATTRIBUTES.contains(&named.as_str());
    let filled = if is_attribute { None } else { filled(asked, &subject, before) };
    if let Some(text) = filled {
        let text = with_date_of(asked, text);
        return Some((text.clone(), Carried::Question(text)));
    }
    let is_measure = is_measure(&named) && !is_of_its_own(asked.said(subject.clone()));
    if !is_attribute && !is_measure {
        return None;
    }
    let of = subject_of(before, false)?;
    let text = with_date_of(asked, format!("{of} {}", asked.said(subject)));
    Some((text, carried(of, before)))
}

/// Rule 2, of what is compared with what was spoken of: the same is asked of it.
fn compared(asked: &Asked<'_>, before: &Asked<'_>) -> Option<(String, Carried)> {
    let subject = beside(asked).filter(|subject| subject.len() <= longest(asked, subject))?;
    let text = filled(asked, &subject, before)?;
    Some((text.clone(), Carried::Question(text)))
}

/// Where the thing stands that a question compares with what was spoken of, where it asks for
/// nothing else: not in 和去年比較，申請增加了多少？, nor in 同埋資助比例呢？.
fn beside(asked: &Asked<'_>) -> Option<Range<usize>> {
    let start = asked.opening(&OPENINGS).unwrap_or(0);
    let beside = BESIDE.iter().filter_map(|word| asked.word_at(word, start));
    if let Some(begins) = beside.map(|word| word.end).max() {
        let than = asked.all(&THAN).into_iter().find(|than| than.start > begins)?;
        return asked.asks_which_is_more(&than).then_some(begins..than.start);
    }
    let compared = asked.all(&COMPARED).into_iter().next()?;
    let mut runs = asked.runs(&asked.dates);
    if runs.iter().any(|run| run.start < compared.start) {
        return None;
    }
    runs.retain(|run| run.start >= compared.end);
    Some(runs.first()?.start..runs.last()?.end)
}

/// Latin words are longer than Han characters.
fn longest(asked: &Asked<'_>, subject: &Range<usize>) -> usize {
    let latin = asked.chars()[subject.clone()].iter().any(char::is_ascii_alphabetic);
    if latin { LONGEST_SUBJECT * 3 } else { LONGEST_SUBJECT }
}

/// Rule 3, of a noun that stands for a name that ends in it: 計劃 of 計劃總監是誰？ and "the scheme",
/// where 智航計劃 or the Harbour Scheme was named before. In Chinese it begins the question, or
/// stands behind 呢個 or 該; "the scheme that …" is another, and so is one with a name.
fn bare_noun(asked: &Asked<'_>, before: &Asked<'_>) -> Option<(String, Carried)> {
    let named = named(before)?;
    let name = before.folded_at(named.clone());
    let noun = head_noun(name.trim());
    let is_longer = name.trim().chars().count() > noun.chars().count();
    let begins = asked.opening(&OPENINGS).unwrap_or(0);
    let is_free = |place: &Range<usize>| {
        let said = asked.folded_at(0..place.start);
        let behind = asked.folded_at(place.end..asked.chars().len());
        let leads = SHOWING.iter().any(|word| said.trim_end().ends_with(word));
        if noun.ends_with(is_han) {
            place.start == begins || leads
        } else {
            let goes_on = GOING_ON.iter().any(|word| behind.trim_start().starts_with(word));
            leads && !goes_on && asked.name().is_none()
        }
    };
    let place =
        asked.all(&[noun]).into_iter().next().filter(|place| is_longer && is_free(place))?;
    let name = before.said(named).trim().to_owned();
    let text = replaced(asked, &place, &name);
    Some((text, Carried::Subject(name)))
}

/// Rules 3 and 4.
fn unsaid_subject(asked: &Asked<'_>, before: &Asked<'_>, turn: &Turn) -> Option<(String, Carried)> {
    let pronoun = asked.pronoun();
    let to_the_bot = !asked.all(&SECOND_PERSON).is_empty();
    let asks_alone = asked.asks() && asked.subjects().is_empty() && !to_the_bot;
    if pronoun.is_none() && !asks_alone {
        return None;
    }
    // Why, alone, is asked of all that was said.
    let bare = asked.runs(&[]).is_empty() && pronoun.is_none();
    let all = pronoun.as_ref().is_some_and(|(_, many)| *many) || bare && is_why(asked);
    let subject = subject_of(before, all).or_else(|| turn.subject.clone())?;
    let rest = match pronoun {
        Some((range, _)) => replaced(asked, &range, ""),
        None => asked.text.to_owned(),
    };
    Some((format!("{subject} {}", rest.trim()), carried(subject, before)))
}

/// What is carried over with `subject` of `before`, as a person would say it.
fn carried(subject: String, before: &Asked<'_>) -> Carried {
    let apart = subject.contains(' ') && !before.text.contains(&subject);
    if apart || !is_noun(&subject) {
        Carried::After(before.text.to_owned())
    } else {
        Carried::Subject(subject)
    }
}

/// Whether a person may speak of `subject` in these words: in Chinese it has two characters
/// or more and ends with a noun.
fn is_noun(subject: &str) -> bool {
    if !subject.ends_with(is_han) {
        return true;
    }
    let flat = folded(subject);
    let last = tagged(&flat).into_iter().next_back();
    let is_noun = |tag: &str| tag.starts_with(['n', 'j']) || tag == "vn";
    flat.chars().nth(1).is_some()
        && last
            .is_some_and(|(word, tag)| is_noun(tag) || word.chars().nth(1).is_some() && tag == "x")
}

fn is_why(asked: &Asked<'_>) -> bool {
    !asked.all(&WHY).is_empty()
}

/// What a question is about: what stands before its question word, or all of
/// it when nothing does or `all` is wanted.
fn subject_of(before: &Asked<'_>, all: bool) -> Option<String> {
    let runs = if all { before.runs(&before.dates) } else { before.subjects() };
    let asking = before.asking.as_ref().map_or(usize::MAX, |asking| asking.start);
    let mut leading: Vec<_> = runs.iter().filter(|run| run.end <= asking).cloned().collect();
    // 批 of 智航計劃批咗幾多宗申請？ is what it did.
    if let Some(last) = leading.last_mut()
        && let Some(end) = last_noun(before, last).filter(|end| end + 1 == last.end)
        && is_han(before.chars()[end])
    {
        last.end = end;
    }
    if let Some(last) = leading.last_mut().filter(|_| !all) {
        last.end = last.start + without_attribute(&before.folded_at(last.clone()));
    }
    let runs = if all || leading.is_empty() { runs } else { leading };
    let mut whole: Vec<Range<usize>> = Vec::new();
    for run in runs.into_iter().map(|run| before.whole_words(run)) {
        match whole.last_mut().filter(|last| run.start <= last.end + 1) {
            Some(last) if run.start <= last.end || before.chars()[last.end] == ' ' => {
                last.end = last.end.max(run.end);
            }
            _ => whole.push(run),
        }
    }
    let words: Vec<&str> = whole.into_iter().map(|run| before.said(run)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// How many characters of the folded `subject` are a name that ends as names do, where what was
/// asked of it stands behind: 智航計劃 of 智航計劃資助上限.
fn without_attribute(subject: &str) -> usize {
    let (mut at, mut name) = (0, None);
    let words = tagged(subject);
    for (word, _) in &words {
        at += word.chars().count();
        if NAME_ENDS.iter().any(|end| word.ends_with(end)) {
            name = Some(at);
        }
    }
    let is_attribute = |words: &str| is_measure(words) || ATTRIBUTES.contains(&words);
    let behind = |name: usize| subject.chars().skip(name).collect::<String>();
    name.filter(|name| is_attribute(&behind(*name))).unwrap_or(at)
}

/// `question` without an opening after which it asks nothing: the how of "how about the funding
/// ceiling?" asks for no way.
fn opened(question: &Query) -> Query {
    let asked = Asked::new(question.text());
    let asks = |begins: usize| asked.asking.as_ref().is_some_and(|asking| asking.start >= begins);
    let begins = asked.opening(&ABOUT).filter(|begins| !asks(*begins));
    let rest = begins.and_then(|begins| asked.said(begins..asked.chars().len()).parse().ok());
    let stand_in = |rest: Query| rest.asked_on(question.today()).in_language(question.language());
    rest.map_or_else(|| question.clone(), stand_in)
}

/// The start of `text` that fits in a question.
fn bounded(text: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    text.chars().take_while(fits).collect()
}
