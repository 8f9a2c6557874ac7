//! Passwords: argon2id with the parameters that OWASP gives as a minimum (19 MiB, 2 passes, 1 lane).
use argon2::{
    Argon2, PasswordHash,
    password_hash::{PasswordHasher, PasswordVerifier, SaltString},
};
use std::sync::LazyLock;

/// Verified when there is no account, so that the answer takes as long as with one.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody's password"));

/// A new hash. Slow on purpose: call it off the async threads.
pub fn hash(password: &str) -> String {
    let bytes: [u8; 16] = rand::random();
    SaltString::encode_b64(&bytes)
        .and_then(|salt| Argon2::default().hash_password(password.as_bytes(), &salt).map(|h| h.to_string()))
        .unwrap_or_default()
}

/// Whether the password is right; takes as long for an empty hash. Slow on purpose.
pub fn verify(password: &str, hash: &str) -> bool {
    let known = !hash.is_empty();
    let hash = if known { hash } else { NOBODY.as_str() };
    let right = PasswordHash::new(hash)
        .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
    right && known
}

#[cfg(test)]
mod tests {
    use super::{NOBODY, hash, verify};

    #[test]
    fn a_password_is_known_by_its_hash_only() {
        let hash = hash("pam a pam");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("pam a pam", &hash));
        assert!(!verify("pam a Pam", &hash));
    }

    #[test]
    fn nobody_has_no_password() {
        assert!(!NOBODY.is_empty());
        assert!(!verify("nobody's password", ""));
    }
}
