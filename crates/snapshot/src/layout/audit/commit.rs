//! Commits of `IntuneCD` with `--audit`: one for each change, by whom the subject says.

use super::INTUNE;
use crate::layout::{Made, Recast, Value};

/// `<operation> <kind> by <user> Date: <time> result: <result>`; which object it was
/// stands in no subject, so the event says nothing of it.
pub(super) fn recast(row: &Value<'_>) -> Recast {
    let Some(subject) = row.field("subject") else {
        return Recast::Left;
    };
    let text = subject.string().unwrap_or_default();
    let Some(event) = Event::parse(&text) else {
        return Recast::Left;
    };
    let actor = Made::object([("userPrincipalName", Some(subject.said(event.user)))]);
    let made = Made::object([
        ("id", row.field("commit").map(|id| id.made())),
        ("displayName", Some(subject.said(event.activity))),
        ("activityType", Some(subject.said(event.activity))),
        (
            "activityOperationType",
            event
                .activity
                .split(' ')
                .next()
                .map(|verb| subject.said(verb)),
        ),
        ("activityResult", Some(subject.said(event.result))),
        ("activityDateTime", Some(subject.said(event.time))),
        ("actor", Some(actor)),
    ]);
    Recast::Object(INTUNE, made)
}

/// What the subject of a commit says.
struct Event<'t> {
    activity: &'t str,
    user: &'t str,
    time: &'t str,
    result: &'t str,
}

impl<'t> Event<'t> {
    fn parse(subject: &'t str) -> Option<Self> {
        let (rest, result) = subject.rsplit_once(" result: ")?;
        let (rest, time) = rest.rsplit_once(" Date: ")?;
        let (activity, user) = rest.rsplit_once(" by ")?;
        Some(Self {
            activity: activity.trim(),
            user: user.trim(),
            time: time.trim(),
            result: result.trim(),
        })
    }
}
