//! How the bot presents itself: names, descriptions and command lists.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::limits;
use super::outcome::{Outcome, Refusal};
use super::params::Params;
use super::text::utf16_len;

/// Texts and commands by scope and language.
#[derive(Debug, Default)]
pub(super) struct Profile {
    texts: BTreeMap<(&'static str, String), String>,
    commands: BTreeMap<(String, String), Vec<Value>>,
}

impl Profile {
    /// Serves the methods that read and write the profile; `None` for all others.
    pub(super) fn call(&mut self, method: &str, params: &Params) -> Option<Outcome> {
        Some(match method {
            "setMyName" => self.set_text("name", limits::NAME, params),
            "setMyDescription" => self.set_text("description", limits::DESCRIPTION, params),
            "setMyShortDescription" => {
                self.set_text("short_description", limits::SHORT_DESCRIPTION, params)
            }
            "getMyName" => Ok(self.text("name", params)),
            "getMyDescription" => Ok(self.text("description", params)),
            "getMyShortDescription" => Ok(self.text("short_description", params)),
            "setMyCommands" => self.set_commands(params),
            "getMyCommands" => Ok(json!(self.commands(params))),
            "deleteMyCommands" => {
                self.commands.remove(&key(params));
                Ok(json!(true))
            }
            _ => return None,
        })
    }

    fn set_text(&mut self, what: &'static str, most: usize, params: &Params) -> Outcome {
        let text = params.text(what).unwrap_or_default();
        if utf16_len(text) > most {
            return Err(Refusal::bad(format!("{what} is too long")));
        }
        self.texts.insert((what, language(params)?), text.to_owned());
        Ok(json!(true))
    }

    /// The text in a language, else the one for all languages.
    fn text(&self, what: &'static str, params: &Params) -> Value {
        let language = params.text("language_code").unwrap_or_default();
        let own = self.texts.get(&(what, language.to_owned())).filter(|text| !text.is_empty());
        let text = own.or_else(|| self.texts.get(&(what, String::new())));
        json!({what: text.map_or("", String::as_str)})
    }

    fn set_commands(&mut self, params: &Params) -> Outcome {
        let list = params.list("commands").unwrap_or_default();
        limits::commands(list)?;
        language(params)?;
        self.commands.insert(key(params), list.to_vec());
        Ok(json!(true))
    }

    fn commands(&self, params: &Params) -> &[Value] {
        self.commands.get(&key(params)).map_or(&[], Vec::as_slice)
    }
}

/// The language a text is for; only two-letter codes exist here.
fn language(params: &Params) -> Result<String, Refusal> {
    let code = params.text("language_code").unwrap_or_default();
    let two_letters = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if code.is_empty() || two_letters {
        return Ok(code.to_owned());
    }
    Err(Refusal::bad("invalid language code specified"))
}

fn key(params: &Params) -> (String, String) {
    let default = json!({"type": "default"});
    let scope = params.value("scope").unwrap_or(&default);
    (scope.to_string(), params.text("language_code").unwrap_or_default().to_owned())
}
