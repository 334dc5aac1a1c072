//! The model itself, run by tract: token numbers in, logits and a vector out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tract_onnx::prelude::{
    Datum, DatumType, Framework, InferenceFact, InferenceModel, InferenceModelExt, IntoRunnable,
    TValue, TVec, Tensor, ToDim, TractError, TractResult, TypedRunnableModel,
};

use super::error::ReaderError;
use super::layout::Input;
use super::manifest::Manifest;
use super::output::Output;

/// How `BERT`-like models call the input that tells the question's tokens from
/// the passage's.
const SEGMENTS: &str = "token_type_ids";

/// A model ready to run. It is read-only: any number of threads may run it.
pub(super) struct Network {
    plan: Arc<TypedRunnableModel>,
    path: PathBuf,
    segments: bool,
    has_answer: Option<usize>,
    vector: Option<usize>,
}

impl Network {
    /// Reads the model in `bytes`, of the file at `path`.
    pub(super) fn parse(
        bytes: &[u8],
        manifest: &Manifest,
        path: &Path,
    ) -> Result<Self, ReaderError> {
        let failed = |source: TractError| ReaderError::Model {
            path: path.to_owned(),
            source: source.into(),
        };
        let onnx = tract_onnx::onnx().with_ignore_output_shapes(true);
        let mut model = onnx.model_for_read(&mut &*bytes).map_err(failed)?;
        let unnamed = |(key, name): (_, &str)| ReaderError::Unnamed {
            path: path.to_owned(),
            key,
            name: name.to_owned(),
        };
        for (key, name) in inputs(manifest) {
            model.node_by_name(name).map_err(|_| unnamed((key, name)))?;
        }
        let outputs = outputs(manifest);
        for (key, name) in &outputs {
            model.select_outputs_by_name([name]).map_err(|_| unnamed((key, name)))?;
        }
        let place = |key| outputs.iter().position(|(other, _)| *other == key);
        Ok(Self {
            plan: prepared(model, manifest).map_err(failed)?,
            path: path.to_owned(),
            segments: manifest.inputs.segments,
            has_answer: place("outputs.has_answer"),
            vector: place("outputs.vector"),
        })
    }

    /// Whether the model makes vectors.
    pub(super) fn has_vectors(&self) -> bool {
        self.vector.is_some()
    }

    /// Where the model is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Runs the model on one input.
    pub(super) fn run(&self, input: &Input) -> Result<Output, ReaderError> {
        self.outputs(input)
            .map_err(|source| ReaderError::Model { path: self.path.clone(), source: source.into() })
    }

    fn outputs(&self, input: &Input) -> TractResult<Output> {
        let length = input.ids.len();
        let row = |numbers: &[i64]| Tensor::from_shape(&[1, length], numbers).map(TValue::from);
        let mut inputs: TVec<TValue> = TVec::new();
        inputs.push(row(&input.ids)?);
        inputs.push(row(&vec![1; length])?);
        if self.segments {
            let segments: Vec<i64> =
                (0..length).map(|place| i64::from(place >= input.question)).collect();
            inputs.push(row(&segments)?);
        }
        let outputs = self.plan.run(inputs)?;
        let numbers = |place: usize| -> TractResult<Vec<f32>> {
            let output = outputs[place].cast_to_dt(DatumType::F32)?;
            Ok(output.try_as_plain_ram()?.as_slice::<f32>()?.to_vec())
        };
        let first = |numbers: Vec<f32>| {
            numbers.first().copied().ok_or_else(|| TractError::msg("has_answer is empty"))
        };
        let output = Output {
            start: numbers(0)?,
            end: numbers(1)?,
            has_answer: self.has_answer.map(|place| first(numbers(place)?)).transpose()?,
            vector: self.vector.map(numbers).transpose()?,
        };
        let whole = output.start.len() == length && output.end.len() == length;
        whole.then_some(output).ok_or_else(|| TractError::msg("there is not one logit a token"))
    }
}

/// The model with its inputs and outputs in our order, for one text of any
/// length at a time, its weights widened and packed.
fn prepared(
    mut model: InferenceModel,
    manifest: &Manifest,
) -> TractResult<Arc<TypedRunnableModel>> {
    model.select_inputs_by_name(inputs(manifest).map(|(_, name)| name))?;
    model.select_outputs_by_name(outputs(manifest).iter().map(|(_, name)| name))?;
    let length = model.symbols.sym("length").to_dim();
    // tract adds without broadcasting only where it is sure that there is something to add.
    model.symbols.add_assertion("length>=1")?;
    for place in 0..inputs(manifest).count() {
        let shape = [1.to_dim(), length.clone()];
        model.set_input_fact(place, InferenceFact::dt_shape(i64::datum_type(), shape))?;
    }
    model.into_typed()?.into_optimized()?.into_runnable()
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
