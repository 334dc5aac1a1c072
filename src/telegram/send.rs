//! The only place that sends.

use std::time::Duration;

use teloxide::prelude::*;
use teloxide::types::{ChatAction, LinkPreviewOptions, ParseMode, ReplyParameters, ThreadId};
use teloxide::{ApiError, RequestError};
use tokio::task::JoinHandle;

/// How often a message is sent before it is given up.
const TRIES: u32 = 4;
/// The wait after a first network failure; each further one doubles it.
const WAIT: Duration = Duration::from_millis(300);
/// Telegram shows typing for five seconds.
const TYPING: Duration = Duration::from_secs(4);
/// The General topic of a forum, which is never named.
const GENERAL: i32 = 1;

/// A message to be sent.
#[derive(Debug, Clone)]
pub struct Outgoing {
    html: String,
}

impl Outgoing {
    /// A message in Telegram's HTML.
    pub fn html(html: String) -> Self {
        Self { html }
    }
}

/// Replies to `to`, in its topic; waits when Telegram says so, tries again
/// when the network fails, and sends plain text when the markup is refused.
pub async fn reply(bot: &Bot, to: &Message, outgoing: Outgoing) -> Result<Message, RequestError> {
    let mut wait = WAIT;
    let mut html = true;
    for left in (0..TRIES).rev() {
        match request(bot, to, &outgoing, html).await {
            Ok(sent) => return Ok(sent),
            Err(error) if left == 0 => return Err(error),
            Err(RequestError::RetryAfter(seconds)) => tokio::time::sleep(seconds.duration()).await,
            Err(RequestError::Api(ApiError::CantParseEntities(reason))) => {
                tracing::error!(
                    "a defect: Telegram cannot read the markup ({reason}); sending plain text"
                );
                html = false;
            }
            Err(error @ (RequestError::Network(_) | RequestError::InvalidJson { .. })) => {
                tracing::warn!("sending again: {error}");
                tokio::time::sleep(wait).await;
                wait *= 2;
            }
            Err(error) => return Err(error),
        }
    }
    request(bot, to, &outgoing, html).await
}

async fn request(
    bot: &Bot,
    to: &Message,
    outgoing: &Outgoing,
    html: bool,
) -> Result<Message, RequestError> {
    let text = if html { outgoing.html.clone() } else { plain(&outgoing.html) };
    let preview = LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    };
    let mut request = bot
        .send_message(to.chat.id, text)
        .reply_parameters(ReplyParameters::new(to.id).allow_sending_without_reply())
        .link_preview_options(preview);
    if html {
        request = request.parse_mode(ParseMode::Html);
    }
    match topic(to) {
        Some(topic) => request.message_thread_id(topic).await,
        None => request.await,
    }
}

/// The forum topic of a message; `None` for the General topic.
fn topic(message: &Message) -> Option<ThreadId> {
    message.thread_id.filter(|thread| message.is_topic_message && thread.0.0 != GENERAL)
}

/// The text of our own HTML.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.into_iter().fold(text, |text, (entity, character)| text.replace(entity, character))
}

/// Shows that an answer is on its way, until dropped.
#[derive(Debug)]
pub struct Typing(JoinHandle<()>);

impl Typing {
    /// Starts typing in the chat and topic of `message`.
    pub fn start(bot: &Bot, message: &Message) -> Self {
        let (bot, chat, topic) = (bot.clone(), message.chat.id, topic(message));
        Self(tokio::spawn(async move {
            loop {
                let action = bot.send_chat_action(chat, ChatAction::Typing);
                let sent = match topic {
                    Some(topic) => action.message_thread_id(topic).await,
                    None => action.await,
                };
                if let Err(error) = sent {
                    tracing::debug!("typing is not shown: {error}");
                }
                tokio::time::sleep(TYPING).await;
            }
        }))
    }
}

impl Drop for Typing {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_what_the_markup_showed() {
        assert_eq!(
            plain("<b>1 &lt; 2</b> &amp;lt; <blockquote expandable>x</blockquote>"),
            "1 < 2 &lt; x"
        );
    }
}
