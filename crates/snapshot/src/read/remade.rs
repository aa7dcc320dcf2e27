//! Objects that stand for others: as a layout says, and owners that stand beside their file.

use super::reader::Reader;
use crate::json::{Fault, FaultKind};
use crate::layout::{Item, Layout, Made, Recast};
use crate::recognise::{Container, Whose};
use crate::walk::Visitor as _;

impl Reader<'_> {
    /// Reads an object as the one that it stands for.
    pub(super) fn recast(
        &mut self,
        layout: Layout,
        text: &str,
        offset: u64,
    ) -> Result<usize, Fault> {
        let item = Item::read(text)?;
        if !item.value.is_object() {
            return self.plain(text, offset);
        }
        let own = self.part.container.as_ref();
        match layout.conventions().recast(&item, self.stem()) {
            Recast::Same => self.plain(text, offset),
            Recast::Left => {
                self.part.left.add(offset, Vec::new());
                Ok(item.used)
            }
            Recast::Object(path, made) => {
                let container = match (path, own) {
                    ("", Some(own)) => own.clone(),
                    (path, _) => Container::of_part(self.plans(), path),
                };
                self.remade(&container, &made, (text, offset))?;
                Ok(item.used)
            }
        }
    }

    /// Reads an object that was made of parts of the one in the text.
    fn remade(
        &mut self,
        container: &Container,
        made: &Made,
        (text, offset): (&str, u64),
    ) -> Result<(), Fault> {
        let text = made.render(text);
        let expected = container.collection_of(self.plans(), None);
        let whole = |fault: Fault| Fault {
            at: 0,
            // What was made is all there: no more text would mend it.
            kind: match fault.kind {
                FaultKind::End => FaultKind::Syntax("a part of it is no JSON".to_owned()),
                kind @ (FaultKind::Syntax(_) | FaultKind::TooDeep) => kind,
            },
        };
        let (mut facts, _) = self.attempt(&text, expected).map_err(whole)?;
        let belongs = self.in_container(container);
        if belongs != expected {
            self.take_back(expected);
            (facts, _) = self.attempt(&text, belongs).map_err(whole)?;
        }
        let own = self.part.container.as_ref();
        if let Some(path) = &container.path
            && own.is_none_or(|own| own.path.as_ref() != Some(path))
        {
            *self.part.counts.entry(path.clone()).or_default() += 1;
        }
        let digest = self.digest(&text, belongs).map_err(whole)?;
        self.keep(facts, belongs, (offset, Some(made)), digest);
        Ok(())
    }

    /// What an object of a file that is no state of the tenant says of it.
    pub(super) fn hint(&mut self, layout: Layout, text: &str, offset: u64) -> Result<usize, Fault> {
        let item = Item::read(text)?;
        if !item.value.is_object() {
            return self.plain(text, offset);
        }
        self.told(layout.conventions().hint(&item));
        Ok(item.used)
    }

    /// Whether the file is the owner of the list itself, with nothing but the list.
    pub(super) fn is_owner(&self, text: &str) -> Result<bool, Fault> {
        let list = self
            .part
            .container
            .as_ref()
            .and_then(|own| own.list.as_ref());
        match list {
            Some(list) if matches!(list.whose, Whose::File(_)) => {
                let item = Item::read(text)?;
                Ok(item.value.field(&list.name).is_some())
            }
            Some(_) | None => Ok(false),
        }
    }

    /// Reads the owner of the list.
    pub(super) fn owner(&mut self, text: &str, offset: u64) -> Result<usize, Fault> {
        let list = self
            .part
            .container
            .as_ref()
            .and_then(|own| own.list.as_ref());
        let owner = list.and_then(|list| self.plans().projection.find(&list.owner));
        let (facts, used) = self.attempt(text, owner)?;
        let digest = self.digest(text, owner)?;
        self.keep(facts, owner, (offset, None), digest);
        // The list came with its owner: a second, empty one would contradict it.
        self.part.list = None;
        Ok(used)
    }
}
