//! What the bot counts, for Prometheus.

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Bounds of the latencies, in seconds: an answer takes milliseconds, one
/// that waits for Telegram's pace takes seconds.
const BOUNDS: [f64; 10] = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// What the bot counts. Clones share it.
#[derive(Debug, Clone)]
pub struct Metrics {
    counted: Arc<Counted>,
}

#[derive(Debug)]
struct Counted {
    registry: Registry,
    updates: Family<Kind, Counter>,
    answers: Family<Outcome, Counter>,
    latency: Histogram,
    too_many: Counter,
    waiting: Gauge,
    panics: Counter,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
    mode: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("innopolicy");
        let counted = Counted {
            updates: Family::default(),
            answers: Family::default(),
            latency: Histogram::new(BOUNDS),
            too_many: Counter::default(),
            waiting: Gauge::default(),
            panics: Counter::default(),
            registry: Registry::default(),
        };
        registry.register("updates", "Updates handled, by kind", counted.updates.clone());
        registry.register("answers", "Answers, by outcome and mode", counted.answers.clone());
        registry.register(
            "answer_seconds",
            "From the start of handling to the answer sent",
            counted.latency.clone(),
        );
        registry.register("too_many", "429s of Telegram", counted.too_many.clone());
        registry.register("waiting", "Questions under way or queued", counted.waiting.clone());
        registry.register("panics", "Handlers that panicked", counted.panics.clone());
        Self { counted: Arc::new(Counted { registry, ..counted }) }
    }
}

impl Metrics {
    /// An update of this kind is handled.
    pub fn update(&self, kind: &'static str) {
        self.counted.updates.get_or_create(&Kind { kind }).inc();
    }

    /// An answer is out.
    pub fn answer(&self, outcome: &'static str, mode: &'static str, took: Duration) {
        self.counted.answers.get_or_create(&Outcome { outcome, mode }).inc();
        self.counted.latency.observe(took.as_secs_f64());
    }

    /// Telegram said 429.
    pub fn too_many(&self) {
        self.counted.too_many.inc();
    }

    /// A handler panicked.
    pub fn panicked(&self) {
        self.counted.panics.inc();
    }

    /// A question waits or is under way, until the guard is dropped.
    pub fn waiting(&self) -> Waiting {
        self.counted.waiting.inc();
        Waiting(self.counted.waiting.clone())
    }

    /// All of it, in Prometheus' text format.
    pub fn page(&self) -> String {
        let mut page = String::new();
        // Writing into a String cannot fail.
        let _ = encode(&mut page, &self.counted.registry);
        page
    }
}

/// A question that waits or is under way.
#[derive(Debug)]
pub struct Waiting(Gauge);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.dec();
    }
}
