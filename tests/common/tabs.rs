//! A browser with several tabs of one shop, each of which sees late what the others wrote.

use super::synthetic::Chance;
use super::{catalog, TODAY};
use nearside::calls::Call;
use nearside::engine::Engine;
use nearside::error::{Code, Error};
use nearside::policy::Policy;
use nearside::profile::without_tabs;
use nearside::records;
use nearside::store::{MemoryStore, Shelf, Store, KEY};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// What was written to the device, in the order in which the browser took it, and by which tab.
pub type Written = Rc<RefCell<Vec<(usize, Option<String>)>>>;

/// Storage as a tab sees it: what it wrote itself at once, what others wrote when it is told. Its own writes reach the
/// browser later, in their order; until one has come back, what others wrote meanwhile is not shown. The event may come
/// later than what it tells of, and that may come in the middle of a script: no rule of the web forbids it.
pub struct TabStore {
    tab: usize,
    written: Written,
    /// How many of them this tab sees, and of how many no event came yet.
    told: Cell<usize>,
    events: Cell<usize>,
    /// Counts questions: at every third one something may come in.
    asked: Cell<usize>,
    /// Its own that the browser has not yet.
    leaving: VecDeque<Option<String>>,
    /// Its last own one, and which of all it became.
    own: Option<(Option<String>, usize)>,
    session: MemoryStore,
    /// The browser has no room for what this tab writes to the device.
    pub full: bool,
}

impl TabStore {
    fn put(&mut self, text: Option<String>) {
        self.leaving.push_back(text.clone());
        self.own = Some((text, usize::MAX));
    }

    /// The browser takes this tab's oldest write.
    pub fn flush(&mut self) -> bool {
        let Some(text) = self.leaving.pop_front() else { return false };
        let mut written = self.written.borrow_mut();
        written.push((self.tab, text));
        if self.leaving.is_empty() {
            if let Some(own) = &mut self.own {
                own.1 = written.len() - 1;
            }
        }
        true
    }

    /// The tab sees one more write. Whether there was one.
    pub fn tell(&self) -> bool {
        let Some(by) = self.written.borrow().get(self.told.get()).map(|(by, _)| *by) else { return false };
        self.told.set(self.told.get() + 1);
        self.events.set(self.events.get() + usize::from(by != self.tab));
        true
    }
}

impl Store for TabStore {
    fn get(&self, shelf: Shelf, name: &str) -> Option<String> {
        match (shelf, name) {
            (Shelf::Tab, _) => self.session.get(shelf, name),
            (Shelf::Device, KEY) => {
                self.asked.set(self.asked.get() + 1);
                if self.asked.get() % 3 == 0 {
                    self.tell();
                }
                match &self.own {
                    Some((text, place)) if *place >= self.told.get() => text.clone(),
                    _ => self.told.get().checked_sub(1).and_then(|last| self.written.borrow()[last].1.clone()),
                }
            }
            _ => None,
        }
    }

    fn set(&mut self, shelf: Shelf, name: &str, text: &str) -> nearside::error::Result<()> {
        match shelf {
            Shelf::Tab => self.session.set(shelf, name, text),
            Shelf::Device if self.full => Err(Error::new(Code::StorageFull, "full")),
            Shelf::Device => {
                self.put(Some(text.to_owned()));
                Ok(())
            }
        }
    }

    fn remove(&mut self, shelf: Shelf, name: &str) {
        match shelf {
            Shelf::Tab => self.session.remove(shelf, name),
            Shelf::Device if name == KEY && self.get(shelf, name).is_some() => self.put(None),
            Shelf::Device => {}
        }
    }

    fn refused(&self, _: Shelf) -> bool {
        false
    }
}

pub type Tab = Engine<TabStore>;

pub struct Browser {
    pub written: Written,
    pub tabs: Vec<Tab>,
    pub chance: Chance,
}

impl Browser {
    /// Nothing is open yet.
    pub fn empty(seed: u64) -> Browser {
        Browser { written: Written::default(), tabs: Vec::new(), chance: Chance::new(seed) }
    }

    /// So many tabs of a shopper who chose `remember`.
    pub fn new(tabs: usize, seed: u64) -> Browser {
        let mut browser = Browser::empty(seed);
        browser.open();
        browser.heed(0, Call::Decide, "level remember", "");
        browser.settle();
        while browser.tabs.len() < tabs {
            browser.open();
        }
        browser
    }

    pub fn open(&mut self) {
        let tab = self.tabs.len();
        let (written, told) = (self.written.clone(), self.written.borrow().len());
        let store = TabStore {
            tab,
            written,
            told: Cell::new(told),
            events: Cell::new(0),
            asked: Cell::new(tab),
            leaving: VecDeque::new(),
            own: None,
            session: MemoryStore::default(),
            full: false,
        };
        let number = 1 + self.chance.below(1 << 20) as u32;
        self.tabs.push(Engine::new(catalog(), Policy::default(), store).in_tab(number));
    }

    pub fn heed(&mut self, tab: usize, call: Call, word: &str, given: &str) -> bool {
        self.tabs[tab].heed(call, word, given, TODAY).expect("words that there are") > 0
    }

    /// One of the things that a browser does meanwhile, of which some may be left for later. Whether any was done.
    pub fn meanwhile(&mut self, tab: usize, later: bool) -> bool {
        let tab = &mut self.tabs[tab];
        let mut now = || !later || self.chance.below(2) == 0;
        let flushed = now() && tab.store_mut().flush();
        let told = now() && tab.store().tell();
        let heard = now() && tab.store().events.take() > 0;
        if heard {
            tab.refresh();
        }
        flushed || told || heard
    }

    /// Until all is written and all were told.
    pub fn settle(&mut self) {
        let mut steps = 0;
        while (0..self.tabs.len()).filter(|tab| self.meanwhile(*tab, false)).count() > 0 {
            steps += 1;
            assert!(steps < 20_000, "the tabs never agree");
        }
    }

    /// The profile that every tab sees, at last.
    pub fn agreed(&mut self) -> &mut Tab {
        self.settle();
        let texts: Vec<_> = self.tabs.iter().map(|tab| tab.store().get(Shelf::Device, KEY)).collect();
        assert!(texts.iter().all(|text| *text == texts[0]), "{texts:#?}");
        let profiles: Vec<_> = self.tabs.iter_mut().map(|tab| tab.export(TODAY)).collect();
        assert!(profiles.iter().all(|profile| *profile == profiles[0]), "{profiles:#?}");
        if let Some(text) = &texts[0] {
            assert_eq!(without_tabs(text).0, profiles[0]);
        }
        &mut self.tabs[0]
    }
}

/// Views of each item, as the panel shows them, and what was said of items.
pub fn seen(tab: &mut Tab) -> (BTreeMap<String, u32>, Vec<String>) {
    let views = records::signals(tab, TODAY).into_iter().map(|record| (record.item.expect("a view"), record.times));
    let said = records::statements(tab).into_iter().map(|one| one.subject).collect();
    (views.collect(), said)
}
