//! The bare number of a figure: Arabic digits or Chinese numerals with their
//! magnitudes, read from folded characters.

/// A number in folded text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// The value, magnitudes multiplied in.
    pub(super) value: f64,
    /// First folded character, an ordinal mark or a currency sign included.
    pub(super) start: usize,
    /// One past the last folded character.
    pub(super) end: usize,
    /// Written with Chinese numerals only, so a single one may be a word.
    pub(super) numeral: bool,
    /// Preceded by 第: a rank.
    pub(super) ordinal: bool,
    /// Preceded by 首: the first so many.
    pub(super) leading: bool,
    /// The currency sign before it.
    pub(super) sign: Option<&'static str>,
}

/// Signs before an amount; folded, longer ones first.
const SIGNS: &[&str] = &["hk$", "us$", "rmb", "hkd", "usd", "cny", "¥", "$"];

/// Magnitude words after digits, each with the power of ten.
const MAGNITUDES: &[(&str, f64)] = &[
    ("万亿", 1e12),
    ("trillion", 1e12),
    ("billion", 1e9),
    ("million", 1e6),
    ("thousand", 1e3),
    ("bn", 1e9),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
];

impl Number {
    pub(super) fn read(chars: &[char], at: usize) -> Option<Self> {
        let ordinal = chars[at] == '第';
        let leading = chars[at] == '首';
        let sign = SIGNS.iter().copied().find(|sign| starts_with(chars, at, sign));
        let mut from =
            at + usize::from(ordinal || leading) + sign.map_or(0, |sign| sign.chars().count());
        if sign.is_some() {
            from += spaces(chars, from);
        }
        let (mut value, mut end, numeral) = match (digits(chars, from), numerals(chars, from)) {
            (Some((value, end)), _) => (value, end, false),
            (None, Some((value, end))) => (value, end, true),
            (None, None) => return None,
        };
        while let Some((factor, next)) = magnitude(chars, end).filter(|_| !numeral) {
            value *= factor;
            end = next;
        }
        Some(Self { value, start: at, end, numeral, ordinal, leading, sign })
    }
}

/// How many letters and digits run on from `at`, so that a scan does not
/// start inside a word.
pub(super) fn run_of_letters(chars: &[char], at: usize) -> usize {
    chars[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count()
}

/// Whether `word` stands at `at`.
pub(super) fn starts_with(chars: &[char], at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(index, c)| chars.get(at + index) == Some(&c))
}

pub(super) fn spaces(chars: &[char], at: usize) -> usize {
    chars[at.min(chars.len())..].iter().take_while(|c| **c == ' ').count()
}

fn magnitude(chars: &[char], end: usize) -> Option<(f64, usize)> {
    let at = end + spaces(chars, end);
    let (word, factor) = MAGNITUDES.iter().find(|(word, _)| starts_with(chars, at, word))?;
    let next = at + word.chars().count();
    let whole = !word.is_ascii() || chars.get(next).is_none_or(|c| !c.is_ascii_alphanumeric());
    // A space before 萬 or 億 is a break of the layout; letters need a word's end.
    whole.then_some((*factor, next))
}

fn digits(chars: &[char], from: usize) -> Option<(f64, usize)> {
    let is_digit = |index: usize| chars.get(index).is_some_and(char::is_ascii_digit);
    if !is_digit(from) {
        return None;
    }
    let mut text = String::new();
    let mut at = from;
    while let Some(&character) = chars.get(at) {
        match character {
            digit if digit.is_ascii_digit() => text.push(digit),
            ',' if groups_thousands(chars, from, at) => {}
            '.' if is_digit(at + 1) && !text.contains('.') => text.push('.'),
            _ => break,
        }
        at += 1;
    }
    Some((text.parse().ok()?, at))
}

/// Whether the comma at `at` separates thousands: one to three digits before
/// it, exactly three after.
fn groups_thousands(chars: &[char], from: usize, at: usize) -> bool {
    let before = chars[from..at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let after = chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=3).contains(&before) && after == 3
}

fn digit_value(character: char) -> Option<f64> {
    let value = match character {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(f64::from(value))
}

fn place_value(character: char) -> Option<f64> {
    match character {
        '十' => Some(1e1),
        '百' => Some(1e2),
        '千' => Some(1e3),
        _ => None,
    }
}

/// Reads positional (二〇二五) and multiplicative (一千四百萬) numerals.
fn numerals(chars: &[char], from: usize) -> Option<(f64, usize)> {
    let (mut total, mut section, mut digit) = (0.0, 0.0, None::<f64>);
    let mut at = from;
    while let Some(&character) = chars.get(at) {
        if let Some(value) = digit_value(character) {
            digit = Some(digit.unwrap_or(0.0) * 10.0 + value);
        } else if let Some(place) = place_value(character) {
            section += digit.take().unwrap_or(1.0) * place;
        } else if character == '廿' {
            section += 20.0;
        } else if let ('万' | '亿', true) = (character, at > from) {
            section += digit.take().unwrap_or(0.0);
            let large = if character == '万' { 1e4 } else { 1e8 };
            total = if large > total { (total + section) * large } else { total + section * large };
            section = 0.0;
        } else {
            break;
        }
        at += 1;
    }
    (at > from).then(|| (total + section + digit.unwrap_or(0.0), at))
}

/// Writes `value` in Chinese numerals, for the property tests.
#[cfg(test)]
pub(super) fn numeral(value: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let below = |mut value: u32| {
        let mut text = String::new();
        let mut gap = false;
        for (place, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = value / place;
            value %= place;
            match digit {
                0 => gap = !text.is_empty(),
                digit => {
                    if std::mem::take(&mut gap) {
                        text.push('零');
                    }
                    text.push(DIGITS[digit as usize]);
                    text.push_str(name);
                }
            }
        }
        text
    };
    match (value / 10_000, value % 10_000) {
        (0, low) => below(low),
        (high, 0) => format!("{}萬", below(high)),
        (high, low) if low < 1000 => format!("{}萬零{}", below(high), below(low)),
        (high, low) => format!("{}萬{}", below(high), below(low)),
    }
}
