//! Answers about many objects at once: sets of those for whom it is so.
//!
//! Targeting is worked out on sets. A question about one object is asked of a
//! set of one, so that there is one way to answer, and what is true of each
//! member is what is told of all.

use roaring::RoaringBitmap;
use tenet_snapshot::Reason;

use crate::Answer;
use crate::membership::sorted;

/// For whom something is so, and for whom nobody can know.
///
/// Whoever is in no set is one for whom it is not so. Numbers are those of a
/// [`Population`](crate::population::Population), or of the directory.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Truth {
    /// Those for whom it is so.
    pub(crate) yes: RoaringBitmap,
    /// Those for whom nobody can know, by each reason; none of them is in `yes`.
    pub(crate) unknown: Vec<(Reason, RoaringBitmap)>,
}

impl Truth {
    /// So for these, and for nobody else.
    pub(crate) fn of(yes: RoaringBitmap) -> Self {
        Self {
            yes,
            unknown: Vec::new(),
        }
    }

    /// Unknown for these.
    pub(crate) fn unknown(all: RoaringBitmap, reason: Reason) -> Self {
        let mut truth = Self::default();
        truth.doubt(reason, all);
        truth
    }

    /// Those for whom it is so, or may be.
    pub(crate) fn may(&self) -> RoaringBitmap {
        let mut may = self.yes.clone();
        for (_, set) in &self.unknown {
            may |= set;
        }
        may
    }

    /// Whether it is not so for anybody.
    pub(crate) fn is_never(&self) -> bool {
        self.yes.is_empty() && self.unknown.is_empty()
    }

    /// What it says of one.
    pub(crate) fn answer(&self, one: u32) -> Answer {
        if self.yes.contains(one) {
            return Answer::Yes;
        }
        let about = self.unknown.iter().filter(|(_, set)| set.contains(one));
        let reasons: Vec<Reason> = about.map(|(reason, _)| reason.clone()).collect();
        if reasons.is_empty() {
            return Answer::No;
        }
        Answer::Unknown(sorted(reasons))
    }

    /// One answer for all of these.
    pub(crate) fn same(all: &RoaringBitmap, answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::of(all.clone()),
            Answer::No => Self::default(),
            Answer::Unknown(reasons) => {
                let mut truth = Self::default();
                for reason in reasons {
                    truth.doubt(reason, all.clone());
                }
                truth
            }
        }
    }

    /// Says what is so of one.
    pub(crate) fn set(&mut self, one: u32, answer: Answer) {
        match answer {
            Answer::Yes => {
                self.yes.insert(one);
            }
            Answer::No => {}
            Answer::Unknown(reasons) => {
                for reason in reasons {
                    self.doubt_one(reason, one);
                }
            }
        }
    }

    /// Says what is so of all of these, of whom nothing was said before.
    pub(crate) fn add(&mut self, these: &RoaringBitmap, answer: Answer) {
        match answer {
            Answer::Yes => self.yes |= these,
            Answer::No => {}
            Answer::Unknown(reasons) => {
                for reason in reasons {
                    self.doubt(reason, these.clone());
                }
            }
        }
    }

    /// Both.
    #[must_use]
    pub(crate) fn and(self, other: &Self) -> Self {
        if self.is_never() || other.is_never() {
            return Self::default();
        }
        let (own, others) = (self.may(), other.may());
        let mut both = Self::of(&self.yes & &other.yes);
        for (reason, set) in self.unknown {
            both.doubt(reason, set & &others);
        }
        for (reason, set) in &other.unknown {
            both.doubt(reason.clone(), set & &own);
        }
        both
    }

    /// Either.
    #[must_use]
    pub(crate) fn or(mut self, other: &Self) -> Self {
        if other.is_never() {
            return self;
        }
        for (_, set) in &mut self.unknown {
            *set -= &other.yes;
        }
        for (reason, set) in &other.unknown {
            self.doubt(reason.clone(), set - &self.yes);
        }
        self.yes |= &other.yes;
        self.unknown.retain(|(_, set)| !set.is_empty());
        self
    }

    /// This, and not the other.
    #[must_use]
    pub(crate) fn and_not(self, other: &Self) -> Self {
        if self.is_never() || other.is_never() {
            return self;
        }
        let own = self.may();
        let mut kept = Self::of(self.yes - other.may());
        for (reason, set) in self.unknown {
            kept.doubt(reason, set - &other.yes);
        }
        for (reason, set) in &other.unknown {
            kept.doubt(reason.clone(), set & &own);
        }
        kept
    }

    /// The same, with one more reason where it is unknown.
    #[must_use]
    pub(crate) fn because(mut self, reason: Reason) -> Self {
        let mut all = RoaringBitmap::new();
        for (_, set) in &self.unknown {
            all |= set;
        }
        self.doubt(reason, all);
        self
    }

    /// The same, unknown for this reason where it is so or may be.
    #[must_use]
    pub(crate) fn doubted(self, reason: Reason) -> Self {
        let mut truth = Self {
            yes: RoaringBitmap::new(),
            unknown: self.unknown,
        };
        truth.doubt(reason, self.yes);
        truth
    }

    /// What it says of these alone.
    #[must_use]
    pub(crate) fn among(mut self, these: &RoaringBitmap) -> Self {
        self.yes &= these;
        for (_, set) in &mut self.unknown {
            *set &= these;
        }
        self.unknown.retain(|(_, set)| !set.is_empty());
        self
    }

    /// Says that nobody can know it of these; what is known to be so stays.
    pub(crate) fn doubt(&mut self, reason: Reason, mut these: RoaringBitmap) {
        these -= &self.yes;
        if these.is_empty() {
            return;
        }
        match self.unknown.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, set)) => *set |= these,
            None => self.unknown.push((reason, these)),
        }
    }

    fn doubt_one(&mut self, reason: Reason, one: u32) {
        if self.yes.contains(one) {
            return;
        }
        match self.unknown.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, set)) => {
                set.insert(one);
            }
            None => self.unknown.push((reason, RoaringBitmap::from_iter([one]))),
        }
    }
}
