//! The sums of a report.

use tenet_eval::{FindingStatus, RuleStatus};
use tenet_hir::Severity;

use crate::model::{Rule, Summary};

/// The sums over rules.
pub(crate) fn summary(rules: &[Rule]) -> Summary {
    let by_severity = by_severity(rules);
    Summary {
        rules: rules.len() as u64,
        passed: count(rules, RuleStatus::Passed),
        failed: count(rules, RuleStatus::Failed),
        undetermined: count(rules, RuleStatus::Undetermined),
        not_applicable: count(rules, RuleStatus::NotApplicable),
        violations: by_severity.iter().map(|(_, count)| count).sum(),
        by_severity,
        waived_rules: count(rules, RuleStatus::Waived),
        waived: rules
            .iter()
            .map(|rule| rule.with_status(FindingStatus::Waived).count() as u64)
            .sum(),
        undetermined_cases: rules.iter().map(|rule| rule.undetermined).sum(),
    }
}

fn count(rules: &[Rule], status: RuleStatus) -> u64 {
    rules.iter().filter(|rule| rule.status == status).count() as u64
}

fn by_severity(rules: &[Rule]) -> Vec<(Severity, u64)> {
    let of = |severity| {
        let violated = rules
            .iter()
            .flat_map(|rule| rule.with_status(FindingStatus::Violated));
        let same = violated.filter(|finding| finding.severity == severity);
        (severity, same.count() as u64)
    };
    let all = Severity::ALL.into_iter().rev().map(of);
    all.filter(|(_, count)| *count > 0).collect()
}
