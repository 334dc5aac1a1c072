//! The names in a sentence: of persons, bodies, places and things.

use std::ops::Range;

use crate::retrieval::PreparedQuestion;
use crate::text::normalize::{fold, folded};
use crate::text::script::is_han;
use crate::text::words;

/// jieba's tags of persons and bodies.
const PERSONS: &[&str] = &["nr", "nrt", "nrfg", "nt", "nz"];

/// The hundred commonest surnames, folded, and some of Hong Kong's.
pub(super) const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤卓霍邝麦简区欧司";

/// What it takes for a person and is none.
const NO_PERSONS: &[&str] = &["白名单", "黑名单"];

/// jieba's tags of places.
const PLACES: &[&str] = &["ns", "nt"];

/// What it takes for a place and is none.
const NO_PLACES: &[&str] = &["东西", "上市", "国家"];

/// After one of these, folded, a name is of a place, whatever its tag.
const LOCATIVE: &[&str] =
    &["在", "于", "到", "至", "赴", "往", "位于", "设于", "落户", "来自", "进驻", "选址", "正在"];

/// So many characters in a row that make no word are a foreign name.
const FOREIGN: usize = 3;

/// Characters that stand alone in running text.
const ALONE: &str = "的了是在有和与及或也就都被把对于为以而之其等这那从到向会能可要将已最很更还又并但此所该上下中内外前后时年月日人大小多少个不没无做说看去来用给让使着过得应须需一二三四五六七八九十百千万亿两元间家名项条座块份次";

/// Whether `word` is a character that hardly stands alone.
fn is_foreign(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if is_han(c) && !ALONE.contains(c))
}

/// A word of a sentence.
struct Word<'a> {
    text: &'a str,
    tag: &'a str,
    /// What stands before it; empty at the start.
    before: &'a str,
    /// Its folded characters.
    chars: Range<usize>,
}

impl Word<'_> {
    /// Whether it is long enough to name something, and the question does
    /// not have it.
    fn is_new(&self, prepared: &PreparedQuestion) -> bool {
        self.chars.len() > 1 && !prepared.question.wording.text.contains(self.text)
    }

    fn is_placed(&self) -> bool {
        LOCATIVE.contains(&self.before)
    }

    fn is_person(&self) -> bool {
        PERSONS.contains(&self.tag) && !self.is_placed() && !NO_PERSONS.contains(&self.text)
    }

    fn is_place(&self) -> bool {
        let tagged = PLACES.contains(&self.tag) || PERSONS.contains(&self.tag) && self.is_placed();
        tagged && !NO_PLACES.contains(&self.text)
    }
}

/// The words of a folded text.
fn words(flat: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    for (text, tag) in words::tagged(flat) {
        let chars = at..at + text.chars().count();
        at = chars.end;
        let before = words.last().map_or("", |word| word.text);
        words.push(Word { text, tag, before, chars });
    }
    words
}

/// The persons and bodies that `text` names and the question does not.
pub(super) fn persons(prepared: &PreparedQuestion, text: &str) -> Vec<Range<usize>> {
    let folded = fold(text);
    let flat = folded.to_string();
    let found = words(&flat).into_iter();
    found
        .filter(|word| word.is_person() && word.is_new(prepared))
        .map(|word| folded.origin(word.chars))
        .collect()
}

/// The places that `text` names and the question does not; those after a
/// word such as 在 or 落戶, if there are any, and all else.
pub(super) fn places(prepared: &PreparedQuestion, text: &str) -> Vec<Range<usize>> {
    let folded = fold(text);
    let flat = folded.to_string();
    let words = words(&flat);
    let is_found = |word: &Word<'_>| word.is_place() && word.is_new(prepared);
    let placed = words.iter().any(|word| is_found(word) && word.is_placed());
    let chosen = |at: &usize| is_found(&words[*at]) && (!placed || words[*at].is_placed());
    let whole = |at: usize| {
        // 元朗微電子中心: the place with the nouns that it begins.
        let nouns = words[at + 1..].iter().take_while(|word| placed && word.tag.starts_with('n'));
        let end = nouns.last().map_or(words[at].chars.end, |word| word.chars.end);
        folded.origin(words[at].chars.start..end)
    };
    (0..words.len()).filter(chosen).map(whole).collect()
}

/// Whether `text` names a person, or a body, that the question does not: a
/// name that the dictionary knows, a transliteration, or a surname before
/// characters that make no word.
pub(super) fn has_person(prepared: &PreparedQuestion, text: &str) -> bool {
    let latin = text.split(|c: char| !c.is_ascii_alphanumeric());
    let mut titled = latin.filter(|word| {
        let letters = word.as_bytes();
        letters.windows(2).any(|pair| pair[0].is_ascii_uppercase() && pair[1].is_ascii_lowercase())
            && !prepared.question.wording.text.contains(&word.to_ascii_lowercase())
    });
    if text.contains('·') || titled.next().is_some() {
        return true;
    }
    let flat = folded(text);
    let words = words(&flat);
    let surnamed = |pair: &[Word<'_>]| {
        let (first, second) = (&pair[0], &pair[1]);
        let singles = first.chars.len() == 1 && second.chars.len() == 1;
        let name = || format!("{}{}", first.text, second.text);
        singles
            && SURNAMES.contains(first.text)
            && second.text.chars().all(is_han)
            && !prepared.question.wording.text.contains(&name())
    };
    words.iter().any(|word| word.is_person() && word.is_new(prepared))
        || words.windows(2).any(surnamed)
        || words.windows(FOREIGN).any(|run| run.iter().all(|word| is_foreign(word.text)))
}

/// What stands in quotes, with them, and not in the question.
pub(super) fn quoted(prepared: &PreparedQuestion, text: &str) -> Vec<Range<usize>> {
    let is_new = |range: &Range<usize>| {
        let name = folded(text[range.clone()].trim_matches(is_quote));
        let asked = |form: &String| form.contains(&name);
        let mut forms = prepared.terms.iter().flat_map(|needle| &needle.texts);
        !prepared.question.wording.text.contains(&name) && !forms.any(asked)
    };
    quotes(text).into_iter().filter(is_new).collect()
}

/// What stands in quotes, with them; the innermost of several.
pub(super) fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, character) in text.char_indices() {
        match character {
            '「' | '《' | '“' => open = Some(at),
            '」' | '》' | '”' => {
                found.extend(open.take().map(|start: usize| start..at + character.len_utf8()));
            }
            _ => {}
        }
    }
    found
}

/// Whether `c` is one of the marks of [`quotes`].
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '「' | '」' | '《' | '》' | '“' | '”')
}
