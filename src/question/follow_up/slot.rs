//! Which slot of the previous question a new subject takes.

use std::borrow::Cow;
use std::ops::Range;

use super::asked::Asked;
use crate::question::lexicon::{
    CONTRASTS, CONTRASTS_TRANSLATED, MEASURE_ENDS, NAME_ENDS, STAND_INS, SUFFIXES, TIME_ENDS,
};
use crate::text::conversion::in_script;
use crate::text::language::written_in;
use crate::text::script::is_han;
use crate::text::words::tagged;

/// The question `before` with the subject of `asked` in the slot that it
/// fits; `None` when it fits nowhere.
pub(super) fn filled(
    asked: &Asked<'_>,
    subject: &Range<usize>,
    before: &Asked<'_>,
) -> Option<String> {
    contrast(asked, subject, before)
        .or_else(|| undergone(asked, subject, before))
        .or_else(|| ends_alike(asked, subject, before))
        .map(|(slot, said)| replaced(before, &slot, &said))
        .or_else(|| {
            let alone = is_of_its_own(asked.said(subject.clone()));
            let thing = || leading_subject(asked, subject, before);
            (!alone).then(|| narrowed(asked, subject, before).or_else(thing)).flatten()
        })
}

/// Whether `said` is what a thing has, with the thing that has it: 第二期的資助上限, "the funding
/// ceiling of the second phase", and not "the second phase of Hetao" or "the University of
/// Hong Kong".
pub(super) fn is_of_its_own(said: &str) -> bool {
    if said.chars().any(is_han) {
        let parts = said.rsplit_once(['的', '嘅']);
        return parts.is_some_and(|(whose, what)| !whose.is_empty() && !what.is_empty());
    }
    let Some((what, _)) = said.split_once(" of ") else { return false };
    let what = Asked::new(what);
    let is_which = CONTRASTS.iter().any(|group| !what.all(group).is_empty());
    !is_which && !what.text.contains(char::is_uppercase)
}

/// The words of `asked` with those at `range` replaced.
pub(super) fn replaced(asked: &Asked<'_>, range: &Range<usize>, by: &str) -> String {
    let bytes = asked.folded.origin(range.clone());
    format!("{}{by}{}", &asked.text[..bytes.start], &asked.text[bytes.end..])
}

/// The word of `before` that a word of the new subject shuts out: east for
/// west. Only that word is put there, in the language of `before`; "one" and 個 stand for
/// the rest.
fn contrast<'a>(
    asked: &Asked<'a>,
    subject: &Range<usize>,
    before: &Asked<'_>,
) -> Option<(Range<usize>, Cow<'a, str>)> {
    CONTRASTS.iter().zip(&*CONTRASTS_TRANSLATED).find_map(|(group, translated)| {
        let new = asked.all(group).into_iter().find(|word| subject.contains(&word.start))?;
        let rest: String = asked.chars()[new.end..subject.end].iter().collect();
        let stands_in = rest.trim().is_empty() || STAND_INS.contains(&rest.trim());
        if let Some(old) = before.all(group).into_iter().next() {
            return (stands_in || ends_with(before, &old, &rest))
                .then(|| (old, asked.said(new).into()));
        }
        let alone = stands_in && new.start == subject.start;
        let old = before.all((*translated)?).into_iter().next().filter(|_| alone)?;
        let word: String = asked.chars()[new].iter().collect();
        let place = group.iter().position(|one| *one == word)?;
        let said = (*translated)?.get(place)?.to_string();
        Some((old, in_script(said, written_in(before.text)).into()))
    })
}

/// The most Han characters after a word that narrows a question: 海外科研人員.
const NARROWING: usize = 6;

/// Before what happens to a thing, folded: 被拒, 獲批.
const UNDERGOES: [char; 2] = ['被', '获'];

/// What happened to the subject of `before`, where `asked` says what else may: 被拒 for
/// 獲批.
fn undergone<'a>(
    asked: &Asked<'a>,
    subject: &Range<usize>,
    before: &Asked<'_>,
) -> Option<(Range<usize>, Cow<'a, str>)> {
    let begins = |at: &usize| UNDERGOES.contains(&asked.chars()[*at]);
    let start = subject.start.checked_sub(1).into_iter().chain([subject.start]).find(begins)?;
    let slot = before.chars().iter().rposition(|c| UNDERGOES.contains(c))?;
    let end = before.runs(&[]).into_iter().find(|run| run.end > slot).map(|run| run.end)?;
    Some((slot..end, asked.said(start..subject.end).into()))
}

/// Whether `rest` follows `slot` in `before` as it follows its counterpart.
fn ends_with(before: &Asked<'_>, slot: &Range<usize>, rest: &str) -> bool {
    before.chars()[slot.end..].iter().copied().take(rest.chars().count()).eq(rest.chars())
}

/// A new subject of so many characters that ends as names do is a whole name, and no part of
/// one: 綠芯培訓計劃.
const LONG: usize = 5;

/// The piece of `before` that ends as the new subject does: as long as it,
/// within one run of content.
fn ends_alike<'a>(
    asked: &Asked<'a>,
    subject: &Range<usize>,
    before: &Asked<'_>,
) -> Option<(Range<usize>, Cow<'a, str>)> {
    let new = &asked.chars()[subject.clone()];
    let latin = new.iter().any(char::is_ascii_alphabetic);
    let end_of_new = if latin { last_word(new) } else { &new[new.len() - 1..] };
    let runs = before.subjects();
    let (run, end) = runs.iter().find_map(|run| {
        let chars = &before.chars()[run.clone()];
        // 科技 of 科技園 is a part of a name.
        let whole = |at: usize| latin || !goes_on(&chars[at + end_of_new.len()..]);
        let mut places = chars.windows(end_of_new.len()).enumerate().rev();
        let (at, _) = places.find(|(at, piece)| *piece == end_of_new && whole(*at))?;
        Some((run, run.start + at + end_of_new.len()))
    })?;
    let start =
        if latin { before_words(before, run.start, new) } else { end.saturating_sub(new.len()) };
    let said: String = new.iter().collect();
    let is_name = new.len() >= LONG && NAME_ENDS.iter().any(|end| said.ends_with(end));
    let start = if latin { start } else { start.max(run.start) };
    let start = if is_name { run.start } else { start };
    Some((start..end, asked.said(subject.clone()).into()))
}

/// Whether `behind`, what follows a noun within a run, makes it a part of a longer name: one
/// character that ends names.
fn goes_on(behind: &[char]) -> bool {
    let ends = |c: &char| SUFFIXES.iter().any(|suffix| suffix.starts_with(*c));
    behind.first().is_some_and(ends)
}

fn last_word(chars: &[char]) -> &[char] {
    let start = chars.iter().rposition(|c| *c == ' ').map_or(0, |at| at + 1);
    &chars[start..]
}

/// Where the words begin that stand before a shared last word at `at`, as
/// many as the new subject has.
fn before_words(before: &Asked<'_>, at: usize, new: &[char]) -> usize {
    let words = new.iter().filter(|c| **c == ' ').count();
    let content = |at: &usize| before.content[*at];
    let mut start = at;
    for _ in 0..words {
        let Some(end) = start.checked_sub(2).filter(content) else { break };
        start = (0..=end).rev().take_while(content).last().unwrap_or(end);
    }
    start
}

/// The question with the subject that stood before its question word, or in
/// English the name in capitals, replaced by the new one.
fn leading_subject(
    asked: &Asked<'_>,
    subject: &Range<usize>,
    before: &Asked<'_>,
) -> Option<String> {
    let asking = before.asking.as_ref()?;
    let said = asked.said(subject.clone());
    let runs = before.subjects();
    let is_name =
        |run: &&Range<usize>| before.said((*run).clone()).chars().any(|c| c.is_ascii_uppercase());
    let (first, last) = match runs.iter().rfind(|run| run.end <= asking.start) {
        Some(last) => (runs.first()?, last),
        None if said.chars().any(|c| c.is_ascii_uppercase())
            || is_shown(asked, subject) && runs.iter().any(|run| is_name(&run)) =>
        {
            (runs.iter().find(is_name)?, runs.iter().rfind(is_name)?)
        }
        // "What was revenue in 2024?" is about one thing.
        None if !before.text.chars().any(is_han) && runs.len() == 1 => (&runs[0], &runs[0]),
        None => return None,
    };
    // 使用率 is of a thing, and no thing in the place of another.
    if is_measure(&asked.folded_at(subject.clone())) {
        return None;
    }
    let named = before.folded_at(first.start..last.end);
    if ends_as_a_name(&named) && is_common(&asked.folded_at(subject.clone())) {
        let object =
            runs.iter().filter(|run| run.start >= asking.end).find_map(|run| object(before, run));
        if let Some(object) = object {
            return Some(replaced(before, &object, said));
        }
    }
    let slot = before.whole_words(first.start..last.end);
    Some(replaced(before, &slot, said))
}

/// Whether the folded `words` end as names do: 青嶼創新園, and not 生物科技.
fn ends_as_a_name(words: &str) -> bool {
    NAME_ENDS.iter().chain(SUFFIXES.iter()).any(|end| words.ends_with(end))
}

/// Whether "the" stands right before `subject`: what is shown so takes the place of a name.
fn is_shown(asked: &Asked<'_>, subject: &Range<usize>) -> bool {
    asked.folded_at(0..subject.start).trim_end().ends_with(" the")
}

/// Whether the folded `words` are a common noun: 生物科技, and not 深圳 or 海港研究院.
fn is_common(words: &str) -> bool {
    let is_noun = tagged(words).last().is_some_and(|(_, tag)| COMMON.contains(tag));
    is_noun && !ends_as_a_name(words)
}

/// The dictionary's tags of common nouns.
const COMMON: [&str; 2] = ["n", "l"];

/// The noun at the end of `run` with a verb before it, which something is said to do or to be:
/// 人工智能 of 園區有幾多成公司屬人工智能？
fn object(before: &Asked<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let said = before.folded_at(run.clone());
    let words = tagged(&said);
    let [.., (_, verb), (noun, tag)] = &words[..] else { return None };
    let is_object = *verb == "v" && COMMON.contains(tag) && noun.chars().nth(1).is_some();
    is_object.then(|| run.end - noun.chars().count()..run.end)
}

/// Whether the folded `words` say how much of something: 使用率, 總承擔額.
pub(super) fn is_measure(words: &str) -> bool {
    words.chars().nth(1).is_some() && MEASURE_ENDS.iter().any(|end| words.ends_with(end))
}

/// 海外呢？ and 第三輪呢？ of a question that named no other: they narrow it. What is named
/// besides ("the second phase of Hetao") is a subject of its own.
fn narrowed(asked: &Asked<'_>, subject: &Range<usize>, before: &Asked<'_>) -> Option<String> {
    let words = asked.folded_at(subject.clone());
    if words.chars().nth(1).is_some() && TIME_ENDS.iter().any(|end| words.ends_with(end)) {
        return Some(format!("{}{}", asked.said(subject.clone()), before.text));
    }
    let at = |word: &&str| asked.word_at(word, subject.start);
    let word = CONTRASTS.iter().skip(1).flat_map(|group| group.iter()).find_map(at)?;
    let said = asked.said(subject.clone());
    let rest = asked.said(word.end..subject.end).trim();
    let longest = if rest.chars().any(is_han) { NARROWING } else { usize::MAX };
    // AI is no name, Hetao is.
    let named = rest.split(' ').any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    });
    let names = named || rest.chars().count() > longest;
    (!names).then(|| format!("{said} {}", before.text))
}
