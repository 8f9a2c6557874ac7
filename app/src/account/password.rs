//! Passwords: argon2id with the parameters that OWASP gives as a minimum (19 MiB, 2 passes, 1 lane).
use argon2::{
    Argon2, PasswordHash,
    password_hash::{PasswordHasher, PasswordVerifier, Salt, SaltString},
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

/// A hash with the salt of `other`, so that the accounts of one address are told apart by hashing once, however many
/// they are; with a new salt when there is no other. Takes as long either way. Slow on purpose.
pub fn beside(password: &str, other: Option<&str>) -> String {
    let Some(salt) = other.and_then(salt) else { return hash(password) };
    Argon2::default().hash_password(password.as_bytes(), salt).map(|h| h.to_string()).unwrap_or_default()
}

/// Whether two hashes have one salt.
pub fn together(one: &str, other: &str) -> bool {
    salt(one).is_some_and(|s| salt(other) == Some(s))
}

fn salt(hash: &str) -> Option<Salt<'_>> {
    PasswordHash::new(hash).ok()?.salt
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
    use super::{NOBODY, beside, hash, together, verify};

    #[test]
    fn a_password_is_known_by_its_hash_only() {
        let hash = hash("pam a pam");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("pam a pam", &hash));
        assert!(!verify("pam a Pam", &hash));
    }

    #[test]
    fn beside_another_a_password_has_one_hash() {
        let first = hash("pam a pam");
        assert_eq!(beside("pam a pam", Some(&first)), first);
        let other = beside("una altra", Some(&first));
        assert!(other != first && together(&other, &first) && verify("una altra", &other));
        assert!(!together(&hash("pam a pam"), &first));
        for none in [None, Some(""), Some("no hash")] {
            assert!(verify("pam a pam", &beside("pam a pam", none)));
        }
    }

    #[test]
    fn nobody_has_no_password() {
        assert!(!NOBODY.is_empty());
        assert!(!verify("nobody's password", ""));
    }
}
