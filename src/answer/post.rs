//! Who holds a post: its deputy, the one before and the holder of another post do not.

use std::ops::Range;
use std::sync::LazyLock;

use crate::question::{AnswerType, Question};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::contains;
use crate::text::words::tagged;

const FILE: &str = include_str!("post.tsv");

/// What makes another post of a title behind it, the longest first.
static OTHERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> = list::words(FILE, "other").collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// The last characters of titles in Chinese.
static ENDS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "title").collect());

/// Titles in English.
static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "english").collect());

/// The verbs that ask in English who holds a post, each before what is headed.
static HEADS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "heads").collect());

/// Words that say that somebody heads what is asked about, whatever their own title.
static LED: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "led").collect());

/// Words in which 前 is of a time: 目前, 日前.
pub(super) const OF_TIME: &[char] = &['目', '日', '先', '此', '之'];

/// The posts whose holder is asked for.
#[derive(Debug, Default)]
pub(super) struct Posts {
    /// By title, folded: 主任 of 「管委會主任是誰」.
    titles: Vec<String>,
    /// Whether the holder of a post is asked for, and not that of another one like it.
    of_itself: bool,
    /// The body whose post it is, as the question names it in Chinese, folded: 園區 of
    /// 園區行政總裁係邊個.
    body: Option<String>,
}

impl Posts {
    /// Those that `question` names.
    pub(super) fn asked(question: &Question) -> Self {
        if question.answer_type != AnswerType::Who {
            return Self::default();
        }
        let text = &question.wording.text;
        if !question.written_in.is_chinese() {
            let after = &question.gap.words_after;
            let titles: Vec<String> = english(after).into_iter().collect();
            let heads = HEADS.iter().any(|verb| after.starts_with(&format!("{verb} ")));
            return Self { of_itself: heads || !titles.is_empty(), titles, body: None };
        }
        let sides = [question.gap.words_before.as_str(), question.gap.words_after.as_str()];
        let title = |side: &str| {
            let side = side.trim_end_matches(|c: char| !is_han(c) || "是为的由有".contains(c));
            let (last, tag) = tagged(side).into_iter().next_back()?;
            let last = last.to_owned();
            let is_title = !tag.starts_with('v')
                && last.chars().nth(1).is_some()
                && ENDS.iter().any(|end| last.ends_with(end));
            (is_title && is_itself(text, &last)).then_some(last)
        };
        let titles: Vec<String> = sides.into_iter().filter_map(title).collect();
        let named = titles.first().and_then(|title| Some(&text[..text.find(title)?]));
        Self { of_itself: !titles.is_empty(), body: named.and_then(body), titles }
    }

    /// Whether no post is named.
    pub(super) fn is_of_none(&self) -> bool {
        self.titles.is_empty() && !self.of_itself
    }

    /// Whether `sentence` has one of the posts only as another that is like it, 副主任, or
    /// gives what stands at `span` the title of another, in whatever language.
    pub(super) fn are_others(&self, sentence: &str, span: &Range<usize>) -> bool {
        let flat = folded(sentence);
        let only_as_another =
            |post: &String| flat.contains(post.as_str()) && !is_itself(&flat, post);
        self.titles.iter().any(only_as_another)
            || self.of_itself && has_title_of_another(sentence, span)
            || self.titles.first().is_some_and(|title| self.is_of_another_body(&flat, title))
    }

    /// Whether the folded `sentence` gives `title` only as that of other bodies, which have no
    /// character in common with the one that is asked about.
    fn is_of_another_body(&self, sentence: &str, title: &str) -> bool {
        // One body has several names, in Latin letters or of all the city.
        let any = |body: &str| {
            body.contains(|c: char| c.is_ascii_alphabetic())
                || list::words(FILE, "anybody").any(|word| body.contains(word))
        };
        let Some(asked) = self.body.as_deref().filter(|body| !any(body)) else { return false };
        let mut bodies = sentence.match_indices(title).map(|(at, _)| body(&sentence[..at]));
        let other = |found: Option<String>| {
            let (own, found) = apart(asked, found.as_deref().unwrap_or_default());
            !any(found)
                && !own.is_empty()
                && !found.is_empty()
                && !found.contains(|c| own.contains(c))
        };
        sentence.contains(title) && bodies.all(other)
    }

    /// Whether `text`, which is in Chinese, has none of the posts, where any is asked for in
    /// Chinese.
    pub(super) fn are_missing(&self, text: &str) -> bool {
        let mut in_chinese = self.titles.iter().filter(|post| post.contains(is_han)).peekable();
        in_chinese.peek().is_some() && !in_chinese.any(|post| text.contains(post))
    }
}

/// The body that `before`, which stands before a title, ends in: 星匯數據 of 財團代表、星匯數據行政總裁.
/// A common noun is that of whoever is spoken of: 公司行政總裁.
fn body(before: &str) -> Option<String> {
    let run = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let words = tagged(run);
    let is_noun = |(_, tag): &&(&str, &str)| tag.starts_with(['n', 'x', 'j', 'e']);
    let nouns: Vec<&str> = words.iter().rev().take_while(is_noun).map(|(word, _)| *word).collect();
    (nouns.len() > 1 || words.len() == 1 && nouns.len() == 1 && run.chars().count() > 1)
        .then(|| nouns.into_iter().rev().collect())
}

/// Both bodies without what they end in alike, which is of the title: 行政 of 行政總裁.
fn apart<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    let pairs = one.chars().rev().zip(other.chars().rev());
    let alike: usize =
        pairs.take_while(|(left, right)| left == right).map(|(c, _)| c.len_utf8()).sum();
    (&one[..one.len() - alike], &other[..other.len() - alike])
}

/// The post in "is the director of the institute", which stands behind "who".
fn english(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let begins = matches!(words.get(..2)?, ["is" | "was" | "are" | "were", "the"]);
    let end = words.iter().position(|word| *word == "of").filter(|end| begins && *end > 2)?;
    let post = words[end - 1];
    is_itself(&words[..end].join(" "), post).then(|| post.to_owned())
}

/// Whether what stands at `span` of `sentence` has the title of a deputy, of the one before or
/// the like, and no other: 副主席陳大文, and not 由副司長陳大文主持.
fn has_title_of_another(sentence: &str, span: &Range<usize>) -> bool {
    let text = folded(&sentence[around(sentence, span)]);
    if LED.iter().any(|word| contains(&text, word)) {
        return false;
    }
    let chinese = tagged(&text)
        .into_iter()
        .map(|(word, _)| word)
        .filter(|word| word.chars().nth(1).is_some() && ENDS.iter().any(|end| word.ends_with(end)));
    let english = TITLES.iter().copied().filter(|title| contains(&text, title));
    let of_another = |title: &str| {
        OTHERS.iter().any(|other| title.starts_with(other)) || !is_itself(&text, title)
    };
    let mut titles = chinese.chain(english).peekable();
    titles.peek().is_some() && titles.all(of_another)
}

/// The clauses of `sentence` that `span` is in, with the one behind a name in English, which
/// gives its title: "Amy Lee, deputy director of the institute,".
fn around(sentence: &str, span: &Range<usize>) -> Range<usize> {
    let clauses = clauses(sentence);
    let within = clauses.iter().filter(|clause| overlap(clause, span));
    let start = within.clone().map(|clause| clause.start).min().unwrap_or(span.start);
    let end = within.map(|clause| clause.end).max().unwrap_or(span.end);
    let follows = sentence[span.end..end].trim() == ",";
    let behind = clauses.iter().find(|clause| follows && clause.start == end);
    start..behind.map_or(end, |clause| clause.end)
}

/// Whether `post` stands in the folded `text` by itself once or more.
fn is_itself(text: &str, post: &str) -> bool {
    let is_other = |before: &str| {
        let before = before.trim_end_matches([' ', '-']);
        let of_time = before.strip_suffix('前').is_some_and(|rest| rest.ends_with(OF_TIME));
        let ends = |other: &&str| {
            let rest = before.strip_suffix(*other);
            rest.is_some_and(|rest| !other.is_ascii() || !rest.ends_with(char::is_alphanumeric))
        };
        !of_time && OTHERS.iter().any(ends)
    };
    text.match_indices(post).any(|(at, _)| !is_other(&text[..at]))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    fn posts(question: &str) -> Posts {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let query: Query = question.parse().expect("a question");
        Posts::asked(&Question::read(&query, &glossary))
    }

    /// Whether `sentence` gives `name` the title of another post.
    fn others(asked: &Posts, sentence: &str, name: &str) -> bool {
        let start = sentence.find(name).expect("is there");
        asked.are_others(sentence, &(start..start + name.len()))
    }

    #[test]
    fn a_deputy_holds_another_post() {
        let asked = posts("龍瀾科學城管委會主任是誰？");
        assert!(others(&asked, "管委会副主任祝明川表示", "祝明川"));
        assert!(!others(&asked, "管委会主任陈大文和副主任祝明川出席", "陈大文"));
        assert!(!others(&asked, "目前主任由陈大文出任", "陈大文"));
        assert!(!others(&posts("誰是管委會副主任？"), "管委会副主任祝明川表示", "祝明川"));
        let asked = posts("Who is the director of the institute?");
        assert!(others(&asked, "Deputy Director Amy Lee of the Institute said", "Amy Lee"));
        assert!(others(&asked, "Amy Lee, deputy director of the institute, said", "Amy Lee"));
        assert!(!others(&asked, "Director Amy Lee of the Institute said", "Amy Lee"));
    }

    #[test]
    fn a_deputy_is_one_in_another_language_too() {
        let asked = posts("Who chairs the committee?");
        assert!(others(&asked, "委員會副主席祝明川表示，會繼續跟進", "祝明川"));
        assert!(others(&asked, "委員會前任主席祝明川", "祝明川"));
        assert!(others(&asked, "委員會副主席祝明川主持了會議，並帶領代表團到訪", "祝明川"));
        assert!(!others(&asked, "委員會主席陳大文表示", "陳大文"));
        assert!(!others(&asked, "委員會由財政司副司長陳大文擔任主席", "財政司副司長陳大文"));
        assert!(!others(&asked, "由財政司副司長陳大文領導的委員會", "財政司副司長陳大文"));
        assert!(!others(
            &asked,
            "The Committee is chaired by Deputy Secretary Amy Lee.",
            "Amy Lee"
        ));
        let heads = posts("Who heads the Harbour Institute?");
        assert!(others(
            &heads,
            "Deputy Director Amy Lee led the tour of the Institute.",
            "Amy Lee"
        ));
        let asked = posts("委員會主席係邊個？");
        assert!(others(&asked, "Vice-Chairman Amy Lee said the committee would meet", "Amy Lee"));
        assert!(!others(&posts("邊個話會跟進？"), "副主席祝明川表示會跟進", "祝明川"));
    }

    #[test]
    fn the_post_of_another_body_is_another() {
        let asked = posts("園區行政總裁係邊個？");
        let sentence = "財團代表、星匯數據行政總裁段子謙接受訪問時表示";
        assert!(others(&asked, sentence, "段子謙"));
        assert!(!others(&asked, "沙嶺數據園行政總裁段子謙表示", "段子謙"));
        assert!(!others(&asked, "行政總裁段子謙表示", "段子謙"));
        assert!(!others(&posts("香港行政長官是誰？"), "特區行政長官林志明今日表示", "林志明"));
        let asked = posts("創新科技及工業局局長係邊個？");
        assert!(!others(&asked, "創科局局長陳大文今日表示", "陳大文"));
        assert!(!others(&asked, "局長陳大文今日表示", "陳大文"));
    }

    #[test]
    fn a_post_that_is_not_there_has_no_holder_there() {
        let asked = posts("康嶼生物的總經理係邊個？");
        assert!(asked.are_missing("康屿生物质量总监苗婧"));
        assert!(!asked.are_missing("康屿生物总经理苗婧"));
        assert!(!posts("邊個負責？").are_missing("由创新科技署负责"));
        assert!(!posts("邊個負責管理？").of_itself);
        assert!(!posts("Who will develop the Kai Tak site?").of_itself);
        let asked = posts("Who is the director of the institute?");
        assert!(!others(&asked, "service director lee", "lee"));
    }
}
