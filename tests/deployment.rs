//! The files in `deploy/` are in step with the program.

#[path = "support/cli.rs"]
mod cli;

use cli::{Archive, repository};
use innopolicy::config::Config;

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

#[test]
fn every_variable_is_a_setting() {
    let mut archive = Archive::station();
    for file in FILES {
        let names = variables(&deployed(file));
        assert!(!names.is_empty(), "{file} sets something");
        for name in names.iter().filter(|name| !name.ends_with("_MODEL")) {
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
