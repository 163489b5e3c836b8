"""Several programs on one database, and what happens when something fails: nothing that was acknowledged is lost, nothing is half-written."""

import re
import signal
import subprocess
import threading
import time

import pytest
from server import PROGRAM, ROOT, Caller, Cluster, Program, small_disk, wait_until


@pytest.fixture(scope="module")
def cluster():
    # Waits for the disk: what is killed here must be found again.
    one = Cluster(fsync="on")
    yield one
    one.end()


def owed(caller, text="Báo kết quả"):
    """The address of something on the desk that can be reported on."""
    status, _, desk = caller.ask("/desk")
    assert status == 200
    return re.search(r"href='(/assignments/[^'#]+)#answer'", desk)[1]


def test_two_programs_share_sessions_limits_and_the_day(cluster, tmp_path):
    url = cluster.database()
    first = Program(tmp_path, "--demo", "--database", url)
    second = Program(tmp_path, "--demo", "--database", url)
    try:
        one = Caller(first.address)
        assert one.sign_in("tuphap.hn")[0] == 303
        two = one.at(second.address)
        assert two.ask("/desk")[0] == 200, "signed in at one, known at the other"
        path = owed(two)
        assert two.send(path, path + "/progress", text="Ghi ở máy thứ hai")[0] == 303
        assert "Ghi ở máy thứ hai" in one.ask(path)[2]
        assert two.send("/desk", "/demonstration-day", day="2024-06-20")[0] == 303
        assert 'value="2024-06-20"' in one.ask("/desk")[2]
        for i in range(5):
            assert Caller((first, second)[i % 2].address).sign_in("phunu.hn", "sai-mat-khau")[0] == 401
        for program in (first, second):
            status, headers, _ = Caller(program.address).sign_in("phunu.hn")
            assert status == 429 and int(headers["Retry-After"]) > 0
        assert one.send("/desk", "/session/closure")[0] == 303
        assert two.ask("/desk")[0] == 303, "signed out at one, gone at the other"
    finally:
        assert [first.end(), second.end()] == [0, 0]


def write_until_gone(caller, path, acknowledged):
    """Reports on until nobody answers; keeps what was acknowledged."""
    number = 0
    while True:
        number += 1
        try:
            if caller.send(path, path + "/progress", text=f"Bao-cao-{number}.")[0] != 303:
                return
        except (OSError, TypeError):
            return
        acknowledged.append(f"Bao-cao-{number}.")


def test_killing_one_program_loses_nothing_that_was_acknowledged(cluster, tmp_path):
    url = cluster.database()
    first = Program(tmp_path, "--demo", "--database", url)
    second = Program(tmp_path, "--demo", "--database", url)
    try:
        one = Caller(first.address)
        one.sign_in("tuphap.hn")
        path, acknowledged = owed(one), []
        writer = threading.Thread(target=write_until_gone, args=(one, path, acknowledged))
        writer.start()
        assert wait_until(lambda: len(acknowledged) >= 15)
        first.end(signal.SIGKILL)
        writer.join(timeout=60)
        page = one.at(second.address).ask(path)[2]
        assert [text for text in acknowledged if text not in page] == []
        assert page.count("Bao-cao-") <= len(acknowledged) + 1
        assert one.at(second.address).send(path, path + "/progress", text="Máy kia chạy tiếp")[0] == 303
    finally:
        second.end()
        if first.process.poll() is None:
            first.end()


def test_a_database_lost_in_the_middle_is_told_and_found_again(cluster, tmp_path):
    program = Program(tmp_path, "--demo", "--database", cluster.database())
    try:
        one = Caller(program.address)
        one.sign_in("tuphap.hn")
        path, acknowledged = owed(one), []
        writer = threading.Thread(target=write_until_gone, args=(one, path, acknowledged))
        writer.start()
        assert wait_until(lambda: len(acknowledged) >= 10)
        cluster.stop()
        writer.join(timeout=60)
        status, headers, page = one.ask("/desk")
        assert status == 503 and int(headers["Retry-After"]) > 0 and "Cơ sở dữ liệu" in page
        assert program.health()[0] == 503
        started = time.monotonic()
        assert [one.ask("/desk")[0] for _ in range(20)] == [503] * 20
        assert time.monotonic() - started < 10, "nobody waits for a server that is known to be down"
        cluster.start()
        assert wait_until(lambda: program.health()[0] == 200, 30)
        page = one.ask(path)[2]
        assert [text for text in acknowledged if text not in page] == [], "killed at once, the server kept all that it had promised"
    finally:
        assert program.end() == 0


def test_a_database_that_is_down_at_start_ends_with_what_was_expected(tmp_path):
    for words in [["--database", "postgres:///x?host=" + str(tmp_path)], ["--database", "sqlite:/proc/none/x.sqlite"]]:
        told = subprocess.run([PROGRAM, "serve", "--port", "0", *words], capture_output=True, text=True, timeout=30, cwd=ROOT)
        assert told.returncode == 1 and ("Không" in told.stderr) and (" / " in told.stderr), told.stderr
        assert "secret" not in told.stderr


def test_a_password_of_the_database_is_not_told(tmp_path):
    told = subprocess.run(
        [PROGRAM, "serve", "--database", f"postgres://an:bi-mat-qua@127.0.0.1:1/x"], capture_output=True, text=True, timeout=30, cwd=ROOT)
    assert told.returncode == 1 and "bi-mat-qua" not in told.stderr + told.stdout


def fill(folder):
    """Takes all the room there is."""
    with open(folder / "filler", "wb") as filler:
        try:
            while True:
                filler.write(b"x" * 65_536)
        except OSError:
            pass
        try:
            filler.close()
        except OSError:
            pass


def report_until_full(one, path):
    """Reports with a file of 400 KB until one is refused.
    - Returns: how many were acknowledged, and the status of the refusal."""
    for count in range(200):
        status = one.send(path, path + "/progress", text=f"Day-{count}. " + "chữ " * 4_000)[0]
        if status != 303:
            return count, status
    return 200, 303


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_full_disk_refuses_keeps_what_was_acknowledged_and_goes_on_when_there_is_room(engine, tmp_path, cluster):
    folder = tmp_path / "small"
    folder.mkdir()
    with small_disk(str(folder), 48) as disk:
        if engine == "sqlite":
            program = Program(tmp_path, "--demo", "--data", disk / "data")
        else:
            space = disk / "space"
            space.mkdir()
            subprocess.run(["chown", "postgres", space], check=True)
            for parent in [tmp_path, *tmp_path.parents][:-2]:
                parent.chmod(0o755)
            cluster.psql(f"CREATE TABLESPACE small LOCATION '{space}'")
            url = cluster.database()
            name = re.search(r"///(\w+)\?", url)[1]
            cluster.psql(f"ALTER DATABASE {name} SET TABLESPACE small")
            program = Program(tmp_path, "--demo", "--database", url)
        try:
            one = Caller(program.address)
            assert one.sign_in("tuphap.hn")[0] == 303
            path = owed(one)
            assert one.send(path, path + "/progress", text="Còn chỗ")[0] == 303
            fill(disk)
            count, status = report_until_full(one, path)
            assert status == 503, (count, status, program.log.read_text()[-2000:])
            (disk / "filler").unlink()
            assert wait_until(lambda: one.send(path, path + "/progress", text="Lại có chỗ")[0] == 303, 30)
            page = one.ask(path)[2]
            assert "Còn chỗ" in page and "Lại có chỗ" in page
            assert [i for i in range(count) if f"Day-{i}. " not in page] == []
            assert f"Day-{count}. " not in page, "what was refused is not half there"
        finally:
            assert program.end() == 0
            if engine == "postgres":
                cluster.psql(f"DROP DATABASE {name}")
                cluster.psql("DROP TABLESPACE small")


def test_a_read_only_disk_is_told_at_start_and_takes_no_file(tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(str(folder), 64) as disk:
        data = disk / "data"
        program = Program(tmp_path, "--demo", "--data", data)
        one = Caller(program.address)
        one.sign_in("tuphap.hn")
        path = owed(one)
        assert one.send_file(path, path + "/progress", "a.txt", b"mot", text="Kèm tệp một")[0] == 303
        subprocess.run(["mount", "--bind", data / "files", data / "files"], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", data / "files"], check=True)
        try:
            status, headers, _ = one.send_file(path, path + "/progress", "b.txt", b"hai", text="Kèm tệp hai")
            assert status == 503 and "Retry-After" in headers
            page = one.ask(path)[2]
            assert "Kèm tệp một" in page and "Kèm tệp hai" not in page
            assert one.ask(re.search(r"/files/[^'\"]+", page)[0])[2] == "mot"
            assert one.send(path, path + "/progress", text="Không kèm tệp")[0] == 303
        finally:
            subprocess.run(["umount", "-l", data / "files"], check=True)
        assert one.send_file(path, path + "/progress", "b.txt", b"hai", text="Kèm tệp hai")[0] == 303
        assert program.end() == 0
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        told = subprocess.run([PROGRAM, "serve", "--port", "0", "--data", data], capture_output=True, text=True, timeout=30, cwd=ROOT)
        assert told.returncode == 1 and "Không" in told.stderr and " / " in told.stderr, told.stderr
        assert "lachan.sqlite" in told.stderr, "it says where"
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
        program = Program(tmp_path, "--demo", "--data", data)
        assert program.health()[0] == 200
        assert program.end() == 0


def test_an_installation_moves_to_postgres_and_serves(cluster, tmp_path):
    first = Program(tmp_path, "--demo", "--data", tmp_path / "data")
    one = Caller(first.address)
    one.sign_in("tuphap.hn")
    path = owed(one)
    one.send(path, path + "/progress", text="Trước khi chuyển")
    assert first.end() == 0
    url = cluster.database()
    told = subprocess.run([PROGRAM, "copy", "--from", f"sqlite:{tmp_path}/data/lachan.sqlite", "--to", url], capture_output=True, text=True, timeout=300)
    assert told.returncode == 0 and "the same on both sides" in told.stdout, told.stderr
    again = subprocess.run([PROGRAM, "copy", "--from", f"sqlite:{tmp_path}/data/lachan.sqlite", "--to", url], capture_output=True, text=True, timeout=60)
    assert again.returncode == 1 and "not empty" in again.stderr
    second = Program(tmp_path, "--demo", "--data", tmp_path / "data", "--database", url)
    try:
        assert "Trước khi chuyển" in one.at(second.address).ask(path)[2], "even the session has moved"
    finally:
        assert second.end() == 0
