-- account: a user id, or a digest of a name that nobody has. source: a known browser's digest, or empty for all others together.
CREATE TABLE guessing (
    account TEXT NOT NULL,
    source BLOB NOT NULL,
    misses BIGINT NOT NULL CHECK (misses >= 0),
    misses_in_a_row BIGINT NOT NULL CHECK (misses_in_a_row >= 0),
    next_at BIGINT NOT NULL,
    locked_until BIGINT,
    locked_for_good_at BIGINT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (account, source)
);

CREATE INDEX guessing_by_change ON guessing (changed_at);
