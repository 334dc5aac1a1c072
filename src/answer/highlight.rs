//! The words of a sentence that are of the kind asked for.

use std::ops::Range;

use super::{fit, times};
use crate::corpus::glossary::Glossary;
use crate::index::analyzer;
use crate::retrieval::coded::CodedText;
use crate::retrieval::{Asks, Prepared};
use crate::text::figure::{Figure, Unit, figures};
use crate::text::normalize::{fold, folded as folded_text};
use crate::text::script::is_han;
use crate::text::sentence::clauses;

/// The pieces of `sentence` that may be the answer itself; the question's
/// own figures and dates are no answer to it.
pub(super) fn candidates(prepared: &Prepared, sentence: &str) -> Vec<Range<usize>> {
    let question = &prepared.written;
    let asked = figures(question);
    let is_new = |figure: &Figure| {
        let same = |other: &Figure| other.same_amount(figure);
        !asked.iter().any(same)
    };
    let of = |wanted: fn(&Unit) -> bool| -> Vec<Range<usize>> {
        let fitting =
            figures(sentence).into_iter().filter(|figure| wanted(&figure.unit) && is_new(figure));
        fitting.map(|figure| figure.span).collect()
    };
    let asks_length = LENGTHS.iter().any(|word| question.contains(word));
    match prepared.asks {
        Asks::HowMany | Asks::When if asks_length => of(is_duration),
        Asks::HowMany => of(is_amount),
        Asks::Share => of(is_share),
        Asks::Rank => {
            let mut ranks = of(|unit| *unit == Unit::Rank);
            ranks.extend(words(sentence, RANKS));
            ranks
        }
        Asks::When => {
            let mut dates = times::of(prepared, sentence);
            let since = |figure: &Range<usize>| sentence[figure.end..].starts_with('前');
            dates.extend(of(Unit::is_date_part).into_iter().filter(since));
            dates
        }
        _ => Vec::new(),
    }
}

/// Words that tell a place in an order.
const RANKS: &[&str] = &[
    "榜首", "首位", "居首", "之首", "冠軍", "冠军", "亞軍", "亚军", "前三", "前五", "前十", "前列",
];

/// Where `words` stand in `text`.
fn words(text: &str, words: &[&str]) -> Vec<Range<usize>> {
    let found = words.iter().flat_map(|word| text.match_indices(word));
    found.map(|(at, word)| at..at + word.len()).collect()
}

/// The pieces of `text` that are likely the answer itself, to be marked.
pub(super) fn likely(prepared: &Prepared, glossary: &Glossary, text: &str) -> Vec<Range<usize>> {
    let formed = candidates(prepared, text);
    let mut likely = match prepared.asks {
        Asks::Who => tagged(prepared, text, &["nr", "nrt", "nrfg"]),
        Asks::Where => tagged(prepared, text, &["ns", "nt"]),
        Asks::What | Asks::Subject => quoted(prepared, text),
        _ => best_clause(prepared, text, fit::fitting(prepared, glossary, text, formed)),
    };
    likely.sort_by_key(|range| range.start);
    likely.dedup_by(|next, last| next.start < last.end);
    likely
}

/// Of several candidates, those in the clause that has most of the question.
fn best_clause(
    prepared: &Prepared,
    text: &str,
    candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    if candidates.len() < 2 {
        return candidates;
    }
    let coded = CodedText::new(text);
    let clauses = clauses(text);
    let fit = |candidate: &Range<usize>| {
        let clause = clauses.iter().find(|clause| clause.contains(&candidate.start));
        clause.map_or(0.0, |clause| {
            let found = prepared.pattern.find(&coded, coded.within(clause));
            prepared.pattern.coverage(&found).singles
        })
    };
    let best = candidates.iter().map(fit).fold(0.0, f32::max);
    candidates.into_iter().filter(|candidate| fit(candidate) >= best).collect()
}

/// Whether `text` names a person, or a body, that the question does not: a
/// name that the dictionary knows, a transliteration, or a surname before
/// characters that make no word.
pub(super) fn has_person(prepared: &Prepared, text: &str) -> bool {
    let titled = text.as_bytes().windows(2);
    let mut titled =
        titled.filter(|pair| pair[0].is_ascii_uppercase() && pair[1].is_ascii_lowercase());
    if text.contains('·') || titled.next().is_some() {
        return true;
    }
    let flat = folded_text(text);
    let words = analyzer::tagged(&flat);
    let known = words.iter().any(|(word, tag)| {
        PERSONS.contains(tag) && word.chars().nth(1).is_some() && !prepared.written.contains(word)
    });
    let single = |word: &str| word.chars().nth(1).is_none() && word.chars().all(is_han);
    let unknown = words.windows(2).any(|pair| {
        let (first, second) = (pair[0].0, pair[1].0);
        let name = format!("{first}{second}");
        single(first)
            && SURNAMES.contains(first)
            && single(second)
            && !prepared.written.contains(&name)
    });
    known
        || unknown
        || words.windows(FOREIGN).any(|run| run.iter().all(|(word, _)| is_foreign(word)))
}

/// So many characters in a row that make no word are a foreign name.
const FOREIGN: usize = 3;

/// Characters that stand alone in running text.
const ALONE: &str = "的了是在有和与及或也就都被把对于为以而之其等这那从到向会能可要将已最很更还又并但此所该上下中内外前后时年月日人大小多少个不没无做说看去来用给让使着过得应须需一二三四五六七八九十百千万亿两元间家名项条座块份次";

/// Whether `word` is a character that hardly stands alone.
fn is_foreign(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if is_han(c) && !ALONE.contains(c))
}

/// Whether `text` names a body that the question does not, where it says most
/// of what the question does.
pub(super) fn has_body(prepared: &Prepared, text: &str) -> bool {
    let coded = CodedText::new(text);
    let fit = |clause: &Range<usize>| {
        prepared.pattern.coverage(&prepared.pattern.find(&coded, coded.within(clause))).singles
    };
    let clauses = clauses(text);
    let Some((at, best)) =
        clauses.iter().enumerate().max_by(|(_, left), (_, right)| fit(left).total_cmp(&fit(right)))
    else {
        return false;
    };
    let names = |clause: &str| has_person(prepared, clause) || !quoted(prepared, clause).is_empty();
    let unnamed = ["企業", "公司", "機構", "企业", "机构"];
    // 將有龍頭企業建立…: the clause says who, and no name.
    let unnamed = unnamed.iter().any(|word| text[best.clone()].contains(word));
    let before = at.checked_sub(1).filter(|_| !unnamed).map(|before| &clauses[before]);
    names(&text[best.clone()]) || before.is_some_and(|before| names(&text[before.clone()]))
}

/// jieba's tags of persons and bodies.
const PERSONS: &[&str] = &["nr", "nrt", "nrfg", "nt", "nz"];

/// The hundred commonest surnames, folded, and some of Hong Kong's.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤卓霍邝麦简区欧司";

/// Words with one of `tags` that the question does not have.
fn tagged(prepared: &Prepared, text: &str, tags: &[&str]) -> Vec<Range<usize>> {
    let folded = fold(text);
    let flat = folded.to_string();
    let mut found = Vec::new();
    let mut at = 0;
    for (word, tag) in analyzer::tagged(&flat) {
        let end = at + word.chars().count();
        if tags.contains(&tag) && end > at + 1 && !prepared.written.contains(word) {
            found.push(folded.origin(at..end));
        }
        at = end;
    }
    found
}

/// What stands in quotes and not in the question.
fn quoted(prepared: &Prepared, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, character) in text.char_indices() {
        match character {
            '「' | '《' | '“' => open = Some(at),
            '」' | '》' | '”' => {
                let end = at + character.len_utf8();
                found.extend(open.take().map(|start: usize| start..end));
            }
            _ => {}
        }
    }
    let inner = |range: &Range<usize>| {
        let name = text[range.clone()].trim_matches(['「', '」', '《', '》', '“', '”']);
        !prepared.written.contains(&folded_text(name))
    };
    found.retain(inner);
    found
}

/// Whether answers to `asks` can be told by their form.
pub(super) fn has_form(asks: Asks) -> bool {
    matches!(asks, Asks::HowMany | Asks::Share | Asks::Rank | Asks::When)
}

/// Words that ask for a length of time, folded.
const LENGTHS: &[&str] = &[
    "多久",
    "多长时间",
    "多少时间",
    "几年",
    "几个月",
    "几天",
    "几小时",
    "多少年",
    "多少个月",
    "多少天",
    "多少日",
    "多少小时",
    "how long",
    "how many years",
    "how many months",
    "how many days",
];

/// Ranks and times are not amounts of anything.
fn is_amount(unit: &Unit) -> bool {
    *unit != Unit::Rank && !is_duration(unit)
}

fn is_duration(unit: &Unit) -> bool {
    unit.is_date_part() || matches!(unit, Unit::Counted(unit) if TIMES.contains(&unit.as_str()))
}

const TIMES: &[&str] =
    &["个月", "天", "周", "星期", "季", "季度", "小时", "分钟", "秒", "世纪", "年代"];

/// 成 and percent, and the points that a share changes by.
fn is_share(unit: &Unit) -> bool {
    matches!(unit, Unit::Percent) || *unit == Unit::Counted("个百分点".to_owned())
}
