//! The title that a document prints, for one whose title nobody gives.

use std::collections::{BTreeSet, HashSet};

use chrono::{Datelike, NaiveDate};

use super::{Document, DocumentId, Kind, Metadata, Passage};
use crate::text::list;
use crate::text::plain::line;
use crate::text::script::{is_closing, is_han, width};
use crate::text::terms::grams;

/// How a sentence, or what leads to something, ends.
const ENDS: [char; 11] = ['。', '！', '？', '：', '」', '；', '.', '!', '?', ':', ';'];

/// The longest title, in characters.
const LONGEST: usize = 120;

/// The name of the file of the document `id` without its last extension: the
/// title where there is no better one.
pub(super) fn of_file(id: &DocumentId) -> String {
    let name = id.as_str().rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Some(line(stem, LONGEST)).filter(|title| !title.is_empty()).unwrap_or_else(|| "?".to_owned())
}

/// The years that pages are of whose file is named after one.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2040;

/// The only year that the name of the file of the document `id` has: 2025 of `lcq-2025.txt`.
pub(super) fn year_of_file(id: &DocumentId) -> Option<i32> {
    let name = id.as_str().rsplit('/').next().unwrap_or_default();
    if let Some(day) = day_of_file(id) {
        return Some(day.year());
    }
    let digits = name.split(|c: char| !c.is_ascii_digit());
    let years = digits.filter(|run| run.len() == 4).filter_map(|run| run.parse().ok());
    let mut years = years.filter(|year| YEARS.contains(year));
    years.next().filter(|_| years.next().is_none())
}

/// The only day that the name of the file of the document `id` has: `20250618-reply.txt`,
/// `reply-2025-06-18.txt`.
pub(super) fn day_of_file(id: &DocumentId) -> Option<NaiveDate> {
    let name = id.as_str().rsplit('/').next().unwrap_or_default();
    // FY2011-12 is a year of accounts.
    if name.to_ascii_lowercase().contains("fy") {
        return None;
    }
    let runs: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).collect();
    let whole = runs.iter().filter(|run| run.len() == 8).map(|run| (*run).to_owned());
    let parted = runs
        .windows(3)
        .filter(|three| three[0].len() == 4 && three[1].len() == 2 && three[2].len() == 2);
    let days = whole.chain(parted.map(<[&str]>::concat));
    let mut days = days.filter_map(|run| NaiveDate::parse_from_str(&run, "%Y%m%d").ok());
    let day = days.next().filter(|day| YEARS.contains(&day.year()))?;
    days.next().is_none().then_some(day)
}

/// What is known of `document`, with the headline of its `passages` for a title where its title
/// is only the name of its file.
#[must_use]
pub fn printed(document: &Document, passages: &[Passage]) -> Metadata {
    let meta = document.meta.clone();
    if meta.title != of_file(&meta.id) {
        return meta;
    }
    let title = headline(&document.body, passages).map(|one| one.text.clone());
    Metadata { title: title.unwrap_or_else(|| meta.title.clone()), ..meta }
}

/// Whether `headline` is marked in `body` as the first heading of its page: `# 標題`,
/// `<h1>標題</h1>`.
fn is_marked(body: &str, headline: &str) -> bool {
    let hashed = |line: &str| line.strip_prefix("# ").is_some_and(|text| text.contains(headline));
    let tagged = |part: &str| part.split("</h1>").next().is_some_and(|h1| h1.contains(headline));
    body.lines().any(hashed) || body.split("<h1").skip(1).any(tagged)
}

/// How many lines above the text of a page may be its headline.
const ABOVE: usize = 12;

/// The first line is no headline where so many times as much of a later one is told in the text,
/// and at least [`FEWEST`]: a pair of Han characters counts 1, a word in Latin letters 2. With 1.5
/// the titles of 336 of the 406 pages of `training/data` are found.
const TIMES: f32 = 1.5;
const FEWEST: usize = 6;
const LATIN: usize = 2;

/// How much of a text is looked at, in passages.
const TEXT: usize = 20;

/// The headline of a page: of the lines above its text the first, unless the text does not speak of
/// that, as of the name of a newspaper or of the kind of page, and speaks of another. What stands
/// below a line that `body` marks as a heading is a part of what that is about.
fn headline<'a>(body: &str, passages: &'a [Passage]) -> Option<&'a Passage> {
    let begins = passages.iter().position(is_prose).unwrap_or(passages.len());
    let (above, text) = passages.split_at(begins);
    let mut lines: Vec<&Passage> = above.iter().filter(|one| is_line(one)).take(ABOVE).collect();
    let first = *lines.first()?;
    lines.retain(|one| !is_of_body(&one.text) && !is_path(&one.text) && !opens(&one.text));
    let text = text.iter().filter(|one| one.kind.is_told()).take(TEXT);
    let told: HashSet<String> = text.flat_map(words).collect();
    let told_of = |one: &Passage| weight(words(one).filter(|word| told.contains(word)));
    let Some((next, others)) = lines.split_first() else { return Some(first) };
    let known = told_of(next);
    let parted = is_parted(&next.text);
    let marked = is_marked(body, &next.text);
    let is_part = |one: &Passage| marked && one.section.contains(&next.text);
    let is_headline = |one: &&&Passage| {
        !one.text.trim_end_matches(is_closing).ends_with(['？', '?']) && !is_part(one)
    };
    // Of those of which as much is told the first.
    let best = others.iter().filter(is_headline).rev().max_by_key(|one| told_of(one));
    let times = if parted && known < FEWEST { 1.0 } else { TIMES };
    #[allow(clippy::cast_precision_loss, reason = "headlines are short")]
    let goes_before = |best: &&&Passage| {
        let own = told_of(best);
        own >= FEWEST && own > known && own as f32 >= times * known as f32
    };
    Some(best.filter(goes_before).unwrap_or(next))
}

/// Whether `headline` is of parts, as the name of who publishes with that of a column.
fn is_parted(headline: &str) -> bool {
    headline.contains(['|', '｜', '─', '—'])
}

/// How much `words` tell.
fn weight(words: impl Iterator<Item = String>) -> usize {
    words.map(|word| if word.is_ascii() { LATIN } else { 1 }).sum()
}

/// Whether `one` is a sentence or more, with which the text of a page begins.
fn is_prose(one: &Passage) -> bool {
    let is_text = matches!(one.kind, Kind::Paragraph | Kind::Bullet);
    let text = one.text.trim_end_matches(is_closing);
    is_text && (text.ends_with(ENDS) || one.text.chars().count() > LONGEST)
}

/// A paragraph of at least so many columns that is no sentence may be a headline.
const WIDE: usize = 40;

/// Whether `one` is a line by itself that is no sentence.
fn is_line(one: &Passage) -> bool {
    let is_kind = match one.kind {
        Kind::Heading | Kind::Caption => true,
        Kind::Paragraph => width(&one.text) >= WIDE,
        _ => false,
    };
    is_kind && !one.text.contains('。') && one.text.chars().count() <= LONGEST
}

/// The pairs of Han characters in `one`, and its longer words in Latin letters, each once.
fn words(one: &Passage) -> impl Iterator<Item = String> {
    let (singles, pairs) = grams(&one.text);
    let is_word = |word: &String| word.len() >= WORD && word.chars().all(char::is_alphabetic);
    let latin = singles.into_iter().filter(move |word| word.is_ascii() && is_word(word));
    let han = pairs.into_iter().filter(|pair| pair.chars().all(is_han));
    latin.chain(han).collect::<BTreeSet<String>>().into_iter()
}

/// The shortest word in Latin letters that tells what a page is about.
const WORD: usize = 4;

/// Whether `headline` is what the first section of a paper is called.
fn opens(headline: &str) -> bool {
    let words = headline.trim().to_lowercase();
    list::words(FILE, "opening").any(|opening| opening == words)
}

/// The fewest places of a site side by side that are its menu, or the way to the page.
const PLACES: usize = 3;

/// The widest place of a menu whose places are parted by dots, in columns.
const PLACE: usize = 24;

/// Whether `headline` is places of a site: `Home | News | Speeches`, `統計 > 人才 > 表T-14`.
fn is_path(headline: &str) -> bool {
    let places = |marks: &[char]| {
        let parts = headline.split(marks).filter(|part| part.contains(char::is_alphanumeric));
        parts.map(|part| width(part.trim())).collect::<Vec<_>>()
    };
    let dotted = places(&['·']);
    places(&['|', '｜', '>', '›', '»']).len() >= PLACES
        || dotted.len() >= PLACES && dotted.iter().all(|width| *width <= PLACE)
}

/// Whether `headline` is the name of a body that a paper is for, which says nothing of what the
/// paper is about: 「立法會財務委員會」, "Panel on Economic Development".
fn is_of_body(headline: &str) -> bool {
    let headline = headline.trim().to_lowercase();
    let of = |kind| list::words(FILE, kind);
    let of_council = || of("council").any(|council| headline.starts_with(council));
    of("committee").chain(of("council")).any(|name| headline == name)
        || of("panel").any(|words| headline.starts_with(words))
        || of_council()
            && (of("panel").any(|words| headline.contains(words))
                || of("ends").any(|end| headline.ends_with(end)))
}

/// The names of bodies that papers are for, and what their first section is called.
const FILE: &str = include_str!("title.tsv");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::catalog::Catalog;
    use crate::corpus::encoding;
    use crate::corpus::passage::passages;

    #[test]
    fn the_name_of_a_file_may_have_its_day() {
        let day = |name: &str| day_of_file(&DocumentId::new(name)).map(|day| day.to_string());
        for name in ["a/20250618-reply.txt", "reply-2025-06-18.txt", "lcq20250618_e.html"] {
            assert_eq!(day(name).as_deref(), Some("2025-06-18"), "{name}");
        }
        for name in [
            "20259999.txt",
            "lcq-1630.txt",
            "20250618-20250619.txt",
            "2025-06.txt",
            "FY2011-12-05.txt",
        ] {
            assert_eq!(day(name), None, "{name}");
        }
        let year = |name: &str| year_of_file(&DocumentId::new(name));
        assert_eq!((year("lcq20250618.txt"), year("lcq-2025.txt")), (Some(2025), Some(2025)));
        assert_eq!((year("lcq-1630.txt"), year("vision-2050.txt")), (None, None));
    }

    #[test]
    fn what_the_text_does_not_speak_of_is_no_title() {
        for path in ["Home · Business · Tech", "統計處務 > 人才 > 表 T-14　　下載CSV"]
        {
            assert!(is_path(path), "{path}");
        }
        for title in [
            "立法會三題：智慧城市",
            "AI · 機械人 · 生物科技：雲海大會三大主題",
            "Fact Sheet: The Harbour Fund",
            "新聞稿的寫法",
            "A > B",
        ] {
            assert!(!is_path(title), "{title}");
        }
        let title = |body: &str| {
            let meta = Catalog::default().metadata(DocumentId::new("a.md"), body);
            let decoded = encoding::decode(body.as_bytes()).expect("decodes");
            let document = Document { meta, body: decoded.text, source: decoded.source };
            printed(&document, &passages(&document)).title
        };
        let text = "今日公布年度結果，中心幫助了一百間企業轉型升級。";
        for above in ["海港中心\n\n新聞稿", "海港日報 · 財經", "討論文件", "立法會財務委員會"]
        {
            let page = format!("{above}\n\n中心助百間企業轉型升級\n\n{text}\n");
            assert_eq!(title(&page), "中心助百間企業轉型升級", "{above}");
        }
        let marked = "# 海港\n\n## 海港中心助百間企業轉型升級\n\n海港中心助百間企業轉型升級。\n";
        assert_eq!(title(marked), "海港");
        let questions =
            "海港中心常見問題\n\n問1：中心幫助哪些企業轉型升級？\n\n中心幫助企業轉型升級。\n";
        assert_eq!(title(questions), "海港中心常見問題");
        let text =
            "政府公布月灣創科藍圖 — 新聞稿\n\n三大方向\n\n政府今日公布藍圖，涵蓋三個方向。\n";
        assert_eq!(title(text), "政府公布月灣創科藍圖 — 新聞稿");
    }

    #[test]
    fn the_body_that_a_paper_is_for_is_not_what_it_is_about() {
        for body in [
            "Panel on Information Technology and Broadcasting",
            "Legislative Council Panel on Technology",
            "立法會財務委員會",
            "LEGISLATIVE COUNCIL PANEL ON TECHNOLOGY",
        ] {
            assert!(is_of_body(body), "{body}");
        }
        for title in [
            "Progress of the Smart District Fund",
            "立法會三題：智慧城市",
            "委員會通過8億元撥款",
            "Establishment of the AI Steering Committee",
        ] {
            assert!(!is_of_body(title), "{title}");
        }
    }
}
