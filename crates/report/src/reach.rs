//! Why a policy reaches an object: a tree for people, JSON, and pictures of
//! the paths for Graphviz and Mermaid.

mod assigned;
mod picture;
mod tree;

use serde::Serialize;

use crate::json::pretty;

pub use assigned::{Assigned, Reached};
pub use picture::{dot, mermaid};
pub use tree::human;

/// Why a policy reaches an object, or does not, or why nobody can know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explained {
    /// The policy.
    pub policy: Named,
    /// The object.
    pub object: Named,
    /// Whether it does.
    pub verdict: Verdict,
    /// What decided: `included`, `excluded`, `filtered_out`; of an unknown
    /// answer the code of a reason.
    pub outcome: String,
    /// The clause that decided.
    pub clause: Certain,
    /// The assignments and conditions, in the order of the export.
    pub looked: Vec<Looked>,
    /// What decides beside them; of a Conditional Access policy what it asks of
    /// a sign-in of which nothing is said.
    pub conditions: Vec<Condition>,
    /// For an app: what is to become of it.
    pub intents: Vec<(String, Verdict)>,
    /// What else is documented of such a case.
    pub notes: Vec<String>,
}

/// An object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    /// Its entity.
    pub entity: String,
    /// Its key.
    pub key: String,
    /// What it is called.
    pub name: String,
}

/// An answer; the reasons of an unknown one by code and in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Nobody can know.
    Unknown(Vec<(String, String)>),
}

/// A clause of the targeting semantics, and how certain it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Certain {
    /// Its number.
    pub clause: String,
    /// `documented`, `inferred` or `open`.
    pub certainty: String,
    /// What it says.
    pub text: String,
}

/// An assignment or a condition that names somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Looked {
    /// Whether it excludes.
    pub excludes: bool,
    /// What kind of thing it names: `group`, `all users`.
    pub what: String,
    /// What that is called; none for all users and the like.
    pub name: Option<String>,
    /// The id of that.
    pub id: Option<String>,
    /// Of a group that is not there: `does not exist`, or `was not exported`.
    pub missing: Option<String>,
    /// Whether it holds the user.
    pub user: Verdict,
    /// Whether it holds the device.
    pub device: Verdict,
    /// For an app: what it wants.
    pub intent: Option<String>,
    /// The policy set that it comes from.
    pub policy_set: Option<String>,
    /// The filter on it.
    pub filter: Option<Filter>,
    /// What the rules of dynamic groups say whose members were not exported.
    pub computed: Vec<Computed>,
    /// The paths to the object.
    pub paths: Vec<Path>,
    /// Where it stands.
    pub place: Option<String>,
}

/// What a filter said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filter {
    /// What it is called.
    pub name: String,
    /// Its rule.
    pub rule: Option<String>,
    /// Whether devices that it fits are left out.
    pub excludes: bool,
    /// Whether it fits.
    pub verdict: Verdict,
    /// Each comparison: as written, what the object has, what came of it.
    pub steps: Vec<(String, String, Verdict)>,
}

/// What the rule of a dynamic group says of the object, computed from the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Computed {
    /// The name of the group.
    pub group: String,
    /// Its rule; empty if it is not known.
    pub rule: String,
    /// What the rule is about: `user`, `device`.
    pub about: String,
    /// Whether the rule makes the object a member.
    pub verdict: Verdict,
    /// Each comparison: as written, what the object has, what came of it.
    pub steps: Vec<(String, String, Verdict)>,
}

/// A path from the policy to the object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Path {
    /// Where it begins.
    pub from: String,
    /// Its steps.
    pub steps: Vec<Step>,
    /// The clause by which it counts.
    pub clause: Certain,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// `includes`, `excludes`, `member`, `computed`, `role`, `all`, `joins`.
    pub edge: String,
    /// Where it leads.
    pub to: String,
    /// The id of that; none for all users and the like.
    pub id: Option<String>,
    /// The clause that makes it count.
    pub clause: String,
    /// Where the export says it.
    pub place: Option<String>,
}

/// A condition beside the assignments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// What it is about.
    pub about: String,
    /// Whether it lets the policy through.
    pub verdict: Verdict,
    /// The clause.
    pub clause: Certain,
}

/// The explanation as JSON.
pub fn json(explained: &Explained) -> String {
    let mut text = pretty(explained);
    text.push('\n');
    text
}

impl Verdict {
    pub(crate) fn reasons(&self) -> &[(String, String)] {
        match self {
            Self::Yes | Self::No => &[],
            Self::Unknown(reasons) => reasons,
        }
    }
}
