//! What a selection of rules reads: entities whose objects are needed, fields
//! that are looked at, and words of the domain that need more than fields.

use std::collections::BTreeSet;

use crate::{
    Builtin, Domain, EntityId, ExprId, ExprKind, FieldId, Log, ParamId, Program, Rule, Step, Ty,
};

/// What a selection of rules reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// Entities whose objects are ranged over or looked up; may be abstract.
    pub entities: BTreeSet<EntityId>,
    /// Fields that are looked at, as the static types name them.
    pub fields: BTreeSet<FieldId>,
    /// Parameters that are looked at.
    pub params: BTreeSet<ParamId>,
    /// Whether group membership is asked for.
    pub membership: bool,
    /// Entities that stand on the left of `reaches`, or whose targets are asked for.
    pub targeted: BTreeSet<EntityId>,
    /// Whether the rules of dynamic groups are worked out.
    pub computed: bool,
    /// Entities whose assignments are listed by `inclusions of` and `exclusions of`.
    pub listed: BTreeSet<EntityId>,
}

impl Reads {
    /// What these expressions read, through the sets and definitions that they name.
    pub fn of(program: &Program, roots: impl IntoIterator<Item = ExprId>) -> Self {
        let mut reads = Self::default();
        let mut seen = BTreeSet::new();
        let mut todo: Vec<ExprId> = roots.into_iter().collect();
        while let Some(expr) = todo.pop() {
            if seen.insert(expr) {
                reads.look(program, expr, &mut todo);
                todo.extend(program.parts(expr));
            }
        }
        reads
    }

    /// What a rule reads.
    pub fn of_rule(program: &Program, rule: &Rule) -> Self {
        let waived = rule.waivers.iter().filter_map(|waiver| waiver.condition);
        let roots = rule.roots().into_iter().chain(waived);
        let mut reads = Self::of(program, roots);
        for step in &rule.steps {
            if let Step::For(binding) = step {
                reads.followed(&program.vars[binding.var].ty.ty);
            }
        }
        reads
    }

    /// Everything that the schema declares.
    pub fn of_schema(program: &Program) -> Self {
        let tables = program.entities.iter_enumerated();
        let tables = tables.filter(|(_, entity)| entity.collection.is_some());
        Self {
            entities: tables.map(|(id, _)| id).collect(),
            fields: program.fields.ids().collect(),
            ..Self::default()
        }
    }

    /// What the comparison of two snapshots reads beside all of each object: lists, which may be
    /// answers of their own, and of logs when an event was, what it is about and who did it.
    pub fn of_changes(program: &Program) -> Self {
        let mut reads = Self::default();
        for (id, entity) in program.entities.iter_enumerated() {
            if entity.collection.is_some() {
                reads.entities.insert(id);
            }
            let fields = entity.fields.iter().copied();
            let lists = fields.filter(|field| matches!(program.fields[*field].ty.ty, Ty::List(_)));
            if entity.is_log {
                let fields = entity.fields.iter().copied();
                let is_act = |field: &FieldId| ACTS.contains(&program.fields[*field].name.as_str());
                reads.fields.extend(fields.filter(is_act));
            } else {
                reads.fields.extend(lists);
            }
            if let Some(log) = &entity.log {
                let done = log.done.as_ref();
                let ways = [log.time, log.user, log.app, done.map(|done| done.condition)];
                reads.extend(Self::of(program, ways.into_iter().flatten()));
                let done = done.iter().flat_map(|done| &done.fields);
                reads.fields.extend(done.map(|(_, field)| *field));
                reads.fields.extend(log.objects.iter().flatten());
                reads.fields.extend(log.group.iter().flatten());
            }
        }
        reads
    }

    /// What questions of reach read, of every entity that is targeted, and of
    /// those that policies can reach.
    pub fn of_reach(program: &Program) -> Self {
        let mut reads = Self {
            membership: true,
            computed: true,
            ..Self::default()
        };
        for (id, entity) in program.entities.iter_enumerated() {
            let path = entity.collection.as_deref().unwrap_or_default();
            let is_directory = DIRECTORY
                .iter()
                .any(|known| known.eq_ignore_ascii_case(path));
            if entity.targeting.is_some() && entity.collection.is_some() {
                reads.targeted.insert(id);
                reads.listed.insert(id);
                reads.entities.insert(id);
            } else if is_directory {
                reads.entities.insert(id);
            }
        }
        reads
    }

    /// What either reads.
    pub fn extend(&mut self, other: Self) {
        self.entities.extend(other.entities);
        self.fields.extend(other.fields);
        self.params.extend(other.params);
        self.membership |= other.membership;
        self.computed |= other.computed;
        self.targeted.extend(other.targeted);
        self.listed.extend(other.listed);
    }

    fn look(&mut self, program: &Program, expr: ExprId, todo: &mut Vec<ExprId>) {
        match &program.exprs[expr].kind {
            ExprKind::All(entity) => {
                self.entities.insert(*entity);
            }
            ExprKind::IsEntity(value, _) => self.followed(&program.exprs[*value].ty.ty),
            ExprKind::Set(set) => todo.push(program.sets[*set].body),
            ExprKind::Def(def, _) => todo.push(program.defs[*def].body),
            ExprKind::Param(param) => {
                self.params.insert(*param);
                todo.push(program.params[*param].value);
            }
            ExprKind::Field { base, field, .. } => self.field(program, *base, *field),
            ExprKind::InGroup { member, group, .. } => self.membership(program, &[*member, *group]),
            ExprKind::Reaches { policy, object } => {
                self.membership(program, &[*object]);
                self.policies(program, *policy);
            }
            ExprKind::Builtin(Builtin::Intents, operands) => {
                if let [app, object] = operands.as_slice() {
                    self.membership(program, &[*object]);
                    self.policies(program, *app);
                }
            }
            ExprKind::During { events, .. } => {
                let logs = logs(program, *events).filter_map(|log| log.time);
                todo.extend(logs);
            }
            ExprKind::Actor(event) => {
                self.followed(&program.exprs[*event].ty.ty);
                let who = logs(program, *event).flat_map(|log| [log.user, log.app]);
                for who in who.flatten() {
                    self.followed(&program.exprs[who].ty.ty);
                    todo.push(who);
                }
            }
            ExprKind::Domain(word, operand) => {
                self.domain(program, *word, *operand);
                self.members(&program.exprs[expr].ty.ty);
            }
            ExprKind::Error
            | ExprKind::Literal(_)
            | ExprKind::Unknown(_)
            | ExprKind::Now
            | ExprKind::Var(_)
            | ExprKind::BuiltinField { .. }
            | ExprKind::Builtin(..)
            | ExprKind::Parse(..)
            | ExprKind::Generate { .. }
            | ExprKind::Not(_)
            | ExprKind::And(_)
            | ExprKind::Or(_)
            | ExprKind::If { .. }
            | ExprKind::Compare(..)
            | ExprKind::In(..)
            | ExprKind::TextTest(..)
            | ExprKind::Matches(..)
            | ExprKind::Is(..)
            | ExprKind::Quantifier { .. }
            | ExprKind::Filter(_)
            | ExprKind::Otherwise(..)
            | ExprKind::Negate(_)
            | ExprKind::Arithmetic(..)
            | ExprKind::Union(..)
            | ExprKind::List(_)
            | ExprKind::Record(..) => {}
        }
    }

    /// A field of a union is one field of each of its entities.
    fn field(&mut self, program: &Program, base: ExprId, field: FieldId) {
        let ty = &program.exprs[base].ty.ty;
        self.followed(ty);
        let own = ty
            .entities()
            .iter()
            .map(|entity| program.field_in(*entity, field));
        for field in own.chain([field]).collect::<Vec<_>>() {
            self.fields.insert(field);
            self.fields.extend(program.fields[field].by);
            if program.fields[field].computed.is_some() {
                self.computed = true;
                self.membership = true;
                self.members(&program.fields[field].ty.ty);
            }
        }
    }

    fn domain(&mut self, program: &Program, word: Domain, operand: ExprId) {
        match word {
            Domain::Members | Domain::Groups => self.membership(program, &[operand]),
            Domain::Targets => {
                self.membership = true;
                self.policies(program, operand);
            }
            Domain::Inclusions | Domain::Exclusions => {
                let ty = &program.exprs[operand].ty.ty;
                self.followed(ty);
                self.listed.extend(ty.entities());
            }
        }
    }

    fn policies(&mut self, program: &Program, policy: ExprId) {
        let ty = &program.exprs[policy].ty.ty;
        self.followed(ty);
        self.targeted.extend(ty.entities());
    }

    fn membership(&mut self, program: &Program, operands: &[ExprId]) {
        self.membership = true;
        for operand in operands {
            self.followed(&program.exprs[*operand].ty.ty);
        }
    }

    /// Objects stand in collections that are ranged over; a reference has to be looked up.
    fn followed(&mut self, ty: &Ty) {
        if let Ty::Ref(entities) = ty {
            self.entities.extend(entities);
        }
    }

    /// What `members of g` and the like give are objects that nothing else ranges over.
    fn members(&mut self, ty: &Ty) {
        if let Ty::List(item) = ty {
            self.entities.extend(item.ty.entities());
        }
    }
}

/// The fields of events that say what was done.
pub const ACTS: [&str; 2] = ["activityDisplayName", "activityType"];

/// The collections of what policies reach and name.
const DIRECTORY: [&str; 6] = [
    "users",
    "groups",
    "devices",
    "servicePrincipals",
    "deviceManagement/managedDevices",
    "deviceManagement/assignmentFilters",
];

/// What is said of the events that an expression gives, one or many.
fn logs(program: &Program, events: ExprId) -> impl Iterator<Item = &Log> {
    let ty = &program.exprs[events].ty.ty;
    let event = if let Ty::List(item) = ty {
        &item.ty
    } else {
        ty
    };
    let entities = event.entities().iter();
    entities.flat_map(|entity| program.logs_of(*entity))
}
