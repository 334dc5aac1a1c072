//! What a span is said of by its sentence or its document: the year, which of several siblings,
//! whose page it is.

use std::collections::HashSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::lexical::ByWords;
use crate::corpus::DocumentId;
use crate::question::AnswerType;
use crate::question::sibling::{Sibling, Which, siblings};
use crate::retrieval::Hit;
use crate::text::date::{Mention, mentions};
use crate::text::normalize::{fold, folded};
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::contains;

/// Whether `sentence`, which was published on `from`, tells a year before `span` or in its
/// clause, and none of `years`.
pub(super) fn is_of_another_year(
    years: &[i32],
    sentence: &str,
    span: &Range<usize>,
    from: Option<NaiveDate>,
) -> bool {
    if years.is_empty() {
        return false;
    }
    let dates = mentions(sentence, from);
    let clause = clauses(sentence).into_iter().find(|clause| clause.contains(&span.start));
    let Some(clause) = clause else { return false };
    // A page of the year that is asked about tells of that year beside 明年 and 去年.
    let is_of_year = from.is_some_and(|day| years.contains(&day.year()));
    let tells = |date: &Mention| {
        let before = date.span.start < clause.end && !overlap(&date.span, span);
        before && date.start.is_some() && !(date.relative && is_of_year)
    };
    let is_asked = |date: &Mention| years.iter().any(|year| date.covers(*year));
    dates.iter().any(tells) && !dates.iter().any(is_asked)
}

/// Whether the last of the siblings of one of `asked` that stand before `span` in `sentence`
/// is another than that. A side may also be told after the span, so a sentence
/// that has the side asked about is left.
pub(super) fn is_of_a_sibling(asked: &[Sibling], sentence: &str, span: &Range<usize>) -> bool {
    if asked.is_empty() {
        return false;
    }
    let flat = fold(sentence);
    let said = siblings(&flat.to_string());
    asked.iter().any(|asked| {
        let before = |one: &&Sibling| flat.origin_of_bytes(&one.range).end <= span.start;
        let mut alike = said.iter().filter(|one| one.is_like(asked));
        let is_there = matches!(asked.which, Which::Side(..))
            && alike.clone().any(|one| one.which == asked.which);
        let last = alike.rfind(before);
        !is_there && last.is_some_and(|last| last.which != asked.which)
    })
}

/// Whether the question, in English, has a proper name that other documents have and whose first
/// word that of a `hit` has not: Lung Ping, of a page on another park. Who holds a post may be asked by
/// another title; a name that many documents have is what they are all about.
pub(super) fn is_named_elsewhere(by: ByWords<'_>, hit: usize) -> bool {
    let (question, hit) = (&by.prepared.question, &by.hits[hit]);
    let is_post = question.answer_type == AnswerType::Who;
    if question.written_in.is_chinese() || hit.foreign || is_post {
        return false;
    }
    let glossary = by.retriever.glossary();
    let mut names = question.proper_names.iter().filter(|name| {
        glossary.find(&name.join(" ")).is_empty() && is_of_few(by, &name.join(" "), hit)
    });
    names.any(|name| !speaks_of(by, hit, name))
}

/// Whether documents other than that of `hit`, but fewer than half of those that were found, have
/// the `name`.
fn is_of_few(by: ByWords<'_>, name: &str, hit: &Hit) -> bool {
    let ids = |hits: &mut dyn Iterator<Item = &Hit>| -> HashSet<DocumentId> {
        hits.map(|hit| hit.passage.document.clone()).collect()
    };
    let all = ids(&mut by.hits.iter());
    let has = |one: &&Hit| contains(&folded(&one.passage.text), name);
    let having = ids(&mut by.hits.iter().filter(has));
    !having.is_empty() && !having.contains(&hit.passage.document) && having.len() * 2 < all.len()
}

/// Whether the document of `hit` has the first word of `name`, or in place of a long name its
/// initials. One that cannot be read is taken to have it.
fn speaks_of(by: ByWords<'_>, hit: &Hit, name: &[String]) -> bool {
    let (index, id) = (by.retriever.index(), &hit.passage.document);
    let Ok(passages) = index.view().passages_of(id) else { return true };
    let about = index.document(id).map(|one| format!("{} {}", one.title, one.name()));
    let text: String =
        about.into_iter().chain(passages.iter().map(|one| one.with_headings(""))).collect();
    let text = folded(&text);
    let initials: String = name.iter().filter_map(|word| word.chars().next()).collect();
    let first = name.first().is_some_and(|word| contains(&text, word));
    first || name.len() > 2 && contains(&text, &initials)
}

/// Whether bytes `span` of `sentence` are a note in brackets that there is a picture.
pub(super) fn is_picture(sentence: &str, span: &Range<usize>) -> bool {
    let (before, after) = (&sentence[..span.start], &sentence[span.end..]);
    sentence[span.clone()].ends_with('圖')
        && before.ends_with(['（', '('])
        && after.starts_with(['）', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_a_picture_is_told_from_words() {
        let is = |text: &str, span: &str| {
            let at = text.find(span).expect("is there");
            is_picture(text, &(at..at + span.len()))
        };
        assert!(is("人工智能超算中心（構想圖）運作暢順", "構想圖"));
        assert!(!is("中心公布構想圖，並招標", "構想圖"));
    }

    #[test]
    fn a_year_and_a_sibling_are_those_of_the_clause() {
        let at = |text: &str, span: &str| {
            let start = text.find(span).expect("is there");
            start..start + span.len()
        };
        let day = NaiveDate::from_ymd_opt(2025, 12, 29);
        let other_year =
            |text: &str, span: &str| is_of_another_year(&[2025], text, &at(text, span), day);
        assert!(other_year("2024年研發開支佔GDP的1.13%", "1.13%"));
        let older = |text: &str, span: &str| {
            let day = NaiveDate::from_ymd_opt(2024, 12, 29);
            is_of_another_year(&[2025], text, &at(text, span), day)
        };
        assert!(older("去年研發開支佔GDP的1.13%", "1.13%"));
        assert!(!other_year("行政總裁章博文表示明年約滿後離任", "章博文"));
        assert!(other_year("開支於2024年增至357億元，佔GDP的比率升至1.13%", "1.13%"));
        assert!(!other_year("今年研發開支佔GDP的1.2%，去年佔1.13%", "1.2%"));
        assert!(!other_year("研發開支佔GDP的1.13%", "1.13%"));

        let other = |asked: &str, text: &str, span: &str| {
            is_of_a_sibling(&siblings(&folded(asked)), text, &at(text, span))
        };
        assert!(other("東橋幾時完工", "其中西橋已動工，目標於明年完成", "明年"));
        assert!(!other("西橋幾時完工", "其中西橋已動工，目標於明年完成", "明年"));
        assert!(!other("東橋幾時完工", "西橋明年完成，東橋則於後年完成", "後年"));
        let sides = "其中六成是內地企業；另有兩成半來自海外，反映海外企業想進軍內地";
        assert!(!other("海外企業的比例", sides, "兩成半"));
        assert!(other("第三輪資助幾多個項目", "前兩輪計劃共資助49個項目", "49個"));
        assert!(other("How many in the third round?", "The first two rounds funded 49.", "49"));
        assert!(other("第三輪資助幾多個項目", "啟動第三輪申請，前兩輪共資助49個項目", "49個"));
        assert!(!other("第三輪資助幾多個項目", "第三輪計劃資助20個項目", "20個"));
    }
}
