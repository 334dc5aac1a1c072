//! Which claims that hold become the answer.

use super::base::Base;
use super::dates::with_dates;
use super::judge::Holding;
use super::label::Label;
use super::trace::{Judged, SetAside};
use crate::answer::gate::Premise;
use crate::answer::verify::ground_passed;
use crate::answer::{Answer, Answerer, Citation, Claim, Mode, Note, Reply};
use crate::question::AnswerType;
use crate::text::normalize::folded;
use crate::text::whole::contains;

/// The least logit that the sentences of the first claim answer the question, where
/// no answer is chosen that the claim could agree with.
const SUPPORT: f32 = 0.0;

/// The claims of an answer so far, in order.
///
/// Where the documents' own sentences answer well enough without a model, its answer
/// begins with a claim that rests on the same sentence or says the same words: it may
/// say more, and not otherwise. Where they do not, the reader has to find that the
/// first claim's sentences answer.
#[derive(Debug)]
pub(super) struct Settled {
    /// The sentences of the answer that is chosen, and its decisive words; `None`
    /// where none is.
    chosen: Option<(Vec<Label>, Vec<String>)>,
    /// The things of a list that is asked for, which its answer has to have all of; none
    /// where they are in another language.
    things: Vec<String>,
    claims: Vec<Holding>,
    /// A claim held and did not become the answer.
    refused: Option<SetAside>,
}

impl Settled {
    pub(super) fn new(base: &Base) -> Self {
        let reply = &base.reply;
        let chosen = (!reply.claims().is_empty()).then(|| {
            let first: Vec<&Citation> = reply.citations().iter().take(1).collect();
            let labels = first.iter().flat_map(|one| base.material.labels_of(one)).collect();
            let words = reply.claims().iter().take(1).flat_map(|claim| {
                claim.highlight.iter().filter_map(|range| claim.text.get(range.clone()))
            });
            let words = words.filter(|word| word.chars().count() > 1);
            (labels, words.map(str::to_owned).collect())
        });
        let things = if is_list(base) { things(chosen.as_ref()) } else { Vec::new() };
        Self { chosen, things, claims: Vec::new(), refused: None }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.claims.len()
    }

    /// Adds a claim; whether it is of the answer.
    pub(super) fn add(&mut self, claim: Holding) -> bool {
        if self.claims.iter().any(|known| folded(&known.text) == folded(&claim.text)) {
            return false;
        }
        if self.claims.is_empty()
            && let Some(why) = self.refuses(&claim)
        {
            self.refused = Some(why);
            return false;
        }
        self.claims.push(claim);
        true
    }

    /// Why an answer may not begin with `claim`.
    fn refuses(&self, claim: &Holding) -> Option<SetAside> {
        let Some((labels, words)) = &self.chosen else {
            let supported = claim.support.is_none_or(|support| support >= SUPPORT);
            return (!supported).then_some(SetAside::Unsupported);
        };
        let same = claim.labels.iter().any(|label| labels.contains(label));
        let said = folded(&claim.text);
        let agrees = same || words.iter().any(|word| contains(&said, &folded(word)));
        let is_whole = self.things.iter().all(|thing| said.contains(thing));
        (!(agrees && is_whole)).then_some(SetAside::Disagrees)
    }

    /// Why there is no answer, where there is none.
    pub(super) fn why_empty(&self, judged: &[Judged]) -> Option<SetAside> {
        let nothing = || (!judged.is_empty()).then_some(SetAside::NothingPassed);
        if self.claims.is_empty() { self.refused.clone().or_else(nothing) } else { None }
    }

    /// The answer; `None` where there is none.
    pub(super) fn reply(&self, answerer: &Answerer, base: &Base) -> Option<Reply> {
        if self.claims.is_empty() {
            return None;
        }
        let index = answerer.retriever().index();
        let mut cited: Vec<(Label, Citation)> = Vec::new();
        let mut claims = Vec::new();
        for holding in &self.claims {
            let mut citations = Vec::new();
            for label in &holding.labels {
                let known = cited.iter().find(|(other, _)| other == label);
                if let Some((_, citation)) = known {
                    citations.push(citation.number());
                    continue;
                }
                let number = u32::try_from(cited.len() + 1).unwrap_or(u32::MAX);
                let citation = base.material.cite(index, *label, number)?;
                citations.push(number);
                cited.push((*label, citation));
            }
            claims.push((self.claim(holding, citations, base), holding.proof));
        }
        let citations = cited.into_iter().map(|(_, citation)| citation).collect();
        let grounded = ground_passed(claims, citations);
        let grounded = grounded.inspect_err(|why| tracing::error!("a claim is not shown: {why}"));
        let mut reply = Reply {
            answer: Answer::Answered(grounded.ok()?),
            mode: Mode::Generated,
            missing: None,
            overview: None,
            ..base.reply.clone()
        };
        let carried = base.reply.notes.iter().filter(|note| matches!(note, Note::FollowUp(_)));
        let notes = answerer.notes(&base.material.prepared, base.query.today(), &reply);
        reply.notes = carried.cloned().chain(notes).collect();
        Some(reply)
    }

    fn claim(&self, holding: &Holding, citations: Vec<u32>, base: &Base) -> Claim {
        let sentences = holding.labels.iter().filter_map(|label| base.material.sentence(*label));
        let premises: Vec<&Premise> = sentences.map(|sentence| &sentence.premise).collect();
        let text = with_dates(&holding.text, &premises, base.query.today(), base.reply.language);
        let words = self.chosen.iter().flat_map(|(_, words)| words);
        let highlight =
            words.filter_map(|word| text.find(word.as_str()).map(|at| at..at + word.len()));
        Claim { highlight: highlight.take(1).collect(), text, citations, ..Claim::default() }
    }
}

/// Whether a list is asked for, and answered in the language of the question.
fn is_list(base: &Base) -> bool {
    let language = base.reply.citations().first().map(|first| first.document().language);
    base.material.prepared.question.answer_type == AnswerType::List
        && language.is_some_and(|one| one.is_chinese() == base.reply.language.is_chinese())
}

/// The things that the decisive words of the answer `chosen` name, folded.
fn things(chosen: Option<&(Vec<Label>, Vec<String>)>) -> Vec<String> {
    let words = chosen.into_iter().flat_map(|(_, words)| words);
    let things = words.flat_map(|words| words.split(['、', '，', '；', ',', ';']));
    things.map(|thing| folded(thing.trim())).filter(|thing| !thing.is_empty()).collect()
}
