//! Figures as each language writes them: more than 4 million, 逾400萬.

use super::Locale;
use crate::text::figure::{Currency, Figure, Qualifier, Unit};
use crate::text::language::Language;

/// Magnitudes that each language counts in, the larger first.
const ENGLISH: &[(f64, &str)] = &[(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
const CHINESE: &[(f64, &str)] = &[(1e12, "萬億"), (1e8, "億"), (1e4, "萬")];
const SIMPLIFIED: &[(f64, &str)] = &[(1e12, "万亿"), (1e8, "亿"), (1e4, "万")];

impl Locale {
    /// A figure for a reader; `None` for one that is part of a date, or in a
    /// currency that is not told apart.
    pub fn figure(&self, figure: &Figure) -> Option<String> {
        // Five years are a length, 2025年 and 5月 are dates.
        let is_length = figure.unit.measure() == Some("year") && figure.value < LONGEST;
        if figure.unit.is_date_part() && !is_length {
            return None;
        }
        let mut amount = self.amount(figure.value);
        if let Some(to) = figure.to {
            amount = self.span(&amount, &self.amount(to));
        }
        let amount = match &figure.unit {
            Unit::Plain | Unit::Counted(_) => match figure.unit.measure() {
                Some(measure) => {
                    let one = figure.to.is_none() && (figure.value - 1.0).abs() < f64::EPSILON;
                    let measure = format!("{measure}{}", if one { "" } else { "s" });
                    let variables = [("amount", amount.into()), ("measure", measure.into())];
                    self.format("figure-measure", &variables)
                }
                None if is_of_people(&figure.unit) => {
                    self.format("figure-people", &[("amount", amount.into())])
                }
                None => amount,
            },
            Unit::Percent => format!("{amount}%"),
            Unit::Rank => self.format("figure-rank", &[("amount", amount.into())]),
            Unit::Money(currency) => {
                let variables = [("amount", amount.into()), ("currency", name(*currency)?.into())];
                self.format("figure-money", &variables)
            }
        };
        let key = match figure.qualifier {
            Qualifier::Exact => return Some(amount),
            Qualifier::About => "figure-about",
            Qualifier::Nearly => "figure-nearly",
            Qualifier::MoreThan => "figure-more-than",
            Qualifier::AtLeast => "figure-at-least",
            Qualifier::AtMost => "figure-at-most",
            Qualifier::Several => "figure-several",
        };
        Some(self.format(key, &[("amount", amount.into())]))
    }

    /// A number in the language's magnitudes: 1.7 billion, 17億, 1,300.
    fn amount(&self, value: f64) -> String {
        let magnitudes = match self.language() {
            Language::English => ENGLISH,
            Language::TraditionalChinese => CHINESE,
            Language::SimplifiedChinese => SIMPLIFIED,
        };
        // 36,510 people are no 3.651萬, but HK$348.6 million are 3.486億.
        let chinese = self.language().is_chinese();
        let is_told = |size: f64| {
            let most = if chinese && size < 1e8 { 2 } else { 3 };
            let told = decimal(value / size);
            told.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= most)
        };
        let fits = |(size, _): &&(f64, &str)| value.abs() >= *size && is_told(*size);
        match magnitudes.iter().find(fits) {
            Some((size, name)) => format!("{}{name}", decimal(value / size)),
            None => grouped(&decimal(value)),
        }
    }
}

/// Whether people are counted: 1400人, 1,400 people.
fn is_of_people(unit: &Unit) -> bool {
    let is_people = |word: &str| matches!(word, "人" | "people" | "persons");
    matches!(unit, Unit::Counted(word) if is_people(word))
}

/// From so many 年 on, it is a year of some count of years.
const LONGEST: f64 = 25.0;

/// The name of a currency in messages.
fn name(currency: Currency) -> Option<&'static str> {
    Some(match currency {
        Currency::Hkd => "hkd",
        Currency::Usd => "usd",
        Currency::Cny => "cny",
        Currency::Eur => "eur",
        Currency::Gbp => "gbp",
        Currency::Jpy => "jpy",
        Currency::Other => return None,
    })
}

/// Up to six decimals, without the noughts at the end: no figure that is
/// written in 億 or billions has more.
fn decimal(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Commas between thousands.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(w, r)| (w, Some(r)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::figure::figures;

    fn said(language: Language, text: &str) -> Vec<Option<String>> {
        let locale = Locale::of(language);
        figures(text).iter().map(|figure| locale.figure(figure)).collect()
    }

    #[test]
    fn chinese_figures_are_read_out_in_english() {
        let english = |text| said(Language::English, text).remove(0).expect("a figure");
        assert_eq!(english("突破400萬"), "more than 4 million");
        assert_eq!(english("約17億元"), "about HK$1.7 billion");
        assert_eq!(english("兩成半"), "25%");
        assert_eq!(english("逾1300項"), "more than 1,300");
        assert_eq!(english("357.72億元"), "HK$35.772 billion");
        assert_eq!(english("全球第4"), "No. 4");
        assert_eq!(english("九個月"), "9 months");
        assert_eq!(english("3.65142億元"), "HK$365.142 million");
        let chinese = |text| said(Language::TraditionalChinese, text).remove(0);
        assert_eq!(chinese("36,510 people").as_deref(), Some("36,510人"));
        assert_eq!(english("1400人"), "1,400 people");
        assert_eq!(english("逾5萬人"), "more than 50,000 people");
        assert_eq!(chinese("HK$348.6 million").as_deref(), Some("3.486億港元"));
        assert_eq!(chinese("more than 480,000").as_deref(), Some("逾48萬"));
        assert_eq!(english("一年"), "1 year");
        assert_eq!(english("三千平方米"), "3,000 square metres");
        assert_eq!(english("三千億美元"), "US$300 billion");
        assert_eq!(said(Language::English, "2026年"), [None]);
    }

    #[test]
    fn english_figures_are_read_out_in_chinese() {
        let hant = said(Language::TraditionalChinese, "more than HK$10 billion");
        assert_eq!(hant, [Some("逾100億港元".to_owned())]);
        let hans = said(Language::SimplifiedChinese, "about 4 million users");
        assert_eq!(hans, [Some("约400万".to_owned())]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_out_is_the_same_amount(units in 1_u64..9_999_999, zeros in 0_u32..6) {
            let value = units * 10_u64.pow(zeros);
            let text = format!("{value}個");
            let said = said(Language::English, &text).remove(0).expect("a figure");
            let again = figures(&said);
            proptest::prop_assert_eq!(again.len(), 1, "{}", said);
            proptest::prop_assert!(again[0].same_amount(&figures(&text)[0]), "{}", said);
        }
    }
}
