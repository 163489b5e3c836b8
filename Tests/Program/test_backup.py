"""Backups across engines: from SQLite into PostgreSQL and back, and a restore that was cut short."""

import re
import shutil
import signal
import sqlite3
import subprocess

import pytest
from server import PROGRAM, ROOT, Caller, Cluster, Program, wait_until


@pytest.fixture(scope="module")
def cluster():
    one = Cluster()
    yield one
    one.end()


class SQLite:
    """An installation in a folder."""

    def __init__(self, folder, _cluster):
        self.data, self.words = folder, ["--data", folder]

    def rows(self, table=None):
        """Every table with how many rows it has, or all rows of one."""
        connection = sqlite3.connect(f"file:{self.data}/lachan.sqlite?mode=ro", uri=True)
        try:
            if table:
                return sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))
            # The index for searching is made anew from its entries.
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'")]
            return {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in names if not name.startswith("sqlite_")}
        finally:
            connection.close()


class PostgreSQL:
    """An installation in a folder and a database of the server."""

    def __init__(self, folder, cluster):
        url = cluster.database()
        self.data, self.words, self.cluster, self.name = folder, ["--data", folder, "--database", url], cluster, re.search(r"///(\w+)\?", url)[1]

    def rows(self):
        names = self.cluster.psql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", self.name).split()
        counts = self.cluster.psql(" UNION ALL ".join(f"SELECT '{name}|' || COUNT(*) FROM {name}" for name in names), self.name)
        return {name: int(count) for name, count in (line.split("|") for line in counts.split())}


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], cwd=ROOT, capture_output=True, text=True, timeout=300)


def done(*words):
    told = run(*words)
    assert told.returncode == 0, (words, told.stderr)
    return told.stdout


def beside(kind, folder, cluster, source):
    """An empty installation with the master key of the other."""
    folder.mkdir(mode=0o700)
    shutil.copy2(source.data / "master.key", folder / "master.key")
    return kind(folder, cluster)


@pytest.fixture(scope="module")
def first(cluster, tmp_path_factory):
    """The demonstration on SQLite with a file in it, ended, and a backup of it."""
    folder = tmp_path_factory.mktemp("first")
    one = SQLite(folder / "data", cluster)
    program = Program(folder, "--demo", *one.words)
    officer = Caller(program.address).enter("tuphap.hn")
    one.page = re.search(r"href='(/assignments/[^'#]+)#answer'", officer.ask("/desk")[2])[1]
    assert officer.send_file(one.page, one.page + "/progress", "so.txt", b"mot hai ba", text="Kèm tệp để sao lưu")[0] == 303
    assert program.end() == 0
    one.counts, one.backup = one.rows(), folder / "first.backup"
    one.contents = {table: one.rows(table) for table in one.counts}
    assert " rows, " in done("backup", one.backup, *one.words)
    return one


def test_a_backup_comes_back_on_the_other_engine_and_from_there_again(first, cluster, tmp_path):
    there = beside(PostgreSQL, tmp_path / "there", cluster, first)
    done("restore", first.backup, *there.words)
    assert there.rows() == first.counts and len(first.counts) > 50 and first.counts["ledger_entries"] > 5_000
    assert "nguyên vẹn" in done("ledger", "verify", *there.words)
    done("backup", tmp_path / "there.backup", *there.words)
    back = beside(SQLite, tmp_path / "back", cluster, first)
    done("restore", tmp_path / "there.backup", *back.words)
    assert back.rows() == first.counts
    assert "nguyên vẹn" in done("ledger", "verify", *back.words)
    # There and back again every row is what it was; only migrations tell when they were made.
    assert [table for table in first.counts if table != "migrations" and first.contents[table] != back.rows(table)] == []
    for one in (there, back):
        program = Program(tmp_path, "--demo", *one.words)
        try:
            page = Caller(program.address).enter("tuphap.hn")
            content = page.ask(first.page)[2]
            assert "Kèm tệp để sao lưu" in content and page.ask(re.search(r"/files/[^'\"]+", content)[0])[2] == "mot hai ba"
            reader = Caller(program.address).enter("dieutra.hn")
            report = re.search(r"/crime-reports/[0-9a-f-]{36}(?=[^>]*>TB-01-2024-0009)", reader.ask("/crime-reports")[2])[0]
            opening = re.search(r"/sealed/[^/]+/opening", reader.ask(report)[2])[0]
            assert "Nguyễn Thị Hư Cấu" in reader.send(report, opening, reason="thử bản sao lưu")[2]
        finally:
            assert program.end() == 0


@pytest.mark.parametrize("kind", [SQLite, PostgreSQL])
def test_a_restore_that_was_cut_short_is_never_served(first, cluster, tmp_path, kind):
    def assert_refused(target):
        told = run("serve", "--port", "0", *target.words)
        assert told.returncode == 1 and "bản chép dở" in told.stderr and "unfinished copy" in told.stderr, told
        assert "not empty" in run("restore", first.backup, *target.words).stderr

    # A file without its end.
    (tmp_path / "cut.backup").write_bytes(first.backup.read_bytes()[:-20])
    target = beside(kind, tmp_path / "cut", cluster, first)
    told = run("restore", tmp_path / "cut.backup", *target.words)
    assert told.returncode == 1 and "cut short" in told.stderr
    assert_refused(target)

    # A restore that was killed in the midst.
    target = beside(kind, tmp_path / "killed", cluster, first)
    restoring = subprocess.Popen([PROGRAM, "restore", str(first.backup), *map(str, target.words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert wait_until(lambda: has_begun(target)) and restoring.poll() is None
    finally:
        restoring.send_signal(signal.SIGKILL)
        restoring.wait()
    counts = target.rows()
    assert counts["bodies"] and counts["ledger_fields"] < first.counts["ledger_fields"]
    assert_refused(target)


def has_begun(target):
    try:
        return target.rows().get("bodies", 0) > 0
    except (sqlite3.Error, subprocess.CalledProcessError, ValueError):
        return False
