//! A vector as a row of a file: its scale, then a byte for each of its numbers.

use std::fs::File;
use std::path::Path;

use crate::reader::Vector;

/// How many bytes a row takes.
pub(super) fn bytes(width: usize) -> usize {
    size_of::<f32>() + width
}

/// How many numbers a row has, in a file of so many bytes and rows.
pub(super) fn width(bytes: usize, rows: usize) -> usize {
    bytes.checked_div(rows).unwrap_or(0).saturating_sub(size_of::<f32>())
}

/// A vector as a row: its scale, then its values in steps of the scale.
pub(super) fn of(vector: &Vector) -> Vec<u8> {
    let most =
        vector.as_slice().iter().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs()));
    let scale = most / f32::from(i8::MAX);
    #[allow(clippy::cast_possible_truncation, reason = "the scale bounds it")]
    let byte = |value: &f32| ((value / scale).round() as i8).cast_unsigned();
    scale.to_le_bytes().into_iter().chain(vector.as_slice().iter().map(byte)).collect()
}

/// The scale and the values of a row.
pub(super) fn read(row: &[u8]) -> (f32, impl Iterator<Item = i8> + '_) {
    let (scale, values) = row.split_at(size_of::<f32>());
    let scale = f32::from_le_bytes(scale.try_into().unwrap_or_default());
    (scale, values.iter().map(|byte| byte.cast_signed()))
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
        std::fs::write(&path, [0; 6 * 2 + 3]).expect("written");
        assert_eq!(whole(&path, 2).expect("read"), 2);
        drop(appended(&path, 2, 2).expect("opened"));
        assert_eq!(std::fs::metadata(&path).expect("there").len(), 12);
    }
}
