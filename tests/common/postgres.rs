//! A PostgreSQL of its own in a temporary folder, where this machine has one.
#![allow(dead_code)]

use std::fs;
use std::os::unix::fs::{chown, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub struct Postgres {
    bin: PathBuf,
    folder: PathBuf,
    server: Child,
    pub url: String,
}

/// Where its programs are: Debian leaves them off PATH.
fn programs() -> Option<PathBuf> {
    let debian =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all: Vec<PathBuf> = debian.chain(std::env::split_paths(&path)).collect();
    all.into_iter().find(|folder| ["initdb", "postgres"].iter().all(|name| folder.join(name).exists()))
}

fn id(flag: &str, of: &[&str]) -> u32 {
    let out = Command::new("id").arg(flag).args(of).output().unwrap();
    String::from_utf8(out.stdout).unwrap().trim().parse().unwrap()
}

/// It refuses to run as root; then it runs as the user that its package made.
fn program(bin: &Path, folder: &Path, name: &str) -> Command {
    let mut command = Command::new(bin.join(name));
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if id("-u", &[]) == 0 {
        command.uid(id("-u", &["postgres"])).gid(id("-g", &["postgres"]));
    }
    command
}

impl Postgres {
    /// Starts one that listens on a Unix socket only; `None`, and a line that says so, where there is none.
    pub fn start(name: &str) -> Option<Postgres> {
        let Some(bin) = programs() else {
            eprintln!("SKIPPED: no PostgreSQL on this machine (Debian: apt-get install postgresql)");
            return None;
        };
        // Sockets have short paths.
        let folder = std::env::temp_dir().join(format!("nearside-pg-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        if id("-u", &[]) == 0 {
            chown(&folder, Some(id("-u", &["postgres"])), Some(id("-g", &["postgres"]))).unwrap();
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        let made = program(&bin, &folder, "initdb")
            .args(["-D", "data", "-U", "nearside", "-A", "trust", "-E", "UTF8", "--no-locale"])
            .status()
            .unwrap();
        assert!(made.success(), "initdb");
        let server = serve(&bin, &folder);
        let url = format!("postgres://nearside@{}/postgres", folder.to_str().unwrap().replace('/', "%2F"));
        let started = Postgres { bin, folder, server, url };
        started.wait();
        Some(started)
    }

    fn wait(&self) {
        let start = Instant::now();
        while postgres::Client::connect(&self.url, postgres::NoTls).is_err() {
            assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn client(&self) -> postgres::Client {
        postgres::Client::connect(&self.url, postgres::NoTls).unwrap()
    }

    /// As a power cut: nothing that was not on disk is there afterwards. (The kernel's own cache stays.)
    pub fn kill(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }

    /// Starts it again.
    pub fn again(&mut self) {
        // The children of a server that was killed end by themselves; until then the next cannot start.
        let start = Instant::now();
        loop {
            self.server = serve(&self.bin, &self.folder);
            std::thread::sleep(Duration::from_millis(100));
            if self.server.try_wait().unwrap().is_none() {
                break;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL does not start again");
        }
        self.wait();
    }

    /// Waits until nobody else is connected.
    pub fn alone(&self) {
        let mut client = self.client();
        let others =
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
        let start = Instant::now();
        while client.query_one(others, &[]).unwrap().get::<_, i64>(0) > 0 {
            assert!(start.elapsed() < Duration::from_secs(60), "somebody stays connected");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn serve(bin: &Path, folder: &Path) -> Child {
    program(bin, folder, "postgres")
        .args(["-D", "data", "-k", folder.to_str().unwrap(), "-c", "listen_addresses="])
        .spawn()
        .unwrap()
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-INT", &self.server.id().to_string()]).status();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
