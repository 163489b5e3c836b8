"""The program from outside: words, exit codes, files that will not do, the API with a token."""

import json
import os
import re
import sqlite3
import subprocess
import urllib.error
import urllib.request

import pytest
from server import PROGRAM, ROOT, Program, keep_secrets

HANOI = ROOT / "Samples/hanoi-133-2024.txt"


def run(*words, **options):
    told = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=60, **options)
    keep_secrets(told.stdout)
    return told


def test_version_and_help_with_an_example():
    assert run("--version").stdout.startswith("lachan ")
    for command in [[], ["serve"], ["read"], ["migrate"], ["copy"], ["bodies"], ["bodies", "import"], ["bodies", "functions"], ["bodies", "reorganisations"], ["places"], ["places", "import"], ["account"], ["account", "add"], ["account", "token"], ["account", "list"]]:
        told = run(*command, "--help")
        assert told.returncode == 0 and "Example: lachan" in told.stdout, command


@pytest.mark.parametrize("words", [["bogus"], ["read"], ["read", "none.txt"], ["read", str(HANOI), "--format", "xml"], ["serve", "--today", "2024-06-16"],
    ["serve", "--demo", "--today", "2024-13-01"], ["serve", "--database", "mysql://x"], ["account", "add", "x", "--role", "bogus"]])
def test_wrong_use_ends_with_2(words):
    told = run(*words)
    assert told.returncode == 2 and told.stderr and not told.stdout


@pytest.mark.parametrize(
    "content,told",
    [(b"", "UTF-8"), (b"  \n\n", "UTF-8"), (b"\x00\x01PNG", "UTF-8"), (b"\xff\xfe\xfa", "UTF-8"), (b"x" * 50_000_000, "400000"),
     (b"Dear friends, this is a letter.\n" * 10_000, "No trace of a plan"), ("Chuyện ngày xưa có một người.\n".encode() * 9_000, "No trace of a plan"), (b"chuyen ngay xua co mot nguoi " * 13_000, "No trace of a plan")],
    ids=["empty", "blank", "binary", "not UTF-8", "50 MB", "English letter", "Vietnamese story", "one line"])
def test_unusable_input_ends_with_65_soon_and_small(tmp_path, content, told):
    file = tmp_path / "paper.txt"
    file.write_bytes(content)
    # GNU time would be one more package: the shell bounds time and address space instead.
    answer = subprocess.run(["bash", "-c", f"ulimit -v 4000000; timeout 10 {PROGRAM} read {file}"], capture_output=True, text=True)
    assert answer.returncode == 65 and told in answer.stderr and not answer.stdout


def test_text_keeps_every_line_of_a_file_that_ends_one(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text(HANOI.read_text().rstrip("\n") + "\n")
    assert run("read", paper, "--format", "text").stdout.count("\n") == paper.read_text().count("\n")


def test_text_keeps_every_line():
    for sample in ROOT.glob("Samples/*-2024.txt"):
        mended = run("read", sample, "--format", "text").stdout.removesuffix("\n")
        assert mended.count("\n") == sample.read_text().count("\n"), sample.name


def test_outline_and_json_print_all_duties():
    for name, tasks, duties in [("hanoi-133-2024", 34, 5), ("tayninh-470-2024", 28, 4)]:
        reading = json.loads(run("read", ROOT / f"Samples/{name}.txt", "--format", "json").stdout)
        assert (len(reading["tasks"]), len(reading["duties"])) == (tasks, duties)
        outline = run("read", ROOT / f"Samples/{name}.txt").stdout
        assert all(duty["id"] in outline for duty in reading["tasks"] + reading["duties"])


def test_an_installation_from_nothing(tmp_path):
    data = ["--data", tmp_path / "data"]
    assert "Applied 0001" in run("migrate", *data).stdout
    assert "Nothing to do" in run("migrate", *data).stdout
    chart = ROOT / "Samples/bodies-hanoi-2024.csv"
    assert run("bodies", "import", chart, *data).stdout.strip() == f"{len(chart.read_text().splitlines()) - 1} added, 0 changed."
    assert run("bodies", "import", chart, *data).stdout.strip() == "0 added, 0 changed."
    broken = tmp_path / "broken.csv"
    broken.write_text(chart.read_text().splitlines()[0] + "\nx.a,A,A,zoo,province,01,X,,,2024-01-01,,\n")
    told = run("bodies", "import", broken, *data)
    assert told.returncode == 65 and "Dòng 2" in told.stderr
    added = run("account", "add", "tuphap.hn", "--role", "officer", "--body", "hn.so-tu-phap", "--password-stdin", *data, input="mot-mat-khau-dai\n")
    assert added.returncode == 0
    taken = run("account", "add", "tuphap.hn", "--role", "officer", "--body", "hn.so-tu-phap", *data)
    assert taken.returncode == 1 and "Đã có tài khoản mang tên này. / " in taken.stderr
    nowhere = run("account", "add", "khac", "--role", "officer", "--body", "none", *data)
    assert nowhere.returncode == 1 and re.search("Không có cơ quan mang mã: none. / .*none", nowhere.stderr)
    assert "tuphap.hn\tofficer\thn.so-tu-phap" in run("account", "list", *data).stdout
    assert run("account", "token", "nobody", *data).returncode == 1


@pytest.mark.parametrize("words", [["account", "list"], ["account", "token", "tuphap.hn"]])
def test_looking_at_an_installation_that_is_not_there_makes_none(tmp_path, words):
    for place in [["--data", tmp_path / "typo"], ["--database", f"sqlite:{tmp_path}/typo/a.sqlite"]]:
        told = run(*words, *place)
        assert told.returncode == 1 and "There is no database" in told.stderr and not told.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["---", "...", "ab", "An.hn", "a b c", "a" * 41])
def test_a_sign_in_name_that_will_not_do_ends_with_1(tmp_path, name):
    told = run("account", "add", "--role", "administrator", "--data", tmp_path, "--", name)
    assert told.returncode == 1 and told.stderr and not told.stdout
    assert run("account", "list", "--data", tmp_path).stdout == ""


def test_an_invitation_is_printed_and_is_another_each_time(tmp_path):
    added = [run("account", "add", name, "--role", "administrator", "--data", tmp_path) for name in ["mot", "hai"]]
    assert all(told.returncode == 0 and not told.stderr for told in added)
    first, second = (re.search(r"/invitations/([A-Za-z0-9_-]{43})$", told.stdout.strip())[1] for told in added)
    assert first != second
    assert "agreed" not in added[0].stdout and "agreed" in added[1].stdout, "the second waits for the first"
    assert "mot\tadministrator" in run("account", "list", "--data", tmp_path).stdout


def test_a_token_is_another_each_time(tmp_path):
    run("account", "add", "mot", "--role", "administrator", "--data", tmp_path)
    tokens = [run("account", "token", "mot", "--data", tmp_path) for _ in range(2)]
    assert all(told.returncode == 0 and len(told.stdout.strip()) == 43 for told in tokens)
    assert tokens[0].stdout != tokens[1].stdout


def test_a_credential_stands_for_a_variable(tmp_path):
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "LACHAN_DATABASE").write_text(f"sqlite:{tmp_path}/from-credential.sqlite\n")
    env = {**os.environ, "CREDENTIALS_DIRECTORY": str(tmp_path / "credentials"), "LACHAN_DATABASE": f"sqlite:{tmp_path}/from-variable.sqlite"}
    assert run("migrate", "--data", tmp_path, env=env).returncode == 0
    assert (tmp_path / "from-credential.sqlite").exists() and not (tmp_path / "from-variable.sqlite").exists()


def test_an_older_program_leaves_the_database_of_a_newer_one_alone(tmp_path):
    assert run("migrate", "--data", tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "lachan.sqlite") as database:
        database.execute("INSERT INTO migrations (name) VALUES ('9999-later.sql')")
    told = run("account", "list", "--data", tmp_path)
    assert told.returncode == 1 and "9999-later.sql" in told.stderr and "newer version" in told.stderr


@pytest.mark.parametrize("name,value", [("LACHAN_PORT", "x"), ("LACHAN_PORT", "65536"), ("LACHAN_DEMO", "maybe"), ("LACHAN_TLS", "2x"), ("LACHAN_DATABASE", "mysql://x")])
def test_a_variable_that_cannot_be_read_is_named(tmp_path, name, value):
    told = run("migrate", "--data", tmp_path, env={**os.environ, name: value})
    assert told.returncode == 2 and not told.stdout and not list(tmp_path.iterdir())
    assert (name if name != "LACHAN_DATABASE" else "--database") in told.stderr


@pytest.mark.parametrize("words", [["serve", "--port", "65536"], ["serve", "--port", "x"], ["copy"], ["copy", "--from", "sqlite:a"], ["migrate", "extra"],
    ["bodies", "import"], ["bodies", "functions", "none.csv"], ["bodies", "reorganisations", "none.csv"], ["places", "import", "none.csv"], ["account", "add", "abc"], ["account", "token"]])
def test_missing_or_wrong_words_end_with_2_and_leave_nothing(tmp_path, words):
    told = run(*words, cwd=tmp_path)
    assert told.returncode == 2 and told.stderr and not told.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["bodies", "import"], ["bodies", "functions"], ["bodies", "reorganisations"]])
@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\xff\xfe", b""], ids=["other columns", "no UTF-8", "empty"])
def test_a_table_that_will_not_do_ends_with_65(tmp_path, words, content):
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    told = run(*words, file, "--data", tmp_path / "data")
    assert told.returncode == 65 and told.stderr and not told.stdout


def test_a_database_file_that_is_none_ends_with_1(tmp_path):
    (tmp_path / "lachan.sqlite").write_bytes(b"no database " * 200)
    for words in [["migrate"], ["account", "list"]]:
        told = run(*words, "--data", tmp_path)
        assert told.returncode == 1 and "lachan.sqlite" in told.stderr and not told.stdout
    assert (tmp_path / "lachan.sqlite").read_bytes() == b"no database " * 200


def test_a_database_that_is_held_by_another_is_said_in_both_languages(tmp_path):
    data = ("--data", tmp_path)
    run("migrate", *data)
    with sqlite3.connect(tmp_path / "lachan.sqlite", isolation_level=None) as holder:
        holder.execute("BEGIN IMMEDIATE")
        told = run("account", "add", "khac", "--role", "reader", *data)
        holder.execute("ROLLBACK")
    assert told.returncode == 1 and "đang bận" in told.stderr and "try again" in told.stderr and not told.stdout


def test_places_functions_and_reorganisations_come_from_files(tmp_path):
    data = ["--data", tmp_path / "data"]
    assert run("places", "import", ROOT / "Places/places.csv", ROOT / "Places/heirs.csv", *data).stdout.strip() == "14138 places, 10633 heirs."
    wrong = run("places", "import", ROOT / "Places/heirs.csv", ROOT / "Places/heirs.csv", *data)
    assert wrong.returncode == 65 and "Dòng 1" in wrong.stderr
    early = run("bodies", "reorganisations", ROOT / "Samples/reorganisations.csv", *data)
    assert early.returncode == 65 and "không có cơ quan mang mã" in early.stderr, "bodies first"
    for chart in sorted(ROOT.glob("Samples/bodies-*.csv")):
        assert run("bodies", "import", chart, *data).returncode == 0, chart.name
    assert run("bodies", "functions", ROOT / "Samples/functions.csv", *data).stdout.strip() == "76 functions."
    assert run("bodies", "reorganisations", ROOT / "Samples/reorganisations.csv", *data).stdout.strip() == "5 reorganisations with 1312 heirs, planned."
    assert run("places", "import", "none.csv", "none.csv", *data).returncode == 2


def test_the_api_answers_a_token(address, tmp_path_factory):
    data = next(tmp_path_factory.getbasetemp().glob("data*/lachan.sqlite")).parent
    token = run("account", "token", "lanhdao.hn", "--data", data).stdout.strip()

    def ask(path, token=token):
        request = urllib.request.Request(address + path, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)

    (plan,) = ask("/api/v1/plans")["items"]
    assert plan["number"] == "133/KH-UBND" and plan["state"] == "issued"
    detail = ask("/api/v1/plans/" + plan["id"])
    assert len(detail["duties"]) == 39 and all(duty["assignments"] for duty in detail["duties"])
    owed = ask("/api/v1/assignments?body=hn.so-tu-phap")["items"]
    assert {item["bodyCode"] for item in owed} == {"hn.so-tu-phap"}
    assert any(item.get("period") == "2024-H1" and item["dueOn"] == "2024-06-17" for item in owed)
    for token, status in [("wrong", 401), ("", 401)]:
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask("/api/v1/plans", token)
        assert refused.value.code == status


def test_an_installation_that_has_ended_cleanly_is_one_file(tmp_path):
    program = Program(tmp_path, "--data", tmp_path / "data")
    assert program.health()[0] == 200
    assert program.end() == 0
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["lachan.sqlite", "master.key"]
