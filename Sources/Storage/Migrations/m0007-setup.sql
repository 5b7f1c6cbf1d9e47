-- One row: set-up is open until closed_at, and never again after it.
CREATE TABLE setup (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    token_digest BLOB,
    expires_at BIGINT,
    closed_at BIGINT
);

INSERT INTO setup (id) VALUES (1);
