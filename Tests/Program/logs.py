"""What must never stand in a log: who is in the demonstration's crime reports, what was told there, and the secrets that tests use.

`conftest.py` searches the log of every program that a run started for it, `test_logs.py` proves that the search finds what is planted.
"""

import contextlib
import functools
import json
import re
import unicodedata
import urllib.parse

import yaml
from server import ROOT, TOKENS

# The console of a demonstration greets with its published password; a log line never begins so.
GREETING = "Tài khoản / accounts (mật khẩu / password: "


@functools.cache
def demonstration():
    return yaml.safe_load((ROOT / "Samples/demonstration.yaml").read_text())


def parts(text):
    """The sentences of a text and what stands between their commas, so that a story is found that was cut off; of four words at least."""
    return [part for part in map(str.strip, re.split(r"[.,;:]", text)) if part.count(" ") >= 3]


def people():
    """Whole names, telephones and what was told, of every crime report of the demonstration."""
    found = set()
    for report in demonstration()["crime_reports"]:
        found.update(parts(report["text"]))
        for person in report.get("people", []):
            found.update(person[key] for key in ("name", "phone") if key in person)
    return found


def accounts():
    """Names of those who work with the demonstration, and why they read of somebody."""
    reasons = [part for reading in demonstration()["readings"] for part in parts(reading["reason"])]
    return {account[key] for account in demonstration()["accounts"] for key in ("name", "display")} | set(reasons)


def folded(text):
    """Without marks and case: as a name is still one when the search has folded it."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return " ".join(bare.casefold().replace("đ", "d").split())


def readings(line):
    """The line as it stands, and as it reads when JSON and addresses are decoded."""
    plain = line
    if line.startswith("{"):
        with contextlib.suppress(ValueError):
            plain = " ".join(f"{key} {value}" for key, value in json.loads(line).items())
    return {line, plain, urllib.parse.unquote(plain), urllib.parse.unquote_plus(plain)}


def pattern(words):
    """Matches any of the words; digits and letters only as a whole, so that a code is no part of a number."""
    spelt = sorted(map(folded, words), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![0-9a-z]){re.escape(word)}(?![0-9a-z])" for word in spelt))


def found(logs, secrets):
    """- Returns: a line for each line of a log that holds what must not be there, with the log, its number and the word; and how many lines were looked through."""
    tokens, words = {secret for secret in secrets if TOKENS.fullmatch(secret)}, {secret for secret in secrets if not TOKENS.fullmatch(secret)}
    everywhere, in_entries, told, count = pattern(people() | words), pattern(people() | words | accounts()), [], 0
    for log in logs:
        # A log that is gone cannot be searched, which is an error too.
        for number, line in enumerate(log.read_text(errors="replace").splitlines(), 1):
            count += 1
            if line.startswith(GREETING):
                continue
            # The console's list of accounts is no entry of the log.
            wanted = in_entries if re.match(r"\{|\d{4}-\d\d-\d\dT", line) else everywhere
            hits = {hit for text in readings(line) for hit in [*wanted.findall(folded(text)), *tokens.intersection(TOKENS.findall(text))]}
            told += [f"{log}:{number} holds “{hit}”: {line[:300]}" for hit in sorted(hits)]
    return told, count
