//! The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998) and the shuffle that NumPy's `RandomState` makes with
//! it, so that the households held out here are the ones of the published figures. Not for anything else.

const N: usize = 624;

/// A generator, seeded like `numpy.random.RandomState(seed)`.
pub struct Mersenne {
    state: [u32; N],
    at: usize,
}

impl Mersenne {
    /// Knuth's linear seeding.
    pub fn new(seed: u32) -> Mersenne {
        let mut state = [seed; N];
        for k in 1..N {
            let before = state[k - 1];
            state[k] = 1_812_433_253u32.wrapping_mul(before ^ before >> 30).wrapping_add(k as u32);
        }
        Mersenne { state, at: N }
    }

    fn next(&mut self) -> u32 {
        if self.at == N {
            for k in 0..N {
                let y = self.state[k] & 0x8000_0000 | self.state[(k + 1) % N] & 0x7fff_ffff;
                self.state[k] = self.state[(k + 397) % N] ^ y >> 1 ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            }
            self.at = 0;
        }
        let mut y = self.state[self.at];
        self.at += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// A number from 0 to `most`, by throwing away what is larger.
    fn up_to(&mut self, most: u32) -> u32 {
        let mask = u32::MAX.checked_shr(most.leading_zeros()).unwrap_or(0);
        loop {
            let value = self.next() & mask;
            if value <= most {
                return value;
            }
        }
    }

    /// `numpy.sort(RandomState(seed).choice(n, count, replace=False))`.
    pub fn choose(&mut self, n: usize, count: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..n).collect();
        for k in (1..n).rev() {
            let other = self.up_to(k as u32) as usize;
            all.swap(k, other);
        }
        all.truncate(count);
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_chooses_what_numpy_chooses() {
        let chosen = Mersenne::new(11).choose(2_328, 800);
        assert_eq!(chosen[..10], [2, 5, 12, 13, 20, 22, 24, 25, 27, 28]);
        assert_eq!(chosen[795..], [2_313, 2_320, 2_324, 2_325, 2_326]);
        assert_eq!(chosen.iter().sum::<usize>(), 927_061);
        assert_eq!(Mersenne::new(5_489).next(), 3_499_211_612); // the published first output
    }
}
