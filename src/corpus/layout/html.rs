//! Tags and character references of HTML that stand in a page's text.

use super::ahead::Ahead;
use super::seen::Seen;

/// A tag, and what it is to a person who sees the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its bytes.
    pub(super) length: usize,
    /// The break that stands in its place: none, a line's, a cell's.
    pub(super) stand_in: &'static str,
    /// What it opens, up to its closing tag.
    pub(super) opens: Option<Seen>,
    /// What it shows by itself.
    pub(super) shows: Option<Seen>,
}

/// The longest tag that is looked for, in bytes.
const LONGEST_TAG: usize = 2_000;

/// Elements with the break that their opening and their closing tag stand for.
const ELEMENTS: &[(&str, &str, &str)] = &[
    ("a", "", ""),
    ("abbr", "", ""),
    ("article", "\n", "\n"),
    ("aside", "\n", "\n"),
    ("b", "", ""),
    ("blockquote", "\n", "\n"),
    ("body", "\n", "\n"),
    ("br", "\n", ""),
    ("button", "\n", "\n"),
    ("caption", "\n\n", "\n\n"),
    ("center", "\n", "\n"),
    ("cite", "", ""),
    ("code", "", ""),
    ("col", "", ""),
    ("colgroup", "", ""),
    ("dd", "\n", "\n"),
    ("details", "\n", "\n"),
    ("div", "\n", "\n"),
    ("dl", "\n", "\n"),
    ("dt", "\n", "\n"),
    ("em", "", ""),
    ("figcaption", "\n", "\n"),
    ("figure", "\n", "\n"),
    ("font", "", ""),
    ("footer", "\n", "\n"),
    ("form", "\n", "\n"),
    ("h1", "\n\n# ", "\n\n"),
    ("h2", "\n\n## ", "\n\n"),
    ("h3", "\n\n### ", "\n\n"),
    ("h4", "\n\n#### ", "\n\n"),
    ("h5", "\n\n##### ", "\n\n"),
    ("h6", "\n\n###### ", "\n\n"),
    ("head", "\n", "\n"),
    ("header", "\n", "\n"),
    ("hr", "\n", ""),
    ("html", "\n", "\n"),
    ("i", "", ""),
    ("iframe", "\n", "\n"),
    ("img", "", ""),
    ("input", "", ""),
    ("ins", "", ""),
    ("label", "", ""),
    ("li", "\n- ", "\n"),
    ("link", "", ""),
    ("main", "\n", "\n"),
    ("mark", "", ""),
    ("meta", "", ""),
    ("nav", "\n", "\n"),
    ("noscript", "\n", "\n"),
    ("ol", "\n", "\n"),
    ("p", "\n\n", "\n\n"),
    ("picture", "\n", "\n"),
    ("pre", "\n", "\n"),
    ("section", "\n", "\n"),
    ("small", "", ""),
    ("source", "", ""),
    ("span", "", ""),
    ("strong", "", ""),
    ("sub", "", ""),
    ("summary", "\n", "\n"),
    ("sup", "", ""),
    ("table", "\n\n", "\n\n"),
    ("tbody", "", ""),
    ("td", "", "\t"),
    ("tfoot", "", ""),
    ("th", "", "\t"),
    ("thead", "", ""),
    ("time", "", ""),
    ("tr", "\n", ""),
    ("u", "", ""),
    ("ul", "\n", "\n"),
    ("video", "\n", "\n"),
    ("wbr", "", ""),
];

/// Elements whose text nobody sees, with what closes them.
const UNSEEN: &[(&str, &str)] = &[
    ("script", "</script>"),
    ("style", "</style>"),
    ("title", "</title>"),
    ("svg", "</svg>"),
    ("template", "</template>"),
    ("del", "</del>"),
    ("s", "</s>"),
];

/// The tag at byte `at` of `body`, where a `<` stands.
pub(super) fn tag(body: &str, at: usize, ahead: &mut Ahead) -> Option<Tag> {
    let text = &body[at..];
    if text.starts_with("<!--") {
        return Some(unseen(ahead.find(body, at, "-->")? + 3 - at));
    }
    let inner = text.get(1..)?;
    let window = &text[..text.floor_char_boundary(LONGEST_TAG.min(text.len()))];
    if inner.get(..8).is_some_and(|word| word.eq_ignore_ascii_case("!doctype")) {
        // It is in ASCII, and what only speaks of one is not.
        return window.find('>').filter(|end| window[..*end].is_ascii()).map(|end| unseen(end + 1));
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (closes, name) = (inner.starts_with('/'), name[..length].to_ascii_lowercase());
    let length = window.find('>')? + 1;
    if let Some((_, closing)) = UNSEEN.iter().find(|(element, _)| *element == name) {
        let end = ahead.find(body, at, closing).map_or(length, |end| end + closing.len() - at);
        return Some(unseen(end));
    }
    let (_, opening, closing) = ELEMENTS.iter().find(|(element, _, _)| *element == name)?;
    let opens = match name.as_str() {
        "a" => Some(Seen::Link),
        "figcaption" => Some(Seen::Caption),
        "b" | "strong" => Some(Seen::Strong),
        _ => None,
    };
    Some(Tag {
        length: if name == "sup" && !closes { length + note(&text[length..]) } else { length },
        stand_in: if closes { closing } else { opening },
        opens: opens.filter(|_| !closes),
        shows: (name == "img").then_some(Seen::Image),
    })
}

fn unseen(length: usize) -> Tag {
    Tag { length, stand_in: "", opens: None, shows: None }
}

/// The bytes of a note's number that stands in `<sup>`: next to a figure it
/// would be read as part of it.
fn note(raised: &str) -> usize {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | ',' | '*');
    let end = raised.find(|c| !number(c)).unwrap_or(0);
    if raised[end..].starts_with('<') { end } else { 0 }
}

/// Where a link leads, whose opening tag `tag` is.
pub(super) fn target(tag: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut named = lower.match_indices("href=").map(|(at, name)| (at, at + name.len()));
    // `data-href` is another attribute.
    let (_, from) = named.find(|(at, _)| lower[..*at].ends_with(char::is_whitespace))?;
    let rest = &tag[from..];
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => rest[1..].split(quote).next()?,
        None => rest.split([' ', '>']).next()?,
    };
    Some(html_escape::decode_html_entities(value.trim()).into_owned())
}

/// The element that `</name>` closes in `text`, which begins with a `<`.
pub(super) fn closes(text: &str, opened: Seen) -> bool {
    let names: &[&str] = match opened {
        Seen::Link => &["</a>"],
        Seen::Strong => &["</b>", "</strong>"],
        Seen::Image | Seen::Caption => &["</figcaption>"],
    };
    let begins =
        |name: &str| text.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    names.iter().any(|name| begins(name))
}

/// The bytes of the row of a table whose opening tag ends where `text` begins: its lines are
/// one line. 0 where it does not end soon, and where the table only sets out a page.
pub(super) fn row(text: &str) -> usize {
    const ENDS: [&str; 3] = ["</tr", "<tr", "</table"];
    let window = &text[..text.floor_char_boundary(LONGEST_ROW.min(text.len()))];
    let ends = |at: usize| {
        ENDS.iter().any(|end| {
            window.get(at..at + end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end))
        })
    };
    let end = window.match_indices('<').map(|(at, _)| at).find(|at| ends(*at)).unwrap_or(0);
    let row = window[..end].to_ascii_lowercase();
    let count = |tags: &[&str]| tags.iter().map(|tag| row.matches(tag).count()).sum::<usize>();
    let is_layout = count(SET_OUT) > 0 || count(&["<td", "<th"]) < 2;
    if is_layout { 0 } else { end }
}

/// What stands in a cell of a table that only sets out a page.
const SET_OUT: &[&str] = &["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"];

/// The longest row of a table that is one line, in bytes.
const LONGEST_ROW: usize = 8_000;

/// The longest reference that is looked for, in bytes.
const LONGEST_REFERENCE: usize = 32;

/// The character that a reference at the start of `text` stands for, and the
/// reference's bytes. Spaces of all widths are one.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')? + 1;
    let decoded = html_escape::decode_html_entities(text.get(..end)?);
    let mut characters = decoded.chars();
    let character = match characters.next()? {
        '\u{2003}' => '\u{3000}',
        space if space.is_whitespace() && space != '\u{3000}' => ' ',
        other => other,
    };
    characters.next().is_none().then_some((character, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<Tag> {
        super::tag(text, 0, &mut Ahead::default())
    }

    #[test]
    fn tags_stand_for_breaks_and_comparisons_are_no_tags() {
        assert_eq!(tag("<td>1").map(|tag| (tag.length, tag.stand_in)), Some((4, "")));
        assert_eq!(tag("</TD>1").map(|tag| (tag.length, tag.stand_in)), Some((5, "\t")));
        assert_eq!(tag("<br/>").map(|tag| tag.stand_in), Some("\n"));
        assert_eq!(tag("<!-- 甲 -->乙").map(|tag| tag.length), Some("<!-- 甲 -->".len()));
        assert_eq!(tag("<sup>12</sup>").map(|tag| tag.length), Some(7));
        assert_eq!((tag("<施政報告>"), tag("< 5"), tag("<")), (None, None, None));
    }

    #[test]
    fn a_link_leads_where_its_own_attribute_says() {
        let tag = r#"<a data-href="/x" class=b HREF='/tc/?a=1&amp;b=2'>"#;
        assert_eq!(target(tag).as_deref(), Some("/tc/?a=1&b=2"));
        assert_eq!(target("<a href=/y>").as_deref(), Some("/y"));
        assert_eq!((target("<a name=z>"), target("<a data-href=/x>")), (None, None));
    }

    #[test]
    fn references_are_read() {
        assert_eq!(reference("&amp;B"), Some(('&', 5)));
        assert_eq!(reference("&#27827;"), Some(('河', 8)));
        assert_eq!(reference("&nbsp;甲"), Some((' ', 6)));
        assert_eq!((reference("&D 開支;"), reference("R&D")), (None, None));
    }
}
