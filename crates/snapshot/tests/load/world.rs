//! A world in memory, a schema, and what was loaded as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tenet_base::world::Kind;
use tenet_base::{Diagnostic, Entry, Instant, Source, Strings, World, WorldError};
use tenet_hir::{CollectionId, FieldPlan, Projection, Shape};
use tenet_snapshot::{Options, Root, Slot, Snapshot, load};

/// Files by path; folders are what leads to them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Memory(pub BTreeMap<String, Vec<u8>>);

impl World for Memory {
    fn kind(&self, path: &str) -> Option<Kind> {
        if self.0.contains_key(path) {
            return Some(Kind::File);
        }
        let folder = format!("{path}/");
        let inside = self.0.keys().any(|file| file.starts_with(&folder));
        (inside || path == "empty").then_some(Kind::Folder)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        let folder = format!("{folder}/");
        // The order is not the loader's business: the last file comes first.
        let files = self.0.iter().rev();
        Ok(files
            .filter_map(|(path, bytes)| {
                let path = path.strip_prefix(&folder)?.to_owned();
                let size = bytes.len() as u64;
                Some(Entry { path, size })
            })
            .collect())
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        match self.0.get(path) {
            Some(bytes) if bytes == b"DENIED" => Err(WorldError::Denied(path.to_owned())),
            Some(bytes) => Ok(Box::new(bytes.clone())),
            None => Err(WorldError::NotFound(path.to_owned())),
        }
    }

    fn clock(&self) -> Option<Instant> {
        None
    }
}

/// What was loaded.
pub(crate) struct Loaded {
    pub world: Memory,
    pub roots: Vec<Root>,
    pub projection: Projection,
    pub snapshot: Snapshot,
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads files of the root `t`; a path with `:` names another root, `t2:users.json`.
pub(crate) fn files(files: &[(&str, &str)]) -> Loaded {
    let bytes: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, text)| (*path, text.as_bytes()))
        .collect();
    bytes_with(&bytes, &Options::default())
}

pub(crate) fn bytes_with(files: &[(&str, &[u8])], options: &Options<'_>) -> Loaded {
    let mut world = Memory::default();
    let mut names = vec!["t".to_owned()];
    for (path, bytes) in files {
        let (root, path) = path.split_once(':').unwrap_or(("t", path));
        if !names.iter().any(|name| name == root) {
            names.push(root.to_owned());
        }
        world.0.insert(format!("{root}/{path}"), bytes.to_vec());
    }
    let root = |name: String| Root {
        path: name.clone(),
        name,
        ..Root::default()
    };
    let roots: Vec<Root> = names.into_iter().map(root).collect();
    load_roots(world, roots, options)
}

pub(crate) fn load_roots(world: Memory, roots: Vec<Root>, options: &Options<'_>) -> Loaded {
    let projection = schema();
    let (snapshot, diagnostics) = load(&world, &roots, &projection, options);
    Loaded {
        world,
        roots,
        projection,
        snapshot,
        diagnostics,
    }
}

fn plan(path: &str, shape: Shape, nullable: bool) -> FieldPlan {
    FieldPlan {
        path: path.split('/').map(str::to_owned).collect(),
        shape,
        nullable,
        absent_is_null: false,
        null_text: None,
    }
}

fn reference() -> Shape {
    Shape::Ref {
        key: "id".to_owned(),
    }
}

fn list(item: Shape) -> Shape {
    Shape::List(Box::new(item))
}

/// Users, groups, policies and a log.
pub(crate) fn schema() -> Projection {
    let mut projection = Projection::default();
    let mut add = |path: &str, kind: &str, fields: Vec<FieldPlan>| {
        let id = projection.require(path);
        let collection = &mut projection.collections[id];
        collection.types = vec![kind.to_owned()];
        collection.key = Some(collection.require(plan("id", Shape::Text, false)));
        for field in fields {
            collection.require(field);
        }
    };
    let mut device = plan("device", reference(), true);
    device.null_text = Some("00000000-0000-0000-0000-000000000000".to_owned());
    let mut note = plan("note", Shape::Text, true);
    note.absent_is_null = true;
    let inner = Shape::Record(vec![
        plan("city", Shape::Text, true),
        plan("floor", Shape::Int, true),
    ]);
    let users = vec![
        plan("upn", Shape::Text, false),
        plan("enabled", Shape::Bool, false),
        plan("created", Shape::Date, true),
        plan("age", Shape::Int, true),
        plan("score", Shape::Number, true),
        plan("stay", Shape::Duration, true),
        plan("tags", list(Shape::Text), false),
        plan("manager", reference(), true),
        plan("office", inner, true),
        plan("deep/down/name", Shape::Text, true),
        plan("deep/down/tags", list(Shape::Text), true),
        plan(
            "places",
            list(Shape::Record(vec![plan("city", Shape::Text, true)])),
            false,
        ),
        device,
        note,
    ];
    add("users", "#microsoft.graph.user", users);
    let groups = vec![
        plan("name", Shape::Text, false),
        plan("members", list(reference()), false),
    ];
    add("groups", "#microsoft.graph.group", groups);
    let policies = vec![plan("state", Shape::Text, false)];
    add("identity/policies", "#microsoft.graph.policy", policies);
    let switch = vec![plan("isEnabled", Shape::Bool, false)];
    add(DEFAULTS, "#microsoft.graph.securityDefaults", switch);
    projection
}

/// A path of Graph that has one object.
pub(crate) const DEFAULTS: &str = "policies/identitySecurityDefaultsEnforcementPolicy";

impl Loaded {
    pub(crate) fn collection(&self, path: &str) -> CollectionId {
        self.projection.find(path).expect(path)
    }

    /// Status, number of objects and kinds of gaps of a collection.
    pub(crate) fn coverage(&self, path: &str) -> String {
        let table = &self.snapshot.tables[self.collection(path)];
        let coverage = table.coverage.as_ref().expect("covered");
        let gaps: Vec<String> = coverage
            .gaps
            .iter()
            .map(|gap| format!("{:?}", gap.kind))
            .collect();
        let text = format!(
            "{:?} {} {}",
            coverage.status,
            coverage.objects,
            gaps.join(" ")
        );
        text.trim_end().to_owned()
    }

    /// The objects of a collection, an object a line, with what they have.
    pub(crate) fn objects(&self, path: &str) -> String {
        let id = self.collection(path);
        let table = &self.snapshot.tables[id];
        let fields = &self.projection.collections[id].fields;
        let line = |row: &u32| {
            let cells = fields.iter().enumerate().filter_map(|(column, field)| {
                let text = slot(table.slot(column, *row), &self.snapshot.strings)?;
                Some(format!("{}={text}", field.path.join("/")))
            });
            cells.collect::<Vec<_>>().join(" ")
        };
        table
            .objects
            .iter()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Codes of all diagnostics, each once with its number.
    pub(crate) fn codes(&self) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in &self.diagnostics {
            *counts.entry(diagnostic.code.id).or_default() += 1;
        }
        let codes = counts.iter().map(|(code, count)| match count {
            1 => (*code).to_owned(),
            count => format!("{code}*{count}"),
        });
        codes.collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn has_error(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Everything that must not depend on threads or on the order of files.
    pub(crate) fn everything(&self) -> String {
        let mut text = String::new();
        for collection in &self.projection.collections {
            let path = &collection.path;
            let _ = writeln!(
                text,
                "{path}: {}\n{}",
                self.coverage(path),
                self.objects(path)
            );
        }
        let _ = writeln!(text, "{:?}\n{:?}", self.snapshot.coverage, self.diagnostics);
        let _ = writeln!(text, "{:?} {}", self.snapshot.files, self.snapshot.digest);
        text
    }
}

/// A cell as text; none if it is absent.
pub(crate) fn slot(slot: Slot<'_>, strings: &Strings) -> Option<String> {
    Some(match slot {
        Slot::Absent => return None,
        Slot::Null => "null".to_owned(),
        Slot::Malformed => "malformed".to_owned(),
        Slot::Conflict(_) => "conflict".to_owned(),
        Slot::Bool(value) => value.to_string(),
        Slot::Int(value) => value.to_string(),
        Slot::Number(value) => value.to_string(),
        Slot::Text(text) => strings.get(text).to_owned(),
        Slot::Date(value) => value.to_string(),
        Slot::Duration(value) => value.to_string(),
        Slot::Ref(key, None) => format!("->{}", strings.get(key)),
        Slot::Ref(key, Some(kind)) => format!("->{}:{}", strings.get(key), strings.get(kind)),
        Slot::Record(record) => {
            let cells = (0..record.columns.len())
                .map(|at| self::slot(record.slot(at), strings).unwrap_or_else(|| "-".to_owned()));
            format!("({})", cells.collect::<Vec<_>>().join(","))
        }
        Slot::List(list) => {
            let items = list
                .iter()
                .map(|item| self::slot(item, strings).unwrap_or_else(|| "-".to_owned()));
            let open = if list.open { "..." } else { "" };
            format!("[{}{open}]", items.collect::<Vec<_>>().join(","))
        }
    })
}
