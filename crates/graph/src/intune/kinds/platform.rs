//! Operating systems: clause I15.

/// An operating system, as far as Intune tells policies apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Platform {
    Windows,
    WindowsPhone,
    Ios,
    MacOs,
    Android,
    Linux,
    ChromeOs,
}

/// The operating systems that a policy is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Platforms {
    /// Whatever a device runs.
    Any,
    /// These.
    Only(Vec<Platform>),
    /// Those that the policy itself names; until they are read, not known.
    Named,
    /// The export does not say.
    Unsaid,
}

/// What the operating systems of devices, and the platforms of policies, begin with.
const NAMES: &[(&str, Platform)] = &[
    ("windowsphone", Platform::WindowsPhone),
    ("windows", Platform::Windows),
    ("ios", Platform::Ios),
    ("ipad", Platform::Ios),
    ("iphone", Platform::Ios),
    ("macos", Platform::MacOs),
    ("macmdm", Platform::MacOs),
    ("android", Platform::Android),
    ("aosp", Platform::Android),
    ("linux", Platform::Linux),
    ("chromeos", Platform::ChromeOs),
];

impl Platform {
    /// The platform of what is named so, or whose JSON type begins so.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        if name == "windowsmobile" {
            return Some(Self::WindowsPhone);
        }
        let found = NAMES.iter().find(|(prefix, _)| name.starts_with(prefix));
        found.map(|(_, platform)| *platform)
    }
}

/// The platforms in a list that is separated by commas.
pub(crate) fn named(list: &str) -> Platforms {
    let words = list.split(',').filter(|word| !word.trim().is_empty());
    let known: Option<Vec<Platform>> = words.map(Platform::of).collect();
    match known {
        Some(known) if !known.is_empty() => Platforms::Only(known),
        Some(_) | None => Platforms::Unsaid,
    }
}
