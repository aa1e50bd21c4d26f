//! What reads as somebody's address or number. Not here: what is done about it (`Profile::pass_gate`).

/// Whether a text holds an e-mail address, or a telephone number that begins with `+` as those with a country's code do
/// (8 to 15 digits, as E.164 has them, with what is put between them).
///
/// Only what cannot be a shop's id: a telephone number without `+` looks like the digits of a bar code, and stays;
/// `pkg@2.0` is a version, `/@brand/item.html` a path.
pub fn named_in(text: &str) -> bool {
    // How far a host's last label goes; digits since a `+`.
    let (mut host, mut label, mut number, mut digits) = (false, None, false, 0);
    let mut before = b' ';
    for sign in text.bytes().chain([b' ']) {
        let letter = sign.is_ascii_alphabetic() || sign >= 0x80;
        let digit = sign.is_ascii_digit();
        label = match sign {
            b'.' => Some(0),
            _ if letter => label.map(|letters| letters + 1),
            _ => None,
        };
        host &= letter || digit || matches!(sign, b'.' | b'-');
        if host && label == Some(2) {
            return true;
        }
        digits += u32::from(digit);
        if !digit && !matches!(sign, b'-' | b'(' | b')' | b'.' | b'/') {
            // A space is as good an end as any other sign; a letter right behind the digits makes it an id.
            if number && (8..=15).contains(&digits) && !(letter && before.is_ascii_digit()) {
                return true;
            }
            number &= sign == b' ';
        }
        if sign == b'@' && before > b' ' && !matches!(before, b'/' | b':') {
            (host, label) = (true, None);
        }
        if sign == b'+' && !(before.is_ascii_alphanumeric() || before >= 0x80) {
            (number, digits) = (true, 0);
        }
        before = sign;
    }
    false
}
