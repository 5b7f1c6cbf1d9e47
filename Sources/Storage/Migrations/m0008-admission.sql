-- address: where this browser signed the user in last.
ALTER TABLE known_browser ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- One entry may stand for many: what repeated itself so often between the two times.
ALTER TABLE activity ADD COLUMN repeats BIGINT NOT NULL DEFAULT 1 CHECK (repeats >= 1);
ALTER TABLE activity ADD COLUMN repeated_from BIGINT;
ALTER TABLE activity ADD COLUMN repeated_until BIGINT;

-- What somebody has repeated in the hour since first_at: the first times are entries of the log, the others become one entry in the end.
-- scope: a session, a user, or the address of a stranger.
CREATE TABLE activity_tally (
    scope TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    total BIGINT NOT NULL CHECK (total >= 1),
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    interface TEXT NOT NULL,
    user_id TEXT,
    user_name TEXT NOT NULL,
    user_key TEXT NOT NULL,
    address TEXT NOT NULL,
    record TEXT NOT NULL,
    methods TEXT NOT NULL,
    PRIMARY KEY (scope, action, subject)
);

CREATE INDEX activity_tally_by_start ON activity_tally (first_at);
