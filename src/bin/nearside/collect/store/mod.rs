//! The sums on disk: for each question, arm and UTC day how many reports came, and how many showed each cell. Not here:
//! the reports themselves. They are added up in memory, and gone once the sums are written.
//!
//! One thread owns the store. It takes what waits, adds it up, writes one transaction, and only then says so: what was
//! acknowledged survives a crash, and what was not is in the store once or not at all.

mod postgres;
mod sqlite;

use nearside::counts::otlp::Received;
use nearside::counts::sums::{turns, Adding, Kept};
use nearside::counts::Plan;
use nearside::day::Day;
use nearside::Result;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender};
use tokio::sync::oneshot;

/// Reports in one transaction at most.
const AT_ONCE: usize = 1024;

/// Where sums are kept. `www/collector/types.ts` says the same of stores in JavaScript.
trait Shelf {
    /// Adds all of it or nothing, durably.
    fn add(&mut self, more: &Kept) -> Result<()>;
    /// The sums of these days, first and last included, and every turn.
    fn read(&mut self, from: Day, to: Day) -> Result<Kept>;
}

/// Where the answer to an added report goes: whether it is on disk.
type Acknowledge = oneshot::Sender<bool>;

enum Ask {
    Add(Received, Acknowledge),
    Read(Day, Day, oneshot::Sender<Result<Kept>>),
}

/// No room in the queue now, or the store has stopped.
#[derive(Debug)]
pub struct Busy;

/// The way to the thread that owns the store.
#[derive(Clone)]
pub struct Store(SyncSender<Ask>);

impl Store {
    /// Puts a report into the queue. The answer comes when it is on disk.
    pub fn add(&self, received: Received) -> std::result::Result<oneshot::Receiver<bool>, Busy> {
        let (acknowledge, answer) = oneshot::channel();
        self.ask(Ask::Add(received, acknowledge)).map(|()| answer)
    }

    /// Asks for the sums of these days, first and last included.
    pub fn read(&self, from: Day, to: Day) -> std::result::Result<oneshot::Receiver<Result<Kept>>, Busy> {
        let (sums, answer) = oneshot::channel();
        self.ask(Ask::Read(from, to, sums)).map(|()| answer)
    }

    fn ask(&self, ask: Ask) -> std::result::Result<(), Busy> {
        self.0.try_send(ask).map_err(|_| Busy)
    }
}

/// The store, and what is on its way there.
pub struct Keeper {
    shelf: Box<dyn Shelf + Send>,
    adding: Adding,
    asks: Receiver<Ask>,
}

/// Opens the store or makes it, for nobody else as long as it is open: a file, or `postgres://…`.
pub fn open(place: &str, plan: &Plan, today: Day, queue: usize) -> Result<(Store, Keeper)> {
    let mut shelf: Box<dyn Shelf + Send> = if place.starts_with("postgres://") || place.starts_with("postgresql://") {
        Box::new(postgres::Postgres::open(place)?)
    } else {
        Box::new(sqlite::Sqlite::open(Path::new(place))?)
    };
    let turns = turns(plan, &shelf.read(today, today)?.turns, today);
    shelf.add(&Kept { turns, sums: Vec::new() })?;
    let (store, asks) = std::sync::mpsc::sync_channel(queue);
    Ok((Store(store), Keeper { shelf, adding: Adding::new(plan), asks }))
}

impl Keeper {
    /// Works until the last [`Store`] is gone and everything that waited is written.
    pub fn work(mut self) {
        while let Ok(first) = self.asks.recv() {
            let mut waiting = Vec::new();
            let mut reads = Vec::new();
            let mut next = Some(first);
            while let Some(ask) = next {
                match ask {
                    Ask::Add(received, acknowledge) => {
                        self.adding.add(&received);
                        waiting.push(acknowledge);
                    }
                    Ask::Read(from, to, sums) => reads.push((from, to, sums)),
                }
                next = if waiting.len() < AT_ONCE { self.asks.try_recv().ok() } else { None };
            }
            if !waiting.is_empty() {
                let done = self.shelf.add(&Kept { sums: self.adding.take(), turns: Vec::new() });
                match &done {
                    Ok(()) => self.adding.kept(),
                    Err(error) => {
                        let why = error.message();
                        eprintln!("the sums could not be written, and the reports were refused: {why}");
                    }
                }
                for acknowledge in waiting {
                    // Nobody waits any more when the browser has gone; it is counted all the same.
                    let _ = acknowledge.send(done.is_ok());
                }
            }
            for (from, to, sums) in reads {
                let _ = sums.send(self.shelf.read(from, to));
            }
        }
    }
}
