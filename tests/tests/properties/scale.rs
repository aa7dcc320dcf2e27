//! How much is tried.

/// So many seeds, or as many times more as `TENET_SEEDS` says.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the tests says how many"
)]
pub(super) fn seeds(usual: u64) -> std::ops::Range<u64> {
    let times = std::env::var("TENET_SEEDS").ok();
    let times = times.and_then(|times| times.parse().ok()).unwrap_or(1);
    0..usual * times
}
