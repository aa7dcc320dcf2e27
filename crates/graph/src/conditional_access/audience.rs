//! The accounts that a policy is asked about: one, or all of a kind.
//!
//! What a policy names is worked out on sets of accounts; a question about one
//! is asked of a set of one.

use std::borrow::Cow;

use roaring::RoaringBitmap;
use tenet_base::Symbol;

use super::guests::People;
use crate::graph::Graph;
use crate::holding::held;
use crate::population::link::Link;
use crate::population::{NOBODY, Population};
use crate::subject::SubjectKind;
use crate::truth::Truth;
use crate::{Answer, NodeKind, words};

/// Accounts, by the numbers of the directory.
pub(crate) struct Audience<'g> {
    pub(super) graph: &'g Graph<'g>,
    /// Each stands for itself.
    link: Link,
    /// Users or service principals.
    kind: NodeKind,
    /// Of a single one its folded key: nothing in the directory may have it.
    only: Option<Symbol>,
    /// The home tenant of a single one, if a sign-in tells it.
    pub(super) home: Option<&'g str>,
}

impl<'g> Audience<'g> {
    /// One account, by its folded key.
    pub(crate) fn one(graph: &'g Graph<'g>, key: Symbol, kind: NodeKind) -> Self {
        let number = graph.directory.find(key).unwrap_or(NOBODY);
        Self {
            graph,
            link: Link::same(&RoaringBitmap::from_iter([number])),
            kind,
            only: Some(key),
            home: None,
        }
    }

    /// The same, of a home tenant that a sign-in tells.
    pub(super) fn from(self, home: Option<&'g str>) -> Self {
        Self { home, ..self }
    }

    /// All accounts of a population; none if it is of something else.
    pub(crate) fn of(graph: &'g Graph<'g>, population: &Population) -> Option<Self> {
        let kind = match population.kind {
            SubjectKind::User => NodeKind::User,
            SubjectKind::ServicePrincipal => NodeKind::ServicePrincipal,
            SubjectKind::Device | SubjectKind::Other => return None,
        };
        Some(Self {
            graph,
            link: Link::same(&population.members),
            kind,
            only: None,
            home: None,
        })
    }

    /// All of them.
    pub(super) fn everybody(&self) -> &RoaringBitmap {
        &self.link.known
    }

    /// Unknown for all of them, for a reason.
    pub(super) fn unknown(&self, reason: tenet_snapshot::Reason) -> Truth {
        Truth::unknown(self.everybody().clone(), reason)
    }

    /// The same of all of them.
    pub(super) fn all(&self, answer: Answer) -> Truth {
        Truth::same(self.everybody(), answer)
    }

    /// What is so of the only one.
    pub(super) fn answer(&self, truth: &Truth) -> Answer {
        truth.answer(self.everybody().min().unwrap_or(NOBODY))
    }

    /// The one that an id names.
    pub(super) fn named(&self, id: Symbol) -> RoaringBitmap {
        let key = self.graph.snapshot.strings.folded(id);
        match self.only {
            Some(only) if only == key => self.everybody().clone(),
            Some(_) => RoaringBitmap::new(),
            None => {
                let number = self.graph.directory.find(key);
                let number = number.filter(|number| self.everybody().contains(*number));
                number.into_iter().collect()
            }
        }
    }

    /// What a text in a list says: whom it names; if it is no id at all it may mean anybody.
    pub(super) fn by_id(&self, text: Symbol, list: &str) -> Truth {
        let mut truth = Truth::of(self.named(text));
        if let Some(reason) = words::unless_unknown(self.graph, text, list) {
            truth.doubt(reason, self.everybody().clone());
        }
        truth
    }

    /// Who is in a group that is named.
    pub(super) fn in_group(&self, group: Symbol) -> Truth {
        held(self.graph, group, &self.link, self.kind)
    }

    /// Those who have a row.
    pub(super) fn exported(&self) -> RoaringBitmap {
        let directory = &self.graph.directory;
        let of_kind = directory.of_kind(self.kind);
        let rows = of_kind.map(|of_kind| of_kind & directory.exported());
        rows.unwrap_or_default() & self.everybody()
    }

    /// What is so of each, by its folded key.
    pub(super) fn each(&self, mut answer: impl FnMut(Symbol) -> Answer) -> Truth {
        let mut truth = Truth::default();
        for number in self.everybody() {
            let object = self.graph.directory.object(number);
            let key = self.only.or(object.map(|object| object.key));
            if let Some(key) = key {
                truth.set(number, answer(key));
            }
        }
        truth
    }

    /// What tells guests among them apart; of all users it is found once.
    pub(super) fn people(&self) -> Cow<'g, People> {
        if self.only.is_some() {
            return Cow::Owned(People::of(self));
        }
        let people = self.graph.people.get_or_init(|| People::of(self));
        Cow::Borrowed(people)
    }
}
