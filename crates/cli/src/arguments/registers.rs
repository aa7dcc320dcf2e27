//! Commands about registers.

use clap::Args;

use super::PackArguments;

/// `tenet schema register`.
#[derive(Debug, Clone, Args)]
pub(crate) struct RegisterArguments {
    /// The register, such as `support_requests`, or its entity.
    pub(crate) name: Option<String>,

    /// Allow no key that the schema does not declare, to find slips.
    #[arg(long)]
    pub(crate) strict: bool,

    #[command(flatten)]
    pub(crate) packs: PackArguments,
}

/// `tenet init`.
#[derive(Debug, Clone, Args)]
pub(crate) struct InitArguments {
    /// The folder in which to start.
    #[arg(default_value = ".")]
    pub(crate) folder: String,

    /// Write an empty file for each register that the rules can read.
    #[arg(long, required = true)]
    pub(crate) registers: bool,

    #[command(flatten)]
    pub(crate) packs: PackArguments,
}
