//! What stands further on in a page, looked for once.

/// Where each string was found last, so that many that look for one, as ten
/// thousand comments that nobody closed, do not read the page to its end each.
#[derive(Debug, Default)]
pub(super) struct Ahead(Vec<(&'static str, Option<usize>)>);

impl Ahead {
    /// The first byte of `sought` in `body` at byte `from` or after it; `from` does
    /// not go back.
    pub(super) fn find(&mut self, body: &str, from: usize, sought: &'static str) -> Option<usize> {
        let known = self.0.iter_mut().find(|(known, _)| *known == sought);
        if let Some((_, found)) = known {
            if found.is_some_and(|found| found < from) {
                *found = body[from..].find(sought).map(|at| from + at);
            }
            return *found;
        }
        let found = body[from..].find(sought).map(|at| from + at);
        self.0.push((sought, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Ahead;

    #[test]
    fn what_was_found_is_found_again_until_it_is_passed() {
        let (body, mut ahead) = ("a-->b-->c", Ahead::default());
        let found: Vec<_> = [0, 1, 2, 6].map(|from| ahead.find(body, from, "-->")).into();
        assert_eq!(found, [Some(1), Some(1), Some(5), None]);
        assert_eq!((ahead.find(body, 7, "-->"), ahead.find(body, 8, "c")), (None, Some(8)));
    }
}
