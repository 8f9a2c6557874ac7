//! The server under measure: the release binary, on a port of its own, in a folder that is gone afterwards.
use crate::figures::root;
use anyhow::{Context, Result, bail};
use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// How long a start or a stop may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long to wait before asking again whether it has started; far below what a start takes.
const STEP: Duration = Duration::from_micros(200);

/// Where this run keeps its things.
pub struct Place {
    folder: PathBuf,
    binary: PathBuf,
}

impl Place {
    /// A new folder, with a configuration that switches limits off.
    pub fn new() -> Result<Self> {
        let usual = || root().join("target/release/pam");
        let binary = std::env::var_os("PAM_BIN").map_or_else(usual, PathBuf::from);
        if !binary.is_file() {
            bail!("{} is missing: `make build` makes it", binary.display());
        }
        let folder = std::env::temp_dir().join(format!("pam-bench-{}", std::process::id()));
        fs::create_dir(&folder)?;
        let place = Self { folder, binary };
        fs::write(place.file("pam.toml"), "[limits]\noff = true\n")?;
        Ok(place)
    }

    /// A file of this run.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The database with the demo plan.
    pub fn demo(&self) -> PathBuf {
        self.file("demo.db")
    }

    /// Loads the demo plan.
    pub fn load_demo(&self) -> Result<()> {
        self.run(&self.demo(), &["demo"]).map(drop)
    }

    /// Runs a command of Pam's to its end and gives what it printed.
    pub fn run(&self, database: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = Command::new(&self.binary).args(arguments).arg("--database").arg(database).output()?;
        if !output.status.success() {
            bail!("pam {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A running server.
pub struct Pam {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Pam {
    /// Starts it, and tells how long that took.
    pub fn start(place: &Place, database: &Path) -> Result<(Self, Duration)> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(&place.binary);
        command.args(["serve", "--listen", &address.to_string(), "--config"]).arg(place.file("pam.toml"));
        command.arg("--database").arg(database).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let mut pam = Self { child: command.spawn().context("cannot start pam")?, address };
        while !pam.ready() {
            if let Some(status) = pam.child.try_wait()? {
                bail!("pam ended before it answered: {status}");
            }
            if start.elapsed() > PATIENCE {
                bail!("pam does not answer");
            }
            std::thread::sleep(STEP);
        }
        Ok((pam, start.elapsed()))
    }

    fn ready(&self) -> bool {
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect(self.address)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            write!(stream, "GET /health/ready HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address)?;
            let mut first = [0; 12];
            stream.read_exact(&mut first)?;
            Ok(&first == b"HTTP/1.1 200")
        };
        ask().unwrap_or(false)
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a town would, so that the next one finds its file in order.
    pub fn stop(mut self) -> Result<()> {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        let start = Instant::now();
        while told.success() && self.child.try_wait()?.is_none() {
            if start.elapsed() > PATIENCE {
                bail!("pam does not stop");
            }
            std::thread::sleep(STEP);
        }
        Ok(())
    }
}

impl Drop for Pam {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
