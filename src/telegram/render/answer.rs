//! A reply: the answer in a line, notes beside it, then its sources.

use super::pack::{cut, pack};
use super::{LONGEST, emphasised, escape, short, source, units};
use crate::answer::{Answer, Claim, Reply, Short};
use crate::locale::Locale;
use crate::store::Length;

/// The most of a claim that one block takes.
const CLAIM: usize = LONGEST / 4;

/// The reply in one message or more, each valid by itself. `offers` says
/// whether questions are offered under it.
pub fn answer(reply: &Reply, length: Length, offers: bool) -> Vec<String> {
    let locale = Locale::of(reply.language);
    let lead = reply.lead(locale);
    let mut blocks: Vec<String> = match (&reply.answer, lead) {
        (Answer::Answered(_), None) => {
            reply.claims().iter().flat_map(|claim| said(claim, locale)).collect()
        }
        (answer, lead) => {
            let sign = match answer {
                Answer::Answered(_) => "",
                Answer::Nearest(_) => "🔍 ",
                Answer::Abstained => "📭 ",
            };
            vec![format!("{sign}<b>{}</b>", escape(&lead.unwrap_or_default()))]
        }
    };
    let beside = reply.beside(locale, true);
    let beside = beside.iter().map(|note| format!("<i>{}</i>", escape(note)));
    blocks.push(beside.collect::<Vec<_>>().join("\n"));
    blocks.extend(source::all(reply, locale, length));
    if offers {
        blocks.push(escape(&locale.text("offers")));
    }
    pack(blocks, "\n\n")
}

/// `html` under the question that it answers, where there is room for it.
pub(in crate::telegram) fn headed(question: &str, html: &str) -> String {
    let headed = format!("❓ <b>{}</b>\n\n{html}", escape(&short(question)));
    if units(&headed) <= LONGEST { headed } else { html.to_owned() }
}

/// What is said, or may be the answer, without its sources.
pub(in crate::telegram) fn line(reply: &Reply) -> String {
    let locale = Locale::of(reply.language);
    let blocks = match &reply.answer {
        Answer::Answered(_) => {
            let lead = reply.lead(locale).map(|lead| escape(&lead));
            let items = reply.in_short().iter().flat_map(|claim| said(claim, locale));
            lead.into_iter().chain(items).collect()
        }
        Answer::Nearest(_) => match reply.possible() {
            Some(words) if reply.is_unsure() => vec![
                escape(&locale.text("nearest-unsure")),
                format!("<b>{}</b> [1]", escape(&words)),
            ],
            _ => vec![escape(&locale.text("nearest-none"))],
        },
        Answer::Abstained => vec![escape(&locale.text("abstained"))],
    };
    pack(blocks, "\n").into_iter().next().unwrap_or_default()
}

/// A claim in a line with its marks, and before it its day where a newer one
/// says otherwise; all of it where what answers in it is not known.
fn said(claim: &Claim, locale: &Locale) -> Vec<String> {
    let day = claim.as_of.map(|day| escape(&locale.as_of(day))).unwrap_or_default();
    let marks: String = claim.citations.iter().map(|number| format!(" [{number}]")).collect();
    if let Some(Short { text, printed }) = &claim.short {
        let printed = printed.as_ref().map(|words| {
            escape(&locale.format("short-printed", &[("words", words.as_str().into())]))
        });
        let printed = printed.unwrap_or_default();
        return vec![format!("{day}<b>{}</b>{printed}{marks}", escape(text))];
    }
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
