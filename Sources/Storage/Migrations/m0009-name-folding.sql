-- One row: with which version of the folding the kept keys of names were made. While they are made anew, done_through is the last user done.
CREATE TABLE name_folding (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    done_through TEXT NOT NULL
);

INSERT INTO name_folding (id, version, done_through) VALUES (1, 0, '');

-- What user name and display name look like: equal for names that are written with letters of the same shape.
ALTER TABLE user_account ADD COLUMN name_look TEXT NOT NULL DEFAULT '';
ALTER TABLE user_account ADD COLUMN display_look TEXT NOT NULL DEFAULT '';

CREATE INDEX user_account_by_name_look ON user_account (name_look);
CREATE INDEX user_account_by_display_look ON user_account (display_look);

-- The user names that users had before.
CREATE TABLE former_name (
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (user_id, name_key)
);

CREATE INDEX former_name_by_key ON former_name (name_key);

INSERT INTO former_name (user_id, name, name_key)
SELECT activity.user_id, max(activity.user_name), activity.user_key
FROM activity JOIN user_account ON user_account.id = activity.user_id
WHERE activity.user_key <> '' AND activity.user_key <> user_account.name_key
GROUP BY activity.user_id, activity.user_key;

CREATE INDEX activity_by_actor ON activity (user_id, at, id);
