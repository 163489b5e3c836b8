-- Papers that come as files: read page by page in the background, each page kept with its picture and the place of every word.
CREATE TABLE papers (
    id TEXT PRIMARY KEY,
    province TEXT NOT NULL,
    office_id TEXT NOT NULL REFERENCES bodies (id),
    account_id TEXT REFERENCES accounts (id),
    account_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'docx')),
    -- Of the file as it came: id and digest of what is kept sealed.
    stored_id TEXT NOT NULL REFERENCES stored_files (id),
    byte_count BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'failed', 'cancelled')),
    -- NULL until the file was opened.
    page_count BIGINT,
    failure TEXT,
    plan_id TEXT REFERENCES plans (id),
    made_at TEXT NOT NULL,
    ended_at TEXT,
    version BIGINT NOT NULL,
    CHECK ((state = 'waiting') = (ended_at IS NULL)),
    CHECK ((state = 'read') = (plan_id IS NOT NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL))
);

CREATE UNIQUE INDEX papers_by_plan ON papers (plan_id);

CREATE TABLE paper_pages (
    paper_id TEXT NOT NULL REFERENCES papers (id),
    number BIGINT NOT NULL CHECK (number > 0),
    way TEXT NOT NULL CHECK (way IN ('text', 'recognised', 'none')),
    -- What was noted of it, separated by blanks.
    notes TEXT NOT NULL,
    -- Lines with their words and places, as JSON.
    lines TEXT NOT NULL,
    picture_id TEXT REFERENCES stored_files (id),
    -- Of the picture, in dots.
    width BIGINT,
    height BIGINT,
    PRIMARY KEY (paper_id, number)
);

-- Page of the paper that the line stands on; NULL for a text without pages.
ALTER TABLE plan_lines ADD COLUMN page BIGINT;

CREATE TABLE jobs_next (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('checkpoint', 'retention', 'sweep', 'digests', 'digest', 'mail', 'backup', 'reading')),
    subject TEXT NOT NULL,
    made_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    tries BIGINT NOT NULL,
    leased_until TEXT,
    failure TEXT,
    done_at TEXT,
    dead_at TEXT
);

INSERT INTO jobs_next SELECT * FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_next RENAME TO jobs;
CREATE INDEX jobs_waiting ON jobs (due_at) WHERE done_at IS NULL AND dead_at IS NULL;
