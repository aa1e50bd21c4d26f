//! A collector that runs as shops run it: the real command, its own folder, and a client that speaks plain HTTP.
#![allow(dead_code)]

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use nearside::day::Day;

pub struct Collector {
    child: Child,
    pub reports: SocketAddr,
    pub totals: Option<SocketAddr>,
    pub folder: PathBuf,
}

/// A folder of its own for each test, with this as its `nearside.json`.
pub fn folder(name: &str, config: &str) -> PathBuf {
    let folder = option_env!("CARGO_TARGET_TMPDIR")
        .map_or_else(std::env::temp_dir, PathBuf::from)
        .join(format!("collect-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("nearside.json"), config).unwrap();
    folder
}

/// Today, with some minutes left of it: what a test sends must not become too old under its hands.
pub fn today() -> Day {
    let seconds = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    while 86_400 - seconds() % 86_400 < 180 {
        std::thread::sleep(Duration::from_secs(1));
    }
    Day((seconds() / 86_400) as u32)
}

/// The command line: what cargo built beside a test, or what the audit names.
fn program() -> String {
    let named = || std::env::var("NEARSIDE").expect("NEARSIDE is the path of the command line");
    option_env!("CARGO_BIN_EXE_nearside").map_or_else(named, str::to_owned)
}

pub fn nearside(folder: &Path) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder);
    command
}

impl Collector {
    /// Starts one on ports that are free, and waits until it listens.
    pub fn start(folder: &Path, more: &[&str]) -> Collector {
        let log = |name: &str| fs::File::options().create(true).append(true).open(folder.join(name)).unwrap();
        let before = fs::read_to_string(folder.join("out.log")).unwrap_or_default().len();
        let mut child = nearside(folder)
            .args(["collect", "--listen", "127.0.0.1:0"])
            .args(if more.contains(&"--show") { &[][..] } else { &["--show", "127.0.0.1:0"] })
            .args(more)
            .stdout(log("out.log"))
            .stderr(log("err.log"))
            .spawn()
            .unwrap();
        let wanted = if more.contains(&"off") { 1 } else { 2 };
        let start = Instant::now();
        loop {
            let out = fs::read_to_string(folder.join("out.log")).unwrap().split_off(before);
            let address = |word: &str| {
                let line = out.lines().find(|line| line.starts_with(word))?;
                let rest = line.split("http://").nth(1)?;
                rest.split('/').next()?.parse::<SocketAddr>().ok()
            };
            if out.ends_with('\n') && out.lines().count() == wanted {
                let (reports, totals) = (address("reports").unwrap(), address("totals"));
                return Collector { child, reports, totals, folder: folder.to_owned() };
            }
            let err = || fs::read_to_string(folder.join("err.log")).unwrap();
            assert!(child.try_wait().unwrap().is_none(), "it ended: {}", err());
            assert!(start.elapsed() < Duration::from_secs(60), "it does not start: {out} {}", err());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        let mut client = Client::to(self.totals.unwrap());
        client.ask(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).unwrap()
    }

    pub fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    }

    pub fn client(&self) -> Client {
        Client::to(self.reports)
    }

    /// Sends a signal and waits for the end.
    pub fn signal(&mut self, name: &str) -> ExitStatus {
        self.tell(name);
        self.ended()
    }

    /// Sends a signal.
    pub fn tell(&self, name: &str) {
        Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
    }

    /// Waits for the end.
    pub fn ended(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// All numbers of the store as question, arm, day, cell, number. Only when it has stopped.
    pub fn rows(folder: &Path) -> Vec<(String, String, u32, i64, i64)> {
        let file = rusqlite::Connection::open(folder.join("counts.db")).unwrap();
        // What a killed one left is put in order by whoever opens it first.
        file.busy_timeout(Duration::from_secs(30)).unwrap();
        let mut rows = file
            .prepare(
                "SELECT question, arm, day, cell, number FROM total JOIN series ON id = series
                 ORDER BY question, arm, day, cell",
            )
            .unwrap();
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)));
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// One connection that is kept.
pub struct Client(BufReader<TcpStream>);

impl Client {
    pub fn to(address: SocketAddr) -> Client {
        Client::try_to(address).unwrap()
    }

    pub fn try_to(address: SocketAddr) -> io::Result<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        stream.set_nodelay(true)?;
        Ok(Client(BufReader::new(stream)))
    }

    /// Sends bytes as they are, and reads one answer.
    pub fn ask(&mut self, bytes: &[u8]) -> io::Result<Answer> {
        self.0.get_mut().write_all(bytes)?;
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if line == "\r\n" {
                break;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            head += &line;
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Answer { status, head: head.to_ascii_lowercase(), body })
    }

    pub fn post(&mut self, body: &[u8]) -> io::Result<Answer> {
        self.post_with("content-type: application/x-protobuf\r\n", body)
    }

    pub fn post_with(&mut self, headers: &str, body: &[u8]) -> io::Result<Answer> {
        let head = format!("POST /v1/metrics HTTP/1.1\r\nhost: x\r\n{headers}content-length: {}\r\n\r\n", body.len());
        self.ask(&[head.as_bytes(), body].concat())
    }
}
