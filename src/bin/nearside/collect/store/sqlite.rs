//! One SQLite file. Between transactions it has no log beside it that would tell one report from the next.

use super::Shelf;
use nearside::counts::sums::{Kept, Sum, Turn, SQLITE};
use nearside::day::Day;
use nearside::{Code, Error, Result};
use rusqlite::{Connection, Row, Statement, Transaction, TransactionBehavior};
use std::path::Path;

/// Marks the file as ours: "near".
const OURS: i32 = 0x6e65_6172;
const VERSION: i32 = 1;

/// The file.
pub struct Sqlite(Connection);

fn fault(error: rusqlite::Error) -> Error {
    Error::new(Code::BadOption, format!("the store: {error}"))
}

impl Sqlite {
    /// Opens the file or makes it, for nobody else as long as it is open.
    pub fn open(path: &Path) -> Result<Sqlite> {
        let mut file = Connection::open(path).map_err(fault)?;
        // A rollback journal, emptied after every transaction: at rest there are sums and nothing else.
        file.execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;
             PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
        )
        .map_err(fault)?;
        let change = file.transaction_with_behavior(TransactionBehavior::Exclusive).map_err(fault)?;
        let pragma = |name: &str| change.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(fault);
        match (pragma("application_id")?, pragma("user_version")?) {
            (OURS, VERSION) => {}
            (OURS, _) => return Err(Error::new(Code::BadOption, "the store was written by a newer release")),
            _ => {
                let tables = change.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
                if tables.map_err(fault)? > 0 {
                    return Err(Error::new(Code::BadOption, "the file is a database of something else"));
                }
                change.execute_batch(SQLITE).map_err(fault)?;
                change.pragma_update(None, "application_id", OURS).map_err(fault)?;
                change.pragma_update(None, "user_version", VERSION).map_err(fault)?;
            }
        }
        change.commit().map_err(fault)?;
        Ok(Sqlite(file))
    }

    fn write(&mut self, more: &Kept) -> rusqlite::Result<()> {
        let change = self.0.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        {
            let mut series = SeriesOf::new(&change)?;
            let mut turn = change.prepare("INSERT INTO turn (series, day) VALUES (?1, ?2)")?;
            for Turn { question, arm, cells, day } in &more.turns {
                turn.execute((series.number(question, arm, cells)?, day))?;
            }
            let mut add = change.prepare(
                "INSERT INTO total (series, day, cell, number) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET number = number + excluded.number",
            )?;
            let mut last: Option<(&Sum, i64)> = None;
            for sum in &more.sums {
                // Cells of one series follow each other.
                let same = |(other, _): &(&Sum, i64)| {
                    (&other.question, &other.arm, &other.cells) == (&sum.question, &sum.arm, &sum.cells)
                };
                let number_of_series = match last.filter(same) {
                    Some((_, found)) => found,
                    None => series.number(&sum.question, &sum.arm, &sum.cells)?,
                };
                last = Some((sum, number_of_series));
                let number = i64::try_from(sum.number).map_err(|_| rusqlite::Error::InvalidQuery)?;
                add.execute((number_of_series, sum.day, sum.cell, number))?;
            }
        }
        change.commit()
    }

    fn found(&self, from: Day, to: Day) -> rusqlite::Result<Kept> {
        let mut sums = self.0.prepare(
            "SELECT question, arm, cells, day, cell, number FROM total JOIN series ON id = series
             WHERE day BETWEEN ?1 AND ?2",
        )?;
        let mut turns = self
            .0
            .prepare("SELECT question, arm, cells, day FROM turn JOIN series ON id = series ORDER BY turn.rowid")?;
        let sums = sums.query_map((from.0, to.0), sum)?.collect::<rusqlite::Result<_>>()?;
        let turns = turns.query_map([], |row| {
            Ok(Turn { question: row.get(0)?, arm: row.get(1)?, cells: row.get(2)?, day: row.get(3)? })
        })?;
        Ok(Kept { sums, turns: turns.collect::<rusqlite::Result<_>>()? })
    }
}

fn sum(row: &Row<'_>) -> rusqlite::Result<Sum> {
    let number = u64::try_from(row.get::<_, i64>(5)?).map_err(|_| rusqlite::Error::InvalidQuery)?;
    Ok(Sum { question: row.get(0)?, arm: row.get(1)?, cells: row.get(2)?, day: row.get(3)?, cell: row.get(4)?, number })
}

/// Finds the number of a series, new where there is none.
struct SeriesOf<'a>(Statement<'a>, Statement<'a>);

impl<'a> SeriesOf<'a> {
    fn new(change: &'a Transaction<'_>) -> rusqlite::Result<SeriesOf<'a>> {
        Ok(SeriesOf(
            change.prepare("INSERT INTO series (question, arm, cells) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?,
            change.prepare("SELECT id FROM series WHERE question = ?1 AND arm = ?2 AND cells = ?3")?,
        ))
    }

    fn number(&mut self, question: &str, arm: &str, cells: &str) -> rusqlite::Result<i64> {
        self.0.execute((question, arm, cells))?;
        self.1.query_row((question, arm, cells), |row| row.get(0))
    }
}

impl Shelf for Sqlite {
    fn add(&mut self, more: &Kept) -> Result<()> {
        self.write(more).map_err(fault)
    }

    fn read(&mut self, from: Day, to: Day) -> Result<Kept> {
        self.found(from, to).map_err(fault)
    }
}
