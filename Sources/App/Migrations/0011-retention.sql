-- How long a noun's sealed contents are kept after it is closed; NULL years: nothing goes until somebody sets them.
CREATE TABLE retention_rules (
    id TEXT PRIMARY KEY,
    noun TEXT NOT NULL UNIQUE CHECK (noun IN ('crime_reports')),
    years BIGINT CHECK (years BETWEEN 1 AND 100),
    source TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('sure', 'likely', 'unverified')),
    version BIGINT NOT NULL
);

-- What keeps a record from being erased, until it is lifted.
CREATE TABLE holds (
    id TEXT PRIMARY KEY,
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at TEXT NOT NULL,
    lifted_at TEXT,
    version BIGINT NOT NULL
);

CREATE INDEX holds_by_record ON holds (noun, record_id);

-- Every page tells how many are unread.
CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;
