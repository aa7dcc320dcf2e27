//! The tenant of a case: an export as Graph answers, loaded by the engine.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tenet_base::Symbol;
use tenet_engine::{Compiled, Loaded, PackRequest, RunRequest};
use tenet_graph::Graph;
use tenet_hir::ExprId;
use tenet_snapshot::ObjectId;
use tenet_testkit::Memory;

/// Where the export stands in its world.
const EXPORT: &str = "export";

/// Kinds of policies that Intune has and the schema that ships does not speak
/// of yet. A schema is extended without Rust, and so is this one.
const MORE_POLICIES: &str = include_str!("more_policies.tenet");

/// What a rule would say to have reach and membership resolved.
const QUESTION: &str = "p in IntuneObject where \
     (some u in User where p reaches u) or (some d in Device where p reaches d) or \
     (some m in ManagedDevice where p reaches m) or \
     (some a in ConditionalAccessPolicy where some u in User where a reaches u)";

/// The collections of an export.
#[derive(Debug, Clone, Default)]
pub struct Export {
    collections: BTreeMap<String, Vec<Value>>,
    incomplete: BTreeSet<String>,
}

/// The bundled schema, and what is asked of every tenant.
#[derive(Debug)]
pub struct Engine {
    compiled: Compiled,
    question: ExprId,
}

/// An export, loaded.
#[derive(Debug)]
pub struct Tenant(Loaded);

impl Export {
    /// A collection with these objects, all of them.
    pub fn add(&mut self, path: &str, objects: Vec<Value>) {
        let collection = self.collections.entry(path.to_owned()).or_default();
        collection.extend(objects);
    }

    /// Takes back that a collection is complete.
    pub fn open(&mut self, path: &str) {
        self.incomplete.insert(path.to_owned());
    }

    fn world(&self) -> Memory {
        let mut world = Memory::default();
        for (path, objects) in &self.collections {
            let context = format!("https://graph.microsoft.com/beta/$metadata#{path}");
            let answer = json!({ "@odata.context": context, "value": objects });
            world.add(format!("{EXPORT}/{path}.json"), answer.to_string());
        }
        let entry = |path: &String| {
            let complete = !self.incomplete.contains(path);
            (path.clone(), json!({ "complete": complete }))
        };
        let collections: serde_json::Map<String, Value> =
            self.collections.keys().map(entry).collect();
        let manifest = json!({ "collections": collections });
        world.add(
            format!("{EXPORT}/tenet-snapshot.json"),
            manifest.to_string(),
        );
        world
    }
}

impl Engine {
    /// Compiles the schema; or what is wrong with it.
    pub fn new() -> Result<Self, String> {
        let mut world = Memory::default();
        for (path, text) in tenet_engine::bundled_files() {
            world.add(format!("packs/{path}"), *text);
        }
        let manifest = "[pack]\nname = \"conformance\"\nversion = \"0.1.0\"\n\
             [dependencies]\ngraph = { path = \"../graph-schema\", open = true }\n";
        world.add("packs/conformance/tenet.toml", manifest);
        world.add("packs/conformance/more_policies.tenet", MORE_POLICIES);
        let request = PackRequest {
            folders: vec!["packs/conformance".to_owned()],
            ..PackRequest::default()
        };
        let mut compiled = tenet_engine::compile(&world, &request);
        if compiled.has_errors() {
            return Err(format!("{:#?}", compiled.diagnostics));
        }
        let question = tenet_engine::expression(&mut compiled, QUESTION);
        let question = question.map_err(|wrong| format!("{wrong:#?}"))?;
        Ok(Self { compiled, question })
    }

    /// Loads an export; or why it could not be.
    pub fn load(&self, export: &Export) -> Result<Tenant, String> {
        let mut request = RunRequest::for_expression(self.question);
        request.roots = vec![EXPORT.to_owned()];
        request.sign_ins = true;
        let loaded = tenet_engine::load(&export.world(), &self.compiled, &request, &|_, _| {});
        let loaded = loaded.map_err(|wrong| format!("{wrong:#?}"))?;
        match loaded.diagnostics.iter().find(|told| told.is_error()) {
            Some(error) => Err(format!("{error:#?}")),
            None => Ok(Tenant(loaded)),
        }
    }
}

impl Tenant {
    /// What answers.
    pub fn graph(&self) -> Graph<'_> {
        self.0.graph()
    }

    /// The row of an object, by its id in the export; none if it was not exported.
    pub fn object(&self, path: &str, id: &str) -> Option<ObjectId> {
        let collection = self.0.layout.projection.find(path)?;
        let table = self.0.snapshot.tables.try_get(collection)?;
        let row = *table.by_key.get(&self.key(id)?)?;
        Some(ObjectId { collection, row })
    }

    /// The folded symbol of an id; none if nothing in the export has it.
    pub fn key(&self, id: &str) -> Option<Symbol> {
        self.0.snapshot.strings.find_folded(id)
    }

    /// The text of a symbol.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.0.snapshot.strings.get(symbol)
    }
}
