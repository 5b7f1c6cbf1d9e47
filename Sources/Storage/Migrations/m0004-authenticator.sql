-- What proves who a user is beside the password, whatever its kind; what only one kind has stands in a table of that kind.
-- name: what its user calls it; empty where they gave it none.
CREATE TABLE authenticator (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) <= 100),
    enrolled_at BIGINT NOT NULL,
    last_used_at BIGINT,
    misses BIGINT NOT NULL CHECK (misses >= 0),
    disabled_at BIGINT
);

CREATE INDEX authenticator_by_user ON authenticator (user_id, id);

-- An authenticator app.
-- secret: its key, sealed under the key that key_id names.
-- last_step: the last accepted time step; an accepted one is always greater.
-- told_step: a time step whose code was shown to be right too early; it is not accepted any more.
CREATE TABLE totp (
    id TEXT NOT NULL PRIMARY KEY REFERENCES authenticator (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    key_id TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    digits BIGINT NOT NULL CHECK (digits BETWEEN 6 AND 8),
    period BIGINT NOT NULL CHECK (period BETWEEN 15 AND 120),
    drift BIGINT NOT NULL CHECK (drift BETWEEN -10 AND 10),
    last_step BIGINT NOT NULL,
    told_step BIGINT
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
CREATE INDEX totp_enrolment_by_start ON totp_enrolment (started_at);
