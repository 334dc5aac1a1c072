//! What is told in one form alone: an address of mail, a telephone number, an amount, a share.

use std::ops::Range;

use crate::question::AnswerType;
use crate::text::figure::{Figure, Unit, figures, is_numeral};
use crate::text::list;
use crate::text::script::is_han;
use crate::text::span::overlap;
use crate::text::whole::contains;

/// The words by which a question asks for what has but one form, folded.
const FORMS: &str = include_str!("forms.tsv");

/// The fewest digits of a telephone number.
const DIGITS: usize = 6;

/// What stands between the two figures of a ratio.
const RATIO: &[&str] = &["比", ":", "：", "∶", "/", " in ", " to ", "-to-", " out of "];

/// The form of what a question asks for, as far as it has only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// An address of mail.
    Mail,
    /// An address of the web.
    Web,
    /// A telephone number.
    Telephone,
    /// An amount of money.
    Money,
    /// An amount, and no number of things.
    Amount,
    /// A share of a whole.
    Share,
    /// A number.
    Number,
    /// Any.
    Any,
}

impl Form {
    /// The form that the folded `question` asks for.
    pub(super) fn asked(answer_type: AnswerType, question: &str) -> Self {
        let kinds = [
            ("mail", Self::Mail),
            ("web", Self::Web),
            ("telephone", Self::Telephone),
            ("money", Self::Money),
            ("amount", Self::Amount),
            ("share", Self::Share),
        ];
        let says = |kind| list::words(FORMS, kind).any(|word| contains(question, word));
        let named = kinds.into_iter().find(|(kind, _)| says(kind)).map(|(_, form)| form);
        // Whether there is a hotline asks for none of its numbers.
        match answer_type {
            AnswerType::What | AnswerType::Subject => {
                let is_amount = |form: &Self| matches!(form, Self::Amount | Self::Money);
                named.filter(|form| !is_amount(form)).unwrap_or(Self::Any)
            }
            AnswerType::HowMany => named
                .filter(|form| matches!(form, Self::Money | Self::Amount | Self::Share))
                .unwrap_or(if asks_for_sum(question) { Self::Money } else { Self::Number }),
            AnswerType::Share => named.filter(|form| *form == Self::Share).unwrap_or(Self::Any),
            _ => Self::Any,
        }
    }

    /// Whether bytes `span` of `sentence` are of this form.
    pub(super) fn fits(self, sentence: &str, span: &Range<usize>) -> bool {
        let words = &sentence[span.clone()];
        match self {
            Self::Mail => words.contains('@'),
            Self::Web => words.contains('.') && words.contains(|c: char| c.is_ascii_alphabetic()),
            Self::Telephone => words.chars().filter(char::is_ascii_digit).count() >= DIGITS,
            // A bare number may be of money by the head of its column.
            Self::Money => {
                let bare = words.chars().all(|c| c.is_ascii_digit() || ",. ".contains(c));
                bare || may_be_money(words)
            }
            Self::Amount => {
                let counts = |unit: &Unit| unit.is_counter() && unit.measure().is_none();
                let figures = figures(words);
                let in_han = words.contains(is_han);
                !in_han || figures.is_empty() || !figures.iter().all(|one| counts(&one.unit))
            }
            Self::Share => {
                let figures = figures(sentence);
                let mut own = figures.iter().filter(|one| overlap(&one.span, span));
                // 1:1 and one in five are shares of two figures; half has none.
                let only = own.next().filter(|_| own.next().is_none());
                only.is_none_or(|one| one.unit.is_share())
                    || RATIO.iter().any(|between| words.contains(between))
            }
            // 原因有三：一是 counts reasons: a numeral stands before what it counts.
            Self::Number => {
                let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
                let numeral = !bare.is_empty() && bare.chars().all(|c| is_numeral(c) && is_han(c));
                let counts = |unit: &Unit| *unit != Unit::Plain && *unit != Unit::Rank;
                let mut whole = figures(sentence).into_iter();
                !numeral || whole.any(|one| overlap(&one.span, span) && counts(&one.unit))
            }
            Self::Any => true,
        }
    }
}

/// Whether the folded `question` asks how much a sum of money is, and for no number of things: 研發開支有多少,
/// and not 撥款有多少宗.
fn asks_for_sum(question: &str) -> bool {
    let places = list::words(FORMS, "how-much").filter_map(|word| {
        let at = question.find(word)?;
        Some(at..at + word.len())
    });
    let Some(asking) = places.min_by_key(|place| place.start) else { return false };
    let behind = question[asking.end..].trim_start();
    let is_of_money = !behind.starts_with(is_han)
        || list::words(FORMS, "currency").any(|unit| behind.starts_with(unit));
    let mut before = question[..asking.start].trim_end();
    while let Some(rest) = list::words(FORMS, "link").find_map(|word| before.strip_suffix(word)) {
        before = rest.trim_end();
    }
    is_of_money && list::words(FORMS, "sum").any(|sum| before.ends_with(sum))
}

/// The least amount of money that is told by a number alone: 獎金100萬.
const MONEY: f64 = 1_000.0;

/// Whether `words` may tell an amount of money: they have no figure, one of money, or a large
/// number that counts nothing.
pub(super) fn may_be_money(words: &str) -> bool {
    let figures = figures(words);
    let may_be = |one: &Figure| {
        let ends = !words[one.span.end..].contains(char::is_alphabetic);
        matches!(one.unit, Unit::Money(_)) || one.unit == Unit::Plain && one.value >= MONEY && ends
    };
    figures.is_empty() || figures.iter().any(may_be)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::folded;

    #[test]
    fn what_has_but_one_form_is_told_in_it() {
        let fits = |question: &str, sentence: &str, span: &str| {
            let start = sentence.find(span).expect("is there");
            let answer_type = if question.contains("share") || question.contains("佔") {
                AnswerType::Share
            } else if question.contains("much") || question.contains(['幾', '多']) {
                AnswerType::HowMany
            } else {
                AnswerType::What
            };
            let form = Form::asked(answer_type, &folded(question));
            form.fits(sentence, &(start..start + span.len()))
        };
        let line = "查詢：3523 1188，電郵 irbs@itc.gov.hk";
        assert!(!fits("What is the email for enquiries?", line, "3523 1188"));
        assert!(fits("查詢電郵是甚麼？", line, "irbs@itc.gov.hk"));
        assert!(fits("查詢電話是甚麼？", line, "3523 1188"));
        assert!(!fits("How much was approved?", "共批出2 914宗申請", "2 914宗"));
        assert!(fits("How much was approved?", "共批出約1.21億港元", "約1.21億港元"));
        assert!(fits("How much land is there?", "佔地三千平方米", "三千平方米"));
        assert!(!fits("賠償幾多錢？", "Seventeen households", "Seventeen"));
        assert!(!fits("賠償幾多錢？", "共17戶獲賠償", "17戶"));
        assert!(fits("賠償幾多錢？", "每戶獲3萬元", "3萬元"));
        assert!(fits("獎金幾多錢？", "可獲獎金100萬", "100萬"));
        assert!(!fits("賠償幾多錢？", "for 1,700 households", "1,700 households"));
        assert!(fits("賠償幾多錢？", "費用全免", "費用全免"));
        assert!(!fits("提供幾多個職位？", "原因有三。", "三"));
        assert!(!fits("提供幾多個職位？", "原因有三：一是近；二是大；三是可", "三"));
        assert!(fits("提供幾多個職位？", "提供三個職位", "三個"));
        let line = "Of 100 projects, 39 were rejected and 61% approved, one in five in part";
        assert!(!fits("What share of projects was rejected?", line, "39"));
        assert!(fits("What share of projects was approved?", line, "61%"));
        assert!(fits("What share was approved?", line, "61"));
        assert!(fits("What share was approved in part?", line, "one in five"));
        assert!(fits("What share was approved in part?", "nearly half of them", "nearly half"));
        assert!(fits(
            "What share of the cost is met, as a ratio?",
            "at three to one",
            "three to one"
        ));
        let line = "資助比例為1比1，獲批的項目有三成，即39宗，佔地三公頃";
        assert!(fits("資助比例是多少？", line, "1比1"));
        assert!(fits("獲批的佔百分之幾？", line, "三成"));
        assert!(!fits("獲批的佔百分之幾？", line, "39宗"));
        assert!(fits("佔地佔多少？", line, "三公頃"));
        assert!(list::entries(FORMS).all(|(word, _)| folded(word) == word), "not folded");
    }
}
