//! The memory of this process; known on Linux only.

/// The high-water mark of this process's resident memory.
pub(super) fn peak_memory_mb() -> Option<f64> {
    memory_mb("VmHWM:")
}

/// The memory that this process holds now, in megabytes; known on Linux only.
pub fn resident_memory_mb() -> Option<f64> {
    memory_mb("VmRSS:")
}

fn memory_mb(key: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}
