-- Sources of information on crimes. What was told and who is in it is sealed: under a key of its own, wrapped by the master key.
CREATE TABLE crime_reports (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    province TEXT NOT NULL,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    holder_id TEXT REFERENCES bodies (id),
    kind TEXT NOT NULL CHECK (kind IN ('denunciation', 'information', 'proposal', 'ownDiscovery')),
    channel TEXT NOT NULL CHECK (channel IN ('inPerson', 'phone', 'post', 'online', 'hotline', 'agency', 'press')),
    received_at TEXT NOT NULL,
    place_code TEXT,
    is_anonymous BOOLEAN NOT NULL,
    classification TEXT CHECK (classification IN ('trafficking', 'relatedOffence', 'otherOffence', 'noOffence')),
    classified_at TEXT,
    outcome TEXT CHECK (outcome IN ('initiated', 'notInitiated', 'suspended', 'transferred', 'administrative')),
    decided_on TEXT,
    version BIGINT NOT NULL,
    CHECK ((classification IS NULL) = (classified_at IS NULL)),
    CHECK ((outcome IS NULL) = (decided_on IS NULL)),
    CHECK (outcome IS NULL OR classification IS NOT NULL)
);

CREATE INDEX crime_reports_by_province ON crime_reports (province, received_at);
CREATE INDEX crime_reports_by_body ON crime_reports (body_id);
CREATE INDEX crime_reports_by_holder ON crime_reports (holder_id);

-- The last number that a province gave in a year.
CREATE TABLE crime_report_numbers (
    province TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (province, year)
);

-- Sealed contents: who somebody is (a row a person), and what was told.
CREATE TABLE sealed_records (
    id TEXT PRIMARY KEY,
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    -- What the person is in the matter; NULL for what was told.
    capacity TEXT CHECK (capacity IN ('teller', 'victim', 'suspect', 'witness', 'relative')),
    master TEXT NOT NULL,
    -- Empty once the key was destroyed: then nobody opens it any more.
    wrapped BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    made_at TEXT NOT NULL,
    erased_at TEXT,
    version BIGINT NOT NULL
);

CREATE INDEX sealed_records_by_record ON sealed_records (noun, record_id, position);
CREATE INDEX sealed_records_by_master ON sealed_records (master);

-- Keyed digests of the words by which a person is found.
CREATE TABLE sealed_words (
    sealed_id TEXT NOT NULL REFERENCES sealed_records (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (sealed_id, digest)
);

CREATE INDEX sealed_words_by_digest ON sealed_words (digest);

CREATE TABLE emergencies (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    version BIGINT NOT NULL
);

CREATE INDEX emergencies_by_account ON emergencies (account_id, ends_at);

-- What an account is told; never with a person's name in it.
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL CHECK (kind IN ('glassBroken', 'unusualReading', 'reportGiven')),
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    -- Which rule, or whose act; words of the program and names of accounts alone.
    detail TEXT NOT NULL,
    at TEXT NOT NULL,
    read_at TEXT
);

CREATE INDEX notices_by_account ON notices (account_id, id);

-- What the figures of a target are counted from; NULL where no register feeds it.
ALTER TABLE targets ADD COLUMN measure TEXT CHECK (measure IN ('crimeReportsClassified', 'crimeReportsResolved'));

-- The ledger is asked how much somebody has read lately.
CREATE INDEX ledger_entries_opened ON ledger_entries (account_id, at) WHERE act = 'opened';

-- Open crime reports go to the heirs as well.
ALTER TABLE hand_overs RENAME TO hand_overs_before;
DROP INDEX hand_overs_by_from;
DROP INDEX hand_overs_by_to;
CREATE TABLE hand_overs (
    reorganisation_id TEXT NOT NULL REFERENCES reorganisations (id),
    noun TEXT NOT NULL CHECK (noun IN ('assignments', 'accounts', 'plans', 'crimeReports')),
    record_id TEXT NOT NULL,
    from_id TEXT NOT NULL REFERENCES bodies (id),
    to_id TEXT NOT NULL REFERENCES bodies (id),
    -- Version of the record as the move left it: another one means that somebody has built on it.
    version BIGINT NOT NULL,
    PRIMARY KEY (reorganisation_id, noun, record_id)
);
INSERT INTO hand_overs SELECT reorganisation_id, noun, record_id, from_id, to_id, version FROM hand_overs_before;
DROP TABLE hand_overs_before;
CREATE INDEX hand_overs_by_from ON hand_overs (from_id);
CREATE INDEX hand_overs_by_to ON hand_overs (to_id);
