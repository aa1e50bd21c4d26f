//! Files in and out: plain or `.gz` on the way in, whole or not at all on the way out.

use flate2::read::MultiGzDecoder;
use nearside::catalog::product::Currency;
use nearside::catalog::Catalog;
use nearside::declared;
use nearside::policy::{Config, Policy};
use nearside::{Code, Error, Result};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

fn fault(code: Code, path: &Path, what: &str, error: impl std::fmt::Display) -> Error {
    Error::new(code, format!("{} {what}: {error}", path.display()))
}

/// Opens a file, decompressing it when its name ends in `.gz`. `watch` sees the bytes as they are on disk.
pub fn open<R: Read + 'static>(path: &Path, watch: impl FnOnce(File, u64) -> R) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).map_err(|error| fault(Code::BadFeed, path, "cannot be opened", error))?;
    let about = file.metadata().map_err(|error| fault(Code::BadFeed, path, "cannot be opened", error))?;
    if about.is_dir() {
        return Err(fault(Code::BadFeed, path, "cannot be opened", "it is a folder"));
    }
    let file = watch(file, about.len());
    let is_gzip = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("gz"));
    let mut file = BufReader::with_capacity(1 << 16, file);
    if !is_gzip {
        return Ok(Box::new(file));
    }
    let head = file.fill_buf().map_err(|error| fault(Code::BadFeed, path, "cannot be opened", error))?;
    if !head.starts_with(b"\x1f\x8b") {
        let why = "its name ends in .gz, and it is not compressed with gzip";
        return Err(fault(Code::BadFeed, path, "cannot be opened", why));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file))))
}

/// A currency on the command line.
pub fn currency(text: &str) -> std::result::Result<Currency, String> {
    Currency::parse(text).ok_or_else(|| "it is a code of three letters, such as EUR".to_owned())
}

/// The words and facet keys that `nearside.json` calls sensitive. The whole file is checked.
pub fn sensitive(config: Option<&Path>) -> Result<Vec<String>> {
    Ok(config.map(checked).transpose()?.map(|(config, _)| config.sensitive).unwrap_or_default())
}

/// A `nearside.json` that every reader will accept, and its text.
pub fn checked(path: &Path) -> Result<(Config, String)> {
    let text = text(path)?;
    let config = declared::check(&text, None).map_err(|error| not_understood(path, &error))?;
    Ok((config, text))
}

/// Checks what only the catalog can tell: the categories that counts ask about.
pub fn fits(path: &Path, text: &str, catalog: Vec<u8>) -> Result<()> {
    let categories = declared::categories(&Catalog::open(catalog)?);
    declared::check(text, Some(&categories)).map(drop).map_err(|error| not_understood(path, &error))
}

fn not_understood(path: &Path, error: &Error) -> Error {
    fault(Code::BadConfig, path, "cannot be understood", error.message())
}

/// The text of a `nearside.json` that the browser will accept.
pub fn config(path: &Path) -> Result<String> {
    let text = text(path)?;
    Policy::from_json(&text).map_err(|error| not_understood(path, &error))?;
    Ok(text)
}

fn text(path: &Path) -> Result<String> {
    let text = std::fs::read_to_string(path).map_err(|error| fault(Code::BadConfig, path, "cannot be read", error))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Writes a file under another name first, so that a reader never meets half of it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    if path.is_dir() {
        return Err(fault(Code::BadOption, path, "cannot be written", "it is a folder"));
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part: PathBuf = path.with_file_name(name);
    let write = || {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, path)
    };
    write().map_err(|error| {
        // The half file is of no use; that it cannot be removed either changes nothing.
        let _ = std::fs::remove_file(&part);
        fault(Code::BadOption, path, "cannot be written", error)
    })
}
