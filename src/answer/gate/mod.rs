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

pub use failure::Failure;
pub use premise::Premise;
pub use words::Coverage;

use chrono::NaiveDate;

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
            relation::check(claim, &dated, premises, reader)?;
        }
        Ok(coverage)
    }
}
