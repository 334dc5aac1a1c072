//! What the documents have of a text: each sentence, what was found of it, and
//! where.

use super::pack::pack;
use super::{escape, short, source};
use crate::answer::{Finding, Statement, Verification};
use crate::locale::Locale;
use crate::store::Length;

/// The verification in one message or more, each valid by itself.
pub fn verification(verification: &Verification, length: Length) -> Vec<String> {
    let locale = Locale::of(verification.language);
    let statements = verification.statements.iter();
    let mut blocks: Vec<String> =
        statements.flat_map(|one| statement(one, locale, length)).collect();
    if verification.left_out > 0 {
        let count = verification.left_out.into();
        blocks.push(escape(&locale.format("verify-left-out", &[("count", count)])));
    }
    pack(blocks, "\n\n")
}

fn statement(statement: &Statement, locale: &Locale, length: Length) -> Vec<String> {
    let sign = match statement.finding {
        Finding::Verbatim => "✅",
        Finding::Figures => "🔢",
        Finding::Altered => "⚠️",
        Finding::Absent => "❌",
    };
    let said: Vec<String> = statement.say(locale).iter().map(|line| escape(&short(line))).collect();
    let head = format!("{sign} <b>{}</b>\n{}", escape(&short(&statement.text)), said.join("\n"));
    let quotes = statement.citations.iter();
    let quotes = quotes.flat_map(|one| source::blocks(one, &[], locale, length));
    std::iter::once(head).chain(quotes).collect()
}
