//! The gate, measured: right claims pass, and none that was made wrong is shown.

#[path = "support/mutations.rs"]
mod mutations;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use innopolicy::answer::candidate::header;
use innopolicy::answer::gate::{Gate, Premise};
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::{Limits, load};
use innopolicy::corpus::passage::passages;
use innopolicy::corpus::{Corpus, Kind};
use innopolicy::evaluation::{Cited, GateReport, claims};
use innopolicy::reader::Reader;
use innopolicy::text::figure::figures;
use innopolicy::text::normalize::simplified;
use innopolicy::text::sentence::sentences;
use mutations::{Change, mutations};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn corpus(folder: &str) -> Corpus {
    load(&root().join(folder), Limits { max_file_mb: 64 }).expect("the documents are there")
}

fn glossary() -> Glossary {
    Glossary::read(&root().join("seeds")).expect("the glossary is there")
}

fn reader() -> Reader {
    Reader::open(&root().join("models/reader")).expect("the reader is there")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 27).expect("a day")
}

/// Folders of documents with the claims that are made of them.
fn judged() -> [(&'static str, PathBuf); 3] {
    [("seeds", "tests/gold"), ("tests/series", "tests/series"), ("tests/pages", "tests/pages")]
        .map(|(folder, claims)| (folder, root().join(claims).join("claims.jsonl")))
}

/// A sentence of a document as a claim that cites it, with the other sentences of
/// its document.
struct Said {
    claim: String,
    premise: Premise,
    others: Vec<Premise>,
}

/// Whether a sentence is one: not the words before a list, a heading or a number.
fn says_something(text: &str) -> bool {
    text.chars().count() >= 8 && text.ends_with(['。', '.', '！', '」', '）'])
}

/// Whether `premise` has all figures of `text`, so that it may say the same in other
/// words.
fn has_figures(premise: &Premise, text: &str) -> bool {
    let (own, printed) = (figures(text), figures(&premise.text));
    !own.is_empty() && own.iter().all(|one| printed.iter().any(|other| other.same_amount(one)))
}

/// The sentences of `folder`; those of the shipped page in Simplified characters too.
fn said(folder: &str) -> Vec<Said> {
    let mut said = Vec::new();
    for document in corpus(folder).documents.iter().filter_map(|entry| entry.read().ok()) {
        let mut premises: Vec<Premise> = Vec::new();
        for passage in passages(&document) {
            if matches!(passage.kind, Kind::Paragraph | Kind::Bullet) {
                let over = header(Some(&document.meta), &passage);
                let premise = |range: std::ops::Range<usize>| {
                    Premise::new(&passage.text[range], &over, document.meta.published)
                };
                premises.extend(sentences(&passage.text).into_iter().map(premise));
            }
        }
        for (at, premise) in premises.iter().enumerate() {
            let others: Vec<Premise> = (1..=2)
                .filter_map(|step| premises.get((at + step) % premises.len()).cloned())
                .filter(|other| other.text != premise.text && !has_figures(other, &premise.text))
                .collect();
            if !says_something(&premise.text) {
                continue;
            }
            let plain = premise.text.clone();
            // The other script once: it takes as long again.
            let other = (folder == "seeds").then(|| simplified(&plain));
            for claim in other.into_iter().chain([plain]) {
                said.push(Said { claim, premise: premise.clone(), others: others.clone() });
            }
        }
    }
    said
}

#[derive(Default)]
struct Count {
    shown: Vec<String>,
    all: usize,
}

/// What is true of a sentence is what it says: with a figure, a date, a name or a no
/// changed it is not, and another sentence does not say it.
#[test]
fn what_was_made_wrong_is_not_shown() {
    let (glossary, reader) = (glossary(), reader());
    let quick = Gate::new(&glossary, None, Some(today()));
    let whole = Gate::new(&glossary, Some(&reader), Some(today()));
    // Without the reader first: what fails there needs no more.
    let passes = |claim: &str, premise: &Premise| {
        quick.judge(claim, &[premise]).passes() && whole.judge(claim, &[premise]).passes()
    };
    let (mut right, mut dropped) = (0, Vec::new());
    let mut wrong: BTreeMap<Change, Count> = BTreeMap::new();
    for one in ["seeds", "tests/series", "tests/pages"].into_iter().flat_map(said) {
        if one.claim.chars().count() > 600 {
            continue;
        }
        right += 1;
        if !passes(&one.claim, &one.premise) {
            dropped.push(format!(
                "{:?} {}",
                whole.judge(&one.claim, &[&one.premise]).failure,
                one.claim
            ));
            continue;
        }
        let mut changed: Vec<(Change, String, &Premise)> = mutations(&one.claim)
            .into_iter()
            .map(|(change, claim)| (change, claim, &one.premise))
            .collect();
        let elsewhere = one.others.iter().map(|other| (Change::Citation, one.claim.clone(), other));
        changed.extend(elsewhere);
        for (change, claim, premise) in changed {
            let count = wrong.entry(change).or_default();
            count.all += 1;
            if passes(&claim, premise) {
                count.shown.push(format!("{claim}\n    {}", premise.text));
            }
        }
    }
    println!("right claims: {right}, dropped: {}", dropped.len());
    for one in &dropped {
        println!("  {one}");
    }
    for (change, count) in &wrong {
        println!("{change:?}: {} made wrong, shown: {}", count.all, count.shown.len());
        for one in &count.shown {
            println!("  {one}");
        }
    }
    assert!(
        dropped.len() * 100 <= right * 3,
        "{} of {right} right claims are dropped",
        dropped.len()
    );
    for change in [Change::Figure, Change::Date, Change::Citation] {
        assert!(wrong[&change].all > 500, "{change:?}: too few");
        assert_eq!(wrong[&change].shown, Vec::<String>::new(), "{change:?}");
    }
}

/// Claims that people wrote as models write them: in their own words, in another
/// language, and temptingly wrong.
#[test]
fn claims_of_people_are_judged_as_before() {
    let (glossary, reader) = (glossary(), reader());
    let gate = Gate::new(&glossary, Some(&reader), Some(today()));
    let mut verdicts = Vec::new();
    for (folder, file) in judged() {
        let claims = claims(&file).expect("the claims are there");
        verdicts.extend(Cited::of(&corpus(folder)).judge(&gate, &claims));
    }
    let report = GateReport::new(&verdicts);
    println!("{report}");
    // The figures of the day, with a margin of a few claims.
    assert!(report.right.passed * 100 >= report.right.all * 78, "right claims: {:?}", report.right);
    assert!(report.wrong.passed * 100 <= report.wrong.all * 48, "wrong claims: {:?}", report.wrong);
}
