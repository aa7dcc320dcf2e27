//! A compiled rule and what it says of an object.

use std::cmp::Ordering;

use tenet_base::{Duration, Instant};
use tenet_snapshot::{Reason, ReasonCode};
use tenet_syntax::condition::{Operator, Span};

use super::Step;
use super::object::{Attribute, Object, Plan};
use super::operator::Asked;
use super::property::{Meaning, Property};
use super::quantity::Version;
use crate::Answer;

/// A compiled rule, or a part of it.
#[derive(Debug)]
pub(super) enum Node {
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Test(Box<Test>),
    Items(Items),
    /// Direct members of any of these groups (D24).
    MemberOf(Vec<String>, Span),
    /// Those whose manager this is (D25).
    Reports(Reports),
    /// Nothing fits.
    Never,
    /// No source says what it means.
    Open(Box<Opened>),
}

/// A part of a rule whose meaning no source tells.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) reason: Reason,
    pub(super) span: Span,
}

/// A condition on the items of a collection.
#[derive(Debug)]
pub(super) struct Items {
    pub(super) property: usize,
    pub(super) every: bool,
    pub(super) inner: Box<Node>,
    pub(super) span: Span,
}

/// Direct reports of a manager.
#[derive(Debug)]
pub(super) struct Reports {
    pub(super) manager: String,
    /// The property with the id of a user's manager.
    pub(super) managers: usize,
    /// The property with a user's own id.
    pub(super) own: usize,
    pub(super) span: Span,
}

/// A comparison.
#[derive(Debug)]
pub(super) struct Test {
    pub(super) source: Source,
    /// Whether it is denied.
    pub(super) negative: bool,
    pub(super) check: Check,
    pub(super) meaning: Meaning,
    pub(super) span: Span,
}

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// By its place among the properties of the rule.
    Property(usize),
    /// The item of the collection around it.
    Item,
    PlanId,
    PlanService,
    PlanStatus,
}

/// What it is compared with.
#[derive(Debug)]
pub(super) enum Check {
    Null,
    Bool(bool),
    Text(Asked),
    Date(Operator, When),
    Version(Operator, Version),
}

/// A time.
#[derive(Debug, Clone, Copy)]
pub(super) enum When {
    At(Instant),
    /// So long after now, or before.
    After(Duration),
    Before(Duration),
}

/// What a rule is asked about.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) properties: &'r [Property],
    pub(super) object: &'r dyn Object,
    pub(super) now: Option<Instant>,
    pub(super) item: Option<Item<'r>>,
}

/// An item of a collection.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'r> {
    Text(Option<&'r str>),
    Plan(Plan<'r>),
}

/// Properties that say whether extension attributes are known (K7), after the
/// properties of the rule itself.
pub(super) const MANAGED: &str = "isManaged";
pub(super) const COMPLIANT: &str = "isCompliant";
pub(super) const TRUST: &str = "trustType";

impl Node {
    /// What it says.
    pub(super) fn judge(&self, run: Run<'_>) -> Answer {
        match self {
            Self::And(parts) => all(parts, |part| part.judge(run)),
            Self::Or(parts) => any(parts, |part| part.judge(run)),
            Self::Not(inner) => inner.judge(run).not(),
            Self::Test(test) => test.judge(run),
            Self::Items(items) => items.judge(run),
            Self::MemberOf(groups, _) => any(groups, |group| run.object.in_group_directly(group)),
            Self::Reports(reports) => reports.judge(run),
            Self::Never => Answer::No,
            Self::Open(opened) => Answer::unknown(opened.reason.clone()),
        }
    }

    /// Its comparisons, for a proof.
    pub(super) fn trace(&self, run: Run<'_>, text: &str, steps: &mut Vec<Step>) {
        let (span, has) = match self {
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.trace(run, text, steps);
                }
                return;
            }
            Self::Not(inner) => return inner.trace(run, text, steps),
            Self::Never => return,
            Self::Test(one) => (&one.span, shown(&run.attribute(one.source))),
            Self::Items(items) => (
                &items.span,
                shown(&run.attribute(Source::Property(items.property))),
            ),
            Self::MemberOf(_, span) => (span, "direct groups".to_owned()),
            Self::Reports(reports) => (
                &reports.span,
                shown(&run.attribute(Source::Property(reports.managers))),
            ),
            Self::Open(opened) => (&opened.span, String::new()),
        };
        steps.push(Step {
            text: text.get(span.clone()).unwrap_or_default().to_owned(),
            value: has,
            answer: self.judge(run),
        });
    }
}

/// All of them; what is known to be no settles it.
fn all<T>(parts: &[T], judge: impl Fn(&T) -> Answer) -> Answer {
    let mut found = Answer::Yes;
    for part in parts {
        found = found.and(judge(part));
        if found == Answer::No {
            return found;
        }
    }
    found
}

fn any<T>(parts: &[T], judge: impl Fn(&T) -> Answer) -> Answer {
    let mut found = Answer::No;
    for part in parts {
        found = found.or(judge(part));
        if found == Answer::Yes {
            return found;
        }
    }
    found
}

impl Items {
    fn judge(&self, run: Run<'_>) -> Answer {
        let attribute = run.attribute(Source::Property(self.property));
        let with = |item| {
            self.inner.judge(Run {
                item: Some(item),
                ..run
            })
        };
        match attribute {
            Attribute::Texts(items) if self.every => all(&items, |item| with(Item::Text(*item))),
            Attribute::Texts(items) => any(&items, |item| with(Item::Text(*item))),
            Attribute::Plans(plans) if self.every => all(&plans, |plan| with(Item::Plan(*plan))),
            Attribute::Plans(plans) => any(&plans, |plan| with(Item::Plan(*plan))),
            // Nothing is an empty collection (D22).
            Attribute::Null => Answer::from_bool(self.every),
            Attribute::NotCollected
            | Attribute::Malformed
            | Attribute::Conflicting
            | Attribute::Bool(_)
            | Attribute::Number(_)
            | Attribute::Text(_)
            | Attribute::Date(_) => {
                Answer::unknown(missing(&attribute, run.property(self.property)))
            }
        }
    }
}

impl Reports {
    /// Whether the manager is added is told by nobody.
    fn judge(&self, run: Run<'_>) -> Answer {
        self.reports(run).or(self.is_manager(run))
    }

    fn reports(&self, run: Run<'_>) -> Answer {
        let manager = run.attribute(Source::Property(self.managers));
        if let Attribute::Text(manager) = manager {
            return Answer::from_bool(manager.eq_ignore_ascii_case(&self.manager));
        }
        if manager == Attribute::Null {
            return Answer::No;
        }
        Answer::unknown(missing(&manager, run.property(self.managers)))
    }

    /// Whether it is the manager; if it is, that says nothing.
    fn is_manager(&self, run: Run<'_>) -> Answer {
        let own = run.attribute(Source::Property(self.own));
        let Attribute::Text(id) = own else {
            return Answer::unknown(missing(&own, run.property(self.own)));
        };
        if !id.eq_ignore_ascii_case(&self.manager) {
            return Answer::No;
        }
        let text = "whether a group of direct reports holds their manager is not documented (D25)";
        Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
    }
}

impl Test {
    fn judge(&self, run: Run<'_>) -> Answer {
        if self.meaning == Meaning::Nowhere {
            let text = "no export holds the property that the rule asks for (F7)";
            return Answer::unknown(Reason::new(ReasonCode::PropertyNotCollected, text));
        }
        let attribute = run.attribute(self.source);
        let found = self.on(&attribute, run);
        if self.meaning == Meaning::Extension && run.object.is_registered() {
            return self.extension(found, run);
        }
        found
    }

    fn on(&self, attribute: &Attribute<'_>, run: Run<'_>) -> Answer {
        let fits = match attribute {
            Attribute::NotCollected | Attribute::Malformed | Attribute::Conflicting => {
                return Answer::unknown(missing(attribute, self.property(run)));
            }
            Attribute::Null => return self.on_null(),
            Attribute::Texts(items) => return self.on_texts(items),
            Attribute::Bool(value) => self.on_bool(*value),
            Attribute::Number(number) => self.on_number(*number),
            Attribute::Text(text) => self.on_text(text),
            Attribute::Date(date) => self.on_date(*date, run),
            Attribute::Plans(_) => Some(Answer::No).filter(|_| false),
        };
        let fits = fits
            .unwrap_or_else(|| Answer::unknown(missing(&Attribute::Malformed, self.property(run))));
        if self.negative { fits.not() } else { fits }
    }

    /// Nothing fits no positive operator, and every negative one (D16, F11, K4).
    fn on_null(&self) -> Answer {
        match &self.check {
            Check::Null => Answer::from_bool(!self.negative),
            Check::Text(asked) if asked.asks_for_nothing() => nothing(),
            Check::Text(_) | Check::Bool(_) | Check::Date(..) | Check::Version(..) => {
                Answer::from_bool(self.negative)
            }
        }
    }

    /// A collection without a quantifier (D21), or whole items of it (K5).
    fn on_texts(&self, items: &[Option<&str>]) -> Answer {
        if items.is_empty() && self.meaning != Meaning::Items {
            return self.on_null();
        }
        let Check::Text(asked) = &self.check else {
            let any_empty = items.iter().any(|item| item.is_none_or(str::is_empty));
            let has_text = matches!(self.check, Check::Null) && !any_empty;
            return if has_text {
                Answer::from_bool(self.negative)
            } else {
                Answer::unknown(collection())
            };
        };
        let fits = |item: Option<&str>| item.is_some_and(|item| asked.fits(item));
        let some = items.iter().copied().any(fits);
        if !self.negative || self.meaning == Meaning::Items {
            return Answer::from_bool(some != self.negative);
        }
        if !some {
            return Answer::Yes;
        }
        if items.iter().copied().all(fits) {
            return Answer::No;
        }
        Answer::unknown(collection())
    }

    fn on_bool(&self, value: bool) -> Option<Answer> {
        match &self.check {
            Check::Bool(wanted) => Some(Answer::from_bool(value == *wanted)),
            Check::Null => Some(Answer::No),
            Check::Text(_) | Check::Date(..) | Check::Version(..) => None,
        }
    }

    fn on_number(&self, number: i64) -> Option<Answer> {
        let (Check::Text(asked), Meaning::Numbers(names)) = (&self.check, self.meaning) else {
            return matches!(self.check, Check::Null).then_some(Answer::No);
        };
        let name = names.iter().find(|(known, _)| *known == number);
        Some(match name {
            Some((_, name)) => Answer::from_bool(asked.fits(name)),
            None => Answer::unknown(unnamed(&number.to_string())),
        })
    }

    fn on_text(&self, text: &str) -> Option<Answer> {
        match &self.check {
            Check::Null if text.is_empty() => Some(nothing()),
            Check::Null => Some(Answer::No),
            Check::Text(asked) => Some(match self.meaning {
                Meaning::Words(words) => by_words(asked, words, text),
                Meaning::Itself
                | Meaning::Numbers(_)
                | Meaning::Version
                | Meaning::Nowhere
                | Meaning::Never
                | Meaning::Items
                | Meaning::Extension => Answer::from_bool(asked.fits(text)),
            }),
            Check::Version(operator, wanted) => Some(by_version(*operator, wanted, text)),
            Check::Bool(_) | Check::Date(..) => None,
        }
    }

    fn on_date(&self, date: Instant, run: Run<'_>) -> Option<Answer> {
        let (operator, when) = match &self.check {
            Check::Null => return Some(Answer::No),
            Check::Date(operator, when) => (*operator, *when),
            Check::Bool(_) | Check::Text(_) | Check::Version(..) => return None,
        };
        let when = match when.at(run.now) {
            Ok(when) => when,
            Err(reason) => return Some(Answer::unknown(reason)),
        };
        Some(match (operator, date.cmp(&when)) {
            (Operator::Eq | Operator::Ne, order) => Answer::from_bool(order == Ordering::Equal),
            // The page calls them greater and less (D14).
            (_, Ordering::Equal) => {
                let text = "whether `-ge` and `-le` hold for the same time is not documented (D14)";
                Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
            }
            (Operator::Ge | Operator::Gt, order) => Answer::from_bool(order == Ordering::Greater),
            (_, order) => Answer::from_bool(order == Ordering::Less),
        })
    }

    /// An extension attribute has a value on devices that are managed,
    /// compliant or hybrid joined; else two texts disagree (K7).
    fn extension(&self, found: Answer, run: Run<'_>) -> Answer {
        let known = run
            .flag(MANAGED)
            .or(run.flag(COMPLIANT))
            .or(run.is_hybrid());
        if known == Answer::Yes || (!self.negative && found == Answer::No) {
            return found;
        }
        if self.negative {
            let text = "two texts disagree on an extension attribute of a device that is neither managed, nor compliant, nor hybrid joined (K7)";
            let open = Answer::unknown(Reason::new(ReasonCode::Undocumented, text));
            return if known == Answer::No {
                open
            } else {
                known.and(open)
            };
        }
        known.and(found)
    }

    fn property<'r>(&self, run: Run<'r>) -> Option<&'r Property> {
        match self.source {
            Source::Property(at) => run.property(at),
            Source::Item | Source::PlanId | Source::PlanService | Source::PlanStatus => None,
        }
    }
}

impl When {
    fn at(self, now: Option<Instant>) -> Result<Instant, Reason> {
        let no_time = || {
            let text = "no capture time; give `--now`, or `at` in a scenario";
            Reason::new(ReasonCode::NoCaptureTime, text)
        };
        let overflow = || Reason::new(ReasonCode::Overflow, "a time beyond what dates hold");
        match self {
            Self::At(at) => Ok(at),
            Self::After(by) => now
                .ok_or_else(no_time)?
                .checked_add(by)
                .ok_or_else(overflow),
            Self::Before(by) => now
                .ok_or_else(no_time)?
                .checked_sub(by)
                .ok_or_else(overflow),
        }
    }
}

impl<'r> Run<'r> {
    fn property(self, at: usize) -> Option<&'r Property> {
        self.properties.get(at)
    }

    fn attribute(self, source: Source) -> Attribute<'r> {
        let of_plan = |field: fn(Plan<'r>) -> Option<Option<&'r str>>| match self.item {
            Some(Item::Plan(plan)) => match field(plan) {
                None => Attribute::NotCollected,
                Some(None) => Attribute::Null,
                Some(Some(text)) => Attribute::Text(text),
            },
            Some(Item::Text(_)) | None => Attribute::Malformed,
        };
        match source {
            Source::Property(at) => match self.property(at) {
                Some(property) => self.object.attribute(property),
                None => Attribute::NotCollected,
            },
            Source::Item => match self.item {
                Some(Item::Text(Some(text))) => Attribute::Text(text),
                Some(Item::Text(None)) => Attribute::Null,
                Some(Item::Plan(_)) | None => Attribute::Malformed,
            },
            Source::PlanId => of_plan(|plan| plan.id),
            Source::PlanService => of_plan(|plan| plan.service),
            Source::PlanStatus => of_plan(|plan| plan.status),
        }
    }

    fn by_name(self, name: &str) -> Attribute<'r> {
        let named = |property: &&Property| property.path == [name];
        let property = self.properties.iter().find(named);
        property.map_or(Attribute::NotCollected, |property| {
            self.object.attribute(property)
        })
    }

    fn flag(self, name: &str) -> Answer {
        let flag = self.by_name(name);
        if let Attribute::Bool(flag) = flag {
            return Answer::from_bool(flag);
        }
        if flag == Attribute::Null {
            return Answer::No;
        }
        Answer::unknown(not_collected(&flag, name))
    }

    fn is_hybrid(self) -> Answer {
        let trust = self.by_name(TRUST);
        if let Attribute::Text(trust) = trust {
            return Answer::from_bool(trust.eq_ignore_ascii_case("ServerAD"));
        }
        if trust == Attribute::Null {
            return Answer::No;
        }
        Answer::unknown(not_collected(&trust, TRUST))
    }
}

/// Graph's words for what rules call otherwise.
fn by_words(asked: &Asked, words: &[(&str, &str)], text: &str) -> Answer {
    let mut known = words
        .iter()
        .filter(|(graph, _)| graph.eq_ignore_ascii_case(text))
        .peekable();
    if known.peek().is_none() {
        return Answer::unknown(unnamed(text));
    }
    Answer::from_bool(known.any(|(_, word)| asked.fits(word)))
}

fn by_version(operator: Operator, wanted: &Version, text: &str) -> Answer {
    let Some(order) = wanted.order_of(text) else {
        let text = format!("how the version `{text}` compares is not documented (F8)");
        return Answer::unknown(Reason::new(ReasonCode::Undocumented, text));
    };
    Answer::from_bool(match operator {
        Operator::Gt => order == Ordering::Greater,
        Operator::Ge => order != Ordering::Less,
        Operator::Lt => order == Ordering::Less,
        Operator::Le => order != Ordering::Greater,
        Operator::Eq
        | Operator::Ne
        | Operator::StartsWith
        | Operator::NotStartsWith
        | Operator::EndsWith
        | Operator::NotEndsWith
        | Operator::Contains
        | Operator::NotContains
        | Operator::Match
        | Operator::NotMatch
        | Operator::In
        | Operator::NotIn => order == Ordering::Equal,
    })
}

fn nothing() -> Answer {
    let text = "whether an empty text is the same as null is not documented (D16)";
    Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
}

fn collection() -> Reason {
    let text = "what the operator means for a collection is not documented (D21)";
    Reason::new(ReasonCode::Undocumented, text)
}

fn unnamed(value: &str) -> Reason {
    let text = format!("what filters call the value `{value}` is not documented (F7)");
    Reason::new(ReasonCode::Undocumented, text)
}

fn missing(attribute: &Attribute<'_>, property: Option<&Property>) -> Reason {
    let name = property.map(|property| property.path.join("."));
    not_collected(attribute, name.as_deref().unwrap_or("a plan"))
}

fn not_collected(attribute: &Attribute<'_>, name: &str) -> Reason {
    let (code, why) = match attribute {
        Attribute::NotCollected => (ReasonCode::PropertyNotCollected, "was not exported"),
        Attribute::Conflicting => (ReasonCode::ConflictingCopies, "differs between copies"),
        Attribute::Malformed
        | Attribute::Null
        | Attribute::Bool(_)
        | Attribute::Number(_)
        | Attribute::Text(_)
        | Attribute::Date(_)
        | Attribute::Texts(_)
        | Attribute::Plans(_) => (
            ReasonCode::Malformed,
            "is not of the shape that Graph gives it",
        ),
    };
    Reason::new(code, format!("`{name}`, which a rule asks for, {why}")).field(name)
}

/// A value as a proof shows it.
fn shown(attribute: &Attribute<'_>) -> String {
    match attribute {
        Attribute::NotCollected => "not exported".to_owned(),
        Attribute::Malformed => "malformed".to_owned(),
        Attribute::Conflicting => "different in copies".to_owned(),
        Attribute::Null => "null".to_owned(),
        Attribute::Bool(value) => value.to_string(),
        Attribute::Number(value) => value.to_string(),
        Attribute::Text(text) => format!("\"{text}\""),
        Attribute::Date(date) => date.to_string(),
        Attribute::Texts(texts) => {
            let texts = texts
                .iter()
                .map(|text| format!("\"{}\"", text.unwrap_or_default()));
            format!("[{}]", texts.collect::<Vec<_>>().join(", "))
        }
        Attribute::Plans(plans) => format!("{} plans", plans.len()),
    }
}
