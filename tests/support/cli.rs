//! The command, run as a person runs it: in a folder with documents in
//! `seeds` and everything that is written in `data`.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test binary compiles all of it and uses its own part"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The shipped document.
pub const SHIPPED: &str = "ta-kung-pao-2025-12-29-innovation.txt";

/// A small document, called `mtr.txt`, and a question that it answers.
pub const STATION: &str = "港鐵表示，河套站將於2034年啟用。\n";
pub const WHEN: &str = "河套站何時啟用？";

/// A folder of documents and what is made of it; deleted when dropped.
pub struct Archive {
    folder: TempDir,
    environment: Vec<(String, String)>,
    /// What the command line begins with, before the command.
    before: &'static [&'static str],
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Archive {
    /// An archive without a document.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("seeds")).expect("an empty folder");
        Self { folder, environment: Vec::new(), before: &[] }
    }

    /// An archive with a copy of the shipped documents.
    pub fn shipped() -> Self {
        let archive = Self::new();
        for entry in fs::read_dir(repository().join("seeds")).expect("the shipped documents") {
            let path = entry.expect("an entry").path();
            fs::copy(&path, archive.corpus().join(path.file_name().expect("a name")))
                .expect("a copy");
        }
        archive
    }

    /// An archive with one small document, which is quick to index.
    pub fn station() -> Self {
        Self::new().with("mtr.txt", STATION)
    }

    /// The archive with one more file among its documents.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(name, bytes);
        self
    }

    /// The archive with a variable in the command's environment.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The archive whose command is run by way of `before`.
    pub fn by_way_of(mut self, before: &'static [&'static str]) -> Self {
        self.before = before;
        self
    }

    /// Puts a file among the documents.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.corpus().join(name), bytes).expect("the document is written");
    }

    /// Where the command runs.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The documents.
    pub fn corpus(&self) -> PathBuf {
        self.path().join("seeds")
    }

    /// The file of a citation, between its offsets.
    pub fn cited(&self, citation: &Value) -> Vec<u8> {
        let offset = |key: &str| citation[key].as_u64().and_then(|at| usize::try_from(at).ok());
        let path = citation["path"].as_str().expect("a path");
        let file = fs::read(self.corpus().join(path)).expect("the cited file");
        let range = offset("start").expect("a start")..offset("end").expect("an end");
        file.get(range).expect("the span is in the file").to_vec()
    }

    /// The folders in `data/index`, finished or not, in order of their names.
    pub fn indexes(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.path().join("data/index")) else { return Vec::new() };
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let mut folders: Vec<_> = paths.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    }

    /// Runs the command to its end, with nothing on standard input.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.command(arguments).stdin(Stdio::null()).output().expect("the command runs").into()
    }

    /// `ask` with a question that is written on the command line.
    pub fn ask(&self, question: &str) -> Outcome {
        self.run(&["ask", question])
    }

    /// `ask --json`, read back.
    pub fn json(&self, question: &str) -> Value {
        let line = self.run(&["ask", "--json", question]).said();
        serde_json::from_str(&line).expect("one JSON object")
    }

    /// Runs the command with `input` on standard input.
    pub fn feed(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("it starts");
        // A command that ends early closes its end; its outcome tells why.
        let _ = child.stdin.take().expect("stdin is piped").write_all(input);
        child.wait_with_output().expect("it ends").into()
    }

    /// Fails unless the small document is answered from; gives what else was
    /// said, on standard error.
    pub fn still_answers(&self) -> String {
        let outcome = self.ask(WHEN);
        assert!(outcome.stdout.contains("2034年"), "{}{}", outcome.stdout, outcome.stderr);
        assert_eq!(outcome.code, Some(0));
        outcome.stderr
    }

    /// Starts the command and does not wait for it.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::null()).spawn().expect("it starts")
    }

    /// Starts the command with standard input that is written to as it runs.
    pub fn talk(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdin(Stdio::piped()).spawn().expect("it starts")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let line = self.before.iter().copied().chain([env!("CARGO_BIN_EXE_innopolicy")]);
        let line: Vec<&str> = line.collect();
        let mut command = Command::new(line[0]);
        command.args(&line[1..]);
        let home = std::env::var_os("HOME").map(|home| ("HOME", home));
        command.current_dir(self.path()).env_clear().envs(home).args(arguments);
        // Most stories are of what words alone tell; those of the reader name it.
        command.env("INNOPOLICY_READER_MODEL", "");
        command.envs(self.environment.iter().cloned());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the command writes UTF-8");
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Outcome {
    /// What it said; fails unless it succeeded.
    pub fn said(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self.stdout
    }

    /// What it said on standard error; fails unless it ended with `code`,
    /// without an answer.
    pub fn complained(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        assert_eq!(self.stdout, "", "an error is not an answer");
        assert!(self.stderr.starts_with("innopolicy: "), "{}", self.stderr);
        self.stderr
    }
}

/// `text` without white space, as quotes and files are compared.
pub fn solid(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
