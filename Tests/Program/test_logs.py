"""What the log never tells, and what it tells of those who were refused."""

import json
import os
import pathlib
import subprocess
import sys
import urllib.parse

import pytest
from logs import found
from server import PROGRAM, SECRETS, Caller, Program

HERE = pathlib.Path(__file__).resolve().parent
TOKEN, SECRET = "a-b_" * 10 + "xyz", "mat khau+dai/100%"
SOUND = '{"at":"2024-06-16T08:00:00.000Z","hb.request.id":"928602dcbd309a5207f1095ef03c3e80","level":"info","message":"request","route":"/crime-reports/{id}"}'


def entry(message):
    return json.dumps({"at": "2024-06-16T08:00:00.000Z", "level": "info", "message": message})


@pytest.mark.parametrize("line", [
    "Hoàng Thị Ví Dụ", entry("of Hoàng Thị Ví Dụ Con"), entry("hoang thi  vi du"), entry("q=" + urllib.parse.quote_plus("Ngô Văn Giả Thử")), "Đặng Văn Hư Cấu".upper(),
    entry("tel. 0900000009"), entry("quán… bị đòi tiền chuộc…"), entry("sign-in refused: tuphap.hn"), "2024-06-16T08:00:00.000Z notice lachan account=quantri",
    entry("Cán bộ Sở Tư pháp Hà Nội"), entry(f"/calendar/{TOKEN}"), entry(f"next=%2Finvitations%2F{TOKEN}"), entry(SECRET), entry(urllib.parse.quote(SECRET)),
    entry("code 493817"), "tried la-chan-2024",
])
def test_the_search_finds_what_is_planted(tmp_path, line):
    for name, text in [("sound.txt", [SOUND]), ("planted.txt", [SOUND, line, SOUND])]:
        (tmp_path / name).write_text("\n".join(text) + "\n")
    told, count = found([tmp_path / "sound.txt", tmp_path / "planted.txt"], {TOKEN, SECRET, "493817", "la-chan-2024"})
    assert count == 4 and told and all(one.startswith(f"{tmp_path}/planted.txt:2 holds “") for one in told), told


def test_the_search_passes_over_what_may_stand_there(tmp_path):
    log = tmp_path / "log.txt"
    log.write_text("\n".join([SOUND, "  tuphap.hn   Cán bộ Sở Tư pháp Hà Nội", "Tài khoản / accounts (mật khẩu / password: la-chan-2024)", entry("14938170 ms"), entry("a" * 43)]))
    assert found([log], {"la-chan-2024", "493817", TOKEN}) == ([], 5)


def test_a_run_whose_log_holds_a_name_fails_and_tells_where(tmp_path):
    (tmp_path / "test_one.py").write_text(
        "import pathlib\nfrom server import LOGS\n\n\ndef test_one():\n    LOGS.append(pathlib.Path(__file__).with_name('log.txt'))\n"
        "    LOGS[0].write_text('sound\\nKẻ Không Tồn Tại\\n')\n")
    run = [sys.executable, "-m", "pytest", "-q", "-c", HERE / "pytest.ini", "--rootdir", tmp_path, "-p", "conftest", tmp_path]
    told = subprocess.run(run, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(HERE)})
    assert told.returncode == 1 and "1 passed, 1 error" in told.stdout, told.stdout + told.stderr
    assert f"{tmp_path}/log.txt:2 holds “ke khong ton tai”: Kẻ Không Tồn Tại" in told.stdout


REFUSED = {"label": "lachan", "level": "notice"}
REQUEST = "hb.request.id"


def test_who_is_refused_leaves_a_line_each_and_no_name(tmp_path):
    program = Program(tmp_path, "--demo", "--data", tmp_path / "data", LACHAN_LOG_JSON="true")
    try:
        officer, stranger = Caller(program.address), Caller(program.address)
        # What people type in the wrong field must not stand there either.
        typed = {"name": "phung thi hu cau", "password": "0900000123 la cua toi"}
        SECRETS.update(typed.values())
        assert officer.sign_in("tuphap.hn")[0] == 303
        refused = [(stranger.sign_in(**typed), 401, {"message": "sign-in refused", "why": "name or password"})]
        refused += [(stranger.sign_in("phunu.hn", "sai-mat-khau-roi"), 401, refused[0][2]) for _ in range(5)]
        refused.append((stranger.sign_in("phunu.hn"), 429, {"message": "sign-in refused", "why": "too many tries"}))
        note = {"message": "access refused", "account": account_of_the_one_who_entered(program)}
        refused.append((officer.ask("/accounts"), 403, {**note, "why": "403", "route": "/accounts"}))
        refused.append((officer.ask("/plans/0"), 404, {**note, "why": "404", "route": "/plans/{id}"}))
        refused.append((officer.ask("/account/tokens", {"form_token": "x" * 86}), 403, {**note, "why": "form token", "route": "/account/tokens"}))
        nobody = {**note, "account": "nobody"}
        refused.append((stranger.ask("/session", {"form_token": "x" * 86, **typed}), 403, {**nobody, "why": "form token", "route": "/session"}))
        for (status, headers, _), expected, told in refused:
            (line,) = program.entries(**REFUSED, **{REQUEST: headers["X-Request-Id"]})
            assert status == expected and line == {**REFUSED, **told, "at": line["at"], REQUEST: headers["X-Request-Id"]}
        assert len(program.entries(level="notice")) == len(refused), "nobody else was refused"
    finally:
        assert program.end() == 0
    assert found([program.log], SECRETS)[0] == []


def account_of_the_one_who_entered(program):
    """As the ledger has it."""
    exported = subprocess.run([PROGRAM, "ledger", "export", "--data", program.log.parent / "data"], capture_output=True, text=True, check=True).stdout
    (entered,) = [json.loads(line)["entry"] for line in exported.splitlines() if '"act":"entered"' in line]
    return entered["accountId"]
