CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest BLOB NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    started_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    proven_at BIGINT NOT NULL,
    methods TEXT NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL,
    language TEXT NOT NULL,
    previous_sign_in_at BIGINT
);

CREATE INDEX session_by_user ON session (user_id);
CREATE INDEX session_by_start ON session (started_at);

-- A sign-in under way. Never a session: it opens its next step and nothing else.
-- completed_by: a digest, under the key that completed_key_id names, of what completed it: for
-- seconds the second click on the same is answered like the first.
CREATE TABLE sign_in (
    token_digest BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    salt BLOB NOT NULL,
    started_at BIGINT NOT NULL,
    completed_at BIGINT,
    completed_by BLOB,
    completed_key_id TEXT,
    CHECK ((completed_at IS NULL) = (completed_by IS NULL) AND (completed_by IS NULL) = (completed_key_id IS NULL))
);

CREATE INDEX sign_in_by_user ON sign_in (user_id);
CREATE INDEX sign_in_by_start ON sign_in (started_at);

-- What was proven so far; never nothing.
CREATE TABLE sign_in_proof (
    token_digest BLOB NOT NULL REFERENCES sign_in (token_digest) ON DELETE CASCADE,
    proof TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (token_digest, proof)
);

-- A browser that has signed this user in: it keeps a guessing budget of its own. address: where it did so last.
CREATE TABLE known_browser (
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    token_digest BLOB NOT NULL,
    address TEXT NOT NULL,
    last_sign_in_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, token_digest)
);

CREATE INDEX known_browser_by_last_sign_in ON known_browser (last_sign_in_at);
