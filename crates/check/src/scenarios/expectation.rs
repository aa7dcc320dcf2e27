//! What is expected: of which rule, of which case.

use std::collections::BTreeMap;

use tenet_base::Span;
use tenet_hir::{
    CaseKey, EnumId, Expectation, ExpectationKind, ExpectedStatus, PackId, RuleId, Step, Ty, Type,
    VarId,
};
use tenet_syntax::ast;

use crate::context::Context;
use crate::errors::{names as name_errors, scenarios as errors, types as type_errors};
use crate::expr::literal;
use crate::names::{Lookup, Named};
use crate::types;

/// Checks an expectation; none where a mistake was reported.
pub(super) fn check(
    ctx: &mut Context<'_>,
    pack: PackId,
    expected: &ast::Expect,
) -> Option<Expectation> {
    match expected {
        ast::Expect::Snapshot(span) => Some(Expectation {
            kind: ExpectationKind::Snapshot,
            span: *span,
        }),
        ast::Expect::Verdict {
            rule,
            status,
            case,
            saying,
            span,
        } => {
            let status = expected_status(ctx, *status, case.is_some(), *span);
            let rule = find_rule(ctx, pack, rule)?;
            if let Some(saying) = saying {
                check_saying(ctx, status, saying.span);
            }
            let case = case.as_ref().map(|pairs| check_case(ctx, rule, pairs));
            let kind = ExpectationKind::Verdict {
                rule,
                status,
                case,
                saying: saying.as_ref().map(|saying| saying.text.clone()),
            };
            Some(Expectation { kind, span: *span })
        }
    }
}

fn expected_status(
    ctx: &mut Context<'_>,
    status: ast::Status,
    of_case: bool,
    span: Span,
) -> ExpectedStatus {
    let of_rule_alone = |ctx: &mut Context<'_>, name: &str| {
        if of_case {
            ctx.report(errors::status_of_case(span, name));
        }
    };
    match status {
        ast::Status::Violated => ExpectedStatus::Violated,
        ast::Status::Satisfied => ExpectedStatus::Satisfied,
        ast::Status::Undetermined => ExpectedStatus::Undetermined,
        ast::Status::NotApplicable => {
            of_rule_alone(ctx, "not applicable");
            ExpectedStatus::NotApplicable
        }
        ast::Status::Passed => {
            of_rule_alone(ctx, "passed");
            ExpectedStatus::Satisfied
        }
        ast::Status::Waived => ExpectedStatus::Waived,
    }
}

/// Only what is violated, waived or undetermined has findings with texts.
fn check_saying(ctx: &mut Context<'_>, status: ExpectedStatus, span: Span) {
    match status {
        ExpectedStatus::Violated | ExpectedStatus::Undetermined | ExpectedStatus::Waived => {}
        ExpectedStatus::Satisfied | ExpectedStatus::NotApplicable => {
            ctx.report(errors::said_of_nothing(span, status.name()));
        }
    }
}

/// The rule of that id: the pack's own, else one of a pack below.
fn find_rule(ctx: &mut Context<'_>, pack: PackId, id: &ast::Ident) -> Option<RuleId> {
    let packs = ctx.names.below(pack);
    for below in &packs {
        let mut rules = ctx.program.rules.iter_enumerated();
        let found = rules.find(|(_, rule)| rule.pack == *below && rule.id == id.text);
        if let Some((found, _)) = found {
            return Some(found);
        }
    }
    // A rule that could not be read, or a use that gives none, was reported itself.
    if ctx.lacks_rules
        || matches!(
            ctx.names.plain(pack, &id.text),
            Lookup::Found(Named::Broken)
        )
    {
        return None;
    }
    let seen = ctx.program.rules.iter();
    let seen = seen.filter(|rule| packs.contains(&rule.pack));
    let known: Vec<&str> = seen.map(|rule| rule.id.as_str()).collect();
    let diagnostic = errors::unknown_rule(id, &known);
    ctx.report(diagnostic);
    None
}

fn check_case(ctx: &mut Context<'_>, rule: RuleId, pairs: &[ast::Pair]) -> Vec<CaseKey> {
    let variables = variables(ctx, rule);
    let mut keys = Vec::new();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for pair in pairs {
        let name = &pair.name;
        if let Some(first) = seen.insert(&name.text, name.span) {
            ctx.report(type_errors::repeated_pair(name.span, first, &name.text));
        }
        let mut known = variables.iter().copied();
        match known.find(|var| ctx.program.vars[*var].name == name.text) {
            Some(variable) => keys.extend(case_key(ctx, variable, pair)),
            None => unknown_variable(ctx, rule, &variables, name),
        }
    }
    keys
}

fn unknown_variable(ctx: &mut Context<'_>, rule: RuleId, variables: &[VarId], name: &ast::Ident) {
    let known: Vec<&str> = variables
        .iter()
        .map(|var| ctx.program.vars[*var].name.as_str())
        .collect();
    let diagnostic = errors::unknown_variable(name, &ctx.program.rules[rule].id, &known);
    ctx.report(diagnostic);
}

/// The variables of a rule's `for`s.
fn variables(ctx: &Context<'_>, rule: RuleId) -> Vec<VarId> {
    let steps = ctx.program.rules[rule].steps.iter();
    let variables = steps.filter_map(|step| match step {
        Step::For(binding) => Some(binding.var),
        Step::Let(..) => None,
    });
    variables.collect()
}

/// What the value of a variable must be called.
fn case_key(ctx: &mut Context<'_>, variable: VarId, pair: &ast::Pair) -> Option<CaseKey> {
    let ty = ctx.program.vars[variable].ty.ty.clone();
    let naming = naming(ctx, &ty);
    let key = key_text(ctx, &naming.ty, &pair.value)?;
    Some(CaseKey {
        variable,
        key,
        exact: naming.exact,
        by_name: naming.by_name,
    })
}

/// How values of a type are named in findings.
struct Naming {
    /// The type of the key.
    ty: Ty,
    exact: bool,
    by_name: bool,
}

fn naming(ctx: &Context<'_>, ty: &Ty) -> Naming {
    let program = &ctx.program;
    let of_field = |field: Option<tenet_hir::FieldId>, by_name| {
        let field = field.map(|field| &program.fields[field]);
        Naming {
            ty: field.map_or(Ty::Any, |field| field.ty.ty.clone()),
            exact: field.is_some_and(|field| field.marks.exact),
            by_name,
        }
    };
    if let Ty::Record(record) = ty {
        let record = &program.records[*record];
        return match record.key {
            Some(key) => of_field(Some(key), false),
            None => of_field(record.fields.first().copied(), true),
        };
    }
    if let [first, ..] = ty.entities() {
        return of_field(program.entities[*first].key, false);
    }
    Naming {
        ty: ty.clone(),
        exact: false,
        by_name: false,
    }
}

/// A key of a type, as findings print it.
fn key_text(ctx: &mut Context<'_>, ty: &Ty, value: &ast::Expr) -> Option<String> {
    if let Ty::Enum(id) = ty {
        return member(ctx, *id, value);
    }
    let wanted = if ty.entities().is_empty() {
        ty
    } else {
        &Ty::String
    };
    let written = written(value).filter(|(_, found)| {
        types::fits_present(&ctx.program, found, wanted)
            || matches!(wanted, Ty::Record(_) | Ty::Builtin(_) | Ty::List(_))
    });
    if written.is_none() {
        let wanted = types::describe(&ctx.program, &Type::of(wanted.clone()));
        ctx.report(errors::case_key(value.span, &wanted));
    }
    written.map(|(text, _)| text)
}

/// A constant as findings print it, and its type.
fn written(value: &ast::Expr) -> Option<(String, Ty)> {
    if let ast::ExprKind::String(text) = &value.kind {
        return Some((text.clone(), Ty::String));
    }
    if let ast::ExprKind::Int(digits) = &value.kind {
        let value = literal::int(digits).ok()?;
        return Some((value.to_string(), Ty::Int));
    }
    if let ast::ExprKind::Decimal(digits) = &value.kind {
        let value = literal::number(digits).ok()?;
        return Some((value.to_string(), Ty::Number));
    }
    if let ast::ExprKind::Bool(value) = &value.kind {
        return Some((value.to_string(), Ty::Bool));
    }
    if let ast::ExprKind::Date(text) = &value.kind {
        let value = literal::date(text).ok()?;
        return Some((value.to_string(), Ty::Date));
    }
    if let ast::ExprKind::Duration { count, unit } = &value.kind {
        let value = literal::duration(count, *unit).ok()?;
        return Some((value.to_string(), Ty::Duration));
    }
    None
}

/// A member of an enumeration: bare, or as a text.
fn member(ctx: &mut Context<'_>, id: EnumId, value: &ast::Expr) -> Option<String> {
    let owner = &ctx.program.enums[id];
    let Some(name) = word(value) else {
        let diagnostic = errors::case_key(value.span, &owner.name);
        ctx.report(diagnostic);
        return None;
    };
    if owner.variants.iter().any(|own| own.name == name.text) {
        return Some(name.text);
    }
    let members: Vec<&str> = owner.variants.iter().map(|own| own.name.as_str()).collect();
    let diagnostic = name_errors::unknown_member(&owner.name, &name, &members);
    ctx.report(diagnostic);
    None
}

/// A word, bare or in quotes.
fn word(value: &ast::Expr) -> Option<ast::Ident> {
    if let ast::ExprKind::Name(name) = &value.kind {
        return Some(name.clone());
    }
    if let ast::ExprKind::TypeName(name) = &value.kind {
        return name.qualifier.is_none().then(|| name.name.clone());
    }
    if let ast::ExprKind::String(text) = &value.kind {
        let (text, span) = (text.clone(), value.span);
        return Some(ast::Ident { text, span });
    }
    None
}
