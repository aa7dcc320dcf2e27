//! Apps: what is to become of them, and for whom: clauses I20 to I22 and I26.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;
use tenet_base::Symbol;
use tenet_snapshot::{Reason, ReasonCode};

use super::assignments::{AssignedPolicy, Assignment};
use super::exclusion::{Kept, keep};
use super::filtering::Filtered;
use super::intents::{Intent, Side, Undocumented, resolve};
use super::kinds::{App, Availability};
use super::matching::{Match, Matches};
use super::{devices, users};
use crate::graph::Graph;
use crate::population::Population;
use crate::truth::Truth;

/// What each intent of an app comes to.
#[derive(Debug, Default)]
pub(crate) struct Intended {
    pub(crate) intents: Vec<(Intent, Truth)>,
    /// What each filter said, by the number of its assignment.
    pub(crate) said: Vec<(usize, Truth)>,
}

/// An app that is asked about.
#[derive(Clone, Copy)]
pub(crate) struct Question<'q, 'g> {
    pub(crate) graph: &'q Graph<'g>,
    pub(crate) policy: &'q AssignedPolicy,
    pub(crate) app: App,
    pub(crate) population: &'q Population,
}

/// The assignments of one intent, whom they include and still include.
struct OfIntent {
    intent: Intent,
    kept: Kept,
}

/// Members of whom it is possible that they get these intents.
type Outcome = (Result<BTreeSet<Intent>, Undocumented>, RoaringBitmap);

/// The sides and intents that are chosen, and the members that may have just these.
type Region = (Vec<(Side, BTreeSet<Intent>)>, RoaringBitmap);

/// Which intents of an app win, and for whom.
pub(crate) fn intended(
    question: Question<'_, '_>,
    assignments: &[Assignment],
    matches: &Matches,
) -> Intended {
    let said: Result<Vec<Intent>, Reason> = assignments
        .iter()
        .map(|assignment| question.intent(&assignment.intent))
        .collect();
    let said = match said {
        Ok(said) => said,
        Err(reason) => return unsaid(matches, &reason),
    };
    let present: BTreeSet<Intent> = said.iter().copied().collect();
    let by_intent: Vec<OfIntent> = present
        .into_iter()
        .map(|intent| question.of_intent(intent, &said, matches))
        .collect();
    let mut found = Intended::default();
    let atoms = atoms(&by_intent);
    let outcomes = outcomes(&atoms);
    for (at, (wins, _)) in outcomes.iter().enumerate() {
        let certain = certainly(&atoms, &outcomes, at);
        if let Ok(wins) = wins {
            let known = (said.as_slice(), by_intent.as_slice());
            question.add(&mut found, (wins, &certain), assignments, known);
            continue;
        }
        let doubt = certain.doubted(undocumented());
        for of in &by_intent {
            found.give(of.intent, &doubt);
        }
    }
    question.add_offers(&mut found);
    found
}

impl Intended {
    fn give(&mut self, intent: Intent, truth: &Truth) {
        if truth.is_never() {
            return;
        }
        match self.intents.iter_mut().find(|(known, _)| *known == intent) {
            Some((_, given)) => *given = std::mem::take(given).or(truth),
            None => self.intents.push((intent, truth.clone())),
        }
    }
}

impl Question<'_, '_> {
    fn intent(self, said: &Result<Option<Symbol>, Reason>) -> Result<Intent, Reason> {
        let word = said.clone()?;
        let word = word.map_or("", |word| self.graph.snapshot.strings.get(word));
        Intent::named(word).ok_or_else(|| {
            let text =
                format!("an assignment of the app has the intent `{word}`, which is not known");
            Reason::new(ReasonCode::TargetKindUnsupported, text)
        })
    }

    /// An exclusion belongs to an intent (I26).
    fn of_intent(self, intent: Intent, said: &[Intent], matches: &Matches) -> OfIntent {
        let mut own = matches.only(|at| said.get(at) == Some(&intent));
        if matches!(
            intent,
            Intent::Available | Intent::AvailableWithoutEnrollment
        ) {
            self.drop_devices(&mut own);
        }
        OfIntent {
            intent,
            kept: keep(&own),
        }
    }

    /// What is available is for users, but for a few kinds (I20).
    fn drop_devices(self, matches: &mut Matches) {
        match self.app.available_to_devices {
            Availability::Always => {}
            Availability::Never => {
                matches.change(|matched| matched.device = Truth::default());
            }
            Availability::Unsaid => {
                let text = "of which kind an app is was not exported";
                let reason = Reason::new(ReasonCode::TypeNotExported, text);
                matches.change(|Match { device, .. }| {
                    *device = std::mem::take(device).doubted(reason.clone());
                });
            }
            Availability::Corporate => {
                let personal = devices::personal_android(self.graph, self.population);
                matches.change(|Match { device, .. }| {
                    *device = std::mem::take(device).and_not(&personal);
                });
            }
        }
    }

    /// The filters of the assignments whose intents win decide (I22).
    fn add(
        self,
        found: &mut Intended,
        (wins, certain): (&BTreeSet<Intent>, &Truth),
        assignments: &[Assignment],
        (said, by_intent): (&[Intent], &[OfIntent]),
    ) {
        let winning = by_intent.iter().filter(|of| wins.contains(&of.intent));
        let mut filtered = Filtered::new(self.population, self.unfiltered(wins));
        let mut doubt = Truth::default();
        for of in winning {
            doubt = doubt.or(&of.kept.doubt());
            for (at, matched) in &of.kept.by_assignment {
                if let Some(assignment) = assignments
                    .get(*at)
                    .filter(|_| said.get(*at) == Some(&of.intent))
                {
                    let one = (*at, assignment, matched);
                    filtered.add(self.graph, self.policy, one, self.population);
                }
            }
        }
        let (left, asked) = filtered.left(|| self.by_devices(wins));
        found.said.extend(asked);
        let reached = left.and_not(&doubt).and(certain);
        for intent in wins {
            found.give(*intent, &reached);
        }
    }

    /// The users with a device on which these intents win.
    fn by_devices(self, wins: &BTreeSet<Intent>) -> Truth {
        let of_devices = users::intents_by_devices(self).into_iter();
        let winning = of_devices.filter(|(intent, _)| wins.contains(intent));
        winning.fold(Truth::default(), |all, (_, one)| all.or(&one))
    }

    /// On personal Android devices the filters of what is available are ignored (I14).
    fn unfiltered(self, wins: &BTreeSet<Intent>) -> Truth {
        let available = wins.contains(&Intent::Available);
        if available && self.app.available_to_devices == Availability::Corporate {
            return devices::personal_android(self.graph, self.population);
        }
        Truth::default()
    }

    /// Managed iOS store apps that are required are available too (I21).
    fn add_offers(self, found: &mut Intended) {
        let required = found
            .intents
            .iter()
            .find(|(intent, _)| *intent == Intent::Required);
        let required = required.map(|(_, truth)| truth.clone());
        if let Some(required) = required.filter(|_| self.app.required_is_available) {
            found.give(Intent::Available, &required);
        }
    }
}

/// An assignment whose intent is not known may be of any.
fn unsaid(matches: &Matches, reason: &Reason) -> Intended {
    let included = super::matching::sum(&matches.included).any();
    let doubt = included.doubted(reason.clone());
    let mut found = Intended::default();
    for intent in Intent::ALL {
        found.give(intent, &doubt);
    }
    found
}

/// Whom each intent reaches on each side.
fn atoms(by_intent: &[OfIntent]) -> Vec<(Side, Intent, &Truth)> {
    let sides = by_intent.iter().flat_map(|of| {
        let Match { user, device } = &of.kept.sides;
        [
            (Side::User, of.intent, user),
            (Side::Device, of.intent, device),
        ]
    });
    sides.filter(|(.., truth)| !truth.is_never()).collect()
}

/// Every combination of sides and intents that members may have, by what it resolves to.
fn outcomes(atoms: &[(Side, Intent, &Truth)]) -> Vec<Outcome> {
    let all = atoms
        .iter()
        .fold(RoaringBitmap::new(), |all, (.., truth)| all | truth.may());
    let mut regions: Vec<Region> = vec![(Vec::new(), all)];
    for (side, intent, truth) in atoms {
        let may = truth.may();
        let mut split = Vec::new();
        for (chosen, region) in regions {
            let mut with = chosen.clone();
            with.push((*side, BTreeSet::from([*intent])));
            split.push((with, &region & &may));
            split.push((chosen, region - &truth.yes));
        }
        split.retain(|(_, region)| !region.is_empty());
        regions = split;
    }
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (chosen, region) in regions {
        let wins = resolve(&chosen);
        match outcomes.iter_mut().find(|(known, _)| *known == wins) {
            Some((_, all)) => *all |= region,
            None => outcomes.push((wins, region)),
        }
    }
    outcomes
}

/// The members that have one outcome for certain, and those that may have it.
fn certainly(atoms: &[(Side, Intent, &Truth)], outcomes: &[Outcome], at: usize) -> Truth {
    let Some((_, own)) = outcomes.get(at) else {
        return Truth::default();
    };
    let mut others = RoaringBitmap::new();
    for (other, (_, region)) in outcomes.iter().enumerate() {
        if other != at {
            others |= region;
        }
    }
    let mut truth = Truth::of(own - &others);
    let open = own & &others;
    for (.., atom) in atoms {
        for (reason, set) in &atom.unknown {
            truth.doubt(reason.clone(), set & &open);
        }
    }
    truth
}

fn undocumented() -> Reason {
    let text = "the app is assigned with intents that meet in a way that no source describes";
    Reason::new(ReasonCode::Undocumented, text)
}
