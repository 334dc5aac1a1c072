//! Whatever is in the folder of documents, what is at fault is named and what
//! can be read is answered from, in whichever encoding.

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16LE};

use cli::{Archive, Outcome, SHIPPED, WHEN, repository, solid};

const DOCUMENTS: i32 = 4;

#[test]
fn a_folder_of_documents_that_cannot_be_used_is_named() {
    let empty = Archive::new();
    insta::assert_snapshot!(empty.ask(WHEN).complained(DOCUMENTS), @"innopolicy: the corpus folder seeds has no document that can be read");
    let missing = empty.run(&["--corpus", "nowhere", "ask", WHEN]).complained(DOCUMENTS);
    insta::assert_snapshot!(missing, @"innopolicy: cannot read the corpus folder nowhere: No such file or directory (os error 2)");
    let file =
        Archive::station().run(&["--corpus", "seeds/mtr.txt", "index"]).complained(DOCUMENTS);
    insta::assert_snapshot!(file, @"innopolicy: cannot read the corpus folder seeds/mtr.txt: Not a directory (os error 20)");
    let useless = Archive::new().with("scan.pdf", "%PDF-1.4").with("blank.txt", " \n\u{feff}");
    insta::assert_snapshot!(useless.ask(WHEN).complained(DOCUMENTS), @r"
    innopolicy: the corpus folder seeds has no document that can be read
      seeds/blank.txt: is empty
      seeds/scan.pdf: is not a kind of document that is read (txt, text, md, html, htm)
    ");
}

#[test]
fn a_bad_file_is_named_and_the_good_one_beside_it_is_answered_from() {
    let archive = Archive::station()
        .with("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .with("codes.txt", [1, 2, 3, 4, 5, 6])
        .with("broken.txt", b"ok \xff\xff\xff\xff")
        .with("odd.txt", b"\xff\xfe\x41\x00\x42")
        .with("nothing.txt", "")
        .with("slides.pptx", "PK");
    let said = archive.still_answers();
    for problem in [
        "picture.txt: is not text: it holds binary data",
        "codes.txt: is not text: it holds binary data",
        "broken.txt: is in no encoding that is read (UTF-8, UTF-16, Big5, GB18030): the first unreadable byte is 3",
        "odd.txt: is in no encoding that is read (UTF-8, UTF-16, Big5, GB18030): the first unreadable byte is 4",
        "nothing.txt: is empty",
        "slides.pptx: is not a kind of document that is read (txt, text, md, html, htm)",
    ] {
        assert!(said.contains(&format!("left out: seeds/{problem}\n")), "{problem}\n{said}");
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_named() {
    // A link to nowhere cannot be opened by anyone, the superuser included.
    let archive = Archive::station();
    std::os::unix::fs::symlink("/nowhere", archive.corpus().join("gone.txt")).expect("a link");
    let said = archive.still_answers();
    assert!(said.contains("left out: seeds/gone.txt: cannot be read: No such file"), "{said}");
}

#[test]
fn a_pipe_and_a_folder_that_holds_itself_do_not_hold_anything_up() {
    let archive = Archive::station();
    let pipe = archive.corpus().join("pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    std::os::unix::fs::symlink(".", archive.corpus().join("itself")).expect("a link");
    let mut process = archive.start(&["index"]);
    let begun = Instant::now();
    while process.try_wait().expect("a state").is_none() {
        if begun.elapsed() > Duration::from_secs(10) {
            process.kill().expect("killed");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let outcome = Outcome::from(process.wait_with_output().expect("ended"));
    assert!(outcome.stderr.contains("seeds/pipe.txt: is not a file"), "{}", outcome.stderr);
    assert!(outcome.said().starts_with("indexed: 1 documents"));
}

#[test]
fn a_file_over_the_limit_is_left_out() {
    let archive = Archive::station().variable("INNOPOLICY_DOCUMENTS_MAX_FILE_MB", "1");
    archive.write("long.txt", "a".repeat(2_000_000));
    let said = archive.still_answers();
    assert!(said.contains("seeds/long.txt: has 2 MB, over the limit of 1 MB"), "{said}");
    assert!(said.contains("raise documents.max_file_mb"), "{said}");
}

/// The citations of the answer to `question` are their bytes of the file,
/// once decoded.
fn answers_from(encoding: &'static Encoding, document: &[u8], question: &str, words: &str) {
    let archive = Archive::new().with("press.txt", document);
    let reply = archive.json(question);
    assert_eq!(reply["outcome"], "answered", "{}: {reply}", encoding.name());
    let citation = &reply["citations"][0];
    let quote = citation["quote"].as_str().expect("a quote");
    assert!(quote.contains(words), "{quote}");
    let bytes = archive.cited(citation);
    let (decoded, malformed) = encoding.decode_without_bom_handling(&bytes);
    assert!(!malformed);
    assert_eq!(solid(&decoded), solid(quote));
}

fn shipped_text() -> String {
    fs::read_to_string(repository().join("seeds").join(SHIPPED)).expect("shipped")
}

#[test]
fn press_archives_in_big5_are_answered_from() {
    // The page's second half has characters that Big5 lacks.
    let text = shipped_text();
    let article = text.split('▲').next().expect("the first article");
    let (bytes, _, unmappable) = BIG5.encode(article);
    assert!(!unmappable);
    answers_from(BIG5, &bytes, "當局收到多少份意向書？", "27份意向書");
}

#[test]
fn press_archives_in_gb18030_are_answered_from() {
    let simplified =
        "河套香港园区上周正式开园，首三座大楼已投入运作。\n\n「港话通」登记用户已超过48万。\n"
            .repeat(3);
    let (bytes, _, _) = GB18030.encode(&simplified);
    answers_from(GB18030, &bytes, "港话通有多少登记用户？", "48万");
    let text = shipped_text();
    let (bytes, _, _) = GB18030.encode(&text);
    answers_from(GB18030, &bytes, "港話通有多少登記用戶？", "48萬");
}

#[test]
fn utf_16_and_a_byte_order_mark_are_read() {
    let text = format!("\u{feff}{}", shipped_text());
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    answers_from(UTF_16LE, &bytes, "港話通有多少登記用戶？", "48萬");
    answers_from(encoding_rs::UTF_8, text.as_bytes(), "港話通有多少登記用戶？", "48萬");
}

#[test]
fn a_broken_catalogue_is_named_with_the_line() {
    const ENTRY: &str = "[[document]]\npath = \"mtr.txt\"\n";
    for (catalogue, fault, place) in [
        ("[[document\n".to_owned(), "unclosed array table", "line 1"),
        (format!("{ENTRY}author = \"x\"\n"), "unknown field `author`", "line 3"),
        (format!("{ENTRY}published = 2025-13-45\n"), "invalid date", "line 3"),
        (
            format!("{ENTRY}published = \"soon\"\n"),
            "\"soon\" is not a date; write 2025-12-29",
            "line 3",
        ),
        (format!("{ENTRY}language = \"fr\"\n"), "unknown variant `fr`", "line 3"),
        (format!("{ENTRY}title = 5\n"), "invalid type", "line 3"),
        ("[[document]]\ntitle = \"x\"\n".to_owned(), "missing field `path`", "line 1"),
        (format!("{ENTRY}{ENTRY}"), "two entries for mtr.txt; keep one", "catalog.toml"),
    ] {
        let said =
            Archive::station().with("catalog.toml", catalogue).ask(WHEN).complained(DOCUMENTS);
        assert!(said.starts_with("innopolicy: seeds/catalog.toml "), "{said}");
        assert!(said.contains(fault) && said.contains(place), "{said}");
    }
}

#[test]
fn an_entry_without_its_file_is_only_mentioned() {
    let archive = Archive::station().with("catalog.toml", "[[document]]\npath = \"gone.txt\"\n");
    let said = archive.still_answers();
    assert!(said.contains("seeds/gone.txt: is in catalog.toml but not in the folder"), "{said}");
}

#[test]
fn a_broken_glossary_is_named_with_the_line() {
    let archive = Archive::station().with("glossary.tsv", "# terms\n河套\tHetao\n西橋\n");
    let said = archive.ask(WHEN).complained(DOCUMENTS);
    assert!(
        said.starts_with("innopolicy: seeds/glossary.tsv, line 3: write Chinese, a tab"),
        "{said}"
    );
    archive.write("glossary.tsv", b"\xff\xfe\xfd");
    assert!(archive.ask(WHEN).complained(DOCUMENTS).contains("cannot read seeds/glossary.tsv"));
}
