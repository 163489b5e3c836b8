-- What can be looked for, folded; the engine's own index over it is made at start.
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

-- Every word that occurs, under itself and under each form with one letter left out: one wrong letter is found without reading them all.
CREATE TABLE search_forms (
    form TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (form, word)
);
