//! `doctor`: is everything in order, and if not, what is to be done?

use super::Failure;
use crate::config::Config;

pub(super) fn doctor(_config: &Config) -> Result<(), Failure> {
    Ok(())
}
