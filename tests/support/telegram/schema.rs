//! The Bot API's own description of methods and objects, and the check of a call against it.
//!
//! Real Telegram ignores parameters it does not know. A bot that sends them has a bug, so here
//! they are refused.

use std::sync::LazyLock;

use serde_json::{Map, Value};

/// Extracted from aiogram's copy of the Bot API reference; its first line explains the notation.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("schema.json")).expect("schema.json is valid JSON")
});

/// How the parameters travelled, which decides how their types are told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Encoding {
    /// A JSON body: numbers must be numbers.
    Json,
    /// A form or a query string: everything is text.
    Form,
}

/// The official spelling of a method; teloxide writes `SendMessage`.
pub(super) fn method_name(name: &str) -> Option<&'static str> {
    let methods = SCHEMA["methods"].as_object()?;
    methods.keys().find(|known| known.eq_ignore_ascii_case(name)).map(String::as_str)
}

/// Checks the parameters of a call, and turns texts that hold JSON into what they hold.
pub(super) fn check(
    method: &str,
    mut given: Map<String, Value>,
    encoding: Encoding,
) -> Result<Map<String, Value>, Vec<String>> {
    let Some(known) = SCHEMA["methods"][method].as_object() else {
        return Err(vec![format!("unknown method {method}")]);
    };
    for (name, value) in &mut given {
        if let Some(kind) = known.get(name).and_then(Value::as_str) {
            unpack(value, kind.trim_start_matches('!'), encoding);
        }
    }
    let problems = fields(&given, known, "");
    if problems.is_empty() { Ok(given) } else { Err(problems) }
}

/// Objects and lists may come as JSON in a text; in a form, numbers and flags do too.
fn unpack(value: &mut Value, kind: &str, encoding: Encoding) {
    let Some(text) = value.as_str().filter(|_| !kind.split('|').any(is_text)) else {
        // `chat_id` is a number or a name.
        if encoding == Encoding::Form
            && kind.contains("Integer")
            && let Some(number) = value.as_str().and_then(|text| text.parse::<i64>().ok())
        {
            *value = number.into();
        }
        return;
    };
    let scalar = ["Integer", "Boolean", "Float"].contains(&kind);
    if scalar && encoding == Encoding::Json {
        return;
    }
    let parsed = match (kind, text.to_ascii_lowercase().as_str()) {
        ("Boolean", "1") => Some(Value::Bool(true)),
        ("Boolean", "0" | "") => Some(Value::Bool(false)),
        _ => serde_json::from_str(text).ok(),
    };
    if let Some(parsed) = parsed {
        *value = parsed;
    }
}

fn is_text(kind: &str) -> bool {
    matches!(kind, "String" | "InputFile" | "Any") || kind.starts_with('=')
}

/// Every field known and well typed, every required one there.
fn fields(given: &Map<String, Value>, known: &Map<String, Value>, path: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, value) in given {
        match known.get(name).and_then(Value::as_str) {
            None => problems.push(format!("unknown parameter \"{path}{name}\"")),
            // Inside objects the Bot API reads null as absent.
            Some(_) if value.is_null() && !path.is_empty() => {}
            Some(kind) => {
                let kind = kind.trim_start_matches('!');
                problems.extend(mismatch(value, kind, &format!("{path}{name}")));
            }
        }
    }
    let required = known.iter().filter(|(_, kind)| kind.as_str().is_some_and(is_required));
    for (name, _) in required.filter(|(name, _)| !given.contains_key(*name)) {
        problems.push(format!("parameter \"{path}{name}\" is missing"));
    }
    problems
}

fn is_required(kind: &str) -> bool {
    kind.starts_with('!')
}

/// What is wrong with `value` as a `kind`; nothing when it fits any of its alternatives.
fn mismatch(value: &Value, kind: &str, path: &str) -> Vec<String> {
    let trials = kind.split('|').map(|one| mismatch_one(value, one, path));
    trials.min_by_key(Vec::len).unwrap_or_default()
}

fn mismatch_one(value: &Value, kind: &str, path: &str) -> Vec<String> {
    if let Some(element) = kind.strip_suffix("[]") {
        let Some(list) = value.as_array() else {
            return vec![format!("\"{path}\" must be a list of {element}, not {value}")];
        };
        let each = list.iter().enumerate();
        return each.flat_map(|(i, one)| mismatch(one, element, &format!("{path}[{i}]"))).collect();
    }
    let fits = match kind {
        "Any" => true,
        "Integer" => value.is_i64() || value.is_u64(),
        "Float" => value.is_number(),
        "Boolean" => value.is_boolean(),
        "String" => value.is_string(),
        "InputFile" => value.is_string() || value["file_name"].is_string(),
        _ => match kind.strip_prefix('=') {
            Some(constant) => value == constant,
            None => return object_mismatch(value, kind, path),
        },
    };
    if fits { Vec::new() } else { vec![format!("\"{path}\" must be {kind}, not {value}")] }
}

fn object_mismatch(value: &Value, kind: &str, path: &str) -> Vec<String> {
    match (&SCHEMA["types"][kind], value) {
        (Value::String(alternatives), _) => best_alternative(value, alternatives, path),
        (Value::Object(known), Value::Object(given)) => fields(given, known, &format!("{path}.")),
        _ => vec![format!("\"{path}\" must be {kind}, not {value}")],
    }
}

/// Judges a tagged object by the alternative its `type` names, so that the message helps.
fn best_alternative(value: &Value, alternatives: &str, path: &str) -> Vec<String> {
    let tag = value["type"].as_str().map(|tag| format!("!={tag}"));
    let named = alternatives.split('|').find(|name| {
        let declared = SCHEMA["types"][*name]["type"].as_str();
        declared.is_some() && declared == tag.as_deref()
    });
    mismatch(value, named.unwrap_or(alternatives), path)
}
