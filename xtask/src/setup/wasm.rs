//! A compiler for the browser's part and the sources of its standard library, which is built along with it: without
//! the texts of panics and as small as the rest, that takes a tenth off what a resident downloads. Three roads, the first
//! that is open is taken: the sources are installed; rustup gets them; Debian's newer compiler (the one its browsers are
//! built with) is unpacked into a folder, without root.
use super::apt;
use crate::{places, process, ui};
use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may take where another road is open, and where none is.
const PATIENCE: Duration = Duration::from_secs(60);
const ONLY_ROAD: Duration = Duration::from_secs(900);

/// What the compiler is told. This stands in the place of `.cargo/config.toml`, so what is there is said again; the
/// linker leaves what is needed to split a module.
const FLAGS: [&str; 3] = ["--cfg", "erase_components", "-Clink-args=--emit-relocs"];

/// And for the smallest file. Functions that come out alike are not made one here but by the optimiser, once `bindgen`
/// has taken out what it knows by name.
const SMALL: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zmerge-functions=disabled"];

/// Runs the unpacked compiler with the libraries unpacked beside it.
const WRAPPER: &str = "#!/bin/sh\n\
    here=${0%/*}\n\
    for libraries in \"$here\"/system/usr/lib/*-linux-gnu; do :; done\n\
    LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}\n\
    export LD_LIBRARY_PATH\n\
    exec \"$here\"/system/usr/bin/rustc \"$@\"\n";

/// What compiles and links the browser's part.
pub struct Toolchain {
    /// Another compiler than the server's, if only that one has the sources.
    rustc: Option<PathBuf>,
    linker: Option<PathBuf>,
}

impl Toolchain {
    /// Tells a cargo command to build with it, for the browser. Cargo lets only a nightly compiler build the standard
    /// library unless told otherwise; the pinned version makes that safe.
    pub fn prepare(&self, cargo: &mut Command, small: bool) {
        cargo.args(["--target", TARGET, "-Zbuild-std=std,panic_abort"]).env("RUSTC_BOOTSTRAP", "1");
        let mut flags = FLAGS.to_vec();
        if small {
            cargo.arg("-Zbuild-std-features=optimize_for_size");
            flags.extend(SMALL);
        }
        cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
        if let Some(rustc) = &self.rustc {
            cargo.env("RUSTC", rustc);
        }
        if let Some(linker) = &self.linker {
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
    }
}

/// The toolchain, got if need be.
pub fn ensure() -> Result<Toolchain> {
    if has_sources(Path::new("rustc")) {
        return Ok(Toolchain { rustc: None, linker: None });
    }
    let unpacked = places::tools().join("wasm32");
    if has_sources(&unpacked.join("rustc")) {
        return unpacked_toolchain(&unpacked);
    }
    let debian = which::which("apt-get").is_ok() && which::which("dpkg").is_ok();
    if let Err(fault) = by_rustup(if debian { PATIENCE } else { ONLY_ROAD }) {
        if !debian {
            bail!(
                "missing: the sources of the standard library. Run `rustup component add rust-src`, then this again ({fault:#})"
            );
        }
        ui::note(
            "rustup could not get the standard library (no server answers); taking Debian's compiler for the browser",
        );
        by_debian(&unpacked).context("cannot get a compiler for the browser from Debian's packages")?;
        return unpacked_toolchain(&unpacked);
    }
    Ok(Toolchain { rustc: None, linker: None })
}

/// Whether the sources of its standard library stand beside this compiler.
fn has_sources(rustc: &Path) -> bool {
    let sysroot = process::answer(process::program(rustc).args(["--print", "sysroot"]));
    sysroot.is_ok_and(|folder| Path::new(folder.trim()).join("lib/rustlib/src/rust/library/std/Cargo.toml").exists())
}

fn by_rustup(patience: Duration) -> Result<()> {
    if which::which("rustup").is_err() {
        bail!("there is no rustup");
    }
    ui::quiet("Standard library's sources through rustup", || {
        let mut rustup = process::program("rustup");
        rustup.args(["component", "add", "rust-src"]).env("RUSTUP_MAX_RETRIES", "1").env("RUST_BACKTRACE", "0");
        process::background(&mut rustup, "rustup")?.wait_at_most(patience)
    })?;
    if has_sources(Path::new("rustc")) { Ok(()) } else { bail!("rustup added it to another toolchain") }
}

/// Into a folder beside the final one, so that the final one is always whole.
fn by_debian(folder: &Path) -> Result<()> {
    let half = folder.with_extension(format!("half-{}", std::process::id()));
    let _ = fs::remove_dir_all(&half);
    fs::create_dir_all(half.join("packages"))?;
    let made = ui::quiet("Debian's compiler for the browser part (about 200 MB, once)", || unpack(&half));
    let moved = made.and_then(|()| {
        let _ = fs::remove_dir_all(folder);
        Ok(fs::rename(&half, folder)?)
    });
    let _ = fs::remove_dir_all(&half);
    // Another checkout may have been faster.
    if moved.is_err() && has_sources(&folder.join("rustc")) { Ok(()) } else { moved }
}

fn unpack(folder: &Path) -> Result<()> {
    if !apt::is_known("rustc-web") {
        apt::update()?;
    }
    if !apt::is_known("rustc-web") {
        bail!("these package sources have no rustc-web: use rustup, or a Debian with its security updates");
    }
    let packages = folder.join("packages");
    let names = packages_to_get()?;
    let download = || {
        let mut apt = process::program("apt-get");
        process::logged(apt.current_dir(&packages).arg("download").args(&names), "apt-download")
    };
    download().or_else(|_| apt::update().and_then(|()| download()))?;
    for package in fs::read_dir(&packages)? {
        let mut dpkg = process::program("dpkg-deb");
        process::logged(dpkg.arg("--extract").arg(package?.path()).arg(folder.join("system")), "dpkg")?;
    }
    fs::remove_dir_all(packages)?;
    let wrapper = folder.join("rustc");
    fs::write(&wrapper, WRAPPER)?;
    Ok(fs::set_permissions(wrapper, fs::Permissions::from_mode(0o755))?)
}

/// The compiler, its library, the library's sources, and what they load at run time and a machine may lack. The names
/// carry versions, so Debian is asked for them.
fn packages_to_get() -> Result<Vec<String>> {
    let mut names: Vec<String> = ["rustc-web", "libstd-rust-web-dev", "rust-web-src"].map(String::from).into();
    let mut at = 0;
    while at < names.len() {
        for needed in depends(&names[at])? {
            let wanted =
                ["libstd-rust-web", "libLLVM", "libllvm", "libz3"].iter().any(|start| needed.starts_with(start));
            if wanted && !names.contains(&needed) {
                names.push(needed);
            }
        }
        at += 1;
    }
    Ok(names)
}

fn depends(package: &str) -> Result<Vec<String>> {
    let text = process::answer(process::program("apt-cache").args(["depends", package]))?;
    Ok(text.lines().filter_map(|line| line.trim().strip_prefix("Depends: ")).map(String::from).collect())
}

/// The unpacked compiler, and the linker that comes with rustup's.
fn unpacked_toolchain(folder: &Path) -> Result<Toolchain> {
    let about = process::answer(process::program("rustc").args(["--version", "--verbose"]))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not name its host")?;
    let sysroot = process::answer(process::program("rustc").args(["--print", "sysroot"]))?;
    let linker = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    let linker = linker.exists().then_some(linker).or_else(|| which::which("wasm-ld").ok());
    let linker = linker.context("missing: a linker for wasm32. Install Debian's lld, or Rust through rustup")?;
    Ok(Toolchain { rustc: Some(folder.join("rustc")), linker: Some(linker) })
}
