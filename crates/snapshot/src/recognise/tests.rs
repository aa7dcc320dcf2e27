//! Contexts and paths: what they name.

use tenet_hir::{FieldPlan, Projection, Shape};

use super::*;

fn id(list: &List) -> &str {
    match &list.whose {
        Whose::Id(id) => id,
        Whose::File(file) => file,
    }
}

fn context(text: &str) -> Option<(String, bool, Option<String>)> {
    let found = Context::parse(&format!(
        "https://graph.microsoft.com/v1.0/$metadata#{text}"
    ))?;
    let list = found
        .list
        .map(|list| format!("{}|{}|{}", list.owner, id(&list), list.name));
    Some((found.path, found.exact, list))
}

#[test]
fn contexts_name_collections_and_lists() {
    let check = |text: &str, path: &str, exact: bool, list: Option<&str>| {
        let expected = (path.to_owned(), exact, list.map(str::to_owned));
        assert_eq!(context(text), Some(expected), "{text}");
    };
    check("users", "users", true, None);
    check("users(id,displayName)", "users", true, None);
    check("a/b(assignments(),x(y('/')))", "a/b", true, None);
    check("users/$entity", "users", false, None);
    check("users(id,manager())/$entity", "users", false, None);
    check("users/$delta", "users", false, None);
    check("users/microsoft.graph.user", "users", false, None);
    check(
        "groups('g1')/members",
        "groups/members",
        false,
        Some("groups|g1|members"),
    );
    check("a/b('x')/c(id)", "a/b/c", false, Some("a/b|x|c"));
    check(
        "groups('g1')/members/$entity",
        "groups/members",
        false,
        None,
    );
    for text in [
        "Edm.String",
        "Collection(Edm.String)",
        "$ref",
        "",
        "microsoft.graph.x",
    ] {
        assert_eq!(context(text), None, "{text}");
    }
    assert_eq!(Context::parse("users"), None);
}

#[test]
fn numbers_of_pages_are_no_part_of_a_name() {
    let check = |path: &str, name: &str, page: Option<u32>| {
        let found = FilePath::parse(path);
        assert_eq!((found.name, found.page), (name, page), "{path}");
    };
    check("a/users-1.json", "users", Some(1));
    check("users_002.json", "users", Some(2));
    check("users.page3.json", "users", Some(3));
    check("users page 4.json", "users", Some(4));
    check("users (5).json", "users", Some(5));
    check("users7.json", "users7", None);
    check("1.json", "1", None);
    check(".json", "", None);
    let id = "8fb9c7ff-505d-47f2-87ae-123456789012";
    check(&format!("{id}.json"), id, None);
    check("users-20261122.json", "users-20261122", None);
}

fn projection() -> Projection {
    let mut projection = Projection::default();
    for path in ["users", "deviceManagement/configurationPolicies", "groups"] {
        projection.require(path);
    }
    let id = projection.require("groups");
    projection.collections[id].require(FieldPlan {
        path: vec!["members".to_owned()],
        shape: Shape::List(Box::new(Shape::Ref {
            key: "id".to_owned(),
        })),
        nullable: false,
        absent_is_null: false,
        null_text: None,
    });
    projection
}

#[test]
fn paths_name_collections() {
    let projection = projection();
    let plans = Plans::new(&projection);
    let check = |path: &str, expected: Option<&str>| {
        let found = FilePath::parse(path).collection(&plans);
        assert_eq!(found.as_deref(), expected, "{path}");
    };
    let policies = Some("deviceManagement/configurationPolicies");
    check("users.json", Some("users"));
    check("x/Users/u1.json", Some("users"));
    check("x/deviceManagement/configurationPolicies-2.json", policies);
    check("deviceManagement_configurationPolicies.json", policies);
    check("configurationPolicies.json", policies);
    check("users/old/notes.json", None);
    check("notes.json", None);
}

#[test]
fn paths_name_lists() {
    let projection = projection();
    let plans = Plans::new(&projection);
    let check = |path: &str, expected: Option<(&str, &str, &str)>| {
        let found = FilePath::parse(path).list(&plans);
        let found = found.as_ref();
        let found = found.map(|list| (list.owner.as_str(), id(list), list.name.as_str()));
        assert_eq!(found, expected, "{path}");
    };
    let id = "8fb9c7ff-505d-47f2-87ae-123456789012";
    check("groups/g1/members.json", Some(("groups", "g1", "members")));
    check(
        "x/groups/g1/members-2.json",
        Some(("groups", "g1", "members")),
    );
    check("groups_g1_members.json", Some(("groups", "g1", "members")));
    check(
        &format!("sites/{id}/lists.json"),
        Some(("sites", id, "lists")),
    );
    check(&format!("groups/{id}/{id}.json"), None);
    check("groups/g1/notes.json", None);
    check("users.json", None);
}

#[test]
fn types_lead_to_collections_unless_the_objects_are_deleted() {
    let mut projection = projection();
    let users = projection.require("users");
    projection.collections[users].types = vec!["#microsoft.graph.user".to_owned()];
    let plans = Plans::new(&projection);
    let of = |path: &str, kind: &str| {
        let signs = Signs {
            manifest: None,
            head: &Head::default(),
            role: &Role::Graph,
            path: &FilePath::parse(path),
        };
        Container::of(&plans, signs).collection_of(&plans, Some(kind))
    };
    assert_eq!(
        of("groups/g1/members.json", "microsoft.graph.User"),
        Some(users)
    );
    assert_eq!(
        of("directory/deletedItems.json", "#microsoft.graph.user"),
        None
    );
    assert_eq!(
        of("groups.json", "#microsoft.graph.other"),
        projection.find("groups")
    );
}

#[test]
fn a_context_that_is_cut_short_is_told_by_the_file() {
    let mut projection = projection();
    let campaign = projection.require("policies/authenticationMethodsPolicy");
    let plans = Plans::new(&projection);
    let of = |path: &str, told: &str| {
        let head = Head {
            context: Some(format!(
                "https://graph.microsoft.com/v1.0/$metadata#{told}/$entity"
            )),
            ..Head::default()
        };
        let signs = Signs {
            manifest: None,
            head: &head,
            role: &Role::Graph,
            path: &FilePath::parse(path),
        };
        Container::of(&plans, signs).collection
    };
    let policy = "authenticationMethodsPolicy";
    assert_eq!(
        of("x/policies/authenticationMethodsPolicy.json", policy),
        Some(campaign)
    );
    assert_eq!(of("x/other.json", policy), None);
    assert_eq!(
        of("policies/authenticationMethodsPolicy.json", "users"),
        projection.find("users")
    );
    assert_eq!(
        of("policies/authenticationMethodsPolicy.json", "Policy"),
        None
    );
}
