//! A list answers as a whole: the bullets that belong together.

use std::ops::Range;
use std::sync::Arc;

use super::form;
use crate::corpus::Kind;
use crate::corpus::Passage;
use crate::index::{IndexError, View};
use crate::question::AnswerType;
use crate::retrieval::{Hit, PreparedQuestion};
use crate::text::coded::CodedText;
use crate::text::sentence::sentences;

/// The most bullets of one answer: more fill a screen and are read by nobody.
pub(super) const MOST: u32 = 10;

/// A bullet belongs to the answer when it has so much of what the best one
/// has of the question.
const ALIKE: f32 = 0.9;

/// The longest bullet that is said whole, in bytes; of a longer one the first
/// sentence is.
const WHOLE: usize = 600;

/// A piece of a passage to be said.
pub(super) type Item = (Arc<Passage>, Range<usize>);

/// What is said where bytes `sentence` of `hit` answer: they, and where several
/// things are asked for and they are of a list, or head one, the bullets that
/// belong to it, in their order.
pub(super) fn items(
    prepared: &PreparedQuestion,
    view: &View<'_>,
    hit: &Hit,
    sentence: &Range<usize>,
) -> Result<Vec<Item>, IndexError> {
    let passage = &hit.passage;
    let own = vec![(Arc::clone(passage), sentence.clone())];
    let leads = leads(passage, sentence);
    if leads || heads(prepared, passage) {
        let below = below(view, passage)?;
        let own = own.into_iter().filter(|_| leads || below.is_empty()).collect::<Vec<_>>();
        return Ok(own.into_iter().chain(below.into_iter().map(whole)).collect());
    }
    if passage.kind == Kind::Bullet && asks_several(prepared) {
        return alike(prepared, view, hit, own);
    }
    Ok(own)
}

/// Whether what is asked for may stand in the list below bytes `range` of
/// `passage`, which head it or lead to it.
pub(super) fn introduces(
    prepared: &PreparedQuestion,
    passage: &Passage,
    range: &Range<usize>,
) -> bool {
    heads(prepared, passage)
        || !form::has_form(prepared.question.answer_type) && leads(passage, range)
}

/// Whether bytes `range` of `passage` are the words before a list.
fn leads(passage: &Passage, range: &Range<usize>) -> bool {
    is_lead(&passage.text[range.clone()])
}

/// Whether `text` ends as the words before a list do: 「如下：」, "the reasons were -".
pub(super) fn is_lead(text: &str) -> bool {
    text.trim_end().ends_with([':', '：', '–', '－', '—', '-'])
}

/// Whether `passage` is a heading, which says of itself nothing that is asked
/// for; what stands below it may.
fn heads(prepared: &PreparedQuestion, passage: &Passage) -> bool {
    passage.kind == Kind::Heading
        && !form::has_form(prepared.question.answer_type)
        && !matches!(
            prepared.question.answer_type,
            AnswerType::Whether | AnswerType::Who | AnswerType::Where
        )
}

/// Whether `items` say nothing of themselves: a heading of what is not listed,
/// the words before a list, or a question.
pub(super) fn is_empty(prepared: &PreparedQuestion, items: &[Item]) -> bool {
    let [(passage, range)] = items else { return false };
    let text = &passage.text[range.clone()];
    heads(prepared, passage) || text.ends_with([':', '：', '?', '？'])
}

/// Whether the answer may be several things: 哪些, 有什麼, which … are there.
pub(super) fn asks_several(prepared: &PreparedQuestion) -> bool {
    let about = prepared.question.gap.words_before.as_str();
    match prepared.question.answer_type {
        AnswerType::List => true,
        AnswerType::What => SEVERAL.iter().any(|word| about.trim_end().ends_with(word)),
        _ => false,
    }
}

/// What stands before 什麼 where it asks for several things, folded.
const SEVERAL: &[&str] = &["有", "有过", "包括", "包含", "了", "做", "推出", "举办", "列出"];

/// The bullets right below `passage`, at most [`MOST`].
fn below(view: &View<'_>, passage: &Passage) -> Result<Vec<Passage>, IndexError> {
    let after = passage.ordinal + 1..passage.ordinal.saturating_add(1 + MOST);
    let run = view.passages_among(&passage.document, after)?;
    Ok(run.into_iter().take_while(|passage| passage.kind == Kind::Bullet).collect())
}

/// The bullets of the list that `hit` is in, which have as much of the
/// question as it has; it comes first.
fn alike(
    prepared: &PreparedQuestion,
    view: &View<'_>,
    hit: &Hit,
    own: Vec<Item>,
) -> Result<Vec<Item>, IndexError> {
    let passage = &hit.passage;
    let around = passage.ordinal.saturating_sub(MOST)..passage.ordinal.saturating_add(1 + MOST);
    let run = view.passages_among(&passage.document, around)?;
    let is_of_list =
        |other: &&Passage| other.kind == Kind::Bullet && other.section == passage.section;
    let (before, after): (Vec<_>, Vec<_>) =
        run.iter().partition(|other| other.ordinal < passage.ordinal);
    let mut list: Vec<&Passage> = before.into_iter().rev().take_while(is_of_list).collect();
    list.reverse();
    list.extend(after.into_iter().skip(1).take_while(is_of_list));
    let found = |text: &str| prepared.pattern.find_in(&CodedText::new(text));
    let covered =
        |text: &str| prepared.pattern.coverage(&found(text).with(&hit.matched.headings)).singles;
    let enough = covered(&passage.text) * ALIKE;
    let others = list.into_iter().filter(|other| covered(&other.text) >= enough);
    let others = others.take(MOST as usize - 1).map(|other| whole(other.clone()));
    Ok(own.into_iter().chain(others).collect())
}

/// A bullet as it is said.
pub(super) fn whole(passage: Passage) -> Item {
    let all = 0..passage.text.len();
    let range = if all.len() > WHOLE {
        sentences(&passage.text).into_iter().next().unwrap_or(all)
    } else {
        all
    };
    (Arc::new(passage), range)
}

/// The things that a sentence lists: from what introduces them, or from the
/// start of their clause, to its end.
pub(super) fn enumeration(text: &str) -> Option<Range<usize>> {
    let count = |range: &Range<usize>| text[range.clone()].matches('、').count();
    // Where the things begin, and whether something introduces them.
    let introduced = |range: &Range<usize>| {
        let before = range.start + text[range.clone()].find('、')?;
        let at = |word: &&str| text[range.start..before].rfind(word).map(|at| at + word.len());
        Some(range.start + INTRODUCING.iter().filter_map(at).max()?)
    };
    let best = stretches(text).into_iter().filter(|range| count(range) > 0);
    let best = best.max_by_key(|range| (introduced(range).is_some(), count(range)))?;
    let start = introduced(&best).unwrap_or(best.start);
    (start < best.end).then_some(start..best.end)
}

/// Words before the things of a list.
const INTRODUCING: &[&str] =
    &["即", "包括", "分別是", "分别是", "分別為", "分别为", "涵蓋", "聚焦", "如"];

/// The stretches between commas and stops; a comma is not within brackets.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '「' | '《' => depth += 1,
            '）' | '」' | '》' => depth = depth.saturating_sub(1),
            '，' | '；' | '。' | '：' | '！' | '？' if depth == 0 => {
                found.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(start..text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_things_listed_are_marked_after_what_introduces_them() {
        let marked = |text: &'static str| enumeration(text).map(|range| &text[range]);
        assert_eq!(
            marked("聚焦六大產業，即生命健康科技、新材料、新能源及綠色科技"),
            Some("生命健康科技、新材料、新能源及綠色科技")
        );
        assert_eq!(
            marked("由北至南的河套樞紐、洲頭樞紐及麒麟樞紐，以及其他"),
            Some("由北至南的河套樞紐、洲頭樞紐及麒麟樞紐")
        );
        assert_eq!(
            marked("「四流」，即人流、物流（如生物樣本）、資金流、數據流，已有方案"),
            Some("人流、物流（如生物樣本）、資金流、數據流")
        );
        assert_eq!(
            marked("以兩紐、三帶（兩紐、三帶）劃分，即河套樞紐、洲頭樞紐"),
            Some("河套樞紐、洲頭樞紐")
        );
        assert_eq!(marked("西橋明年竣工。"), None);
    }
}
