//! A world whose folders are listed in another order.

use tenet_base::world::Kind;
use tenet_base::{Entry, Instant, Source, World, WorldError};

use crate::random::Random;

/// The world within, each folder listed in an order that a seed decides.
#[derive(Debug, Clone)]
pub struct Shuffled<W> {
    /// The world within.
    pub world: W,
    /// Decides the order.
    pub seed: u64,
}

impl<W: World> World for Shuffled<W> {
    fn kind(&self, path: &str) -> Option<Kind> {
        self.world.kind(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, WorldError> {
        let mut entries = self.world.list(folder)?;
        Random::new(self.seed).shuffle(&mut entries);
        Ok(entries)
    }

    fn open(&self, path: &str) -> Result<Box<dyn Source>, WorldError> {
        self.world.open(path)
    }

    fn clock(&self) -> Option<Instant> {
        self.world.clock()
    }
}
