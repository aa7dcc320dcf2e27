//! What may be kept of a snapshot, by the schema and the rules.
//!
//! A field that the schema says is `Kept by redaction.` holds words of
//! Microsoft's own; an enumeration lists such words. What a rule or a parameter
//! names is public with the rule. All other texts are personal, whatever they
//! are: those of fields that no schema declares first of all.

use std::collections::{BTreeMap, BTreeSet};

use tenet_base::text::fold;
use tenet_hir::{ExprKind, Field, Form, Literal, Program, Ty, Type};
use tenet_snapshot::redact::{Policy, Treatment};

/// How the documentation of a field says that its texts are nobody's.
const KEPT: &str = "Kept by redaction.";

/// Fields with a condition in Microsoft's language.
const CONDITIONS: [&str; 2] = ["membershiprule", "rule"];

/// Fields that targeting reads and no schema has to declare, of words of Microsoft's own.
const WORDS: [&str; 17] = [
    "manageddeviceownertype",
    "deviceownership",
    "processorarchitecture",
    "manufacturer",
    "model",
    "devicemanufacturer",
    "devicemodel",
    "managementtype",
    "devicemanagementtype",
    "profiletype",
    "jailbroken",
    "systemlabels",
    "appversion",
    "deviceandappmanagementassignmentfiltertype",
    "intent",
    "source",
    "ostype",
];

/// What names of files say of what is in them, beside names of collections and fields.
const NAMES: [&str; 12] = [
    "tenet",
    "snapshot",
    "page",
    "part",
    "delta",
    "batch",
    "deleted",
    "migrationtable",
    "scubaresults",
    "providersettingsexport",
    "testresults",
    "settings",
];

/// What fields of one key are, whoever declares them.
#[derive(Default)]
struct Declared {
    kept: bool,
    secret: bool,
    personal: bool,
    texts: BTreeSet<String>,
}

/// What may be kept of a snapshot that a program judges.
pub(super) fn of(program: &Program) -> Policy {
    let mut policy = Policy {
        fields: fields(program),
        numbers: numbers(program),
        names: names(program),
        ..Policy::default()
    };
    policy
        .ids
        .extend(tenet_graph::known_ids().map(str::to_ascii_lowercase));
    for expression in &program.exprs {
        if let ExprKind::Literal(Literal::String(text)) = &expression.kind {
            literal(&mut policy, text);
        } else if let ExprKind::Matches(_, pattern) | ExprKind::Parse(_, Form::Capture(pattern)) =
            &expression.kind
        {
            words(&mut policy, &unescaped(pattern.source()));
        }
    }
    for field in &program.fields {
        field
            .null_text
            .iter()
            .for_each(|text| literal(&mut policy, text));
    }
    policy
}

/// A text that a rule names: an id, or words.
fn literal(policy: &mut Policy, text: &str) {
    let dashes = text.bytes().filter(|byte| *byte == b'-').count();
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    if text.len() == 36 && dashes == 4 && digits == 32 {
        policy.ids.insert(text.to_ascii_lowercase());
    } else {
        words(policy, text);
    }
}

fn words(policy: &mut Policy, text: &str) {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    policy
        .words
        .extend(words.map(|word| fold(word).into_owned()));
}

/// A regular expression without what stands behind a backslash.
fn unescaped(pattern: &str) -> String {
    let mut out = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            letters.next();
            out.push(' ');
        } else {
            out.push(letter);
        }
    }
    out
}

fn fields(program: &Program) -> BTreeMap<String, Treatment> {
    let mut declared: BTreeMap<String, Declared> = BTreeMap::new();
    for field in program
        .fields
        .iter()
        .filter(|field| field.computed.is_none())
    {
        if let Some(key) = field.path.last() {
            let known = declared.entry(fold(key).into_owned()).or_default();
            known.add(program, field);
        }
    }
    let mut fields: BTreeMap<String, Treatment> = declared
        .into_iter()
        .filter_map(|(key, declared)| Some((key, declared.treatment()?)))
        .collect();
    for key in WORDS {
        fields.entry(key.to_owned()).or_insert(Treatment::Kept);
    }
    for key in CONDITIONS {
        fields.insert(key.to_owned(), Treatment::Condition);
    }
    fields
}

impl Declared {
    fn add(&mut self, program: &Program, field: &Field) {
        self.secret |= field.marks.secret;
        match &item(&field.ty).ty {
            Ty::Enum(listed) => {
                let variants = program.enums[*listed].variants.iter();
                self.texts
                    .extend(variants.map(|one| fold(&one.wire).into_owned()));
            }
            Ty::String if field.marks.secret => {}
            Ty::String if field.doc.contains(KEPT) => self.kept = true,
            Ty::String | Ty::Ref(_) | Ty::Entity(_) | Ty::Any | Ty::Error => self.personal = true,
            Ty::Bool
            | Ty::Int
            | Ty::Number
            | Ty::Date
            | Ty::Duration
            | Ty::Period
            | Ty::Severity
            | Ty::Record(_)
            | Ty::Builtin(_)
            | Ty::List(_) => {}
        }
    }

    /// What is done with the texts; none if they are personal.
    fn treatment(self) -> Option<Treatment> {
        let harmless = self.kept || !self.texts.is_empty();
        if self.secret && !harmless && !self.personal {
            Some(Treatment::Secret)
        } else if self.kept && !self.personal && !self.secret {
            Some(Treatment::Kept)
        } else if self.texts.is_empty() {
            None
        } else {
            Some(Treatment::Listed(self.texts))
        }
    }
}

/// The type of what stands in a field, or in the list that it is.
fn item(ty: &Type) -> &Type {
    if let Ty::List(inner) = &ty.ty {
        return item(inner);
    }
    ty
}

fn numbers(program: &Program) -> BTreeSet<String> {
    let numbers = program.fields.iter().filter(|field| {
        let ty = &item(&field.ty).ty;
        matches!(ty, Ty::Int | Ty::Number)
    });
    let keys = numbers.filter_map(|field| field.path.last());
    keys.map(|key| fold(key).into_owned()).collect()
}

/// What names of files may say: parts of the paths of collections, names of lists.
fn names(program: &Program) -> BTreeSet<String> {
    let collections = program.entities.iter();
    let parts = collections
        .filter_map(|entity| entity.collection.as_deref())
        .flat_map(|path| path.split(['/', '_']));
    let lists = program.fields.iter();
    let lists = lists
        .filter(|field| matches!(field.ty.ty, Ty::List(_)))
        .flat_map(|field| field.path.iter().map(String::as_str));
    let all = parts.chain(lists).chain(NAMES);
    all.map(|name| fold(name).into_owned()).collect()
}
