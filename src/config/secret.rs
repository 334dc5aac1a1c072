//! A setting that is never shown.

use secrecy::SecretString;
use serde::de::{Deserializer, Error, IgnoredAny};
use serde::{Deserialize, Serialize, Serializer};

/// A key or a password: in no `Debug`, no error, and written out as nothing.
#[derive(Debug, Clone)]
pub struct Secret(pub SecretString);

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

/// Text, or anything else, which is not kept: an error of serde's own would
/// repeat it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(SecretString),
    Other(IgnoredAny),
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Text(secret) => Ok(Self(secret)),
            Written::Other(_) => Err(D::Error::custom("a secret is text, in quotes")),
        }
    }
}
