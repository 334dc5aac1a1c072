//! The documents as the bot uses them: an answerer that can be exchanged
//! while it runs, and questions that it is known to answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use anyhow::Context;
use tokio::sync::Semaphore;

use crate::answer::{Answer, Answerer};
use crate::corpus::{DocumentId, Metadata, Passage};
use crate::locale::Locale;
use crate::retrieval::Query;
use crate::store::Reference;
use crate::text::language::Language;

/// Makes an answerer over the documents as they are now.
pub type Rebuild = Arc<dyn Fn() -> anyhow::Result<Answerer> + Send + Sync>;

/// How many questions are offered.
const OFFERED: usize = 3;
/// How many subjects are tried for them.
const SUBJECTS: usize = 24;
/// The forms of a question about a subject; each is tried.
const FORMS: [&str; 3] = ["offer-progress", "offer-what", "offer-plans"];

/// The documents. Clones share them.
#[derive(Clone)]
pub struct Library {
    answerer: Arc<RwLock<Answerer>>,
    offers: Arc<Mutex<HashMap<Language, Arc<[String]>>>>,
    rebuild: Rebuild,
    /// Answering is work for processors, so there are as many at once.
    desks: Arc<Semaphore>,
}

impl Library {
    /// The documents of `answerer`; `rebuild` reads them again.
    pub fn new(answerer: Answerer, rebuild: Rebuild) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            answerer: Arc::new(RwLock::new(answerer)),
            offers: Arc::default(),
            rebuild,
            desks: Arc::new(Semaphore::new(processors)),
        }
    }

    /// The answerer of now.
    pub(super) fn answerer(&self) -> Answerer {
        self.answerer.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Does work on the documents, off the threads that serve Telegram.
    pub(super) async fn consult<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Answerer) -> T + Send + 'static,
    ) -> anyhow::Result<T> {
        let _desk = self.desks.acquire().await.context("the desks are closed")?;
        let answerer = self.answerer();
        tokio::task::spawn_blocking(move || work(&answerer)).await.context("the answerer panicked")
    }

    /// Three questions that the documents do answer, in `language`; fewer
    /// where there are no more.
    pub(super) async fn offers(&self, language: Language) -> Arc<[String]> {
        if let Some(known) = self.known_offers(language) {
            return known;
        }
        let found = self.consult(move |answerer| offers(answerer, language)).await;
        let found: Arc<[String]> = found.unwrap_or_default().into();
        let mut offers = self.offers.lock().unwrap_or_else(PoisonError::into_inner);
        offers.insert(language, Arc::clone(&found));
        found
    }

    fn known_offers(&self, language: Language) -> Option<Arc<[String]>> {
        self.offers.lock().unwrap_or_else(PoisonError::into_inner).get(&language).cloned()
    }

    /// Reads the documents again, and answers from them from now on. Returns
    /// how many there are.
    pub(super) async fn reread(&self) -> anyhow::Result<usize> {
        let rebuild = Arc::clone(&self.rebuild);
        let answerer =
            tokio::task::spawn_blocking(move || rebuild()).await.context("it panicked")??;
        let documents = answerer.retriever().index().manifest().documents.len();
        *self.answerer.write().unwrap_or_else(PoisonError::into_inner) = answerer;
        self.offers.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(documents)
    }
}

/// Questions about what the documents speak of most, each asked of the
/// answerer, and kept if it answers with words that none before it had.
fn offers(answerer: &Answerer, language: Language) -> Vec<String> {
    let subjects = answerer.retriever().subjects(SUBJECTS, language).unwrap_or_default();
    let locale = Locale::of(language);
    let (mut found, mut said) = (Vec::new(), Vec::new());
    for subject in &subjects {
        let questions =
            FORMS.map(|form| locale.format(form, &[("subject", subject.as_str().into())]));
        let answered = questions.into_iter().find_map(|question| {
            let words = answered(answerer, &question).filter(|words| !said.contains(words))?;
            Some((question, words))
        });
        if let Some((question, words)) = answered {
            found.push(question);
            said.push(words);
        }
        if found.len() == OFFERED {
            break;
        }
    }
    found
}

/// The first claim of the answer, if there is one.
fn answered(answerer: &Answerer, question: &str) -> Option<String> {
    let query: Query = question.parse().ok()?;
    match answerer.answer(&query).ok()?.answer {
        Answer::Answered(grounded) => grounded.claims().first().map(|claim| claim.text.clone()),
        Answer::Nearest(_) | Answer::Abstained => None,
    }
}

/// The documents, newest first.
pub(super) fn newest(answerer: &Answerer) -> Vec<&Metadata> {
    let mut documents: Vec<&Metadata> =
        answerer.retriever().index().manifest().documents.iter().collect();
    documents.sort_by_key(|document| (std::cmp::Reverse(document.published), document.id.clone()));
    documents
}

/// A document of the answerer's with all its passages.
pub(super) fn open<'a>(
    answerer: &'a Answerer,
    id: &DocumentId,
) -> Option<(&'a Metadata, Vec<Passage>)> {
    let index = answerer.retriever().index();
    let document = index.document(id)?;
    let passages = index.view().passages_of(id);
    let passages = passages.inspect_err(|error| tracing::error!("{error}")).ok()?;
    (!passages.is_empty()).then_some((document, passages))
}

/// What was shown of a citation, so that it is found again.
pub(super) fn reference(citation: &crate::answer::Citation) -> Reference {
    Reference {
        document: citation.document().id.to_string(),
        ordinal: citation.passage().ordinal,
        start: citation.context().before.len(),
        quote: citation.quote().to_owned(),
    }
}
