//! Objects by their ids and names.

use std::collections::BTreeSet;

use tenet_base::code::run;
use tenet_base::{Diagnostic, Symbol, text};
use tenet_hir::{CollectionId, Entity, Targeting};
use tenet_report::reach::Named;
use tenet_snapshot::{ObjectId, Row, Slot};

use crate::compile::Compiled;
use crate::run::Loaded;

/// The collections of what policies reach.
const TARGETS: [&str; 4] = [
    "users",
    "devices",
    "deviceManagement/managedDevices",
    "servicePrincipals",
];

/// The objects of a snapshot by what they are called.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    compiled: &'a Compiled,
    loaded: &'a Loaded,
}

impl<'a> Names<'a> {
    pub(crate) fn new(compiled: &'a Compiled, loaded: &'a Loaded) -> Self {
        Self { compiled, loaded }
    }

    /// The policy with an id or a name.
    pub(crate) fn policy(self, name: &str) -> Result<ObjectId, Vec<Diagnostic>> {
        self.only(name, &self.policies(), "policy, app or profile")
    }

    /// The user, device or service principal with an id or a name.
    pub(crate) fn target(self, name: &str) -> Result<ObjectId, Vec<Diagnostic>> {
        self.only(name, &self.targets(), "user, device or service principal")
    }

    /// All objects that are targeted at others.
    pub(crate) fn policies(self) -> Vec<ObjectId> {
        self.rows(|entity| entity.targeting.is_some())
    }

    /// All objects that policies can reach.
    pub(crate) fn targets(self) -> Vec<ObjectId> {
        self.rows(is_target)
    }

    /// The objects of an entity, and whether they are policies.
    pub(crate) fn of_entity(self, name: &str) -> Result<(Vec<ObjectId>, bool), Vec<Diagnostic>> {
        let program = &self.compiled.program;
        let mut found = program.entities.iter_enumerated();
        let Some((id, entity)) = found.find(|(_, entity)| entity.name == name) else {
            let message = format!("no entity is called `{name}`");
            let help = "`tenet schema show` lists them";
            return Err(vec![
                Diagnostic::run(&run::NO_SUCH_OBJECT, message).help(help),
            ]);
        };
        let is_policy = entity.targeting.is_some();
        if !is_policy && !is_target(entity) {
            let message = format!("`{name}` is neither targeted nor reached by policies");
            let help = "ask for a kind of policies, or for `User`, `Device`, `ManagedDevice` or `ServicePrincipal`";
            return Err(vec![
                Diagnostic::run(&run::NO_SUCH_OBJECT, message).help(help),
            ]);
        }
        let tables = program.tables_of(id);
        let objects = tables
            .into_iter()
            .flat_map(|table| self.table(&program.entities[table]));
        Ok((objects.collect(), is_policy))
    }

    /// The collections of an entity.
    pub(crate) fn paths_of(self, name: &str) -> BTreeSet<String> {
        let program = &self.compiled.program;
        let mut found = program.entities.iter_enumerated();
        let found = found.find(|(_, entity)| entity.name == name);
        let tables = found
            .map(|(id, _)| program.tables_of(id))
            .unwrap_or_default();
        let paths = tables.into_iter();
        paths
            .filter_map(|table| program.entities[table].collection.clone())
            .collect()
    }

    pub(crate) fn policy_tables(self) -> BTreeSet<String> {
        self.paths(|entity| entity.targeting.is_some())
    }

    pub(crate) fn target_tables(self) -> BTreeSet<String> {
        self.paths(is_target)
    }

    /// Whether all of a collection was exported.
    pub(crate) fn is_complete(self, path: &str) -> bool {
        let collection = self.loaded.layout.projection.find(path);
        let table = collection.and_then(|id| self.loaded.snapshot.tables.try_get(id));
        table.is_some_and(tenet_snapshot::Table::is_complete)
    }

    /// Whether a policy is one of Conditional Access.
    pub(crate) fn is_access(self, policy: ObjectId) -> bool {
        let entity = self.entity_of(policy.collection);
        entity.is_some_and(|entity| entity.targeting == Some(Targeting::ConditionalAccess))
    }

    /// What an object is, and what it is called.
    pub(crate) fn named(self, object: ObjectId) -> Named {
        let entity = self.entity_of(object.collection);
        let key = self.key(object).unwrap_or_default();
        Named {
            entity: entity.map(|entity| entity.name.clone()).unwrap_or_default(),
            name: self.label(object).unwrap_or_else(|| key.clone()),
            key,
        }
    }

    /// What the object with a key is called; the key itself if it was not exported.
    pub(crate) fn name_of(self, key: Symbol) -> String {
        let text = || self.loaded.snapshot.strings.get(key).to_owned();
        self.exported(key).unwrap_or_else(text)
    }

    /// What the object with a key is called, if it was exported.
    pub(crate) fn exported(self, key: Symbol) -> Option<String> {
        let folded = self.loaded.snapshot.strings.folded(key);
        let collections = self.loaded.layout.projection.collections.iter_enumerated();
        let found = collections.filter_map(|(collection, _)| {
            let table = self.loaded.snapshot.tables.try_get(collection)?;
            let row = *table.by_key.get(&folded)?;
            self.label(ObjectId { collection, row })
        });
        found.into_iter().next()
    }

    pub(crate) fn loaded(self) -> &'a Loaded {
        self.loaded
    }

    fn only(self, name: &str, among: &[ObjectId], what: &str) -> Result<ObjectId, Vec<Diagnostic>> {
        let by_key = among
            .iter()
            .filter(|object| self.key(**object).is_some_and(|key| text::same(&key, name)));
        let mut found: Vec<ObjectId> = by_key.copied().collect();
        if found.is_empty() {
            let by_name = among.iter().filter(|object| {
                self.label(**object)
                    .is_some_and(|label| text::same(&label, name))
            });
            found = by_name.copied().collect();
        }
        match found.as_slice() {
            [only] => Ok(*only),
            [] => {
                let message = format!("no {what} in the snapshot has the id or the name `{name}`");
                let near = among.iter().filter_map(|object| self.label(*object));
                let near: Vec<String> = near.collect();
                let near = tenet_base::suggest::nearest(name, near.iter().map(String::as_str));
                let diagnostic = Diagnostic::run(&run::NO_SUCH_OBJECT, message);
                Err(vec![match near {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic,
                }])
            }
            several => {
                let message = format!("several objects are called `{name}`");
                let mut diagnostic = Diagnostic::run(&run::AMBIGUOUS_NAME, message);
                for object in several {
                    let named = self.named(*object);
                    diagnostic = diagnostic.note(format!(
                        "{} `{}` with the id `{}`",
                        named.entity, named.name, named.key
                    ));
                }
                Err(vec![diagnostic.help("give the id")])
            }
        }
    }

    fn rows(self, wanted: impl Fn(&Entity) -> bool) -> Vec<ObjectId> {
        let mut seen = BTreeSet::new();
        let entities = self.compiled.program.entities.iter();
        let wanted = entities.filter(|entity| wanted(entity));
        let tables = wanted.filter(|entity| {
            let path = entity.collection.clone();
            path.is_some_and(|path| seen.insert(path))
        });
        tables.flat_map(|entity| self.table(entity)).collect()
    }

    fn table(self, entity: &Entity) -> Vec<ObjectId> {
        let path = entity.collection.as_deref().unwrap_or_default();
        let Some(collection) = self.loaded.layout.projection.find(path) else {
            return Vec::new();
        };
        let table = self.loaded.snapshot.tables.try_get(collection);
        let rows = table.map(|table| table.objects.as_slice());
        let object = |row: &Row| ObjectId {
            collection,
            row: *row,
        };
        rows.unwrap_or_default().iter().map(object).collect()
    }

    fn paths(self, wanted: impl Fn(&Entity) -> bool) -> BTreeSet<String> {
        let entities = self.compiled.program.entities.iter();
        let wanted = entities.filter(|entity| wanted(entity));
        wanted
            .filter_map(|entity| entity.collection.clone())
            .collect()
    }

    /// The entity that declares a collection.
    fn entity_of(self, collection: CollectionId) -> Option<&'a Entity> {
        let path = &self
            .loaded
            .layout
            .projection
            .collections
            .try_get(collection)?
            .path;
        let mut entities = self.compiled.program.entities.iter();
        entities.find(|entity| entity.collection.as_ref() == Some(path))
    }

    fn label(self, object: ObjectId) -> Option<String> {
        let entity = self.entity_of(object.collection)?;
        let field = entity.label?;
        let path = &self.compiled.program.fields[field].path;
        let way: Vec<&str> = path.iter().map(String::as_str).collect();
        let projection = &self.loaded.layout.projection;
        let collection = projection.collections.try_get(object.collection)?;
        self.cell(object, collection.column(&way)?)
    }

    fn key(self, object: ObjectId) -> Option<String> {
        let projection = &self.loaded.layout.projection;
        let key = projection.collections.try_get(object.collection)?.key?;
        self.cell(object, key)
    }

    fn cell(self, object: ObjectId, column: usize) -> Option<String> {
        let table = self.loaded.snapshot.tables.try_get(object.collection)?;
        match table.slot(column, object.row) {
            Slot::Text(symbol) | Slot::Ref(symbol, _) => {
                Some(self.loaded.snapshot.strings.get(symbol).to_owned())
            }
            Slot::Absent
            | Slot::Null
            | Slot::Malformed
            | Slot::Conflict(_)
            | Slot::Bool(_)
            | Slot::Int(_)
            | Slot::Number(_)
            | Slot::Date(_)
            | Slot::Duration(_)
            | Slot::Record(_)
            | Slot::List(_) => None,
        }
    }
}

fn is_target(entity: &Entity) -> bool {
    let path = entity.collection.as_deref().unwrap_or_default();
    TARGETS.iter().any(|known| known.eq_ignore_ascii_case(path))
}
