//! `passages`: the documents as the bot reads them, a passage a line.

use serde::Serialize;

use super::exit::OrExit;
use super::{Exit, Failure, open};
use crate::config::Config;
use crate::corpus::Kind;
use crate::corpus::passage::passages;
use crate::corpus::{Metadata, Passage, title};

/// One line: a passage and what is known of its document.
#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<chrono::NaiveDate>,
    ordinal: u32,
    kind: Kind,
    section: &'a [String],
    text: &'a str,
}

pub(super) fn print(config: &Config) -> Result<(), Failure> {
    for entry in open::documents(config)?.documents {
        let document = entry.read().or_exit(Exit::Documents)?;
        let passages = passages(&document);
        let meta = title::printed(&document, &passages);
        for passage in &passages {
            let line = serde_json::to_string(&line(&meta, passage));
            anstream::println!("{}", line.or_exit(Exit::Unexpected)?);
        }
    }
    Ok(())
}

fn line<'a>(meta: &'a Metadata, passage: &'a Passage) -> Line<'a> {
    Line {
        document: meta.id.as_str(),
        title: &meta.title,
        publisher: meta.publisher.as_deref(),
        published: meta.published,
        ordinal: passage.ordinal,
        kind: passage.kind,
        section: &passage.section,
        text: &passage.text,
    }
}
