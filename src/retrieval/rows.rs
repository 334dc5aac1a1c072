//! Vectors in a file: rows of equal length, each with the key of the words that
//! it was made from, so that the same words in another index need no other.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

use crate::reader::Vector;

/// A hash of a passage's header and text.
pub(super) type Key = [u8; KEY];

/// How many bytes of the hash are kept: two texts with one key are not to be
/// expected in the lifetime of any archive.
const KEY: usize = 16;
/// Where the values begin, behind the key and the scale.
const VALUES: usize = KEY + size_of::<f32>();

/// A row as it stands in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a>(&'a [u8]);

impl Row<'_> {
    /// What the values are multiplied by.
    pub(super) fn scale(&self) -> f32 {
        f32::from_le_bytes(self.0[KEY..VALUES].try_into().unwrap_or_default())
    }

    /// The vector's values, in steps of the scale.
    pub(super) fn values(&self) -> impl Iterator<Item = i8> {
        self.0[VALUES..].iter().map(|byte| byte.cast_signed())
    }
}

/// The key of `text` below `header`.
pub(super) fn key(header: &str, text: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(header.len() as u64).to_le_bytes());
    hasher.update(header.as_bytes()).update(text.as_bytes());
    let mut key = Key::default();
    key.copy_from_slice(&hasher.finalize().as_bytes()[..KEY]);
    key
}

/// How many bytes a row of a vector with `width` values takes.
pub(super) fn bytes(width: usize) -> usize {
    VALUES + width
}

/// `vector` as the row of `key`: its scale, then its values in steps of it.
pub(super) fn row(key: &Key, vector: &Vector) -> Vec<u8> {
    let most =
        vector.as_slice().iter().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs()));
    let scale = most / f32::from(i8::MAX);
    #[allow(clippy::cast_possible_truncation, reason = "the scale bounds it")]
    let byte = |value: &f32| ((value / scale).round() as i8).cast_unsigned();
    let values = vector.as_slice().iter().map(byte);
    key.iter().copied().chain(scale.to_le_bytes()).chain(values).collect()
}

/// The rows of a file with `content`.
pub(super) fn each(content: &[u8], width: usize) -> impl Iterator<Item = Row<'_>> {
    content.chunks_exact(bytes(width)).map(Row)
}

/// The rows of the file at `path` by their keys; none if it cannot be read.
pub(super) fn by_key(path: &Path, width: usize) -> HashMap<Key, Vec<u8>> {
    let content = std::fs::read(path).unwrap_or_default();
    let keyed = each(&content, width).filter_map(|row| {
        let key = row.0[..KEY].try_into().ok()?;
        Some((key, row.0.to_vec()))
    });
    keyed.collect()
}

/// How many numbers a row has, in a file of so many bytes and rows.
pub(super) fn width(bytes: usize, rows: usize) -> usize {
    bytes.checked_div(rows).unwrap_or(0).saturating_sub(VALUES)
}

/// Whether a file of so many bytes has so many rows, all whole.
pub(super) fn is_whole(length: u64, rows: usize) -> bool {
    let length = usize::try_from(length).unwrap_or(0);
    let width = width(length, rows);
    width > 0 && bytes(width) * rows == length
}

/// How many products are summed side by side, so that the compiler makes SIMD
/// of them.
const LANES: usize = 16;

/// The sum of the products of a row's values and a question's numbers.
pub(super) fn dot(values: &[i8], question: &[f32]) -> f32 {
    let (values, rest) = values.as_chunks::<LANES>();
    let (numbers, left) = question.as_chunks::<LANES>();
    let mut sums = [0.0_f32; LANES];
    for (values, numbers) in values.iter().zip(numbers) {
        for lane in 0..LANES {
            sums[lane] += f32::from(values[lane]) * numbers[lane];
        }
    }
    let rest = rest.iter().zip(left).map(|(value, number)| f32::from(*value) * number);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}

/// How many whole rows an unfinished file has.
pub(super) fn whole(path: &Path, width: usize) -> std::io::Result<usize> {
    match std::fs::metadata(path) {
        Ok(file) => Ok(usize::try_from(file.len()).unwrap_or(0) / bytes(width)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// The file, cut to its first `rows`, to be written on.
pub(super) fn appended(path: &Path, rows: usize, width: usize) -> std::io::Result<File> {
    let file = File::options().create(true).append(true).open(path)?;
    file.set_len((rows * bytes(width)) as u64)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_summed_to_the_last() {
        let values: Vec<i8> = (0..37).map(|at| at - 18).collect();
        let numbers: Vec<f32> = (0..37_i16).map(|at| f32::from(at) / 4.0).collect();
        let one_by_one: f32 = values.iter().zip(&numbers).map(|(a, b)| f32::from(*a) * b).sum();
        assert!((dot(&values, &numbers) - one_by_one).abs() < 1e-2);
    }

    #[test]
    fn a_file_tells_how_wide_its_rows_are() {
        assert_eq!(width(bytes(384) * 7, 7), 384);
        assert_eq!(width(0, 0), 0);
    }

    #[test]
    fn half_a_row_at_the_end_is_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("vectors.part");
        std::fs::write(&path, vec![0; bytes(2) * 2 + 3]).expect("written");
        assert_eq!(whole(&path, 2).expect("read"), 2);
        drop(appended(&path, 2, 2).expect("opened"));
        assert_eq!(std::fs::metadata(&path).expect("there").len(), bytes(2) as u64 * 2);
    }

    #[test]
    fn a_row_is_found_by_the_words_it_was_made_from() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("vectors");
        let row = row(&key("河套", "西橋"), &Vector::new(&[0.6, 0.8]).expect("a vector"));
        std::fs::write(&path, &row).expect("written");
        let rows = by_key(&path, 2);
        assert_eq!(rows.get(&key("河套", "西橋")), Some(&row));
        assert_eq!(rows.get(&key("河套西", "橋")), None);
        assert!(by_key(&folder.path().join("none"), 2).is_empty());
    }
}
