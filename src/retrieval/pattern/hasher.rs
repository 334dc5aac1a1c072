//! A hasher for what is a hash already.

use std::hash::Hasher;

/// Codes are spread already; hashing them again would be waste.
#[derive(Debug, Default, Clone)]
pub(super) struct CodeHasher(u64);

impl Hasher for CodeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, code: u64) {
        // Fibonacci hashing (Knuth, vol. 3, 6.4): the top bits are spread.
        self.0 = (self.0 ^ code).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}
