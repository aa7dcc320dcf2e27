//! A small tenant and small programs, built by hand.

use tenet_base::{IndexVec, Instant, Interner, SourceMap, Span, Symbol};
use tenet_graph::{Graph, Needs, require};
use tenet_hir::{
    Binding, Clause, ClauseKind, Comparison, Entity, EntityId, Enum, EnumId, Expr, ExprId,
    ExprKind, Field, FieldId, Layout, Literal, Marks, Owner, Pack, Program, Reads, Rule, RuleId,
    Severity, Shape, Step, Text, TextPart, Ty, Type, VarId, Variable, Variant,
};
use tenet_snapshot::{
    Column, Coverage, DataFile, Place, Presence, Row, Snapshot, Status, Table, Values,
};

use crate::{Inputs, Outcome, QueryAnswer, Settings, judge, query};

/// A cell of an object.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// The key is not there.
    Absent,
    /// `null`.
    Null,
    /// A text, a key, an enumeration's text.
    Text(&'static str),
    /// A list of texts, and whether it may be cut off.
    Texts(Vec<&'static str>, bool),
    /// A whole number.
    Int(i64),
}

/// Entities `Person` in `people`, and a program over them.
pub(super) struct Fixture {
    pub(super) program: Program,
    pub(super) person: EntityId,
    pub(super) color: EnumId,
    interner: Interner,
    rows: Vec<Vec<Cell>>,
    status: Status,
    pub(super) now: Option<Instant>,
}

/// The fields of `Person`, in the order of a row's cells.
const FIELDS: [&str; 6] = ["id", "name", "age", "boss", "tags", "color"];

impl Fixture {
    /// A tenant without people.
    pub(super) fn new() -> Self {
        let mut program = Program::default();
        let pack = program.packs.push(Pack {
            name: "test".into(),
            version: String::new(),
            digest: String::new(),
        });
        let person = program.entities.next_id();
        let variant = |name: &str| Variant {
            name: name.into(),
            wire: format!("is{name}"),
        };
        let color = program.enums.push(Enum {
            name: "Color".into(),
            declared: Some((pack, span())),
            doc: String::new(),
            ordered: true,
            variants: vec![variant("Red"), variant("Green")],
        });
        let types = [
            Type::of(Ty::String),
            Type::of(Ty::String).or_null(),
            Type::of(Ty::Int),
            Type::of(Ty::Ref(vec![person])).or_null(),
            Type::list(Type::of(Ty::String)),
            Type::of(Ty::Enum(color)),
        ];
        let fields: Vec<FieldId> = FIELDS
            .iter()
            .zip(types)
            .map(|(name, ty)| {
                program.fields.push(Field {
                    computed: None,
                    name: (*name).into(),
                    owner: Owner::Entity(person),
                    span: span(),
                    doc: String::new(),
                    ty,
                    by: None,
                    path: vec![(*name).into()],
                    null_text: None,
                    absent_is_null: false,
                    marks: Marks::default(),
                })
            })
            .collect();
        program.entities.push(Entity {
            name: "Person".into(),
            pack,
            span: span(),
            doc: String::new(),
            base: None,
            collection: Some("people".into()),
            discriminator: None,
            own_fields: fields.clone(),
            key: Some(fields[0]),
            label: Some(fields[1]),
            fields,
            targeting: None,
            children: Vec::new(),
            is_log: false,
            log: None,
        });
        Self {
            program,
            person,
            color,
            interner: Interner::new(),
            rows: Vec::new(),
            status: Status::Complete,
            now: None,
        }
    }

    /// Adds a person by the first of its cells; the rest is absent.
    pub(super) fn person(mut self, cells: &[Cell]) -> Self {
        let mut row = cells.to_vec();
        row.resize(FIELDS.len(), Cell::Absent);
        self.rows.push(row);
        self
    }

    /// Says that more people may exist.
    pub(super) fn partial(mut self) -> Self {
        self.status = Status::Partial;
        self
    }

    /// Adds an expression.
    pub(super) fn expr(&mut self, kind: ExprKind, ty: Type) -> ExprId {
        let span = span();
        self.program.exprs.push(Expr { kind, ty, span })
    }

    /// A condition.
    pub(super) fn test(&mut self, kind: ExprKind) -> ExprId {
        self.expr(kind, Type::BOOL)
    }

    /// `true`, `false` or `unknown("…")`.
    pub(super) fn truth(&mut self, truth: Option<bool>) -> ExprId {
        match truth {
            Some(value) => self.test(ExprKind::Literal(Literal::Bool(value))),
            None => self.test(ExprKind::Unknown("nobody looked".into())),
        }
    }

    pub(super) fn text(&mut self, text: &str) -> ExprId {
        let literal = Literal::String(text.into());
        self.expr(ExprKind::Literal(literal), Type::of(Ty::String))
    }

    pub(super) fn int(&mut self, number: i64) -> ExprId {
        self.expr(ExprKind::Literal(Literal::Int(number)), Type::of(Ty::Int))
    }

    /// A variable over people.
    pub(super) fn var(&mut self) -> VarId {
        let person = self.person;
        self.program.vars.push(Variable {
            name: "p".into(),
            ty: Type::entity(person),
            span: span(),
        })
    }

    /// `var.field`.
    pub(super) fn field(&mut self, var: VarId, name: &str) -> ExprId {
        let ty = self.program.vars[var].ty.clone();
        let base = self.expr(ExprKind::Var(var), ty);
        self.field_of(base, name)
    }

    pub(super) fn field_of(&mut self, base: ExprId, name: &str) -> ExprId {
        let at = FIELDS.iter().position(|field| *field == name).unwrap();
        let field = self.program.entities[self.person].fields[at];
        let ty = self.program.fields[field].ty.clone();
        let null_safe = false;
        let kind = ExprKind::Field {
            base,
            field,
            null_safe,
        };
        self.expr(kind, ty)
    }

    /// `Person`.
    pub(super) fn people(&mut self) -> ExprId {
        let person = self.person;
        self.expr(ExprKind::All(person), Type::list(Type::entity(person)))
    }

    /// `a == b` and the like.
    pub(super) fn compare(&mut self, comparison: Comparison, a: ExprId, b: ExprId) -> ExprId {
        self.test(ExprKind::Compare(comparison, a, b))
    }

    /// `p in Person where P`.
    pub(super) fn binding(&mut self, var: VarId, condition: Option<ExprId>) -> Binding {
        let source = self.people();
        Binding {
            var,
            source,
            condition,
        }
    }

    /// Adds a rule that requires `condition` of each case.
    pub(super) fn rule(&mut self, steps: Vec<Step>, condition: ExprId) -> RuleId {
        let literal = |text: &str| TextPart::Literal(text.into());
        let mut parts = vec![literal("bad")];
        for step in &steps {
            if let Step::For(binding) = step {
                let ty = self.program.vars[binding.var].ty.clone();
                let kind = ExprKind::Var(binding.var);
                let span = span();
                parts.push(literal(" "));
                parts.push(TextPart::Hole(self.program.exprs.push(Expr {
                    kind,
                    ty,
                    span,
                })));
            }
        }
        let clause = Clause {
            kind: ClauseKind::Require,
            condition,
            message: Text { parts },
            fix: None,
            severity: None,
            span: span(),
        };
        self.program.rules.push(Rule {
            id: "T-1".into(),
            pack: self.program.packs.ids().next().unwrap(),
            span: span(),
            instance: None,
            doc: String::new(),
            title: String::new(),
            duty: "customer".into(),
            severity: Severity::High,
            cites: Vec::new(),
            tags: Vec::new(),
            when: None,
            steps,
            waivers: Vec::new(),
            clauses: vec![clause],
        })
    }

    /// Judges the rules that were added.
    pub(super) fn judge(self) -> Outcome {
        let rules: Vec<RuleId> = self.program.rules.ids().collect();
        self.run(|inputs| {
            judge(
                inputs,
                &rules,
                Settings {
                    threads: 2,
                    ..Settings::default()
                },
            )
        })
    }

    /// Evaluates an expression.
    pub(super) fn query(self, expr: ExprId) -> QueryAnswer {
        self.run(|inputs| query(inputs, expr))
    }

    /// Loads the tenant, and gives everything to `run`.
    pub(super) fn run<T>(self, run: impl FnOnce(&Inputs<'_>) -> T) -> T {
        let all: Vec<ExprId> = self.program.exprs.ids().collect();
        let mut reads = Reads::of(&self.program, all);
        reads.entities.insert(self.person);
        reads.fields.extend(self.program.fields.ids());
        let mut layout = Layout::new(&self.program, &reads);
        let needs = Needs::of(&self.program, &reads, &layout);
        let columns = require(&needs, &mut layout.projection);
        let now = self.now;
        let (program, snapshot) = self.snapshot(&layout);
        let graph = Graph::build(&snapshot, columns);
        run(&Inputs {
            program: &program,
            layout: &layout,
            snapshot: &snapshot,
            graph: &graph,
            now,
            params: &[],
        })
    }

    fn snapshot(self, layout: &Layout) -> (Program, Snapshot) {
        let mut table = Table::default();
        let owner = layout.collection(self.person).unwrap();
        for plan in &layout.projection.collections[owner].fields {
            let at = FIELDS
                .iter()
                .position(|field| *field == plan.path[0])
                .unwrap();
            let cells: Vec<&Cell> = self.rows.iter().map(|row| &row[at]).collect();
            table
                .columns
                .push(column(&self.interner, &cells, &plan.shape));
        }
        let ids: Vec<Symbol> = self
            .rows
            .iter()
            .map(|row| match row[0] {
                Cell::Text(id) => self.interner.intern(id),
                Cell::Absent | Cell::Null | Cell::Texts(..) | Cell::Int(_) => {
                    panic!("a key is a text")
                }
            })
            .collect();
        let strings = self.interner.freeze();
        let mut files = IndexVec::new();
        let file = files.push(DataFile {
            root: 0,
            path: "people.json".into(),
            size: 0,
        });
        table.objects = (0..self.rows.len() as Row).collect();
        table
            .objects
            .sort_by_key(|row| strings.get(strings.folded(ids[*row as usize])));
        table.by_key = ids
            .iter()
            .zip(0..)
            .map(|(id, row)| (strings.folded(*id), row))
            .collect();
        table.types = vec![None; self.rows.len()];
        table.places = (0..self.rows.len() as u64)
            .map(|offset| Place { file, offset })
            .collect();
        let gaps = Vec::new();
        table.coverage = Some(Coverage {
            status: self.status,
            gaps,
            window: None,
            objects: 0,
            files: 1,
        });
        let snapshot = Snapshot {
            layouts: Vec::new(),
            strings,
            tables: IndexVec::from_iter([table]),
            files,
            roots: vec!["test".into()],
            captured_at: None,
            tenant: None,
            coverage: std::collections::BTreeMap::new(),
            digest: String::new(),
        };
        (self.program, snapshot)
    }
}

fn column(interner: &Interner, cells: &[&Cell], shape: &Shape) -> Column {
    let presence = cells.iter().map(|cell| match cell {
        Cell::Absent => Presence::Absent,
        Cell::Null => Presence::Null,
        Cell::Texts(_, true) => Presence::Open,
        Cell::Text(_) | Cell::Texts(_, false) | Cell::Int(_) => Presence::Known,
    });
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => Some(interner.intern(text)),
        Cell::Absent | Cell::Null | Cell::Texts(..) | Cell::Int(_) => None,
    };
    let values = match shape {
        Shape::Int => Values::Int(
            cells
                .iter()
                .map(|cell| match cell {
                    Cell::Int(number) => *number,
                    Cell::Absent | Cell::Null | Cell::Text(_) | Cell::Texts(..) => 0,
                })
                .collect(),
        ),
        Shape::Ref { .. } => Values::Ref {
            keys: cells.iter().map(|cell| text(cell)).collect(),
            types: Vec::new(),
        },
        Shape::List(_) => {
            let mut ends = Vec::new();
            let mut items = Vec::new();
            for cell in cells {
                if let Cell::Texts(texts, _) = cell {
                    items.extend(texts.iter().map(|text| Cell::Text(text)));
                }
                ends.push(items.len() as u32);
            }
            let items: Vec<&Cell> = items.iter().collect();
            Values::List {
                ends,
                items: Box::new(column(interner, &items, &Shape::Text)),
            }
        }
        Shape::Bool
        | Shape::Number
        | Shape::Text
        | Shape::Date
        | Shape::Duration
        | Shape::Record(_) => Values::Text(cells.iter().map(|cell| text(cell)).collect()),
    };
    Column {
        presence: presence.collect(),
        values,
        merged: tenet_base::HashMap::default(),
    }
}

fn span() -> Span {
    let file = SourceMap::new().add("test.tenet", "");
    Span {
        file,
        start: 0,
        end: 0,
    }
}
