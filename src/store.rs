//! The only room that touches browser storage. A store knows two shelves: the device (local storage) and the
//! tab (session storage). Not here: what the text means (`profile`).

use crate::error::{Code, Error, Result};

/// The one key that everything is kept under, on either shelf.
pub const KEY: &str = "nearside";
/// Where a damaged profile is set aside, so that it is not lost. Erasing removes it too.
pub const ASIDE: &str = "nearside.aside";

/// Of the tab: the profile of someone else who is shopping in it.
pub const GUEST: &str = "nearside.guest";
/// Of the tab: its lists are everybody's. Of the device: so they are at level `share`, while an experiment is without
/// picks (`counts`).
pub const HIDDEN: &str = "nearside.hidden";
/// Of the device: what was shared (`counts`). Written by whoever holds the lock, when a report is booked.
pub const COUNTS: &str = "nearside.counts";
/// Of the device: what is shared next. Written by any tab.
pub const NEXT: &str = "nearside.next";

/// All of them.
pub const KEYS: [&str; 6] = [KEY, ASIDE, GUEST, HIDDEN, COUNTS, NEXT];

/// How long a shelf keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Until it is removed.
    Device,
    /// Until the tab closes.
    Tab,
}

impl Shelf {
    /// `device` or `tab`.
    pub const fn word(self) -> &'static str {
        match self {
            Shelf::Device => "device",
            Shelf::Tab => "tab",
        }
    }
}

/// Something that keeps texts by name.
pub trait Store {
    /// The text under this name, if there is one. A refusal reads as "none": see [`Store::refused`].
    fn get(&self, shelf: Shelf, name: &str) -> Option<String>;
    /// Keeps a text.
    ///
    /// # Errors
    /// [`Code::StorageDenied`] or [`Code::StorageFull`]; what was there before is still there.
    fn set(&mut self, shelf: Shelf, name: &str, text: &str) -> Result<()>;
    /// Removes a text, if there is one.
    fn remove(&mut self, shelf: Shelf, name: &str);
    /// Whether the shelf can be used at all.
    fn refused(&self, shelf: Shelf) -> bool;
}

impl Store for Box<dyn Store> {
    fn get(&self, shelf: Shelf, name: &str) -> Option<String> {
        (**self).get(shelf, name)
    }
    fn set(&mut self, shelf: Shelf, name: &str, text: &str) -> Result<()> {
        (**self).set(shelf, name, text)
    }
    fn remove(&mut self, shelf: Shelf, name: &str) {
        (**self).remove(shelf, name);
    }
    fn refused(&self, shelf: Shelf) -> bool {
        (**self).refused(shelf)
    }
}

/// A store that is gone with the page: for tests, for a second engine on the page, and where the browser refuses.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    kept: Vec<(Shelf, String, String)>,
    room: Option<usize>,
    denied: bool,
}

impl MemoryStore {
    /// One that refuses everything, as a browser does whose storage is blocked.
    pub fn denied() -> MemoryStore {
        MemoryStore { denied: true, ..MemoryStore::default() }
    }

    /// One with room for texts of so many bytes.
    pub fn with_room(bytes: usize) -> MemoryStore {
        MemoryStore { room: Some(bytes), ..MemoryStore::default() }
    }

    /// From now on there is room only for texts of so many bytes.
    pub fn limit(&mut self, bytes: usize) {
        self.room = Some(bytes);
    }

    /// How many texts it keeps on both shelves.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether it keeps nothing.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

impl Store for MemoryStore {
    fn get(&self, shelf: Shelf, name: &str) -> Option<String> {
        let found = self.kept.iter().find(|(on, known, _)| *on == shelf && known == name);
        found.filter(|_| !self.denied).map(|(.., text)| text.clone())
    }

    fn set(&mut self, shelf: Shelf, name: &str, text: &str) -> Result<()> {
        if self.denied {
            return Err(denied());
        }
        if self.room.is_some_and(|room| text.len() > room) {
            return Err(full());
        }
        self.remove(shelf, name);
        self.kept.push((shelf, name.to_owned(), text.to_owned()));
        Ok(())
    }

    fn remove(&mut self, shelf: Shelf, name: &str) {
        self.kept.retain(|(on, known, _)| *on != shelf || known != name);
    }

    fn refused(&self, _shelf: Shelf) -> bool {
        self.denied
    }
}

fn denied() -> Error {
    Error::new(Code::StorageDenied, "this browser lets the page keep nothing; picks last until the page is left")
}

fn full() -> Error {
    Error::new(Code::StorageFull, "the browser's storage for this shop is full; picks last until the page is left")
}

#[cfg(target_arch = "wasm32")]
pub use web::BrowserStore;

#[cfg(target_arch = "wasm32")]
mod web {
    use super::{denied, full, Result, Shelf, Store};
    use gloo_storage::{LocalStorage, SessionStorage, Storage};

    /// Local and session storage.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct BrowserStore;

    /// The browser's storage, or `None` where there is no window or the browser refuses. gloo-storage ends the
    /// program in those cases, so they are found out first.
    fn storage(shelf: Shelf) -> Option<web_sys::Storage> {
        let window = web_sys::window()?;
        let open = match shelf {
            Shelf::Device => window.local_storage(),
            Shelf::Tab => window.session_storage(),
        };
        open.ok().flatten()?;
        Some(match shelf {
            Shelf::Device => LocalStorage::raw(),
            Shelf::Tab => SessionStorage::raw(),
        })
    }

    impl Store for BrowserStore {
        fn get(&self, shelf: Shelf, name: &str) -> Option<String> {
            storage(shelf)?.get_item(name).ok().flatten()
        }

        fn set(&mut self, shelf: Shelf, name: &str, text: &str) -> Result<()> {
            let storage = storage(shelf).ok_or_else(denied)?;
            // The only other thing that can go wrong is the quota.
            storage.set_item(name, text).map_err(|_| full())
        }

        fn remove(&mut self, shelf: Shelf, name: &str) {
            if let Some(storage) = storage(shelf) {
                // Removing cannot fail where the storage is open.
                let _ = storage.remove_item(name);
            }
        }

        fn refused(&self, shelf: Shelf) -> bool {
            storage(shelf).is_none()
        }
    }
}
