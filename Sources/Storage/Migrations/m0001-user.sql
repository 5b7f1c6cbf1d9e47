CREATE TABLE user_account (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    name_key TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL CHECK (length(display_name) <= 100),
    display_key TEXT NOT NULL,
    email TEXT NOT NULL CHECK (length(email) <= 254),
    language TEXT NOT NULL CHECK (language IN ('en', 'hu')),
    administrator_since BIGINT,
    inactive_since BIGINT,
    created_at BIGINT NOT NULL,
    last_sign_in_at BIGINT
);

CREATE INDEX user_account_by_display ON user_account (display_key, id);
CREATE INDEX user_account_by_last_sign_in ON user_account (last_sign_in_at, id);
CREATE INDEX user_account_administrators ON user_account (id) WHERE administrator_since IS NOT NULL;

-- The words a user is found by: the beginnings of name, display name and e-mail address.
CREATE TABLE user_word (
    word TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    PRIMARY KEY (word, user_id)
);

CREATE INDEX user_word_by_user ON user_word (user_id);
