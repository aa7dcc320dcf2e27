//! Groups of Contoso's own: departments, a tree four deep, a cycle, kiosks.

use super::{Group, Kind, Member, Members, assigned, device, nested, staff, user};
use crate::demo::devices::kiosks;
use crate::demo::people::{Employee, MS_ADMIN_INT, account_name, employees, guests};

pub(crate) const EMPLOYEES: &str = "Contoso Employees";
pub(crate) const IT_OPERATIONS: &str = "Contoso IT Operations";
pub(crate) const FINANCE: &str = "Contoso Finance";
pub(crate) const ENGINEERING: &str = "Contoso Engineering";
pub(crate) const FIELD: &str = "Contoso Field";
pub(crate) const PHOENIX: &str = "Project Phoenix";
pub(crate) const ALL_HANDS: &str = "Contoso All Hands";
pub(crate) const FULL_TIME: &str = "Contoso Full-time Employees";
pub(crate) const KIOSKS: &str = "Contoso Kiosk Devices";
pub(crate) const MAC_USERS: &str = "Contoso Mac Users";
pub(crate) const ROLE_GROUP: &str = "Contoso Role - Intune Administrators";

const HEADQUARTERS: &str = "Contoso Headquarters";
const IT: &str = "Contoso IT Department";
const SUPPLIERS: &str = "Project Phoenix - Suppliers";
const REVIEWERS: &str = "Project Phoenix - Reviewers";

/// A group for each department, as (name, department).
const DEPARTMENTS: [(&str, &str); 7] = [
    (FINANCE, "Finance"),
    ("Contoso Sales", "Sales"),
    (ENGINEERING, "Engineering"),
    ("Contoso Human Resources", "Human Resources"),
    ("Contoso Legal", "Legal"),
    ("Contoso Operations", "Operations"),
    ("Contoso Marketing", "Marketing"),
];

pub(super) fn groups() -> Vec<Group> {
    let everyone = employees();
    let mut all = tree(&everyone);
    all.extend(DEPARTMENTS.map(|(name, department)| {
        assigned(
            name,
            "A department",
            Members::Answered(of_department(&everyone, department)),
        )
    }));
    all.extend(cycle(&everyone));
    all.extend(special(&everyone));
    all
}

fn of_department(everyone: &[Employee], department: &str) -> Vec<Member> {
    let theirs = everyone.iter().filter(|who| who.department == department);
    theirs.map(staff).collect()
}

/// Employees, headquarters, IT, operations: four deep, and at the bottom sits a
/// service account that somebody put there.
fn tree(everyone: &[Employee]) -> Vec<Group> {
    let it = of_department(everyone, "IT");
    let below = |names: &[&str]| Members::Expanded(names.iter().map(|name| nested(name)).collect());
    let operators = it.iter().take(5).cloned();
    let account = user(MS_ADMIN_INT, &account_name(MS_ADMIN_INT));
    vec![
        assigned(
            EMPLOYEES,
            "Everyone at Contoso",
            below(&[HEADQUARTERS, FIELD, ENGINEERING]),
        ),
        assigned(
            HEADQUARTERS,
            "Departments in the main building",
            below(&[
                IT,
                FINANCE,
                "Contoso Human Resources",
                "Contoso Legal",
                "Contoso Marketing",
            ]),
        ),
        assigned(
            FIELD,
            "Departments on the road",
            below(&["Contoso Sales", "Contoso Operations"]),
        ),
        assigned(
            IT,
            "A department",
            Members::Answered(it.iter().cloned().chain([nested(IT_OPERATIONS)]).collect()),
        ),
        assigned(
            IT_OPERATIONS,
            "Run the machines",
            Members::Expanded(operators.chain([account]).collect()),
        ),
    ]
}

/// Three groups, each a member of the one before, and the first of the last.
fn cycle(everyone: &[Employee]) -> Vec<Group> {
    let invited: Vec<String> = guests();
    let suppliers = invited.iter().map(|upn| user(upn, upn)).take(4);
    let people = |first: usize| everyone.iter().skip(first).step_by(45).map(staff);
    vec![
        assigned(
            PHOENIX,
            "The new plant",
            Members::Expanded(
                people(3)
                    .chain([nested(SUPPLIERS), nested(FINANCE)])
                    .collect(),
            ),
        ),
        assigned(
            SUPPLIERS,
            "Builders of the new plant",
            Members::Expanded(suppliers.chain([nested(REVIEWERS)]).collect()),
        ),
        assigned(
            REVIEWERS,
            "Review the plans of the new plant",
            Members::Expanded(people(9).chain([nested(PHOENIX)]).collect()),
        ),
    ]
}

/// A list cut off at 20, a dynamic group without its members, devices without
/// users, a group that holds a role, and an empty one, which is not the same as unknown.
fn special(everyone: &[Employee]) -> Vec<Group> {
    let cut = everyone.iter().step_by(2).take(20).map(staff).collect();
    let macs = everyone.iter().step_by(23).map(staff).collect();
    let role = everyone
        .iter()
        .skip(2)
        .step_by(8)
        .take(2)
        .map(staff)
        .collect();
    vec![
        assigned(
            ALL_HANDS,
            "Everyone who is invited on Fridays",
            Members::Expanded(cut),
        ),
        Group {
            name: FULL_TIME,
            description: "Follows the directory",
            kind: Kind::Dynamic("(user.userType -eq \"Member\") and (user.department -ne null)"),
            members: Members::Missing,
        },
        assigned(
            KIOSKS,
            "Devices in the foyer",
            Members::Expanded(kiosks().iter().map(device).collect()),
        ),
        Group {
            name: ROLE_GROUP,
            description: "Hold the role by being here",
            kind: Kind::RoleAssignable,
            members: Members::Expanded(role),
        },
        assigned(MAC_USERS, "Users of a Mac", Members::Expanded(macs)),
        assigned(
            "Contoso Former Pilots",
            "Kept for reference",
            Members::Expanded(Vec::new()),
        ),
    ]
}
