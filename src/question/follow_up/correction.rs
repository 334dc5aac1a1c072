//! A question that corrects what was understood before it: 唔係，我係問舊年.

use super::asked::Asked;
use crate::question::lexicon::{CORRECTION, MEANT};
use crate::question::query::Query;
use crate::text::script::is_han;

/// What `question` asks instead of what was understood; as it is asked by itself where it asks by
/// nothing else: 舊年呢？ of 唔係，我係問舊年. `None` where it corrects nothing.
pub(super) fn corrected(question: &Query) -> Option<Query> {
    let asked = Asked::new(question.text());
    let longest = |words: &[&'static str], at: usize| {
        words.iter().filter_map(|word| asked.word_at(word, at)).map(|word| word.end).max()
    };
    let next = |at: usize| {
        let mark = |c: &&char| !c.is_alphanumeric();
        at + asked.chars()[at..].iter().take_while(mark).count()
    };
    let mut at = next(0);
    while let Some(end) = longest(&CORRECTION, at) {
        at = next(end);
    }
    let begins = next(longest(&MEANT, at)?);
    let said = asked.said(begins..asked.chars().len());
    let said = said.trim_end_matches(|c: char| !c.is_alphanumeric());
    let text = match (Asked::new(said).asks(), said.chars().any(is_han)) {
        (true, _) => said.to_owned(),
        (false, true) => format!("{}呢？", said.trim_end_matches('呢')),
        (false, false) => format!("what about {said}?"),
    };
    let meant: Query = text.parse().ok().filter(|_| !said.is_empty())?;
    Some(meant.asked_on(question.today()).in_language(question.language()))
}
