"""The chain of the ledger in Python, written from what docs say of it and not from the program: fills a ledger, and checks one.

Each entry's hash is the SHA-256 of the hash before it, its thirteen values and the field, before and after of each change by name, every text with its length before it
(`5:given`) and `-` for nothing.
"""

import hashlib
import sqlite3

COLUMNS = "id, chain, number, at, account_id, account_name, behalf, address, request, noun, record_id, act, reason"


def spelt(value):
    if value is None:
        return b"-"
    text = str(value).encode()
    return b"%d:%s" % (len(text), text)


def digest(before, values, fields):
    return hashlib.sha256(spelt(before) + b"".join(map(spelt, values)) + b"".join(spelt(x) for field in fields for x in field)).hexdigest()


def fill(path, count, account="a"):
    """Adds so many entries with two fields each to the end of chain 0."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = OFF")
    number, last = database.execute("SELECT number, hash FROM ledger_entries WHERE chain = 0 ORDER BY number DESC LIMIT 1").fetchone() or (0, "")
    account, name = database.execute("SELECT id, display_name FROM accounts LIMIT 1").fetchone() or (None, "Lá Chắn")
    marks = ",".join("?" * 14)
    for start in range(0, count, 20_000):
        entries, fields = [], []
        for i in range(start, min(start + 20_000, count)):
            number += 1
            key = f"01990000-{i >> 16:04x}-7000-8000-{i:012x}"
            values = [key, 0, number, "2024-06-16T03:00:00.000Z", account, name, None, "10.0.0.7", f"{i:032x}", "assignments", key, "changed", None]
            changed = [("answered_at", "2024-06-15T03:00:00.000Z", "2024-06-16T03:00:00.000Z"), ("state", "given", "accepted")]
            last = digest(last, values, changed)
            entries.append([*values, last])
            fields += [(key, *field) for field in changed]
        database.executemany(f"INSERT INTO ledger_entries ({COLUMNS}, hash) VALUES ({marks})", entries)
        database.executemany("INSERT INTO ledger_fields VALUES (?,?,?,?)", fields)
    database.commit()
    database.close()


def check(path):
    """Whether every entry of chain 0 is as it was written, and how many there are."""
    database = sqlite3.connect(path)
    changes = database.execute(
        "SELECT e.number, f.field, f.before, f.after FROM ledger_entries e JOIN ledger_fields f ON f.entry_id = e.id WHERE e.chain = 0 ORDER BY e.number, f.field")
    last, count, waiting = "", 0, changes.fetchone()
    for *values, kept in database.execute(f"SELECT {COLUMNS}, hash FROM ledger_entries WHERE chain = 0 ORDER BY number"):
        fields = []
        while waiting and waiting[0] == values[2]:
            fields.append(waiting[1:])
            waiting = changes.fetchone()
        if digest(last, values, fields) != kept:
            return False, count
        last, count = kept, count + 1
    return True, count
