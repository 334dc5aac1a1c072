//! Whether a question asks for an overview of a document, and of which.

use std::sync::LazyLock;

use super::asking;
use super::lexicon::OPENINGS;
use crate::text::list;
use crate::text::normalize::fold;
use crate::text::whole::contains;

const FILE: &str = include_str!("lexicon/overview.tsv");

type Words = LazyLock<Vec<&'static str>>;

static ASKS: Words = LazyLock::new(|| list::words(FILE, "asks").collect());
static SAYS: Words = LazyLock::new(|| list::words(FILE, "says").collect());
static DOCUMENT: Words = LazyLock::new(|| list::words(FILE, "document").collect());
static COUNTS: Words = LazyLock::new(|| list::words(FILE, "counts").collect());

/// A question that is longer than this asks for something in particular.
const LONGEST: usize = 60;

/// The words that say of which document `text` asks for an overview, none
/// where it is the only one or the one just spoken of; `None` where it asks for
/// something else.
pub fn read(text: &str) -> Option<String> {
    let folded = fold(text).to_string();
    if folded.chars().count() > LONGEST {
        return None;
    }
    let stands = |word: &&&str| contains(&folded, word);
    let of_document = DOCUMENT.iter().any(|word| stands(&word));
    let says = SAYS.iter().filter(|_| of_document);
    let asks = ASKS.iter().chain(says).filter(stands).max_by_key(|word| word.len())?;
    let rest = folded.replace(asks, " ");
    let without = |rest: String, word: &&str| rest.replace(word, " ");
    let rest = DOCUMENT.iter().rev().chain(&*COUNTS).fold(rest, without);
    let rest = OPENINGS.iter().fold(rest, |rest, word| {
        rest.trim_start().strip_prefix(word).map_or(rest.clone(), str::to_owned)
    });
    let content = asking::read(&rest).content;
    let about: String =
        rest.chars().zip(content).map(|(c, content)| if content { c } else { ' ' }).collect();
    let words = about.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overview_is_told_from_a_question() {
        assert_eq!(read("總結呢篇文件").as_deref(), Some(""));
        assert_eq!(read("Summarise this article").as_deref(), Some(""));
        assert_eq!(read("概括創科局回顧").as_deref(), Some("创科局回顾"));
        assert_eq!(read("呢份報告講咩？").as_deref(), Some(""));
        assert_eq!(read("局長講咗咩？"), None);
        assert_eq!(read("河套有幾多間公司？"), None);
        assert_eq!(
            read("What does the summary table say about spending in the 2024-25 financial year?"),
            None
        );
    }
}
