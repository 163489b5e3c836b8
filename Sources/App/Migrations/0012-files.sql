-- Files under encryption: where each lies and under which key. The id is the SHA-256 of what lies there, by which it is found and proved.
CREATE TABLE stored_files (
    id TEXT PRIMARY KEY,
    place TEXT NOT NULL CHECK (place IN ('memory', 'folder', 'store')),
    master TEXT NOT NULL,
    wrapped BYTEA NOT NULL,
    byte_count BIGINT NOT NULL,
    kept_at TEXT NOT NULL
);

-- NULL: the content still lies in answer_file_contents, from where the program moves it when it starts.
ALTER TABLE answer_files ADD COLUMN stored_id TEXT REFERENCES stored_files (id);
CREATE INDEX answer_files_by_stored ON answer_files (stored_id);
