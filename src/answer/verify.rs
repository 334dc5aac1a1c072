//! The gate: nothing is said that its citation does not say.
//!
//! Citations are made here and nowhere else, and claims become an answer here
//! and nowhere else, so both answerers and the evaluation pass through it.

use std::ops::Range;
use std::sync::Arc;

use super::gate::Passed;
use super::{Citation, Claim, Grounded};
use crate::corpus::{Metadata, Passage};
use crate::text::figure::figures;

/// Why a claim or a quotation was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The bytes asked for are not a piece of the passage.
    #[error("bytes {0:?} are not a piece of the passage")]
    NotInPassage(Range<usize>),
    /// The passage is of another document.
    #[error("the passage is from another document than {0}")]
    OtherDocument(String),
    /// There is nothing to say.
    #[error("there is no claim")]
    NoClaim,
    /// A claim cites nothing.
    #[error("a claim cites nothing: {0}")]
    Uncited(String),
    /// A claim cites a number that no citation has.
    #[error("a claim cites [{0}], which there is not")]
    UnknownCitation(u32),
    /// A figure stands in no citation of its claim.
    #[error("the figure {figure} is not in what the claim cites: {claim}")]
    Figure {
        /// The figure as the claim writes it.
        figure: String,
        /// The claim.
        claim: String,
    },
}

/// Cites bytes `range` of `passage` as number `number`.
pub fn cite(
    number: u32,
    document: Arc<Metadata>,
    passage: Arc<Passage>,
    range: Range<usize>,
) -> Result<Citation, Refusal> {
    if passage.document != document.id {
        return Err(Refusal::OtherDocument(document.id.to_string()));
    }
    if range.is_empty() || passage.text.get(range.clone()).is_none() {
        return Err(Refusal::NotInPassage(range));
    }
    Ok(Citation::verified(number, document, passage, range))
}

/// Passes claims that rest on their citations.
pub fn ground(claims: Vec<Claim>, citations: Vec<Citation>) -> Result<Grounded, Refusal> {
    if claims.is_empty() {
        return Err(Refusal::NoClaim);
    }
    for claim in &claims {
        check(claim, &citations)?;
    }
    Ok(Grounded { claims, citations })
}

/// As [`ground`], for claims that passed the [gate](super::gate).
pub fn ground_passed(
    passed: Vec<(Claim, Passed)>,
    citations: Vec<Citation>,
) -> Result<Grounded, Refusal> {
    if passed.is_empty() {
        return Err(Refusal::NoClaim);
    }
    let claims: Vec<Claim> = passed.into_iter().map(|(claim, _)| claim).collect();
    for claim in &claims {
        cited(claim, &citations)?;
    }
    Ok(Grounded { claims, citations })
}

fn check(claim: &Claim, citations: &[Citation]) -> Result<(), Refusal> {
    let quotes = cited(claim, citations)?;
    let stated: Vec<_> = quotes.iter().flat_map(|quote| figures(quote)).collect();
    match figures(&claim.text)
        .into_iter()
        .find(|figure| !stated.iter().any(|other| other.same_amount(figure)))
    {
        Some(figure) => Err(Refusal::Figure {
            figure: claim.text[figure.span].to_owned(),
            claim: claim.text.clone(),
        }),
        None => Ok(()),
    }
}

/// The quotes that `claim` rests on.
fn cited<'a>(claim: &Claim, citations: &'a [Citation]) -> Result<Vec<&'a str>, Refusal> {
    if claim.citations.is_empty() {
        return Err(Refusal::Uncited(claim.text.clone()));
    }
    let quote = |number: &u32| {
        let citation = citations.iter().find(|citation| citation.number() == *number);
        citation.map(Citation::quote).ok_or(Refusal::UnknownCitation(*number))
    };
    claim.citations.iter().map(quote).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::catalog::Catalog;
    use crate::corpus::passage::passages;
    use crate::corpus::{Document, DocumentId, SourceMap};

    fn citation(body: &str) -> Citation {
        let meta = Catalog::default().metadata(DocumentId::new("a.txt"), body);
        let document = Document { meta, body: body.to_owned(), source: SourceMap::verbatim(0) };
        let passage = passages(&document).remove(0);
        let range = 0..passage.text.len();
        cite(1, Arc::new(document.meta), Arc::new(passage), range).expect("cites")
    }

    fn claim(text: &str, citations: &[u32]) -> Claim {
        Claim { text: text.to_owned(), citations: citations.to_vec(), ..Claim::default() }
    }

    #[test]
    fn a_claim_passes_with_the_figures_of_its_citation_however_written() {
        let cited = || vec![citation("逾60間企業簽約，撥款100億元。")];
        assert!(ground(vec![claim("Over 60 firms and HK$10 billion.", &[1])], cited()).is_ok());
        let wrong = ground(vec![claim("逾600間企業簽約。", &[1])], cited());
        assert!(matches!(wrong, Err(Refusal::Figure { .. })));
        assert_eq!(
            ground(vec![claim("是。", &[])], cited()).err(),
            Some(Refusal::Uncited("是。".into()))
        );
        assert_eq!(
            ground(vec![claim("是。", &[2])], cited()).err(),
            Some(Refusal::UnknownCitation(2))
        );
        assert_eq!(ground(vec![], cited()).err(), Some(Refusal::NoClaim));
    }

    #[test]
    fn only_pieces_of_the_passage_are_cited() {
        let cited = citation("河套。");
        let cite_range = |range: Range<usize>| {
            cite(1, Arc::new(cited.document().clone()), Arc::new(cited.passage().clone()), range)
        };
        assert_eq!(cite_range(1..3).err(), Some(Refusal::NotInPassage(1..3)));
        assert_eq!(cite_range(0..99).err(), Some(Refusal::NotInPassage(0..99)));
        assert!(cite_range(0..6).is_ok_and(|citation| citation.quote() == "河套"));
    }
}
