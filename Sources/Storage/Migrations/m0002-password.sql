-- hash: an Argon2id text, sealed under the key that key_id names.
CREATE TABLE password (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    hash BLOB NOT NULL,
    key_id TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE INDEX password_by_key ON password (key_id);

-- A one-time link by which a user sets a new password; one a user.
CREATE TABLE password_reset (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    token_digest BLOB NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);
