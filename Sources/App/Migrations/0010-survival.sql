-- When a backup was taken, and when one was tried out.
CREATE TABLE survival_runs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('backup', 'drill')),
    at TEXT NOT NULL,
    place TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    byte_count BIGINT NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    is_good BOOLEAN NOT NULL,
    -- What was found; empty where all was well.
    detail TEXT NOT NULL
);

CREATE INDEX survival_runs_by_kind ON survival_runs (kind, at);
