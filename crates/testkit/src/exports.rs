//! Exports of one small tenant, as each tool writes them, with the quirks of each.
//!
//! All are made of one [`Model`], so that what a reader makes of one can be held
//! against what it makes of another, and both against the model. Nothing in them
//! was copied from a real export.

mod audit;
mod azure_hound;
mod entities;
mod entra_exporter;
mod graph;
mod intune_backup;
mod intune_cd;
mod intune_management;
mod microsoft365_dsc;
mod model;
mod resources;
mod scuba_gear;
mod tenant_configuration;
mod write;
mod zero_trust;

use std::collections::BTreeMap;

use tenet_snapshot::Layout;

use crate::{Json, Memory};

pub use audit::{Wrapping, audit};
pub use model::{Access, Event, Group, Kind, Model, Named, Policy, Scope, Target};
pub use write::Style;

/// What a tool wrote: the files of one root.
#[derive(Debug, Clone)]
pub struct Export {
    /// The tool.
    pub layout: Layout,
    /// The files, by their paths below the root.
    pub files: BTreeMap<String, Vec<u8>>,
    /// How many objects of each collection stand in them, by Graph path.
    pub counts: BTreeMap<&'static str, usize>,
}

impl Export {
    /// The export of a tenant by a tool.
    pub fn of(layout: Layout, model: &Model) -> Self {
        match layout {
            Layout::Graph => graph::write(model),
            Layout::IntuneManagement => intune_management::write(model),
            Layout::IntuneCd => intune_cd::write(model),
            Layout::EntraExporter => entra_exporter::write(model),
            Layout::ScubaGear => scuba_gear::write(model),
            Layout::TenantConfiguration => tenant_configuration::write(model),
            Layout::IntuneBackup => intune_backup::write(model),
            Layout::Audit => audit(model, Wrapping::Search),
            Layout::AzureHound => azure_hound::write(model),
            Layout::Microsoft365Dsc => microsoft365_dsc::write(model),
            Layout::ZeroTrustAssessment => zero_trust::write(model),
        }
    }

    /// Adds the files to a world, in a folder of that name.
    pub fn add_to(&self, world: &mut Memory, root: &str) {
        for (path, bytes) in &self.files {
            world.add(format!("{root}/{path}"), bytes.clone());
        }
    }

    fn new(layout: Layout) -> Self {
        Self {
            layout,
            files: BTreeMap::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Adds a file.
    fn add(&mut self, path: impl Into<String>, json: &Json, style: Style) {
        self.files.insert(path.into(), style.bytes(json));
    }

    /// Says that the files hold further objects of a collection.
    fn holds(&mut self, collection: &'static str, objects: usize) {
        *self.counts.entry(collection).or_default() += objects;
    }
}
