//! Which tool wrote an export, as the names of its files tell it.
//!
//! What this version reads of any export is Graph's own answers and objects:
//! files that say their collection, or stand where a path of Graph does. An
//! export of a tool that writes something else is told by name, so that nobody
//! wonders why little was found in it.

mod signs;

use signs::Signs;

/// A tool, or a way, to write exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// `IntuneManagement`: a folder for each type of object.
    IntuneManagement,
    /// `IntuneCD`: folders named as the portal names them, targets by name.
    IntuneCd,
    /// Intune Backup and Restore: assignments in folders beside the policies.
    IntuneBackup,
    /// `EntraExporter`: a folder for each object, named by its id.
    EntraExporter,
    /// `ScubaGear`: the settings of a tenant in one file, and reports.
    ScubaGear,
    /// Zero Trust Assessment: pages in a folder for each kind of object.
    ZeroTrustAssessment,
    /// Microsoft 365 DSC: a configuration as a script.
    Microsoft365Dsc,
}

/// Of a large export as many files tell as much as all.
const MOST: usize = 5_000;

impl Layout {
    /// All of them, in the order in which equal signs decide.
    pub const ALL: [Self; 7] = [
        Self::IntuneManagement,
        Self::IntuneBackup,
        Self::IntuneCd,
        Self::EntraExporter,
        Self::ScubaGear,
        Self::ZeroTrustAssessment,
        Self::Microsoft365Dsc,
    ];

    /// What the tool is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::IntuneManagement => "IntuneManagement",
            Self::IntuneCd => "IntuneCD",
            Self::IntuneBackup => "Intune Backup and Restore",
            Self::EntraExporter => "EntraExporter",
            Self::ScubaGear => "ScubaGear",
            Self::ZeroTrustAssessment => "Zero Trust Assessment",
            Self::Microsoft365Dsc => "Microsoft365DSC",
        }
    }

    /// Whether the tool writes Graph's own objects, which say what they are.
    pub const fn is_read(self) -> bool {
        match self {
            Self::IntuneManagement | Self::ZeroTrustAssessment => true,
            Self::IntuneCd
            | Self::IntuneBackup
            | Self::EntraExporter
            | Self::ScubaGear
            | Self::Microsoft365Dsc => false,
        }
    }

    /// The tool that wrote a root, by the paths of its files from the root; none
    /// if they are named as Graph's answers are, or in no way that is known.
    pub fn of(paths: &[&str]) -> Option<Self> {
        let mut signs = Self::ALL.map(Signs::new);
        for path in paths.iter().take(MOST) {
            for sign in &mut signs {
                sign.look(path);
            }
        }
        let found = signs.into_iter().filter(Signs::is_enough);
        // Of equal ones the first.
        let most = found.rev().max_by_key(Signs::score);
        most.map(|signs| signs.layout)
    }
}

#[cfg(test)]
mod tests;
