-- What a person may do stands in dated grants; an account is only who it is.
CREATE TABLE grants (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    role TEXT NOT NULL CHECK (role IN ('standingOffice', 'officer', 'leader', 'reader', 'reportDesk', 'investigator', 'procurator', 'courtOfficer',
        'supportWorker', 'provider', 'hotline', 'inspector', 'auditor', 'administrator')),
    province TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    reason TEXT NOT NULL,
    given_by_id TEXT REFERENCES accounts (id),
    given_by_name TEXT NOT NULL,
    delegated_by_id TEXT REFERENCES accounts (id),
    delegated_by_name TEXT,
    withdrawn_at TEXT,
    version BIGINT NOT NULL,
    CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CHECK ((delegated_by_id IS NULL) = (delegated_by_name IS NULL))
);

CREATE INDEX grants_by_account ON grants (account_id);

INSERT INTO grants (id, account_id, role, valid_from, reason, given_by_name, version)
SELECT id, id, role, '2000-01-01', 'tài khoản có trước khi có phân quyền', 'Lá Chắn', 1 FROM accounts;

-- only on SQLite
PRAGMA defer_foreign_keys = ON;
CREATE TABLE accounts_before AS SELECT * FROM accounts;
DROP TABLE accounts;
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    body_id TEXT REFERENCES bodies (id),
    province TEXT,
    is_active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CHECK ((body_id IS NULL) = (province IS NULL))
);
INSERT INTO accounts SELECT id, name, display_name, body_id, province, is_active, version FROM accounts_before;
DROP TABLE accounts_before;
-- only on PostgreSQL
ALTER TABLE accounts DROP COLUMN role;
ALTER TABLE accounts ADD CHECK ((body_id IS NULL) = (province IS NULL));
-- on both

-- Everybody signs in anew: a session now tells whether a second factor was shown.
DROP TABLE sessions;
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_digest TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    started_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    address TEXT NOT NULL,
    -- Whether a second factor is still awaited: until then the session opens nothing else.
    is_half BOOLEAN NOT NULL,
    factor_at TEXT
);
CREATE INDEX sessions_by_account ON sessions (account_id);

ALTER TABLE api_tokens RENAME TO api_tokens_before;
CREATE TABLE api_tokens (
    id TEXT PRIMARY KEY,
    token_digest TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('programme', 'figures')),
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    withdrawn_at TEXT
);
INSERT INTO api_tokens (id, token_digest, account_id, name, scope, made_at, ends_at)
SELECT token_digest, token_digest, account_id, 'API', 'programme', made_at, '2027-03-31T17:00:00.000Z' FROM api_tokens_before;
DROP TABLE api_tokens_before;
CREATE INDEX api_tokens_by_account ON api_tokens (account_id);

-- Of each account at most one: a secret that makes codes of six digits, sealed.
CREATE TABLE second_factors (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    sealed BYTEA NOT NULL,
    made_at TEXT NOT NULL,
    -- Until it is confirmed by a code it counts for nothing.
    confirmed_at TEXT,
    -- Time step of the last code that was taken: none is taken twice.
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    digest TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (account_id, digest)
);

CREATE TABLE invitations (
    token_digest TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    used_at TEXT
);
