//! Debian's packages, as root, through sudo, or by telling which are missing.
use crate::{process, ui};
use anyhow::{Result, bail};
use std::process::Command;

/// Installs packages. `why` says in a few words what needs them.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    if which::which("apt-get").is_err() {
        bail!("missing: {why}. On Debian it is in {}; install it and run this again", packages.join(", "));
    }
    let Some(apt) = as_root() else {
        bail!("missing: {why}. Run `apt-get install {}` as root, then this again", packages.join(" "));
    };
    let mut install = apt(&["install", "--yes", "--no-install-recommends"]);
    install.args(packages);
    ui::quiet(&format!("Debian packages {} for {why}", packages.join(" ")), || {
        if !packages.iter().all(|name| is_known(name)) {
            process::logged(&mut apt(&["update"]), "apt-update")?;
        }
        // A list of packages that has grown old names files that are gone: once more with a new one.
        process::logged(&mut install, "apt-install").or_else(|_| {
            process::logged(&mut apt(&["update"]), "apt-update")?;
            process::logged(&mut install, "apt-install")
        })
    })
}

/// Gets new lists of packages, if that is allowed to this person.
pub fn update() -> Result<()> {
    let Some(apt) = as_root() else { bail!("run `apt-get update` as root, then this again") };
    process::logged(&mut apt(&["update"]), "apt-update")
}

/// Whether Debian's lists on this machine have the package.
pub fn is_known(package: &str) -> bool {
    process::answer(process::program("apt-cache").args(["policy", package]))
        .is_ok_and(|text| text.lines().any(|line| line.contains("Candidate:") && !line.contains("(none)")))
}

/// How to run apt-get with the rights it needs: as root it just runs, else sudo must let it without asking.
fn as_root() -> Option<fn(&[&str]) -> Command> {
    let is_root = process::answer(process::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if is_root {
        return Some(|arguments| {
            let mut apt = process::program("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
            apt
        });
    }
    let sudo = process::answer(process::program("sudo").args(["--non-interactive", "true"])).is_ok();
    sudo.then_some(|arguments| {
        let mut apt = process::program("sudo");
        apt.args(["--non-interactive", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        apt
    })
}
