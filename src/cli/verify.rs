//! `verify`: whether a text is in the documents.

use super::exit::OrExit;
use super::{Exit, Failure, open, render};
use crate::clock;
use crate::config::Config;
use crate::question::Query;

pub(super) fn verify(config: &Config, text: &str, json: bool) -> Result<(), Failure> {
    let query = text.parse::<Query>()?.asked_on(clock::today());
    let answerer = open::answerer(config, open::Named::WhenIndexed)?;
    let found = answerer.verify(&query)?;
    if json {
        anstream::println!("{}", serde_json::to_string(&found).or_exit(Exit::Unexpected)?);
    } else {
        anstream::print!("{}", render::verification(&found));
    }
    Ok(())
}
