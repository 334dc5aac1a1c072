//! Which optional fields a server takes: learnt from its refusals, since no
//! server says so before.

use std::sync::atomic::{AtomicBool, Ordering};

use super::wire::{Body, StreamOptions};
use super::{Message, Settings};

/// What a server was found to refuse.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    stream_options: AtomicBool,
    max_tokens: AtomicBool,
    temperature: AtomicBool,
}

impl Accepted {
    /// The request, in the form that the server takes as far as is known.
    pub(super) fn body<'a>(&self, settings: &'a Settings, messages: &'a [Message]) -> Body<'a> {
        let refused = |field: &AtomicBool| field.load(Ordering::Relaxed);
        let renamed = refused(&self.max_tokens);
        Body {
            model: &settings.endpoint.name,
            messages,
            stream: true,
            stream_options: (!refused(&self.stream_options))
                .then_some(StreamOptions { include_usage: true }),
            max_tokens: (!renamed).then_some(settings.max_tokens),
            max_completion_tokens: renamed.then_some(settings.max_tokens),
            temperature: (!refused(&self.temperature)).then_some(settings.temperature),
        }
    }

    /// Whether a refusal in these words names an optional field of `body`;
    /// the next request goes without it.
    pub(super) fn learn(&self, body: &Body<'_>, words: &str) -> bool {
        let fields = [
            // "Use 'max_completion_tokens' instead": other words on max_tokens
            // are about its value.
            ("max_completion_tokens", body.max_tokens.is_some(), &self.max_tokens),
            ("stream_options", body.stream_options.is_some(), &self.stream_options),
            ("temperature", body.temperature.is_some(), &self.temperature),
        ];
        let named = fields.into_iter().find(|(name, sent, _)| *sent && words.contains(name));
        let Some((name, _, refused)) = named else { return false };
        tracing::info!("the model's server refuses {name} as it was sent; it goes without");
        refused.store(true, Ordering::Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_field_is_left_out_or_renamed_from_then_on() {
        let (settings, accepted) = (Settings::default(), Accepted::default());
        let learn = |words| accepted.learn(&accepted.body(&settings, &[]), words);
        assert!(learn("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."));
        assert!(
            !learn("max_completion_tokens is too large"),
            "was no longer sent under its old name"
        );
        assert!(learn("temperature does not support 0.0 with this model"));
        assert!(learn("stream_options: extra fields not permitted"));
        assert!(!learn("the context is too long"));
        let body = accepted.body(&settings, &[]);
        assert_eq!(body.max_completion_tokens, Some(settings.max_tokens));
        assert!(body.max_tokens.is_none() && body.temperature.is_none());
        assert!(body.stream_options.is_none());
    }
}
