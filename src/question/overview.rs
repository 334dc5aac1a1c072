//! Whether a question asks for an overview of a document, and of which.

use std::ops::Range;
use std::sync::LazyLock;

use super::asking;
use super::follow_up;
use super::lexicon::OPENINGS;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::list;
use crate::text::normalize::fold;
use crate::text::whole::contains;

const FILE: &str = include_str!("lexicon/overview.tsv");

type Words = LazyLock<Vec<&'static str>>;

static ASKS: Words = LazyLock::new(|| list::words(FILE, "asks").collect());
static SAYS: Words = LazyLock::new(|| list::words(FILE, "says").collect());
static DOCUMENT: Words = LazyLock::new(|| list::words(FILE, "document").collect());
static COUNTS: Words = LazyLock::new(|| list::words(FILE, "counts").collect());
static SECTION: Words = LazyLock::new(|| list::words(FILE, "section").collect());
static INTRODUCES: Words = LazyLock::new(|| list::words(FILE, "introduces").collect());
static NEWEST: Words = LazyLock::new(|| list::words(FILE, "newest").collect());
static NUMBER: Words = LazyLock::new(|| list::words(FILE, "number").collect());

/// What documents are called, each kind by its words.
static KINDS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let of = |kind| list::words(FILE, kind).collect();
    ["speech", "paper", "reply"].map(of).into()
});

/// A question that is longer than this asks for something in particular.
const LONGEST: usize = 60;

/// What an overview is asked of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The words that say of which document; none where it is the only one or the one
    /// just spoken of.
    pub about: String,
    /// Whether it is called a document.
    pub of_document: bool,
    /// Whether it is the newest document.
    pub newest: bool,
    /// The place of the section that is asked for, from one on: 總結第五項.
    pub section: Option<usize>,
    /// The words for the kind of document that is named: of a speech 致辭 and "remarks" too.
    called: Vec<&'static str>,
}

impl Wanted {
    /// Whether a document that begins with the folded `words` is of the kind that is named;
    /// true where none is.
    pub fn may_be(&self, words: &str) -> bool {
        self.called.is_empty() || self.called.iter().any(|word| contains(words, word))
    }
}

/// What `text` asks for an overview of; `None` where it asks for something else.
pub fn read(text: &str) -> Option<Wanted> {
    let folded = fold(text).to_string();
    if folded.chars().count() > LONGEST {
        return None;
    }
    let stands = |word: &&&str| contains(&folded, word);
    let section = section(&folded);
    let of_document = DOCUMENT.iter().any(|word| stands(&word));
    let says = SAYS.iter().filter(|_| of_document || section.is_some());
    let rest = match &section {
        Some((_, range)) => format!("{} {}", &folded[..range.start], &folded[range.end..]),
        None => folded.clone(),
    };
    let asks = ASKS.iter().chain(says).filter(stands).max_by_key(|word| word.len());
    // 第六項呢？ asks for nothing else.
    let alone = section.is_some() && follow_up::says_nothing(&rest);
    let asks = asks.or(alone.then_some(&""))?;
    let rest = if asks.is_empty() { String::new() } else { rest.replace(asks, " ") };
    let without = |rest: String, word: &&str| rest.replace(word, " ");
    let rest = ASKS.iter().fold(rest, without);
    let newest = of_document && NEWEST.iter().any(|word| contains(&rest, word));
    let rest = if newest { NEWEST.iter().fold(rest, without) } else { rest };
    let rest = DOCUMENT.iter().rev().chain(&*COUNTS).fold(rest, without);
    let rest = OPENINGS.iter().fold(rest, |rest, word| {
        rest.trim_start().strip_prefix(word).map_or(rest.clone(), str::to_owned)
    });
    let content = asking::read(&rest).content;
    let about: String =
        rest.chars().zip(content).map(|(c, content)| if content { c } else { ' ' }).collect();
    let words = about.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| word.chars().nth(1).is_some()).collect();
    let section = section.map(|(place, _)| place);
    let named = KINDS.iter().filter(|words| words.iter().any(|word| contains(&folded, word)));
    let called = named.flatten().copied().collect();
    Some(Wanted { about: words.join(" "), of_document, newest, section, called })
}

/// The thing that `text` wants to be told about, and nothing of it, as bytes of `text`: 河套 of
/// 介紹一下河套, of 概括河套 and of 河套. `None` where it asks for something: 河套的面積, 面積.
pub fn thing(text: &str) -> Option<Range<usize>> {
    let folded = fold(text);
    let flat = folded.to_string();
    let start = lead(&flat).map_or(0, |lead| lead.end);
    let is_mark = |c: char| !c.is_alphanumeric() && c != '+';
    let rest = flat[start..].trim_start_matches(is_mark);
    let rest = ARTICLES.iter().find_map(|one| rest.strip_prefix(one)).unwrap_or(rest);
    let begin = flat.len() - rest.len();
    let rest = rest.trim_end_matches(|c: char| is_mark(c) || c == '吧');
    let is_thing = rest.contains(char::is_alphabetic) && follow_up::is_thing(rest);
    is_thing.then(|| folded.origin_of_bytes(&(begin..begin + rest.len())))
}

/// The folded words, as bytes, that want to be told about what follows them: nothing before
/// them says what that is.
fn lead(flat: &str) -> Option<Range<usize>> {
    let leads = |word: &&str| {
        let at = flat.find(*word)?;
        let content = asking::read(&flat[..at]).content;
        let mut told = content.into_iter().zip(flat.chars());
        (!told.any(|(content, c)| content && c.is_alphanumeric())).then(|| at..at + word.len())
    };
    INTRODUCES.iter().chain(&*ASKS).filter_map(leads).max_by_key(|lead| lead.end)
}

/// Where in `text` the words begin that want to be told about a thing, whatever stands before
/// them: 介紹 of 用中文介紹河套.
pub(super) fn introduces_at(text: &str) -> Option<usize> {
    let folded = fold(text);
    let flat = folded.to_string();
    let at = INTRODUCES.iter().filter_map(|word| flat.find(*word)).min()?;
    let chars = flat[..at].chars().count();
    Some(folded.origin(chars..chars + 1).start)
}

/// Before a name in English.
const ARTICLES: [&str; 3] = ["the ", "a ", "an "];

/// Whether the figure after `folded` is the number of one thing among others: "no. 7".
pub fn is_number_of_one(folded: &str) -> bool {
    let before = folded.trim_end();
    NUMBER.iter().any(|word| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

/// The place of the section that `folded` names, with its bytes: 第五項, "section 5",
/// "the fifth point".
fn section(folded: &str) -> Option<(usize, Range<usize>)> {
    let read = |figure: Figure| {
        let (before, after) = (&folded[..figure.span.start], &folded[figure.span.end..]);
        let word = SECTION.iter().find(|word| after.trim_start().starts_with(**word));
        let end = word.map(|word| folded.len() - after.trim_start().len() + word.len());
        let range = match (end, SECTION.iter().find(|word| before.trim_end().ends_with(**word))) {
            (Some(end), _) if figure.unit == Unit::Rank => figure.span.start..end,
            (_, Some(word)) => before.trim_end().len() - word.len()..figure.span.end,
            _ => return None,
        };
        Some((PLACES.into_iter().find(|place| whole(figure.value, *place))?, range))
    };
    figures(folded).into_iter().find_map(read)
}

/// The places that sections have.
const PLACES: Range<usize> = 1..100;

/// Whether `value` is the number `place`.
fn whole(value: f64, place: usize) -> bool {
    u32::try_from(place).is_ok_and(|place| (value - f64::from(place)).abs() < f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overview_is_told_from_a_question() {
        let about = |text: &str| read(text).map(|wanted| wanted.about);
        assert_eq!(about("總結呢篇文件").as_deref(), Some(""));
        assert_eq!(about("總結呢份新聞稿").as_deref(), Some(""));
        assert_eq!(about("Summarise this article").as_deref(), Some(""));
        assert_eq!(about("概括創科局回顧").as_deref(), Some("创科局回顾"));
        assert_eq!(about("呢份報告講咩？").as_deref(), Some(""));
        for reply in ["總結周慧珍議員嘅書面答覆", "总结周慧珍议员的书面答复"]
        {
            assert!(read(reply).is_some_and(|wanted| wanted.of_document), "{reply}");
        }
        assert!(
            read("最新嘅文件講咩").is_some_and(|wanted| wanted.newest && wanted.about.is_empty())
        );
        assert_eq!(about("What's this page about?").as_deref(), Some(""));
        assert_eq!(about("局長講咗咩？"), None);
        assert_eq!(about("河套有幾多間公司？"), None);
        assert_eq!(
            about("What does the summary table say about spending in the 2024-25 financial year?"),
            None
        );
    }

    #[test]
    fn a_thing_is_told_from_what_is_asked_of_it() {
        let about = |text: &str| thing(text).map(|range| text[range].to_owned());
        for text in ["介紹一下數碼灣", "請介紹數碼灣", "想了解數碼灣", "講下數碼灣吧", "數碼灣？"]
        {
            assert_eq!(about(text).as_deref(), Some("數碼灣"), "{text}");
        }
        for text in
            ["Tell me about the Flint Fund", "What do you know about Flint Fund?", "Flint Fund"]
        {
            assert_eq!(about(text).as_deref(), Some("Flint Fund"), "{text}");
        }
        for text in [
            "介紹會幾時舉行？",
            "數碼灣的面積",
            "申請上限",
            "數碼灣有幾多間公司",
            "想知道點樣申請",
            "Tell me about the size of the Flint Fund",
            "How big is the Flint Fund?",
            "局長介紹了甚麼",
        ] {
            assert_eq!(about(text), None, "{text}");
        }
    }

    #[test]
    fn a_section_is_told_by_its_place() {
        let wanted = |text: &str| read(text).map(|wanted| (wanted.section, wanted.about));
        for text in
            ["總結第五項", "第五項講咩？", "Summarise section 5", "summary of the fifth point"]
        {
            assert_eq!(wanted(text), Some((Some(5), String::new())), "{text}");
        }
        assert_eq!(wanted("總結創科局回顧第3部分"), Some((Some(3), String::from("创科局回顾"))));
        assert_eq!(wanted("第三輪資助幾多個項目？"), None);
        assert_eq!(wanted("第五項幾時公布？"), None);
    }
}
