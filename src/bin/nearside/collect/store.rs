//! The sums on disk: for each question, arm and UTC day how many reports came, and how many showed each cell. Not here:
//! the reports themselves. They are added up in memory, and gone once the sums are written.
//!
//! One thread owns the file. It takes what waits, adds it up, writes one transaction, and only then says so: what was
//! acknowledged survives a crash, and what was not is in the file once or not at all. Between transactions the file has
//! no log beside it that would tell one report from the next.

use nearside::catalog::format::checksum;
use nearside::counts::otlp::Received;
use nearside::counts::{Arm, Asked, Plan, Tally};
use nearside::day::Day;
use nearside::{Code, Error, Result};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender};
use tokio::sync::oneshot;

/// Marks the file as ours: "near".
const OURS: i32 = 0x6e65_6172;
const VERSION: i32 = 1;
/// Reports in one transaction at most.
const AT_ONCE: usize = 1024;

const TABLES: &str = "
    CREATE TABLE series (
        id INTEGER PRIMARY KEY, question TEXT NOT NULL, arm TEXT NOT NULL, cells TEXT NOT NULL,
        UNIQUE (question, arm, cells));
    -- From which day on a question has these cells.
    CREATE TABLE turn (series INTEGER NOT NULL, day INTEGER NOT NULL);
    -- Cell -1 is the number of reports.
    CREATE TABLE total (
        series INTEGER NOT NULL, day INTEGER NOT NULL, cell INTEGER NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY (series, day, cell)) WITHOUT ROWID;";

/// The sums of one question, in one arm, over some days.
pub struct Sums {
    /// The question's place in the plan.
    pub place: usize,
    /// In which arm.
    pub arm: Option<Arm>,
    /// What was added up.
    pub tally: Tally,
    /// Days left out, because the cells meant something else before or on them.
    pub left_out: u32,
}

/// Where the answer to an added report goes: whether it is on disk.
type Kept = oneshot::Sender<bool>;

enum Ask {
    Add(Received, Kept),
    Read(Day, Day, oneshot::Sender<Result<Vec<Sums>>>),
}

/// No room in the queue now, or the store has stopped.
#[derive(Debug)]
pub struct Busy;

/// The way to the thread that owns the file.
#[derive(Clone)]
pub struct Store(SyncSender<Ask>);

impl Store {
    /// Puts a report into the queue. The answer comes when it is on disk.
    pub fn add(&self, received: Received) -> std::result::Result<oneshot::Receiver<bool>, Busy> {
        let (kept, answer) = oneshot::channel();
        self.ask(Ask::Add(received, kept)).map(|()| answer)
    }

    /// Asks for the sums of these days, first and last included.
    pub fn read(&self, from: Day, to: Day) -> std::result::Result<oneshot::Receiver<Result<Vec<Sums>>>, Busy> {
        let (sums, answer) = oneshot::channel();
        self.ask(Ask::Read(from, to, sums)).map(|()| answer)
    }

    fn ask(&self, ask: Ask) -> std::result::Result<(), Busy> {
        self.0.try_send(ask).map_err(|_| Busy)
    }
}

fn fault(error: rusqlite::Error) -> Error {
    Error::new(Code::BadOption, format!("the store: {error}"))
}

/// The file, and what of the plan it holds.
pub struct Keeper {
    file: Connection,
    plan: Plan,
    /// By place and arm.
    series: Vec<(usize, Option<Arm>, i64)>,
    /// Which series have their cells for a day already.
    begun: HashSet<(i64, Day)>,
    asks: Receiver<Ask>,
}

/// Opens the file or makes it, for nobody else as long as it is open.
pub fn open(path: &Path, plan: &Plan, today: Day, queue: usize) -> Result<(Store, Keeper)> {
    let mut file = Connection::open(path).map_err(fault)?;
    // A rollback journal, emptied after every transaction: at rest there are sums and nothing else.
    file.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
    )
    .map_err(fault)?;
    let change = file.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive).map_err(fault)?;
    let pragma = |name: &str| change.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(fault);
    match (pragma("application_id")?, pragma("user_version")?) {
        (OURS, VERSION) => {}
        (OURS, _) => return Err(Error::new(Code::BadOption, "the store was written by a newer release")),
        _ => {
            let tables = change.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
            if tables.map_err(fault)? > 0 {
                return Err(Error::new(Code::BadOption, "the file is a database of something else"));
            }
            change.execute_batch(TABLES).map_err(fault)?;
            change.pragma_update(None, "application_id", OURS).map_err(fault)?;
            change.pragma_update(None, "user_version", VERSION).map_err(fault)?;
        }
    }
    let mut series = Vec::new();
    for (place, asked) in plan.asked().iter().enumerate() {
        for arm in arms(asked) {
            series.push((place, arm, series_of(&change, asked, arm, today).map_err(fault)?));
        }
    }
    change.commit().map_err(fault)?;
    let (store, asks) = std::sync::mpsc::sync_channel(queue);
    Ok((Store(store), Keeper { file, plan: plan.clone(), series, begun: HashSet::new(), asks }))
}

fn arms(asked: &Asked) -> Vec<Option<Arm>> {
    if asked.has_arms() {
        Arm::ALL.map(Some).to_vec()
    } else {
        vec![None]
    }
}

/// What the cells mean: as long as this is the same, sums may be added up.
fn meaning(asked: &Asked) -> String {
    let domain = asked.domain();
    let outcome = match asked.question() {
        nearside::counts::Question::Arm(_, outcome) => outcome.word(),
        _ => "",
    };
    let sum = checksum(asked.answers().join("\n").as_bytes());
    format!("{} of {} {outcome} {sum:016x}", domain.weight(), domain.size())
}

/// The number of a series, new where the question is new or its cells mean something else than before.
fn series_of(change: &Transaction<'_>, asked: &Asked, arm: Option<Arm>, today: Day) -> rusqlite::Result<i64> {
    let (question, arm, cells) = (asked.name(), arm.map_or("", Arm::word), meaning(asked));
    change.execute(
        "INSERT INTO series (question, arm, cells) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        (question, arm, &cells),
    )?;
    let id: i64 = change.query_row(
        "SELECT id FROM series WHERE question = ?1 AND arm = ?2 AND cells = ?3",
        (question, arm, &cells),
        |row| row.get(0),
    )?;
    let last: Option<i64> = change
        .query_row(
            "SELECT series FROM turn WHERE series IN (SELECT id FROM series WHERE question = ?1 AND arm = ?2)
             ORDER BY turn.rowid DESC LIMIT 1",
            (question, arm),
            |row| row.get(0),
        )
        .optional()?;
    if last != Some(id) {
        change.execute("INSERT INTO turn (series, day) VALUES (?1, ?2)", (id, today.0))?;
    }
    Ok(id)
}

impl Keeper {
    /// Works until the last [`Store`] is gone and everything that waited is written.
    pub fn work(mut self) {
        while let Ok(first) = self.asks.recv() {
            let mut reports = Vec::new();
            let mut reads = Vec::new();
            let mut next = Some(first);
            while let Some(ask) = next {
                match ask {
                    Ask::Add(received, kept) => reports.push((received, kept)),
                    Ask::Read(from, to, sums) => reads.push((from, to, sums)),
                }
                next = if reports.len() < AT_ONCE { self.asks.try_recv().ok() } else { None };
            }
            if !reports.is_empty() {
                let done = self.write(reports.iter().map(|(received, _)| received));
                if let Err(error) = &done {
                    eprintln!("{}", fault_text(error));
                }
                for (_, kept) in reports {
                    // Nobody waits any more when the browser has gone; it is counted all the same.
                    let _ = kept.send(done.is_ok());
                }
            }
            for (from, to, sums) in reads {
                let _ = sums.send(self.sums(from, to).map_err(fault));
            }
        }
    }

    fn series(&self, place: usize, arm: Option<Arm>) -> Option<i64> {
        self.series.iter().find(|series| (series.0, series.1) == (place, arm)).map(|series| series.2)
    }

    /// Adds reports up and writes them, all or none.
    fn write<'a>(&mut self, reports: impl Iterator<Item = &'a Received>) -> rusqlite::Result<()> {
        // By series and day: the cells, and the number of reports behind them.
        let mut sums: BTreeMap<(i64, Day), Vec<i64>> = BTreeMap::new();
        for received in reports {
            let Some(series) = self.series(received.place, received.arm) else { continue };
            let size = usize::from(received.report.domain().size());
            let sums = sums.entry((series, received.day)).or_insert_with(|| vec![0; size + 1]);
            received.report.ones().map(usize::from).chain([size]).for_each(|cell| sums[cell] += 1);
        }
        let change = self.file.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
        {
            let mut begin = change.prepare("INSERT INTO total VALUES (?1, ?2, ?3, 0) ON CONFLICT DO NOTHING")?;
            let mut add =
                change.prepare("UPDATE total SET number = number + ?4 WHERE series = ?1 AND day = ?2 AND cell = ?3")?;
            for ((series, day), sums) in &sums {
                let last = sums.len() - 1;
                let number = |cell: usize| if cell == last { -1 } else { cell as i64 };
                if !self.begun.contains(&(*series, *day)) {
                    for cell in 0..sums.len() {
                        begin.execute((series, day.0, number(cell)))?;
                    }
                }
                for (cell, more) in sums.iter().enumerate().filter(|(_, more)| **more > 0) {
                    add.execute((series, day.0, number(cell), more))?;
                }
            }
        }
        change.commit()?;
        self.begun.extend(sums.into_keys());
        Ok(())
    }

    fn sums(&self, from: Day, to: Day) -> rusqlite::Result<Vec<Sums>> {
        let mut out = Vec::new();
        for (place, arm, series) in &self.series {
            let Some(asked) = self.plan.asked().get(*place) else { continue };
            let turns = self.turns(*series)?;
            let (mut reports, mut shown) = (0u64, vec![0u64; usize::from(asked.domain().size())]);
            let mut days = HashSet::new();
            let mut statement =
                self.file.prepare("SELECT day, cell, number FROM total WHERE series = ?1 AND day BETWEEN ?2 AND ?3")?;
            let mut rows = statement.query((series, from.0, to.0))?;
            while let Some(row) = rows.next()? {
                let (day, cell, number): (u32, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let number = u64::try_from(number).map_err(|_| rusqlite::Error::InvalidQuery)?;
                // On the day of a change and the next, browsers may still have had the catalog of before.
                if turns.iter().any(|turn| Day(day) >= *turn && Day(day).since(*turn) < 2) {
                    days.insert(day);
                } else if cell < 0 {
                    reports += number;
                } else if let Some(shown) = usize::try_from(cell).ok().and_then(|cell| shown.get_mut(cell)) {
                    *shown += number;
                }
            }
            // Sums that cannot be sums of reports mean that somebody else wrote the file.
            let tally = Tally::of(asked.domain(), reports, shown).ok_or(rusqlite::Error::InvalidQuery)?;
            out.push(Sums { place: *place, arm: *arm, tally, left_out: days.len() as u32 });
        }
        Ok(out)
    }

    /// The days on which the cells of the question of this series changed, but for the first.
    fn turns(&self, series: i64) -> rusqlite::Result<Vec<Day>> {
        let mut statement = self.file.prepare(
            "SELECT day FROM turn WHERE series IN (SELECT other.id FROM series AS own JOIN series AS other
             ON own.question = other.question AND own.arm = other.arm WHERE own.id = ?1) ORDER BY turn.rowid",
        )?;
        let days = statement.query_map([series], |row| Ok(Day(row.get(0)?)))?;
        days.skip(1).collect()
    }
}

fn fault_text(error: &rusqlite::Error) -> String {
    format!("the sums could not be written, and the reports were refused: {error}")
}
