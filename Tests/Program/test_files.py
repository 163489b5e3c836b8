"""Files in an object store that proves signatures (moto), and before a real clamd."""

import hashlib
import re
import subprocess
import sys

import pytest
from server import PROGRAM, ROOT, Caller, Process, Program, free_port, listens

# The string that every scanner takes for a virus, in two halves so that none takes this file for one.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


def store(folder):
    """Three calls are free, to make a user and a key; then each must be signed."""
    import boto3

    port = free_port()
    server = Process(
        folder, lambda: listens(port), sys.executable, "-m", "moto.server", "-p", port, INITIAL_NO_AUTH_ACTION_COUNT="3", AWS_ACCESS_KEY_ID="x",
        AWS_SECRET_ACCESS_KEY="x")
    address = f"http://127.0.0.1:{port}"
    words = {"endpoint_url": address, "region_name": "us-east-1"}
    iam = boto3.client("iam", **words, aws_access_key_id="x", aws_secret_access_key="x")
    iam.create_user(UserName="lachan")
    key = iam.create_access_key(UserName="lachan")["AccessKey"]
    policy = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'
    iam.put_user_policy(UserName="lachan", PolicyName="all", PolicyDocument=policy)
    client = boto3.client("s3", **words, aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
    client.create_bucket(Bucket="papers")
    settings = {"LACHAN_S3": f"{address}/papers", "LACHAN_S3_KEY": key["AccessKeyId"], "LACHAN_S3_SECRET": key["SecretAccessKey"]}
    return server, client, settings


def scanner(folder):
    """A clamd that knows one signature."""
    port, signatures = free_port(), folder / "signatures"
    signatures.mkdir()
    (signatures / "eicar.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test\n")
    settings = folder / "clamd.conf"
    settings.write_text(f"DatabaseDirectory {signatures}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nForeground yes\nUser root\nStreamMaxLength 12M\n")
    return Process(folder, lambda: listens(port), "/usr/sbin/clamd", "-c", settings), f"127.0.0.1:{port}"


def officer(program):
    """An officer, and the page of something that their body owes."""
    caller = Caller(program.address)
    caller.sign_in("tuphap.hn")
    return caller, re.search(r"href=[\"'](/assignments/[^\"'?#]+)", caller.ask("/desk")[2])[1]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    server, client, settings = store(folder)
    clamd, place = scanner(folder)
    program = Program(folder, "--demo", "--data", folder / "data", LACHAN_CLAMD=place, **settings)
    assert program.health()[0] == 200, program.log.read_text()
    yield program, client, clamd, server, folder, {**settings, "LACHAN_CLAMD": place}
    program.end()
    clamd.end()
    server.end()


def objects(client):
    return [entry["Key"] for entry in client.list_objects_v2(Bucket="papers").get("Contents", [])]


def test_the_store_has_it_sealed_and_gives_it_back(installation):
    program, client, *_ = installation
    caller, page = officer(program)
    content = "Số liệu;12\r\n".encode() * 50_000
    assert caller.send_file(page, page + "/progress", "so-lieu.csv", content, text="Kèm bảng")[0] == 303
    (name,) = objects(client)
    lying = client.get_object(Bucket="papers", Key=name)["Body"].read()
    assert hashlib.sha256(lying).hexdigest() == name and "Số liệu".encode() not in lying
    path = re.search(r"/files/[^'\"]+", caller.ask(page)[2])[0]
    assert caller.ask(path)[2].encode() == content
    client.put_object(Bucket="papers", Key=name, Body=lying[:-1] + bytes([lying[-1] ^ 1]))
    assert caller.ask(path)[0] == 500
    client.put_object(Bucket="papers", Key=name, Body=lying)
    assert caller.ask(path)[0] == 200


def test_a_virus_is_named_and_not_kept(installation):
    program, client, *_ = installation
    caller, page = officer(program)
    before = objects(client)
    status, _, body = caller.send_file(page, page + "/progress", "thu.txt", EICAR, text="Kèm tệp")
    assert status == 422 and "Eicar-Test" in body and "Kèm tệp" in body
    assert objects(client) == before


def test_a_backup_takes_the_files_along_and_brings_them_into_a_folder(installation):
    program, client, *_, folder, settings = installation
    caller, page = officer(program)
    caller.send_file(page, page + "/progress", "ghi-chu.txt", b"mot hai ba", text="Kèm ghi chú")
    import os
    run = lambda *words, **more: subprocess.run([PROGRAM, *map(str, words)], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **more})
    taken = run("backup", folder / "a.backup", "--data", folder / "data", **settings)
    assert taken.returncode == 0, taken.stderr
    drilled = run("backup", "drill", "--data", folder / "data", **settings)
    assert drilled.returncode == 0, drilled.stderr
    (folder / "back").mkdir(mode=0o700)
    (folder / "back/master.key").write_bytes((folder / "data/master.key").read_bytes())
    (folder / "back/master.key").chmod(0o600)
    restored = run("restore", folder / "a.backup", "--data", folder / "back")
    assert restored.returncode == 0, restored.stderr
    other = Program(folder, "--demo", "--data", folder / "back")
    try:
        caller, page = officer(other)
        files = re.findall(r"/files/[^'\"]+", caller.ask(page)[2])
        assert files and all(caller.ask(path)[0] == 200 for path in files)
    finally:
        other.end()


def test_without_its_scanner_or_store_nothing_is_taken(installation):
    program, client, clamd, server, *_ = installation
    caller, page = officer(program)
    before = objects(client)
    clamd.end()
    status, headers, _ = caller.send_file(page, page + "/progress", "thu.txt", b"x", text="Kèm tệp khi máy quét tắt")
    assert status == 503 and headers["Retry-After"] == "30" and objects(client) == before
    clamd.start()
    assert caller.send_file(page, page + "/progress", "thu.txt", b"x", text="Kèm tệp khi máy quét lại chạy")[0] == 303
    server.end()
    status, headers, _ = caller.send_file(page, page + "/progress", "thu.txt", b"y", text="Kèm tệp khi kho tắt")
    assert status == 503 and headers["Retry-After"] == "30"
    assert caller.send(page, page + "/progress", text="Không có tệp")[0] == 303
    shown = caller.ask(page)[2]
    assert [text for text in ("khi máy quét tắt", "khi máy quét lại chạy", "khi kho tắt", "Không có tệp") if text in shown] == ["khi máy quét lại chạy", "Không có tệp"]
