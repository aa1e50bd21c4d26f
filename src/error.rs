//! The closed list of things that can go wrong, each with a stable `code`.
//! Not here: how a code reaches JavaScript (see `browser`).

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident => $text:literal,)*) => {
        /// What went wrong, as a word that code may rely on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)* }
        impl Code {
            /// Every code, in order of declaration.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];
            /// The stable word of this code, for example `"CATALOG_CORRUPT"`.
            pub const fn as_str(self) -> &'static str { match self { $(Code::$name => $text,)* } }
        }
    };
}

codes! {
    /// An option is unknown or has the wrong shape.
    BadOption => "BAD_OPTION",
    /// A signal is not on the closed list, or names no item.
    BadSignal => "BAD_SIGNAL",
    /// `nearside.json` cannot be understood.
    BadConfig => "BAD_CONFIG",
    /// A product feed or baskets file cannot be read at all.
    BadFeed => "BAD_FEED",
    /// No catalog was given, or it could not be fetched.
    CatalogMissing => "CATALOG_MISSING",
    /// The bytes are not a catalog, or were damaged on the way.
    CatalogCorrupt => "CATALOG_CORRUPT",
    /// The catalog was written by a newer release than this one reads.
    CatalogTooNew => "CATALOG_TOO_NEW",
    /// What was stored is not a profile, or was damaged. It is set aside, never deleted.
    ProfileCorrupt => "PROFILE_CORRUPT",
    /// The stored profile was written by a newer release. It is left alone.
    ProfileTooNew => "PROFILE_TOO_NEW",
    /// The level is higher than a ceiling allows: the consent manager, the shop, or the browser.
    Ceiling => "CEILING",
    /// The browser refuses storage to this page.
    StorageDenied => "STORAGE_DENIED",
    /// The browser's storage for this shop is full.
    StorageFull => "STORAGE_FULL",
    /// WebAssembly cannot run here (Content Security Policy, or an old browser).
    WasmBlocked => "WASM_BLOCKED",
    /// The engine was used after `dispose()`.
    Disposed => "DISPOSED",
    /// A fault of ours. The engine has stopped; the page goes on.
    Internal => "INTERNAL",
}

/// An error with a stable [`Code`] and a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    code: Code,
    message: String,
}

/// What fallible calls of this crate return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of this code, with a sentence that says what to do about it.
    #[inline(never)]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Error { code, message: message.into() }
    }
    /// The stable code.
    pub fn code(&self) -> Code {
        self.code
    }
    /// The sentence for a person, without the code.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())?;
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
