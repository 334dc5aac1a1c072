//! Settings: defaults, then a TOML file, then the environment, then flags.
//!
//! Each layer takes its own struct. A key in a section is set in the
//! environment as `INNOPOLICY_SECTION_KEY`.

mod model;
mod secret;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use figment::error::Kind;
use figment::providers::{Env, Format, Serialized};
use figment::value::Value;
use figment::{Figment, Profile, Provider, Source};
use secrecy::SecretString;
use serde::de::Error as _;
use serde::{Deserialize, Serialize};

pub use model::{Embeddings, Model};
pub use secret::Secret;

/// The settings file that is read when it is there.
pub const FILE_NAME: &str = "innopolicy.toml";

/// All settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The folder of documents.
    pub corpus: PathBuf,
    /// The folder for the index and whatever else is written.
    pub data: PathBuf,
    /// What is read of the documents.
    pub documents: Documents,
    /// The model that reads passages and makes their vectors.
    pub reader: Reader,
    /// The language model that composes answers, if there is one.
    pub model: Model,
    /// Vectors of passages from a server, in place of the reader's own.
    pub embeddings: Embeddings,
    /// How the bot talks to Telegram.
    pub telegram: Telegram,
    /// How Telegram calls the bot, if it does.
    pub webhook: Webhook,
    /// Where the bot can be watched.
    pub watch: Watch,
}

/// What is read of the documents.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Documents {
    /// The largest file that is read, in megabytes. Reading and cutting one
    /// takes about fifteen times its size in memory for a moment.
    pub max_file_mb: u64,
    /// Whether the bot and the chat are told by the system when the documents
    /// change.
    pub watch: bool,
    /// How often they look for changes by themselves, in seconds; 0 for never.
    /// Some mounts (of a network, of another machine) tell of no changes: there,
    /// this is how long one may go unnoticed.
    pub rescan_seconds: u64,
}

/// The model that reads passages and makes their vectors.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reader {
    /// The folder of the model. Empty for none: then answers are chosen by
    /// their words alone.
    pub model: PathBuf,
    /// Vectors are made for at most so many passages. One takes some tens of
    /// milliseconds when the documents are indexed, so that this many take
    /// ten minutes or so; above it passages are found by their words alone.
    pub most_vectors: usize,
}

/// How the bot talks to Telegram. The token, the address and the proxy keep
/// teloxide's own names in the environment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Telegram {
    /// How long one getUpdates call waits, in seconds; Telegram allows 50.
    pub poll_timeout: u64,
    /// How long answers under way may take to finish after a stop signal,
    /// in seconds; what is not finished then is taken up at the next start.
    pub drain_timeout: u64,
    /// After how many seconds in the journal a question is too old to be
    /// answered: it gets a short apology instead.
    pub stale_after: u64,
    /// Who may ask.
    pub access: Access,
    /// The ids of those who run the bot; they may use the owner's commands.
    pub owners: Vec<i64>,
    /// How many questions a person may ask in a minute.
    pub person_per_minute: u32,
    /// How many questions may come from a chat in a minute; below Telegram's
    /// own twenty messages a minute to a group.
    pub chat_per_minute: u32,
    /// How many messages a second go out to all chats together. Telegram takes
    /// thirty, two of which are left to other programs with the same token;
    /// it takes more from bots that it was asked to.
    pub messages_per_second: usize,
    /// How many updates are handled at once; the rest wait with Telegram.
    pub at_once: usize,
    /// For how many days conversations and answers are kept.
    pub keep_days: u32,
    /// For how many seconds after a message its editing changes the answer.
    pub edit_window: u64,
}

/// How Telegram calls the bot; without an address, the bot polls.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Webhook {
    /// The address that Telegram calls, `https://…`; its path is served here.
    pub url: Option<String>,
    /// Where to listen: an address and a port, behind whatever ends TLS.
    pub listen: String,
    /// A certificate of one's own, for Telegram to know.
    pub certificate: Option<PathBuf>,
    /// How many calls Telegram makes at a time, 1 to 100.
    pub max_connections: u8,
}

/// Where the bot can be watched.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Watch {
    /// Where `/healthz` and `/metrics` are served: an address and a port.
    pub listen: Option<String>,
}

impl Default for Webhook {
    fn default() -> Self {
        let listen = "127.0.0.1:8080".to_owned();
        Self { url: None, listen, certificate: None, max_connections: 40 }
    }
}

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Everyone.
    Open,
    /// Those whom an owner let in with /allow, and those who came by a link
    /// with the invitation code, if there is one.
    Listed,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            corpus: PathBuf::from("seeds"),
            data: PathBuf::from("data"),
            documents: Documents::default(),
            reader: Reader::default(),
            model: Model::default(),
            embeddings: Embeddings::default(),
            telegram: Telegram::default(),
            webhook: Webhook::default(),
            watch: Watch::default(),
        }
    }
}

impl Default for Documents {
    fn default() -> Self {
        Self { max_file_mb: 64, watch: true, rescan_seconds: 300 }
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self { model: PathBuf::from("models/reader"), most_vectors: 20_000 }
    }
}

impl Default for Telegram {
    fn default() -> Self {
        Self {
            poll_timeout: 30,
            drain_timeout: 20,
            stale_after: 600,
            access: Access::Open,
            owners: Vec::new(),
            person_per_minute: 10,
            chat_per_minute: 18,
            messages_per_second: 28,
            at_once: 512,
            keep_days: 30,
            edit_window: 600,
        }
    }
}

/// What identifies the bot to Telegram; only ever in the environment.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// `TELOXIDE_TOKEN`, from `BotFather`.
    pub token: SecretString,
    /// `TELOXIDE_API_URL`, a server other than Telegram's own.
    pub api_url: Option<String>,
    /// `INNOPOLICY_INVITATION`, the code that lets people in by a link.
    pub invitation: Option<SecretString>,
    /// `TELOXIDE_PROXY`; an address with a password in it, so a secret too.
    pub proxy: Option<SecretString>,
}

/// The settings could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file that was asked for is not there.
    #[error("cannot read the configuration {path}: {source}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A key is unknown, or a value is not what it should be.
    #[error("{reason}, in {place}")]
    Value {
        /// What is wrong, with the key.
        reason: String,
        /// The file, or the variable as it is written.
        place: String,
    },
}

impl ConfigError {
    fn value(error: &figment::Error) -> Self {
        let keys = error.path.join(".").to_lowercase();
        let unknown = match &error.kind {
            Kind::UnknownField(field, _) => Some(field.to_lowercase()),
            _ => None,
        };
        // An unknown key is not in the path; one of another kind is.
        let key = match &unknown {
            Some(field) if !keys.ends_with(field) => format!("{keys}.{field}"),
            _ => keys,
        };
        let key = key.trim_start_matches('.');
        let source = error.metadata.as_ref().and_then(|metadata| metadata.source.as_ref());
        let place = match source.and_then(Source::file_path) {
            Some(path) => path.display().to_string(),
            None => format!("the variable {PREFIX}{}", key.replace('.', "_").to_uppercase()),
        };
        let reason = match (&error.kind, unknown) {
            (Kind::UnknownField(_, known), Some(_)) => {
                format!("there is no key {key:?}; there are {}", known.join(", "))
            }
            (kind, _) if key.is_empty() => kind.to_string(),
            (kind, _) => format!("{kind} for the key {key:?}"),
        };
        Self::Value { reason, place }
    }
}

/// What the names of all variables begin with.
const PREFIX: &str = "INNOPOLICY_";

/// Variables that are read elsewhere.
const NO_KEYS: [&str; 3] = ["config", "invitation", "log"];

/// What is taken from the environment as it is written: a key of digits is no
/// number, and a prefix ends in a space.
const LITERAL: [&str; 6] = [
    "model.name",
    "model.api_key",
    "embeddings.name",
    "embeddings.api_key",
    "embeddings.query_prefix",
    "embeddings.passage_prefix",
];

/// TOML by the `toml` crate that the catalogue is read with.
struct Toml;

impl Format for Toml {
    type Error = toml::de::Error;
    const NAME: &'static str = "TOML";

    fn from_str<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Self::Error> {
        // The error itself shows the line, in which a key may be.
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            toml::de::Error::custom(format!("line {line}: {}", error.message()))
        })
    }
}

impl Config {
    /// Reads the settings: `file`, or [`FILE_NAME`] if it is there, then the
    /// environment.
    pub fn read(file: Option<&Path>) -> Result<Self, ConfigError> {
        let path = file.unwrap_or(Path::new(FILE_NAME));
        if let (Some(path), Err(source)) = (file, std::fs::metadata(path)) {
            return Err(ConfigError::Read { path: path.to_owned(), source });
        }
        let defaults = Figment::from(Serialized::from(Self::default(), Profile::Default));
        let known = keys(&defaults);
        for name in std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()) {
            // A container's platform adds such names: INNOPOLICY_PORT for a service of ours.
            if let Some(rest) = name.strip_prefix(PREFIX)
                && !known.contains(&dotted(rest))
                && !NO_KEYS.contains(&rest.to_lowercase().as_str())
            {
                tracing::warn!("the variable {name} is no setting, and is left aside");
            }
        }
        let environment = Env::prefixed(PREFIX)
            .map(|name| dotted(name.as_str()).into())
            .filter(move |key| known.contains(key.as_str()) && !LITERAL.contains(&key.as_str()));
        let with_file =
            if path.exists() { defaults.merge(Toml::file_exact(path)) } else { defaults };
        let all =
            LITERAL.iter().fold(with_file.merge(environment), |all, key| match literal(key) {
                Some(value) => all.merge(Serialized::global(key, value)),
                None => all,
            });
        all.extract().map_err(|error| ConfigError::value(&error))
    }
}

/// The setting of a variable: `TELEGRAM_POLL_TIMEOUT` is `telegram.poll_timeout`.
fn dotted(name: &str) -> String {
    name.to_lowercase().replacen('_', ".", 1)
}

/// What the environment says for a key, word for word.
fn literal(key: &str) -> Option<String> {
    let name = format!("{PREFIX}{}", key.replacen('.', "_", 1).to_uppercase());
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// All settings that there are.
fn keys(defaults: &Figment) -> HashSet<String> {
    let of_section = |(name, value): (String, Value)| match value.into_dict() {
        Some(section) => section.into_keys().map(|key| format!("{name}.{key}")).collect(),
        None => vec![name],
    };
    let all = defaults.data().unwrap_or_default().remove(&Profile::Default).unwrap_or_default();
    all.into_iter().flat_map(of_section).collect()
}

impl Credentials {
    /// What the environment says; `None` without a token.
    pub fn from_environment() -> Option<Self> {
        let variable =
            |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        Some(Self {
            token: SecretString::from(variable("TELOXIDE_TOKEN")?.trim().to_owned()),
            api_url: variable("TELOXIDE_API_URL"),
            invitation: variable("INNOPOLICY_INVITATION").map(SecretString::from),
            proxy: variable("TELOXIDE_PROXY").map(SecretString::from),
        })
    }
}
