//! Where an original can be read: an address of the web, and nothing else that
//! a link can be made to do.

use url::Url;

/// The longest address, in bytes; browsers and proxies cut longer ones.
const LONGEST: usize = 2_000;

/// `address`, if it is an address of the web as a person would pass it on: http
/// or https, with a host, and without a name before it, which is how
/// `https://www.gov.hk@other.example` looks like another's.
pub(super) fn web(address: &str) -> Option<&str> {
    let address = address.trim();
    let plain = |c: char| !(c.is_whitespace() || c.is_control() || "<>\"\\".contains(c));
    let is_plain = address.len() <= LONGEST && address.chars().all(plain);
    let parsed = Url::parse(address).ok().filter(|_| is_plain)?;
    let of_the_web = matches!(parsed.scheme(), "http" | "https") && parsed.has_host();
    let named = !parsed.username().is_empty() || parsed.password().is_some();
    (of_the_web && !named).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::web;

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        for address in [
            "https://www.news.gov.hk/a?b=c#d",
            "http://a.example",
            "https://例.香港/新聞",
            " https://a.example/ ",
        ] {
            assert_eq!(web(address), Some(address.trim()));
        }
        for other in [
            "",
            "a.example",
            "www.gov.hk/x",
            "//a.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "tg://resolve?domain=x",
            "mailto:a@a.example",
            "https://",
            "https://www.gov.hk@other.example/",
            "https://:x@a.example/",
            "https://a.example/<b>",
            "https://a.example/\u{202E}x y",
            "https://a.example/\n[2]",
            "https:\\\\a.example",
        ] {
            assert_eq!(web(other), None, "{other}");
        }
        assert_eq!(web(&format!("https://a.example/{}", "a".repeat(2_000))), None);
    }
}
