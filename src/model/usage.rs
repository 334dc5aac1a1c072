//! What a reply cost, in tokens.

use super::Message;

/// How many tokens went out and came back: as the server told, or estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Tokens of the messages.
    pub prompt: u64,
    /// Tokens of the reply, thoughts included.
    pub completion: u64,
}

impl std::ops::AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        self.prompt = self.prompt.saturating_add(other.prompt);
        self.completion = self.completion.saturating_add(other.completion);
    }
}

impl Usage {
    /// Both together, as they are paid for.
    pub fn total(self) -> u64 {
        self.prompt.saturating_add(self.completion)
    }

    /// What the messages cost at least, by their characters.
    pub fn estimated(messages: &[Message]) -> Self {
        let prompt = messages.iter().map(|message| estimate(&message.content) + PER_MESSAGE).sum();
        Self { prompt, completion: 0 }
    }

    pub(super) fn add_text(&mut self, text: &str) {
        self.completion += estimate(text);
    }
}

/// The marks of a message's beginning and end.
const PER_MESSAGE: u64 = 4;

/// A Chinese character is a token or less in today's vocabularies, and four
/// letters of English are about one: so this is rather too many than too few.
fn estimate(text: &str) -> u64 {
    let (ascii, wide) = text.chars().fold((0_u64, 0_u64), |(ascii, wide), character| {
        if character.is_ascii() { (ascii + 1, wide) } else { (ascii, wide + 1) }
    });
    wide + ascii.div_ceil(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_estimated_by_script() {
        let usage = Usage::estimated(&[Message::user("研發開支"), Message::user("R&D spending")]);
        assert_eq!(usage.prompt, 4 + 4 + 3 + 4);
        assert_eq!(usage.total(), usage.prompt);
    }
}
