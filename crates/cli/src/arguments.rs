//! The command line.

mod compare;
mod layout;
mod registers;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::terminal::Color;

pub(crate) use compare::{CompareArguments, DiffArguments, DraftFormat, DraftRequestArguments};
pub(crate) use layout::LayoutArgument;
pub(crate) use registers::{InitArguments, RegisterArguments};

/// Check written agreements about a Microsoft 365 tenant against its exports, offline.
#[derive(Debug, Parser)]
#[command(
    name = "tenet",
    version,
    propagate_version = true,
    max_term_width = 100
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to colour the output.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub(crate) color: Color,

    /// Leave out warnings about the rules, and the progress bar.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// Show every violation in full, not the first ten of each rule.
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge a snapshot against the rules.
    Check(CheckArguments),
    /// Evaluate one expression or binding against a snapshot.
    Query(QueryArguments),
    /// Tell whether and why a policy reaches a user or device, and whom policies reach.
    Reach(ReachArguments),
    /// Tell what changed between two snapshots: objects, their fields, and whom policies reach.
    Diff(DiffArguments),
    /// Start what rules read beside exports: empty registers.
    Init(InitArguments),
    /// Draft the request for advice on what changed, or is to change, between two snapshots.
    DraftRequest(DraftRequestArguments),
    /// Look at a snapshot itself: what it holds, and what is wrong with it.
    Snapshot {
        #[command(subcommand)]
        what: SnapshotCommand,
    },
    /// Run the scenarios of a pack.
    Test(TestArguments),
    /// List the rules with their duty, severity and source.
    Rules(RulesArguments),
    /// Lay out files of rules.
    Fmt(FmtArguments),
    /// Explain a code of a diagnostic, a rule, a function, or a name of the schema.
    Explain(ExplainArguments),
    /// Show what rules can judge, and schemas of what Tenet writes.
    Schema {
        #[command(subcommand)]
        what: SchemaCommand,
    },
    /// Print a script that completes commands in a shell.
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// Schemas that can be printed.
#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// The JSON Schema of the JSON report.
    Report,
    /// The kinds of objects that rules can judge, or one of them with its fields.
    Show(SchemaArguments),
    /// The JSON Schema of a register, for editors; without a name, the registers there are.
    Register(RegisterArguments),
}

/// `tenet schema show`.
#[derive(Debug, Clone, Args)]
pub(crate) struct SchemaArguments {
    /// The name of an entity, a record, an enum or a type; without it all entities are listed.
    pub(crate) name: Option<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    /// How to write it.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

/// `tenet explain`.
#[derive(Debug, Clone, Args)]
pub(crate) struct ExplainArguments {
    /// A code or its name, the id of a rule, a function, an entity: `T0104`, `unknown-field`, `SVC-C3c`, `count`, `User`.
    pub(crate) name: String,

    #[command(flatten)]
    pub(crate) packs: PackArguments,
}

/// Which packs.
#[derive(Debug, Clone, Args)]
pub(crate) struct PackArguments {
    /// Folder of a pack; may be given several times. Without it: the pack of the working folder, else the bundled one.
    #[arg(long = "pack", value_name = "DIR")]
    pub(crate) packs: Vec<String>,

    /// Set a parameter of the rules; may be given several times.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub(crate) params: Vec<String>,
}

/// Which rules.
#[derive(Debug, Clone, Args)]
pub(crate) struct RuleArguments {
    /// Only rules of this id, obligation or pattern with `*`; may be given several times.
    #[arg(long = "rule", value_name = "PATTERN")]
    pub(crate) rules: Vec<String>,

    /// Only rules with this tag; may be given several times.
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,

    /// Only rules that are this party's duty; may be given several times.
    #[arg(long = "duty", value_name = "PARTY")]
    pub(crate) duties: Vec<String>,
}

/// `tenet check`.
#[derive(Debug, Clone, Args)]
pub(crate) struct CheckArguments {
    /// Folders, `.zip` files of exports or `.tsnap` files, or `demo`; several make one snapshot. Without them: the roots in `tenet.toml`.
    pub(crate) snapshots: Vec<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) rules: RuleArguments,

    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// How to write the report; the pair with `--output` may be given several times.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Vec<Format>,

    /// Write the report of the `--format` before it to a file.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Vec<String>,

    /// The mildest severity that fails the run.
    #[arg(long, value_enum, default_value = "low", value_name = "SEVERITY")]
    pub(crate) fail_on: Threshold,

    /// What an undetermined rule does to the exit status.
    #[arg(long, value_enum, default_value = "fail", value_name = "WHAT")]
    pub(crate) undetermined: Undetermined,

    /// Let a run in which nothing could be judged end with status 0.
    #[arg(long)]
    pub(crate) allow_empty: bool,

    /// Take names that rules look for and nothing has as errors: without a violation the run ends with status 2.
    #[arg(long)]
    pub(crate) strict: bool,

    /// Warn of waivers that end within this time after the snapshot was taken: `30d`, `2w`, `48h`.
    #[arg(long, value_name = "TIME")]
    pub(crate) expiring: Option<String>,

    #[command(flatten)]
    pub(crate) plan: PlanArguments,
}

/// How rules are evaluated.
#[derive(Debug, Clone, Args)]
pub(crate) struct PlanArguments {
    /// Look at every member of a collection instead of looking members up; the verdicts are the same.
    #[arg(long)]
    pub(crate) no_plan: bool,

    /// Refuse a rule whose loops would turn more often.
    #[arg(long, value_name = "N", default_value_t = tenet_eval::MAX_CASES)]
    pub(crate) max_cases: u64,

    /// Say on the error stream how long each rule took and how its loops went about it.
    #[arg(long)]
    pub(crate) profile: bool,
}

/// How to run.
#[derive(Debug, Clone, Args)]
pub(crate) struct RunArguments {
    /// The moment to judge by, where the snapshot does not say when it was taken: `2026-11-22` or `2026-11-22T08:00:00Z`.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) now: Option<String>,

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

/// `tenet snapshot`.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum SnapshotCommand {
    /// List what a snapshot holds, which rules it decides, and what to export for the others.
    Inspect(InspectArguments),
    /// Read a snapshot as far as the schema declares it, and end with status 1 if anything is damaged.
    Validate(ValidateArguments),
    /// Pack a snapshot into one file, which is checked like the folders that it was made of, and faster.
    Pack(PackSnapshotArguments),
    /// Write the files of a packed snapshot as they were.
    Unpack(UnpackArguments),
    /// Write a snapshot without personal data: names, addresses and ids become pseudonyms, and the verdicts stay.
    Redact(RedactArguments),
    /// Print a script that takes a snapshot: the requests to Microsoft Graph that answer with what the rules read.
    Script(ScriptArguments),
}

/// `tenet snapshot inspect`.
#[derive(Debug, Clone, Args)]
pub(crate) struct InspectArguments {
    /// Folders and `.zip` archives of exports, or `demo`; together they make one snapshot.
    pub(crate) snapshots: Vec<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) rules: RuleArguments,

    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// How to write it.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(crate) format: InspectFormat,
}

/// `tenet snapshot validate`.
#[derive(Debug, Clone, Args)]
pub(crate) struct ValidateArguments {
    /// Folders and `.zip` archives of exports, or `demo`; together they make one snapshot.
    pub(crate) snapshots: Vec<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) run: RunArguments,
}

/// `tenet snapshot pack`.
#[derive(Debug, Clone, Args)]
pub(crate) struct PackSnapshotArguments {
    /// Folders and `.zip` archives of exports, or `demo`; together they make one snapshot.
    pub(crate) snapshots: Vec<String>,

    /// The file to write, with the ending `.tsnap`.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: String,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) rules: RuleArguments,

    #[command(flatten)]
    pub(crate) run: RunArguments,
}

/// `tenet snapshot unpack`.
#[derive(Debug, Clone, Args)]
pub(crate) struct UnpackArguments {
    /// The packed snapshot.
    #[arg(value_name = "FILE")]
    pub(crate) packed: String,

    /// The folder to write to; it must be empty, or not there.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: String,
}

/// `tenet snapshot redact`.
#[derive(Debug, Clone, Args)]
pub(crate) struct RedactArguments {
    /// Folders, `.zip` and `.tsnap` files, or `demo`; together they make one snapshot.
    pub(crate) snapshots: Vec<String>,

    /// The folder to write to; it must be empty, or not there.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: String,

    /// A file with a secret key of 16 bytes or more; the same key gives the same pseudonyms.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: String,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) rules: RuleArguments,

    #[command(flatten)]
    pub(crate) run: RunArguments,
}

/// `tenet snapshot script`.
#[derive(Debug, Clone, Args)]
pub(crate) struct ScriptArguments {
    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) rules: RuleArguments,

    /// What runs the script.
    #[arg(long, value_enum, default_value = "sh", value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// What runs a script that takes a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// A POSIX shell and the Azure CLI.
    Sh,
    /// PowerShell and the Microsoft Graph SDK; nobody has run it yet.
    Powershell,
}

/// How an inspection is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// For people.
    Human,
    /// As JSON.
    Json,
}

/// `tenet query`.
#[derive(Debug, Clone, Args)]
pub(crate) struct QueryArguments {
    /// An expression, or a binding such as `u in User where not u.accountEnabled`.
    pub(crate) expression: String,

    /// Folder or `.zip` of exports, or `demo`; may be given several times.
    #[arg(long = "snapshot", value_name = "SNAPSHOT")]
    pub(crate) snapshots: Vec<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// How to write the answer.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: QueryFormat,
}

/// `tenet reach`.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReachArguments {
    /// The id or the name of a policy, app or profile; without an object everybody whom it reaches is listed.
    #[arg(required_unless_present_any = ["of", "nobody"], conflicts_with_all = ["of", "nobody"])]
    pub(crate) policy: Option<String>,

    /// The id or the name of a user, device or service principal.
    pub(crate) object: Option<String>,

    /// List every policy that reaches this user, device or service principal.
    #[arg(long, value_name = "OBJECT", conflicts_with = "nobody")]
    pub(crate) of: Option<String>,

    /// List the policies of this kind that reach nobody, or the users or devices that no policy reaches.
    #[arg(long, value_name = "ENTITY")]
    pub(crate) nobody: Option<String>,

    /// Draw the paths for Graphviz.
    #[arg(long, requires = "object", conflicts_with = "mermaid")]
    pub(crate) dot: bool,

    /// Draw the paths for Mermaid.
    #[arg(long, requires = "object")]
    pub(crate) mermaid: bool,

    /// Folder or `.zip` of exports, or `demo`; may be given several times.
    #[arg(long = "snapshot", value_name = "SNAPSHOT")]
    pub(crate) snapshots: Vec<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// How to write the answer.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    pub(crate) format: QueryFormat,
}

/// `tenet test`.
#[derive(Debug, Clone, Args)]
pub(crate) struct TestArguments {
    /// Only scenarios whose title, or the id of a rule that they expect, contains this or fits this pattern with `*`.
    pub(crate) filter: Option<String>,

    #[command(flatten)]
    pub(crate) packs: PackArguments,

    /// Record the verdicts that came where a scenario expects its snapshot.
    #[arg(long, conflicts_with_all = ["review", "unreferenced"])]
    pub(crate) accept: bool,

    /// Go through verdicts that are not as recorded: `a` accepts, `r` rejects, `s` skips.
    #[arg(long, conflicts_with = "unreferenced")]
    pub(crate) review: bool,

    /// Run nothing: list recordings that no scenario refers to, and end with status 1 if there is one.
    #[arg(long)]
    pub(crate) unreferenced: bool,

    /// How many threads to use; as many as there are processors by default.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,

    /// How to write the results.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(crate) format: TestFormat,
}

/// `tenet rules`.
#[derive(Debug, Clone, Args)]
pub(crate) struct RulesArguments {
    #[command(flatten)]
    pub(crate) packs: PackArguments,

    #[command(flatten)]
    pub(crate) rules: RuleArguments,

    /// How to write the list.
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub(crate) format: ListFormat,
}

/// `tenet fmt`.
#[derive(Debug, Clone, Args)]
pub(crate) struct FmtArguments {
    /// Files, or folders with files that end in `.tenet`; `-` for standard input. Without them: the pack of the working folder.
    pub(crate) paths: Vec<String>,

    /// Write nothing: name the files that would change, and end with status 1 if there is one.
    #[arg(long)]
    pub(crate) check: bool,

    /// Write nothing: print what would change, and end with status 1 if anything would.
    #[arg(long)]
    pub(crate) diff: bool,
}

/// Formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// For machines: version 1, see `tenet schema report`.
    Json,
}

/// Formats of a query's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum QueryFormat {
    /// For people.
    Table,
    /// JSON.
    Json,
    /// Comma-separated values.
    Csv,
}

/// Formats of the results of scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    /// For people.
    Human,
    /// JSON.
    Json,
    /// `JUnit` XML.
    Junit,
}

/// Formats of the list of rules and of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people.
    Human,
    /// Markdown.
    Markdown,
    /// JSON.
    Json,
}

/// Severities as a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Threshold {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

/// What an undetermined rule does to the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Undetermined {
    /// Status 3.
    Fail,
    /// Status 0, and the list on standard error.
    Warn,
    /// Status 0.
    Ignore,
}
