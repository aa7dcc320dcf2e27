//! What a policy is assigned to, and whom it reaches.

use serde::Serialize;

use super::Named;
use crate::json::pretty;
use crate::page::{Indent, Line, Page};
use crate::query;
use crate::style::{Ink, Style};

/// Whom a policy reaches, and by which assignments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The policy.
    pub policy: Named,
    /// Its assignments, or what its conditions name: inclusions, then exclusions.
    pub assigned: Vec<Assigned>,
    /// Why it may be assigned to something else; empty if it is not.
    pub unknown: Vec<String>,
    /// Whom it reaches.
    pub objects: query::Answer,
}

/// An assignment, before any resolution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Assigned {
    /// Whether it excludes.
    pub excludes: bool,
    /// What kind of thing it names: `group`, `all users`.
    pub kind: String,
    /// The id of that; none for all users and the like.
    pub id: Option<String>,
    /// What it is called; none if it was not exported.
    pub name: Option<String>,
    /// Of a group that is not there: `does not exist`, or `was not exported`.
    pub missing: Option<String>,
    /// For an app: what it wants.
    pub intent: Option<String>,
    /// The id of the filter on it.
    pub filter: Option<String>,
    /// What the filter is called; none if it was not exported.
    pub filter_name: Option<String>,
    /// `include` or `exclude`.
    pub filter_mode: Option<String>,
    /// The id of the policy set that it comes from.
    pub policy_set: Option<String>,
    /// Where it stands.
    pub place: Option<String>,
}

/// The JSON of [`Reached`]: that of a query, after the policy and its assignments.
#[derive(Serialize)]
struct Wire<'a> {
    policy: &'a Named,
    assigned: &'a [Assigned],
    unknown: &'a [String],
    #[serde(flatten)]
    objects: query::WireAnswer<'a>,
}

impl Reached {
    /// For people: the assignments, then the objects as a table.
    pub fn human(&self, style: Style) -> String {
        let mut page = Page::new(style);
        let policy = &self.policy;
        let line = Line::new()
            .ink(Ink::Bold, &policy.name)
            .ink(Ink::Dim, format!("  {} {}", policy.entity, policy.key));
        page.put(Indent::hanging(0, 2), &line);
        for assigned in &self.assigned {
            page.put(Indent::hanging(2, 4), &assigned.line());
        }
        if self.assigned.is_empty() && self.unknown.is_empty() {
            page.put(Indent::all(2), &Line::new().text("is assigned to nobody"));
        }
        for reason in &self.unknown {
            let line = Line::new()
                .ink(Ink::Yellow, "?")
                .text(format!("\u{a0}{reason}"));
            page.put(Indent::hanging(2, 4), &line);
        }
        page.gap();
        format!("{}\n{}", page.finish(), query::human(&self.objects, style))
    }

    /// As JSON.
    pub fn json(&self) -> String {
        pretty(&Wire {
            policy: &self.policy,
            assigned: &self.assigned,
            unknown: &self.unknown,
            objects: query::WireAnswer::new(&self.objects),
        })
    }

    /// The objects as CSV.
    pub fn csv(&self) -> String {
        query::csv(&self.objects)
    }
}

impl Assigned {
    fn line(&self) -> Line {
        let (verb, ink) = if self.excludes {
            ("excludes", Ink::Red)
        } else {
            ("includes", Ink::Green)
        };
        let mut line = Line::new().ink(ink, verb).text(" ").text(self.what());
        if let Some(intent) = &self.intent {
            line = line.text(format!(", {intent}"));
        }
        if let Some(filter) = &self.filter {
            let only = match self.filter_mode.as_deref() {
                Some("exclude") => "but not",
                _ => "only",
            };
            let name = match &self.filter_name {
                Some(name) => format!("`{name}`"),
                None => format!("{filter} (not exported)"),
            };
            line = line.text(format!(", {only} devices that the filter {name} fits"));
        }
        if let Some(set) = &self.policy_set {
            line = line.text(format!(", by the policy set {set}"));
        }
        match &self.place {
            Some(place) => line.ink(Ink::Dim, format!("  {place}")),
            None => line,
        }
    }

    /// Words for many stand alone; else the kind says what the name is of.
    fn what(&self) -> String {
        let kind = &self.kind;
        match (&self.name, &self.id, &self.missing) {
            (Some(name), _, _) => format!("the {kind} `{name}`"),
            (None, Some(id), Some(missing)) => format!("the {kind} {id}, which {missing}"),
            (None, Some(id), None) => format!("the {kind} {id}"),
            (None, None, _) => kind.clone(),
        }
    }
}
