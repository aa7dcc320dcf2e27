//! What can be wrong: one small function per mistake, by family of codes.

pub(crate) mod names;
pub(crate) mod nulls;
pub(crate) mod rules;
pub(crate) mod scenarios;
pub(crate) mod schema;
pub(crate) mod templates;
pub(crate) mod types;
pub(crate) mod unsupported;
pub(crate) mod waivers;
