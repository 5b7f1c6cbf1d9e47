-- Keys that sign tokens, each named by its thumbprint.
-- private_key: sealed under the key that key_id names; erased once the key has signed for the last time. The public part stays.
-- retired_at: when the next one of its algorithm takes over.
CREATE TABLE signing_key (
    kid TEXT NOT NULL PRIMARY KEY,
    algorithm TEXT NOT NULL,
    public_key BLOB NOT NULL,
    private_key BLOB,
    key_id TEXT,
    published_at BIGINT NOT NULL,
    signs_at BIGINT NOT NULL CHECK (signs_at >= published_at),
    retired_at BIGINT CHECK (retired_at >= signs_at),
    CHECK ((private_key IS NULL) = (key_id IS NULL)),
    CHECK (private_key IS NOT NULL OR retired_at IS NOT NULL)
);

-- One of each algorithm has no successor: replicas that make one at the same time make one.
CREATE UNIQUE INDEX signing_key_last ON signing_key (algorithm) WHERE retired_at IS NULL;
CREATE INDEX signing_key_by_key ON signing_key (key_id);
