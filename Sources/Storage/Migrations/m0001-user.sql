-- name_key, display_key: what names are compared and sorted by. name_look, display_look: equal for names whose letters have the same shape.
CREATE TABLE user_account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    name_key TEXT NOT NULL UNIQUE,
    name_look TEXT NOT NULL,
    display_name TEXT NOT NULL CHECK (length(display_name) <= 100),
    display_key TEXT NOT NULL,
    display_look TEXT NOT NULL,
    email TEXT NOT NULL CHECK (length(email) <= 254),
    language TEXT NOT NULL,
    administrator_since BIGINT,
    inactive_since BIGINT,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT
);

-- One for each order of the list; the id goes on where two are equal.
CREATE INDEX user_account_by_name ON user_account (name_key, id);
CREATE INDEX user_account_by_display ON user_account (display_key, id);
CREATE INDEX user_account_by_last_sign_in ON user_account (coalesce(last_sign_in_at, 0), id);
CREATE INDEX user_account_by_name_look ON user_account (name_look);
CREATE INDEX user_account_by_display_look ON user_account (display_look);
CREATE INDEX user_account_administrators ON user_account (id) WHERE administrator_since IS NOT NULL;

-- The words a user is found by: the beginnings of name, display name and e-mail address.
CREATE TABLE user_word (
    word TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    PRIMARY KEY (word, user_id)
);

CREATE INDEX user_word_by_user ON user_word (user_id);

-- The user names that users had before.
CREATE TABLE former_name (
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    PRIMARY KEY (user_id, name_key)
);

CREATE INDEX former_name_by_key ON former_name (name_key);

-- One row: with which version of the folding the kept keys of names were made. While they are made anew, done_through is the last user done.
CREATE TABLE name_folding (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    done_through TEXT NOT NULL
);

INSERT INTO name_folding (id, version, done_through) VALUES (1, 0, '');
