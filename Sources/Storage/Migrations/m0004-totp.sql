-- secret: the key of an authenticator app, sealed under the key that key_id names.
-- last_step: the last accepted time step; an accepted one is always greater.
-- told_step: a time step whose code was shown to be right too early; it is not accepted any more.
CREATE TABLE totp (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL UNIQUE REFERENCES user_account (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    key_id TEXT NOT NULL,
    algorithm TEXT NOT NULL CHECK (algorithm IN ('SHA1', 'SHA256', 'SHA512')),
    digits BIGINT NOT NULL CHECK (digits BETWEEN 6 AND 8),
    period BIGINT NOT NULL CHECK (period BETWEEN 15 AND 120),
    drift BIGINT NOT NULL CHECK (drift BETWEEN -10 AND 10),
    last_step BIGINT NOT NULL,
    told_step BIGINT,
    misses BIGINT NOT NULL CHECK (misses >= 0),
    enrolled_at BIGINT NOT NULL,
    last_used_at BIGINT,
    disabled_at BIGINT
);

CREATE INDEX totp_by_key ON totp (key_id);

-- An enrolment that waits for its first code: it belongs to one session and ends with it.
CREATE TABLE totp_enrolment (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    key_id TEXT NOT NULL,
    started_at BIGINT NOT NULL
);

CREATE INDEX totp_enrolment_by_key ON totp_enrolment (key_id);
