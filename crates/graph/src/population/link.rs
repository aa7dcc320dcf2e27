//! From objects that are asked about to the objects that groups hold.

use roaring::RoaringBitmap;
use tenet_snapshot::Reason;

use crate::joins::Side;
use crate::truth::Truth;

/// Which object stands for each member of a population on one side.
#[derive(Debug, Default)]
pub(crate) struct Link {
    /// The number of what stands for a member, and the member, sorted.
    pairs: Vec<(u32, u32)>,
    /// The same, the member first.
    by_member: Vec<(u32, u32)>,
    /// Those of whom it is known what stands for them.
    pub(crate) known: RoaringBitmap,
    /// Those of whom it is not, by the reason.
    pub(crate) unknown: Vec<(Reason, RoaringBitmap)>,
    /// Whether each member stands for itself.
    same: bool,
}

/// Beyond this share of the pairs, going through all of them beats looking each up.
const FEW: u64 = 16;

impl Link {
    /// Members that stand for themselves.
    pub(crate) fn same(members: &RoaringBitmap) -> Self {
        Self {
            known: members.clone(),
            same: true,
            ..Self::default()
        }
    }

    /// What stands for a member.
    pub(crate) fn add(&mut self, member: u32, number: u32) {
        self.by_member.push((member, number));
        self.known.insert(member);
    }

    /// A member for whom nobody can know.
    pub(crate) fn add_unknown(&mut self, member: u32, reason: &Reason) {
        match self.unknown.iter_mut().find(|(known, _)| known == reason) {
            Some((_, set)) => {
                set.insert(member);
            }
            None => self
                .unknown
                .push((reason.clone(), RoaringBitmap::from_iter([member]))),
        }
    }

    /// Says that all members were added.
    pub(crate) fn finish(&mut self) {
        self.by_member.sort_unstable();
        let turned = self
            .by_member
            .iter()
            .map(|(member, number)| (*number, *member));
        self.pairs = turned.collect();
        self.pairs.sort_unstable();
    }

    /// The members that these numbers stand for.
    pub(crate) fn pull(&self, numbers: &RoaringBitmap) -> RoaringBitmap {
        if self.same {
            return numbers & &self.known;
        }
        if numbers.len().saturating_mul(FEW) < self.pairs.len() as u64 {
            return numbers
                .iter()
                .flat_map(|number| self.members_of(number))
                .collect();
        }
        let found = self
            .pairs
            .iter()
            .filter(|(number, _)| numbers.contains(*number));
        let mut members: Vec<u32> = found.map(|(_, member)| *member).collect();
        members.sort_unstable();
        members.into_iter().collect()
    }

    /// What is true of numbers, of the members that they stand for.
    pub(crate) fn pull_truth(&self, truth: &Truth) -> Truth {
        let mut pulled = Truth::of(self.pull(&truth.yes));
        for (reason, set) in &truth.unknown {
            pulled.doubt(reason.clone(), self.pull(set));
        }
        pulled
    }

    /// The numbers that stand for these members.
    pub(crate) fn push(&self, members: &RoaringBitmap) -> RoaringBitmap {
        if self.same {
            return members & &self.known;
        }
        let found = self
            .by_member
            .iter()
            .filter(|(member, _)| members.contains(*member));
        found.map(|(_, number)| *number).collect()
    }

    /// Those of some members.
    pub(crate) fn among(&self, members: &RoaringBitmap) -> Self {
        let unknown = self.unknown.iter();
        let mut link = Self {
            pairs: Vec::new(),
            by_member: Vec::new(),
            known: &self.known & members,
            unknown: unknown
                .map(|(reason, set)| (reason.clone(), set & members))
                .filter(|(_, set)| !set.is_empty())
                .collect(),
            same: self.same,
        };
        for member in members {
            let at = self
                .by_member
                .binary_search_by_key(&member, |(one, _)| *one);
            link.by_member
                .extend(at.ok().and_then(|at| self.by_member.get(at)));
        }
        link.finish();
        link
    }

    /// All numbers that stand for some member.
    pub(crate) fn numbers(&self) -> RoaringBitmap {
        if self.same {
            return self.known.clone();
        }
        self.pairs.iter().map(|(number, _)| *number).collect()
    }

    /// What stands for one member.
    pub(crate) fn side(&self, member: u32) -> Option<u32> {
        if self.same {
            return self.known.contains(member).then_some(member);
        }
        let at = self
            .by_member
            .binary_search_by_key(&member, |(one, _)| *one);
        self.by_member.get(at.ok()?).map(|(_, number)| *number)
    }

    /// The members that a number stands for.
    pub(crate) fn members_of(&self, number: u32) -> impl Iterator<Item = u32> {
        let start = self.pairs.partition_point(|(known, _)| *known < number);
        let rest = self.pairs.get(start..).unwrap_or_default();
        let linked = rest.iter().take_while(move |(known, _)| *known == number);
        let own = (self.same && self.known.contains(number)).then_some(number);
        linked.map(|(_, member)| *member).chain(own)
    }
}

/// Where a side leads, as the number of an object.
pub(crate) fn add_side(
    link: &mut Link,
    member: u32,
    side: &Side,
    number: impl Fn(tenet_base::Symbol) -> u32,
) {
    match side {
        Side::None => {}
        Side::Is(key) => link.add(member, number(*key)),
        Side::Unknown(reason) => link.add_unknown(member, reason),
    }
}
