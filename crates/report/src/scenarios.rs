//! The results of scenarios, for people and for machines.

mod human;
mod json;
mod junit;

pub use human::render as human;
pub use json::render as json;
pub use junit::render as junit;

/// The results of a run, in the order of the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// One for each scenario.
    pub scenarios: Vec<ScenarioResult>,
    /// One for each scenario whose verdicts are recorded.
    pub recordings: Vec<RecordingResult>,
}

/// What became of recorded verdicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingResult {
    /// The file that holds them, or will.
    pub path: String,
    /// The title of the scenario.
    pub title: String,
    /// What was recorded, if anything was.
    pub old: Option<String>,
    /// The file that would hold what came; none if that is what was recorded.
    pub new: Option<String>,
}

/// The result of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioResult {
    /// The pack that it is a test of.
    pub pack: String,
    /// Its title.
    pub title: String,
    /// Where its title stands.
    pub place: SourcePlace,
    /// How many expectations it has.
    pub expectations: usize,
    /// Those that are not met; empty if it passed.
    pub failures: Vec<Failure>,
}

/// A place in a file of rules; line and column from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePlace {
    /// The path as the user would write it.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// An expectation that is not met, or a scenario that could not be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where the expectation stands.
    pub place: SourcePlace,
    /// What was expected, as the scenario says it.
    pub expected: String,
    /// What came instead.
    pub got: String,
    /// What else is known: findings, the cases that there are.
    pub notes: Vec<String>,
    /// What the conditions were for the cases that it is about.
    pub cases: Vec<InspectedCase>,
}

/// A case and its conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedCase {
    /// Its variables and what they stand for; empty if the rule has none.
    pub name: String,
    /// The parts of its conditions, in the order of the source.
    pub parts: Vec<ConditionPart>,
}

/// A part of a condition and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionPart {
    /// `when`, `where`, `require` or `forbid` before the first part of a condition.
    pub role: Option<&'static str>,
    /// How deep it stands in the condition, from 0.
    pub depth: u32,
    /// The part as the rule writes it, on one line.
    pub source: String,
    /// Its value in words.
    pub value: String,
    /// Why it is unknown; empty if it is not.
    pub unknown: Vec<String>,
}

impl Results {
    /// How many scenarios passed.
    pub fn passed(&self) -> usize {
        let all = self.scenarios.iter();
        all.filter(|scenario| scenario.failures.is_empty()).count()
    }

    /// How many scenarios failed.
    pub fn failed(&self) -> usize {
        self.scenarios.len() - self.passed()
    }
}

impl std::fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
