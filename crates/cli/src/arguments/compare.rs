//! Commands over two snapshots.

use clap::{Args, ValueEnum};

use super::{LayoutArgument, ListFormat, PackArguments};

/// `tenet diff`.
#[derive(Debug, Clone, Args)]
pub(crate) struct DiffArguments {
    /// The older snapshot: a folder, `.zip` or `.tsnap` of exports, or `demo`.
    pub(crate) old: String,

    /// The newer snapshot.
    pub(crate) new: String,

    #[command(flatten)]
    pub(crate) compare: CompareArguments,

    /// How to write it.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

/// How two snapshots are compared.
#[derive(Debug, Clone, Args)]
pub(crate) struct CompareArguments {
    /// Only this collection, by its Graph path or its entity; may be given several times.
    #[arg(long = "collection", value_name = "NAME")]
    pub(crate) collections: Vec<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    /// Take what the rules of dynamic groups make members for members that were not exported; what Entra had stored may differ.
    #[arg(long)]
    pub(crate) computed_members: bool,

    /// The tool that wrote the snapshots, or one of them, where it cannot be told: `intunecd`, `backup/=intunecd`.
    #[arg(long, value_name = "[PATH=]NAME", value_parser = LayoutArgument::parse)]
    pub(crate) layout: Vec<LayoutArgument>,

    /// How many threads to use; as many as there are processors by default.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// `tenet draft-request`.
#[derive(Debug, Clone, Args)]
pub(crate) struct DraftRequestArguments {
    /// The snapshot with the change: a later one, or one of a test tenant where it was made.
    pub(crate) new: String,

    /// The snapshot without it.
    #[arg(long, value_name = "OLD")]
    pub(crate) since: String,

    #[command(flatten)]
    pub(crate) compare: CompareArguments,

    /// Count those whom policies reach otherwise by this group, such as a ring; a name or an id; may be given several times.
    #[arg(long = "ring", value_name = "GROUP")]
    pub(crate) rings: Vec<String>,

    /// The row of the procedures that the change belongs to.
    #[arg(long, value_name = "ROW")]
    pub(crate) row: Option<String>,

    /// The title of the request; made from the objects without it.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// When the change is to begin: `2026-12-01` or `2026-12-01T08:00:00Z`.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) start: Option<String>,

    /// When it is to end.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) end: Option<String>,

    /// How to write it.
    #[arg(long, value_enum, default_value = "markdown", value_name = "FORMAT")]
    pub(crate) format: DraftFormat,
}

/// How a request is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DraftFormat {
    /// For people, to send.
    Markdown,
    /// A record of the register of support requests.
    Json,
}
