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
    Some(Wanted { about: words.join(" "), of_document, section, called })
}

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
        assert_eq!(about("局長講咗咩？"), None);
        assert_eq!(about("河套有幾多間公司？"), None);
        assert_eq!(
            about("What does the summary table say about spending in the 2024-25 financial year?"),
            None
        );
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
