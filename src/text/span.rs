//! Ranges of bytes beside one another.

use std::ops::Range;

/// Whether both have a byte in common.
pub fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

/// Whether all of `inner` is within `outer`.
pub fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
