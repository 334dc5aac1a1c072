//! The title that a document prints, for one whose title nobody gives.

use chrono::{Datelike, NaiveDate};

use super::{DocumentId, Kind, Metadata, Passage};
use crate::text::list;
use crate::text::plain::line;
use crate::text::script::width;

/// How a sentence, or what leads to something, ends.
const ENDS: [char; 11] = ['。', '！', '？', '：', '」', '；', '.', '!', '?', ':', ';'];

/// The widest entry of a menu, in columns: 申請手續.
const MENU: usize = 16;

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

/// `meta` with the headline of its `passages` for a title, where its title is
/// only the name of its file.
#[must_use]
pub fn printed(meta: Metadata, passages: &[Passage]) -> Metadata {
    if meta.title != of_file(&meta.id) {
        return meta;
    }
    // Below a text, a heading is of a part of the document; a menu may stand above all.
    let above = |one: &&Passage| matches!(one.kind, Kind::Byline | Kind::Caption | Kind::Heading);
    let is_of_menu = |one: &&Passage| one.kind == Kind::Bullet && width(&one.text) <= MENU;
    let below_menu = passages.iter().skip_while(is_of_menu);
    let above = below_menu.take_while(above);
    let headlines =
        above.filter(|one| one.kind == Kind::Heading && one.text.chars().count() <= LONGEST);
    let headlines: Vec<&Passage> = headlines.collect();
    let Some(first) = headlines.first() else {
        // A line by itself that is no sentence may be too long for a heading.
        let first =
            passages.first().filter(|one| one.kind == Kind::Paragraph && !is_path(&one.text));
        let line = first.map(|one| one.text.as_str()).filter(|text| !text.ends_with(ENDS));
        let line = line.filter(|text| text.chars().count() <= LONGEST && passages.len() > 1);
        return line.map_or(meta.clone(), |line| Metadata { title: line.to_owned(), ..meta });
    };
    let tells = |one: &&&Passage| !is_of_body(&one.text) && !is_path(&one.text);
    // A label stands between the name of who publishes and what the page is about.
    let label = headlines.iter().find_map(|one| Some((one, label(&one.text)?)));
    let below = |(at, _): &(&&Passage, &str)| {
        headlines.iter().skip_while(|one| one.ordinal <= at.ordinal).find(tells)
    };
    // Before a label stands who publishes, or else the title: 「政府公布藍圖 — 新聞稿」.
    let is_title =
        |title: &&&Passage| label.is_some_and(|(_, before)| width(&title.text) > width(before));
    let below_label = label.as_ref().and_then(below).filter(is_title);
    let subject = below_label.or_else(|| headlines.iter().find(tells));
    let opens = |one: &Passage| {
        let words = one.text.trim().to_lowercase();
        list::words(FILE, "opening").any(|opening| opening == words)
    };
    let subject = subject.filter(|one| !opens(one));
    Metadata { title: subject.unwrap_or(first).text.clone(), ..meta }
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

/// What stands before the words of `headline` that say what kind of page it is: nothing, or the
/// name of its series or of who publishes it; `None` where it has no such words. 新聞稿,
/// `HONG KONG AT A GLANCE — FACT SHEET No. 27`.
fn label(headline: &str) -> Option<&str> {
    let at = headline.rfind(['─', '—', '–', '|', '｜', '·']);
    let (before, last) = at.map_or(("", headline), |at| headline.split_at(at));
    let last = last.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_label = list::words(FILE, "label").any(|label| {
        let number = last.strip_prefix(label);
        number.is_some_and(|rest| {
            let rest = rest.trim_start().trim_start_matches("no.");
            rest.chars().all(|c| c.is_ascii_digit() || c == ' ')
        })
    });
    is_label.then_some(before)
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
    use crate::corpus::Document;
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
    fn a_menu_and_a_label_are_no_titles() {
        for path in ["Home · Business · Tech", "統計處務 > 人才 > 表 T-14　　下載CSV"]
        {
            assert!(is_path(path), "{path}");
        }
        for label in ["新聞稿", "海港局 ── 演辭及文章", "THE HARBOUR — FACT SHEET No. 27"]
        {
            assert!(super::label(label).is_some(), "{label}");
        }
        for title in [
            "立法會三題：智慧城市",
            "AI · 機械人 · 生物科技：雲海大會三大主題",
            "Fact Sheet: The Harbour Fund",
            "新聞稿的寫法",
            "A > B",
        ] {
            assert!(!is_path(title) && super::label(title).is_none(), "{title}");
        }
        let title = |body: &str| {
            let meta = Catalog::default().metadata(DocumentId::new("a.md"), body);
            let decoded = encoding::decode(body.as_bytes()).expect("decodes");
            let document = Document { meta, body: decoded.text, source: decoded.source };
            printed(document.meta.clone(), &passages(&document)).title
        };
        assert_eq!(
            title(
                "海港中心\n\n新聞稿\n\n中心助百間企業\n\n今日公布年度結果，中心幫助了一百間企業。\n"
            ),
            "中心助百間企業"
        );
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
