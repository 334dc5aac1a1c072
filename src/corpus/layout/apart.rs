//! Letters set apart: `1 5 0 萬元`, `香 港 科 技 園`.

use crate::text::script::is_han;

/// The fewest letters that are set apart rather than stand alone.
const FEWEST: usize = 3;

/// Where the spaces stand that set the letters at the start of `text` apart;
/// none where they are words of one letter.
///
/// Figures alone could be a list (`1 2 3`): they are letters of one number
/// only where a word or a sign that counts follows.
pub(super) fn spaces(text: &str, begins_line: bool) -> Vec<usize> {
    let characters: Vec<(usize, char)> =
        text.char_indices().take_while(|(_, c)| *c != '\n').take(200).collect();
    let at = |index: usize| characters.get(index).map(|(_, c)| *c);
    let ends = |index: usize| at(index).is_none_or(|c| !c.is_alphanumeric());
    if !at(0).is_some_and(is_letter) {
        return Vec::new();
    }
    let mut last = 0;
    while at(last + 1).is_some_and(is_space)
        && at(last + 2).is_some_and(is_letter)
        && ends(last + 3)
    {
        last += 2;
    }
    let letters: Vec<char> = (0..=last).step_by(2).filter_map(at).collect();
    let mut spaces: Vec<usize> =
        (1..last).step_by(2).filter_map(|index| characters.get(index).map(|(at, _)| *at)).collect();
    let whole_line = begins_line && at(last + 1).is_none();
    if letters.len() == 2 && whole_line && letters.iter().all(|c| is_han(*c)) {
        return spaces;
    }
    let together = |of: fn(char) -> bool, so_many: usize| {
        letters.windows(so_many).any(|run| run.iter().all(|c| of(*c)))
    };
    if letters.len() < FEWEST || !(together(is_digit, 2) || together(is_han, FEWEST)) {
        return Vec::new();
    }
    if letters.iter().all(|c| is_digit(*c)) {
        let space = at(last + 1).is_some_and(is_space);
        let follows = at(last + 1 + usize::from(space));
        if !follows.is_some_and(|c| is_han(c) || matches!(c, '%' | '％')) {
            return Vec::new();
        }
        spaces.extend(characters.get(last + 1).filter(|_| space).map(|(at, _)| *at));
    }
    spaces
}

/// Whether a space between `before` and `after` sets a sign apart that stands
/// close: Chinese ones, and the comma within a figure.
pub(super) fn is_of_sign(before: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if left.is_whitespace() || right.is_whitespace() {
        return false;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let within = match (left, right) {
        (',', _) => {
            digit(Some(right)) && before.ends_with(" ,") && digit(before.chars().rev().nth(2))
        }
        (_, ',') => digit(Some(left)) && after.starts_with(", ") && digit(after.chars().nth(2)),
        _ => false,
    };
    let stops = |c: char| {
        matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '」' | '』' | '》' | '）')
    };
    let sign = |c: char| stops(c) || matches!(c, '「' | '『' | '《' | '（');
    // The space after a mark of a list or a heading is part of it.
    within
        || sign(left)
        || stops(right) && left.is_alphanumeric()
        || sign(right) && left.is_alphabetic()
}

fn is_letter(c: char) -> bool {
    is_digit(c) || is_han(c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '〇' | '○')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let spaces = spaces(text, true);
        text.char_indices().filter(|(at, _)| !spaces.contains(at)).map(|(_, c)| c).collect()
    }

    #[test]
    fn letters_set_apart_are_read_as_words() {
        assert_eq!(read("1 5 0 萬元"), "150萬元");
        assert_eq!(read("香 港 科 技 園 公司"), "香港科技園 公司");
        assert_eq!(read("2 0 2 5 年 1 月"), "2025年1月");
        assert_eq!(read("目　的"), "目的");
        assert_eq!(read("二 〇 二 五 年"), "二〇二五年");
    }

    #[test]
    fn words_of_one_letter_are_left_apart() {
        for text in ["1 2 3", "共 3 個 人", "年 3 月 1 日", "1 5 0 項目A", "目 的 地方"]
        {
            let kept = if text.ends_with('A') { "150項目A" } else { text };
            assert_eq!(read(text), kept);
        }
    }
}
