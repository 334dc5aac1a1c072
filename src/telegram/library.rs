//! The documents as the bot uses them: an answerer that can be exchanged
//! while it runs, and questions that it is known to answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use anyhow::Context;
use tokio::sync::Semaphore;

use super::offers;
use crate::answer::Answerer;
use crate::corpus::{DocumentId, Metadata, Passage};
use crate::store::Reference;
use crate::text::language::Language;

/// How long work on the documents may take; an answer takes milliseconds.
const LONGEST: Duration = Duration::from_mins(1);
/// How many questions are offered at once.
const OFFERED: usize = 3;

/// Reads the documents again, which are answered from so far as is given.
pub type Rebuild = Arc<dyn Fn(&Answerer) -> anyhow::Result<Reread> + Send + Sync>;

/// The documents, read again.
pub struct Reread {
    /// An answerer over them; none if they are as they were.
    pub answerer: Option<Answerer>,
    /// What could not be read of them, a line each.
    pub problems: Vec<String>,
}

/// The documents. Clones share them.
#[derive(Clone)]
pub struct Library {
    answerer: Arc<RwLock<Answerer>>,
    offers: Arc<Mutex<HashMap<Language, Offers>>>,
    rebuild: Rebuild,
    /// Who reads the documents again does it alone.
    rereading: Arc<tokio::sync::Mutex<()>>,
    /// Answering is work for processors, so there are as many at once.
    desks: Arc<Semaphore>,
}

/// Questions found, and which of them is offered next.
#[derive(Debug, Default)]
struct Offers {
    questions: Vec<String>,
    next: usize,
}

impl Offers {
    fn turn(&mut self) -> Vec<String> {
        let (count, from) = (self.questions.len(), self.next);
        self.next = (from + OFFERED) % count.max(1);
        let offered = self.questions.iter().cycle().skip(from);
        offered.take(OFFERED.min(count)).cloned().collect()
    }
}

impl Library {
    /// The documents of `answerer`; `rebuild` reads them again.
    pub fn new(answerer: Answerer, rebuild: Rebuild) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            answerer: Arc::new(RwLock::new(answerer)),
            offers: Arc::default(),
            rebuild,
            rereading: Arc::default(),
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
        let desk = Arc::clone(&self.desks).acquire_owned().await.context("the desks are closed")?;
        let answerer = self.answerer();
        let working = tokio::task::spawn_blocking(move || {
            // Taken until the work ends, even if nobody waits for it any more.
            let _desk = desk;
            work(&answerer)
        });
        let done = tokio::time::timeout(LONGEST, working).await;
        let done = done.with_context(|| format!("no answer within {} s", LONGEST.as_secs()))?;
        done.context("the answerer panicked")
    }

    /// Waits until there is a place for work on the documents; takes none.
    pub(super) async fn has_turns(&self) {
        drop(self.desks.acquire().await);
    }

    /// Three questions that the documents do answer, in `language`, other ones
    /// each time; fewer where there are no more.
    pub(super) async fn offers(&self, language: Language) -> Vec<String> {
        if let Some(next) = self.next_offers(language) {
            return next;
        }
        self.find_offers(language).await;
        self.next_offers(language).unwrap_or_default()
    }

    /// Finds the questions to offer in `language`.
    pub(super) async fn find_offers(&self, language: Language) {
        let found = self.consult(move |answerer| {
            let newest: Vec<_> = newest(answerer).iter().map(|one| one.id.clone()).collect();
            let index = answerer.retriever().index().folder().to_owned();
            (index, offers::offers(answerer, &newest, language))
        });
        let Ok((index, questions)) = found.await else { return };
        let mut offers = self.offers.lock().unwrap_or_else(PoisonError::into_inner);
        // Those of documents that are exchanged by now are offered no more.
        if index == self.answerer().retriever().index().folder() {
            offers.entry(language).or_insert(Offers { questions, next: 0 });
        }
    }

    fn next_offers(&self, language: Language) -> Option<Vec<String>> {
        self.offers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_mut(&language)
            .map(Offers::turn)
    }

    /// Reads the documents again, and answers from them from now on; questions
    /// under way go on with those they began with. Returns whether they had
    /// changed, and what could not be read of them.
    pub(super) async fn reread(&self) -> anyhow::Result<(bool, Vec<String>)> {
        let _alone = self.rereading.lock().await;
        let (rebuild, now) = (Arc::clone(&self.rebuild), self.answerer());
        let reread =
            tokio::task::spawn_blocking(move || rebuild(&now)).await.context("it panicked")??;
        let Some(answerer) = reread.answerer else { return Ok((false, reread.problems)) };
        let mut shared = self.answerer.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *shared, answerer);
        drop(shared);
        // Closing an index takes its time, and nobody waits for it.
        tokio::task::spawn_blocking(move || drop(before));
        self.offers.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok((true, reread.problems))
    }

    /// How many documents there are.
    pub(super) fn count(&self) -> usize {
        self.answerer().retriever().index().manifest().documents.len()
    }
}

/// The documents, newest first.
pub(super) fn newest(answerer: &Answerer) -> Vec<&Metadata> {
    answerer.retriever().index().manifest().newest_first()
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
        document: citation.document().id.as_str().to_owned(),
        ordinal: citation.passage().ordinal,
        start: citation.context().before.len(),
        quote: citation.quote().to_owned(),
    }
}
