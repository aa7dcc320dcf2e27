//! The loader from outside: files in, tables, coverage and diagnostics out.

mod completeness;
mod damage;
mod data;
mod lists;
mod places;
mod values;
mod world;
