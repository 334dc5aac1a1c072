//! What was called, how it ended, and what was wrong with it.

use std::fmt::Write as _;

use serde_json::Value;

/// One call of the bot.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The method in its official spelling.
    pub method: String,
    /// Its parameters, with JSON texts unpacked.
    pub params: Value,
    /// The result, or the description of the error.
    pub outcome: Result<Value, String>,
}

impl Call {
    /// Whether the call did what it was for.
    pub fn is_ok(&self) -> bool {
        self.outcome.is_ok()
    }
}

/// The record of a test.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    calls: Vec<Call>,
    violations: Vec<String>,
    refusals: Vec<String>,
}

impl Transcript {
    /// Records a call when it is over.
    pub(super) fn record(&mut self, call: Call) {
        self.calls.push(call);
    }

    /// Forgets the calls so far, and not what was wrong with them.
    pub(super) fn forget(&mut self) {
        self.calls.clear();
    }

    /// Records a bug in the bot.
    pub(super) fn violation(&mut self, method: &str, what: &str) {
        self.violations.push(format!("{method}: {what}"));
    }

    /// Records that Telegram's own rules refused a call.
    pub(super) fn refusal(&mut self, method: &str, why: &str) {
        self.refusals.push(format!("{method}: {why}"));
    }

    /// The calls of one method, or of all with `*`.
    pub(super) fn calls(&self, method: &str) -> Vec<Call> {
        let wanted = |call: &&Call| method == "*" || call.method.eq_ignore_ascii_case(method);
        self.calls.iter().filter(wanted).cloned().collect()
    }

    /// The bugs so far.
    pub(super) fn violations(&self) -> &[String] {
        &self.violations
    }

    /// The refusals so far.
    pub(super) fn refusals(&self) -> &[String] {
        &self.refusals
    }

    /// All of it, for people to read when a test fails.
    pub(super) fn render(&self) -> String {
        let mut page = String::new();
        let polls = self.calls.iter().filter(|call| call.method == "getUpdates").count();
        let _ = writeln!(page, "-- {polls} polls, and these calls:");
        for call in self.calls.iter().filter(|call| call.method != "getUpdates") {
            let end = call.outcome.as_ref().map_or_else(String::as_str, |_| "ok");
            let _ = writeln!(page, "{} {} -> {end}", call.method, call.params);
        }
        for violation in &self.violations {
            let _ = writeln!(page, "violation: {violation}");
        }
        page
    }
}
