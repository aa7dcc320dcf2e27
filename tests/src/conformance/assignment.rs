//! Whether an Intune policy reaches somebody.

use serde::Deserialize;
use tenet_graph::{Answer, NodeKind};

use super::answer::Found;
use super::case::{Case, Object};
use super::ids::guid;
use super::kinds::Platform;
use super::policies::{self, POLICY};
use super::snapshot::Snapshot;
use super::tenant::{Engine, Tenant};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    policy: Object,
    snapshot: Snapshot,
    subject: Subject,
    #[serde(default)]
    winning_intent: Option<Intents>,
}

/// Whom the policy may reach, by the kind of object.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Subject {
    /// A user.
    User(String),
    /// A device of the directory.
    Device(String),
    /// A device of Intune.
    ManagedDevice(String),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Intents {
    One(String),
    Several(Vec<String>),
}

/// Whether the policy of a case reaches its subject.
pub fn reach(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Asked = case.body()?;
    if asked.winning_intent.is_some() {
        return Err("`winningIntent` is of another question".to_owned());
    }
    resolve(engine, &asked, &[])
}

/// Whether an app reaches its subject once the intent is decided: its
/// assignments have that intent, or their own.
pub fn intent(engine: &Engine, case: &Case) -> Result<Found, String> {
    let asked: Asked = case.body()?;
    let intents = match &asked.winning_intent {
        None => return Err("there is no `winningIntent`".to_owned()),
        Some(Intents::One(intent)) => vec![intent.clone()],
        Some(Intents::Several(intents)) => intents.clone(),
    };
    resolve(engine, &asked, &intents)
}

fn resolve(engine: &Engine, asked: &Asked, intents: &[String]) -> Result<Found, String> {
    let platform = policies::platform(&asked.policy)?;
    let policy = policies::policy(&asked.policy, intents)?;
    let mut snapshot = asked.snapshot.clone();
    if policy.path.ends_with("windowsAutopilotDeploymentProfiles") {
        snapshot.register();
    }
    let mut export = snapshot.export(platform)?;
    export.add(policy.path, vec![serde_json::Value::Object(policy.object)]);
    let tenant = engine.load(&export)?;
    let answer = reaches(&tenant, (policy.path, POLICY), &asked.subject)?;
    Ok(Found::of(&answer, "reached", "not_reached"))
}

/// Whether a policy, by its collection and its id, reaches a subject.
pub(super) fn reaches(
    tenant: &Tenant,
    (path, policy): (&str, &str),
    subject: &Subject,
) -> Result<Answer, String> {
    let graph = tenant.graph();
    let policy = tenant.object(path, &guid(policy));
    let policy = policy.ok_or_else(|| format!("the engine did not load `{path}`"))?;
    let (path, kind, id) = subject.place();
    if let Some(object) = tenant.object(path, &guid(id)) {
        return Ok(graph.reaches(policy, object));
    }
    let key = tenant.key(&guid(id));
    let key = key.ok_or_else(|| format!("nothing in the case has the id `{id}`"))?;
    Ok(graph.reaches_key(policy, key, kind))
}

impl Subject {
    fn place(&self) -> (&'static str, NodeKind, &str) {
        match self {
            Self::User(id) => ("users", NodeKind::User, id),
            Self::Device(id) => ("devices", NodeKind::Device, id),
            Self::ManagedDevice(id) => ("deviceManagement/managedDevices", NodeKind::Other, id),
        }
    }
}

/// The platform of the devices that profiles for Windows are about.
pub(super) const WINDOWS: Option<Platform> = Some(Platform::Windows);
