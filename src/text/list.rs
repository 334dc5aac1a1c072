//! Lists of words that are data files: a line is a word, a tab, and its kind;
//! `#` begins a note.

/// The words of `file`, each with its kind, in the order of the file.
pub fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The words of `kind` in `file`.
pub fn words(file: &'static str, kind: &'static str) -> impl Iterator<Item = &'static str> {
    entries(file).filter(move |(_, other)| *other == kind).map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_lines_without_a_kind_are_no_entries() {
        let file = "# a note\n主頁\tbutton\n\nnothing\n分享\tbutton\n相關新聞\trelated\n";
        assert_eq!(entries(file).count(), 3);
        assert_eq!(words(file, "button").collect::<Vec<_>>(), ["主頁", "分享"]);
    }
}
