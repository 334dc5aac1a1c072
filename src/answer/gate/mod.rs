//! Whether what a model claims is said by the sentences that it cites.
//!
//! The gate judges a claim from its words and its cited sentences alone. It is
//! strict: what it cannot tell to be right it refuses, with the reason.
//!
//! ```text
//! claim, premises ─ dates, figures, names, quotations, polarity, words ─ relation ─► Verdict
//! ```

mod dates;
mod failure;
mod figures;
mod lexicon;
mod names;
mod polarity;
mod premise;
mod quotations;
mod relation;
mod words;

pub(in crate::answer) use dates::counted_from;
pub use failure::Failure;
pub(in crate::answer) use lexicon::{is_function, is_to_come};
pub use premise::Premise;
pub use words::Coverage;

use chrono::NaiveDate;

use super::rewording::BilingualReader;
use crate::corpus::glossary::Glossary;
use crate::reader::Reader;
use crate::text::date::mentions;
use crate::text::figure::figures;

/// The longest claim, in characters: four sentences or so.
const LONGEST: usize = 600;

/// What a claim is judged with.
#[derive(Debug, Clone, Copy)]
pub struct Gate<'a> {
    glossary: &'a Glossary,
    reader: Option<&'a Reader>,
    today: Option<NaiveDate>,
}

/// A claim judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Why it is not shown; `None` for a claim that passes.
    pub failure: Option<Failure>,
    /// How much of its words the premises have.
    pub coverage: Coverage,
}

/// That a claim passed the gate, which alone can make one.
#[derive(Debug, Clone, Copy)]
pub struct Passed(());

impl Verdict {
    /// Whether the claim may be shown.
    pub fn passes(&self) -> bool {
        self.failure.is_none()
    }

    /// The proof that the claim passed.
    pub fn passed(&self) -> Option<Passed> {
        self.passes().then_some(Passed(()))
    }

    fn failed(failure: Failure) -> Self {
        Self { failure: Some(failure), coverage: Coverage::Unknown }
    }
}

impl<'a> Gate<'a> {
    /// A gate for claims made on the day `today`, from which their 今年 is counted.
    /// Without a reader the relation between a figure and what it is of is not
    /// checked.
    pub fn new(
        glossary: &'a Glossary,
        reader: Option<&'a Reader>,
        today: Option<NaiveDate>,
    ) -> Self {
        Self { glossary, reader, today }
    }

    /// Judges `claim` by the sentences that it cites.
    pub fn judge(&self, claim: &str, premises: &[&Premise]) -> Verdict {
        if claim.chars().count() > LONGEST {
            return Verdict::failed(Failure::TooLong(LONGEST));
        }
        if premises.is_empty() {
            return Verdict::failed(Failure::Uncited);
        }
        match self.check(claim, premises) {
            Err(failure) => Verdict::failed(failure),
            Ok(coverage) => Verdict { failure: None, coverage },
        }
    }

    fn check(&self, claim: &str, premises: &[&Premise]) -> Result<Coverage, Failure> {
        let dated = mentions(claim, self.today);
        dates::check(claim, &dated, premises)?;
        figures::check(claim, &dated, premises)?;
        names::check(claim, &dated, premises, self.glossary)?;
        quotations::check(claim, premises, self.glossary)?;
        polarity::check(claim, premises)?;
        let coverage = words::check(claim, premises, self.glossary)?;
        if coverage == Coverage::Unknown && dated.is_empty() && figures(claim).is_empty() {
            // Nothing in it can be compared.
            return Err(Failure::Words(String::new()));
        }
        if let Some(reader) = self.reader {
            let reader = BilingualReader { reader, glossary: self.glossary };
            relation::check(claim, &dated, premises, reader)?;
        }
        Ok(coverage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(claim: &str, printed: &str) -> Option<Failure> {
        let glossary = Glossary::parse("河套\tHetao\n", std::path::Path::new("glossary.tsv"));
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let premise = Premise::new(printed, "", day("2025-12-29"));
        let glossary = glossary.expect("parses");
        Gate::new(&glossary, None, day("2026-11-27")).judge(claim, &[&premise]).failure
    }

    #[test]
    fn a_number_in_several_runs_is_one() {
        assert_eq!(judged("計劃惠及30,000名學生。", "計劃惠及3萬名學生。"), None);
        assert_eq!(judged("計劃撥款0.8億元。", "計劃撥款8,000萬元。"), None);
        let telephone = judged("查詢電話為3955 0218。", "查詢電話為3955 218。");
        assert_eq!(telephone, Some(Failure::Figure("0218".into())));
    }

    #[test]
    fn a_name_before_a_figure_is_a_name() {
        let printed = "The Government granted Cyberport 500 million dollars in Phase 2.";
        let claim = |name| format!("The Government granted {name} 500 million dollars in Phase 2.");
        assert_eq!(judged(&claim("Cyberport"), printed), None);
        assert_eq!(judged(&claim("Tencent"), printed), Some(Failure::Name("Tencent".into())));
        let phase = judged("Phase 2 costs HK$3.1 billion.", "第二期造價為31億元。");
        assert!(!matches!(phase, Some(Failure::Name(_))), "{phase:?}");
    }

    #[test]
    fn a_ceiling_is_of_the_figure_of_its_clause() {
        let printed = "每個項目的資助上限為100萬元，至今已批出50個項目。";
        assert_eq!(judged("至今已批出50個項目。", printed), None);
        assert_eq!(judged("每個項目的資助最多100萬元。", printed), None);
        let granted = judged("每個項目獲得資助100萬元。", printed);
        assert!(matches!(granted, Some(Failure::Exactness(_))), "{granted:?}");
        let limited = "Heron Bay Company Limited invested HK$500 million.";
        assert_eq!(judged(limited, limited), None);
    }
}
