//! Exports of one tenant, as each tool writes them: recognised, read in full, and
//! the same objects whoever wrote them down.

mod damage;
mod places;
mod reading;
mod whole;
