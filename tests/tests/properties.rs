//! Properties of the whole: they hold on every tenant and every rule that can
//! be generated, not on chosen ones.
//!
//! The seeds are fixed. `TENET_SEEDS` multiplies how many of them are tried.

/// Counts what is held, so that a property can bound it.
#[cfg(test)]
#[global_allocator]
static MEMORY: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

#[cfg(test)]
mod properties {
    mod changes;
    mod conditions;
    mod demo;
    mod dynamic;
    mod evaluators;
    mod exports;
    mod given;
    mod monotone;
    mod packing;
    mod panics;
    mod plans;
    mod programs;
    mod redaction;
    mod runs;
    mod same_bytes;
    mod scale;
}
