//! Messages that are no text.

use teloxide::types::Message;

/// What a message is that has no words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attachment {
    /// Something to hear.
    Voice,
    /// Something to see.
    Picture,
    /// A sticker.
    Sticker,
    /// A file.
    File,
    /// A place.
    Place,
    /// A contact, a poll, a game.
    Other,
}

impl Attachment {
    /// What `message` is; `None` for one that nobody wrote: a pin, a timer, a
    /// change of the background.
    pub(super) fn of(message: &Message) -> Option<Self> {
        if message.voice().is_some() || message.audio().is_some() || message.video_note().is_some()
        {
            Some(Self::Voice)
        } else if message.animation().is_some()
            || message.photo().is_some()
            || message.video().is_some()
        {
            Some(Self::Picture)
        } else if message.sticker().is_some() {
            Some(Self::Sticker)
        } else if message.document().is_some() {
            Some(Self::File)
        } else if message.location().is_some() || message.venue().is_some() {
            Some(Self::Place)
        } else if message.contact().is_some()
            || message.poll().is_some()
            || message.game().is_some()
            || message.dice().is_some()
        {
            Some(Self::Other)
        } else {
            None
        }
    }

    /// The key of what is said to it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Voice => "attachment-voice",
            Self::Picture => "attachment-picture",
            Self::Sticker => "attachment-sticker",
            Self::File => "attachment-file",
            Self::Place => "attachment-place",
            Self::Other => "attachment-other",
        }
    }
}
