CREATE TABLE activity (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    interface TEXT NOT NULL CHECK (interface IN ('web', 'shell', 'server')),
    action TEXT NOT NULL,
    user_id TEXT,
    user_name TEXT NOT NULL,
    user_key TEXT NOT NULL,
    address TEXT NOT NULL,
    record TEXT NOT NULL,
    methods TEXT NOT NULL,
    note TEXT NOT NULL
);

CREATE INDEX activity_by_time ON activity (at, id);
CREATE INDEX activity_by_user ON activity (user_key, at, id);
CREATE INDEX activity_by_record ON activity (record, at, id);
CREATE INDEX activity_by_action ON activity (action, at, id);
