//! Whatever a document holds, what the bot renders is HTML that Telegram
//! takes, within its limits.

mod support;

use std::path::Path;
use std::sync::Arc;

use innopolicy::answer::Answerer;
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::{Limits, load};
use innopolicy::index::Index;
use innopolicy::question::Query;
use innopolicy::retrieval::Retriever;
use innopolicy::store::Length;
use innopolicy::telegram::render;
use proptest::prelude::*;
use support::telegram::html;

/// Telegram's limit on a text after parsing, in UTF-16 code units.
const LONGEST: usize = 4096;

fn answerer(title: &str, text: &str) -> (tempfile::TempDir, Answerer) {
    let folder = tempfile::tempdir().expect("a folder");
    let (corpus, data) = (folder.path().join("corpus"), folder.path().join("data"));
    std::fs::create_dir(&corpus).expect("a corpus");
    std::fs::write(corpus.join(format!("{title}.txt")), text).expect("a document");
    let corpus = load(&corpus, Limits { max_file_mb: 1 }).expect("loads");
    let (index, _) = Index::open_or_build(&data, &corpus, &mut |_| {}).expect("builds");
    let glossary =
        Glossary::parse("港橋<b>\tBridge & <i>\n", Path::new("glossary.tsv")).expect("parses");
    (folder, Answerer::new(Retriever::new(index, Arc::new(glossary)), None))
}

fn check(answerer: &Answerer, question: &str) -> Result<(), TestCaseError> {
    let Ok(query) = question.parse::<Query>() else { return Ok(()) };
    let reply = answerer.answer(&query).expect("answers");
    for length in [Length::Short, Length::Full] {
        let parts = render::answer(&reply, length, true);
        prop_assert!(!parts.is_empty());
        for part in &parts {
            valid(part)?;
        }
        // Every citation is whole, in order, and every quote is in one piece
        // or, beyond a message, goes on in the next.
        let shown = parts.concat();
        for citation in reply.citations() {
            prop_assert!(shown.contains(&format!("[{}]", citation.number())), "{shown}");
        }
    }
    Ok(())
}

/// One message that Telegram takes.
fn valid(html: &str) -> Result<(), TestCaseError> {
    let parsed = html::parse(html);
    prop_assert!(parsed.is_ok(), "{parsed:?} in {html}");
    let Ok(parsed) = parsed else { return Ok(()) };
    let units = parsed.text.encode_utf16().count();
    prop_assert!((1..=LONGEST).contains(&units) && html.len() <= 32_768, "{units} units");
    prop_assert!(parsed.entities.len() <= 100, "{} entities", parsed.entities.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_text_renders_to_what_telegram_takes(
        title in "[a-z<>&\"#;港]{1,12}",
        text in "港橋([<>&\"'/#;a-b港橋一二1-3，。\n 😀\u{200F}]{0,80}\n){1,6}",
        question in "港橋[<>&\"幾多時1-3一二？😀]{0,12}",
    ) {
        let (_folder, answerer) = answerer(&title, &text);
        check(&answerer, &question)?;
    }
}

#[test]
fn long_passages_are_cut_to_fit() {
    for unit in ["港橋建成😀", "港橋建成<&>\"", "港橋建成一百間。"] {
        let (_folder, answerer) = answerer("長", &unit.repeat(2_000));
        check(&answerer, "港橋建成幾多間？").expect("fits");
    }
}
