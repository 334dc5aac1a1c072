//! What the program must know of a model and its tokenizer: `reader.toml`.

use std::path::Path;

use serde::Deserialize;

use super::error::ReaderError;

/// The fewest tokens that must be left for a passage beside the longest
/// question and header: a short sentence.
const SHORTEST_ROOM: usize = 16;

/// A reader's manifest, as `reader.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What the model is called.
    pub name: String,
    /// The licence of its weights.
    pub licence: String,
    /// Which of its versions this is.
    pub version: String,
    /// What texts are folded to before they are cut into tokens.
    pub script: Script,
    /// The longest input, in tokens.
    pub longest: usize,
    /// How many tokens of a question are read.
    pub longest_question: usize,
    /// How many tokens of a header are read.
    pub longest_header: usize,
    /// The longest answer, in tokens.
    pub longest_answer: usize,
    /// How many numbers a vector has.
    pub hidden: usize,
    /// The numbers of special tokens.
    pub tokens: Special,
    /// The names of the model's inputs.
    pub inputs: Inputs,
    /// The names of the model's outputs.
    pub outputs: Outputs,
    /// What a vector's text begins with.
    pub prefixes: Prefixes,
}

/// What texts are folded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Script {
    /// Simplified characters, one for one.
    #[serde(rename = "simplified")]
    Simplified,
    /// Nothing: texts are read as they are.
    #[serde(rename = "")]
    AsIs,
}

/// The numbers of special tokens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Special {
    /// What an input begins with.
    pub begin: i32,
    /// What stands between a question and a passage.
    pub separator: Vec<i32>,
    /// What an input ends with.
    pub end: i32,
    /// What shorter inputs of a batch are filled with; inputs are never
    /// batched here.
    pub pad: i32,
}

/// The names of the model's inputs, all of integers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// Token numbers, (batch, length).
    pub ids: String,
    /// 1 for a token, (batch, length).
    pub mask: String,
    /// Whether the model takes `token_type_ids` too: 0 for the question's
    /// tokens and 1 for the passage's.
    pub segments: bool,
}

/// The names of the model's outputs; an empty one is not there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outputs {
    /// Logits that the answer starts at a token, (batch, length).
    pub start: String,
    /// Logits that the answer ends with a token, (batch, length).
    pub end: String,
    /// The logit that there is an answer, (batch). Without it the first
    /// token's `start` and `end` say that there is none, as in `SQuAD` 2.
    pub has_answer: String,
    /// The text's vector, (batch, hidden).
    pub vector: String,
}

/// What a vector's text begins with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefixes {
    /// Before a question.
    pub query: String,
    /// Before a passage.
    pub passage: String,
}

impl Manifest {
    /// Reads the manifest `text` of the file at `path`.
    pub(super) fn parse(text: &str, path: &Path) -> Result<Self, ReaderError> {
        let manifest: Self = toml::from_str(text).map_err(|source| ReaderError::Manifest {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        match manifest.fault() {
            Some((key, value, wanted)) => {
                Err(ReaderError::Value { path: path.to_owned(), key, value, wanted })
            }
            None => Ok(manifest),
        }
    }

    /// How many tokens stand around a passage at most.
    fn longest_frame(&self) -> usize {
        self.longest_question + self.longest_header + self.tokens.separator.len() + 2
    }

    fn fault(&self) -> Option<(&'static str, String, String)> {
        let at_least_one =
            [("longest_answer", self.longest_answer), ("hidden", self.hidden)].into_iter();
        let least = self.longest_frame() + SHORTEST_ROOM;
        let names = [
            ("inputs.ids", &self.inputs.ids),
            ("inputs.mask", &self.inputs.mask),
            ("outputs.start", &self.outputs.start),
            ("outputs.end", &self.outputs.end),
        ];
        if let Some((key, value)) = at_least_one.into_iter().find(|(_, value)| *value == 0) {
            return Some((key, value.to_string(), "at least 1".to_owned()));
        }
        if let Some((key, _)) = names.into_iter().find(|(_, name)| name.is_empty()) {
            return Some((key, "\"\"".to_owned(), "a name in model.onnx".to_owned()));
        }
        (self.longest < least).then(|| {
            let wanted =
                format!("at least {least}, for a question, a header and some of a passage");
            ("longest", self.longest.to_string(), wanted)
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) const TEXT: &str = r#"
name = "made"
licence = "MIT"
version = "1"
script = "simplified"
longest = 64
longest_question = 12
longest_header = 8
longest_answer = 10
hidden = 4
[tokens]
begin = 0
separator = [2, 2]
end = 2
pad = 1
[inputs]
ids = "input_ids"
mask = "attention_mask"
segments = false
[outputs]
start = "start_logits"
end = "end_logits"
has_answer = "has_answer"
vector = ""
[prefixes]
query = "query: "
passage = "passage: "
"#;

    fn refusal(from: &str, to: &str) -> String {
        let text = TEXT.replace(from, to);
        match Manifest::parse(&text, Path::new("models/reader/reader.toml")) {
            Ok(_) => "accepted".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_fault_is_named_by_its_key() {
        assert_eq!(refusal("", ""), "accepted");
        assert!(refusal("hidden = 4\n", "").contains("missing field `hidden`"));
        assert!(refusal("pad = 1", "pad = 1\npads = 2").contains("unknown field `pads`"));
        assert!(refusal("simplified", "traditional").contains("unknown variant `traditional`"));
        insta::assert_snapshot!(refusal("longest = 64", "longest = 30"), @"models/reader/reader.toml: longest = 30 cannot be; it is at least 40, for a question, a header and some of a passage");
        insta::assert_snapshot!(refusal("\"end_logits\"", "\"\""), @r#"models/reader/reader.toml: outputs.end = "" cannot be; it is a name in model.onnx"#);
        insta::assert_snapshot!(refusal("hidden = 4", "hidden = 0"), @"models/reader/reader.toml: hidden = 0 cannot be; it is at least 1");
    }
}
