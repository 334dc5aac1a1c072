//! The address of an endpoint: whole for requests, without passwords for people.

use reqwest::Url;

use super::ModelError;

/// An endpoint's address.
#[derive(Clone)]
pub(super) struct Address {
    /// The section of the settings that it is from.
    section: &'static str,
    url: Url,
}

impl Address {
    /// `base` with `path` added. A base without a path gets `/v1`, and one
    /// that ends in `path` already is taken as it is.
    pub(super) fn new(section: &'static str, base: &str, path: &str) -> Result<Self, ModelError> {
        let wrong = |reason: &str| ModelError::Settings {
            section,
            key: "base_url",
            reason: format!(
                "{reason}; it should look like https://api.example.com/v1 or http://127.0.0.1:11434/v1"
            ),
        };
        // The text itself may hold a password, and is not shown.
        let mut url = Url::parse(base.trim()).map_err(|error| wrong(&error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(wrong("not an http or https address"));
        }
        let given = url.path().trim_end_matches('/').to_owned();
        if !given.ends_with(path) {
            let root = if given.is_empty() { "/v1" } else { &given };
            url.set_path(&format!("{root}{path}"));
        }
        Ok(Self { section, url })
    }

    pub(super) fn section(&self) -> &'static str {
        self.section
    }

    pub(super) fn url(&self) -> Url {
        self.url.clone()
    }

    /// Scheme, host, port and path: what an error may show.
    pub(super) fn shown(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        let port = self.url.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{host}{port}{}", self.url.scheme(), self.url.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(base: &str) -> String {
        Address::new("model", base, "/chat/completions").expect("an address").shown()
    }

    #[test]
    fn the_path_is_added_to_what_people_write() {
        assert_eq!(
            shown("https://api.example.com/v1"),
            "https://api.example.com/v1/chat/completions"
        );
        assert_eq!(
            shown("https://api.example.com/v1/"),
            "https://api.example.com/v1/chat/completions"
        );
        assert_eq!(shown("http://[::1]:11434"), "http://[::1]:11434/v1/chat/completions");
        assert_eq!(shown("http://h/api/v3/chat/completions"), "http://h/api/v3/chat/completions");
    }

    #[test]
    fn a_password_is_sent_and_never_shown() {
        let address = Address::new("model", "https://me:secret@h/v1?key=secret", "/embeddings");
        let address = address.expect("an address");
        assert_eq!(address.url().as_str(), "https://me:secret@h/v1/embeddings?key=secret");
        assert_eq!(address.shown(), "https://h/v1/embeddings");
    }

    #[test]
    fn what_is_no_address_says_so_without_repeating_it() {
        for wrong in ["", "secret", "ftp://secret", "me:secret@h"] {
            let address = Address::new("embeddings", wrong, "/embeddings").map(|_| ());
            let error = address.expect_err("no address").to_string();
            assert!(
                error.starts_with("embeddings.base_url: ") && !error.contains("secret"),
                "{error}"
            );
        }
    }
}
