//! Faults on order: the next calls of a method fail in a chosen way.

use std::time::Duration;

use super::outcome::Refusal;

/// A way for a call to go wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// An error answer of the Bot API; nothing is done.
    Status {
        /// The HTTP status and `error_code`.
        code: u16,
        /// The whole `description`, such as `Too Many Requests: retry after 3`.
        description: String,
        /// `parameters.retry_after`, in seconds.
        retry_after: Option<u64>,
    },
    /// The call is carried out and answered only after this long. A client that hangs up
    /// earlier leaves nothing done.
    Stall(Duration),
    /// The connection closes without an answer; nothing is done.
    Drop,
    /// The call is carried out, but the connection closes before the answer.
    Lost,
    /// A gateway's 502 page instead of JSON; nothing is done.
    Garbage,
}

impl Fault {
    /// The 429 Telegram sends to those who write too much.
    pub fn too_many(retry_after: u64) -> Self {
        let description = format!("Too Many Requests: retry after {retry_after}");
        Self::Status { code: 429, description, retry_after: Some(retry_after) }
    }

    /// Any other error answer, `description` included whole.
    pub fn status(code: u16, description: &str) -> Self {
        Self::Status { code, description: description.to_owned(), retry_after: None }
    }

    /// The refusal this fault answers with, if it answers with one.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        let Self::Status { code, description, retry_after } = self else {
            return None;
        };
        let refusal = Refusal::new(*code, description);
        Some(match retry_after {
            Some(seconds) => refusal.with("retry_after", *seconds),
            None => refusal,
        })
    }
}

/// The faults still to come.
#[derive(Debug, Default)]
pub(super) struct Plan {
    due: Vec<Due>,
}

#[derive(Debug)]
struct Due {
    method: String,
    fault: Fault,
    /// How many calls pass before the first that fails.
    passing: usize,
    times: usize,
}

impl Plan {
    /// Lets the next `times` calls of `method` fail; `*` stands for all but `getUpdates`.
    pub(super) fn add(&mut self, method: &str, fault: Fault, times: usize) {
        self.add_after(0, method, fault, times);
    }

    /// As [`Plan::add`], once so many calls have passed.
    pub(super) fn add_after(&mut self, passing: usize, method: &str, fault: Fault, times: usize) {
        self.due.push(Due { method: method.to_owned(), fault, passing, times });
    }

    /// Whether every fault of `method` has met its call.
    pub(super) fn is_spent(&self, method: &str) -> bool {
        self.due.iter().all(|due| due.times == 0 || !due.method.eq_ignore_ascii_case(method))
    }

    /// The fault for a call of `method`, used up by it.
    pub(super) fn take(&mut self, method: &str) -> Option<Fault> {
        let any = method != "getUpdates";
        let due = self.due.iter_mut().find(|due| {
            due.times > 0 && (due.method.eq_ignore_ascii_case(method) || (any && due.method == "*"))
        })?;
        if due.passing > 0 {
            due.passing -= 1;
            return None;
        }
        due.times -= 1;
        Some(due.fault.clone())
    }
}
