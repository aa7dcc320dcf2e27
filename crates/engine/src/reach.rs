//! Who is reached by what: the questions of `tenet reach`, by names.

mod describe;
pub(crate) mod names;

use std::collections::BTreeSet;

use tenet_base::{Diagnostic, World};
use tenet_graph::{Answer, Graph};
use tenet_report::query;
use tenet_report::reach::{Explained, Reached};
use tenet_snapshot::{ObjectId, Reason, ReasonCode};

use crate::compile::Compiled;
use crate::run::Loaded;
use describe::Describe;
use names::Names;

/// A loaded snapshot that is asked.
#[derive(Clone, Copy)]
struct Asked<'a> {
    names: Names<'a>,
    graph: &'a Graph<'a>,
}

/// Whether and why a policy reaches an object, both by id or name.
///
/// # Errors
///
/// Nothing, or several things, have the name.
pub fn explain(
    world: &dyn World,
    compiled: &Compiled,
    loaded: &Loaded,
    (policy, object): (&str, &str),
) -> Result<Explained, Vec<Diagnostic>> {
    let graph = loaded.graph();
    let names = Names::new(compiled, loaded);
    let policy = names.policy(policy)?;
    let object = names.target(object)?;
    let explanation = graph.explain(policy, object);
    let describe = Describe {
        world,
        names,
        graph: &graph,
    };
    Ok(describe.explained(policy, object, &explanation))
}

/// What a policy is assigned to, and everybody whom it reaches or may reach.
///
/// # Errors
///
/// Nothing, or several things, have the name.
pub fn reached(
    world: &dyn World,
    compiled: &Compiled,
    loaded: &Loaded,
    policy: &str,
) -> Result<Reached, Vec<Diagnostic>> {
    let graph = loaded.graph();
    let asked = Asked {
        names: Names::new(compiled, loaded),
        graph: &graph,
    };
    let policy = asked.names.policy(policy)?;
    let mut answer = table(&["entity", "key", "name"]);
    for object in asked.names.targets() {
        asked.add(&mut answer, object, graph.reaches(policy, object));
    }
    answer.open = asked.open(asked.names.target_tables(), &[policy]);
    let describe = Describe {
        world,
        names: asked.names,
        graph: &graph,
    };
    Ok(describe.reached(policy, answer))
}

/// Every policy that reaches an object, or may.
///
/// # Errors
///
/// Nothing, or several things, have the name.
pub fn reaching(
    compiled: &Compiled,
    loaded: &Loaded,
    object: &str,
) -> Result<query::Answer, Vec<Diagnostic>> {
    let graph = loaded.graph();
    let asked = Asked {
        names: Names::new(compiled, loaded),
        graph: &graph,
    };
    let object = asked.names.target(object)?;
    let mut answer = table(&["entity", "key", "name"]);
    for policy in asked.names.policies() {
        asked.add(&mut answer, policy, graph.reaches(policy, object));
    }
    answer.open = asked.open(asked.names.policy_tables(), &[]);
    Ok(answer)
}

/// Of a kind of policies: those that reach nobody. Of a kind of users or
/// devices: those that no policy of any kind reaches.
///
/// # Errors
///
/// No entity has the name, or it is neither.
pub fn nobody(
    compiled: &Compiled,
    loaded: &Loaded,
    entity: &str,
) -> Result<query::Answer, Vec<Diagnostic>> {
    let graph = loaded.graph();
    let asked = Asked {
        names: Names::new(compiled, loaded),
        graph: &graph,
    };
    let (objects, is_policy) = asked.names.of_entity(entity)?;
    let mut answer = table(&["entity", "key", "name"]);
    let policies = asked.names.policies();
    let unseen = asked.open(asked.names.policy_tables(), &[]);
    for object in objects {
        let reached = if is_policy {
            asked.reaches_anybody(object)
        } else {
            let all = policies.iter().map(|policy| graph.reaches(*policy, object));
            any(all).or(by_unseen(unseen.len()))
        };
        asked.add(&mut answer, object, reached.not());
    }
    answer.open = asked.open(asked.names.paths_of(entity), &[]);
    Ok(answer)
}

/// Policies that were not exported may reach anybody.
fn by_unseen(collections: usize) -> Answer {
    if collections == 0 {
        return Answer::No;
    }
    let text =
        format!("policies were not exported, or not all, of how many collections: {collections}");
    Answer::unknown(Reason::new(ReasonCode::CollectionIncomplete, text))
}

fn any(answers: impl Iterator<Item = Answer>) -> Answer {
    let mut found = Answer::No;
    for answer in answers {
        found = found.or(answer);
        if found == Answer::Yes {
            return found;
        }
    }
    found
}

fn table(columns: &[&str]) -> query::Answer {
    query::Answer {
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        ..query::Answer::default()
    }
}

impl Asked<'_> {
    fn reaches_anybody(self, policy: ObjectId) -> Answer {
        let targets = self.names.targets().into_iter();
        let known = any(targets.map(|object| self.graph.reaches(policy, object)));
        let open = self.graph.targets(policy).open;
        if open.is_empty() {
            return known;
        }
        known.or(Answer::Unknown(open))
    }

    /// A row for an object that belongs to the answer, or may.
    fn add(self, answer: &mut query::Answer, object: ObjectId, belongs: Answer) {
        let unknown = match belongs {
            Answer::No => return,
            Answer::Yes => Vec::new(),
            Answer::Unknown(reasons) => texts(&reasons),
        };
        let named = self.names.named(object);
        answer.rows.push(query::Row {
            cells: vec![Some(named.entity), Some(named.key), Some(named.name)],
            unknown,
        });
    }

    /// Why rows may be missing: collections that are not complete.
    fn open(self, tables: BTreeSet<String>, policies: &[ObjectId]) -> Vec<String> {
        let open = tables
            .into_iter()
            .filter(|path| !self.names.is_complete(path));
        let open = open.map(|path| format!("not all of `{path}` was exported"));
        let unlisted = policies
            .iter()
            .filter_map(|policy| self.graph.inclusions(*policy).err())
            .map(|reason| reason.text);
        open.chain(unlisted).collect()
    }
}

fn texts(reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|reason| reason.text.clone()).collect()
}
