//! How a command ends.

use std::process::ExitCode;

/// How a command ends; its number is part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing at or above the threshold.
    Clean,
    /// At least one violation at or above the threshold.
    Violated,
    /// The run could not be done.
    Failed,
    /// No violation, and at least one rule undetermined.
    Undetermined,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Violated => 1,
            Status::Failed => 2,
            Status::Undetermined => 3,
        })
    }
}
