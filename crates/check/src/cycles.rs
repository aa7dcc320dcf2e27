//! The order in which sets and definitions need each other, and where there is none.

use std::collections::BTreeMap;

use tenet_base::Span;
use tenet_hir::{DefId, PackId, SetId};
use tenet_syntax::ast;

use crate::collect::Items;
use crate::context::Context;
use crate::errors::names;
use crate::names::{Lookup, Named, Names};

/// A set or a definition, by its position among the items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Node {
    Set(usize),
    Def(usize),
}

/// A node of the graph: where it stands and what it names.
struct Vertex<'a> {
    node: Node,
    name: &'a ast::Ident,
    needs: Vec<usize>,
}

/// How far a vertex has been walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Sets and definitions, those first that others need. What leads back to
/// itself is reported, and comes somewhere.
pub(crate) fn order(ctx: &mut Context<'_>, items: &Items<'_>) -> Vec<Node> {
    let vertices = vertices(ctx, items);
    let mut states = vec![State::New; vertices.len()];
    let mut order = Vec::with_capacity(vertices.len());
    for start in 0..vertices.len() {
        walk(ctx, &vertices, start, &mut states, &mut order);
    }
    order
}

/// A walk with a stack of its own: a chain may be longer than the thread's stack is deep.
fn walk(
    ctx: &mut Context<'_>,
    vertices: &[Vertex<'_>],
    start: usize,
    states: &mut [State],
    order: &mut Vec<Node>,
) {
    let mut path: Vec<(usize, usize)> = Vec::new();
    enter(start, states, &mut path);
    while let Some((here, next)) = path.last_mut() {
        let Some(vertex) = vertices.get(*here) else {
            return;
        };
        let Some(need) = vertex.needs.get(*next).copied() else {
            set(states, *here, State::Done);
            order.push(vertex.node);
            path.pop();
            continue;
        };
        *next += 1;
        if states.get(need) == Some(&State::Open) {
            report(ctx, vertices, &path, need);
        }
        enter(need, states, &mut path);
    }
}

fn enter(vertex: usize, states: &mut [State], path: &mut Vec<(usize, usize)>) {
    if states.get(vertex) == Some(&State::New) {
        set(states, vertex, State::Open);
        path.push((vertex, 0));
    }
}

fn set(states: &mut [State], vertex: usize, state: State) {
    if let Some(slot) = states.get_mut(vertex) {
        *slot = state;
    }
}

fn report(ctx: &mut Context<'_>, vertices: &[Vertex<'_>], path: &[(usize, usize)], back: usize) {
    let from = path
        .iter()
        .position(|(vertex, _)| *vertex == back)
        .unwrap_or(0);
    let steps: Vec<(String, Span)> = path
        .iter()
        .skip(from)
        .filter_map(|(vertex, _)| vertices.get(*vertex))
        .map(|vertex| (vertex.name.text.clone(), vertex.name.span))
        .collect();
    if let Some(diagnostic) = names::recursion(&steps) {
        ctx.report(diagnostic);
    }
}

fn vertices<'a>(ctx: &Context<'_>, items: &Items<'a>) -> Vec<Vertex<'a>> {
    let mut graph = Graph {
        names: &ctx.names,
        sets: BTreeMap::new(),
        defs: BTreeMap::new(),
    };
    for (position, set) in items.sets.iter().enumerate() {
        graph.sets.insert(set.id, position);
    }
    for (position, def) in items.defs.iter().enumerate() {
        graph.defs.insert(def.id, items.sets.len() + position);
    }
    let sets = items.sets.iter().enumerate().map(|(position, set)| Vertex {
        node: Node::Set(position),
        name: &set.item.name,
        needs: graph.needs(set.pack, &set.item.value, &[]),
    });
    let defs = items.defs.iter().enumerate().map(|(position, def)| Vertex {
        node: Node::Def(position),
        name: &def.item.name,
        needs: graph.needs(def.pack, &def.item.body, &def.item.parameters),
    });
    sets.chain(defs).collect()
}

struct Graph<'c> {
    names: &'c Names,
    sets: BTreeMap<SetId, usize>,
    defs: BTreeMap<DefId, usize>,
}

/// A walk through one body.
struct Walk<'g, 'e> {
    graph: &'g Graph<'g>,
    pack: PackId,
    bound: Vec<&'e str>,
    found: Vec<usize>,
}

impl Graph<'_> {
    /// The vertices that a body names, each once.
    fn needs(&self, pack: PackId, body: &ast::Expr, parameters: &[ast::Parameter]) -> Vec<usize> {
        let bound = parameters
            .iter()
            .map(|parameter| parameter.name.text.as_str())
            .collect();
        let mut walk = Walk {
            graph: self,
            pack,
            bound,
            found: Vec::new(),
        };
        walk.expression(body);
        walk.found.sort_unstable();
        walk.found.dedup();
        walk.found
    }

    fn vertex(&self, found: &Lookup) -> Option<usize> {
        if let Lookup::Found(Named::Set(set)) = found {
            return self.sets.get(set).copied();
        }
        if let Lookup::Found(Named::Def(def)) = found {
            return self.defs.get(def).copied();
        }
        None
    }
}

impl<'e> Walk<'_, 'e> {
    fn name(&mut self, name: &str) {
        if !self.bound.contains(&name) {
            let found = self.graph.names.plain(self.pack, name);
            self.found.extend(self.graph.vertex(&found));
        }
    }

    fn binding(&mut self, binding: &'e ast::Binding, more: Option<&'e ast::Expr>) {
        self.expression(&binding.source);
        self.bound.push(&binding.name.text);
        for body in binding.condition.iter().chain(more) {
            self.expression(body);
        }
        self.bound.pop();
    }

    fn all(&mut self, parts: impl IntoIterator<Item = &'e ast::Expr>) {
        for part in parts {
            self.expression(part);
        }
    }

    fn expression(&mut self, expr: &'e ast::Expr) {
        if let ast::ExprKind::Name(name) = &expr.kind {
            self.name(&name.text);
        } else if let ast::ExprKind::Member { base, name, .. } = &expr.kind {
            self.member(base, name);
        } else if let ast::ExprKind::Call { name, arguments } = &expr.kind {
            self.call(name, arguments);
        } else if let ast::ExprKind::Quantifier {
            binding, satisfies, ..
        } = &expr.kind
        {
            self.binding(binding, satisfies.as_deref());
        } else if let ast::ExprKind::Comprehension(binding) = &expr.kind {
            self.binding(binding, None);
        } else if let ast::ExprKind::Generator { value, binding } = &expr.kind {
            self.binding(binding, Some(value));
        } else {
            self.all(parts(expr));
        }
    }

    /// `alias.name` names something of another pack.
    fn member(&mut self, base: &'e ast::Expr, name: &ast::Ident) {
        if let ast::ExprKind::Name(alias) = &base.kind
            && !self.bound.contains(&alias.text.as_str())
        {
            let found = self
                .graph
                .names
                .of_alias(self.pack, &alias.text, &name.text);
            self.found.extend(self.graph.vertex(&found));
        }
        self.expression(base);
    }

    fn call(&mut self, name: &ast::QualifiedName, arguments: &'e [ast::Expr]) {
        let found = self.graph.names.qualified(self.pack, name);
        self.found.extend(self.graph.vertex(&found));
        self.all(arguments);
    }
}

/// The parts of an expression that names and binds nothing itself.
fn parts(expr: &ast::Expr) -> Vec<&ast::Expr> {
    match &expr.kind {
        ast::ExprKind::List(items) | ast::ExprKind::And(items) | ast::ExprKind::Or(items) => {
            items.iter().collect()
        }
        ast::ExprKind::Object(literal) => literal.pairs.iter().map(|pair| &pair.value).collect(),
        ast::ExprKind::Domain { operand: one, .. }
        | ast::ExprKind::Negate(one)
        | ast::ExprKind::Not(one)
        | ast::ExprKind::Is { subject: one, .. } => vec![one],
        ast::ExprKind::Arithmetic { left, right, .. }
        | ast::ExprKind::Compare { left, right, .. }
        | ast::ExprKind::Otherwise {
            value: left,
            default: right,
        }
        | ast::ExprKind::In {
            item: left,
            collection: right,
            ..
        }
        | ast::ExprKind::Reaches {
            policy: left,
            target: right,
        } => vec![left, right],
        ast::ExprKind::TextTest { subject, test } => std::iter::once(&**subject)
            .chain(tested_text(test))
            .collect(),
        ast::ExprKind::During { source, window } => std::iter::once(&**source)
            .chain(window_parts(window))
            .collect(),
        ast::ExprKind::If {
            condition,
            then,
            otherwise,
        } => [&**condition, &**then]
            .into_iter()
            .chain(otherwise.as_deref())
            .collect(),
        ast::ExprKind::Error
        | ast::ExprKind::Bool(_)
        | ast::ExprKind::Null
        | ast::ExprKind::Now
        | ast::ExprKind::Int(_)
        | ast::ExprKind::Decimal(_)
        | ast::ExprKind::String(_)
        | ast::ExprKind::Date(_)
        | ast::ExprKind::Duration { .. }
        | ast::ExprKind::Regex(_)
        | ast::ExprKind::TypeName(_)
        | ast::ExprKind::Unknown(_)
        | ast::ExprKind::Name(_)
        | ast::ExprKind::Member { .. }
        | ast::ExprKind::Call { .. }
        | ast::ExprKind::Quantifier { .. }
        | ast::ExprKind::Comprehension(_)
        | ast::ExprKind::Generator { .. } => Vec::new(),
    }
}

fn tested_text(test: &ast::TextTest) -> Option<&ast::Expr> {
    match test {
        ast::TextTest::StartsWith(part)
        | ast::TextTest::EndsWith(part)
        | ast::TextTest::Contains(part) => Some(part),
        ast::TextTest::Like(_) | ast::TextTest::Matches(_) => None,
    }
}

fn window_parts(window: &ast::Window) -> Vec<&ast::Expr> {
    match window {
        ast::Window::Last(length) => vec![length],
        ast::Window::Between(from, to) => vec![from, to],
    }
}
