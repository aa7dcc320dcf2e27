//! The loader from outside: files in, tables, coverage and diagnostics out.

#[cfg(test)]
mod archives;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod completeness;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod data;
#[cfg(test)]
mod hollow;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod packs;
#[cfg(test)]
mod places;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod tenants;
#[cfg(test)]
mod unsteady;
#[cfg(test)]
mod values;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod windows;
#[cfg(test)]
mod world;
