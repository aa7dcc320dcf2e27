//! `AzureHound`: `{"data":[{"kind":"AZGroup","data":{…}},…],"meta":{"type":"azure",…}}`.
//!
//! Source: `sinks/file.go` and `models` of SpecterOps/AzureHound.

use super::{Begin, Conventions, Item, Made, Recast, Start, Value, Way};

/// One file with items of each kind.
pub(super) struct AzureHound;

/// Kinds of items that are objects of Graph as they are.
const KINDS: [(&str, &str); 5] = [
    ("AZUser", "users"),
    ("AZGroup", "groups"),
    ("AZDevice", "devices"),
    ("AZServicePrincipal", "servicePrincipals"),
    ("AZApp", "applications"),
];

impl Conventions for AzureHound {
    fn name(&self) -> &'static str {
        "AzureHound"
    }

    fn leaves_out_nulls(&self) -> bool {
        true
    }

    fn flag(&self) -> &'static str {
        "azurehound"
    }

    /// `meta` comes last, so the kind of the first item has to do.
    fn begins(&self, start: &Start<'_>) -> Option<Begin> {
        let own = start.opens_with("data") && start.says("kind", "AZ");
        own.then_some(Begin::Keys)
    }

    fn way(&self, keys: &[String]) -> Way {
        match keys.first().map(String::as_str) {
            None => Way::Into,
            Some("data") if keys.len() == 1 => Way::Objects(""),
            Some(_) => Way::Skip,
        }
    }

    fn recasts(&self, in_part: bool) -> bool {
        in_part
    }

    fn recast(&self, item: &Item<'_>, _: &str) -> Recast {
        let kind = item.value.string_of("kind").unwrap_or_default();
        let Some(data) = item.value.field("data") else {
            return Recast::Left;
        };
        let own = KINDS.iter().find(|(name, _)| *name == kind);
        match (own, kind.as_str()) {
            (Some((_, graph)), _) => Recast::Object(graph, data.made()),
            (None, "AZGroupMember") => members(&data),
            (None, _) => Recast::Left,
        }
    }
}

/// The members of one group: the group, with nothing but its members.
fn members(data: &Value<'_>) -> Recast {
    let Some(group) = data.field("groupId") else {
        return Recast::Left;
    };
    let member = |item: &Value<'_>| item.field("member").map(|member| member.made());
    let listed = data.field("members");
    let members = listed.as_ref().map(|list| {
        let items = list.items();
        Made::List(items.iter().filter_map(member).collect())
    });
    let made = Made::object([
        ("id", Some(group.made())),
        ("members", members),
        // After an error the tool writes the members that came so far, and says so in its log alone.
        ("members@odata.nextLink", listed.map(|list| list.said(""))),
    ]);
    Recast::Object("groups", made)
}
