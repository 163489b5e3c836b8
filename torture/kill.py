"""Kills the program with -9 in the midst of writes, again and again, on both engines; prints what was lost.

    make torture            100 rounds on each engine
    ROUNDS=10 make torture
"""

import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/Program"))
from server import PROGRAM, Caller, Cluster, Program, wait_until  # noqa: E402

ROUNDS, WRITERS = int(os.environ.get("ROUNDS", "100")), 4


def owed(caller):
    import re
    return re.search(r"href=[\"'](/assignments/[^\"'?#]+)", caller.ask("/desk")[2])[1]


def write(caller, path, tag, acknowledged):
    """Writes until nobody answers; keeps what was acknowledged."""
    number = 0
    while True:
        text = f"{tag}-{number}."
        try:
            if caller.send(path, path + "/progress", text=text)[0] != 303:
                return
        except (OSError, TypeError):
            return
        acknowledged.append(text)
        number += 1


class SQLite:
    name = "SQLite"

    def __init__(self, folder):
        self.folder, self.words = folder, ["--data", folder]

    def texts(self):
        connection = sqlite3.connect(f"file:{self.folder}/lachan.sqlite?mode=ro", uri=True)
        try:
            return {text for (text,) in connection.execute("SELECT text FROM answers")}
        finally:
            connection.close()


class PostgreSQL:
    name = "PostgreSQL"

    def __init__(self, folder):
        self.cluster = Cluster(fsync="on")
        self.url = self.cluster.database()
        self.words = ["--data", folder, "--database", self.url]

    def texts(self):
        return set(self.cluster.psql("SELECT text FROM answers", "program1").splitlines())


def torture(engine, folder):
    acknowledged, lost, verified = [], set(), 0
    program = Program(folder, "--demo", *engine.words)
    for number in range(1, ROUNDS + 1):
        callers = [Caller(program.address) for _ in range(WRITERS)]
        for caller in callers:
            caller.sign_in("tuphap.hn")
        path, before = owed(callers[0]), len(acknowledged)
        writers = [threading.Thread(target=write, args=(c, path, f"r{number}w{i}", acknowledged)) for i, c in enumerate(callers)]
        for writer in writers:
            writer.start()
        time.sleep(random.uniform(0.2, 0.9))
        program.end(signal.SIGKILL)
        for writer in writers:
            writer.join(timeout=60)
        # As another program finds it, right after.
        program = Program(folder, "--demo", *engine.words)
        if program.health()[0] != 200:
            sys.exit(f"{engine.name}: it did not start again after round {number}\n" + program.log.read_text())
        lost |= set(acknowledged[before:]) - engine.texts()
        if number % 10 == 0 or number == ROUNDS:
            answer = subprocess.run([PROGRAM, "ledger", "verify", *map(str, engine.words)], capture_output=True, text=True)
            if answer.returncode:
                sys.exit(f"{engine.name}: the ledger after round {number}: {answer.stderr}")
            verified += 1
            print(f"  {engine.name} round {number}: {len(acknowledged)} acknowledged, {len(lost)} lost, {answer.stdout.splitlines()[0]}", flush=True)
    lost |= set(acknowledged) - engine.texts()
    program.end()
    print(f"| {engine.name} | {ROUNDS} | {len(acknowledged)} | {len(lost)} | {verified} of {verified} |", flush=True)
    return not lost


if __name__ == "__main__":
    print("| engine | kill -9 | acknowledged | lost | ledger verified |\n|---|---|---|---|---|", flush=True)
    good = True
    for kind in (SQLite, PostgreSQL):
        with tempfile.TemporaryDirectory() as folder:
            engine = kind(folder)
            try:
                good = torture(engine, folder) and good
            finally:
                if kind is PostgreSQL:
                    engine.cluster.end()
    sys.exit(0 if good else 1)
