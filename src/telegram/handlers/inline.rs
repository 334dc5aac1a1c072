//! Inline mode: cited snippets for any chat, ready to be sent.

use std::time::Duration;

use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters};
use teloxide::types::{
    InlineQuery, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultsButton,
    InlineQueryResultsButtonKind, InputMessageContent, InputMessageContentText, ParseMode,
};

use super::super::access::{self, Admission};
use super::super::desk::Desk;
use super::super::send::no_preview;
use super::super::visit::Asker;
use super::super::{library, render};
use crate::answer::{Answer, Answerer};
use crate::clock;
use crate::corpus::{Metadata, Passage};
use crate::index::IndexError;
use crate::locale::Locale;
use crate::question::{AnswerType, Query};
use crate::store::Chat;

/// How many snippets an answer has; a page of Telegram's list.
const PAGE: usize = 10;
/// How many there are at most.
const MOST: usize = 20;
/// For how many seconds Telegram may give the same answer again.
const CACHED: u32 = 60;
/// An answer that takes longer comes too late: the person has typed on.
const IN_TIME: Duration = Duration::from_secs(1);

/// Answers an inline query, in time or not at all.
pub(in crate::telegram) async fn inline(desk: &Desk, query: &InlineQuery) -> anyhow::Result<()> {
    let asker = Asker::of_user(Some(&query.from));
    let settings = desk.store.settings(Chat(asker.id.0)).await?;
    let locale = Locale::of(settings.language.unwrap_or(asker.language()));
    let admission = access::admit_person(asker.id, &desk.settings(), &desk.store).await?;
    let answer = match admission {
        Admission::Welcome => {
            let found = tokio::time::timeout(IN_TIME, find(desk, query, locale)).await;
            let Ok(found) = found else {
                tracing::debug!("an inline query took too long");
                return Ok(());
            };
            articles(query, found?)
        }
        _ => closed(query, locale),
    };
    desk.sender.call(&answer).await?;
    Ok(())
}

async fn find(
    desk: &Desk,
    query: &InlineQuery,
    locale: &'static Locale,
) -> anyhow::Result<Vec<InlineQueryResult>> {
    let text = query.query.clone();
    let found = desk.library.consult(move |answerer| match text.parse::<Query>() {
        Ok(query) => snippets(answerer, &query.asked_on(clock::today()), locale),
        // Nothing typed yet: the newest documents.
        Err(_) => Ok(newest(answerer, locale)),
    });
    Ok(found.await??)
}

/// What the reply quotes, and where it answers, other passages after it. Where only words to
/// look for were typed, what has all of them; of a question that is not answered, what may be
/// the answer, or has all its words.
fn snippets(
    answerer: &Answerer,
    query: &Query,
    locale: &Locale,
) -> Result<Vec<InlineQueryResult>, IndexError> {
    let mut results = Vec::new();
    let reply = answerer.answer(query)?;
    let retriever = answerer.retriever();
    let prepared = retriever.prepare(query)?;
    let is_answered = matches!(reply.answer, Answer::Answered(_));
    let has_all = |document: &Metadata, passage: &Passage| {
        let text = passage.with_headings(&document.title);
        is_answered || prepared.terms.iter().all(|term| term.is_in(&text))
    };
    for citation in reply.citations() {
        let (document, passage) = (citation.document(), citation.passage());
        if citation.possible().is_none() && !has_all(document, passage) {
            continue;
        }
        results.push(article(results.len(), document, passage, citation.quote(), locale));
    }
    let searches = prepared.question.answer_type == AnswerType::Subject;
    let more = match reply.answer {
        Answer::Answered(_) => true,
        Answer::Nearest(_) => searches,
        Answer::Abstained => false,
    };
    if !more {
        return Ok(results);
    }
    let cited = |passage: &Passage| reply.citations().iter().any(|one| one.passage() == passage);
    let hits = retriever.search(&prepared, MOST)?;
    // A heading has the words and says nothing.
    for hit in hits.iter().filter(|hit| hit.passage.kind.is_told()) {
        let passage = &hit.passage;
        let document = retriever.index().document(&passage.document);
        if let Some(document) = document.filter(|one| !cited(passage) && has_all(one, passage)) {
            results.push(article(results.len(), document, passage, &passage.text, locale));
        }
    }
    results.truncate(MOST);
    Ok(results)
}

fn newest(answerer: &Answerer, locale: &Locale) -> Vec<InlineQueryResult> {
    let documents = library::newest(answerer).into_iter().take(PAGE);
    let opened = documents.filter_map(|document| {
        let (document, passages) = library::open(answerer, &document.id)?;
        let opening =
            passages.iter().find(|passage| passage.kind == crate::corpus::Kind::Paragraph);
        opening.or(passages.first()).map(|passage| (document, passage.clone()))
    });
    opened
        .enumerate()
        .map(|(number, (document, passage))| {
            article(number, document, &passage, &passage.text, locale)
        })
        .collect()
}

fn article(
    number: usize,
    document: &Metadata,
    passage: &Passage,
    quote: &str,
    locale: &Locale,
) -> InlineQueryResult {
    let html = render::inline_message(document, &passage.section, quote, locale);
    let content = InputMessageContentText::new(html)
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview());
    let title = render::shortened(quote, 64);
    let id = format!("{number}-{}", passage.ordinal);
    let article = InlineQueryResultArticle::new(id, title, InputMessageContent::Text(content));
    InlineQueryResult::Article(article.description(render::plain_byline(document, locale)))
}

/// A page of the results; Telegram asks for the next by its offset.
fn articles(query: &InlineQuery, mut results: Vec<InlineQueryResult>) -> AnswerInlineQuery {
    let from = query.offset.parse::<usize>().unwrap_or_default().min(results.len());
    let rest = results.split_off(from);
    let more = rest.len() > PAGE;
    let page: Vec<InlineQueryResult> = rest.into_iter().take(PAGE).collect();
    let answer =
        AnswerInlineQuery::new(query.id.clone(), page).cache_time(CACHED).is_personal(true);
    if more { answer.next_offset((from + PAGE).to_string()) } else { answer }
}

/// For those who are not let in: where to ask for it.
fn closed(query: &InlineQuery, locale: &Locale) -> AnswerInlineQuery {
    let button = InlineQueryResultsButton {
        text: locale.text("inline-closed"),
        kind: InlineQueryResultsButtonKind::StartParameter("inline".to_owned()),
    };
    AnswerInlineQuery::new(query.id.clone(), []).cache_time(CACHED).is_personal(true).button(button)
}
