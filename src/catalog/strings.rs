//! Many short strings in few allocations: an arena, and an arena that knows what it holds.
//! Not here: what the strings mean.

use std::hash::{DefaultHasher, Hasher};

/// Bytes of one block of the arena. Feeds grow by blocks, so nothing is ever copied to grow; the first
/// blocks are smaller.
const BLOCK: usize = 1 << 20;
const FIRST_BLOCK: usize = 1 << 12;

/// Strings by number, in order of arrival. Made for millions of strings of up to a few kB.
#[derive(Default)]
pub(super) struct Strings {
    blocks: Vec<Vec<u8>>,
    /// Where each string lies: block and place in it.
    starts: Vec<(u32, u32)>,
    lengths: Vec<u32>,
    bytes: u64,
}

impl Strings {
    /// Adds the concatenation of `parts` as one string.
    pub fn push(&mut self, parts: &[&[u8]]) -> u32 {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        if self.blocks.last().is_none_or(|block| block.capacity() - block.len() < length) {
            let usual = (self.bytes as usize).clamp(FIRST_BLOCK, BLOCK);
            self.blocks.push(Vec::with_capacity(usual.max(length)));
        }
        let number = self.starts.len() as u32;
        let block_number = self.blocks.len() - 1;
        let block = &mut self.blocks[block_number];
        self.starts.push((block_number as u32, block.len() as u32));
        self.lengths.push(length as u32);
        self.bytes += length as u64;
        for part in parts {
            block.extend_from_slice(part);
        }
        number
    }

    /// The bytes of string `number`, which must have been handed out by `push`.
    pub fn get(&self, number: u32) -> &[u8] {
        let (block, start) = self.starts[number as usize];
        &self.blocks[block as usize][start as usize..][..self.lengths[number as usize] as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The length of all of them together.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// Different strings, each with a number: equal strings have equal numbers.
#[derive(Default)]
pub(super) struct Interner {
    strings: Strings,
    /// Open addressing: number + 1, or 0 for an empty place. The length is a power of two.
    places: Vec<u32>,
}

impl Interner {
    /// The number of this string, and whether it is new.
    pub fn intern(&mut self, parts: &[&[u8]]) -> (u32, bool) {
        if self.strings.len() * 4 >= self.places.len() * 3 {
            self.grow();
        }
        let place = self.place(parts);
        match self.places[place] {
            0 => {
                let number = self.strings.push(parts);
                self.places[place] = number + 1;
                (number, true)
            }
            found => (found - 1, false),
        }
    }

    /// The number of this string, if it was interned before.
    pub fn find(&self, parts: &[&[u8]]) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        self.places[self.place(parts)].checked_sub(1)
    }

    /// The string with this number.
    pub fn get(&self, number: u32) -> &[u8] {
        self.strings.get(number)
    }

    /// How many different strings there are.
    pub fn len(&self) -> usize {
        self.strings.len()
    }

    /// The length of all of them together.
    pub fn bytes(&self) -> u64 {
        self.strings.bytes()
    }

    /// Where the string is, or the empty place where it belongs.
    fn place(&self, parts: &[&[u8]]) -> usize {
        let mask = self.places.len() - 1;
        let mut place = hash(parts) as usize & mask;
        loop {
            match self.places[place] {
                0 => return place,
                found if same(self.strings.get(found - 1), parts) => return place,
                _ => place = (place + 1) & mask,
            }
        }
    }

    fn grow(&mut self) {
        let length = (self.places.len() * 2).max(64);
        self.places = vec![0; length];
        for number in 0..self.strings.len() as u32 {
            let mut place = hash(&[self.strings.get(number)]) as usize & (length - 1);
            while self.places[place] != 0 {
                place = (place + 1) & (length - 1);
            }
            self.places[place] = number + 1;
        }
    }
}

fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write(part);
    }
    hasher.finish()
}

fn same(whole: &[u8], parts: &[&[u8]]) -> bool {
    let mut rest = whole;
    parts.iter().all(|part| match rest.strip_prefix(*part) {
        Some(after) => {
            rest = after;
            true
        }
        None => false,
    }) && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_have_equal_numbers_however_they_are_cut() {
        let mut names = Interner::default();
        for n in 0..10_000u32 {
            assert_eq!(names.intern(&[b"item-", n.to_string().as_bytes()]), (n, true));
        }
        for n in 0..10_000u32 {
            assert_eq!(names.intern(&[format!("item-{n}").as_bytes()]), (n, false));
            assert_eq!(names.get(n), format!("item-{n}").as_bytes());
        }
        assert_eq!(names.find(&[b"item-1", b""]), Some(1));
        assert_eq!(names.find(&[b"item-"]), None);
        assert_eq!(Interner::default().find(&[b""]), None);
    }

    #[test]
    fn long_strings_get_a_block_of_their_own() {
        let mut strings = Strings::default();
        let long = vec![b'x'; BLOCK + 7];
        strings.push(&[b"a"]);
        strings.push(&[&long]);
        strings.push(&[b"", b""]);
        assert_eq!((strings.get(0), strings.get(1).len(), strings.get(2)), (&b"a"[..], BLOCK + 7, &b""[..]));
        assert_eq!(strings.bytes(), BLOCK as u64 + 8);
    }
}
