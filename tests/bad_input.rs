//! Whatever is put in, a message names what is at fault, the exit code says
//! of which kind it is, and the rest goes on working.

#[path = "support/cli.rs"]
mod cli;

use std::fs;
use std::path::{Path, PathBuf};

use cli::{Archive, WHEN};

const SETTINGS: i32 = 3;
const DATA: i32 = 5;
const QUESTION: i32 = 7;

#[test]
fn a_question_without_words_is_refused() {
    let archive = Archive::station();
    for question in
        ["", " \t\n\u{3000}", "👍🎉🇭🇰", "？！……", "\u{1}\u{7}\u{1b}", "\u{202e}\u{200f}\u{feff}"]
    {
        let said = archive.ask(question).complained(QUESTION);
        assert_eq!(said, "innopolicy: the question has no words; write what you want to know\n");
    }
    assert!(archive.indexes().is_empty(), "a bad question costs no work");
}

#[test]
fn a_whole_message_is_a_question_and_more_is_not() {
    let archive = Archive::station();
    assert!(archive.ask(&(WHEN.to_owned() + &"港".repeat(4096 - 8))).code == Some(0));
    let said = archive.ask(&"港".repeat(4097)).complained(QUESTION);
    assert!(said.contains("4097 characters, over the limit of 4096; shorten it"), "{said}");
    // Telegram counts a character beyond the first plane as two.
    assert!(archive.ask(&"𠮷".repeat(2048)).code == Some(0));
    assert!(archive.ask(&"𠮷".repeat(2049)).complained(QUESTION).contains("4098 characters"));
}

#[test]
fn invisible_characters_in_a_question_do_no_harm() {
    let archive = Archive::station();
    for question in [
        "\u{1}河套\u{1b}站何時\u{7f}啟用？",
        "\u{202e}河套站何時啟用？\u{202c}",
        "河套\u{200b}站何時啟用\u{feff}？",
    ] {
        let said = archive.ask(question).said();
        assert!(said.contains("2034年"), "{question:?}: {said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{said:?}");
    }
}

#[test]
fn a_question_in_a_language_of_no_document_is_abstained_from() {
    let archive = Archive::station();
    for question in ["متى تفتح محطة المترو؟", "מתי תיפתח התחנה?", "いつ開きますか", "คุณเป็นอย่างไร"]
    {
        assert_ne!(archive.json(question)["outcome"], "answered", "{question}");
    }
}

#[test]
fn a_chat_goes_on_after_bytes_that_are_no_text() {
    let input = [b"\xff\xfe\0\x01\n".as_slice(), WHEN.as_bytes()].concat();
    assert!(Archive::station().feed(&["chat"], &input).said().contains("2034年"));
}

#[test]
fn a_wrong_settings_file_is_named_with_the_key() {
    let archive = Archive::station();
    let said = archive.run(&["--config", "no.toml", "index"]).complained(SETTINGS);
    assert!(said.contains("no.toml: No such file"), "{said}");
    for (settings, fault) in [
        ("colour = 1\n", "colour"),
        ("[documents]\nmax_file_mb = \"x\"\n", "documents.max_file_mb"),
        ("[documents]\nmax_file_mb = -4\n", "documents.max_file_mb"),
        ("[telegram]\npol_timeout = 3\n", "telegram.pol_timeout"),
        ("[documents\n", "line 1"),
    ] {
        fs::write(archive.path().join("innopolicy.toml"), settings).expect("settings");
        let said = archive.run(&["index"]).complained(SETTINGS);
        assert!(said.contains(fault) && said.contains("innopolicy.toml"), "{said}");
    }
}

#[test]
fn a_secret_that_cannot_be_read_is_named_and_never_shown() {
    let archive = Archive::station();
    for (settings, fault) in [
        ("[model]\napi_key = 7654321\n", "model.api_key"),
        ("[embeddings]\napi_key = 7654321\n", "embeddings.api_key"),
        ("[model.headers]\nx-key = 7654321\n", "model.headers.x-key"),
        ("[model]\napi_key = sk-7654321\n", "line 2"),
    ] {
        fs::write(archive.path().join("innopolicy.toml"), settings).expect("settings");
        let said = archive.run(&["index"]).complained(SETTINGS);
        assert!(said.contains(fault) && !said.contains("7654321"), "{said}");
    }
    Archive::station().variable("INNOPOLICY_MODEL_API_KEY", "7654321").still_answers();
}

#[test]
fn a_wrong_variable_is_named_as_it_is_written() {
    let variable = "INNOPOLICY_DOCUMENTS_MAX_FILE_MB";
    let said = Archive::station().variable(variable, "lots").run(&["index"]).complained(SETTINGS);
    assert!(said.contains(variable) && !said.contains("default"), "{said}");
    let vast = u64::MAX.to_string();
    Archive::station().variable("INNOPOLICY_DOCUMENTS_MAX_FILE_MB", &vast).still_answers();
}

#[test]
fn a_variable_that_is_no_setting_is_named_and_left_aside() {
    // The second is what Kubernetes gives to every container beside a service of that name.
    for variable in ["INNOPOLICY_TELEGRAM_POL_TIMEOUT", "INNOPOLICY_PORT", "INNOPOLICY_COLOUR"] {
        let indexed = Archive::station().variable(variable, "tcp://10.0.0.1:80").run(&["index"]);
        let warned = format!("the variable {variable} is no setting");
        assert!(indexed.stderr.contains(&warned), "{}", indexed.stderr);
        assert!(indexed.said().starts_with("indexed"));
    }
}

#[test]
fn a_data_folder_that_cannot_be_written_is_named() {
    let archive = Archive::station();
    let said = archive.run(&["--data", "seeds/mtr.txt/data", "ask", WHEN]).complained(DATA);
    insta::assert_snapshot!(said, @"innopolicy: cannot write seeds/mtr.txt/data/index/lock: Not a directory (os error 20); choose a folder you may write to with --data");
}

#[test]
fn a_damaged_index_is_named_and_built_again_by_itself() {
    let archive = Archive::station();
    archive.still_answers();
    for ending in ["manifest.json", "meta.json", ".managed.json", ".term", ".store"] {
        let index = archive.indexes().remove(0);
        let file = file_of(&index, ending);
        let whole = fs::read(&file).expect("readable");
        fs::write(&file, &whole[..whole.len() / 2]).expect("cut short");
        let said = archive.still_answers();
        let folder = index.file_name().expect("a name").to_string_lossy();
        assert!(said.contains("an index is built again: "), "{said}");
        assert!(said.contains(&format!("data/index/{folder}")), "{said}");
        fs::remove_file(file_of(&index, ending)).expect("deleted");
        assert!(archive.still_answers().contains("an index is built again: "));
        assert_eq!(archive.still_answers(), "", "it is whole again");
    }
}

#[test]
fn an_index_whose_bytes_have_changed_is_found_by_index_and_doctor() {
    let archive = Archive::station();
    for command in ["index", "doctor"] {
        archive.still_answers();
        let file = file_of(&archive.indexes().remove(0), ".store");
        let mut bytes = fs::read(&file).expect("readable");
        bytes[3] ^= 0xff;
        fs::write(&file, bytes).expect("damaged");
        let outcome = archive.run(&[command]);
        assert!(outcome.stderr.contains(".store is damaged"), "{}", outcome.stderr);
        assert!(!archive.run(&[command]).stderr.contains("damaged"), "it is built again");
    }
}

/// The file of an index whose name ends so.
fn file_of(index: &Path, ending: &str) -> PathBuf {
    let entries = fs::read_dir(index).expect("the index").map(|file| file.expect("a file").path());
    let mut files = entries.filter(|path| path.to_string_lossy().ends_with(ending));
    files.next().expect("the index has such a file")
}
