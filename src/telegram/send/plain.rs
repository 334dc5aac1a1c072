//! Our own HTML as plain text, for a server that refuses the markup.

/// The text that `html` shows.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    entities.into_iter().fold(text, |text, (entity, character)| text.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_what_the_markup_showed() {
        assert_eq!(
            plain("<b>1 &lt; 2</b> &amp;lt; <blockquote expandable>x</blockquote>"),
            "1 < 2 &lt; x"
        );
    }
}
