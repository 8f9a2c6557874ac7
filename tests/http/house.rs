//! The binary, its commands, and the databases that towns start from.
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};
use tempfile::TempDir;

/// Everybody's password.
pub const PASSWORD: &str = "una contrasenya prou llarga";
/// The password of the demo's people.
pub const DEMO_PASSWORD: &str = "pam-demo-2016";

/// The plan of a town that is not the demo: proposal 1 has an author, three actions and one comment (1) that came
/// with the page; 2 has no title; 3 is a resident's, with paragraphs.
pub const PLAN: &str = "Logotip pam.cat pam.cat\n\nPAM 2016 | 2019\n\nPla d'actuació metropolità\n\n\
    3\n\nSuports\n\nAMB\n\nProjectes europeus\n\n| Autor/a: AMB | 1 comentaris\n\nAjudar els municipis a demanar fons.\n \
    • Fer un catàleg de convocatòries.\n • Acompanyar els pobles petits.\n • Publicar cada any què s'ha aconseguit.\n\n\
    Comentaris\n\nJoan Garriga | 12/03/2016\n\nEs parla dels pobles i no de les persones grans.\n\nTornar\n\n12\n\nSuports\n\n\
    Demanem més busos de nit. I barats.\n\nLlegir més\n\n5\n\nSuports\n\nRosa Puig\n\nOmbra i aigua a les places\n\n\
    | Autor/a: Rosa Puig | 0 comentaris\n\nA l'estiu no s'hi pot estar.\n\nCal plantar arbres i posar fonts.\n";

/// Limits as the contract has them.
pub const LIMITED: &str = "";
/// No limits: for tests that write much.
pub const UNLIMITED: &str = "[limits]\noff = true\n";

/// The binary under test.
pub fn binary() -> PathBuf {
    let usual = || crate::words::workspace("target/release/pam");
    let path = std::env::var_os("PAM_BIN").map_or_else(usual, PathBuf::from);
    assert!(path.is_file(), "{} is not there: build it, or name it in PAM_BIN", path.display());
    path
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it told.
    pub err: String,
}

/// Runs `pam` on a database.
pub fn pam(database: &Path, args: &[&str], input: &str) -> Ran {
    let mut child = Command::new(binary())
        .arg("--database")
        .arg(database)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    // A command that reads nothing may have ended already.
    let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the binary ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// Databases are made once for all tests of a run and copied for each. This one has the small plan.
pub static PLAN_FILE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().expect("a folder");
    let page = folder.path().join("plan.txt");
    fs::write(&page, PLAN).expect("a page");
    let ran = pam(&folder.path().join("pam.db"), &["import", &page.display().to_string()], "");
    assert_eq!(ran.code, 0, "{ran:?}");
    folder
});
/// The demo.
pub static DEMO_FILE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().expect("a folder");
    let ran = pam(&folder.path().join("pam.db"), &["demo"], "");
    assert_eq!(ran.code, 0, "{ran:?}");
    folder
});

/// Copies a database with what its log still holds.
pub fn copy(from: &Path, to: &Path) {
    for name in ["pam.db", "pam.db-wal"] {
        if from.join(name).exists() {
            fs::copy(from.join(name), to.join(name)).expect("a copy");
        }
    }
}
