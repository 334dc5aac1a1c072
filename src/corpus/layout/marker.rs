//! What a line begins with: the mark of a bullet, of a heading, a number.

use crate::text::script::is_blank;

use super::ending::{is_complete, is_open};

const BULLETS: &[&str] = &[
    "- ", "– ", "— ", "* ", "• ", "•", "· ", "‧", "・", "．", "－", "●", "○", "◎", "■", "□", "▪",
    "◦ ", "‣ ", "➢", "✓", "★",
];

/// The longest numbered heading, in characters.
const LONGEST_HEADING: usize = 60;

/// Where the words of a bullet start.
pub(super) fn bullet(text: &str) -> Option<usize> {
    let known = BULLETS.iter().find(|marker| text.starts_with(**marker)).map(|marker| marker.len());
    let length = known.or_else(|| of_a_font(text))?;
    let rest = text[length..].trim_start_matches(is_blank);
    (!rest.is_empty()).then_some(text.len() - rest.len())
}

/// The bytes of a bullet that a word processor draws with a font of its own,
/// or with a letter set apart.
fn of_a_font(text: &str) -> Option<usize> {
    let drawn = text.chars().next().filter(|c| matches!(c, '\u{E000}'..='\u{F8FF}'));
    let letter =
        ["o\t", "o  ", "·\t", "§\t", "Ø\t", "ü\t"].iter().find(|mark| text.starts_with(**mark));
    drawn.map(char::len_utf8).or(letter.map(|mark| mark.len()))
}

/// The level of a heading in Markdown, and where its words start.
pub(super) fn marked(text: &str) -> Option<(usize, usize)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let words = text[level..].trim_start_matches(is_blank);
    let start = text.len() - words.len();
    let heads = !words.is_empty() && !words.ends_with(['。', '.', '；', ';']);
    ((1..=6).contains(&level) && start > level && heads).then_some((level, start))
}

/// The level of a heading such as `1.2 管理` or `1.2.1 Supervision`.
pub(super) fn dotted(text: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    let number = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let parts: Vec<&str> = text[..number].trim_end_matches('.').split('.').collect();
    let title = text[number..].strip_prefix([' ', '\u{3000}', '\t'])?.trim_matches(is_blank);
    let first = title.chars().next()?;
    let unit = matches!(
        first,
        '億' | '亿' | '萬' | '万' | '千' | '百' | '元' | '個' | '倍' | '年' | '公' | '平'
    );
    let heads = (first.is_uppercase() || first.is_alphabetic() && !first.is_ascii() && !unit)
        && title.chars().count() <= LONGEST
        && !title.contains(['，', '；'])
        && !is_complete(title)
        && !is_open(title);
    let numbers = parts.len() > 1 && parts.iter().all(|part| (1..=2).contains(&part.len()));
    (heads && numbers).then_some(parts.len() + 1)
}

/// Where the words of a numbered item start that is a sentence or a part of
/// one: `2. 政府會提供土地。` It is of a list or of a paper, and no heading.
pub(super) fn item(text: &str) -> Option<usize> {
    let start = numbered_words(text)?;
    let words = &text[start..];
    let long = words.chars().count() > LONGEST_HEADING;
    // `6. The second phase will –` leads to parts.
    let leads = words.ends_with(['–', '—', '－', '-']);
    (is_complete(words) || is_open(words) || leads || long).then_some(start)
}

/// Where the words after `2.`, `2)` or `2、` start.
pub(super) fn numbered_words(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', '．', ')', '）', '、'])?;
    let words = rest.trim_start_matches(is_blank);
    let parted = words.len() < rest.len() || words.starts_with(|c: char| !c.is_ascii());
    let begins = words.starts_with(|c: char| c.is_alphanumeric() || opens_words(c));
    ((1..=3).contains(&digits) && parted && begins).then_some(text.len() - words.len())
}

/// Where the words of `(a) …`, `(1) …`, `（一）…` or `a. …` start.
pub(super) fn lettered(text: &str) -> Option<usize> {
    let bracketed = text.strip_prefix(['(', '（']).and_then(|inner| inner.split_once([')', '）']));
    let pointed = || {
        let rest = text.strip_prefix(|c: char| c.is_ascii_lowercase())?;
        rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
    };
    let counted = bracketed.filter(|(letter, _)| counts(letter)).map(|(_, words)| words);
    let words = counted.or_else(pointed)?;
    let words = words.trim_start_matches(is_blank);
    let begins = words.starts_with(|c: char| c.is_alphanumeric() || opens_words(c));
    begins.then_some(text.len() - words.len())
}

/// Whether `letter` counts parts: `a`, `iv`, `12`, `十一`.
fn counts(letter: &str) -> bool {
    let all = |of: fn(char) -> bool| letter.chars().all(of);
    match letter.chars().count() {
        1 => {
            all(|c| c.is_ascii_alphanumeric()) || all(is_numeral) || "甲乙丙丁戊己".contains(letter)
        }
        2 => all(|c| c.is_ascii_digit()) || all(is_roman) || all(is_numeral),
        3 => all(is_roman) || all(is_numeral),
        4 => all(is_roman),
        _ => false,
    }
}

/// Whether `below` is the mark that follows `above` in a list: `（二）` after `（一）`, `(b)`
/// after `(a)`, `(ii)` after `(i)`.
pub(super) fn follows(above: &str, below: &str) -> bool {
    let counts = |mark: &str| {
        let counted = counted(mark);
        let place = |of: &str| of.split(' ').position(|one| one == counted);
        let figure = counted.parse().ok();
        [figure, place(CHINESE), place(STEMS), place(LETTERS), place(ROMAN)]
    };
    let pairs = counts(above).into_iter().zip(counts(below));
    pairs.into_iter().any(|(above, below)| above.is_some_and(|above| Some(above + 1) == below))
}

/// What the mark of an item counts with: `一` of `（一）`, `a` of `(a)`; empty for `•`.
pub(super) fn counted(mark: &str) -> String {
    mark.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What items are counted by.
const CHINESE: &str =
    "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十";
const STEMS: &str = "甲 乙 丙 丁 戊 己";
const LETTERS: &str = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx";

fn is_roman(c: char) -> bool {
    matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X')
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

fn opens_words(c: char) -> bool {
    matches!(c, '「' | '『' | '《' | '“' | '"' | '$' | '*' | '（' | '(')
}

/// The number of a heading such as `4 強化…`, `4. 強化…` or `四、強化…`.
pub(super) fn numbered(text: &str) -> Option<u32> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = match digits {
        1..=2 => (text[..digits].parse().ok()?, &text[digits..]),
        _ => chinese_number(text)?,
    };
    let title = rest.strip_prefix([' ', '\u{3000}', '.', '．', '、', '\t'])?.trim_matches(is_blank);
    // `38 government buildings` goes on with a sentence.
    let begins = title.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii_lowercase());
    let fits =
        title.chars().count() <= LONGEST_HEADING && (begins || numbered_words(text).is_some());
    (fits && !is_complete(title) && !is_open(title)).then_some(number)
}

/// The number that `text` begins with in Chinese, before a 、, and what
/// follows it.
pub(super) fn chinese_number(text: &str) -> Option<(u32, &str)> {
    let numeral = text.chars().take_while(|c| is_numeral(*c)).count();
    let end = text.char_indices().nth(numeral).map(|(at, _)| at)?;
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c);
    let characters: Vec<char> = text[..end].chars().collect();
    let value = match characters[..] {
        ['十'] => 10,
        [single] => digit(single)?,
        ['十', ones] => 10 + digit(ones)?,
        [tens, '十'] => digit(tens)? * 10,
        _ => return None,
    };
    text[end..].starts_with('、').then_some((u32::try_from(value).ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_lettered_and_telephones_are_not() {
        let words = |text| lettered(text).map(|start: usize| &text[start..]);
        for text in ["(a)  甲", "（iv）甲", "(12) 甲", "（十一）甲", "b. 甲", "(甲)甲"]
        {
            assert_eq!(words(text), Some("甲"), "{text}");
        }
        assert_eq!(words("(1) 2024年起"), Some("2024年起"));
        for text in ["(852) 2100 0000", "（28日）表示", "A. Chan", "(the Fund) is"] {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn marks_follow_each_other_in_their_own_count() {
        for (above, below) in
            [("（一）", "（二）"), ("(a)", "(b)"), ("(iii)", "(iv)"), ("9.", "10.")]
        {
            assert!(follows(above, below), "{above} {below}");
        }
        for (above, below) in [("（一）", "（三）"), ("(a)", "(i)"), ("•", "•"), ("（一）", "(2)")]
        {
            assert!(!follows(above, below), "{above} {below}");
        }
    }

    #[test]
    fn sentences_with_a_number_are_items_and_titles_headings() {
        assert_eq!(item("2. 政府會提供土地。"), Some(3));
        assert_eq!(item("2.　本港有三所，"), Some(5));
        assert_eq!((item("4. 強化科研"), numbered("4. 強化科研")), (None, Some(4)));
        assert_eq!((item("2.5億元。"), numbered("十二、目標")), (None, Some(12)));
    }
}
