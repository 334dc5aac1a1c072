//! The encodings that press archives have: UTF-8, UTF-16, Big5, GB18030.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, CoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::SourceMap;
use crate::text::script::is_han;

/// A text decoded from a file, which still knows the file's bytes.
#[derive(Debug)]
pub struct Decoded {
    /// The text in UTF-8, without a byte order mark.
    pub text: String,
    /// From bytes of `text` to bytes of the file.
    pub source: SourceMap,
    /// The encoding found, by its WHATWG name.
    pub encoding: &'static str,
}

/// Why bytes could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes hold control codes that no text has.
    #[error("is not text: it holds binary data")]
    Binary,
    /// A file in UTF-8 with bytes that are part of no character: cut, or damaged.
    #[error(
        "is in UTF-8, but the bytes from {0} on are part of a character that is cut off: copy the file again"
    )]
    Cut(usize),
    /// No encoding that is read here fits.
    #[error(
        "is in no encoding that is read (UTF-8, UTF-16, Big5, GB18030): the first unreadable byte is {0}"
    )]
    Unknown(usize),
}

/// Decodes a file's bytes, finding the encoding by mark, validity or, for the
/// Chinese legacy encodings, by character frequency.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark);
    }
    if bytes.contains(&0) {
        return decode_wide(bytes).ok_or(DecodeError::Binary).and_then(refuse_control_codes);
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => decode_as(UTF_8, bytes, 0),
        Err(invalid) if is_cut(bytes) => Err(DecodeError::Cut(invalid.valid_up_to())),
        Err(invalid) => decode_legacy(bytes).ok_or(DecodeError::Unknown(invalid.valid_up_to())),
    }
    .and_then(refuse_control_codes)
}

/// UTF-16 without a mark: of both orders, the one that gives text.
fn decode_wide(bytes: &[u8]) -> Option<Decoded> {
    /// The share of a text's characters that are letters and signs of the
    /// languages read; of data read so, some two fifths are.
    const TEXT: usize = 95;
    let plain = |c: char| {
        matches!(c, ' '..='~' | '\t' | '\n' | '\r' | '\u{A0}'..='\u{24F}' | '\u{2010}'..='\u{203F}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
            || is_han(c)
    };
    let decoded =
        [UTF_16LE, UTF_16BE].into_iter().filter_map(|encoding| decode_as(encoding, bytes, 0).ok());
    decoded.into_iter().find(|decoded| {
        let (all, text) = decoded
            .text
            .chars()
            .fold((0, 0), |(all, text), c| (all + 1, text + usize::from(plain(c))));
        all > 0 && text * 100 >= all * TEXT
    })
}

/// Whether `bytes`, which are not valid UTF-8, are meant to be: they hold Han
/// characters in it, and few bytes that are none.
fn is_cut(bytes: &[u8]) -> bool {
    const RATHER: usize = 4;
    let (mut han, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        han += chunk.valid().chars().filter(|c| is_han(*c)).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    han > broken * RATHER
}

fn decode_legacy(bytes: &[u8]) -> Option<Decoded> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"hk"), Utf8Detection::Deny);
    let candidates =
        if guess == GBK || guess == GB18030 { [GB18030, BIG5] } else { [BIG5, GB18030] };
    candidates.into_iter().find_map(|encoding| decode_as(encoding, bytes, 0).ok())
}

fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    mark: usize,
) -> Result<Decoded, DecodeError> {
    let name = encoding.name();
    if encoding == UTF_8 {
        let text = std::str::from_utf8(&bytes[mark..]);
        let text = text.map_err(|invalid| DecodeError::Unknown(mark + invalid.valid_up_to()))?;
        return Ok(Decoded {
            text: text.to_owned(),
            source: SourceMap::verbatim(mark),
            encoding: name,
        });
    }
    debug_assert!([UTF_16BE, UTF_16LE, BIG5, GB18030].contains(&encoding));
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut decoded = Decoded {
        text: String::with_capacity(bytes.len()),
        source: SourceMap::default(),
        encoding: name,
    };
    let (mut from, mut buffer) = (mark, [0; 16]);
    for at in mark..bytes.len() {
        let last = at + 1 == bytes.len();
        // One byte at a time: a character's bytes end where it comes out.
        let (result, _, written, replaced) =
            decoder.decode_to_utf8(&bytes[at..=at], &mut buffer, last);
        if replaced || result == CoderResult::OutputFull {
            return Err(DecodeError::Unknown(from));
        }
        if written > 0 {
            let text =
                std::str::from_utf8(&buffer[..written]).map_err(|_| DecodeError::Unknown(from))?;
            // Four codes of Big5 are a letter and its accent, of the same bytes.
            for character in text.chars() {
                let widths = (narrow(character.len_utf8()), narrow(at + 1 - from));
                decoded.source.push(decoded.text.len(), from, widths);
                decoded.text.push(character);
            }
            from = at + 1;
        }
    }
    Ok(decoded)
}

fn refuse_control_codes(decoded: Decoded) -> Result<Decoded, DecodeError> {
    // Form feeds and a few stray codes come with scanned text; more is data.
    const TOLERATED_SHARE: usize = 200;
    let control = decoded.text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if control > 1 + decoded.text.len() / TOLERATED_SHARE {
        Err(DecodeError::Binary)
    } else {
        Ok(decoded)
    }
}

/// A character has at most four bytes in any of the encodings.
fn narrow(width: usize) -> u8 {
    u8::try_from(width).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::text::hostile;

    const TEXT: &str =
        "河套香港園區上周正式開園，首三座大樓已投入運作。AI 算力 3000PFLOPS，人員可往市區。";

    fn round_trip(encoding: &'static Encoding, text: &str) {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable);
        let decoded = decode(&bytes).expect("decodes");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding.name()));
        for (at, character) in text.char_indices() {
            let range = at..at + character.len_utf8();
            let (again, _) =
                encoding.decode_without_bom_handling(&bytes[decoded.source.source(&range)]);
            assert_eq!(again, &text[range]);
        }
    }

    #[test]
    fn legacy_chinese_is_read_and_every_character_found_in_the_file() {
        round_trip(BIG5, TEXT);
        round_trip(
            GB18030,
            "河套香港园区上周正式开园，首三座大楼已投入运作。AI 算力 3000PFLOPS，人员可往市区。",
        );
        round_trip(UTF_8, TEXT);
    }

    #[test]
    fn byte_order_marks_are_left_out_of_the_text() {
        let decoded = decode("\u{FEFF}河套".as_bytes()).expect("decodes");
        assert_eq!(decoded.text, "河套");
        assert_eq!(decoded.source.source(&(0..3)), 3..6);
        let utf16: Vec<u8> = "\u{FEFF}河A".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let decoded = decode(&utf16).expect("decodes");
        assert_eq!((decoded.text.as_str(), decoded.source.source(&(3..4))), ("河A", 4..6));
    }

    #[test]
    fn a_letter_and_its_accent_of_one_code_are_of_its_bytes() {
        let decoded = decode(&[0x87, 0x40, 0x88, 0xA3, 0xAA, 0x65]).expect("decodes");
        assert_eq!(
            (&decoded.text[3..7], &decoded.text[7..]),
            ("e\u{302}\u{304}".nfc().collect::<String>().as_str(), "河")
        );
        let of = |range| decoded.source.source(&range);
        assert_eq!([of(3..5), of(5..7), of(3..7), of(7..10)], [2..4, 2..4, 2..4, 4..6]);
    }

    #[test]
    fn utf16_is_read_without_a_mark() {
        for text in [TEXT, "The park opened last week.\n", "河套香港園區\n上周開園\n"] {
            for wide in [u16::to_le_bytes, u16::to_be_bytes] {
                let bytes: Vec<u8> = text.encode_utf16().flat_map(wide).collect();
                assert_eq!(decode(&bytes).map(|decoded| decoded.text).as_deref(), Ok(text));
            }
        }
    }

    #[test]
    fn utf8_that_is_cut_is_named() {
        let bytes = TEXT.as_bytes();
        assert_eq!(
            decode(&bytes[..bytes.len() - 1]).err(),
            Some(DecodeError::Cut(bytes.len() - 3))
        );
        assert_eq!(
            decode(&[&bytes[..40], &bytes[41..]].concat()).err(),
            Some(DecodeError::Cut(39))
        );
    }

    #[test]
    fn binary_and_broken_files_are_refused() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0").err(), Some(DecodeError::Binary));
        assert_eq!(decode(b"ok \xff\xff\xff\xff").err(), Some(DecodeError::Unknown(3)));
        assert_eq!(decode(&[1, 2, 3, 4, 5, 6]).err(), Some(DecodeError::Binary));
    }

    /// Bytes of a file: text in an encoding, here and there with something else put in.
    fn file() -> impl Strategy<Value = Vec<u8>> {
        let text =
            hostile::text(&["河套", "香港園區", "开园", "，", "。", "AI 3000", " ", "\n"], 30);
        let damage =
            prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 0..4);
        let written = (text, 0..6u8, damage).prop_map(|(text, encoding, damage)| {
            let mut bytes = match encoding {
                0 => BIG5.encode(&text).0.into_owned(),
                1 => GB18030.encode(&text).0.into_owned(),
                2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                3 => format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
                4 => format!("\u{FEFF}{text}").into_bytes(),
                _ => text.into_bytes(),
            };
            for (at, byte, kind) in
                damage.into_iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>()
            {
                let at = at.index(bytes.len());
                match kind {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    _ => bytes.truncate(at + 1),
                }
            }
            bytes
        });
        prop_oneof![4 => written, 1 => prop::collection::vec(any::<u8>(), 0..60)]
    }

    proptest! {
        #[test]
        fn whatever_is_in_a_file_each_character_knows_its_bytes(bytes in file()) {
            let Ok(decoded) = decode(&bytes) else { return Ok(()) };
            let encoding = Encoding::for_label(decoded.encoding.as_bytes()).expect("it is known");
            let mut last = 0;
            for (at, character) in decoded.text.char_indices() {
                let range = decoded.source.source(&(at..at + character.len_utf8()));
                prop_assert!(range.start >= last && range.end <= bytes.len(), "{range:?}");
                let (again, wrong) = encoding.decode_without_bom_handling(&bytes[range.clone()]);
                prop_assert!(!wrong && again.contains(character), "{range:?} is {again:?}, not {character:?}");
                last = range.start;
            }
        }
    }
}
