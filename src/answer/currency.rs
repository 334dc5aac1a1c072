//! Of which currency an amount in 元 is: Hong Kong's where nothing says otherwise, and of none
//! that may be named on a page of the mainland or beside renminbi.

use crate::text::figure::{Currency, Figure, Unit, figures};
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::sentence::sentences;

/// What names Hong Kong dollars in an amount, folded.
const NAMED: &[&str] = &["港", "hk", "$"];

/// `figure`, which is `printed` in the text `around` it, of a document in `language`: renminbi
/// where its sentence has said so before it, and without a currency where it may be in either.
pub(super) fn in_currency(
    figure: Figure,
    printed: &str,
    around: &str,
    language: Language,
) -> Figure {
    let names = |text: &str| NAMED.iter().any(|name| folded(text).contains(name));
    if figure.unit != Unit::Money(Currency::Hkd) || names(printed) {
        return figure;
    }
    let money = figures(around);
    let mut others = money.iter().filter(|one| one.unit == Unit::Money(Currency::Cny)).peekable();
    let is_mainland = language == Language::SimplifiedChinese;
    if others.peek().is_none() && !is_mainland {
        return figure;
    }
    let of_hong_kong = money
        .iter()
        .any(|one| one.unit == Unit::Money(Currency::Hkd) && names(&around[one.span.clone()]));
    let is_other = is_mainland && !of_hong_kong && follows_renminbi(printed, around);
    let unit = if is_other { Unit::Money(Currency::Cny) } else { Unit::Plain };
    Figure { unit, ..figure }
}

/// Whether each sentence of `around` that has the `printed` amount has an amount in renminbi
/// before it.
fn follows_renminbi(printed: &str, around: &str) -> bool {
    let with = sentences(around).into_iter().map(|sentence| &around[sentence]);
    let mut with =
        with.filter_map(|sentence| Some(&sentence[..sentence.find(printed)?])).peekable();
    let renminbi =
        |before: &str| figures(before).iter().any(|one| one.unit == Unit::Money(Currency::Cny));
    with.peek().is_some() && with.all(renminbi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_yuan_is_of_hong_kong_only_on_its_pages() {
        use Language::{SimplifiedChinese, TraditionalChinese};

        let unit = |printed: &str, around: &str, language| {
            in_currency(figures(printed).remove(0), printed, around, language).unit
        };
        let hkd = Unit::Money(Currency::Hkd);
        let cny = Unit::Money(Currency::Cny);
        assert_eq!(unit("8億元", "撥款8億元", TraditionalChinese), hkd);
        let both = "總投資人民幣20億元，政府撥款8億元";
        assert_eq!(unit("8億元", both, TraditionalChinese), Unit::Plain);
        let mainland = "總投資人民币20亿元，其中市财政出资8亿元";
        assert_eq!(unit("8亿元", mainland, SimplifiedChinese), cny);
        assert_eq!(unit("8亿元", "市财政出资8亿元", SimplifiedChinese), Unit::Plain);
        assert_eq!(unit("8亿港元", mainland, SimplifiedChinese), hkd);
        let behind = "特区政府会拨款30亿元支持园区。深圳市会另外投资人民币20亿元。";
        assert_eq!(unit("30亿元", behind, SimplifiedChinese), Unit::Plain);
        let with = "人民币20亿元，约合22亿港元，出资8亿元";
        assert_eq!(unit("8亿元", with, SimplifiedChinese), Unit::Plain);
    }
}
