//! Direct reports of a manager (D25).

use tenet_snapshot::{Reason, ReasonCode};
use tenet_syntax::condition::Span;

use super::object::Attribute;
use super::run::{Run, Source, missing};
use crate::Answer;

/// Direct reports of a manager.
#[derive(Debug)]
pub(super) struct Reports {
    pub(super) manager: String,
    /// The property with the id of a user's manager.
    pub(super) managers: usize,
    /// The property with a user's own id.
    pub(super) own: usize,
    pub(super) span: Span,
}

impl Reports {
    /// Whether the manager is added is told by nobody.
    pub(super) fn judge(&self, run: Run<'_>) -> Answer {
        self.reports(run).or(self.is_manager(run))
    }

    fn reports(&self, run: Run<'_>) -> Answer {
        let manager = run.attribute(Source::Property(self.managers));
        if let Attribute::Text(manager) = manager {
            return Answer::from_bool(manager.eq_ignore_ascii_case(&self.manager));
        }
        if manager == Attribute::Null {
            return Answer::No;
        }
        Answer::unknown(missing(&manager, run.property(self.managers)))
    }

    /// Whether it is the manager; if it is, that says nothing.
    fn is_manager(&self, run: Run<'_>) -> Answer {
        let own = run.attribute(Source::Property(self.own));
        let Attribute::Text(id) = own else {
            return Answer::unknown(missing(&own, run.property(self.own)));
        };
        if !id.eq_ignore_ascii_case(&self.manager) {
            return Answer::No;
        }
        let text = "whether a group of direct reports holds their manager is not documented (D25)";
        Answer::unknown(Reason::new(ReasonCode::Undocumented, text))
    }
}
