"""What is sealed, seen from outside: the walk to an identity, its trace, and what somebody with the files alone can read."""

import contextlib
import json
import re
import sqlite3
import subprocess
import threading
import time

import pytest
from logs import folded, people
from server import PROGRAM, SECRETS, Caller, Cluster, Program, wait_until


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=120)


def test_an_identity_is_opened_for_a_reason_and_the_auditor_reads_of_it(visitor):
    page = visitor("dieutra.hn").go("/crime-reports")
    page.get_by_role("link", name="TB-01-2024-0009").click()
    assert "Nguyễn Thị Hư Cấu" not in page.content()
    page.get_by_label("Lý do mở").first.fill("hỏi thêm về số điện thoại")
    page.get_by_role("button", name="Mở", exact=True).first.click()
    assert "Nguyễn Thị Hư Cấu" in page.locator("main").inner_text()
    page.get_by_role("link", name="TB-01-2024-0009").click()
    assert "hỏi thêm về số điện thoại" in page.locator("main").inner_text()
    ledger = visitor("kiemtoan").go("/ledger").locator("main").inner_text()
    assert "mở danh tính" in ledger and "hỏi thêm về số điện thoại" in ledger and "Hư Cấu" not in ledger


def test_the_files_alone_tell_no_name_and_no_story(program, visitor):
    visitor("trucban.hn").go("/crime-reports")
    files = [f for f in program.data.rglob("*") if f.is_file()]
    assert any(f.suffix == ".sqlite" for f in files) and program.log in files
    # The log among them; all logs of the run are searched by `logs.py` when it ends.
    for file in files:
        content = file.read_bytes()
        for word in people():
            for spelt in (word.encode(), word.encode("utf-16-le"), word.lower().encode(), folded(word).encode()):
                assert spelt not in content, f"{file.name} holds {word}"


def test_the_ledger_is_proved_while_the_program_serves_and_after_the_key_was_renewed(program, tmp_path, visitor):
    def verify(*more):
        return run("ledger", "verify", "--data", program.data, *more)

    assert "nguyên vẹn" in verify().stdout
    checkpoint = tmp_path / "checkpoint.txt"
    checkpoint.write_text(run("ledger", "checkpoint", "--data", program.data).stdout)
    assert verify("--checkpoint", checkpoint).returncode == 0
    assert "New master key" in run("vault", "rotate", "--data", program.data).stdout
    page = visitor("dieutra.hn").go("/crime-reports")
    page.get_by_role("link", name="TB-01-2024-0001").click()
    page.get_by_label("Lý do mở").first.fill("sau khi đổi khóa")
    page.get_by_role("button", name="Mở", exact=True).first.click()
    assert "Hoàng Thị Ví Dụ" in page.locator("main").inner_text()
    assert verify("--checkpoint", checkpoint).returncode == 0
    lines = run("ledger", "export", "--data", program.data).stdout.splitlines()
    assert json.loads(lines[-1])["entry"]["act"] == "opened" and len(lines) > 5_000


def test_a_forged_checkpoint_and_one_of_elsewhere_end_with_1(program, tmp_path):
    text = run("ledger", "checkpoint", "--data", program.data).stdout
    forged = tmp_path / "forged.txt"
    forged.write_text(text.replace("\n0 ", "\n0 9", 1))
    answer = run("ledger", "verify", "--data", program.data, "--checkpoint", forged)
    assert answer.returncode == 1 and "checkpoint" in answer.stderr
    forged.write_text("hallo")
    assert run("ledger", "verify", "--data", program.data, "--checkpoint", forged).returncode == 1


def test_a_row_that_was_changed_in_the_file_is_named(program, tmp_path):
    """On a copy: an officer who makes themselves an investigator, and a due day that was put off."""
    copy = tmp_path / "copy.sqlite"
    with sqlite3.connect(program.data / "lachan.sqlite") as there, sqlite3.connect(copy) as here:
        there.backup(here)

    def verify():
        return run("ledger", "verify", "--data", tmp_path, "--database", f"sqlite:{copy}")

    assert re.search(r"\n[1-9]\d{3,} rows", verify().stdout)
    with sqlite3.connect(copy) as here:
        here.execute("UPDATE grants SET role = 'investigator' WHERE id = (SELECT MIN(id) FROM grants WHERE role = 'officer')")
        here.execute("UPDATE assignments SET due_on = '2030-12-31' WHERE id = (SELECT MIN(id) FROM assignments)")
    answer = verify()
    assert answer.returncode == 1 and "role is not what the ledger says" in answer.stderr and "due_on is not" in answer.stderr


class Worker(threading.Thread):
    """Does the same again and again until it is told to stop; keeps what was done, with when it began and ended, and what was not."""

    def __init__(self, act):
        super().__init__(daemon=True)
        self.act, self.done, self.failed, self.is_over = act, [], [], False
        self.start()

    def run(self):
        while not self.is_over:
            start = time.monotonic()
            try:
                self.done.append((start, self.act(len(self.done)), time.monotonic()))
            except Exception as failure:
                self.failed.append(failure)
                return

    def during(self, start, end):
        return [what for began, what, ended in self.done if began < end and ended > start]


def log_report(desk, number):
    """- Returns: its page, and the telephone of its teller."""
    phone = f"09{number:08}"
    status, headers, page = desk.send(
        "/crime-reports/new", "/crime-reports", kind="information", channel="phone", receivedAt="2024-06-16T08:00", text="Báo trong lúc đổi khóa chủ",
        **{"teller.capacity": "teller", "teller.name": "Lò Thị Thử Khóa", "teller.phone": phone})
    assert status == 303, page
    return headers["Location"], phone


def opened(reader, page):
    status, _, content = reader.send(page, re.search(r"/sealed/[^/]+/opening", reader.ask(page)[2])[0], reason="đọc trong lúc đổi khóa")
    assert status == 200, (page, status)
    return content


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_the_master_key_is_renewed_while_others_read_and_log(tmp_path, engine):
    SECRETS.update(["Lò Thị Thử Khóa", "Báo trong lúc đổi khóa chủ"])
    with contextlib.ExitStack() as stack:
        words = ["--data", tmp_path / "data"]
        if engine == "postgres":
            cluster = Cluster()
            stack.callback(cluster.end)
            words += ["--database", cluster.database()]
        program = Program(tmp_path, "--demo", *words)
        stack.callback(lambda: program.end())
        readers, desk = [Caller(program.address).enter(name) for name in ("dieutra.hn", "kiemsat.hn")], Caller(program.address).enter("trucban.hn")
        page = re.search(r"/crime-reports/[0-9a-f-]{36}(?=[^>]*>TB-01-2024-0001)", readers[0].ask("/crime-reports")[2])[0]
        keys = lambda: {line.split()[0] for line in (tmp_path / "data/master.key").read_text().splitlines()}
        before, rotations = keys(), []
        # The report of January, and in turn the newest one that was logged.
        logging = Worker(lambda number: log_report(desk, number))
        reading = [Worker(lambda number, reader=reader: opened(reader, logging.done[-1][1][0] if number % 2 and logging.done else page)) for reader in readers]
        workers = [logging, *reading]
        try:
            for _ in range(5):
                counts = [len(worker.done) for worker in workers]
                assert wait_until(lambda: all(len(worker.done) > count or worker.failed for worker, count in zip(workers, counts)))
                start = time.monotonic()
                told = run("vault", "rotate", *words)
                rotations.append((start, time.monotonic()))
                assert told.returncode == 0, told.stderr
        finally:
            for worker in workers:
                worker.is_over = True
            for worker in workers:
                worker.join(timeout=60)
        assert [failure for worker in workers for failure in worker.failed] == []
        assert all(any(worker.during(*rotation) for rotation in rotations) for worker in workers), "somebody did something meanwhile"
        assert ["New master key" in run("vault", "rotate", *words).stdout for _ in range(2)] == [True, True], "nobody is in its way now"
        assert not before & keys(), "the key of the beginning is needed by nothing any more"
        contents = [content for worker in reading for _, content, _ in worker.done]
        assert all("Hoàng Thị Ví Dụ" in content or "Lò Thị Thử Khóa" in content for content in contents)
        assert program.end() == 0
        # A program that never knew the older keys opens all that was logged.
        program = Program(tmp_path, "--demo", *words)
        reader = readers[0].at(program.address)
        assert [phone for _, (page, phone), _ in logging.done if phone not in opened(reader, page)] == []
        assert "nguyên vẹn" in run("ledger", "verify", *words).stdout
