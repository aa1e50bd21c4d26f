//! Small letters without the library's table, which would be a tenth of the module: the scripts that shops write
//! in are regular; a text in two, and several as one. Not here: anything else about text.

/// Runs of capitals: first, last, and how far away their small letters are. A distance of 1 means that capitals
/// and small letters take turns, capitals on the places of the run's first letter.
const RUNS: [(u16, u16, i16); 26] = [
    (0x41, 0x5a, 32),
    (0xc0, 0xd6, 32),
    (0xd8, 0xde, 32),
    (0x100, 0x12e, 1),
    (0x132, 0x136, 1),
    (0x139, 0x147, 1),
    (0x14a, 0x176, 1),
    (0x178, 0x178, -121),
    (0x179, 0x17d, 1),
    (0x1cd, 0x1db, 1),
    (0x1de, 0x1ee, 1),
    (0x1f8, 0x21e, 1),
    (0x386, 0x386, 38),
    (0x388, 0x38a, 37),
    (0x38c, 0x38c, 64),
    (0x38e, 0x38f, 63),
    (0x391, 0x3a1, 32),
    (0x3a3, 0x3ab, 32),
    (0x400, 0x40f, 80),
    (0x410, 0x42f, 32),
    (0x460, 0x480, 1),
    (0x48a, 0x4be, 1),
    (0x4d0, 0x52e, 1),
    (0x531, 0x556, 48),
    (0x1e00, 0x1e94, 1),
    (0x1ea0, 0x1efe, 1),
];

/// The small letter of a capital in Latin, Greek, Cyrillic or Armenian; anything else stays as it is.
pub fn small(letter: char) -> char {
    let code = letter as u32;
    let run = RUNS.iter().find(|(first, last, _)| (u32::from(*first)..=u32::from(*last)).contains(&code));
    match run {
        Some((first, _, by)) if *by != 1 || (code - u32::from(*first)) % 2 == 0 => {
            char::from_u32(code.wrapping_add_signed((*by).into())).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// What stands before the first such sign of ASCII, and what behind it; all and nothing where there is none. The
/// library's ways to split a text at a `char` are ten times as long.
#[inline(never)]
pub fn parted(text: &str, sign: u8) -> (&str, &str) {
    let at = text.as_bytes().iter().position(|byte| *byte == sign).unwrap_or(text.len());
    (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default())
}

/// Texts as one, a sign or a few between each two. The library's is ten times as long too.
#[inline(never)]
pub fn joined(texts: &[&str], between: &str) -> String {
    let mut out = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            out.push_str(between);
        }
        out.push_str(text);
    }
    out
}

/// Whether two texts are the same, or both missing. Eight bytes at a time: in a module that is built for size, the
/// library compares byte by byte.
#[inline(never)]
pub fn same(a: &Option<String>, b: &Option<String>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return a.is_none() && b.is_none() };
    let number = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().unwrap_or_default());
    let (a, b) = (a.as_bytes().chunks_exact(8), b.as_bytes().chunks_exact(8));
    a.len() == b.len() && a.remainder() == b.remainder() && a.zip(b).all(|(a, b)| number(a) == number(b))
}

/// `1234567` as `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{same, small};

    #[test]
    fn texts_are_the_same_when_every_byte_is() {
        let text = |length: usize, other: Option<usize>| {
            Some((0..length).map(|at| if other == Some(at) { 'y' } else { 'x' }).collect::<String>())
        };
        for length in 0..40 {
            assert!(same(&text(length, None), &text(length, None)), "{length}");
            assert!(!same(&text(length, None), &text(length + 1, None)), "{length}");
            assert!(!same(&text(length, None), &None) && !same(&None, &text(length, None)), "{length}");
            for at in 0..length {
                assert!(!same(&text(length, Some(at)), &text(length, None)), "{length}, {at}");
            }
        }
        assert!(same(&None, &None));
    }

    #[test]
    fn it_says_what_the_library_says() {
        // Ogham, Georgian, Cherokee and scripts of scholars have capitals too, or letters beyond their block.
        let scripts = (0..0x180).chain(0x370..0x3cf).chain(0x3d0..0x3d8).chain(0x400..0x590).chain(0x1e00..0x1e9e);
        for code in scripts.chain(0x1ea0..0x1f00).chain(0x2000..0x2100) {
            let Some(letter) = char::from_u32(code) else { continue };
            let library: Vec<char> = letter.to_lowercase().collect();
            // \u{130} becomes two letters there; some Greek and Cyrillic letters stand alone.
            if library.len() == 1 && !matches!(code, 0x370..=0x376 | 0x37f | 0x3cf | 0x4c0..=0x4cf) {
                assert_eq!(small(letter), library[0], "{letter} {code:x}");
            }
        }
        assert_eq!("ÄÖÜŁĄŽŐŇİΆΩЁЖҐ".chars().map(small).collect::<String>(), "äöüłąžőňıάωёжґ".replace('ı', "İ"));
    }
}
