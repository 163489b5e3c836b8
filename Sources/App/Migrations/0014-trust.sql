-- A role that comes near identities takes force once a second person has agreed.
ALTER TABLE grants ADD COLUMN is_awaiting BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE grants ADD COLUMN agreed_by_id TEXT REFERENCES accounts (id);
ALTER TABLE grants ADD COLUMN agreed_by_name TEXT;

-- Sessions that nobody uses end. NULL: not used since they were made.
ALTER TABLE sessions ADD COLUMN seen_at TEXT;

-- A period takes force some days after it was set, so that others may object.
ALTER TABLE retention_rules ADD COLUMN next_years BIGINT CHECK (next_years BETWEEN 1 AND 100);
ALTER TABLE retention_rules ADD COLUMN next_from TEXT;

-- Who an account is at the provider that signs people in.
CREATE TABLE provider_subjects (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    subject TEXT NOT NULL UNIQUE
);

-- Ways to the provider and back that are under way.
CREATE TABLE provider_ways (
    state_digest TEXT PRIMARY KEY,
    visitor_digest TEXT NOT NULL,
    verifier TEXT NOT NULL,
    nonce TEXT NOT NULL,
    next TEXT NOT NULL,
    made_at TEXT NOT NULL
);
