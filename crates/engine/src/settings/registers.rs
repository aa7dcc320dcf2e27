//! Registers: which columns of a file are which fields of an entity.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize as _;
use tenet_base::code::run;
use tenet_base::{Diagnostic, Span, suggest};
use tenet_hir::{DateFormat, Entity, EntityId, FieldId, Program, Ty, Type};
use tenet_snapshot::Register;
use tenet_snapshot::register::{
    CellKind, Empty, RegisterCell, RegisterColumn, RegisterKey, is_yaml,
};
use toml::Spanned;

use super::ToldRegister;
use crate::manifest::{ColumnTable, EmptyCell, RegisterSection};
use crate::packs::{Stated, wrong};
use crate::paths::join;

/// The registers of a `tenet.toml` that can be read; what is wrong with others is told.
pub(super) fn resolve(
    stated: &Stated,
    program: &Program,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ToldRegister> {
    let mut found = Vec::new();
    for (path, section) in &stated.manifest.registers {
        let mapping = Mapping {
            stated,
            program,
            path,
            section: section.get_ref(),
        };
        match mapping.register() {
            Ok(register) => found.push(ToldRegister {
                path: join(&stated.folder, path),
                register,
                complete: section.get_ref().complete,
                span: mapping.span(&section.get_ref().entity.span()),
            }),
            Err(mistakes) => diagnostics.extend(mistakes),
        }
    }
    found
}

/// One register of a `tenet.toml`.
struct Mapping<'m> {
    stated: &'m Stated,
    program: &'m Program,
    path: &'m str,
    section: &'m RegisterSection,
}

/// What is wrong with it.
type Mistake = Box<Diagnostic>;

/// A field that a column is, and the way to it.
struct Target {
    id: FieldId,
    way: Vec<RegisterKey>,
}

impl Mapping<'_> {
    fn register(&self) -> Result<Register, Vec<Diagnostic>> {
        let entity = self.entity().map_err(|mistake| vec![*mistake])?;
        let mut columns = Vec::new();
        let mut mistakes = Vec::new();
        let mut fields: BTreeMap<Vec<String>, &str> = BTreeMap::new();
        for (name, value) in &self.section.columns {
            match self.column(entity, name, value) {
                Ok(column) => {
                    let keys = column.field.iter().map(|key| key.key.clone()).collect();
                    if let Some(other) = fields.insert(keys, name) {
                        mistakes.push(self.twice(value, other, name));
                    }
                    columns.push(column);
                }
                Err(mistake) => mistakes.push(*mistake),
            }
        }
        mistakes.extend(self.no_key(entity, &columns));
        mistakes.extend(self.bad_separator());
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let declared = &self.program.entities[entity];
        Ok(Register {
            file: self.path.to_owned(),
            collection: self.collection(entity).unwrap_or_default(),
            kind: declared.discriminator.clone(),
            columns,
            ignored: self.section.ignore.clone(),
            separator: self.section.separator.as_ref().map(|own| *own.get_ref()),
        })
    }

    /// The entity by its name, or by the name of its pack and its own.
    fn entity(&self) -> Result<EntityId, Mistake> {
        let wanted = self.section.entity.get_ref();
        let span = self.section.entity.span();
        let all = self.program.entities.iter_enumerated();
        let is_meant =
            |entity: &Entity| entity.name == *wanted || self.full_name(entity) == *wanted;
        let found: Vec<EntityId> = all
            .filter(|(_, entity)| is_meant(entity))
            .map(|(id, _)| id)
            .collect();
        match found.as_slice() {
            [id] if self.collection(*id).is_none() => Err(self
                .mistake(&span, format!("`{wanted}` has no collection of its own"))
                .help("name an entity that is declared `from` a path")
                .into()),
            [id] => Ok(*id),
            [] => Err(self.no_entity(wanted, &span)),
            several => Err(self.several_entities(wanted, several, &span)),
        }
    }

    fn full_name(&self, entity: &Entity) -> String {
        format!("{}.{}", self.program.packs[entity.pack].name, entity.name)
    }

    fn no_entity(&self, wanted: &str, span: &Range<usize>) -> Mistake {
        let known = self.program.entities.iter().map(|own| own.name.as_str());
        let told = self.mistake(span, format!("no entity is called `{wanted}`"));
        Box::new(match suggest::nearest(wanted, known) {
            Some(near) => told.help(format!("did you mean `{near}`?")),
            None => told.help("`tenet schema show` lists the entities"),
        })
    }

    fn several_entities(&self, wanted: &str, found: &[EntityId], span: &Range<usize>) -> Mistake {
        let full = found
            .iter()
            .map(|id| format!("`{}`", self.full_name(&self.program.entities[*id])));
        let words = format!("several entities are called `{wanted}`");
        let help = format!("write one of {}", full.collect::<Vec<_>>().join(", "));
        Box::new(self.mistake(span, words).help(help))
    }

    /// The collection that the objects of an entity stand in.
    fn collection(&self, entity: EntityId) -> Option<String> {
        let table = self.program.table_entity(entity)?;
        self.program.entities[table].collection.clone()
    }

    fn column(
        &self,
        entity: EntityId,
        name: &str,
        value: &Spanned<toml::Value>,
    ) -> Result<RegisterColumn, Mistake> {
        let span = value.span();
        let table = self.table(value)?;
        let target = self.target(entity, &table.field, &span)?;
        let cell = self.cell(&target, &table, &span)?;
        Ok(RegisterColumn {
            name: name.trim().to_owned(),
            field: target.way,
            cell,
        })
    }

    fn table(&self, value: &Spanned<toml::Value>) -> Result<ColumnTable, Mistake> {
        match value.get_ref() {
            toml::Value::String(field) => Ok(ColumnTable {
                field: field.clone(),
                ..ColumnTable::default()
            }),
            toml::Value::Table(table) => {
                ColumnTable::deserialize(toml::Value::Table(table.clone()))
                    .map_err(|error| wrong(self.stated.file, value.span(), error.message()).into())
            }
            toml::Value::Integer(_)
            | toml::Value::Float(_)
            | toml::Value::Boolean(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_) => Err(self
                .mistake(
                    &value.span(),
                    "a column is a field or a table with a `field`",
                )
                .help("write `\"Ticket\" = \"id\"`")
                .into()),
        }
    }

    /// The field of a name; of names joined by `.`, through records.
    fn target(&self, entity: EntityId, name: &str, span: &Range<usize>) -> Result<Target, Mistake> {
        let declared = &self.program.entities[entity];
        let (mut fields, mut of) = (declared.fields.as_slice(), declared.name.as_str());
        let mut way = Vec::new();
        let mut steps = name.split('.').peekable();
        loop {
            let step = steps.next().unwrap_or_default();
            let id = self.field(fields, of, step, span)?;
            let field = &self.program.fields[id];
            let last = field.path.len().saturating_sub(1);
            way.extend(field.path.iter().enumerate().map(|(at, key)| RegisterKey {
                key: key.clone(),
                nullable: at == last && (field.ty.nullable || field.absent_is_null),
            }));
            if steps.peek().is_none() {
                return Ok(Target { id, way });
            }
            let Ty::Record(record) = &field.ty.ty else {
                let words = format!("`{step}` of `{of}` is no record with fields");
                return Err(self
                    .mistake(span, words)
                    .help("name the field alone")
                    .into());
            };
            let record = &self.program.records[*record];
            (fields, of) = (record.fields.as_slice(), record.name.as_str());
        }
    }

    fn field(
        &self,
        fields: &[FieldId],
        of: &str,
        name: &str,
        span: &Range<usize>,
    ) -> Result<FieldId, Mistake> {
        let exported = |id: &&FieldId| self.program.fields[**id].computed.is_none();
        let known = || fields.iter().filter(exported);
        let found = known().find(|id| self.program.fields[**id].name == name);
        found.copied().ok_or_else(|| {
            let told = self.mistake(
                span,
                format!("`{of}` has no field `{name}` that is exported"),
            );
            let names = known().map(|id| self.program.fields[*id].name.as_str());
            Box::new(match suggest::nearest(name, names) {
                Some(near) => told.help(format!("did you mean `{near}`?")),
                None => told.help(format!("`tenet schema show {of}` lists its fields")),
            })
        })
    }

    fn cell(
        &self,
        target: &Target,
        table: &ColumnTable,
        span: &Range<usize>,
    ) -> Result<RegisterCell, Mistake> {
        let field = &self.program.fields[target.id];
        let item = item_of(&field.ty);
        let list = item.is_some();
        let nullable = field.ty.nullable || field.absent_is_null;
        let empty = match (table.empty, list, nullable) {
            (None, true, _) => Empty::List,
            (None, false, true) => Empty::Null,
            (None, false, false) | (Some(EmptyCell::Unknown), _, _) => Empty::Unknown,
        };
        let cell = RegisterCell {
            kind: kind(item.unwrap_or(&field.ty)),
            empty,
            split: table.split.clone().filter(|between| !between.is_empty()),
            list,
            format: self.format(table, span)?,
            values: table.values.clone(),
        };
        match self.misfit(&cell, &table.field) {
            None => Ok(cell),
            Some((words, help)) => Err(self.mistake(span, words).help(help).into()),
        }
    }

    /// Why cells cannot be read as they are told to be, and what to do.
    fn misfit(&self, cell: &RegisterCell, name: &str) -> Option<(String, &'static str)> {
        let csv = !is_yaml(self.path);
        if csv && cell.kind == CellKind::Record {
            let words = format!("`{name}` is a record, and a cell holds no record");
            return Some((
                words,
                "name a field of it: `\"Decision\" = \"advice.decision\"`",
            ));
        }
        if csv && cell.list && cell.split.is_none() {
            let words =
                format!("`{name}` is a list, and nothing says what stands between its items");
            return Some((words, "write `{ field = \"…\", split = \";\" }`"));
        }
        if !cell.list && cell.split.is_some() {
            let words = format!("`{name}` is no list, so nothing can be split");
            return Some((words, "take `split` out"));
        }
        if cell.kind != CellKind::Date && cell.format.is_some() {
            let words = format!("`{name}` is no date, so it has no format");
            return Some((words, "take `format` out"));
        }
        None
    }

    fn format(
        &self,
        table: &ColumnTable,
        span: &Range<usize>,
    ) -> Result<Option<DateFormat>, Mistake> {
        let format = table.format.as_deref().map(DateFormat::parse);
        format.transpose().map_err(|words| {
            self.mistake(span, words)
                .help("write it as `DD.MM.YYYY` or `YYYY-MM-DD HH:mm`")
                .into()
        })
    }

    fn no_key(&self, entity: EntityId, columns: &[RegisterColumn]) -> Option<Diagnostic> {
        let key = self.program.entities[entity].key?;
        let key = &self.program.fields[key];
        let is = |column: &RegisterColumn| {
            let own = column.field.iter().map(|step| &step.key);
            own.eq(&key.path)
        };
        if columns.iter().any(is) {
            return None;
        }
        let entity = self.section.entity.get_ref();
        let words = format!("no column is the key `{}` of `{entity}`", key.name);
        let told = self.mistake(&self.section.entity.span(), words);
        Some(told.help(format!("name the column: `\"…\" = \"{}\"`", key.name)))
    }

    fn bad_separator(&self) -> Option<Diagnostic> {
        let separator = self.section.separator.as_ref()?;
        let own = *separator.get_ref();
        let fits = own.is_ascii() && !matches!(own, '"' | '\r' | '\n');
        (!fits).then(|| {
            self.mistake(&separator.span(), "nothing can be separated by this")
                .help("write `,`, `;`, `|` or `\\t`")
        })
    }

    fn twice(&self, value: &Spanned<toml::Value>, one: &str, other: &str) -> Diagnostic {
        let words = format!("the columns `{one}` and `{other}` are the same field");
        self.mistake(&value.span(), words)
            .help("take one of them out")
    }

    fn mistake(&self, range: &Range<usize>, words: impl Into<String>) -> Diagnostic {
        Diagnostic::new(&run::REGISTER_MAPPING, self.span(range), words)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.stated.file, range.start as u32, range.end as u32)
    }
}

/// The type of a list's items.
fn item_of(ty: &Type) -> Option<&Type> {
    match &ty.ty {
        Ty::List(item) => Some(item),
        Ty::Bool
        | Ty::Int
        | Ty::Number
        | Ty::String
        | Ty::Date
        | Ty::Duration
        | Ty::Period
        | Ty::Enum(_)
        | Ty::Severity
        | Ty::Record(_)
        | Ty::Builtin(_)
        | Ty::Entity(_)
        | Ty::Ref(_)
        | Ty::Error
        | Ty::Any => None,
    }
}

/// What a cell of a type is.
fn kind(ty: &Type) -> CellKind {
    match &ty.ty {
        Ty::Bool => CellKind::Bool,
        Ty::Int | Ty::Number => CellKind::Number,
        Ty::Date => CellKind::Date,
        Ty::Record(_) | Ty::List(_) => CellKind::Record,
        Ty::String
        | Ty::Duration
        | Ty::Enum(_)
        | Ty::Severity
        | Ty::Entity(_)
        | Ty::Ref(_)
        | Ty::Period
        | Ty::Builtin(_)
        | Ty::Error
        | Ty::Any => CellKind::Text,
    }
}
