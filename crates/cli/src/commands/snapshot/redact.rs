//! `tenet snapshot redact`: the same snapshot without personal data.

use std::collections::BTreeSet;

use tenet_base::code::run as codes;
use tenet_base::world::Kind;
use tenet_base::{Diagnostic, World};
use tenet_engine::{Compiled, JudgeRequest, Judged, Loaded, Redaction};
use tenet_eval::Settings;
use tenet_hir::RuleId;
use tenet_report::{Origins, diagnostics};
use tenet_snapshot::redact::{Key, Redacted, SHORTEST_KEY};

use super::super::session::{Failed, Session};
use super::super::written;
use super::counted;
use crate::arguments::RedactArguments;
use crate::output;
use crate::status::Status;

/// How many files that were left out are named.
const NAMED: usize = 3;

/// Runs the command.
pub(super) fn run(session: &Session<'_>, arguments: &RedactArguments) -> Result<Status, Failed> {
    let key = key(session.world, &arguments.key_file)?;
    let compiled = session.compile(&arguments.packs)?;
    let rules = Session::select(&compiled, &arguments.rules)?;
    free(session.world, &arguments.output)?;
    let asked = &arguments.snapshots;
    let before = session.load(&compiled, &rules, asked, &arguments.run)?;
    let redacted = write(session, &compiled, (&before, &key), &arguments.output)?;
    let copies = copies(&before, &arguments.output);
    let after = session.load(&compiled, &rules, &copies, &arguments.run)?;
    let judged = |loaded: &Loaded| judge(&compiled, loaded, &rules, arguments);
    let others = tenet_engine::other_verdicts(&compiled, &judged(&before)?, &judged(&after)?);
    let contents = tenet_engine::other_contents(&before, &after);
    tell(session, &compiled, &[others.as_slice(), &contents].concat());
    written(&summary(
        &redacted,
        &arguments.output,
        (rules.len(), others.len()),
    ))?;
    Ok(if others.is_empty() && contents.is_empty() {
        Status::Clean
    } else {
        Status::Violated
    })
}

fn judge(
    compiled: &Compiled,
    loaded: &Loaded,
    rules: &[RuleId],
    arguments: &RedactArguments,
) -> Result<Judged, Failed> {
    let request = JudgeRequest {
        now: Session::instant(arguments.run.now.as_deref())?,
        settings: Settings {
            threads: arguments.run.threads.unwrap_or_else(Session::threads),
            ..Settings::default()
        },
        ..JudgeRequest::default()
    };
    Ok(tenet_engine::judge(compiled, loaded, rules, &request))
}

/// The key in a file.
fn key(world: &dyn World, path: &str) -> Result<Key, Failed> {
    let told = |words: String| {
        let told = Diagnostic::run(&codes::REDACTION_KEY, words);
        Failed::from(
            told.help("make one with `openssl rand -out redact.key 32`, and keep it secret"),
        )
    };
    let source = world
        .open(path)
        .map_err(|error| told(format!("there is no key: {error}")))?;
    let mut bytes = vec![0; usize::try_from(source.size().min(1 << 16)).unwrap_or(0)];
    let count = source
        .read_at(0, &mut bytes)
        .map_err(|error| told(format!("there is no key: {error}")))?;
    bytes.truncate(count);
    Key::new(&bytes).ok_or_else(|| {
        told(format!(
            "the key in `{path}` has {count} bytes, fewer than {SHORTEST_KEY}"
        ))
    })
}

/// Refuses a folder with anything in it.
pub(super) fn free(world: &dyn World, folder: &str) -> Result<(), Failed> {
    let empty = match world.kind(folder) {
        None => true,
        Some(Kind::Folder) => world.list(folder).is_ok_and(|files| files.is_empty()),
        Some(Kind::File) => false,
    };
    if empty {
        return Ok(());
    }
    let message = format!("`{folder}` is not empty");
    let told = Diagnostic::run(&codes::UNWRITABLE, message);
    Err(Failed::from(
        told.help("name a folder that is not there yet"),
    ))
}

/// The folders of the copies of each root.
fn copies(loaded: &Loaded, folder: &str) -> Vec<String> {
    let count = loaded.snapshot.roots.len();
    (0..count)
        .map(|root| copy_of(root, count, folder))
        .collect()
}

/// The folder of the copy of a root: its name may be personal, so several are numbered.
fn copy_of(root: usize, count: usize, folder: &str) -> String {
    if count == 1 {
        folder.to_owned()
    } else {
        format!("{folder}/{}", root + 1)
    }
}

fn write(
    session: &Session<'_>,
    compiled: &Compiled,
    (loaded, key): (&Loaded, &Key),
    folder: &str,
) -> Result<Redacted, Failed> {
    let roots = &loaded.snapshot.roots;
    let mut begun: BTreeSet<String> = BTreeSet::new();
    let mut sink = |root: u32, path: &str, text: &str| {
        let own = copy_of(root as usize, roots.len(), folder);
        let path = format!("{own}/{path}");
        let first = begun.insert(path.clone());
        output::append(&path, text, first).map_err(|error| format!("`{path}`: {error}"))
    };
    let asked = loaded.paths();
    let redaction = Redaction { roots: &asked, key };
    tenet_engine::redact(session.world, compiled, redaction, &mut sink).map_err(|words| {
        let message = format!("the copy cannot be written: {words}");
        Failed::from(Diagnostic::run(&codes::UNWRITABLE, message))
    })
}

/// Says which rules judge the copy otherwise.
fn tell(session: &Session<'_>, compiled: &Compiled, others: &[Diagnostic]) {
    let origins = Origins {
        sources: &compiled.sources,
        roots: &[],
    };
    if !others.is_empty() {
        let style = output::stderr_style(session.arguments);
        output::say(&diagnostics::render(others, origins, style));
    }
}

fn summary(redacted: &Redacted, folder: &str, (rules, others): (usize, usize)) -> String {
    let written = counted(redacted.written, "file");
    let left = left_out(&redacted.left_out);
    let rules = counted(rules, "rule");
    let verdicts = match others {
        0 => "the verdicts are the same".to_owned(),
        1 => "one judges the copy otherwise".to_owned(),
        others => format!("{others} judge the copy otherwise"),
    };
    format!("{written} written to {folder}\n{left}{rules}: {verdicts}\n")
}

/// A line about the files that were left out, if there are any.
fn left_out(left: &[(u32, String)]) -> String {
    if left.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = left
        .iter()
        .take(NAMED)
        .map(|(_, path)| path.as_str())
        .collect();
    let more = if left.len() > NAMED { ", …" } else { "" };
    let (count, names) = (counted(left.len(), "file"), names.join(", "));
    format!("{count} left out, not read: {names}{more}\n")
}
