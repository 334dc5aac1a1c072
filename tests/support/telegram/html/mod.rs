//! Telegram's HTML parse mode, as strict as tdlib's `parse_html`: the same tags, the same
//! errors with the same byte offsets, the same formatting silently lost.

mod attribute;
mod nesting;
mod reference;
mod tag;

use serde_json::{Map, Value, json};

use tag::Opened;

/// One piece of formatting over a parsed text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The Bot API's name: `bold`, `text_link`, `expandable_blockquote`…
    pub kind: &'static str,
    /// Start, in UTF-16 code units.
    pub offset: usize,
    /// Length, in UTF-16 code units.
    pub length: usize,
    /// What the kind carries besides: `url`, `language`, `custom_emoji_id`, `user`…
    pub extra: Map<String, Value>,
}

impl Entity {
    /// An entity that carries nothing but its place.
    pub fn plain(kind: &'static str, offset: usize, length: usize) -> Self {
        Self { kind, offset, length, extra: Map::new() }
    }

    /// The same entity, carrying one thing more.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.extra.insert(key.to_owned(), value.into());
        self
    }

    /// One past its last UTF-16 code unit.
    pub fn end(&self) -> usize {
        self.offset + self.length
    }

    /// The entity as the Bot API writes it.
    pub fn to_value(&self) -> Value {
        let mut value = self.extra.clone();
        value.insert("type".to_owned(), json!(self.kind));
        value.insert("offset".to_owned(), json!(self.offset));
        value.insert("length".to_owned(), json!(self.length));
        Value::Object(value)
    }
}

/// A parsed text, before it is cleaned and trimmed.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The text without its tags.
    pub text: String,
    /// The formatting, sorted by place.
    pub entities: Vec<Entity>,
    /// Formatting that Telegram drops without a word, described for people.
    pub lost: Vec<String>,
}

/// Parses `source` as Telegram does.
///
/// The error is tdlib's own text, with the prefix the Bot API puts before it:
/// `can't parse entities: Unsupported start tag "br" at byte offset 12`.
pub fn parse(source: &str) -> Result<Parsed, String> {
    Parser::new(source).run().map_err(|error| format!("can't parse entities: {error}"))
}

/// White space as tdlib counts it. The end of the text reads as NUL, which counts too.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\0' | 0x0b)
}

/// Where the white space that starts at `at` ends.
fn skip_space(source: &[u8], mut at: usize) -> usize {
    while byte(source, at) != 0 && is_space(byte(source, at)) {
        at += 1;
    }
    at
}

/// The byte at `at`, or NUL past the end, as in a C string.
fn byte(source: &[u8], at: usize) -> u8 {
    source.get(at).copied().unwrap_or(0)
}

struct Parser<'a> {
    source: &'a [u8],
    at: usize,
    text: Vec<u8>,
    utf16: usize,
    open: Vec<Opened>,
    entities: Vec<Entity>,
    lost: Vec<String>,
    half_pairs: bool,
}

impl<'a> Parser<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source: source.as_bytes(),
            at: 0,
            text: Vec::with_capacity(source.len()),
            utf16: 0,
            open: Vec::new(),
            entities: Vec::new(),
            lost: Vec::new(),
            half_pairs: false,
        }
    }

    fn run(mut self) -> Result<Parsed, String> {
        while self.at < self.source.len() {
            match self.source[self.at] {
                b'&' => self.ampersand(),
                b'<' if byte(self.source, self.at + 1) == b'/' => self.end_tag()?,
                b'<' => self.start_tag()?,
                other => self.literal(other),
            }
        }
        self.finish()
    }

    fn literal(&mut self, byte: u8) {
        // Continuation bytes count nothing; four-byte characters take a surrogate pair.
        if byte & 0xc0 != 0x80 {
            self.utf16 += 1 + usize::from(byte >= 0xf0);
        }
        self.text.push(byte);
        self.at += 1;
    }

    fn ampersand(&mut self) {
        let Some((code, next)) = reference::decode(self.source, self.at) else {
            return self.literal(b'&');
        };
        self.at = next;
        self.utf16 += 1 + usize::from(code > 0xffff);
        match char::from_u32(code) {
            Some(character) => {
                self.text.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            None => self.half_pairs = true,
        }
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let (mut opened, next) = tag::open(self.source, self.at)?;
        opened.offset = self.utf16;
        opened.text_at = self.text.len();
        self.open.push(opened);
        self.at = next;
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(opened) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at = tag::close(self.source, begin, &opened.name)?;
        if self.utf16 > opened.offset {
            self.close(&opened)?;
        }
        Ok(())
    }

    fn close(&mut self, opened: &Opened) -> Result<(), String> {
        let length = self.utf16 - opened.offset;
        let inner = String::from_utf8_lossy(&self.text[opened.text_at..]).into_owned();
        if let Some(last) = self.entities.last_mut()
            && (last.offset, last.length) == (opened.offset, length)
            && nesting::join_pre_and_code(last, opened)
        {
            return Ok(());
        }
        match opened.entity(length, &inner)? {
            Some(entity) => self.entities.push(entity),
            None => self.lost.push(format!("the link {inner:?} has no usable address")),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Parsed, String> {
        if let Some(opened) = self.open.last() {
            let name = &opened.name;
            return Err(format!("Can't find end tag corresponding to start tag \"{name}\""));
        }
        let text = String::from_utf8(self.text).ok().filter(|_| !self.half_pairs);
        let text = text.ok_or(
            "Text contains invalid Unicode characters after decoding HTML entities, check for \
             unmatched surrogate code units",
        )?;
        let entities = nesting::settle(self.entities, &mut self.lost);
        Ok(Parsed { text, entities, lost: self.lost })
    }
}
