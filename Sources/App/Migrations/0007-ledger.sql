-- The record of changes becomes a ledger: each entry is chained to the one before by its hash, which the program computes.
CREATE TABLE ledger_entries (
    id TEXT PRIMARY KEY,
    chain BIGINT NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    at TEXT NOT NULL,
    account_id TEXT REFERENCES accounts (id),
    account_name TEXT NOT NULL,
    behalf TEXT,
    address TEXT,
    request TEXT,
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('created', 'changed', 'removed', 'opened', 'entered', 'left')),
    reason TEXT,
    hash TEXT NOT NULL
);

CREATE TABLE ledger_fields (
    entry_id TEXT NOT NULL REFERENCES ledger_entries (id),
    field TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (entry_id, field)
);

INSERT INTO ledger_entries (id, chain, number, at, account_id, account_name, noun, record_id, act, reason, hash)
SELECT id, 0, ROW_NUMBER() OVER (ORDER BY id), at, account_id, account_name, noun, record_id, act, reason, '' FROM changes;

INSERT INTO ledger_fields (entry_id, field, before, after) SELECT change_id, field, before, after FROM field_changes;

DROP TABLE field_changes;
DROP TABLE changes;

CREATE UNIQUE INDEX ledger_entries_once ON ledger_entries (chain, number);
CREATE INDEX ledger_entries_by_record ON ledger_entries (record_id, id);
CREATE INDEX ledger_fields_by_duty ON ledger_fields (before) WHERE field = 'duty_id';
CREATE INDEX ledger_fields_by_plan ON ledger_fields (before) WHERE field = 'plan_id';

-- Where every chain ended on a day, signed: what is missing or changed since is seen against it, also by a copy kept elsewhere.
CREATE TABLE checkpoints (
    number BIGINT PRIMARY KEY CHECK (number > 0),
    at TEXT NOT NULL,
    -- Digest of the checkpoint before; empty for the first.
    previous TEXT NOT NULL,
    key TEXT NOT NULL,
    signature TEXT NOT NULL
);

CREATE TABLE checkpoint_chains (
    checkpoint_number BIGINT NOT NULL REFERENCES checkpoints (number),
    chain BIGINT NOT NULL,
    number BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (checkpoint_number, chain)
);

-- Keys that the program works with, each wrapped by the master key, which is never in the database.
CREATE TABLE vault_keys (
    name TEXT PRIMARY KEY,
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);
