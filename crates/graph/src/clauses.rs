//! The clauses of the targeting semantics, and how certain each is.

/// A clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// Its number: `I7`.
    pub id: &'static str,
    /// How certain it is.
    pub certainty: Certainty,
    /// What it says, in one sentence.
    pub text: &'static str,
}

/// How certain a clause is; none was tried on a live tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Microsoft's documentation says it.
    Documented,
    /// It is how we read the documentation.
    Inferred,
    /// No source settles it.
    Open,
}

impl Certainty {
    /// Its word in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Inferred => "inferred",
            Self::Open => "open",
        }
    }
}

/// All clauses that decide about reach, in their order.
pub const CLAUSES: &[Clause] = &[
    clause_of(
        "V1",
        Certainty::Inferred,
        "A policy reaches an object, does not, or nobody can know.",
    ),
    clause_of(
        "V2",
        Certainty::Inferred,
        "What is unknown is never read as false.",
    ),
    clause_of(
        "V3",
        Certainty::Inferred,
        "Reached means targeted: nothing is said of delivery, installation or compliance.",
    ),
    clause_of(
        "J1",
        Certainty::Documented,
        "A device of the directory has an object id and a deviceId.",
    ),
    clause_of(
        "J2",
        Certainty::Documented,
        "A managed device names its device of the directory by deviceId, and its user.",
    ),
    clause_of(
        "J3",
        Certainty::Inferred,
        "A managed device is in the groups that hold the object id of its device of the directory.",
    ),
    clause_of(
        "J4",
        Certainty::Inferred,
        "Without a usable deviceId nothing is known of the groups of a device.",
    ),
    clause_of(
        "J5",
        Certainty::Inferred,
        "Two devices with one deviceId cannot be told apart.",
    ),
    clause_of(
        "J6",
        Certainty::Documented,
        "A device has one primary user or none, who need not be who enrolled it.",
    ),
    clause_of(
        "J7",
        Certainty::Documented,
        "Autopilot marks its devices in the directory; a new object loses the mark.",
    ),
    clause_of(
        "G1",
        Certainty::Documented,
        "Security groups hold users, devices, service principals, contacts and security groups.",
    ),
    clause_of(
        "G2",
        Certainty::Documented,
        "A list of members holds direct members.",
    ),
    clause_of(
        "G3",
        Certainty::Documented,
        "Members of nested groups are members.",
    ),
    clause_of(
        "G4",
        Certainty::Documented,
        "Entra refuses some nestings; those that the export holds count all the same.",
    ),
    clause_of(
        "G5",
        Certainty::Open,
        "Groups may hold each other in a circle.",
    ),
    clause_of(
        "G6",
        Certainty::Documented,
        "Whether an object is in a group is asked through all groups between.",
    ),
    clause_of(
        "G7",
        Certainty::Documented,
        "Entra limits how many groups there are and what they hold.",
    ),
    clause_of(
        "G8",
        Certainty::Documented,
        "Policies, claims and Conditional Access count nested members; licences and app roles do not.",
    ),
    clause_of(
        "G9",
        Certainty::Documented,
        "A group that Intune uses has to be security-enabled.",
    ),
    clause_of(
        "G10",
        Certainty::Inferred,
        "The stored members of a dynamic group count, not its rule.",
    ),
    clause_of(
        "G11",
        Certainty::Documented,
        "A group with a rule holds no groups, and no roles.",
    ),
    clause_of("G12", Certainty::Inferred, "A deleted group holds nobody."),
    clause_of(
        "G13",
        Certainty::Documented,
        "Lists of members of the v1.0 endpoint leave service principals out.",
    ),
    clause_of(
        "G14",
        Certainty::Inferred,
        "Hidden members that were not exported are unknown, not none.",
    ),
    clause_of(
        "I1",
        Certainty::Documented,
        "Assignments name groups, exclude groups, or name all users, all devices or a collection.",
    ),
    clause_of(
        "I2",
        Certainty::Documented,
        "All users are those with a licence for Intune, all devices those that are enrolled.",
    ),
    clause_of(
        "I3",
        Certainty::Documented,
        "A group of devices reaches the device, whoever signs in.",
    ),
    clause_of(
        "I4",
        Certainty::Documented,
        "A group of users reaches the devices of the user.",
    ),
    clause_of(
        "I5",
        Certainty::Inferred,
        "Without an inclusion that matches nobody is reached.",
    ),
    clause_of(
        "I6",
        Certainty::Documented,
        "An exclusion beats an inclusion of the same kind.",
    ),
    clause_of(
        "I7",
        Certainty::Documented,
        "An exclusion of another kind than the inclusion is not supported.",
    ),
    clause_of(
        "I8",
        Certainty::Documented,
        "Which exclusions are supported depends on the kinds of the groups.",
    ),
    clause_of(
        "I9",
        Certainty::Inferred,
        "Whether a match is of the user or of the device is told of each match.",
    ),
    clause_of(
        "I10",
        Certainty::Documented,
        "An include filter keeps the devices that it fits, an exclude filter those that it does not.",
    ),
    clause_of(
        "I11",
        Certainty::Documented,
        "Exclude filters win over no filter, and no filter over include filters.",
    ),
    clause_of(
        "I12",
        Certainty::Documented,
        "Of several filters of the mode that wins, one that fits is enough.",
    ),
    clause_of(
        "I13",
        Certainty::Inferred,
        "A filter that is missing, cannot be read or is for another platform says nothing.",
    ),
    clause_of(
        "I14",
        Certainty::Documented,
        "Some kinds of policies support no filters.",
    ),
    clause_of(
        "I15",
        Certainty::Documented,
        "A policy reaches the devices of its platform.",
    ),
    clause_of(
        "I16",
        Certainty::Documented,
        "On devices that are registered only, scripts for users are ignored.",
    ),
    clause_of(
        "I17",
        Certainty::Inferred,
        "On a co-managed device Intune applies what it has the workload of.",
    ),
    clause_of(
        "I18",
        Certainty::Documented,
        "The oldest Autopilot profile of a device's groups wins; one for all devices is the default.",
    ),
    clause_of("I19", Certainty::Documented, "App protection is for users."),
    clause_of(
        "I20",
        Certainty::Documented,
        "Available apps are for groups of users, but for a few kinds.",
    ),
    clause_of(
        "I21",
        Certainty::Documented,
        "Where intents of an app meet, a table says which win.",
    ),
    clause_of(
        "I22",
        Certainty::Documented,
        "The filters of the intents that win decide.",
    ),
    clause_of(
        "I23",
        Certainty::Documented,
        "Of restrictions of enrolment the first by priority applies, else the default.",
    ),
    clause_of(
        "I24",
        Certainty::Documented,
        "Of status pages the first for the device applies, else the first for the user, else the default.",
    ),
    clause_of(
        "I25",
        Certainty::Documented,
        "The console lets a group be included or excluded, not both.",
    ),
    clause_of(
        "I26",
        Certainty::Inferred,
        "An exclusion of an app belongs to an intent.",
    ),
    clause_of(
        "I27",
        Certainty::Documented,
        "Updates of Windows do not work on devices that are registered only.",
    ),
    clause_of(
        "I28",
        Certainty::Documented,
        "Whom a setting reaches does not depend on where it is written.",
    ),
    clause_of(
        "I29",
        Certainty::Documented,
        "It takes time until a change of a group or a filter is seen.",
    ),
    clause_of(
        "C1",
        Certainty::Documented,
        "A policy is on, off, or reports without being enforced.",
    ),
    clause_of(
        "C2",
        Certainty::Documented,
        "A policy names users by id, or all of them, guests included.",
    ),
    clause_of(
        "C3",
        Certainty::Documented,
        "A policy names groups of any kind; nested users count.",
    ),
    clause_of(
        "C4",
        Certainty::Documented,
        "An exclusion beats every inclusion.",
    ),
    clause_of(
        "C5",
        Certainty::Documented,
        "A policy names roles that are active for the whole tenant.",
    ),
    clause_of(
        "C6",
        Certainty::Documented,
        "A policy names kinds of guests and external users.",
    ),
    clause_of(
        "C7",
        Certainty::Documented,
        "A policy names resources, user actions or authentication contexts.",
    ),
    clause_of(
        "C8",
        Certainty::Documented,
        "A policy for workload identities names service principals of this tenant alone.",
    ),
    clause_of(
        "C9",
        Certainty::Documented,
        "A filter of devices includes or excludes those that it fits.",
    ),
    clause_of(
        "C10",
        Certainty::Documented,
        "All conditions have to hold, and all policies that apply have to be satisfied.",
    ),
    clause_of(
        "C11",
        Certainty::Documented,
        "A user in more than 2,048 groups may be blocked.",
    ),
    clause_of(
        "O1",
        Certainty::Documented,
        "Administrative units restrict administrators, not policies.",
    ),
    clause_of(
        "O2",
        Certainty::Documented,
        "Licences of groups reach direct members alone.",
    ),
    clause_of(
        "O3",
        Certainty::Open,
        "Whether a disabled user is one of all users is not documented.",
    ),
    clause_of(
        "O4",
        Certainty::Documented,
        "Scope tags do not decide whom a policy reaches.",
    ),
    clause_of(
        "O5",
        Certainty::Documented,
        "A stale device is still a member of its groups.",
    ),
    clause_of(
        "O6",
        Certainty::Inferred,
        "A group that does not exist holds nobody.",
    ),
    clause_of(
        "O7",
        Certainty::Documented,
        "A filter works where users are included and devices are meant.",
    ),
    clause_of(
        "O8",
        Certainty::Documented,
        "Applicability rules narrow a profile by edition or version.",
    ),
];

const fn clause_of(id: &'static str, certainty: Certainty, text: &'static str) -> Clause {
    Clause {
        id,
        certainty,
        text,
    }
}

/// A clause by its number; the first for a number that there is not.
pub fn clause(id: &str) -> &'static Clause {
    static FIRST: Clause = clause_of("V1", Certainty::Inferred, "");
    CLAUSES
        .iter()
        .find(|clause| clause.id == id)
        .unwrap_or(&FIRST)
}
