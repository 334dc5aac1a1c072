//! A reply: what is said, notes beside it, then its sources.

use super::pack::{cut, pack};
use super::{LONGEST, emphasised, escape, source};
use crate::answer::{Answer, Claim, Reply};
use crate::locale::Locale;
use crate::store::Length;

/// The most of a claim that one block takes.
const CLAIM: usize = LONGEST / 4;

/// The reply in one message or more, each valid by itself. `offers` says
/// whether questions are offered under it.
pub fn answer(reply: &Reply, length: Length, offers: bool) -> Vec<String> {
    let locale = Locale::of(reply.language);
    let mut blocks: Vec<String> = match &reply.answer {
        Answer::Answered(grounded) => {
            grounded.claims().iter().flat_map(|claim| said(claim, locale)).collect()
        }
        Answer::Nearest(_) => vec![format!("🔍 <b>{}</b>", escape(&locale.text("nearest")))],
        Answer::Abstained => vec![format!("📭 <b>{}</b>", escape(&locale.text("abstained")))],
    };
    let possible = reply.citations().iter().any(|citation| citation.possible().is_some());
    let possible = possible.then(|| locale.text("nearest-possible"));
    let notes = possible.into_iter().chain(reply.notes.iter().map(|note| note.say(locale)));
    let notes = notes.map(|note| format!("<i>{}</i>", escape(&note)));
    blocks.push(notes.collect::<Vec<_>>().join("\n"));
    for citation in reply.citations() {
        blocks.extend(source::blocks(citation, reply.claims(), locale, length));
    }
    if offers {
        blocks.push(escape(&locale.text("offers")));
    }
    pack(blocks, "\n\n")
}

/// A claim with its marks, and before it its day where a newer one says
/// otherwise; a long one in several blocks, the marks on the last.
fn said(claim: &Claim, locale: &Locale) -> Vec<String> {
    let day = claim.as_of.map(|day| escape(&locale.as_of(day))).unwrap_or_default();
    let marks: String = claim.citations.iter().map(|number| format!(" [{number}]")).collect();
    let pieces = cut(&claim.text, CLAIM);
    let last = pieces.len().saturating_sub(1);
    let block = |(at, piece): (usize, &std::ops::Range<usize>)| {
        let within = claim
            .highlight
            .iter()
            .filter(|bold| piece.start <= bold.start && bold.end <= piece.end)
            .map(|bold| bold.start - piece.start..bold.end - piece.start);
        let marks = if at == last { marks.as_str() } else { "" };
        let day = if at == 0 { day.as_str() } else { "" };
        format!("{day}{}{marks}", emphasised(&claim.text[piece.clone()], within))
    };
    pieces.iter().enumerate().map(block).collect()
}
