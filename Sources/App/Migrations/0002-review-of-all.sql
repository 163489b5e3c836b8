-- Objectives become records that a person may correct; targets and report rules count their versions; a plan may be withdrawn.
CREATE TABLE objectives_with_id (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    first_line BIGINT,
    last_line BIGINT,
    version BIGINT NOT NULL
);
INSERT INTO objectives_with_id (id, plan_id, position, code, text, first_line, last_line, version)
SELECT plan_id || '-' || position, plan_id, position, code, text, first_line, last_line, 1 FROM objectives;
DROP TABLE objectives;
ALTER TABLE objectives_with_id RENAME TO objectives;
CREATE INDEX objectives_by_plan ON objectives (plan_id, position);

CREATE TABLE targets_with_version (
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
);
INSERT INTO targets_with_version (id, plan_id, position, code, text, comparator, value, unit, first_line, last_line, version)
SELECT id, plan_id, position, code, text, comparator, value, unit, first_line, last_line, 1 FROM targets;
DROP TABLE targets;
ALTER TABLE targets_with_version RENAME TO targets;
CREATE INDEX targets_by_plan ON targets (plan_id, position);

ALTER TABLE report_rules ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE duties ADD COLUMN merged_into TEXT REFERENCES duties (id);

ALTER TABLE plans ADD COLUMN withdrawn_at TEXT;
DROP INDEX plans_once;
CREATE UNIQUE INDEX plans_once ON plans (province, number, year) WHERE withdrawn_at IS NULL;

CREATE INDEX field_changes_by_plan ON field_changes (before) WHERE field = 'plan_id';
