-- Written by the tests (RECORD=1) from the migrations; not edited by hand.

CREATE TABLE migrations (name TEXT PRIMARY KEY);

CREATE TABLE bodies (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    province TEXT NOT NULL,
    place TEXT NOT NULL,
    is_border BOOLEAN NOT NULL,
    parent_id TEXT REFERENCES bodies (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    version BIGINT NOT NULL,
    search_text TEXT NOT NULL, place_code TEXT,
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE INDEX bodies_by_province ON bodies (province, level);

CREATE TABLE body_names (
    body_id TEXT NOT NULL REFERENCES bodies (id),
    name TEXT NOT NULL,
    PRIMARY KEY (body_id, name)
);

CREATE TABLE passwords (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    hash TEXT NOT NULL
);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    province TEXT NOT NULL,
    office_id TEXT NOT NULL REFERENCES bodies (id),
    number TEXT,
    issuer TEXT,
    signed_on TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    year BIGINT,
    state TEXT NOT NULL CHECK (state IN ('read', 'issued')),
    issued_at TEXT,
    version BIGINT NOT NULL, withdrawn_at TEXT,
    CHECK (state = 'read' OR (number IS NOT NULL AND signed_on IS NOT NULL AND year IS NOT NULL AND issued_at IS NOT NULL))
);

CREATE INDEX plans_by_province ON plans (province, year);

CREATE TABLE plan_lines (
    plan_id TEXT NOT NULL REFERENCES plans (id),
    number BIGINT NOT NULL,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    confidence DOUBLE PRECISION NOT NULL CHECK (confidence BETWEEN 0 AND 1), page BIGINT,
    PRIMARY KEY (plan_id, number)
);

CREATE TABLE plan_references (
    plan_id TEXT NOT NULL REFERENCES plans (id),
    position BIGINT NOT NULL,
    number TEXT NOT NULL,
    date TEXT,
    issuer TEXT,
    PRIMARY KEY (plan_id, position)
);

CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    first_line BIGINT,
    is_settled BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);

CREATE INDEX findings_by_plan ON findings (plan_id, position);

CREATE TABLE duties (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    section TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    first_line BIGINT,
    last_line BIGINT,
    starts_on TEXT,
    ends_on TEXT,
    office_due_on TEXT,
    is_inherited BOOLEAN NOT NULL,
    confidence DOUBLE PRECISION NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    review TEXT NOT NULL CHECK (review IN ('proposed', 'checked', 'dropped')),
    version BIGINT NOT NULL, merged_into TEXT REFERENCES duties (id),
    UNIQUE (plan_id, code),
    CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on)
);

CREATE INDEX duties_by_plan ON duties (plan_id, position);

CREATE TABLE duty_dates (
    duty_id TEXT NOT NULL REFERENCES duties (id),
    position BIGINT NOT NULL,
    day TEXT NOT NULL,
    what TEXT,
    is_due BOOLEAN NOT NULL,
    is_before BOOLEAN NOT NULL,
    PRIMARY KEY (duty_id, position)
);

CREATE TABLE duty_references (
    duty_id TEXT NOT NULL REFERENCES duties (id),
    position BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (duty_id, position)
);

CREATE TABLE assignees (
    id TEXT PRIMARY KEY,
    duty_id TEXT NOT NULL REFERENCES duties (id),
    position BIGINT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'coordinate', 'implement', 'advise')),
    name TEXT NOT NULL,
    as_written TEXT,
    body_id TEXT REFERENCES bodies (id),
    group_code TEXT,
    is_open BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CHECK (body_id IS NULL OR group_code IS NULL)
);

CREATE INDEX assignees_by_duty ON assignees (duty_id, position);

CREATE TABLE report_rules (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    position BIGINT NOT NULL,
    duty_id TEXT NOT NULL REFERENCES duties (id),
    period TEXT NOT NULL CHECK (period IN ('month', 'quarter', 'half-year', 'nine-months', 'year', 'ad-hoc')),
    due_day TEXT,
    is_before BOOLEAN NOT NULL,
    window_from TEXT,
    window_to TEXT
, version BIGINT NOT NULL DEFAULT 1);

CREATE INDEX report_rules_by_plan ON report_rules (plan_id, position);

CREATE TABLE assignments (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    duty_id TEXT NOT NULL REFERENCES duties (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    province TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'coordinate', 'implement', 'advise')),
    period TEXT,
    window_from TEXT,
    window_to TEXT,
    due_on TEXT NOT NULL,
    due_because TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('given', 'accepted', 'inHand', 'declared', 'returned', 'confirmed')),
    answered_at TEXT,
    done_on TEXT,
    version BIGINT NOT NULL, holder_id TEXT REFERENCES bodies (id),
    CHECK (done_on IS NOT NULL OR state NOT IN ('declared', 'confirmed'))
);

CREATE UNIQUE INDEX assignments_once ON assignments (duty_id, body_id, role, COALESCE(period, ''));

CREATE INDEX assignments_by_body ON assignments (body_id, due_on);

CREATE INDEX assignments_by_plan ON assignments (plan_id);

CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    assignment_id TEXT NOT NULL REFERENCES assignments (id),
    act TEXT NOT NULL CHECK (act IN ('accepted', 'progress', 'done', 'confirmed', 'returned')),
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    account_id TEXT REFERENCES accounts (id),
    account_name TEXT NOT NULL
);

CREATE INDEX answers_by_assignment ON answers (assignment_id, at);

CREATE TABLE answer_figures (
    answer_id TEXT NOT NULL REFERENCES answers (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (answer_id, position)
);

CREATE TABLE answer_files (
    id TEXT PRIMARY KEY,
    answer_id TEXT NOT NULL REFERENCES answers (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    byte_count BIGINT NOT NULL,
    sha256 TEXT NOT NULL
, stored_id TEXT REFERENCES stored_files (id));

CREATE INDEX answer_files_by_answer ON answer_files (answer_id);

CREATE TABLE answer_file_contents (
    file_id TEXT PRIMARY KEY REFERENCES answer_files (id),
    content BYTEA NOT NULL
);

CREATE TABLE "objectives" (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    first_line BIGINT,
    last_line BIGINT,
    version BIGINT NOT NULL
);

CREATE INDEX objectives_by_plan ON objectives (plan_id, position);

CREATE TABLE "targets" (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    comparator TEXT NOT NULL CHECK (comparator IN ('=', '>', '>=', '<', '<=')),
    value DOUBLE PRECISION NOT NULL,
    unit TEXT NOT NULL,
    first_line BIGINT,
    last_line BIGINT,
    version BIGINT NOT NULL
, measure TEXT CHECK (measure IN ('crimeReportsClassified', 'crimeReportsResolved')));

CREATE INDEX targets_by_plan ON targets (plan_id, position);

CREATE UNIQUE INDEX plans_once ON plans (province, number, year) WHERE withdrawn_at IS NULL;

CREATE TABLE failed_sign_ins (
    id TEXT PRIMARY KEY,
    account_name TEXT NOT NULL,
    address TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE INDEX failed_sign_ins_by_name ON failed_sign_ins (account_name, address, at);

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

CREATE INDEX assignments_by_holder ON assignments (holder_id);

CREATE TABLE search_entries (
    id TEXT PRIMARY KEY,
    -- A number of its own for engines whose index wants one.
    number BIGINT NOT NULL UNIQUE,
    noun TEXT NOT NULL,
    record_id TEXT NOT NULL,
    province TEXT,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    words TEXT NOT NULL
);

CREATE TABLE search_forms (
    form TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (form, word)
);

CREATE INDEX assignments_by_who_answers ON assignments (COALESCE(holder_id, body_id), due_on);

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

CREATE UNIQUE INDEX ledger_entries_once ON ledger_entries (chain, number);

CREATE INDEX ledger_entries_by_record ON ledger_entries (record_id, id);

CREATE INDEX ledger_fields_by_duty ON ledger_fields (before) WHERE field = 'duty_id';

CREATE INDEX ledger_fields_by_plan ON ledger_fields (before) WHERE field = 'plan_id';

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

CREATE TABLE vault_keys (
    name TEXT PRIMARY KEY,
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL
);

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
    version BIGINT NOT NULL, is_awaiting BOOLEAN NOT NULL DEFAULT FALSE, agreed_by_id TEXT REFERENCES accounts (id), agreed_by_name TEXT,
    CHECK (valid_to IS NULL OR valid_to >= valid_from),
    CHECK ((delegated_by_id IS NULL) = (delegated_by_name IS NULL))
);

CREATE INDEX grants_by_account ON grants (account_id);

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
, seen_at TEXT, confirmed_at TEXT);

CREATE INDEX sessions_by_account ON sessions (account_id);

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

CREATE INDEX api_tokens_by_account ON api_tokens (account_id);

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

CREATE TABLE crime_report_numbers (
    province TEXT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (province, year)
);

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

CREATE INDEX ledger_entries_opened ON ledger_entries (account_id, at) WHERE act = 'opened';

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

CREATE INDEX hand_overs_by_from ON hand_overs (from_id);

CREATE INDEX hand_overs_by_to ON hand_overs (to_id);

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

CREATE TABLE retention_rules (
    id TEXT PRIMARY KEY,
    noun TEXT NOT NULL UNIQUE CHECK (noun IN ('crime_reports')),
    years BIGINT CHECK (years BETWEEN 1 AND 100),
    source TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('sure', 'likely', 'unverified')),
    version BIGINT NOT NULL
, next_years BIGINT CHECK (next_years BETWEEN 1 AND 100), next_from TEXT);

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

CREATE TABLE stored_files (
    id TEXT PRIMARY KEY,
    place TEXT NOT NULL CHECK (place IN ('memory', 'folder', 'store')),
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL,
    byte_count BIGINT NOT NULL,
    kept_at TEXT NOT NULL
);

CREATE INDEX answer_files_by_stored ON answer_files (stored_id);

CREATE TABLE notice_choices (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    email TEXT NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('urgentAndDigest', 'all', 'digest', 'none'))
);

CREATE TABLE calendars (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    token_digest TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL
);

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

CREATE INDEX notices_by_account ON notices (account_id, id);

CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;

CREATE TABLE provider_ways (
    state_digest TEXT PRIMARY KEY,
    visitor_digest TEXT NOT NULL,
    verifier TEXT NOT NULL,
    nonce TEXT NOT NULL,
    next TEXT NOT NULL,
    made_at TEXT NOT NULL
);

CREATE TABLE provider_ties (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    UNIQUE (issuer, subject)
);

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

CREATE TABLE "jobs" (
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

CREATE INDEX jobs_waiting ON jobs (due_at) WHERE done_at IS NULL AND dead_at IS NULL;
