//! The command line: one thin file a subcommand.

mod ask;
mod chat;
mod command;
mod conversation;
mod doctor;
mod endpoints;
mod eval;
mod exit;
mod index;
mod journal;
mod live;
pub mod log;
mod model;
mod open;
mod passages;
mod render;
mod run;
mod verify;
mod weigh;
mod writer;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::text::language::Language;
use exit::OrExit;
pub use exit::{Exit, Failure};

/// Answers questions on Hong Kong's innovation and technology policy from a
/// folder of documents, every sentence with its source.
///
/// Without a subcommand: the Telegram bot when `TELOXIDE_TOKEN` is set, else
/// a chat in the terminal.
#[derive(Debug, Parser)]
#[command(version, after_help = AFTER)]
pub struct Arguments {
    /// What to do; `run` if not given.
    #[command(subcommand)]
    command: Option<Command>,
    /// The folder of documents [default: seeds]
    #[arg(long, global = true, value_name = "DIR", env = "INNOPOLICY_CORPUS")]
    corpus: Option<PathBuf>,
    /// The folder for the index and whatever else is written [default: data]
    #[arg(long, global = true, value_name = "DIR", env = "INNOPOLICY_DATA")]
    data: Option<PathBuf>,
    /// The settings file [default: innopolicy.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE", env = "INNOPOLICY_CONFIG")]
    config: Option<PathBuf>,
}

const AFTER: &str = "\
Environment:
  TELOXIDE_TOKEN          the bot's token from @BotFather; with it, `innopolicy` runs the bot
  TELOXIDE_API_URL        a Bot API server other than Telegram's own
  TELOXIDE_PROXY          a proxy for Telegram
  INNOPOLICY_INVITATION   the code that lets people in by a link, where not everyone may ask
  INNOPOLICY_SECTION_KEY  any key of the settings file, as INNOPOLICY_TELEGRAM_POLL_TIMEOUT
  INNOPOLICY_LOG          what is logged: error, warn, info (default), debug, trace

Exit codes:
  0 done   1 unexpected   2 wrong usage   3 settings   4 documents
  5 data folder or index   6 Telegram   7 not a question   8 a model";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the Telegram bot when `TELOXIDE_TOKEN` is set, else the chat.
    Run,
    /// Chat in the terminal.
    Chat,
    /// Answer one question.
    Ask {
        /// Print one JSON object on one line.
        #[arg(long)]
        json: bool,
        /// Print the answer with its sources as a Markdown file.
        #[arg(long, conflicts_with = "json")]
        markdown: bool,
        /// Say how the answer came about.
        #[arg(long, conflicts_with_all = ["json", "markdown"])]
        explain: bool,
        /// The language of the bot's own words: zh-Hant, zh-Hans or en; the question's if not given.
        #[arg(long, value_name = "LANGUAGE")]
        language: Option<Language>,
        /// The question, in Chinese or English; several words are one question.
        #[arg(required = true)]
        question: Vec<String>,
    },
    /// Tell whether a sentence, a quotation or a figure is in the documents.
    Verify {
        /// Print one JSON object on one line.
        #[arg(long)]
        json: bool,
        /// The text; several words are one text.
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Build the index, if the documents have changed.
    Index,
    /// Print the documents as the bot reads them, one JSON object a passage.
    Passages,
    /// Check the settings, documents, index and token, and say what to do.
    Doctor,
    /// Look through the questions that were set aside after too many failures.
    Journal {
        /// What to do with them.
        #[command(subcommand)]
        action: journal::Action,
    },
    /// Measure the answers on judged questions; `--corpus` may be a file of
    /// {id, title, text} lines.
    Eval(eval::EvalArguments),
    /// Print what is known of the spans found for judged questions, a line
    /// each, to learn weights from.
    #[command(hide = true)]
    Weigh(weigh::WeighArguments),
}

/// Runs the subcommand that `arguments` name.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let mut config = Config::read(arguments.config.as_deref()).or_exit(Exit::Settings)?;
    config.corpus = arguments.corpus.unwrap_or(config.corpus);
    config.data = arguments.data.unwrap_or(config.data);
    match arguments.command.unwrap_or(Command::Run) {
        Command::Run => run::run(&config, arguments.config),
        Command::Chat => chat::chat(&config),
        Command::Ask { json, markdown, explain, language, question } => {
            let form = match (json, markdown) {
                (true, _) => ask::Form::Json,
                (_, true) => ask::Form::Markdown,
                _ => ask::Form::Text { explain },
            };
            ask::ask(&config, &question.join(" "), language, form)
        }
        Command::Verify { json, text } => verify::verify(&config, &text.join(" "), json),
        Command::Index => index::index(&config),
        Command::Passages => passages::print(&config),
        Command::Doctor => doctor::doctor(&config),
        Command::Journal { action } => journal::journal(&config, action),
        Command::Eval(arguments) => eval::eval(&config, &arguments),
        Command::Weigh(arguments) => weigh::weigh(&config, &arguments),
    }
}
