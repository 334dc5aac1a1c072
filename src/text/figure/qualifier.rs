//! What a writer says about the exactness of a figure.

use super::cursor::Cursor;

/// What a writer says about the exactness of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Qualifier {
    /// The figure as it stands.
    #[default]
    Exact,
    /// 約, 大約, 左右, about, around.
    About,
    /// 近, 將近, 不足, nearly, almost: somewhat less.
    Nearly,
    /// 逾, 超過, 多, 餘, more than, over: somewhat more.
    MoreThan,
    /// 至少, 不少於, 以上, at least.
    AtLeast,
    /// 最多, 多達, up to.
    AtMost,
    /// 數十, 數百, dozens of: some number of this size, so the value is the
    /// size alone and compares with no exact figure.
    Several,
}

/// Words before a figure that qualify it; folded, longer ones first.
const BEFORE: &[(&str, Qualifier)] = &[
    ("not less than", Qualifier::AtLeast),
    ("no fewer than", Qualifier::AtLeast),
    ("no less than", Qualifier::AtLeast),
    ("approximately", Qualifier::About),
    ("more than", Qualifier::MoreThan),
    ("less than", Qualifier::Nearly),
    ("exceeding", Qualifier::MoreThan),
    ("at least", Qualifier::AtLeast),
    ("at most", Qualifier::AtMost),
    ("nearly", Qualifier::Nearly),
    ("almost", Qualifier::Nearly),
    ("around", Qualifier::About),
    ("roughly", Qualifier::About),
    ("up to", Qualifier::AtMost),
    ("about", Qualifier::About),
    ("some", Qualifier::About),
    ("over", Qualifier::MoreThan),
    ("不少于", Qualifier::AtLeast),
    ("不低于", Qualifier::AtLeast),
    ("不超过", Qualifier::AtMost),
    ("至少", Qualifier::AtLeast),
    ("最少", Qualifier::AtLeast),
    ("起码", Qualifier::AtLeast),
    ("超过", Qualifier::MoreThan),
    ("突破", Qualifier::MoreThan),
    ("多过", Qualifier::MoreThan),
    ("不足", Qualifier::Nearly),
    ("多达", Qualifier::AtMost),
    ("最多", Qualifier::AtMost),
    ("大约", Qualifier::About),
    ("大概", Qualifier::About),
    ("将近", Qualifier::Nearly),
    ("接近", Qualifier::Nearly),
    ("逾", Qualifier::MoreThan),
    ("约", Qualifier::About),
    ("近", Qualifier::Nearly),
];

/// Words after a figure that qualify it, folded.
const AFTER: &[(&str, Qualifier)] = &[
    ("或以上", Qualifier::AtLeast),
    ("以上", Qualifier::AtLeast),
    ("或以下", Qualifier::AtMost),
    ("以下", Qualifier::AtMost),
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
    (" or more", Qualifier::AtLeast),
    (" or above", Qualifier::AtLeast),
];

/// The qualifier that ends at `start`, and where it begins.
pub(super) fn before(chars: &[char], start: usize) -> Option<(Qualifier, usize)> {
    let end = chars[..start].iter().rposition(|c| *c != ' ').map_or(0, |at| at + 1);
    let last = *chars[..end].last()?;
    let ends_with = |word: &str| {
        if !word.ends_with(last) {
            return None;
        }
        let from = end.checked_sub(word.chars().count())?;
        let fits = chars[from..end].iter().copied().eq(word.chars());
        let whole = !word.is_ascii() || from == 0 || !chars[from - 1].is_ascii_alphanumeric();
        (fits && whole).then_some(from)
    };
    BEFORE.iter().find_map(|(word, qualifier)| Some((*qualifier, ends_with(word)?)))
}

/// The qualifier that stands at `cursor`, after a unit.
pub(super) fn after(cursor: &mut Cursor<'_>) -> Option<Qualifier> {
    cursor.pick(AFTER)
}
