CREATE TABLE places (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune')),
    parent_code TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    search_text TEXT NOT NULL,
    UNIQUE (code, valid_from),
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX places_by_parent ON places (parent_code, valid_from);

CREATE TABLE place_heirs (
    from_id TEXT NOT NULL REFERENCES places (id),
    to_id TEXT NOT NULL REFERENCES places (id),
    day TEXT NOT NULL,
    is_whole BOOLEAN NOT NULL,
    is_main BOOLEAN NOT NULL,
    share DOUBLE PRECISION CHECK (share BETWEEN 0 AND 1),
    PRIMARY KEY (from_id, to_id)
);
CREATE INDEX place_heirs_by_heir ON place_heirs (to_id);

ALTER TABLE bodies ADD COLUMN place_code TEXT;

CREATE TABLE body_functions (
    body_id TEXT NOT NULL REFERENCES bodies (id),
    function TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    source TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('sure', 'likely', 'unverified')),
    PRIMARY KEY (body_id, function, valid_from)
);
CREATE INDEX body_functions_by_function ON body_functions (function, valid_from);

CREATE TABLE reorganisations (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    takes_effect_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'done')),
    done_at TEXT,
    version BIGINT NOT NULL,
    CHECK ((state = 'done') = (done_at IS NOT NULL))
);

CREATE TABLE successions (
    reorganisation_id TEXT NOT NULL REFERENCES reorganisations (id),
    position BIGINT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('merge', 'split', 'rename', 'move', 'dissolve')),
    from_id TEXT NOT NULL REFERENCES bodies (id),
    to_id TEXT REFERENCES bodies (id),
    function TEXT,
    share DOUBLE PRECISION CHECK (share BETWEEN 0 AND 1),
    is_main BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (reorganisation_id, position)
);
CREATE INDEX successions_by_from ON successions (from_id);
CREATE INDEX successions_by_to ON successions (to_id);
CREATE UNIQUE INDEX successions_one_main ON successions (reorganisation_id, from_id) WHERE is_main;

-- What was recorded stays with its body; who answers for it now stands beside.
ALTER TABLE assignments ADD COLUMN holder_id TEXT REFERENCES bodies (id);
CREATE INDEX assignments_by_holder ON assignments (holder_id);

-- What one reorganisation moved, so that both sides see it and it can be taken back.
CREATE TABLE hand_overs (
    reorganisation_id TEXT NOT NULL REFERENCES reorganisations (id),
    noun TEXT NOT NULL CHECK (noun IN ('assignments', 'accounts', 'plans')),
    record_id TEXT NOT NULL,
    from_id TEXT NOT NULL REFERENCES bodies (id),
    to_id TEXT NOT NULL REFERENCES bodies (id),
    -- Version of the record as the move left it: another one means that somebody has built on it.
    version BIGINT NOT NULL,
    PRIMARY KEY (reorganisation_id, noun, record_id)
);
CREATE INDEX hand_overs_by_from ON hand_overs (from_id);
CREATE INDEX hand_overs_by_to ON hand_overs (to_id);
