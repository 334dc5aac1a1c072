//! The real bot: the binary, run against a fake Telegram.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};

#[cfg(target_os = "linux")]
use super::rights::without_rights;
use super::telegram::FakeTelegram;

/// How long a bot may take to stop once told.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running bot; killed when dropped.
pub struct Bot {
    process: Child,
    _data: Option<TempDir>,
}

/// How a bot ended.
pub struct Ended {
    /// Its exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Its log.
    pub log: String,
}

/// The folder of the shipped documents.
pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

impl Bot {
    /// Starts the bot on the shipped documents, and waits until it has
    /// introduced itself and polls.
    pub async fn start(fake: &FakeTelegram) -> Self {
        let bot = Self::launch(fake, fake.token(), &seeds(), &[]);
        fake.wait_for_call("setMyShortDescription", 3).await;
        fake.poll_begun(1).await;
        bot
    }

    /// As [`Bot::start`], with further environment.
    pub async fn start_with(fake: &FakeTelegram, environment: &[(&str, &str)]) -> Self {
        let bot = Self::launch(fake, fake.token(), &seeds(), environment);
        fake.poll_begun(1).await;
        bot
    }

    /// Starts the bot on a folder of documents and one for data, which another bot may have
    /// used before, and waits until it polls.
    pub async fn start_in(
        fake: &FakeTelegram,
        corpus: &Path,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        let polls = fake.polls();
        let bot = Self::launch_in(fake, corpus, data, environment);
        fake.poll_begun(polls + 1).await;
        bot
    }

    /// As [`Bot::start_in`], without waiting for anything.
    pub fn launch_in(
        fake: &FakeTelegram,
        corpus: &Path,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        Self { process: Self::process(fake, fake.token(), corpus, data, environment), _data: None }
    }

    /// As [`Bot::start_in`]: a bot whose files can be kept from growing, see
    /// [`Bot::fill_disk`].
    #[cfg(target_os = "linux")]
    pub async fn start_on_small_disk(
        fake: &FakeTelegram,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start_limited("", fake, data, environment).await
    }

    /// As [`Bot::start_on_small_disk`], where there is no room from the start.
    #[cfg(target_os = "linux")]
    pub async fn start_on_full_disk(
        fake: &FakeTelegram,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start_limited("ulimit -S -f 0; ", fake, data, environment).await
    }

    #[cfg(target_os = "linux")]
    async fn start_limited(
        limit: &str,
        fake: &FakeTelegram,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        // A write past the limit fails, as on a full disk, where the signal that goes with
        // it is not heard.
        let script = format!("trap '' XFSZ; {limit}exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_innopolicy")]);
        let polls = fake.polls();
        let process = Self::spawn(shell, fake, fake.token(), &seeds(), data, environment);
        fake.poll_begun(polls + 1).await;
        Self { process, _data: None }
    }

    /// As [`Bot::start_in`]: a bot that obeys the permissions of its files.
    #[cfg(target_os = "linux")]
    pub async fn start_without_rights(
        fake: &FakeTelegram,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        let before = without_rights();
        let mut command = Command::new(before[0]);
        command.args(&before[1..]).arg(env!("CARGO_BIN_EXE_innopolicy"));
        let polls = fake.polls();
        let process = Self::spawn(command, fake, fake.token(), &seeds(), data, environment);
        fake.poll_begun(polls + 1).await;
        Self { process, _data: None }
    }

    /// From now on no file of the bot can be written, or all can again.
    #[cfg(target_os = "linux")]
    pub fn fill_disk(&self, full: bool) {
        use rustix::process::{Pid, Resource, Rlimit, prlimit};
        let id = self.process.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        let limit = Rlimit { current: full.then_some(0), maximum: None };
        prlimit(id, Resource::Fsize, limit).expect("a limit can be set");
    }

    /// Starts the bot with a token, documents and further environment.
    pub fn launch(
        fake: &FakeTelegram,
        token: &str,
        corpus: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        let data = tempfile::tempdir().expect("a folder for data");
        let process = Self::process(fake, token, corpus, data.path(), environment);
        Self { process, _data: Some(data) }
    }

    fn process(
        fake: &FakeTelegram,
        token: &str,
        corpus: &Path,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Child {
        let binary = Command::new(env!("CARGO_BIN_EXE_innopolicy"));
        Self::spawn(binary, fake, token, corpus, data, environment)
    }

    fn spawn(
        mut binary: Command,
        fake: &FakeTelegram,
        token: &str,
        corpus: &Path,
        data: &Path,
        environment: &[(&str, &str)],
    ) -> Child {
        binary
            .env_clear()
            .env("TELOXIDE_TOKEN", token)
            .env("TELOXIDE_API_URL", fake.url())
            // Stories of the chat need no reader.
            .env("INNOPOLICY_READER_MODEL", "")
            .envs(environment.iter().copied())
            .arg("--corpus")
            .arg(corpus)
            .arg("--data")
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the binary starts")
    }

    /// Sends a signal by its name, as `kill` does.
    pub async fn signal(&self, name: &str) {
        let id = self.process.id().expect("the bot runs").to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status().await;
        assert!(status.expect("kill runs").success());
    }

    /// What the bot holds of the machine's memory, in KB.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        let id = self.process.id().expect("the bot runs");
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let words = line.expect("its memory").trim().trim_end_matches(" kB");
        words.parse().expect("a number")
    }

    /// Stops the bot once its log has `words`, and returns how it ended.
    pub async fn stop_once_logged(mut self, words: &str) -> Ended {
        let mut stderr = self.process.stderr.take().expect("stderr is piped");
        let (mut log, mut piece) = (String::new(), [0; 1024]);
        let reading = async {
            while !log.contains(words) {
                let length = stderr.read(&mut piece).await.expect("a log");
                assert!(length > 0, "the bot ended without {words:?}:\n{log}");
                log += &String::from_utf8_lossy(&piece[..length]);
            }
        };
        let read = tokio::time::timeout(PATIENCE, reading).await;
        self.process.stderr = Some(stderr);
        assert!(read.is_ok(), "the log has no {words:?}:\n{log}");
        let ended = self.stop().await;
        Ended { log: log + &ended.log, ..ended }
    }

    /// Waits for the bot to end by itself.
    pub async fn ended(mut self) -> Ended {
        let mut stderr = self.process.stderr.take().expect("stderr is piped");
        let mut log = String::new();
        let reading = async { stderr.read_to_string(&mut log).await.expect("a log in UTF-8") };
        let (_, status) =
            tokio::time::timeout(PATIENCE, async { tokio::join!(reading, self.process.wait()) })
                .await
                .expect("the bot ends in time");
        Ended { code: status.expect("a status").code(), log }
    }

    /// Ends the bot at once, as a crash does.
    pub async fn kill(self) {
        self.signal("KILL").await;
        assert_eq!(self.ended().await.code, None, "a signal ends it");
    }

    /// Stops the bot and returns how it ended.
    pub async fn stop(self) -> Ended {
        self.signal("TERM").await;
        self.ended().await
    }
}
