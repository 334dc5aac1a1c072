//! Thoughts that a model writes into its reply, `<think>…</think>`, left out
//! as they come, also where a tag is split between two pieces.

const OPEN: &str = "<think>";
const CLOSE: &str = "</think>";

/// Keeps what is said and drops what is thought.
#[derive(Debug, Default)]
pub(super) struct Thoughts {
    thinking: bool,
    /// What may be the beginning of a tag.
    held: String,
    /// Whether the next white space is left out, as it belongs to the thought.
    trimming: bool,
}

impl Thoughts {
    /// What of `piece` and of what was held back is said.
    pub(super) fn said(&mut self, piece: &str) -> String {
        let mut rest = std::mem::take(&mut self.held) + piece;
        let mut said = String::new();
        while let Some((before, tag, after)) = self.next_tag(&rest) {
            self.keep(before, &mut said);
            self.thinking = tag == OPEN;
            self.trimming = true;
            rest = after.to_owned();
        }
        let held = self.begun(&rest);
        self.held = rest.split_off(rest.len() - held);
        self.keep(&rest, &mut said);
        said
    }

    /// What was held back and turned out to be no tag.
    pub(super) fn rest(&mut self) -> String {
        let mut said = String::new();
        let held = std::mem::take(&mut self.held);
        self.keep(&held, &mut said);
        said
    }

    fn keep(&mut self, text: &str, said: &mut String) {
        if self.thinking {
            return;
        }
        let text = if self.trimming { text.trim_start() } else { text };
        self.trimming &= text.is_empty();
        said.push_str(text);
    }

    /// The tags that may come: a closing one without its opening is one too,
    /// since some servers leave the opening out.
    fn tags(&self) -> &'static [&'static str] {
        if self.thinking { &[CLOSE] } else { &[OPEN, CLOSE] }
    }

    fn next_tag<'a>(&self, text: &'a str) -> Option<(&'a str, &'static str, &'a str)> {
        let found = self.tags().iter().filter_map(|tag| Some((text.find(tag)?, *tag)));
        let (at, tag) = found.min()?;
        Some((&text[..at], tag, &text[at + tag.len()..]))
    }

    /// How many bytes at the end of `text` may be the beginning of a tag.
    fn begun(&self, text: &str) -> usize {
        let begins =
            |tag: &str| (1..tag.len()).rev().find(|length| text.ends_with(&tag[..*length]));
        self.tags().iter().filter_map(|tag| begins(tag)).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(pieces: &[&str]) -> String {
        let mut thoughts = Thoughts::default();
        let said: String = pieces.iter().map(|piece| thoughts.said(piece)).collect();
        said + &thoughts.rest()
    }

    #[test]
    fn thoughts_are_dropped_and_the_rest_is_kept() {
        assert_eq!(said(&["<think>hm 3 < 4</think>\n\n是。"]), "是。");
        assert_eq!(said(&["<th", "ink>hm</thi", "nk", "> A", " < B"]), "A < B");
        assert_eq!(said(&["a <thin"]), "a <thin");
        assert_eq!(said(&["<think>never ends"]), "");
        assert_eq!(said(&["hm</think>", " A"]), "hmA");
    }

    proptest! {
        #[test]
        fn how_a_reply_is_cut_changes_nothing(
            text in "(<think>|</think>|<|a|是| |</){0,12}",
            cuts in proptest::collection::vec(0_usize..60, 0..6),
        ) {
            let mut ends: Vec<usize> = cuts.into_iter().filter(|at| text.is_char_boundary(*at)).collect();
            ends.push(text.len());
            ends.sort_unstable();
            let mut from = 0;
            let pieces: Vec<&str> = ends.iter().map(|end| {
                let piece = &text[from..*end];
                from = *end;
                piece
            }).collect();
            prop_assert_eq!(said(&pieces), said(&[&text]));
        }
    }
}
