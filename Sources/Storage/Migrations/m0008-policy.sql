-- One row: how strict the house is. Lengths of time are in seconds.
CREATE TABLE security_policy (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    password_minimum BIGINT NOT NULL CHECK (password_minimum BETWEEN 8 AND 128),
    reset_seconds BIGINT NOT NULL CHECK (reset_seconds BETWEEN 60 AND 2592000),
    delay_from BIGINT NOT NULL CHECK (delay_from BETWEEN 1 AND 100),
    longest_delay_seconds BIGINT NOT NULL CHECK (longest_delay_seconds BETWEEN 0 AND 3600),
    lock_after BIGINT NOT NULL CHECK (lock_after BETWEEN 1 AND 100),
    lock_seconds BIGINT NOT NULL CHECK (lock_seconds BETWEEN 60 AND 2592000),
    disable_after BIGINT NOT NULL CHECK (disable_after BETWEEN 1 AND 100),
    memory_seconds BIGINT NOT NULL CHECK (memory_seconds BETWEEN 60 AND 31536000),
    -- A lock that is forgotten for names that nobody has, and not for users, would tell them apart.
    long_memory_seconds BIGINT NOT NULL CHECK (long_memory_seconds BETWEEN memory_seconds AND 31536000
        AND long_memory_seconds >= lock_seconds),
    browser_memory_seconds BIGINT NOT NULL CHECK (browser_memory_seconds BETWEEN 0 AND 31536000),
    idle_seconds BIGINT NOT NULL CHECK (idle_seconds BETWEEN 60 AND 86400),
    absolute_seconds BIGINT NOT NULL CHECK (absolute_seconds BETWEEN 60 AND 86400),
    recent_proof_seconds BIGINT NOT NULL CHECK (recent_proof_seconds BETWEEN 60 AND 86400),
    second_step_seconds BIGINT NOT NULL CHECK (second_step_seconds BETWEEN 60 AND 3600),
    enrolment_seconds BIGINT NOT NULL CHECK (enrolment_seconds BETWEEN 60 AND 86400)
);

INSERT INTO security_policy (id, password_minimum, reset_seconds, delay_from, longest_delay_seconds, lock_after, lock_seconds,
    disable_after, memory_seconds, long_memory_seconds, browser_memory_seconds, idle_seconds, absolute_seconds,
    recent_proof_seconds, second_step_seconds, enrolment_seconds)
VALUES (1, 12, 86400, 3, 30, 10, 1800, 100, 86400, 2592000, 31536000, 1800, 43200, 900, 600, 900);
