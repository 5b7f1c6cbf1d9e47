-- Who did what. record: the id of what was acted upon.
-- details: typed fields, a line each, the name and the values apart by tabs.
-- repeats: one entry may stand for many: what repeated itself so often between the two times.
CREATE TABLE activity (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    interface TEXT NOT NULL,
    action TEXT NOT NULL,
    user_id TEXT,
    user_name TEXT NOT NULL,
    user_key TEXT NOT NULL,
    address TEXT NOT NULL,
    record TEXT NOT NULL,
    methods TEXT NOT NULL,
    details TEXT NOT NULL,
    repeats BIGINT NOT NULL CHECK (repeats >= 1),
    repeated_from BIGINT,
    repeated_until BIGINT
);

CREATE INDEX activity_by_time ON activity (at, id);
CREATE INDEX activity_by_actor ON activity (user_id, at, id);
CREATE INDEX activity_by_user ON activity (user_key, at, id);
CREATE INDEX activity_by_record ON activity (record, at, id);
CREATE INDEX activity_by_action ON activity (action, at, id);

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
    details TEXT NOT NULL,
    PRIMARY KEY (scope, action, subject)
);

CREATE INDEX activity_tally_by_start ON activity_tally (first_at);
