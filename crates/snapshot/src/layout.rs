//! What tools write: which files are of which collection, and what stands around the objects in them.
//!
//! A layout is told by the names of files and by the first bytes of some, never
//! by reading a tree. What it says of a file comes after what the file says
//! itself: a type or a context of Graph is believed first.

mod detect;
mod folders;
mod item;
mod made;
mod role;
mod start;

mod audit;
mod azure_hound;
mod entra_exporter;
mod graph;
mod intune_backup;
mod intune_cd;
mod intune_management;
mod microsoft365_dsc;
pub(crate) mod resources;
mod scuba_gear;
mod targets;
mod tenant_configuration;
mod zero_trust;

pub(crate) use detect::{Sample, nearest, of_root};
pub(crate) use item::{Item, Value};
pub(crate) use made::Made;
pub(crate) use role::{Begin, Name, Recast, Role, Told, Way};
pub(crate) use start::Start;

use crate::recognise::FilePath;

/// A tool, or a way, to write exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Answers of Microsoft Graph as they came, `$batch` and changes included.
    Graph,
    /// `IntuneManagement`: a folder for each type of object.
    IntuneManagement,
    /// `IntuneCD`: folders named as the portal names them, targets by name.
    IntuneCd,
    /// `EntraExporter`: a folder for each object, named by its id.
    EntraExporter,
    /// `ScubaGear`: the settings of a tenant in one file, and reports.
    ScubaGear,
    /// Snapshots of Graph's tenant configuration management.
    TenantConfiguration,
    /// Intune Backup and Restore: assignments in folders beside the policies.
    IntuneBackup,
    /// Records of the unified audit log, and logs as Azure Monitor keeps them.
    Audit,
    /// `AzureHound`: one file with objects of each kind.
    AzureHound,
    /// A report of Microsoft 365 DSC, as JSON.
    Microsoft365Dsc,
    /// Zero Trust Assessment: pages in a folder for each kind of object.
    ZeroTrustAssessment,
}

/// What is known of the way a tool writes its exports.
pub(crate) trait Conventions: Sync {
    /// What the tool is called.
    fn name(&self) -> &'static str;

    /// What it is called on a command line.
    fn flag(&self) -> &'static str;

    /// Whether no other tool names a file so.
    fn is_named(&self, _file: &str, _folders: &[&str]) -> bool {
        false
    }

    /// Whether a file of this name is an export of its own.
    fn is_export(&self, _file: &str) -> bool {
        false
    }

    /// Folders that the tool makes, with the Graph path of what is in them.
    fn folders(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// How the objects of a file stand in it that begins as only this layout does, in any folder.
    fn begins(&self, _start: &Start<'_>) -> Option<Begin> {
        None
    }

    /// What a file of an export of the tool is, by its path.
    fn role(&self, _path: &FilePath<'_>) -> Role {
        Role::Graph
    }

    /// What stands behind keys of a file that begins as one of this layout; `*` is any item.
    fn way(&self, _keys: &[String]) -> Way {
        Way::Skip
    }

    /// The object of the tenant that an object of a file stands for; `stem` is the name of
    /// the file, without its extension.
    fn recast(&self, _item: &Item<'_>, _stem: &str) -> Recast {
        Recast::Same
    }

    /// The number in the name of the first page of an answer, where the tool counts from one number alone.
    fn first_page(&self) -> Option<u32> {
        None
    }

    /// Whether objects stand for others: in parts of files that begin as only those of
    /// the layout do, or in any other file of an export.
    fn recasts(&self, _in_part: bool) -> bool {
        false
    }

    /// What words behind keys say of collections.
    fn told(&self, _keys: &[String], _words: &[String]) -> Told {
        Told::default()
    }

    /// Keys whose values are names where Graph has ids.
    fn names(&self) -> &'static [Name] {
        &[]
    }

    /// A word that the tool writes for a part of values.
    fn placeholder(&self) -> Option<&'static str> {
        None
    }

    /// Whether the tool leaves ids out of objects, so that only names tell them apart.
    fn leaves_out_ids(&self) -> bool {
        false
    }

    /// Whether the tool leaves out keys whose value is null.
    fn leaves_out_nulls(&self) -> bool {
        false
    }

    /// What an object of a file that is no state of the tenant says of it.
    fn hint(&self, _item: &Item<'_>) -> Told {
        Told::default()
    }

    /// How many folders lead to the backup that a file is of, of a tool that leaves
    /// `assignments` out of objects that have none.
    fn base(&self, _path: &FilePath<'_>) -> Option<usize> {
        None
    }
}

impl Layout {
    /// All of them, in the order in which equal signs decide.
    pub const ALL: [Self; 11] = [
        Self::IntuneManagement,
        Self::IntuneCd,
        Self::IntuneBackup,
        Self::EntraExporter,
        Self::ScubaGear,
        Self::ZeroTrustAssessment,
        Self::TenantConfiguration,
        Self::AzureHound,
        Self::Microsoft365Dsc,
        Self::Audit,
        Self::Graph,
    ];

    /// What the tool is called.
    pub fn name(self) -> &'static str {
        self.conventions().name()
    }

    /// The folders, or the files, that each hold an export of the tool, if there are several.
    pub(crate) fn exports(self, paths: &[&str]) -> Vec<String> {
        let conventions = self.conventions();
        let name = |path: &str| {
            path.rsplit('/')
                .next()
                .is_some_and(|it| conventions.is_export(it))
        };
        let files: Vec<String> = paths
            .iter()
            .filter(|path| name(path))
            .map(|path| (*path).to_owned())
            .collect();
        if files.len() > 1 {
            return files;
        }
        folders::exports(conventions.folders(), paths)
    }

    /// What the layout is called on a command line: `intune-management`.
    pub fn flag(self) -> &'static str {
        self.conventions().flag()
    }

    /// The layout that is called so on a command line.
    pub fn of_flag(flag: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|layout| layout.flag().eq_ignore_ascii_case(flag))
    }

    /// Whether the tool leaves out keys whose value is null, so that an absent key is one.
    pub(crate) fn leaves_out_nulls(self) -> bool {
        self.conventions().leaves_out_nulls()
    }

    pub(crate) fn conventions(self) -> &'static dyn Conventions {
        match self {
            Self::Graph => &graph::Graph,
            Self::IntuneManagement => &intune_management::IntuneManagement,
            Self::IntuneCd => &intune_cd::IntuneCd,
            Self::EntraExporter => &entra_exporter::EntraExporter,
            Self::ScubaGear => &scuba_gear::ScubaGear,
            Self::TenantConfiguration => &tenant_configuration::TenantConfiguration,
            Self::IntuneBackup => &intune_backup::IntuneBackup,
            Self::Audit => &audit::Audit,
            Self::AzureHound => &azure_hound::AzureHound,
            Self::Microsoft365Dsc => &microsoft365_dsc::Microsoft365Dsc,
            Self::ZeroTrustAssessment => &zero_trust::ZeroTrust,
        }
    }

    /// The layout of a file whose objects stand in more than an answer of Graph, and how.
    pub(crate) fn wrapping(start: &Start<'_>) -> Option<(Self, Begin)> {
        let mut begun = Self::ALL
            .into_iter()
            .filter_map(|layout| Some((layout, layout.conventions().begins(start)?)));
        begun.next()
    }
}

#[cfg(test)]
mod tests;
