//! The best keys of a search, and the bar that a further one must get under. Not here: what a key is made of.

use super::Points;
use crate::fixed;

/// At most so many keys, the lowest of all that were offered.
pub(super) struct Pool {
    size: usize,
    /// Once it is full: a heap, the highest key first.
    keys: Vec<u64>,
    /// Only a lower key can enter.
    bar: u64,
}

impl Pool {
    pub fn new(size: usize) -> Pool {
        Pool { size, keys: Vec::new(), bar: if size == 0 { 0 } else { u64::MAX } }
    }

    /// All keys below this one.
    pub fn below(key: u64) -> Pool {
        Pool { size: usize::MAX, keys: Vec::new(), bar: key }
    }

    /// Only a lower key can enter.
    pub fn bar(&self) -> u64 {
        self.bar
    }

    /// What an item must score at least in order to enter.
    pub fn least(&self) -> Points {
        fixed::unpack(self.bar).0
    }

    /// Takes a key that is lower than the bar.
    pub fn push(&mut self, key: u64) {
        if self.keys.len() < self.size {
            self.keys.push(key);
            if self.keys.len() < self.size {
                return;
            }
            fixed::sort(&mut self.keys);
            self.keys.reverse(); // falling keys are a heap
        } else {
            self.replace(key);
        }
        self.bar = self.keys[0];
    }

    /// Puts a key in the place of the highest.
    fn replace(&mut self, key: u64) {
        let keys = self.keys.as_mut_slice();
        let mut at = 0;
        loop {
            let mut below = at * 2 + 1;
            if below >= keys.len() {
                break;
            }
            if below + 1 < keys.len() && keys[below + 1] > keys[below] {
                below += 1;
            }
            if keys[below] <= key {
                break;
            }
            keys[at] = keys[below];
            at = below;
        }
        keys[at] = key;
    }

    /// All of them, the lowest first.
    pub fn finish(mut self) -> Vec<u64> {
        fixed::sort(&mut self.keys);
        self.keys
    }
}
