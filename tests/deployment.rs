//! The files in `deploy/` are in step with the program.

#[path = "support/cli.rs"]
mod cli;

use std::collections::BTreeSet;

use cli::{Archive, repository};
use innopolicy::config::Config;
use walkdir::WalkDir;

const FILES: [&str; 3] = ["Containerfile", "compose.yaml", "innopolicy.service"];

fn deployed(name: &str) -> String {
    std::fs::read_to_string(repository().join("deploy").join(name)).expect("a file of deploy/")
}

/// The settings that a file of `deploy/` makes by variables, comments aside.
fn variables(file: &str) -> Vec<String> {
    let lines = file.lines().filter(|line| !line.trim_start().starts_with('#'));
    let words = lines.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'));
    words.filter(|word| word.starts_with("INNOPOLICY_")).map(str::to_owned).collect()
}

/// The seconds that a file of `deploy/` gives after `key`, as in `45s`.
fn seconds(file: &str, key: &str) -> u64 {
    let value = deployed(file)
        .lines()
        .find_map(|line| line.trim().strip_prefix(key)?.trim().strip_suffix('s')?.parse().ok());
    value.unwrap_or_else(|| panic!("{file} has {key} in seconds"))
}

/// The top folders that the sources in `src` compile files of.
fn compiled_in() -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for source in WalkDir::new(repository().join("src")) {
        let source = source.expect("an entry").into_path();
        if source.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&source).expect("a source");
        for after in text.split("include_str!(\"").skip(1) {
            let name = after.split('"').next().expect("a path");
            let file = source.with_file_name(name).canonicalize().expect("a file that is there");
            let root = repository().canonicalize().expect("a folder that is there");
            let inside = file.strip_prefix(root).expect("a file of the repository");
            folders.extend(inside.iter().next().map(|top| top.to_string_lossy().into_owned()));
        }
    }
    folders
}

#[test]
fn every_file_that_is_compiled_in_gets_into_the_build() {
    let (recipe, let_through) = (deployed("Containerfile"), deployed("Containerfile.dockerignore"));
    let (build, _) = recipe.split_once("cargo build").expect("a build");
    let folders = compiled_in();
    assert!(folders.len() > 1, "{folders:?}");
    for folder in folders {
        let copied = format!("COPY {folder} {folder}");
        assert!(build.lines().any(|line| line == copied), "Containerfile has `{copied}`");
        let passed = format!("!{folder}");
        assert!(let_through.lines().any(|line| line == passed), "its ignore file has `{passed}`");
    }
}

#[test]
fn every_variable_is_a_setting() {
    let mut archive = Archive::station();
    for file in FILES {
        let names = variables(&deployed(file));
        assert!(!names.is_empty(), "{file} sets something");
        for name in &names {
            let value = if name.ends_with("_LISTEN") { "127.0.0.1:0" } else { "seeds" };
            archive = archive.variable(name, value);
        }
    }
    let outcome = archive.variable("INNOPOLICY_NONSENSE", "1").run(&["passages"]);
    let unknown: Vec<&str> =
        outcome.stderr.lines().filter(|line| line.contains("is no setting")).collect();
    assert!(matches!(unknown[..], [line] if line.contains("NONSENSE")), "{}", outcome.stderr);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
}

#[test]
fn a_stop_leaves_time_for_the_answers_under_way() {
    let drain = Config::default().telegram.drain_timeout;
    assert!(seconds("innopolicy.service", "TimeoutStopSec=") > drain + 5);
    assert!(seconds("compose.yaml", "stop_grace_period:") > drain + 5);
}
