//! What is asked of a model, from the templates in `prompts/`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::material::Material;
use super::trace::Judged;
use crate::model::Message;
use crate::text::language::Language;
use crate::text::plain;

/// The templates, each with what stands in the program.
const TEMPLATES: [(&str, &str); 4] = [
    ("answer.jinja", include_str!("../../../prompts/answer.jinja")),
    ("repair.jinja", include_str!("../../../prompts/repair.jinja")),
    ("follow-up.jinja", include_str!("../../../prompts/follow-up.jinja")),
    ("explain.jinja", include_str!("../../../prompts/explain.jinja")),
];

/// A prompt could not be read, or does not work.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// The system refused the file.
    #[error("cannot read the prompt {path}: {source}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no template, or asks for what there is not.
    #[error("the prompt {name} does not work: {source:#}")]
    Template {
        /// The file's name.
        name: &'static str,
        /// What the template library said.
        source: minijinja::Error,
    },
}

/// The prompts.
#[derive(Debug)]
pub struct Prompts {
    templates: Environment<'static>,
}

impl Prompts {
    /// The prompts of the program; those that `folder` has take their places.
    ///
    /// # Errors
    /// [`PromptError`] names the file that cannot be read or does not parse.
    pub fn read(folder: Option<&Path>) -> Result<Self, PromptError> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        for (name, shipped) in TEMPLATES {
            let own = folder.map(|folder| folder.join(name)).filter(|path| path.exists());
            let text = match own {
                Some(path) => std::fs::read_to_string(&path)
                    .map_err(|source| PromptError::Read { path, source })?,
                None => shipped.to_owned(),
            };
            templates
                .add_template_owned(name, text)
                .map_err(|source| PromptError::Template { name, source })?;
        }
        Ok(Self { templates })
    }

    /// Asks `question` of the sentences of `material`.
    pub(super) fn answer(
        &self,
        question: &str,
        language: Language,
        today: Option<NaiveDate>,
        material: &Material,
    ) -> Result<Vec<Message>, PromptError> {
        let today = today.map(|day| day.to_string());
        let passages = passages(material);
        let names = names(material);
        let values = context! {
            question => line(question), language => name(language), code => language.tag(),
            today, passages, names
        };
        self.messages("answer.jinja", &values)
    }

    /// Asks again for what of `judged` failed.
    pub(super) fn repair(
        &self,
        language: Language,
        judged: &[Judged],
    ) -> Result<Vec<Message>, PromptError> {
        let failed = judged.iter().filter_map(|one| {
            let reason = one.failure.as_ref()?.to_string();
            Some(context! { claim => line(&one.text), reason })
        });
        let values = context! { failed => failed.collect::<Vec<_>>(), language => name(language) };
        self.messages("repair.jinja", &values)
    }

    /// Asks for `question` as one that stands alone after `turns`, the oldest first.
    pub(super) fn follow_up(
        &self,
        question: &str,
        turns: &[&str],
    ) -> Result<Vec<Message>, PromptError> {
        let turns: Vec<String> = turns.iter().map(|turn| line(turn)).collect();
        self.messages("follow-up.jinja", &context! { question => line(question), turns })
    }

    /// Asks what the sentences of `material` say to `question`, in a line of English.
    pub(super) fn explain(
        &self,
        question: &str,
        material: &Material,
    ) -> Result<Vec<Message>, PromptError> {
        let values = context! {
            question => line(question), passages => passages(material), names => names(material)
        };
        self.messages("explain.jinja", &values)
    }

    /// The messages of a template: its block `system`, if it has one, and `user`.
    fn messages(&self, name: &'static str, values: &Value) -> Result<Vec<Message>, PromptError> {
        let failed = |source| PromptError::Template { name, source };
        let template = self.templates.get_template(name).map_err(failed)?;
        let mut rendered = template.render_captured(values).map_err(failed)?;
        let mut block = |name| rendered.with_state_mut(|state| state.render_block(name));
        let mut messages = Vec::new();
        if template.source().contains("block system") {
            messages.push(Message::system(block("system").map_err(failed)?));
        }
        messages.push(Message::user(block("user").map_err(failed)?));
        Ok(messages)
    }
}

/// The passages as the templates have them.
fn passages(material: &Material) -> Vec<Value> {
    let sentence = |one: &super::material::Sentence| {
        context! { label => one.label.to_string(), text => line(&one.premise.text) }
    };
    let passages = (1..).zip(&material.passages).map(|(number, given)| {
        let sentences: Vec<Value> = given.sentences.iter().map(sentence).collect();
        context! { number, heading => line(&given.heading), sentences }
    });
    passages.collect()
}

/// Names as the passages print them, each with what the answer is to call it.
fn names(material: &Material) -> Vec<Value> {
    let names = material.names.iter();
    names.map(|(printed, name)| context! { printed, name }).collect()
}

/// `text` in one line, so that nothing in it begins a line of the prompt.
fn line(text: &str) -> String {
    plain::line(text, usize::MAX)
}

fn name(language: Language) -> &'static str {
    match language {
        Language::TraditionalChinese => "Traditional Chinese (繁體中文) as written in Hong Kong",
        Language::SimplifiedChinese => "Simplified Chinese (简体中文)",
        Language::English => "English",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_that_asks_for_what_there_is_not_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |text: &str| std::fs::write(folder.path().join("follow-up.jinja"), text);
        write("{% block user %}{{ qestion }}{% endblock %}").expect("writes");
        let prompts = Prompts::read(Some(folder.path())).expect("it is a template");
        let said =
            prompts.follow_up("咁東橋呢？", &["西橋幾時完工？"]).expect_err("no such variable");
        assert!(said.to_string().contains("follow-up.jinja"), "{said}");
        write("{% block user %}{{ question }").expect("writes");
        assert!(Prompts::read(Some(folder.path())).is_err());
    }
}
