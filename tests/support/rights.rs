//! A folder that may not be written, and a command that has no right to write it all the same.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test binary compiles all of it and uses its own part"
)]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A folder of which nothing may be written; it may again once this is dropped.
pub struct Sealed {
    folder: PathBuf,
}

impl Sealed {
    /// Seals `folder` and what is in it.
    pub fn new(folder: &Path) -> Self {
        set(folder, 0o444, 0o555);
        Self { folder: folder.to_owned() }
    }
}

impl Drop for Sealed {
    fn drop(&mut self) {
        set(&self.folder, 0o644, 0o755);
    }
}

fn set(path: &Path, file: u32, folder: u32) {
    let mode = if path.is_dir() { folder } else { file };
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("permissions are set");
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            set(&entry.expect("an entry").path(), file, folder);
        }
    }
}

/// What begins a command line that obeys permissions: root obeys none, unless it gives up its
/// capabilities first.
pub fn without_rights() -> &'static [&'static str] {
    if rustix::process::geteuid().is_root() {
        &["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    } else {
        &["env"]
    }
}
