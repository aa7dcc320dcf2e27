//! How long the rules that ship take on a made tenant, beside loading it, on one thread.
//!
//! `cargo bench -p tenet-tests` for 100,000 users, devices and events, or as many as
//! `TENET_SIZE` says.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads the clock and its setting, and prints"
)]

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use tenet_testkit::{Bench, Large};

fn main() {
    let size = std::env::var("TENET_SIZE").ok();
    let size = size.and_then(|size| size.parse().ok()).unwrap_or(100_000);
    let world = Large::of(size).world("tenant");
    let bytes: usize = world.files.values().map(Vec::len).sum();
    let bench = Bench::bundled();
    let start = Instant::now();
    let snapshot = bench.load(&world, "tenant");
    let load = start.elapsed();
    let start = Instant::now();
    let graph = bench.graph(&snapshot);
    let built = start.elapsed();
    let start = Instant::now();
    let mut profile = bench.profile(&snapshot, &graph, &now);
    let rules = start.elapsed();
    profile.sort_by_key(|one| one.time.map(|time| std::cmp::Reverse(time.micros())));
    for one in profile.iter().take(12) {
        let id = &bench.program.rules[one.rule].id;
        let time = one.time.map_or(0, tenet_base::Duration::micros);
        println!("{time:>10} us {:>9} cases  {id}", one.cases);
        for each in &one.loops {
            let (runs, members) = (each.runs, each.members);
            println!(
                "{:>34} {}: {runs} runs, {members} members",
                "",
                bench.told_loop(each)
            );
        }
    }
    let times = (built + rules).as_secs_f64() / load.as_secs_f64();
    println!(
        "{size} of each, {} MB in {} files",
        bytes / 1_000_000,
        world.files.len()
    );
    println!(
        "loading {load:.2?}, graph {built:.2?}, {} rules {rules:.2?}",
        profile.len()
    );
    println!("graph and rules take {times:.2} times as long as loading");
    assert!(
        times <= 3.0,
        "the rules take more than three times as long as loading"
    );
}

fn now() -> Option<tenet_base::Instant> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    tenet_base::Instant::from_unix_nanos(i128::try_from(since.as_nanos()).ok()?)
}
