//! What groups hold through groups, cycles collapsed, found once for each that is asked.

use std::sync::OnceLock;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use roaring::RoaringBitmap;

use super::groups::{Group, Groups, Life};

/// The nesting of those groups that count.
#[derive(Debug)]
pub(crate) struct Nesting {
    /// Which groups count.
    counts: RoaringBitmap,
    /// The part that each group is in.
    part_of: Vec<u32>,
    parts: Vec<Part>,
    /// Whether members that are only possible count; none of them is a group (G11).
    with_maybe: bool,
}

/// Groups that hold each other: one group, or those of a cycle.
#[derive(Debug, Default)]
struct Part {
    groups: Vec<u32>,
    /// The parts that these hold.
    holds: Vec<u32>,
    closure: OnceLock<Closure>,
}

/// What a group holds, directly or through others.
#[derive(Debug, Default)]
pub(crate) struct Closure {
    /// The objects, groups among them.
    pub(crate) members: RoaringBitmap,
    /// The groups that lead to them, itself among them.
    pub(crate) groups: RoaringBitmap,
    /// Those that may hold more than was exported.
    pub(crate) gaps: Vec<u32>,
}

impl Nesting {
    /// The nesting of the groups that exist, by the members that they certainly hold.
    pub(crate) fn certain(groups: &Groups) -> Self {
        Self::new(groups, |group| matches!(group.life, Life::Alive))
    }

    /// The nesting of the groups that may exist, by the members that they may hold.
    pub(crate) fn possible(groups: &Groups) -> Self {
        Self {
            with_maybe: true,
            ..Self::new(groups, |group| !matches!(group.life, Life::Deleted))
        }
    }

    fn new(groups: &Groups, counts: impl Fn(&Group) -> bool) -> Self {
        let numbered = (0u32..).zip(groups.iter());
        let counts: RoaringBitmap = numbered
            .filter(|(_, group)| counts(group))
            .map(|(at, _)| at)
            .collect();
        let edges = counts.iter().flat_map(|from| {
            let members = groups.get(from).map_or(&[][..], |group| &group.members);
            members
                .iter()
                .filter_map(move |member| Some((from, groups.of(*member)?)))
        });
        let mut graph = DiGraph::<(), ()>::with_capacity(groups.len(), 0);
        for _ in 0..groups.len() {
            graph.add_node(());
        }
        graph.extend_with_edges(edges);
        Self::condensed(&graph, counts)
    }

    /// What a group holds.
    pub(crate) fn closure(&self, groups: &Groups, group: u32) -> &Closure {
        static NOTHING: OnceLock<Closure> = OnceLock::new();
        let part = self.part_of.get(group as usize).copied();
        match part.and_then(|part| self.parts.get(part as usize)) {
            Some(part) => part.closure.get_or_init(|| self.walk(groups, part)),
            None => NOTHING.get_or_init(Closure::default),
        }
    }

    fn condensed(graph: &DiGraph<(), ()>, counts: RoaringBitmap) -> Self {
        let mut part_of = vec![0; graph.node_count()];
        let mut parts = Vec::new();
        for (at, component) in (0u32..).zip(kosaraju_scc(graph)) {
            let groups: Vec<u32> = component.iter().map(|node| node.index() as u32).collect();
            for group in &groups {
                if let Some(slot) = part_of.get_mut(*group as usize) {
                    *slot = at;
                }
            }
            parts.push(Part {
                groups,
                ..Part::default()
            });
        }
        for part in &mut parts {
            let members = part.groups.iter();
            let next = members.flat_map(|group| graph.neighbors((*group).into()));
            part.holds = next
                .filter_map(|node| part_of.get(node.index()).copied())
                .collect();
            part.holds.sort_unstable();
            part.holds.dedup();
        }
        Self {
            counts,
            part_of,
            parts,
            with_maybe: false,
        }
    }

    fn walk(&self, groups: &Groups, start: &Part) -> Closure {
        let mut found = Closure::default();
        let mut seen = RoaringBitmap::new();
        let mut todo = vec![start];
        while let Some(part) = todo.pop() {
            if let Some(known) = part.closure.get() {
                found.unite(known);
                continue;
            }
            for group in &part.groups {
                self.add(groups, *group, &mut found);
            }
            let next = part.holds.iter().filter(|next| seen.insert(**next));
            todo.extend(next.filter_map(|next| self.parts.get(*next as usize)));
        }
        found.gaps.sort_unstable();
        found.gaps.dedup();
        found
    }

    fn add(&self, groups: &Groups, at: u32, found: &mut Closure) {
        let Some(group) = groups.get(at).filter(|_| self.counts.contains(at)) else {
            return;
        };
        found.groups.insert(at);
        found.members.extend(group.members.iter().copied());
        if self.with_maybe {
            found.members.extend(group.maybe.members.iter().copied());
        }
        if group.gap.is_some() {
            found.gaps.push(at);
        }
    }
}

impl Closure {
    fn unite(&mut self, other: &Self) {
        self.members |= &other.members;
        self.groups |= &other.groups;
        self.gaps.extend(&other.gaps);
    }
}
