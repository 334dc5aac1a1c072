//! What a span states, beside what another document states of the same: figures of one
//! unit, days, names.

use chrono::NaiveDate;

use crate::question::AnswerType;
use crate::text::date::{Mention, mentions};
use crate::text::figure::{Figure, figures};
use crate::text::normalize::folded;

/// What a document states in answer to a question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement<'a> {
    /// The words of the span.
    pub(super) text: &'a str,
    /// The day of its document.
    pub(super) published: Option<NaiveDate>,
    /// Whether its document is in Chinese.
    pub(super) is_chinese: bool,
}

impl Statement<'_> {
    /// Whether both state a thing of the form that is asked for, in one language: of
    /// another language the reader is sure too often.
    pub(super) fn states_as(&self, other: &Self, asked: AnswerType) -> bool {
        self.is_chinese == other.is_chinese
            && match asked {
                AnswerType::HowMany | AnswerType::Share | AnswerType::Rank => {
                    self.figures_as(other).next().is_some()
                }
                AnswerType::When => self.days().is_some() && other.days().is_some(),
                AnswerType::Who => true,
                _ => false,
            }
    }

    /// Whether both state the thing that is asked for, and not the same: only
    /// where that can be told, as of figures, dates and names.
    pub(super) fn differs(&self, other: &Self, asked: AnswerType) -> bool {
        match asked {
            AnswerType::HowMany | AnswerType::Share | AnswerType::Rank => {
                let mut pairs = self.figures_as(other).peekable();
                pairs.peek().is_some() && !pairs.any(|(own, other)| own.same_amount(&other))
            }
            AnswerType::When => {
                self.days().zip(other.days()).is_some_and(|(own, others)| own != others)
            }
            AnswerType::Who => {
                let (own, others) = (folded(self.text), folded(other.text));
                self.states_as(other, asked) && !own.contains(&others) && !others.contains(&own)
            }
            _ => false,
        }
    }

    /// The figures of both spans that may be amounts of the same thing, in pairs.
    fn figures_as(&self, other: &Self) -> impl Iterator<Item = (Figure, Figure)> {
        let (own, others) = (figures(self.text), figures(other.text));
        let pairs = own.into_iter().flat_map(move |own| {
            let others = others.clone().into_iter();
            others.map(move |other| (own.clone(), other))
        });
        pairs.filter(|(own, other)| own.unit.is_comparable(&other.unit))
    }

    /// The days that the span means, if it is a date.
    fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = mentions(self.text, self.published).into_iter().next();
        first.and_then(|Mention { start, end, .. }| start.zip(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_state_one_thing_and_differ_in_what_it_is() {
        let of = |text, is_chinese| Statement {
            text,
            published: NaiveDate::from_ymd_opt(2025, 6, 1),
            is_chinese,
        };
        let chinese = |text| of(text, true);
        let (first, later) = (chinese("128間"), chinese("163間"));
        assert!(first.states_as(&later, AnswerType::HowMany));
        assert!(first.differs(&later, AnswerType::HowMany));
        assert!(!first.differs(&chinese("128間"), AnswerType::HowMany));
        assert!(!first.states_as(&chinese("8億元"), AnswerType::HowMany));
        assert!(!first.states_as(&of("163 companies", false), AnswerType::HowMany));
        assert!(!first.states_as(&later, AnswerType::Why));
        let (spring, autumn) = (chinese("2025年3月"), chinese("2025年9月"));
        assert!(spring.states_as(&autumn, AnswerType::When));
        assert!(spring.differs(&autumn, AnswerType::When));
        assert!(!spring.states_as(&first, AnswerType::When));
        assert!(!chinese("陳大文").differs(&chinese("陳大文博士"), AnswerType::Who));
    }
}
