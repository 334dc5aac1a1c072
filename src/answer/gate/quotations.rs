//! What a claim puts in quotation marks stands so in a sentence that it cites.

use super::{Failure, Premise};
use crate::corpus::glossary::Glossary;
use crate::text::normalize::folded;
use crate::text::script::is_blank;

/// Marks that open and close a quotation or a title.
const PAIRS: &[(char, char)] =
    &[('「', '」'), ('『', '』'), ('《', '》'), ('〈', '〉'), ('“', '”'), ('"', '"'), ('‘', '’')];

/// Fails for words in quotation marks that no premise has, as they are or as the
/// glossary's other name of the same.
pub(super) fn check(
    claim: &str,
    premises: &[&Premise],
    glossary: &Glossary,
) -> Result<(), Failure> {
    let has = |words: &str| {
        let form = tight(words);
        let printed = |premise: &&Premise| tight(&premise.all_folded()).contains(&form);
        form.is_empty() || premises.iter().any(printed) || has_name(&form, premises, glossary)
    };
    let unknown = quoted(claim).into_iter().find(|words| !has(words));
    unknown.map_or(Ok(()), |words| Err(Failure::Quotation(words.to_owned())))
}

fn has_name(form: &str, premises: &[&Premise], glossary: &Glossary) -> bool {
    let named =
        glossary.entries().iter().filter(|entry| entry.forms.iter().any(|one| tight(one) == form));
    let mut forms = named.flat_map(|entry| &entry.forms);
    forms.any(|one| premises.iter().any(|premise| premise.has(one)))
}

/// `text` folded, letters and digits alone.
fn tight(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What stands between quotation marks in `text`, the outermost; an apostrophe
/// opens nothing.
fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open)) =
        text[at..].char_indices().find(|(_, c)| PAIRS.iter().any(|pair| pair.0 == *c))
    {
        let start = at + start;
        let inside = start + open.len_utf8();
        let close = PAIRS.iter().find(|pair| pair.0 == open).map(|pair| pair.1);
        let end = close.and_then(|close| text[inside..].find(close)).map(|length| inside + length);
        let opens = open != '‘' || text[..start].is_empty() || text[..start].ends_with(is_blank);
        match end.filter(|_| opens) {
            Some(end) => {
                found.push(&text[inside..end]);
                at = end + text[end..].chars().next().map_or(0, char::len_utf8);
            }
            None => at = inside,
        }
    }
    found
}
