//! Which formatting may lie inside which, and what Telegram drops when it may not.

use super::Entity;
use super::tag::Opened;

/// Joins `<pre><code class="language-x">` in either order into one `pre` with a language.
///
/// `last` covers the same text as `opened`; says whether it took `opened` in.
pub(super) fn join_pre_and_code(last: &mut Entity, opened: &Opened) -> bool {
    let language = opened.argument.as_str();
    match (last.kind, opened.name.as_str()) {
        ("code", "pre") if last.extra.contains_key("language") => last.kind = "pre",
        ("pre", "code") if !language.is_empty() => {
            last.extra.insert("language".to_owned(), language.into());
        }
        _ => return false,
    }
    true
}

/// Sorts the entities and drops those Telegram does not allow where they are.
pub(super) fn settle(mut entities: Vec<Entity>, lost: &mut Vec<String>) -> Vec<Entity> {
    for entity in entities.iter_mut().filter(|entity| entity.kind == "code") {
        entity.extra.clear();
    }
    sort(&mut entities);
    let (styles, others): (Vec<_>, Vec<_>) = entities.into_iter().partition(|e| is_style(e.kind));
    let (quotes, solid): (Vec<_>, Vec<_>) = others.into_iter().partition(|e| is_quote(e.kind));
    let quotes = without_overlaps(quotes, lost);
    let mut kept = without_overlaps(solid, lost);
    drop_around_quotes(&mut kept, &quotes, lost);
    let blocks: Vec<_> = kept.iter().filter(|e| is_code(e.kind)).cloned().collect();
    for style in styles {
        kept.extend(cut_out(&style, &blocks, lost));
    }
    kept.extend(quotes);
    sort(&mut kept);
    kept
}

fn is_style(kind: &str) -> bool {
    matches!(kind, "bold" | "italic" | "underline" | "strikethrough" | "spoiler")
}

fn is_quote(kind: &str) -> bool {
    matches!(kind, "blockquote" | "expandable_blockquote")
}

fn is_code(kind: &str) -> bool {
    matches!(kind, "pre" | "code")
}

/// By place, the longer first; among equals, tdlib's order of kinds.
fn sort(entities: &mut [Entity]) {
    let rank = |kind: &str| match kind {
        "blockquote" | "expandable_blockquote" => 0,
        "pre" => 10,
        "code" => 20,
        "bold" => 90,
        "italic" => 91,
        "underline" => 92,
        "strikethrough" => 93,
        "spoiler" => 94,
        _ => 50,
    };
    entities.sort_by_key(|e| (e.offset, usize::MAX - e.length, rank(e.kind)));
}

/// Links, code and the like never overlap, nor do quotes: the first one wins.
fn without_overlaps(entities: Vec<Entity>, lost: &mut Vec<String>) -> Vec<Entity> {
    let mut kept: Vec<Entity> = Vec::new();
    for entity in entities {
        match kept.last() {
            Some(before) if before.end() > entity.offset => {
                lost.push(describe(&entity, before.kind));
            }
            _ => kept.push(entity),
        }
    }
    kept
}

/// A quote may hold a link, but a link may not hold a quote.
fn drop_around_quotes(solid: &mut Vec<Entity>, quotes: &[Entity], lost: &mut Vec<String>) {
    solid.retain(|entity| {
        let around = quotes.iter().find(|quote| {
            let overlaps = quote.offset < entity.end() && entity.offset < quote.end();
            overlaps && !(quote.offset <= entity.offset && entity.end() <= quote.end())
        });
        lost.extend(around.map(|quote| describe(entity, quote.kind)));
        around.is_none()
    });
}

/// Bold and its kin do not reach into code: what lies inside is cut out.
fn cut_out(style: &Entity, blocks: &[Entity], lost: &mut Vec<String>) -> Vec<Entity> {
    let mut pieces = Vec::new();
    let mut from = style.offset;
    for block in blocks.iter().filter(|b| b.end() > style.offset && b.offset < style.end()) {
        if block.offset > from {
            pieces.push(Entity::plain(style.kind, from, block.offset - from));
        }
        from = from.max(block.end());
    }
    if from < style.end() {
        pieces.push(Entity::plain(style.kind, from, style.end() - from));
    }
    if pieces.is_empty() {
        lost.push(describe(style, "code"));
    }
    pieces
}

fn describe(entity: &Entity, other: &str) -> String {
    let Entity { kind, offset, .. } = entity;
    format!("{kind} at UTF-16 offset {offset} is dropped: it may not share its text with {other}")
}
