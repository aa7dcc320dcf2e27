//! Graph paths that answer with one object and never with more.
//!
//! An answer of such a path is the whole of it: there is no further page and
//! no second object. The context does not tell them from one object of a
//! collection, which ends in `/$entity` too, so that their paths stand here as
//! the documentation of Graph has them. A path that is not listed stays open,
//! which is safe.

use tenet_base::text;

/// Paths of v1.0 that have one object.
const PATHS: [&str; 8] = [
    "policies/adminConsentRequestPolicy",
    "policies/authenticationFlowsPolicy",
    "policies/authenticationMethodsPolicy",
    "policies/authorizationPolicy",
    "policies/crossTenantAccessPolicy",
    "policies/defaultAppManagementPolicy",
    "policies/deviceRegistrationPolicy",
    "policies/identitySecurityDefaultsEnforcementPolicy",
];

/// Whether a path has one object and never more.
pub(crate) fn is_singleton(path: &str) -> bool {
    let path = path.trim_matches('/');
    PATHS.iter().any(|own| text::same(own, path))
}
