//! The model itself, run by `rten`: token numbers in, logits and a vector out.

use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rten::{Model, ModelOptions, NodeId, Value, ValueOrView, ValueView};

use super::error::ReaderError;
use super::layout::Input;
use super::manifest::Manifest;
use super::output::Output;

/// How `BERT`-like models call the input that tells the question's tokens from
/// the passage's.
const SEGMENTS: &str = "token_type_ids";

/// What goes wrong while a model runs, in the runtime's words.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// A model ready to run. It is read-only: any number of threads may run it.
pub(super) struct Network {
    model: Model,
    path: PathBuf,
    inputs: Vec<NodeId>,
    outputs: Vec<NodeId>,
    has_answer: Option<usize>,
    vector: Option<usize>,
}

impl Network {
    /// Reads the model in `bytes`, of the file at `path`.
    pub(super) fn parse(
        bytes: Vec<u8>,
        manifest: &Manifest,
        path: &Path,
    ) -> Result<Self, ReaderError> {
        let model = ModelOptions::with_all_ops().load(bytes).map_err(|source| {
            ReaderError::Model { path: path.to_owned(), source: source.into() }
        })?;
        let node = |(key, name): (&'static str, &str)| {
            model.find_node(name).ok_or_else(|| ReaderError::Unnamed {
                path: path.to_owned(),
                key,
                name: name.to_owned(),
            })
        };
        let named = outputs(manifest);
        let place = |key| named.iter().position(|(other, _)| *other == key);
        let inputs = inputs(manifest).map(node).collect::<Result<_, _>>()?;
        let outputs = named.iter().copied().map(node).collect::<Result<_, _>>()?;
        let (has_answer, vector) = (place("outputs.has_answer"), place("outputs.vector"));
        Ok(Self { model, path: path.to_owned(), inputs, outputs, has_answer, vector })
    }

    /// Whether the model makes vectors.
    pub(super) fn has_vectors(&self) -> bool {
        self.vector.is_some()
    }

    /// Where the model is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs the model on each input by itself, over the processor's cores; in
    /// the order of the inputs.
    pub(super) fn run(&self, inputs: &[&Input]) -> Result<Vec<Output>, ReaderError> {
        let failed = |source| ReaderError::Model { path: self.path.clone(), source };
        let run = |input: &&Input| self.run_one(input).map_err(failed);
        rten::thread_pool().run(|| inputs.par_iter().map(run).collect())
    }

    fn run_one(&self, input: &Input) -> Result<Output, Fault> {
        let length = input.ids.len();
        let mask = vec![1; length];
        let segments: Vec<i32> =
            (0..length).map(|place| i32::from(place >= input.question)).collect();
        let mut fed: Vec<(NodeId, ValueOrView<'_>)> = Vec::new();
        for (node, numbers) in self.inputs.iter().zip([&input.ids, &mask, &segments]) {
            fed.push((*node, ValueView::from_shape([1, length], numbers)?.into()));
        }
        let mut outputs = self.model.run(fed, &self.outputs, None)?;
        // From the last to the first: taking one out moves those behind it.
        let vector = self.vector.map(|place| numbers::<2>(outputs.remove(place))).transpose()?;
        let has_answer = self.has_answer.map(|place| numbers::<1>(outputs.remove(place)));
        let has_answer = has_answer.transpose()?.and_then(|logits| logits.first().copied());
        let [start, end] = <[Value; 2]>::try_from(outputs).map_err(|_| "outputs are missing")?;
        let output =
            Output { start: numbers::<2>(start)?, end: numbers::<2>(end)?, has_answer, vector };
        let whole = output.start.len() == length && output.end.len() == length;
        whole.then_some(output).ok_or_else(|| "there is not one logit a token".into())
    }
}

/// The numbers of an output of `RANK` dimensions, in their order.
fn numbers<const RANK: usize>(output: Value) -> Result<Vec<f32>, Fault> {
    let (_, numbers) = output.into_shape_vec::<f32, RANK>()?;
    Ok(numbers)
}

/// Keys and names of the inputs, in the order they are fed.
fn inputs(manifest: &Manifest) -> impl Iterator<Item = (&'static str, &str)> {
    let inputs = &manifest.inputs;
    let segments = inputs.segments.then_some(("inputs.segments", SEGMENTS));
    let both = [("inputs.ids", &*inputs.ids), ("inputs.mask", &*inputs.mask)];
    both.into_iter().chain(segments)
}

/// Keys and names of the outputs that the model has; the first two are start
/// and end.
fn outputs(manifest: &Manifest) -> Vec<(&'static str, &str)> {
    let outputs = &manifest.outputs;
    let mut named = vec![
        ("outputs.start", &*outputs.start),
        ("outputs.end", &outputs.end),
        ("outputs.has_answer", &outputs.has_answer),
        ("outputs.vector", &outputs.vector),
    ];
    named.retain(|(_, name)| !name.is_empty());
    named
}
