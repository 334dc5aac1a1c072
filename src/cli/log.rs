//! The log: to standard error, so that answers can be piped.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Starts the log at the level of `INNOPOLICY_LOG`; `info` if not set.
pub fn start() {
    let filter = EnvFilter::builder()
        .with_env_var("INNOPOLICY_LOG")
        // tantivy reports every segment at info.
        .with_default_directive(tracing::Level::INFO.into())
        .from_env_lossy();
    let quiet = ["tantivy=warn".parse(), "hyper=warn".parse()];
    let filter = quiet.into_iter().flatten().fold(filter, EnvFilter::add_directive);
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
}
