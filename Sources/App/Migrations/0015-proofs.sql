-- Who an account is at which provider. An empty issuer: tied before issuers were kept; the provider of the next start takes it.
CREATE TABLE provider_ties (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    UNIQUE (issuer, subject)
);
INSERT INTO provider_ties (account_id, issuer, subject) SELECT account_id, '', subject FROM provider_subjects;
DROP TABLE provider_subjects;

-- When whoever has the session proved again who they are. NULL: not since it was made.
ALTER TABLE sessions ADD COLUMN confirmed_at TEXT;
