//! A text as one plain line, whatever was put into it.

use super::script::shows_nothing;

/// `text` on one line of at most `most` characters: white space as single
/// spaces, without what shows nothing or turns the line around, and with an
/// ellipsis where it is cut. So a name cannot look like a line of its own, nor
/// run into what stands after it.
pub fn line(text: &str, most: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        let before = line.len();
        line.extend((before > 0).then_some(' '));
        let between = line.len();
        line.extend(word.chars().filter(|c| !shows_nothing(*c)));
        if line.len() == between {
            line.truncate(before);
        }
    }
    if let Some((cut, _)) = line.char_indices().nth(most) {
        let last = line[..cut].char_indices().next_back().map_or(0, |(at, _)| at);
        line.truncate(line[..last].trim_end().len());
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_line_is_one_and_reads_forwards() {
        assert_eq!(
            line(" 大公\u{200B}報\n\n[2]\u{202E} 政府 \u{2067} x\u{1b}[31m\u{2028}y ", 99),
            "大公報 [2] 政府 x[31m y"
        );
        assert_eq!(line("\u{202E}\u{FEFF} \u{0}", 9), "");
        assert_eq!(
            (line("港深創科", 4).as_str(), line("港深 創科", 4).as_str()),
            ("港深創科", "港深…")
        );
    }
}
