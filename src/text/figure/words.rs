//! English number words: three, fifteen, two hundred, twenty-one, a dozen.

use super::cursor::Cursor;

const ONES: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
];

const TENS: &[(&str, f64)] = &[
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("dozen", 12.0),
];

/// Several of something: dozens, hundreds of thousands.
const SEVERAL: &[(&str, f64)] = &[
    ("tens of thousands", 1e4),
    ("hundreds of thousands", 1e5),
    ("tens of millions", 1e7),
    ("hundreds of millions", 1e8),
    ("dozens", 1e1),
    ("tens", 1e1),
    ("hundreds", 1e2),
    ("thousands", 1e3),
    ("millions", 1e6),
    ("billions", 1e9),
];

/// Places in an order. First and second are other words as well, and are read
/// only after [`RANKING`].
const ORDINALS: &[(&str, f64)] = &[
    ("first", 1.0),
    ("second", 2.0),
    ("third", 3.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("eleventh", 11.0),
    ("twelfth", 12.0),
    ("nineteenth", 19.0),
    ("twentieth", 20.0),
];

/// The place that `word`, in lower case, is in an order: 2 of "second".
pub fn place_of(word: &str) -> Option<usize> {
    let (_, place) = ORDINALS.iter().find(|(name, _)| *name == word)?;
    (1..=20_u8).find(|at| (f64::from(*at) - place).abs() < f64::EPSILON).map(usize::from)
}

/// Words after which first and second are ranks.
const RANKING: &[&str] =
    &["rank", "ranks", "ranked", "ranking", "placed", "place", "came", "comes"];

/// Reads a number in words; the second is whether it is the lone word "one",
/// which is mostly a pronoun.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<(f64, bool)> {
    let begun = cursor.at();
    let article = start_with_article(cursor);
    let (mut total, mut group) = (0.0, if article { 1.0 } else { small(cursor)? });
    let mut least = f64::MAX;
    while let Some(scale) = after_gap(cursor, |c| c.pick(SCALES)) {
        if scale <= 100.0 {
            group *= scale;
        } else if scale < least {
            total += group * scale;
            group = 0.0;
            least = scale;
        } else {
            return None;
        }
        let more = after_gap(cursor, |c| {
            if c.eat("and") {
                c.spaces();
            }
            small(c)
        });
        group += more.unwrap_or(0.0);
    }
    let value = total + group;
    // "one" has three letters; anything longer says more.
    Some((value, !article && value <= 1.0 && cursor.at() - begun == 3))
}

/// The million or billion that a number in words is counted in; 1 for none.
pub(super) fn scale(value: f64) -> f64 {
    let whole = |scale: &f64| value >= *scale && (value / scale).fract() == 0.0;
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| whole(scale)).unwrap_or(1.0)
}

/// Dozens, thousands of: their least value.
pub(super) fn several(cursor: &mut Cursor<'_>) -> Option<f64> {
    cursor.pick(SEVERAL)
}

/// A place in an order in words.
pub(super) fn ordinal(cursor: &mut Cursor<'_>) -> Option<f64> {
    let behind = cursor.read();
    let value = cursor.pick(ORDINALS)?;
    let before = last_word(behind);
    (value > 2.0 && !["a", "one"].contains(&before.as_str()) || RANKING.contains(&before.as_str()))
        .then_some(value)
}

/// "a hundred", "a million", "a dozen": the article stands for one.
fn start_with_article(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if !ahead.eat_any(&["a", "an"]) {
        return false;
    }
    let after = ahead;
    ahead.spaces();
    let scaled = ahead.pick(SCALES).is_some();
    if scaled {
        *cursor = after;
    }
    scaled
}

/// A number below a hundred.
fn small(cursor: &mut Cursor<'_>) -> Option<f64> {
    if let Some(ones) = cursor.pick(ONES) {
        return Some(ones);
    }
    let mut ahead = *cursor;
    let (_, tens) = TENS.iter().find(|(word, _)| ahead.eat(word))?;
    *cursor = ahead;
    let ones = after_gap(cursor, |c| c.pick(&ONES[..9]));
    Some(tens + ones.unwrap_or(0.0))
}

/// What `read` reads after spaces or a hyphen; the cursor stays when nothing
/// is read.
fn after_gap<'a>(
    cursor: &mut Cursor<'a>,
    read: impl FnOnce(&mut Cursor<'a>) -> Option<f64>,
) -> Option<f64> {
    let mut ahead = *cursor;
    ahead.eat_one(" -")?;
    ahead.spaces();
    let value = read(&mut ahead)?;
    *cursor = ahead;
    Some(value)
}

/// The Latin word that ends what is behind.
pub(super) fn last_word(behind: &[char]) -> String {
    let end = behind.iter().rposition(|c| *c != ' ').map_or(0, |at| at + 1);
    let start = behind[..end].iter().rposition(|c| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    behind[start..end].iter().collect()
}
