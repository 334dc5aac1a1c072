//! Text for people, in three languages, from the files beside this one.
//!
//! No sentence that a person reads stands in code: a message is asked for by
//! its key and filled with its variables.

mod date;
mod figure;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::text::language::Language;

const FILES: [(Language, &str); 3] = [
    (Language::TraditionalChinese, include_str!("zh-Hant.ftl")),
    (Language::SimplifiedChinese, include_str!("zh-Hans.ftl")),
    (Language::English, include_str!("en.ftl")),
];

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    FILES.into_iter().map(|(language, text)| Locale::parse(language, text)).collect()
});

/// The messages of one language.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Locale").field(&self.language).finish()
    }
}

impl Locale {
    /// The messages of `language`.
    pub fn of(language: Language) -> &'static Self {
        let position = FILES.iter().position(|(known, _)| *known == language);
        &LOCALES[position.unwrap_or_default()]
    }

    /// Which language this is.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `key`, which has no variables.
    pub fn text(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// The message `key` with its variables filled in. A key that is not
    /// there is a defect, shown as the key itself.
    pub fn format(&self, key: &str, variables: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, language = %self.language, "a message is missing");
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> =
            variables.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a message is not filled in");
        }
        text
    }

    /// Several names in a row: 甲、乙; "a, b".
    pub fn list(&self, names: &[String]) -> String {
        names.join(if self.language.is_chinese() { "、" } else { ", " })
    }

    /// `names` one after another, each in quotation marks.
    pub fn quoted(&self, names: &[String]) -> String {
        let quoted: Vec<String> = names
            .iter()
            .map(|name| match self.language {
                Language::TraditionalChinese => format!("「{name}」"),
                Language::SimplifiedChinese | Language::English => format!("“{name}”"),
            })
            .collect();
        self.list(&quoted)
    }

    fn parse(language: Language, text: &str) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks are for mixed directions; in Telegram they are dirt.
        bundle.set_use_isolating(false);
        let resource =
            FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
                tracing::error!(%language, ?errors, "a locale file has mistakes");
                resource
            });
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Each message of a file with the variables it names.
    fn messages(text: &str) -> BTreeMap<String, Vec<String>> {
        let resource = FluentResource::try_new(text.to_owned()).expect("the file has no mistakes");
        let mut messages = BTreeMap::new();
        for entry in resource.entries() {
            if let fluent_syntax::ast::Entry::Message(message) = entry {
                let written = format!("{message:?}");
                let mut variables: Vec<String> = written
                    .split("VariableReference { id: Identifier { name: \"")
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next().map(str::to_owned))
                    .collect();
                variables.sort();
                variables.dedup();
                messages.insert(message.id.name.to_owned(), variables);
            }
        }
        messages
    }

    #[test]
    fn every_language_has_every_message_with_the_same_variables() {
        let first = messages(FILES[0].1);
        assert!(first.len() > 20);
        for (language, text) in FILES {
            assert_eq!(messages(text), first, "{language}");
        }
    }

    /// Every string in the code, but for that of this module.
    fn literals() -> Vec<String> {
        let mut literals = Vec::new();
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for entry in walkdir::WalkDir::new(source).into_iter().flatten() {
            let path = entry.path();
            let is_code = path.extension().is_some_and(|extension| extension == "rs");
            if is_code && !path.ends_with("locale/mod.rs") {
                let text = std::fs::read_to_string(path).expect("code is text");
                literals.extend(text.split('"').map(str::to_owned));
            }
        }
        literals
    }

    #[test]
    fn every_message_is_asked_for_somewhere() {
        let literals: std::collections::BTreeSet<String> = literals().into_iter().collect();
        // These are put together: command-ask, reason-wrong.
        let composed = |key: &str| key.starts_with("command-") || key.starts_with("reason-");
        for key in messages(FILES[0].1).keys().filter(|key| !composed(key)) {
            assert!(literals.contains(key), "nobody asks for {key}");
        }
    }

    #[test]
    fn every_message_that_is_asked_for_is_there() {
        let known = messages(FILES[0].1);
        let literals = literals();
        let asks = |before: &str| {
            let before = before.trim_end();
            let called = before.strip_suffix(".text(").or_else(|| before.strip_suffix(".format("));
            called.is_some_and(|of| of.ends_with("locale") || of.ends_with("locale()"))
        };
        let asked = literals.windows(2).filter(|pair| asks(&pair[0])).map(|pair| &pair[1]);
        let missing: Vec<_> = asked.filter(|key| !known.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
