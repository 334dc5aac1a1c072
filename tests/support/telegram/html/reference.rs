//! Character references: `&lt; &gt; &amp; &quot;`, decimal and hexadecimal.

use super::byte;

/// Longest numeric reference tdlib reads, from `&` up to the semicolon.
const LONGEST_NUMERIC: usize = 10;

/// Decodes the reference that starts at `at`, giving its code point and where it ends.
///
/// `None` leaves the ampersand as it is: anything unknown stays literal.
pub(super) fn decode(source: &[u8], at: usize) -> Option<(u32, usize)> {
    let (code, end) = match (byte(source, at + 1), byte(source, at + 2)) {
        (b'#', b'x') => numeric(source, at, at + 3, 16)?,
        (b'#', _) => numeric(source, at, at + 2, 10)?,
        _ => named(source, at + 1)?,
    };
    // The semicolon may be missing.
    Some((code, end + usize::from(byte(source, end) == b';')))
}

fn numeric(source: &[u8], at: usize, first: usize, radix: u32) -> Option<(u32, usize)> {
    let mut end = first;
    let mut code: u32 = 0;
    while let Some(digit) = char::from(byte(source, end)).to_digit(radix) {
        code = code.wrapping_mul(radix).wrapping_add(digit);
        end += 1;
    }
    (code != 0 && code < 0x0010_ffff && end - at < LONGEST_NUMERIC).then_some((code, end))
}

fn named(source: &[u8], first: usize) -> Option<(u32, usize)> {
    let mut end = first;
    while byte(source, end).is_ascii_alphabetic() {
        end += 1;
    }
    let character = match &source[first..end] {
        b"lt" => '<',
        b"gt" => '>',
        b"amp" => '&',
        b"quot" => '"',
        _ => return None,
    };
    Some((character.into(), end))
}
