//! The commands of the chat in the terminal.

/// What a line that is no question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command<'a> {
    /// The end of the conversation.
    Leave,
    /// How to use it.
    Help,
    /// How the last answers came about.
    Why,
    /// Passages on something, and no answer.
    Search(&'a str),
    /// Whether a text is in the documents.
    Verify(&'a str),
    /// The documents, or those that are called so.
    Sources(&'a str),
    /// The newest documents.
    Latest,
    /// A command that there is not.
    Unknown,
}

/// The command that `line` is; `None` where it is said, and a path is not a command.
pub(super) fn read(line: &str) -> Option<Command<'_>> {
    if matches!(line.to_lowercase().as_str(), "exit" | "quit" | "離開" | "离开") {
        return Some(Command::Leave);
    }
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let name = name.strip_prefix('/').filter(|name| !name.contains('/'))?;
    let rest = rest.trim();
    Some(match name.to_lowercase().as_str() {
        "exit" | "quit" => Command::Leave,
        "help" | "start" => Command::Help,
        "why" => Command::Why,
        "search" => Command::Search(rest),
        "verify" => Command::Verify(rest),
        "latest" if rest.is_empty() => Command::Latest,
        "sources" | "latest" => Command::Sources(rest),
        _ => Command::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_told_from_what_is_said() {
        assert_eq!(read("/search 無人機 航道"), Some(Command::Search("無人機 航道")));
        assert_eq!(read("/Verify"), Some(Command::Verify("")));
        assert_eq!(read("/latest"), Some(Command::Latest));
        assert_eq!(read("/latest 數碼港"), Some(Command::Sources("數碼港")));
        assert_eq!(read("quit"), Some(Command::Leave));
        assert_eq!(read("/dance now"), Some(Command::Unknown));
        assert_eq!(read("/data/papers/a.txt"), None);
        assert_eq!(read("河套西橋幾時完工？"), None);
        assert_eq!(read("24/7 是甚麼"), None);
    }
}
