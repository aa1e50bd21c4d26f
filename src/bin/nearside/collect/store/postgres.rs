//! Two tables of a PostgreSQL database, the same that `postgresStore()` of the npm package writes. One connection, without
//! TLS: over loopback or a Unix socket, or through a tunnel.

use super::Shelf;
use nearside::counts::sums::{Kept, POSTGRES, POSTGRES_ADD, POSTGRES_READ};
use nearside::day::Day;
use nearside::{Code, Error, Result};
use postgres::{Client, Config, NoTls};
use std::time::{Duration, Instant};

/// How long a collector that was killed may still seem to hold its tables.
const PATIENCE: Duration = Duration::from_secs(5);

/// One collector, and no other, adds to these tables: two would mean that one was forgotten.
const LOCK: &str = "SELECT pg_try_advisory_lock(1852137842, 'nearside_total'::regclass::oid::integer)";

/// What is acknowledged must be on disk, whatever the database does otherwise.
const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') = 'off'";

/// The connection, and how to have it again.
pub struct Postgres {
    config: Config,
    client: Client,
}

fn fault(error: postgres::Error) -> Error {
    // The database's own words, where it said some; never the address, which may hold a password.
    let words = error.as_db_error().map_or_else(|| error.to_string(), |said| said.message().to_owned());
    Error::new(Code::BadOption, format!("the store: {words}"))
}

impl Postgres {
    /// Connects, and makes the tables where they are not.
    pub fn open(url: &str) -> Result<Postgres> {
        let mut config: Config = url.parse().map_err(fault)?;
        if config.get_password().is_none() {
            if let Some(password) = std::env::var_os("PGPASSWORD").and_then(|given| given.into_string().ok()) {
                config.password(password);
            }
        }
        config.application_name("nearside collect").connect_timeout(PATIENCE);
        let client = connect(&config)?;
        Ok(Postgres { config, client })
    }

    /// The connection, anew where the last one broke.
    fn client(&mut self) -> Result<&mut Client> {
        if self.client.is_closed() {
            self.client = connect(&self.config)?;
        }
        Ok(&mut self.client)
    }
}

fn connect(config: &Config) -> Result<Client> {
    let mut client = config.connect(NoTls).map_err(fault)?;
    client.batch_execute(POSTGRES).map_err(fault)?;
    client.query(DURABLE, &[]).map_err(fault)?;
    let start = Instant::now();
    while !client.query_one(LOCK, &[]).map_err(fault)?.get::<_, bool>(0) {
        if start.elapsed() > PATIENCE {
            return Err(Error::new(Code::BadOption, "the store: another collector has it"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(client)
}

impl Shelf for Postgres {
    fn add(&mut self, more: &Kept) -> Result<()> {
        let text = serde_json::to_string(more).map_err(|error| Error::new(Code::Internal, error.to_string()))?;
        self.client()?.execute(POSTGRES_ADD, &[&text]).map(drop).map_err(fault)
    }

    fn read(&mut self, from: Day, to: Day) -> Result<Kept> {
        let days = [from, to].map(|day| i32::try_from(day.0).unwrap_or(i32::MAX));
        let row = self.client()?.query_one(POSTGRES_READ, &[&days[0], &days[1]]).map_err(fault)?;
        let text: String = row.get(0);
        serde_json::from_str(&text).map_err(|_| Error::new(Code::BadOption, "the store: its tables are not ours"))
    }
}
