-- What one can sign in to, and what acts by itself: in standards a client. client_id: what it calls itself, compared byte for byte.
-- declared_at: it is held by the file of declared applications since then; NULL for one that is kept in the pages.
-- home, logout_messages: addresses, where there are any.
CREATE TABLE application (
    id TEXT NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL UNIQUE CHECK (length(client_id) BETWEEN 1 AND 64),
    template TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    ownership TEXT NOT NULL,
    home TEXT CHECK (length(home) BETWEEN 1 AND 2000),
    logout_messages TEXT CHECK (length(logout_messages) BETWEEN 1 AND 2000),
    pkce TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    sign_in_window TEXT NOT NULL,
    admission TEXT NOT NULL,
    level TEXT NOT NULL,
    maximum_age_seconds BIGINT CHECK (maximum_age_seconds BETWEEN 60 AND 86400),
    created_at BIGINT NOT NULL,
    declared_at BIGINT,
    disabled_since BIGINT
);

-- Where a browser is sent with an answer, where it goes on to after it was signed out, and from where pages call the server.
CREATE TABLE application_redirect (
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    uri TEXT NOT NULL CHECK (length(uri) BETWEEN 1 AND 2000),
    PRIMARY KEY (application_id, kind, uri)
);

-- What it may ask for.
CREATE TABLE application_scope (
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    scope TEXT NOT NULL CHECK (length(scope) BETWEEN 1 AND 64),
    PRIMARY KEY (application_id, scope)
);

-- What it may get tokens by.
CREATE TABLE application_grant (
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    grant_type TEXT NOT NULL,
    PRIMARY KEY (application_id, grant_type)
);

-- From where it may be signed in to; from anywhere where there is none.
CREATE TABLE application_address (
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    address_range TEXT NOT NULL,
    PRIMARY KEY (application_id, address_range)
);

-- The SHA-256 of each secret's text: two while it is given a new one.
CREATE TABLE application_secret (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    made_at BIGINT NOT NULL,
    UNIQUE (application_id, digest)
);
