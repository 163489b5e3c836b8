-- Every table has a key, so that it can be read in order and compared.
DROP TABLE failed_sign_ins;
CREATE TABLE failed_sign_ins (
    id TEXT PRIMARY KEY,
    account_name TEXT NOT NULL,
    address TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX failed_sign_ins_by_name ON failed_sign_ins (account_name, address, at);
