//! The index is rebuilt when it must be, survives a crash, and is shared.

#[path = "support/cli.rs"]
mod cli;
#[cfg(target_os = "linux")]
#[path = "support/rights.rs"]
mod rights;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Child;
use std::time::{Duration, Instant};

use cli::{Archive, Outcome, STATION, WHEN};

/// The exit code where the index cannot be written.
const DATA: i32 = 5;

#[test]
fn an_unchanged_folder_is_indexed_once() {
    let archive = Archive::station();
    let first = archive.run(&["index"]);
    assert!(first.stderr.contains("indexing: 1 of 1 documents\n"), "{}", first.stderr);
    assert!(first.said().starts_with("indexed: 1 documents, 1 passages, "));
    let second = archive.run(&["index"]);
    assert_eq!(second.stderr, "");
    assert!(second.said().starts_with("unchanged: 1 documents, 1 passages, "));
    let answer = archive.ask(WHEN);
    assert_eq!(answer.stderr, "", "asking builds nothing anew");
}

#[test]
fn a_finished_index_is_opened_without_writing() {
    let archive = Archive::station();
    assert!(archive.ask(WHEN).said().contains("2034年"));
    let folder = archive.indexes().remove(0);
    let files = || {
        let entries = fs::read_dir(&folder).expect("an index").flatten();
        entries.map(|entry| entry.file_name()).collect::<std::collections::BTreeSet<_>>()
    };
    for lock in files().iter().filter(|name| name.to_string_lossy().ends_with(".lock")) {
        fs::remove_file(folder.join(lock)).expect("removed");
    }
    let before = files();
    assert!(archive.ask(WHEN).said().contains("2034年"));
    assert_eq!(files(), before, "an index may lie on a medium that is read-only");
}

/// As an index is that someone else made, or that lies on a medium that is read-only.
#[cfg(target_os = "linux")]
#[test]
fn an_index_that_may_not_be_written_is_opened() {
    let archive = Archive::station().by_way_of(rights::without_rights());
    archive.still_answers();
    let sealed = rights::Sealed::new(&archive.path().join("data"));
    assert_eq!(archive.still_answers(), "");
    archive.write("more.txt", "數碼港擴建工程完成。\n");
    let said = archive.ask(WHEN).complained(DATA);
    insta::assert_snapshot!(said, @"innopolicy: cannot write data/index/lock: Permission denied (os error 13); choose a folder you may write to with --data");
    drop(sealed);
    archive.still_answers();
}

#[test]
fn a_file_that_is_left_out_is_named_when_the_documents_are_indexed() {
    let archive = Archive::station().with("empty.txt", "");
    let first = archive.ask(WHEN);
    assert!(first.stderr.contains("left out: seeds/empty.txt"), "{}", first.stderr);
    assert_eq!(archive.ask(WHEN).stderr, "", "and not before every answer");
    assert!(archive.run(&["doctor"]).stderr.matches("left out: ").count() == 1);
}

#[test]
fn a_changed_document_is_read_anew() {
    let archive = Archive::station();
    assert!(archive.ask(WHEN).said().contains("2034年"));
    archive.write("mtr.txt", "港鐵表示，河套站將於2035年啟用。\n");
    assert!(archive.ask(WHEN).said().contains("2035年"));
    archive.write("more.txt", "數碼港擴建工程完成。\n");
    assert!(archive.run(&["index"]).said().starts_with("indexed: 2 documents"));
    assert_eq!(archive.indexes().len(), 1, "older indexes are removed");
    fs::remove_file(archive.corpus().join("more.txt")).expect("removed");
    assert!(archive.run(&["index"]).said().starts_with("indexed: 1 documents"));
}

/// Documents of a few lines each, by name.
const SMALL: [(&str, &str); 5] = [
    ("a/bridge.txt", "河套西橋已動工，目標於2027年完成。\n"),
    ("a.txt", "數碼港擴建工程將於2026年完成。\n"),
    ("fund.txt", "政府將成立100億元創科產業引導基金。\n"),
    ("mtr.txt", STATION),
    ("park.txt", "科學園有逾2000間公司。\n"),
];

fn small() -> Archive {
    let archive = Archive::new();
    fs::create_dir(archive.corpus().join("a")).expect("a folder");
    for (name, text) in SMALL {
        archive.write(name, text);
    }
    archive
}

#[test]
fn a_changed_document_costs_its_own_indexing_and_ranks_as_if_all_were_indexed_anew() {
    let grown = small();
    assert!(grown.run(&["index"]).stderr.contains("indexing: 0 of 5 documents\n"));
    let fresh = small();
    for (name, text) in [
        ("mtr.txt", "港鐵表示，河套站將於2035年啟用。\n"),
        ("new.txt", "新田科技城首批用地已平整，河套站在旁。\n"),
        ("catalog.toml", "[[document]]\npath = \"park.txt\"\ntitle = \"科學園河套\"\n"),
        ("a/bridge.txt", "西橋已完成，河套站仍在興建。\n"),
    ] {
        grown.write(name, text);
        fresh.write(name, text);
        let indexed = grown.run(&["index"]);
        assert!(indexed.stderr.ends_with("indexing: 1 of 1 documents\n"), "{}", indexed.stderr);
    }
    for archive in [&grown, &fresh] {
        fs::remove_file(archive.corpus().join("fund.txt")).expect("removed");
    }
    let removed = grown.run(&["index"]);
    assert_eq!(removed.stderr, "", "nothing is indexed");
    assert!(removed.said().starts_with("indexed: 5 documents, 5 passages, "));
    for question in [WHEN, "西橋何時完成？", "科學園有多少間公司？", "引導基金有多少？"]
    {
        let (mut one, mut other) = (grown.json(question), fresh.json(question));
        assert_ne!(one["elapsed_ms"].take(), other["elapsed_ms"].take());
        assert_eq!(one, other, "{question}");
    }
    assert_eq!(
        grown.indexes(),
        [grown.path().join(fresh.indexes()[0].strip_prefix(fresh.path()).expect("inside"))]
    );
}

#[test]
fn an_index_begun_from_a_damaged_one_is_made_anew() {
    let archive = small();
    archive.run(&["index"]).said();
    let index = archive.indexes().remove(0);
    let meta = fs::read_to_string(index.join("meta.json")).expect("tantivy's list");
    fs::write(index.join("meta.json"), " ".repeat(meta.len())).expect("of the same size");
    archive.write("mtr.txt", "港鐵表示，河套站將於2035年啟用。\n");
    let said = archive.run(&["index"]).stderr;
    assert!(said.contains("all documents are indexed anew: the index in data/index/"), "{said}");
    assert!(said.ends_with("indexing: 5 of 5 documents\n"), "{said}");
    assert!(archive.ask(WHEN).said().contains("2035年"));
}

#[test]
fn a_changed_catalogue_is_read_anew() {
    let archive = Archive::station();
    assert_eq!(archive.json(WHEN)["citations"][0]["published"], serde_json::Value::Null);
    archive.write("catalog.toml", "[[document]]\npath = \"mtr.txt\"\npublished = 2026-01-05\n");
    assert_eq!(archive.json(WHEN)["citations"][0]["published"], "2026-01-05");
    assert!(archive.run(&["index"]).said().starts_with("unchanged"));
}

#[test]
fn a_changed_glossary_takes_effect_without_a_new_index() {
    let archive = Archive::shipped();
    let outcome = || archive.json("When will the Hetao west bridge be finished?")["outcome"].take();
    assert_eq!(outcome(), "answered");
    archive.write("glossary.tsv", "# nothing yet\n");
    assert_ne!(outcome(), "answered");
    assert!(archive.run(&["index"]).said().starts_with("unchanged"));
}

/// Kills `process` as soon as it has begun to write an index.
fn kill_while_indexing(archive: &Archive, mut process: Child) {
    let begun = Instant::now();
    let unfinished = || archive.indexes().into_iter().any(|path| !is_finished(&path));
    while !unfinished() {
        assert!(begun.elapsed() < Duration::from_secs(20), "indexing never began");
        std::thread::sleep(Duration::from_millis(2));
    }
    process.kill().expect("killed");
    process.wait().expect("ended");
}

fn is_finished(index: &std::path::Path) -> bool {
    index.extension().is_none_or(|extension| extension != "unfinished")
}

#[test]
fn a_crash_while_indexing_leaves_the_old_index() {
    let archive = Archive::station();
    assert!(archive.run(&["index"]).said().starts_with("indexed"));
    archive.write("long.txt", "北部都會區將建設新田科技城。\n\n".repeat(30_000));
    kill_while_indexing(&archive, archive.start(&["index"]));
    fs::remove_file(archive.corpus().join("long.txt")).expect("removed");
    assert_eq!(archive.indexes().len(), 2, "the crash left its folder");
    assert!(archive.run(&["index"]).said().starts_with("unchanged"));
    assert!(archive.ask(WHEN).said().contains("2034年"));

    archive.write("mtr.txt", "港鐵表示，河套站將於2035年啟用。\n");
    assert!(archive.run(&["index"]).said().starts_with("indexed"));
    let left = archive.indexes();
    assert!(left.len() == 1 && is_finished(&left[0]), "the next build cleans up: {left:?}");
}

#[test]
fn a_folder_left_half_written_is_begun_again() {
    let archive = Archive::station();
    archive.run(&["index"]).said();
    let finished = archive.indexes().remove(0);
    let name = finished.file_name().expect("a name").to_string_lossy().into_owned();
    let unfinished = finished.with_file_name(format!(".{name}.unfinished"));
    fs::rename(&finished, &unfinished).expect("as if it had never been finished");
    fs::write(unfinished.join("meta.json"), "{").expect("half a file");
    assert!(archive.ask(WHEN).said().contains("2034年"));
    assert_eq!(archive.indexes(), [finished]);
}

#[test]
fn a_damaged_index_that_leaves_a_document_out_is_made_anew_under_its_name() {
    let archive = Archive::station().with("lost.txt", "西橋於1999年落成。\n");
    archive.run(&["index"]).said();
    fs::remove_dir_all(archive.indexes().remove(0)).expect("the last versions are gone");
    archive.write("lost.txt", "");
    // It is known and cannot be read any more, so that the index has another name.
    assert!(archive.still_answers().contains("left out: "));
    let index = archive.indexes().remove(0);
    assert_eq!(archive.still_answers(), "", "a second start finds it");
    fs::remove_file(index.join("manifest.json")).expect("damaged");
    assert!(archive.still_answers().contains("an index is built again"));
    assert_eq!(archive.indexes(), [index]);
}

#[test]
fn a_second_process_says_who_holds_the_folder_and_goes_on_when_it_is_free() {
    let archive = Archive::station();
    let folder = archive.path().join("data/index");
    fs::create_dir_all(&folder).expect("the data folder");
    fs::write(folder.join("lock"), "process 4711, which is indexing").expect("a holder");
    let lock = File::open(folder.join("lock")).expect("the lock");
    lock.try_lock().expect("it is free");

    let mut second = archive.start(&["index"]);
    let mut log = BufReader::new(second.stderr.take().expect("stderr is piped"));
    let mut line = String::new();
    log.read_line(&mut line).expect("a line");
    let expected = "the data folder is held by process 4711, which is indexing; waiting for it\n";
    assert!(line.ends_with(expected), "{line}");
    assert!(second.try_wait().expect("a state").is_none(), "it waits");

    drop(lock);
    let mut rest = String::new();
    log.read_to_string(&mut rest).expect("its log");
    assert!(!rest.contains("held by"), "once is enough: {rest}");
    let outcome = Outcome::from(second.wait_with_output().expect("it ends"));
    assert!(outcome.said().starts_with("indexed: 1 documents"));
}

#[test]
fn processes_that_begin_together_all_answer() {
    let archive = Archive::shipped();
    let processes: Vec<Child> =
        (0..4).map(|_| archive.start(&["ask", "港話通有多少登記用戶？"])).collect();
    for process in processes {
        let outcome = Outcome::from(process.wait_with_output().expect("it ends"));
        assert!(outcome.said().contains("48萬"));
    }
    assert_eq!(archive.indexes().len(), 1);
}

#[test]
fn a_chat_follows_its_documents() {
    let archive = Archive::station();
    let mut chat = archive.talk(&["chat"]);
    let mut input = chat.stdin.take();
    let output = BufReader::new(chat.stdout.take().expect("stdout is piped"));
    let mut lines = output.lines().map(|line| line.expect("a line"));
    // The answer to the question, whose line it follows.
    let mut asked = || {
        let input = input.as_mut().expect("stdin is piped");
        writeln!(input, "{WHEN}").expect("written");
        lines.find(|line| line.ends_with(WHEN)).expect("the question");
        lines.next().expect("its answer")
    };
    assert!(asked().contains("2034年"));
    archive.write("mtr.txt", "港鐵表示，河套站將於2035年啟用。\n");
    let begun = Instant::now();
    while !asked().contains("2035年") {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is never answered from");
    }
    // It ends with its input.
    input.take();
    assert!(chat.wait().expect("it ends").success());
}
