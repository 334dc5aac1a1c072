//! The `innopolicy` command: parse, start the log, run.

use std::process::ExitCode;

use clap::Parser;
use innopolicy::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    cli::log::start();
    match cli::run(arguments) {
        Ok(()) => cli::Exit::Success.into(),
        Err(failure) => {
            anstream::eprintln!("{failure}");
            failure.exit.into()
        }
    }
}
