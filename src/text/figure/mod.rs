//! Figures as they are written: 1,400, 一千四百, 六成, 逾60間, 357.72億元,
//! HK$10 billion, 1.13%, 全球第4, 3000PFLOPS, 首三座.
//!
//! [`figures`] reads every figure of a text with its value, unit, qualifier
//! and byte span, so that two ways of writing one amount compare equal.

pub(in crate::text) mod cursor;
mod number;
pub(in crate::text) mod unit;

use std::fmt;
use std::ops::Range;

use super::normalize::{Folded, fold};
use number::Number;
pub use unit::{Currency, Unit};

/// What a writer says about the exactness of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Qualifier {
    /// The figure as it stands.
    #[default]
    Exact,
    /// 約, 大約, about, around.
    About,
    /// 近, 將近, nearly, almost: somewhat less.
    Nearly,
    /// 逾, 超過, 多, more than, over: somewhat more.
    MoreThan,
    /// 至少, 不少於, at least.
    AtLeast,
    /// 最多, 多達, up to.
    AtMost,
}

/// One figure in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The amount in base units: 357.72億 is 35,772,000,000; 六成 is 60 in
    /// [`Unit::Percent`].
    pub value: f64,
    /// What is counted.
    pub unit: Unit,
    /// How exact the writer says it is.
    pub qualifier: Qualifier,
    /// Bytes of the text, qualifier and unit included.
    pub span: Range<usize>,
}

impl Figure {
    /// Whether both state the same amount of the same kind of thing; the
    /// qualifier and the counter word may differ (60間, 60家).
    pub fn same_amount(&self, other: &Self) -> bool {
        let scale = self.value.abs().max(other.value.abs()).max(1.0);
        (self.value - other.value).abs() <= scale * RELATIVE_ERROR
            && self.unit.is_comparable(&other.unit)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} {:?}", self.qualifier, self.value, self.unit)
    }
}

/// Rounding that decimal fractions of 億 pick up in an `f64`, with a margin.
const RELATIVE_ERROR: f64 = 1e-9;

/// Words before a figure that qualify it; folded, longer ones first.
const BEFORE: &[(&str, Qualifier)] = &[
    ("不少于", Qualifier::AtLeast),
    ("not less than", Qualifier::AtLeast),
    ("at least", Qualifier::AtLeast),
    ("至少", Qualifier::AtLeast),
    ("最少", Qualifier::AtLeast),
    ("more than", Qualifier::MoreThan),
    ("超过", Qualifier::MoreThan),
    ("突破", Qualifier::MoreThan),
    ("逾", Qualifier::MoreThan),
    ("over", Qualifier::MoreThan),
    ("exceeding", Qualifier::MoreThan),
    ("up to", Qualifier::AtMost),
    ("多达", Qualifier::AtMost),
    ("最多", Qualifier::AtMost),
    ("大约", Qualifier::About),
    ("约", Qualifier::About),
    ("about", Qualifier::About),
    ("around", Qualifier::About),
    ("some", Qualifier::About),
    ("将近", Qualifier::Nearly),
    ("接近", Qualifier::Nearly),
    ("近", Qualifier::Nearly),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
];

/// The figures of `text` in order; spans do not overlap.
pub fn figures(text: &str) -> Vec<Figure> {
    let folded = fold(text);
    let chars = folded.chars();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match read(&folded, at) {
            Some((figure, next)) => {
                found.push(figure);
                at = next;
            }
            None => at += number::run_of_letters(chars, at).max(1),
        }
    }
    found
}

/// Reads a figure that starts at folded character `at`, with the qualifier
/// that stands before it.
fn read(folded: &Folded, at: usize) -> Option<(Figure, usize)> {
    let chars = folded.chars();
    let number = Number::read(chars, at)?;
    let suffix = unit::read(chars, &number)?;
    let (before, start) = qualifier_before(chars, number.start);
    let qualifier = if suffix.more { Qualifier::MoreThan } else { before };
    let figure = Figure {
        value: number.value * suffix.factor,
        unit: suffix.unit,
        qualifier,
        span: folded.origin(start..suffix.end),
    };
    Some((figure, suffix.end))
}

fn qualifier_before(chars: &[char], start: usize) -> (Qualifier, usize) {
    let mut end = start;
    while end > 0 && chars[end - 1] == ' ' {
        end -= 1;
    }
    let ends_with = |word: &str| {
        let length = word.chars().count();
        let fits = end >= length && chars[end - length..end].iter().copied().eq(word.chars());
        let whole = !word.is_ascii()
            || end == length
            || !chars[end.saturating_sub(length + 1)].is_alphanumeric();
        (fits && whole).then(|| end - length)
    };
    BEFORE
        .iter()
        .find_map(|(word, qualifier)| Some((*qualifier, ends_with(word)?)))
        .unwrap_or((Qualifier::Exact, start))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> (f64, Unit, Qualifier, &str) {
        let found = figures(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        let figure = found.into_iter().next().expect("one figure");
        (figure.value, figure.unit, figure.qualifier, &text[figure.span])
    }

    fn counted(unit: &str) -> Unit {
        Unit::Counted(unit.to_owned())
    }

    #[test]
    fn amounts_are_read_as_they_are_written() {
        assert_eq!(one("有1,400人"), (1400.0, counted("人"), Qualifier::Exact, "1,400人"));
        assert_eq!(one("有一千四百人"), (1400.0, counted("人"), Qualifier::Exact, "一千四百人"));
        assert_eq!(one("有１４００人"), (1400.0, counted("人"), Qualifier::Exact, "１４００人"));
        assert_eq!(one("逾60間企業"), (60.0, counted("间"), Qualifier::MoreThan, "逾60間"));
        assert_eq!(one("近120條"), (120.0, counted("条"), Qualifier::Nearly, "近120條"));
        assert_eq!(one("百多項服務"), (100.0, counted("项"), Qualifier::MoreThan, "百多項"));
        assert_eq!(one("3000PFLOPS"), (3000.0, counted("pflops"), Qualifier::Exact, "3000PFLOPS"));
        assert_eq!(one("首三座大樓"), (3.0, counted("座"), Qualifier::Exact, "首三座"));
    }

    #[test]
    fn shares_and_ranks_have_their_own_unit() {
        assert_eq!(one("其中六成來自內地"), (60.0, Unit::Percent, Qualifier::Exact, "六成"));
        assert_eq!(one("另有兩成半企業"), (25.0, Unit::Percent, Qualifier::Exact, "兩成半"));
        assert_eq!(one("升至1.13%"), (1.13, Unit::Percent, Qualifier::Exact, "1.13%"));
        assert_eq!(
            one("by 1.13 per cent"),
            (1.13, Unit::Percent, Qualifier::Exact, "1.13 per cent")
        );
        assert_eq!(one("全球第4"), (4.0, Unit::Rank, Qualifier::Exact, "第4"));
        assert_eq!(one("ranked 4th"), (4.0, Unit::Rank, Qualifier::Exact, "4th"));
    }

    #[test]
    fn money_is_one_amount_however_it_is_written() {
        let hkd = Unit::Money(Currency::Hkd);
        assert!((one("增加至357.72億元").0 - 35_772_000_000.0).abs() < 1e-3);
        assert_eq!(one("HK$10 billion"), (1e10, hkd.clone(), Qualifier::Exact, "HK$10 billion"));
        assert_eq!(one("推出100億元"), (1e10, hkd.clone(), Qualifier::Exact, "100億元"));
        assert_eq!(one("約11.5億元"), (1.15e9, hkd, Qualifier::About, "約11.5億元"));
        assert_eq!(one("US$3 million").1, Unit::Money(Currency::Usd));
        assert!(figures("100億元")[0].same_amount(&figures("HK$10 billion")[0]));
        assert!(!figures("100億元")[0].same_amount(&figures("100億人")[0]));
    }

    #[test]
    fn words_that_only_look_like_figures_are_left() {
        assert_eq!(figures("統一、一體化、萬一、千萬不要"), []);
        assert_eq!(figures("iPhone AI R&D"), []);
    }

    proptest! {
        #[test]
        fn digits_and_numerals_state_the_same_value(value in 1u32..100_000_000) {
            let digits = format!("共{value}人");
            let numerals = format!("共{}人", number::numeral(value));
            let read = |text: &str| figures(text).first().map(|figure| figure.value);
            prop_assert_eq!(read(&digits), Some(f64::from(value)));
            prop_assert_eq!(read(&numerals), Some(f64::from(value)), "{}", numerals);
        }

        #[test]
        fn spans_are_boundaries_in_order(text in "[0-9一二兩十百千萬億%第成元人條,. a-zA-Z逾近多半]{0,30}") {
            let mut last = 0;
            for figure in figures(&text) {
                prop_assert!(text.get(figure.span.clone()).is_some());
                prop_assert!(figure.span.start >= last);
                last = figure.span.end;
            }
        }
    }
}
