-- What the program does by itself, beside requests. A job is taken for a while (leased), so that of several programs one does it.
CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('checkpoint', 'retention', 'sweep', 'digests', 'digest', 'mail', 'backup')),
    subject TEXT NOT NULL,
    made_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    tries BIGINT NOT NULL,
    leased_until TEXT,
    failure TEXT,
    done_at TEXT,
    dead_at TEXT
);

CREATE INDEX jobs_waiting ON jobs (due_at) WHERE done_at IS NULL AND dead_at IS NULL;

-- Where notices go besides the product.
CREATE TABLE notice_choices (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    email TEXT NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('urgentAndDigest', 'all', 'digest', 'none'))
);

-- The secret address of an account's calendar.
CREATE TABLE calendars (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    token_digest TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL
);

-- More kinds of notices.
ALTER TABLE notices RENAME TO notices_before;
DROP INDEX notices_by_account;
DROP INDEX notices_unread;
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('glassBroken', 'unusualReading', 'reportGiven', 'workReturned', 'accountChanged', 'retentionSet', 'grantAwaits')),
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    detail TEXT NOT NULL,
    at TEXT NOT NULL,
    read_at TEXT
);
INSERT INTO notices SELECT id, account_id, kind, noun, record_id, detail, at, read_at FROM notices_before;
DROP TABLE notices_before;
CREATE INDEX notices_by_account ON notices (account_id, id);
CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;
