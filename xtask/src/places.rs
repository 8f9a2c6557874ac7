//! Where things are. All paths start at the root of the checkout.
use std::path::{Path, PathBuf};

/// The root of the checkout. Asked of the running cargo first, so that a shared target folder can not mix up two
/// checkouts.
pub fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.parent().map(Path::to_path_buf).unwrap_or(own)
}

/// What building leaves behind.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// What these steps keep for themselves: logs, stamps, half-made files.
pub fn work() -> PathBuf {
    target().join("xtask")
}

/// The browser's files as the server embeds them.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// The browser's files as `make dev` serves them from disk.
pub fn dev_site() -> PathBuf {
    root().join("target/dev-site")
}

/// The release binary.
pub fn pam() -> PathBuf {
    target().join("release/pam")
}

/// Tools that took long to get and serve every checkout of this person. Deleting it costs a minute, no more.
pub fn tools() -> PathBuf {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder("PAM_TOOLS")
        .or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("pam")))
        .or_else(|| folder("HOME").map(|home| home.join(".cache/pam")))
        .unwrap_or_else(|| work().join("tools"))
}
