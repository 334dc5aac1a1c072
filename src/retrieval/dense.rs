//! Dense retrieval: the passages whose vectors are nearest to the question's.
//!
//! The vectors are computed once for an index, in batches, and stand beside
//! it in a file that is named after the encoder. A run that is stopped goes
//! on where it stopped; a passage that stood in the last index has its vector
//! from there. Every vector is kept in bytes with one scale, and all
//! of them are compared.

use std::collections::HashMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::encoder::{Encoder, EncoderError};
use super::rows::{self, Key};
use crate::corpus::Passage;
use crate::index::{Index, IndexError};
use crate::reader::{Text, Vector};

/// How many passages are encoded before what is done is written.
const BATCH: usize = 64;

/// Changes when rows are written in another way.
const ROWS_VERSION: u32 = 2;

/// How many passages tell how far cosines differ: some two thousand pairs.
const SAMPLE: usize = 64;

/// Of fewer passages, with under 120 pairs, the deviation of the cosines is a
/// matter of chance: that of a few near copies is close to 0, and the scale
/// that is made of it has no bounds.
const LEAST_SAMPLE: usize = 16;

/// What goes wrong when vectors are made or read.
#[derive(Debug, thiserror::Error)]
pub enum DenseError {
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The encoder failed.
    #[error(transparent)]
    Encoder(#[from] EncoderError),
    /// The file of vectors cannot be written or read.
    #[error("cannot keep the vectors in {path}: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// The vectors of an index's passages, in the order of its documents.
#[derive(Debug, Default)]
pub struct Vectors {
    /// For each document, the row of its first passage; one more at the end.
    starts: Vec<usize>,
    width: usize,
    scales: Vec<f32>,
    values: Vec<i8>,
}

/// A passage of an index: the number of its document, and its place in it.
pub type Place = (usize, u32);

impl Vectors {
    /// The vectors of all passages of `index`, computed where they are not
    /// there yet; `report` is told how many of how many are.
    pub fn open_or_build(
        index: &Index,
        encoder: &Encoder,
        header: &dyn Fn(&Passage) -> String,
        report: &mut dyn FnMut(usize, usize),
    ) -> Result<Self, DenseError> {
        let path = index.folder().join(format!("vectors-{ROWS_VERSION}-{}", encoder.fingerprint()));
        let starts = starts(&index.manifest().passages_of);
        let total = starts.last().copied().unwrap_or_default();
        let length = std::fs::metadata(&path).map_or(0, |file| file.len());
        if !rows::is_whole(length, total) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let carried = index.carried(&name);
            let width = encoder.width()?;
            let before = rows::by_key(&carried, width);
            build(index, &path, &starts, &Maker { encoder, header, width, before }, report)?;
            // It is superfluous now; if it stays, that is no loss.
            let _ = std::fs::remove_file(&carried);
        }
        Self::read(&path, starts)
    }

    fn read(path: &Path, starts: Vec<usize>) -> Result<Self, DenseError> {
        let total = starts.last().copied().unwrap_or_default();
        let bytes = std::fs::read(path)
            .map_err(|source| DenseError::File { path: path.to_owned(), source })?;
        let width = rows::width(bytes.len(), total);
        let mut vectors = Self { starts, width, ..Self::default() };
        for row in rows::each(&bytes, width) {
            vectors.scales.push(row.scale());
            vectors.values.extend(row.values());
        }
        Ok(vectors)
    }

    /// The `limit` passages nearest to `question`, nearest first, with their
    /// cosines.
    pub fn nearest(&self, question: &Vector, limit: usize) -> Vec<(Place, f32)> {
        let mut scored: Vec<(usize, f32)> =
            (0..self.scales.len()).map(|row| (row, self.dot(question, row))).collect();
        let limit = limit.min(scored.len());
        let by_score = |left: &(usize, f32), right: &(usize, f32)| {
            right.1.total_cmp(&left.1).then(left.0.cmp(&right.0))
        };
        if limit > 0 && limit < scored.len() {
            scored.select_nth_unstable_by(limit - 1, by_score);
        }
        scored.truncate(limit);
        scored.sort_by(by_score);
        scored.into_iter().map(|(row, score)| (self.place(row), score)).collect()
    }

    /// The cosine of the passage at `place` with `question`; 0 where there is
    /// no such passage.
    pub fn cosine(&self, question: &Vector, (document, ordinal): Place) -> f32 {
        let row = self.starts.get(document).map(|start| start + ordinal as usize);
        row.filter(|row| *row < self.scales.len()).map_or(0.0, |row| self.dot(question, row))
    }

    /// How far the cosines between passages differ from one another: their
    /// standard deviation, over at most [`SAMPLE`] passages spread evenly; 0
    /// where there are fewer than [`LEAST_SAMPLE`].
    pub(super) fn spread(&self) -> f32 {
        if self.scales.len() < LEAST_SAMPLE {
            return 0.0;
        }
        let step = self.scales.len().div_ceil(SAMPLE).max(1);
        let rows: Vec<usize> = (0..self.scales.len()).step_by(step).collect();
        let numbers = |row: usize| -> Vec<f32> {
            self.row(row).iter().map(|value| f32::from(*value) * self.scales[row]).collect()
        };
        let mut cosines = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let numbers = numbers(*row);
            let others = rows[..at].iter();
            cosines.extend(
                others.map(|other| rows::dot(self.row(*other), &numbers) * self.scales[*other]),
            );
        }
        deviation(&cosines)
    }

    /// How many numbers a vector has; 0 where there is none.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    fn place(&self, row: usize) -> Place {
        let document = self.starts.partition_point(|start| *start <= row).saturating_sub(1);
        (document, u32::try_from(row - self.starts[document]).unwrap_or(u32::MAX))
    }

    fn dot(&self, question: &Vector, row: usize) -> f32 {
        rows::dot(self.row(row), question.as_slice()) * self.scales[row]
    }

    fn row(&self, row: usize) -> &[i8] {
        &self.values[row * self.width..(row + 1) * self.width]
    }
}

/// The standard deviation of `numbers`.
#[allow(clippy::cast_precision_loss, reason = "a few thousand")]
fn deviation(numbers: &[f32]) -> f32 {
    if numbers.is_empty() {
        return 0.0;
    }
    let count = numbers.len() as f32;
    let mean = numbers.iter().sum::<f32>() / count;
    (numbers.iter().map(|number| (number - mean).powi(2)).sum::<f32>() / count).sqrt()
}

/// The passages of `index` from the `done`th on, in the order of its
/// documents and in batches of whole documents, of [`BATCH`] passages or more.
fn batches(
    index: &Index,
    starts: &[usize],
    done: usize,
) -> impl Iterator<Item = Result<Vec<Passage>, IndexError>> {
    let view = index.view();
    let documents = &index.manifest().documents;
    let mut next = starts[1..].partition_point(|end| *end <= done);
    let mut skip = done - starts[next];
    std::iter::from_fn(move || {
        let mut batch = Vec::new();
        while batch.len() < BATCH && next < documents.len() {
            match view.passages_of(&documents[next].id) {
                Ok(passages) => batch.extend(passages.into_iter().skip(skip)),
                Err(error) => return Some(Err(error)),
            }
            (next, skip) = (next + 1, 0);
        }
        (!batch.is_empty()).then_some(Ok(batch))
    })
}

/// Writes the rows of all passages of `index` to `path`, aside and then whole;
/// what a run that was stopped has written is kept.
fn build(
    index: &Index,
    path: &Path,
    starts: &[usize],
    maker: &Maker<'_>,
    report: &mut dyn FnMut(usize, usize),
) -> Result<(), DenseError> {
    let (unfinished, width) = (path.with_extension("part"), maker.width);
    let failed = |source| DenseError::File { path: unfinished.clone(), source };
    let total = starts.last().copied().unwrap_or_default();
    let mut done = rows::whole(&unfinished, width).map_err(failed)?.min(total);
    let mut file = BufWriter::new(rows::appended(&unfinished, done, width).map_err(failed)?);
    for batch in batches(index, starts, done) {
        report(done, total);
        for row in maker.rows(&batch?)? {
            file.write_all(&row).map_err(failed)?;
            done += 1;
        }
        file.flush().map_err(failed)?;
    }
    report(total, total);
    drop(file);
    std::fs::rename(&unfinished, path).map_err(failed)
}

/// Makes rows of passages.
struct Maker<'a> {
    encoder: &'a Encoder,
    /// The header of a passage.
    header: &'a dyn Fn(&Passage) -> String,
    /// How many numbers a vector has.
    width: usize,
    /// The rows that were made before, by the words they were made from.
    before: HashMap<Key, Vec<u8>>,
}

impl Maker<'_> {
    /// The rows of `batch`, made now where there are none from before.
    fn rows(&self, batch: &[Passage]) -> Result<Vec<Vec<u8>>, EncoderError> {
        let headers: Vec<String> = batch.iter().map(self.header).collect();
        let texts = batch.iter().zip(&headers);
        let texts: Vec<Text<'_>> =
            texts.map(|(passage, header)| Text { header, text: &passage.text }).collect();
        let keys: Vec<Key> = texts.iter().map(|text| rows::key(text.header, text.text)).collect();
        let both = keys.iter().zip(&texts);
        let new = both.filter(|(key, _)| !self.before.contains_key(*key)).map(|(_, text)| *text);
        let new: Vec<Text<'_>> = new.collect();
        let made = if new.is_empty() { Vec::new() } else { self.encoder.passages(&new)? };
        let mut made = made.into_iter();
        let row = |key: &Key| match self.before.get(key) {
            Some(row) => Some(row.clone()),
            None => made.next().map(|vector| rows::row(key, &vector)),
        };
        Ok(keys.iter().map_while(row).collect())
    }
}

/// For each document, the row of its first passage, from the numbers of their
/// passages; one more at the end.
fn starts(passages_of: &[usize]) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(passages_of.iter().scan(0, |end, count| {
        *end += count;
        Some(*end)
    }));
    starts
}

/// The place of `passage` in `index`.
pub(super) fn place(index: &Index, passage: &Passage) -> Option<Place> {
    index.number(&passage.document).map(|number| (number, passage.ordinal))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(rows: &[[f32; 2]], starts: Vec<usize>) -> Vectors {
        let mut vectors = Vectors { starts, width: 2, ..Vectors::default() };
        for values in rows {
            let vector = Vector::new(values).expect("it points somewhere");
            let bytes = rows::row(&rows::key("", ""), &vector);
            let row = rows::each(&bytes, 2).next().expect("a row");
            vectors.scales.push(row.scale());
            vectors.values.extend(row.values());
        }
        vectors
    }

    #[test]
    fn the_nearest_are_found_with_their_places() {
        let vectors = vectors(&[[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]], vec![0, 2, 3]);
        let question = Vector::new(&[0.0, 1.0]).expect("it points somewhere");
        let nearest = vectors.nearest(&question, 2);
        assert_eq!(nearest.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [(1, 0), (0, 1)]);
        assert!((nearest[1].1 - 0.8).abs() < 0.01);
        assert!((vectors.cosine(&question, (0, 1)) - 0.8).abs() < 0.01);
        assert!(vectors.cosine(&question, (7, 0)).abs() < f32::EPSILON);
        assert_eq!(vectors.nearest(&question, 9).len(), 3);
    }

    #[test]
    fn a_few_passages_do_not_tell_how_far_cosines_differ() {
        let near_copies = [[1.0, 0.0], [0.99, 0.01], [0.98, 0.02]];
        let spread = |rows: &[[f32; 2]]| vectors(rows, vec![0, rows.len()]).spread();
        assert!(spread(&near_copies).abs() < f32::EPSILON);
        let crossed = |count: usize| [[1.0, 0.0], [0.0, 1.0]].repeat(count / 2);
        assert!(spread(&crossed(LEAST_SAMPLE - 2)).abs() < f32::EPSILON);
        assert!(spread(&crossed(LEAST_SAMPLE)) > 0.4);
    }
}
