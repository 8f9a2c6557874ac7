//! A town: the binary on a file of its own, and the people in it.
pub use crate::house::{DEMO_PASSWORD, LIMITED, PASSWORD, PLAN, Ran, UNLIMITED, pam};
use crate::{
    house::{DEMO_FILE, PLAN_FILE, binary, copy},
    person::Person,
    wire,
};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
};
use tempfile::TempDir;

/// A running server.
struct Serving {
    child: Child,
    listening: JoinHandle<()>,
}

/// A town on its own file and port.
pub struct Town {
    folder: TempDir,
    database: PathBuf,
    /// Where it listens; stays the same when it is started again.
    pub address: SocketAddr,
    serving: Mutex<Option<Serving>>,
    log: Arc<Mutex<String>>,
    people: AtomicUsize,
    options: Vec<String>,
}

impl Town {
    /// With the small plan and the limits of the contract.
    pub fn start() -> Self {
        Self::with(LIMITED, &[])
    }

    /// With the small plan and no limits.
    pub fn busy() -> Self {
        Self::with(UNLIMITED, &[])
    }

    /// With the small plan, a configuration and options.
    pub fn with(config: &str, options: &[&str]) -> Self {
        let folder = TempDir::new().expect("a folder");
        copy(PLAN_FILE.path(), folder.path());
        let database = folder.path().join("pam.db");
        Self::on(folder, database, config, options)
    }

    /// With the demo.
    pub fn demo() -> Self {
        let folder = TempDir::new().expect("a folder");
        copy(DEMO_FILE.path(), folder.path());
        let database = folder.path().join("pam.db");
        Self::on(folder, database, LIMITED, &[])
    }

    /// With the small plan in a folder that a test has prepared, started by a shell that first runs `shell`.
    pub fn in_folder(place: &Path, shell: &str) -> Self {
        copy(PLAN_FILE.path(), place);
        let folder = TempDir::new().expect("a folder");
        let mut town = Self::stopped(folder, place.join("pam.db"), UNLIMITED, &[]);
        town.address = town.serve(shell);
        town
    }

    fn on(folder: TempDir, database: PathBuf, config: &str, options: &[&str]) -> Self {
        let mut town = Self::stopped(folder, database, config, options);
        town.address = town.serve("");
        town
    }

    fn stopped(folder: TempDir, database: PathBuf, config: &str, options: &[&str]) -> Self {
        let file = folder.path().join("pam.toml");
        fs::write(&file, config).expect("a configuration");
        let mut all = vec!["--config".to_owned(), file.display().to_string()];
        all.extend(options.iter().map(|o| (*o).to_owned()));
        Self {
            folder,
            database,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            serving: Mutex::default(),
            log: Arc::default(),
            people: AtomicUsize::new(0),
            options: all,
        }
    }

    /// Starts the server and waits until it says where it is.
    fn serve(&self, shell: &str) -> SocketAddr {
        let mut child = Command::new("/bin/sh")
            .args(["-c", &format!("{shell}\nexec \"$@\""), "sh"])
            .arg(binary())
            .arg("--database")
            .arg(&self.database)
            .args(["serve", "--listen", &self.address.to_string()])
            .args(&self.options)
            .env("RUST_LOG", "info")
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell starts");
        let (tell, told) = std::sync::mpsc::channel();
        let log = self.log.clone();
        let lines = BufReader::new(child.stderr.take().expect("a log")).lines();
        let listening = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some((_, address)) = line.split_once("Pam is at http://") {
                    let _ = tell.send(address.trim().parse::<SocketAddr>());
                }
                log.lock().expect("the log").push_str(&(line + "\n"));
            }
        });
        let address = told.recv().unwrap_or_else(|_| panic!("it did not start: {}", self.log()));
        *self.serving.lock().expect("the server") = Some(Serving { child, listening });
        address.expect("an address")
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        self.log.lock().expect("the log").clone()
    }

    /// The server's process.
    pub fn pid(&self) -> u32 {
        self.serving.lock().expect("the server").as_ref().expect("a server").child.id()
    }

    /// Ends the server at once, whatever it is doing.
    pub fn kill(&self) {
        if let Some(mut serving) = self.serving.lock().expect("the server").take() {
            let _ = serving.child.kill();
            let _ = serving.child.wait();
            let _ = serving.listening.join();
        }
    }

    /// Starts it again on the same file and port.
    pub fn again(&self) {
        self.kill();
        self.serve("");
    }

    /// Runs a command on the town's database.
    pub fn pam(&self, args: &[&str]) -> Ran {
        pam(&self.database, args, "")
    }

    /// The export.
    #[track_caller]
    pub fn export(&self) -> serde_json::Value {
        let ran = self.pam(&["export", "--format", "json"]);
        assert_eq!(ran.code, 0, "{ran:?}");
        serde_json::from_str(&ran.out).expect("JSON")
    }

    /// Nothing is wrong in the database.
    #[track_caller]
    pub fn check(&self) {
        let ran = self.pam(&["check"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }

    /// The database.
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// A file in the town's folder.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, text).expect("a file");
        path
    }

    /// A path in the town's folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Somebody whom nobody knows.
    pub fn visitor(&self) -> Person {
        Person::visitor(self.address)
    }

    /// A resident, signed in.
    pub fn resident(&self, name: &str) -> Person {
        self.person(name, "resident")
    }

    /// A moderator, signed in.
    pub fn moderator(&self) -> Person {
        self.person("Gemma", "moderator")
    }

    /// Somebody who runs the plan, signed in.
    pub fn admin(&self) -> Person {
        self.person("Marcel", "admin")
    }

    fn person(&self, name: &str, role: &str) -> Person {
        let n = self.people.fetch_add(1, Ordering::SeqCst);
        let email = format!("p{n}@example.org");
        let args = ["user", "create", "--email", &email, "--name", name, "--role", role, "--password-stdin"];
        let ran = pam(&self.database, &args, PASSWORD);
        assert_eq!(ran.code, 0, "{ran:?}");
        let mut person = Person::signed_in(self.address, &email, PASSWORD);
        person.id = ran.out.trim().parse().expect("an account's number");
        name.clone_into(&mut person.name);
        person
    }

    /// One of the demo's people, signed in.
    pub fn demo_person(&self, name: &str) -> Person {
        Person::signed_in(self.address, &format!("{name}@demo.pam"), DEMO_PASSWORD)
    }

    /// Whether the server answers.
    pub fn alive(&self) -> bool {
        let request = wire::head("GET", "/health/ready", self.address, &[("Connection", "close")]);
        wire::send(self.address, request.as_bytes()).is_ok_and(|a| a.status == 200)
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        self.kill();
        let log = self.log();
        if thread::panicking() {
            let _ = writeln!(std::io::stderr(), "the server's log:\n{log}");
        } else {
            assert!(!log.contains("panicked"), "the server panicked:\n{log}");
        }
    }
}
