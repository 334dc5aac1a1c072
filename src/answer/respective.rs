//! Figures that are given to several things in turn: 甲和乙分別有164家和231家,
//! "164 and 231 in 2022 and 2023 respectively". Each has its own.

use std::ops::Range;

use crate::question::years;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::normalize::{Folded, fold};
use crate::text::span::overlap;

/// Words after the things and before their figures, folded.
const AFTER_THINGS: &[&str] = &["分别", "依次"];

/// The word before things in their order.
const IN_ORDER: &str = "依次";

/// Words after both.
const AFTER_BOTH: &[&str] = &["respectively"];

/// What parts the things, folded.
const AND: &[&str] = &["、", "以及", "及", "和", "与", ",", " and "];

/// A thing has to share so many characters with the question to be asked about.
const SHARED: usize = 2;

/// The figure of `sentence` that is of the thing that `question` names, where
/// several things have theirs in turn and `span` is one of theirs; `None`
/// where that cannot be told. All are bytes of `sentence`.
pub(super) fn own(sentence: &str, span: &Range<usize>, question: &str) -> Option<Range<usize>> {
    if let Some(place) = in_order(sentence, span, question) {
        return Some(place);
    }
    let folded = fold(sentence);
    let text = folded.to_string();
    let (things, amounts) = in_turn(&text, &folded, sentence)?;
    amounts.iter().find(|amount| overlap(amount, span))?;
    let asked = asked(&things, &fold(question).to_string())?;
    amounts.get(asked).cloned()
}

/// What of `sentence` stands at the place that `question` asks about in a list in order, 依次為甲、
/// 乙及丙, which `span` is in.
fn in_order(sentence: &str, span: &Range<usize>, question: &str) -> Option<Range<usize>> {
    let mut ranks = figures(question).into_iter().filter(|figure| figure.unit == Unit::Rank);
    let (rank, other) = (ranks.next()?, ranks.next());
    // 第二名 and 排第二, and not 第二期.
    let (before, behind) = (&question[..rank.span.start], &question[rank.span.end..]);
    let is_place = behind.starts_with(['名', '位']) || before.ends_with(['排', '列']);
    if !is_place && !question.contains("rank") {
        return None;
    }
    let begins = sentence.match_indices(IN_ORDER).map(|(at, word)| at + word.len());
    let start = begins.filter(|at| *at <= span.start).last().filter(|_| other.is_none())?;
    // 第二至四位依次為 begins with the second.
    let clause = sentence[..start].rfind(['，', '；', '。']).unwrap_or(0);
    if sentence[clause..start].contains('第') {
        return None;
    }
    let list = sentence[start..].trim_start_matches(['為', '为', '是']);
    let start = sentence.len() - list.len();
    let end = list.find(['，', '。', '；']).unwrap_or(list.len());
    let mut things: Vec<Range<usize>> = Vec::new();
    // 和 stands in names too: only the last of the parts may be two.
    let (first, last) = list[..end].rsplit_once('、')?;
    let two = ['及', '和', '與', '与'].into_iter().find_map(|and| last.split_once(and));
    let ends = two.map_or([last, ""], |(one, other)| [one, other]);
    for part in first.split('、').chain(ends).filter(|part| !part.is_empty()) {
        let from = things.last().map_or(start, |last| last.end);
        let at = from + sentence[from..].find(part)?;
        things.push(at..at + part.len());
    }
    let is_in = start <= span.start && span.end <= start + end && things.len() > 1;
    let place =
        (0_u8..).zip(&things).find(|(at, _)| (f64::from(*at) + 1.0 - rank.value).abs() < 0.5);
    place.filter(|_| is_in).map(|(_, thing)| thing.clone())
}

/// The things, folded, and their figures as bytes of `sentence`; as many of
/// one as of the other.
fn in_turn(
    text: &str,
    folded: &Folded,
    sentence: &str,
) -> Option<(Vec<String>, Vec<Range<usize>>)> {
    let find = |words: &[&str]| {
        words.iter().find_map(|word| text.find(word).map(|at| (at, at + word.len())))
    };
    if let Some((at, end)) = find(AFTER_THINGS) {
        let rest = folded.origin_of_bytes(&(end..text.len()));
        let amounts = alike(&sentence[rest.clone()], rest.start);
        let things = last(&text[..at], amounts.len()).or_else(|| {
            // 依次為甲、乙及丙，獲撥款…
            let things = fold(&sentence[rest.start..amounts.first()?.start]).to_string();
            let (things, _) = things.rsplit_once(',')?;
            last(things.trim_start_matches(['为', '是']), amounts.len())
        });
        return Some((things?, amounts));
    }
    let (at, _) = find(AFTER_BOTH)?;
    let before = folded.origin_of_bytes(&(0..at));
    let amounts = alike(&sentence[before], 0);
    Some((last(&text[..at], amounts.len())?, amounts))
}

/// The first figures of `text` that count the same, two or more in a row, as
/// bytes from `offset` on.
fn alike(text: &str, offset: usize) -> Vec<Range<usize>> {
    let found = figures(text);
    let is_year = |figure: &Figure| !years(&text[figure.span.clone()]).is_empty();
    let counts = |figure: &&Figure| !figure.unit.is_date_part() && !is_year(figure);
    let found: Vec<&Figure> = found.iter().filter(counts).collect();
    let groups = found.chunk_by(|one, next| {
        let between = &text[one.span.end..next.span.start];
        (one.unit == Unit::Plain || one.unit.is_comparable(&next.unit))
            && between.chars().count() <= 12
    });
    let group = groups.into_iter().find(|group| group.len() > 1).unwrap_or_default();
    group.iter().map(|figure| figure.span.start + offset..figure.span.end + offset).collect()
}

/// The last `count` things of a list that ends `text`.
fn last(text: &str, count: usize) -> Option<Vec<String>> {
    let mut parts: Vec<&str> = vec![text.trim_end_matches([' ', ','])];
    while let Some((before, after)) = parts.last().and_then(|rest| {
        AND.iter().filter_map(|and| rest.rsplit_once(and)).max_by_key(|(before, _)| before.len())
    }) {
        parts.pop();
        parts.extend([after, before]);
        if parts.len() == count {
            break;
        }
    }
    if count < 2 || parts.len() != count {
        return None;
    }
    Some(parts.into_iter().rev().map(|part| part.trim().to_owned()).collect())
}

/// Which of `things` is asked about: the one whose end is said in `question`,
/// by more characters than of any other.
fn asked(things: &[String], question: &str) -> Option<usize> {
    let shared = |thing: &String| {
        let ends = thing.char_indices().map(|(at, _)| &thing[at..]);
        ends.map(|end| if question.contains(end) { end.chars().count() } else { 0 }).max()
    };
    let shared: Vec<usize> = things.iter().map(|thing| shared(thing).unwrap_or_default()).collect();
    let most = *shared.iter().max()?;
    let mut of_most = shared.iter().enumerate().filter(|(_, count)| **count == most);
    let (asked, _) = of_most.next()?;
    (most >= SHARED && of_most.next().is_none()).then_some(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(sentence: &str, span: &str, question: &str) -> Option<String> {
        let start = sentence.find(span).expect("the span is there");
        let own = own(sentence, &(start..start + span.len()), question)?;
        Some(sentence[own].to_owned())
    }

    #[test]
    fn each_thing_has_its_own_figure() {
        let years = "2022年及2023年分別有164家和231家企業落戶。";
        assert_eq!(said(years, "231家", "2022年有幾多家？").as_deref(), Some("164家"));
        assert_eq!(said(years, "164家", "2023年有多少家").as_deref(), Some("231家"));
        assert_eq!(said(years, "164家", "有多少家").as_deref(), None);
        let three = "去年科學園、數碼港和生產力局分別批出12宗、30宗和7宗申請。";
        assert_eq!(said(three, "12宗", "数码港批了多少宗").as_deref(), Some("30宗"));
        let english = "The hub admitted 164 and 231 firms in 2022 and 2023 respectively.";
        assert_eq!(said(english, "164", "How many firms in 2023?").as_deref(), Some("231"));
    }

    #[test]
    fn an_order_gives_each_thing_its_place_and_its_figure() {
        let order = "指數首三位依次為三藩市、深圳及倫敦，香港排第六。";
        assert_eq!(said(order, "深圳及倫敦", "邊個城市排第一？").as_deref(), Some("三藩市"));
        assert_eq!(said(order, "深圳及倫敦", "第三位是哪個城市？").as_deref(), Some("倫敦"));
        assert_eq!(said(order, "香港", "邊個城市排第一？"), None);
        let later = "香港排名第一，第二至四位依次為新加坡、瑞士及丹麥。";
        assert_eq!(said(later, "新加坡", "邊個國家排第二？"), None);
        let phase = "第二期重點依次為交通、房屋及醫療。";
        assert_eq!(said(phase, "交通、房屋及醫療", "第二期的重點是甚麼？"), None);
        let names = "人口排名依次為中華人民共和國、美國及印尼。";
        let first = said(names, "美國", "邊個國家人口排第一？");
        assert_eq!(first.as_deref(), Some("中華人民共和國"));
        let funded = "三項依次為量子傳感、碳捕集及合成生物，獲撥款1.8億元、1.2億元及6,000萬元。";
        assert_eq!(said(funded, "1.8億元", "碳捕集獲撥款幾多？").as_deref(), Some("1.2億元"));
        assert_eq!(said(funded, "1.8億元", "合成生物獲撥款多少？").as_deref(), Some("6,000萬元"));
    }

    #[test]
    fn what_is_not_given_in_turn_is_left() {
        let plain = "2022年有164家，2023年有231家。";
        assert_eq!(said(plain, "231家", "2022年有幾多家？"), None);
        let unequal = "甲、乙、丙分別有164家和231家。";
        assert_eq!(said(unequal, "231家", "甲有幾多家？"), None);
    }
}
