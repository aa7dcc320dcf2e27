//! Rules made at random: well-formed conditions over the schema that ships.
//!
//! Words are put together by what they are about, so that nearly all of them
//! pass the checker; those that it refuses are left out by whoever compiles.

mod atoms;
mod joins;
mod keys;

use crate::random::Random;

/// What a variable stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    User,
    Group,
    Device,
    Managed,
    Access,
    Configuration,
    Intune,
    Entry,
    Event,
}

/// The kinds, those that rules are mostly about more often.
const KINDS: [Kind; 13] = [
    Kind::User,
    Kind::User,
    Kind::Group,
    Kind::Group,
    Kind::Device,
    Kind::Managed,
    Kind::Access,
    Kind::Access,
    Kind::Configuration,
    Kind::Intune,
    Kind::Entry,
    Kind::Event,
    Kind::Event,
];

impl Kind {
    /// The entity, or for a log its events of a time.
    const fn entity(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Group => "Group",
            Self::Device => "Device",
            Self::Managed => "ManagedDevice",
            Self::Access => "ConditionalAccessPolicy",
            Self::Configuration => "DeviceConfiguration",
            Self::Intune => "IntuneObject",
            Self::Entry => "InventoryEntry",
            Self::Event => "(DirectoryAudit during last 30 days)",
        }
    }
}

/// A rule that is being made: the variables and lists that it can name.
struct Maker<'r> {
    random: &'r mut Random,
    variables: Vec<(String, Kind)>,
    lists: Vec<(String, Kind)>,
    next: usize,
    /// Whether variables are to meet wherever they can.
    meeting: bool,
}

/// The text of a rule with this number.
pub fn rule(random: &mut Random, number: usize) -> String {
    let mut maker = Maker {
        random,
        variables: Vec::new(),
        lists: Vec::new(),
        next: 0,
        meeting: false,
    };
    maker.rule(number)
}

/// The text of a rule with this number whose loops are joined; it names what
/// [`definitions`] defines.
pub fn joined_rule(random: &mut Random, number: usize) -> String {
    let mut maker = Maker {
        random,
        variables: Vec::new(),
        lists: Vec::new(),
        next: 0,
        meeting: true,
    };
    maker.joined_rule(number)
}

/// What rules made by [`joined_rule`] name.
pub const fn definitions() -> &'static str {
    keys::DEFINITIONS
}

impl Maker<'_> {
    fn rule(&mut self, number: usize) -> String {
        let mut steps = Vec::new();
        if self.random.percent(15) {
            steps.push(format!("when {}", self.condition(1)));
        }
        steps.push(self.case());
        if self.random.percent(30) {
            steps.push(self.list());
        }
        if self.random.percent(35) {
            steps.push(self.case());
        }
        let first = self.condition(3);
        steps.push(format!("require {first} message \"no\""));
        if self.random.percent(30) {
            let second = self.condition(2);
            steps.push(format!("forbid {second} message \"yes\""));
        }
        let steps = steps.join("\n    ");
        format!("rule GEN-{number} \"made\" {{\n    duty customer severity low\n    {steps}\n}}\n")
    }

    /// Two or three loops, each joined with one before it, and what is required
    /// of them has a loop that is joined too.
    fn joined_rule(&mut self, number: usize) -> String {
        let mut steps = vec![self.case()];
        if self.random.percent(20) {
            steps.push(self.list());
        }
        let loops = 1 + usize::from(self.random.percent(30));
        for _ in 0..loops {
            steps.push(self.case());
        }
        let depth = 2 - loops;
        let condition = match self.random.below(6) {
            0 => self.condition(depth),
            1 | 2 => self.count(depth),
            _ => self.quantifier(depth),
        };
        steps.push(format!("require {condition} message \"no\""));
        let steps = steps.join("\n    ");
        format!("rule GEN-{number} \"made\" {{\n    duty customer severity low\n    {steps}\n}}\n")
    }

    /// A `for`, with a condition now and then.
    fn case(&mut self) -> String {
        let (variable, kind) = self.variable();
        let source = self.source(kind, 1);
        self.variables.push((variable.clone(), kind));
        if let Some(join) = self.join(&variable, kind)
            && self.random.percent(if self.meeting { 92 } else { 60 })
        {
            let more = self.condition(0);
            let condition = self.joined(&join, &more);
            return format!("for {variable} in {source} where {condition}");
        }
        if self.random.percent(if self.meeting { 20 } else { 50 }) {
            let condition = self.condition(1);
            return format!("for {variable} in {source} where {condition}");
        }
        format!("for {variable} in {source}")
    }

    /// A `let` that names a list.
    fn list(&mut self) -> String {
        let (variable, kind) = self.variable();
        let condition = self.within(&variable, kind, 1);
        let list = format!("list{}", self.next);
        self.lists.push((list.clone(), kind));
        format!(
            "let {list} = ({variable} in {} where {condition})",
            kind.entity()
        )
    }

    fn variable(&mut self) -> (String, Kind) {
        let kind = self.random.pick(&KINDS).copied().unwrap_or(Kind::User);
        self.next += 1;
        (format!("v{}", self.next), kind)
    }

    /// What a variable of a kind ranges over.
    fn source(&mut self, kind: Kind, depth: usize) -> String {
        let named: Vec<String> = self
            .lists
            .iter()
            .filter(|(_, own)| *own == kind)
            .map(|(name, _)| name.clone())
            .collect();
        match (self.random.below(8), kind) {
            (0, Kind::User) => "service_accounts".to_owned(),
            (0, Kind::Group) => "account_groups".to_owned(),
            (0, Kind::Access) => "owned_policies".to_owned(),
            (0, Kind::Intune) => "customer_objects".to_owned(),
            (0, Kind::Event) => "DirectoryAudit during 2026-11-01 to now".to_owned(),
            (4, Kind::User) if self.meeting => "crowd".to_owned(),
            (4, Kind::Group) if self.meeting => "secure_groups".to_owned(),
            (1, _) if depth > 0 => {
                self.next += 1;
                let variable = format!("v{}", self.next);
                let condition = self.within(&variable, kind, 0);
                let filtered = format!("({variable} in {} where {condition})", kind.entity());
                let other = self.source(kind, 0);
                format!("{filtered} + {other}")
            }
            (2 | 3, _) => {
                let named = self.random.pick(&named).cloned();
                named.unwrap_or_else(|| kind.entity().to_owned())
            }
            (_, _) => kind.entity().to_owned(),
        }
    }

    /// A condition inside of what binds a variable.
    fn within(&mut self, variable: &str, kind: Kind, depth: usize) -> String {
        self.variables.push((variable.to_owned(), kind));
        let condition = self.condition(depth);
        let join = self.join(variable, kind);
        self.variables.pop();
        match join {
            Some(join) if self.random.percent(if self.meeting { 85 } else { 45 }) => {
                self.joined(&join, &condition)
            }
            Some(_) | None => condition,
        }
    }

    /// A condition by which a variable meets another, if one can.
    fn join(&mut self, variable: &str, kind: Kind) -> Option<String> {
        if self.meeting {
            return self.meet(variable, kind);
        }
        let others = self.variables.iter().filter(|(other, _)| other != variable);
        let joins: Vec<String> = others
            .flat_map(|(other, own)| {
                joins::between(kind, *own)
                    .iter()
                    .map(move |join| (other, join))
            })
            .map(|(other, join)| join.replace('$', variable).replace('@', other))
            .collect();
        self.random.pick(&joins).cloned()
    }

    /// The same, of all that there are, where most objects can meet.
    fn meet(&mut self, variable: &str, kind: Kind) -> Option<String> {
        let mut others = self.variables.clone();
        others.retain(|(other, _)| other != variable);
        let (other, own) = self.random.pick(&others)?;
        let tables = [joins::between(kind, *own), joins::more(kind, *own)];
        let joins = tables.concat();
        if joins.is_empty() || self.random.percent(50) {
            let key = keys::join(self.random, (variable, kind), (other, *own));
            let key = key.map(|key| key.replace("VALUE", &self.fresh()));
            if key.is_some() {
                return key;
            }
        }
        let join = self.random.word(&joins);
        let join = join.replace('$', variable).replace('@', other);
        Some(join.replace('%', &self.fresh())).filter(|join| !join.is_empty())
    }

    /// The name of a new variable.
    fn fresh(&mut self) -> String {
        self.next += 1;
        format!("v{}", self.next)
    }

    /// A join among other conditions.
    fn joined(&mut self, join: &str, condition: &str) -> String {
        match self.random.below(5) {
            0 => join.to_owned(),
            1 => format!("({condition} and {join})"),
            2 => format!("not (not ({join}) or {condition})"),
            _ => format!("({join} and {condition})"),
        }
    }

    fn condition(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.atom();
        }
        let down = depth - 1;
        match self.random.below(14) {
            0 => format!("not ({})", self.condition(down)),
            1 | 2 => format!("({} and {})", self.condition(down), self.condition(down)),
            3 | 4 => format!("({} or {})", self.condition(down), self.condition(down)),
            5 => self.choice(down),
            6..=9 => self.quantifier(down),
            10 => self.count(down),
            11 => format!(
                "(({}) is known or unknown(\"nobody looked\"))",
                self.condition(down)
            ),
            12 => format!("(unknown(\"nobody looked\") and {})", self.condition(down)),
            _ => self.atom(),
        }
    }

    fn choice(&mut self, depth: usize) -> String {
        let (condition, then) = (self.condition(depth), self.condition(depth));
        if self.random.percent(40) {
            return format!("(if {condition} then {then})");
        }
        format!(
            "(if {condition} then {then} else {})",
            self.condition(depth)
        )
    }

    fn quantifier(&mut self, depth: usize) -> String {
        let (variable, kind) = self.variable();
        let source = self.source(kind, depth);
        let first = self.within(&variable, kind, depth);
        match self.random.below(4) {
            0 => format!("(no {variable} in {source} where {first})"),
            1 => {
                let second = self.within(&variable, kind, depth);
                format!("(every {variable} in {source} where {first} satisfies {second})")
            }
            2 => format!("(every {variable} in {source} satisfies {first})"),
            _ => format!("(some {variable} in {source} where {first})"),
        }
    }

    fn count(&mut self, depth: usize) -> String {
        let (variable, kind) = self.variable();
        let source = self.source(kind, 0);
        let condition = self.within(&variable, kind, depth);
        let comparison = self.random.word(&["==", "!=", "<", "<=", ">", ">="]);
        let number = self.random.below(4);
        format!("count({variable} in {source} where {condition}) {comparison} {number}")
    }

    /// A condition about the variables at hand.
    fn atom(&mut self) -> String {
        let lists = self.lists.clone();
        if let Some((list, kind)) = self.random.pick(&lists)
            && self.random.percent(20)
        {
            return self.about_list(list, *kind);
        }
        let variables = self.variables.clone();
        let Some((first, kind)) = self.random.pick(&variables) else {
            return self
                .random
                .word(&["true", "unknown(\"nobody looked\")", "names_decide"])
                .to_owned();
        };
        let others: Vec<String> = variables
            .iter()
            .flat_map(|(other, own)| {
                joins::between(*kind, *own)
                    .iter()
                    .map(move |atom| (other, *atom))
            })
            .map(|(other, atom)| atom.replace('$', first).replace('@', other))
            .collect();
        if self.random.percent(55)
            && let Some(found) = self.random.pick(&others)
        {
            return found.clone();
        }
        self.about(first, *kind)
    }

    fn about(&mut self, variable: &str, kind: Kind) -> String {
        let atom = self.random.word(atoms::about(kind));
        self.next += 1;
        let inner = format!("v{}", self.next);
        atom.replace('$', variable).replace('%', &inner)
    }

    fn about_list(&mut self, list: &str, kind: Kind) -> String {
        let variables = self.variables.clone();
        let member = variables.iter().find(|(_, own)| *own == kind);
        match (self.random.below(5), member) {
            (0, _) => format!("{list} is empty"),
            (1, _) => format!("({list} is known or unknown(\"nobody looked\"))"),
            (2, Some((member, _))) => format!("{member} in {list}"),
            (3, Some((member, _))) => format!("{member} not in {list}"),
            (_, _) => format!("count({list}) <= {}", self.random.below(4)),
        }
    }
}
