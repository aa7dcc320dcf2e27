//! Kinds of Intune policies: what cases call them, and where Graph has them.

mod table;

use table::{IN_CATALOGUE, KINDS};

/// Where Graph has the policies of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The path of the collection.
    pub path: &'static str,
    /// The JSON type, without what all begin with.
    pub json_type: &'static str,
    /// What the properties of the settings catalogue say beside.
    pub catalogue: Option<Catalogue>,
}

/// What tells policies of the settings catalogue apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Catalogue {
    /// The family of the template that the policy was made from.
    pub family: &'static str,
    /// By what means it reaches devices.
    pub technologies: &'static str,
}

/// Operating systems that cases name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Windows.
    Windows,
    /// iOS and iPadOS.
    Ios,
    /// macOS.
    MacOs,
    /// Android, however it is enrolled.
    Android,
    /// Linux.
    Linux,
}

impl Platform {
    /// The platform that a case names.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let starts = |word: &str| name.starts_with(word);
        if starts("windows") {
            return Some(Self::Windows);
        }
        if starts("ios") || starts("ipad") {
            return Some(Self::Ios);
        }
        if starts("mac") {
            return Some(Self::MacOs);
        }
        if starts("android") || starts("aosp") {
            return Some(Self::Android);
        }
        starts("linux").then_some(Self::Linux)
    }

    /// Its name in the settings catalogue.
    pub const fn in_catalogue(self) -> &'static str {
        match self {
            Self::Windows => "windows10",
            Self::Ios => "iOS",
            Self::MacOs => "macOS",
            Self::Android => "android",
            Self::Linux => "linux",
        }
    }

    /// Its name in a restriction of enrolment.
    pub const fn in_restrictions(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::Ios => "ios",
            Self::MacOs => "mac",
            Self::Android => "android",
            Self::Linux => "linux",
        }
    }
}

/// The collection of the settings catalogue.
const CATALOGUE: &str = "deviceManagement/configurationPolicies";

/// What spellings may end with and mean the same.
const ENDINGS: &[&str] = &["policies", "policy", "profiles", "profile", "s"];

/// Where Graph has policies of a kind for a platform; none if the kind is not known.
pub fn place(kind: &str, platform: Option<Platform>) -> Option<Place> {
    let spelt: String = kind.chars().filter(char::is_ascii_alphanumeric).collect();
    let spelt = spelt.to_ascii_lowercase();
    let mut spellings = vec![spelt.as_str()];
    spellings.extend(ENDINGS.iter().filter_map(|end| spelt.strip_suffix(end)));
    let mut spellings = spellings.into_iter();
    spellings.find_map(|spelt| in_catalogue(spelt).or_else(|| of_its_own(spelt, platform)))
}

fn in_catalogue(spelt: &str) -> Option<Place> {
    let mut kinds = IN_CATALOGUE.iter();
    let (_, catalogue) = kinds.find(|(names, _)| lists(names, spelt))?;
    Some(Place {
        path: CATALOGUE,
        json_type: "deviceManagementConfigurationPolicy",
        catalogue: Some(*catalogue),
    })
}

fn of_its_own(spelt: &str, platform: Option<Platform>) -> Option<Place> {
    // What both have runs as a shell script on all but Windows.
    let is_script = spelt == "platformscript" || spelt == "script";
    let spelt = if is_script && platform.is_some_and(|it| it != Platform::Windows) {
        "shellscript"
    } else if spelt == "compliance" && platform == Some(Platform::Linux) {
        "linuxcompliance"
    } else {
        spelt
    };
    let mut kinds = KINDS.iter();
    let (_, path, types) = kinds.find(|(names, ..)| lists(names, spelt))?;
    let at = match platform {
        Some(Platform::Windows | Platform::Linux) | None => 0,
        Some(Platform::Ios) => 1,
        Some(Platform::MacOs) => 2,
        Some(Platform::Android) => 3,
    };
    let mut types = types.split(' ');
    let first = types.clone().next()?;
    let json_type = types.nth(at).unwrap_or(first);
    // A protection that is for no platform in particular is the tenant's default.
    let of_all = platform.is_none() && path.ends_with("managedAppPolicies");
    Some(Place {
        path,
        json_type: if of_all {
            "defaultManagedAppProtection"
        } else {
            json_type
        },
        catalogue: None,
    })
}

/// Whether a word is among others that blanks set apart.
fn lists(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::{Platform, place};

    #[test]
    fn kinds_are_found_however_they_are_spelt() {
        for (kind, platform, json_type) in [
            ("win32App", None, "win32LobApp"),
            (
                "Settings catalog",
                None,
                "deviceManagementConfigurationPolicy",
            ),
            ("updateRings", None, "windowsUpdateForBusinessConfiguration"),
            (
                "autopilotProfile",
                None,
                "azureADWindowsAutopilotDeploymentProfile",
            ),
            (
                "compliancePolicy",
                Some(Platform::Ios),
                "iosCompliancePolicy",
            ),
            ("platformScript", Some(Platform::MacOs), "deviceShellScript"),
        ] {
            let found = place(kind, platform).map(|place| place.json_type);
            assert_eq!(found, Some(json_type), "{kind}");
        }
        assert_eq!(place("toaster", None), None);
    }
}
