//! Where a model of a server is, and what opens it.

use std::time::Duration;

use secrecy::SecretString;

use super::ModelError;
use super::address::Address;
use super::connection::Connection;

/// A model of a server.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The address of the API, as a rule ending in `/v1`; the path of what is asked for
    /// is added to it.
    pub base_url: String,
    /// The model's name, as its server knows it.
    pub name: String,
    /// What goes out as `Authorization: Bearer …`; none for a server without keys.
    pub api_key: Option<SecretString>,
    /// Further headers of every request.
    pub headers: Vec<(String, SecretString)>,
    /// How long making the connection may take.
    pub connect_timeout: Duration,
}

impl Default for Endpoint {
    fn default() -> Self {
        Self {
            base_url: String::new(),
            name: String::new(),
            api_key: None,
            headers: Vec::new(),
            connect_timeout: Duration::from_secs(5),
        }
    }
}

impl Endpoint {
    /// A connection to `path` below the address; nothing is sent yet. Fails where a setting
    /// of `section` cannot be right.
    pub(super) fn connect(
        &self,
        section: &'static str,
        path: &str,
    ) -> Result<Connection, ModelError> {
        if self.name.trim().is_empty() {
            let reason = "the model has no name; its server knows which there are".to_owned();
            return Err(ModelError::Settings { section, key: "name", reason });
        }
        let address = Address::new(section, &self.base_url, path)?;
        Connection::new(address, self.api_key.as_ref(), &self.headers, self.connect_timeout)
    }
}
