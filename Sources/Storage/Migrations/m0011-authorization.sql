-- What an application has asked for, until it has its answer. Of its id, of the browser's token and of the code only digests are kept.
-- browser_digest: it is answered in the browser in which it began. session_id: by which the person agreed, and the code was given: both end with it.
-- address: from where the person asked when the code was given.
CREATE TABLE authorization_request (
    id_digest BLOB NOT NULL PRIMARY KEY,
    browser_digest BLOB NOT NULL,
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES session (id) ON DELETE CASCADE,
    redirect TEXT NOT NULL,
    response_mode TEXT NOT NULL,
    state TEXT,
    scopes TEXT NOT NULL,
    nonce TEXT,
    challenge TEXT,
    prompts TEXT NOT NULL,
    maximum_age_seconds BIGINT,
    level TEXT,
    login_hint TEXT,
    wanted_user_id TEXT,
    user_info_claims TEXT NOT NULL,
    id_token_claims TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    code_digest BLOB UNIQUE,
    code_at BIGINT,
    address TEXT,
    redeemed_at BIGINT,
    grant_id TEXT,
    CHECK ((code_digest IS NULL) = (code_at IS NULL) AND (code_at IS NULL) = (address IS NULL) AND (redeemed_at IS NULL OR code_at IS NOT NULL)
        AND (redeemed_at IS NULL) = (grant_id IS NULL))
);

CREATE INDEX authorization_request_by_start ON authorization_request (made_at);
CREATE INDEX authorization_request_by_session ON authorization_request (session_id);
CREATE INDEX authorization_request_by_application ON authorization_request (application_id);

-- What was given to an application: its tokens hang on it. user_id: nobody where it acts by itself. session_id: nothing where the access
-- outlasts the session. methods, proven_at, nonce: what its ID tokens say. sid: what it knows the session by.
CREATE TABLE access_grant (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    user_id TEXT REFERENCES user_account (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES session (id) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    methods TEXT NOT NULL,
    proven_at BIGINT,
    nonce TEXT,
    sid TEXT,
    address TEXT,
    user_info_claims TEXT NOT NULL,
    id_token_claims TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    CHECK ((user_id IS NULL) = (proven_at IS NULL) AND (session_id IS NULL OR user_id IS NOT NULL))
);

CREATE INDEX access_grant_by_session ON access_grant (session_id);
CREATE INDEX access_grant_by_user ON access_grant (user_id, application_id);
CREATE INDEX access_grant_by_application ON access_grant (application_id);
CREATE INDEX access_grant_by_end ON access_grant (ends_at);

-- scopes: those of its grant, or fewer.
CREATE TABLE access_token (
    digest BLOB NOT NULL PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES access_grant (id) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    ends_at BIGINT NOT NULL
);

CREATE INDEX access_token_by_grant ON access_token (grant_id);
CREATE INDEX access_token_by_end ON access_token (ends_at);

-- One of a grant is good: the leaf. previous_digest: the one that was used to get it. taken_back_at: the answer that held it was lost, and asked
-- for again; whoever comes with it all the same has seen what was not meant for them.
CREATE TABLE refresh_token (
    digest BLOB NOT NULL PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES access_grant (id) ON DELETE CASCADE,
    previous_digest BLOB,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    taken_back_at BIGINT
);

CREATE INDEX refresh_token_by_grant ON refresh_token (grant_id);

-- Which applications a session has opened, and what each of them knows it by.
CREATE TABLE opened_application (
    session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    sid TEXT NOT NULL UNIQUE,
    opened_at BIGINT NOT NULL,
    PRIMARY KEY (session_id, application_id)
);

CREATE INDEX opened_application_by_application ON opened_application (application_id);

-- What somebody has agreed to.
CREATE TABLE consent (
    user_id TEXT NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, application_id)
);

CREATE INDEX consent_by_application ON consent (application_id);

-- From where pages call the server.
CREATE INDEX application_redirect_by_uri ON application_redirect (uri, kind);
