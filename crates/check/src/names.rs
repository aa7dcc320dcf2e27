//! What a name stands for, seen from a pack.

use std::collections::BTreeMap;

use tenet_base::{IndexVec, Span, id::Id};
use tenet_hir::{DefId, EntityId, EnumId, PackId, ParamId, Program, RecordId, SetId};
use tenet_syntax::ast;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Entity(EntityId),
    Record(RecordId),
    Enum(EnumId),
    /// A named union: its position among the unions of its pack.
    Union(PackId, usize),
    Param(ParamId),
    Set(SetId),
    Def(DefId),
    /// A template, by its position among the items.
    Template(usize),
    /// The name of an item that could not be read.
    Broken,
}

/// A declaration.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) named: Named,
    pub(crate) span: Span,
}

/// What a look-up gives.
#[derive(Debug, Clone)]
pub(crate) enum Lookup {
    Found(Named),
    Missing,
    /// Two open packs declare the name: their aliases.
    Ambiguous(Vec<String>),
    /// No dependency has that alias.
    NoPack,
}

/// All names of all packs.
#[derive(Debug, Default)]
pub(crate) struct Names {
    packs: IndexVec<PackId, PackNames>,
}

#[derive(Debug, Default)]
struct PackNames {
    own: BTreeMap<String, Entry>,
    /// Alias, pack, whether open.
    depends: Vec<(String, PackId, bool)>,
}

impl Names {
    /// The names of what a program holds already.
    pub(crate) fn of_program(program: &Program) -> Self {
        let mut names = Self::default();
        for scope in &program.scopes {
            let depends = scope.depends.iter();
            let depends = depends
                .map(|to| (to.alias.clone(), to.pack, to.open))
                .collect();
            names.packs.push(PackNames {
                own: BTreeMap::new(),
                depends,
            });
        }
        names.add_types(program);
        names.add_values(program);
        names
    }

    fn add_types(&mut self, program: &Program) {
        for (id, item) in program.entities.iter_enumerated() {
            self.declare(item.pack, &item.name, Named::Entity(id), item.span);
        }
        for (id, item) in program.records.iter_enumerated() {
            self.declare(item.pack, &item.name, Named::Record(id), item.span);
        }
        for (id, item) in program.enums.iter_enumerated() {
            if let Some((pack, span)) = item.declared {
                self.declare(pack, &item.name, Named::Enum(id), span);
            }
        }
        for (pack, scope) in program.scopes.iter_enumerated() {
            for (position, union) in scope.unions.iter().enumerate() {
                self.declare(pack, &union.name, Named::Union(pack, position), union.span);
            }
        }
    }

    fn add_values(&mut self, program: &Program) {
        for (id, item) in program.params.iter_enumerated() {
            self.declare(item.pack, &item.name, Named::Param(id), item.span);
        }
        for (id, item) in program.sets.iter_enumerated() {
            self.declare(item.pack, &item.name, Named::Set(id), item.span);
        }
        for (id, item) in program.defs.iter_enumerated() {
            self.declare(item.pack, &item.name, Named::Def(id), item.span);
        }
    }

    /// Declares a name; gives the place of the first declaration if there is one.
    pub(crate) fn declare(
        &mut self,
        pack: PackId,
        name: &str,
        named: Named,
        span: Span,
    ) -> Option<Span> {
        let own = &mut self.packs[pack].own;
        if let Some(first) = own.get(name) {
            return Some(first.span);
        }
        own.insert(name.to_owned(), Entry { named, span });
        None
    }

    /// What a name stands for, with or without an alias.
    pub(crate) fn qualified(&self, pack: PackId, name: &ast::QualifiedName) -> Lookup {
        match &name.qualifier {
            Some(alias) => self.of_alias(pack, &alias.text, &name.name.text),
            None => self.plain(pack, &name.name.text),
        }
    }

    /// What a name without an alias stands for: the pack's own, else one of an open pack.
    pub(crate) fn plain(&self, pack: PackId, name: &str) -> Lookup {
        if let Some(entry) = self.packs[pack].own.get(name) {
            return Lookup::Found(entry.named);
        }
        let open = self.packs[pack].depends.iter().filter(|(_, _, open)| *open);
        let found: Vec<(&str, Named)> = open
            .filter_map(|(alias, to, _)| {
                Some((alias.as_str(), self.packs[*to].own.get(name)?.named))
            })
            .collect();
        match found.as_slice() {
            [] => Lookup::Missing,
            [(_, named)] => Lookup::Found(*named),
            [(_, first), rest @ ..] if rest.iter().all(|(_, named)| named == first) => {
                Lookup::Found(*first)
            }
            [..] => Lookup::Ambiguous(found.iter().map(|(alias, _)| (*alias).to_owned()).collect()),
        }
    }

    /// What `alias.name` stands for.
    pub(crate) fn of_alias(&self, pack: PackId, alias: &str, name: &str) -> Lookup {
        let Some(to) = self.alias(pack, alias) else {
            return Lookup::NoPack;
        };
        let entry = self.packs[to].own.get(name);
        entry.map_or(Lookup::Missing, |entry| Lookup::Found(entry.named))
    }

    /// The pack that has that alias.
    pub(crate) fn alias(&self, pack: PackId, alias: &str) -> Option<PackId> {
        let depends = &self.packs[pack].depends;
        depends
            .iter()
            .find(|(name, _, _)| name == alias)
            .map(|(_, to, _)| *to)
    }

    /// The aliases of a pack's dependencies.
    pub(crate) fn aliases(&self, pack: PackId) -> Vec<&str> {
        self.packs[pack]
            .depends
            .iter()
            .map(|(alias, _, _)| alias.as_str())
            .collect()
    }

    /// All names that are seen from a pack without an alias.
    pub(crate) fn visible(&self, pack: PackId) -> impl Iterator<Item = (&str, Named)> {
        let open = self.packs[pack].depends.iter().filter(|(_, _, open)| *open);
        std::iter::once(pack)
            .chain(open.map(|(_, to, _)| *to))
            .flat_map(|pack| self.own(pack))
    }

    /// The names that a pack declares.
    pub(crate) fn own(&self, pack: PackId) -> impl Iterator<Item = (&str, Named)> {
        let own = self.packs[pack].own.iter();
        own.map(|(name, entry)| (name.as_str(), entry.named))
    }

    /// The pack and all that it stands on, itself first.
    pub(crate) fn below(&self, pack: PackId) -> Vec<PackId> {
        let mut found = vec![pack];
        let mut at = 0;
        while let Some(here) = found.get(at).copied() {
            for (_, to, _) in &self.packs[here].depends {
                if !found.contains(to) {
                    found.push(*to);
                }
            }
            at += 1;
        }
        found.sort_by_key(|below| (*below != pack, below.index()));
        found
    }
}
