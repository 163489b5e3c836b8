"""The program and a PostgreSQL server as processes, and a visitor without a browser."""

import contextlib
import http.client
import http.cookiejar
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("PROGRAM", ROOT / ".build/debug/lachan"))
PASSWORD = "la-chan-2024"

# Logs of all programs that were started, and all secrets that went to and fro: `logs.py` searches those for these.
LOGS, SECRETS = [], {PASSWORD}
# Tokens of sessions, forms, invitations and of the API; recovery codes.
TOKENS = re.compile(r"(?<![\w-])(?:(?:[\w-]{43}){1,2}|(?:[a-z2-9]{4}-){6}[a-z2-9]{4})(?![\w-])")


def keep_secrets(text, fields={}):
    """Notes the tokens of a text, and passwords and codes among fields of a form."""
    SECRETS.update(TOKENS.findall(text))
    SECRETS.update(value for name, value in fields.items() if "assword" in name and len(value) > 7 or name == "code" and re.fullmatch(r"\d{6}", value))


def secrets_among(settings):
    secret = re.compile(r"LACHAN_\w*(SECRET|TOKEN|PASSWORD|MASTER_KEY)")
    return [value for name, value in settings.items() if secret.fullmatch(name)]


def free_port():
    """Below those that the machine gives to outgoing connections: one of them might take it before a server does."""
    while True:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", random.randint(10_000, 30_000)))
            return probe.getsockname()[1]


def wait_until(holds, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


class Program:
    """One `lachan serve`; ended by the id that started it. `core` keeps it on one core from its start, so that it counts on no other; `settings` are variables."""

    def __init__(self, folder, *words, core=None, **settings):
        self.port, self.log = free_port(), pathlib.Path(folder) / f"log-{free_port()}.txt"
        with open(self.log, "wb") as log:
            pinned = [] if core is None else ["taskset", "-c", str(core)]
            self.process = subprocess.Popen([*pinned, PROGRAM, "serve", "--port", str(self.port), *map(str, words)], cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **settings})
        self.address = f"http://127.0.0.1:{self.port}"
        LOGS.append(self.log)
        SECRETS.update(secrets_among({**os.environ, **settings}))
        wait_until(lambda: self.process.poll() is not None or self.health()[0] == 200)
        assert self.process.poll() is None, self.log.read_text()

    def health(self):
        try:
            with urllib.request.urlopen(self.address + "/health", timeout=20) as reply:
                return reply.status, dict(reply.headers)
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers)
        except OSError:
            return 0, {}

    def entries(self, **wanted):
        """What the log tells where it is JSON; only the entries with these values."""
        entries = [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [entry for entry in entries if wanted.items() <= entry.items()]

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(timeout=30)


class Cluster:
    """A private PostgreSQL server; `scripts/with-postgres` starts it and ends it with our pipe."""

    def __init__(self, fsync="off"):
        self.process = subprocess.Popen(
            [ROOT / "scripts/with-postgres", "bash", "-c", 'echo "$LACHAN_TEST_POSTGRES"; echo "$LACHAN_TEST_POSTGRES_FOLDER"; cat >/dev/null'],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "FSYNC": fsync})
        self.pattern, self.folder = self.process.stdout.readline().strip(), self.process.stdout.readline().strip()
        self.count = 0

    def psql(self, command, database="postgres"):
        return subprocess.run(["psql", "-X", "-q", "-At", "-h", self.folder, "-U", "lachan", "-d", database, "-c", command], check=True, capture_output=True, text=True).stdout

    def database(self):
        self.count += 1
        name = f"program{self.count}"
        self.psql(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.pattern.replace("NAME", name)

    def control(self, *words):
        (tool,) = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))[-1:]
        command = [tool, "-D", self.folder + "/data", "-l", self.folder + "/log", "-w", *words]
        subprocess.run((["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []) + command, check=True, capture_output=True, cwd="/")

    def stop(self):
        self.control("-m", "immediate", "stop")

    def start(self):
        self.control("start")

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


class Process:
    """Another server of a test; `ready` says when it serves. Ended by the id that started it, and started again on request."""

    def __init__(self, folder, ready, *words, **settings):
        self.log, self.ready = pathlib.Path(folder) / f"server-{free_port()}.txt", ready
        self.words, self.options = [str(word) for word in words], {"cwd": folder, "env": {**os.environ, **settings}}
        self.start()

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.words, stdout=log, stderr=log, **self.options)
        assert wait_until(lambda: self.process.poll() is not None or self.ready()) and self.process.poll() is None, self.log.read_text()

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class From(urllib.request.HTTPHandler):
    def __init__(self, source):
        super().__init__()
        self.source = source

    def http_open(self, request):
        return self.do_open(lambda host, **more: http.client.HTTPConnection(host, source_address=(self.source, 0), **more), request)


class Caller:
    """A visitor with cookies; forms are sent with the token of the page that shows them."""

    def __init__(self, address, source=None):
        """From the address of this machine, or another of its own (`source`), so that one visitor's failed tries are not another's."""
        self.address, self.jar = address, http.cookiejar.CookieJar()
        elsewhere = [From(source)] if source else []
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), NoRedirect, *elsewhere)

    def at(self, address):
        """The same visitor at another program; cookies go by host, not by port."""
        other = Caller(address)
        other.jar, other.opener = self.jar, self.opener
        return other

    def ask(self, path, fields=None):
        keep_secrets(path, dict(fields or {}))
        return self.call(urllib.request.Request(self.address + path, urllib.parse.urlencode(fields).encode() if fields is not None else None))

    def token(self, page):
        return re.search(r"name='form_token' value='([^']+)'", self.ask(page)[2])[1]

    def send(self, page, path, **fields):
        return self.ask(path, {"form_token": self.token(page), **fields})

    def send_file(self, page, path, name, content, **fields):
        parts = [f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode() for field, value in {"form_token": self.token(page), **fields}.items()]
        parts.append(f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + content + b"\r\n")
        body = b"".join(b"--grenze\r\n" + part for part in parts) + b"--grenze--\r\n"
        return self.call(urllib.request.Request(self.address + path, body, {"Content-Type": "multipart/form-data; boundary=grenze"}))

    def call(self, request):
        try:
            with self.opener.open(request, timeout=60) as reply:
                answer = reply.status, dict(reply.headers), reply.read().decode()
        except urllib.error.HTTPError as error:
            answer = error.code, dict(error.headers), error.read().decode()
        keep_secrets(f"{answer[1]} {answer[2]}")
        return answer

    def sign_in(self, name, password=PASSWORD):
        return self.send("/sign-in", "/session", name=name, password=password)

    def enter(self, name):
        """Signs in, with a second factor where one is wanted: the demonstration tells the code, since nobody has the telephone."""
        status, headers, _ = self.sign_in(name)
        assert status == 303, (name, status)
        if "/second-factor" in headers["Location"]:
            code = re.search(r"(?:là|now) (\d{6})", self.ask("/second-factor")[2])[1]
            assert self.send("/second-factor", "/second-factor", code=code)[0] == 303, name
        return self


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@contextlib.contextmanager
def small_disk(folder, megabytes):
    """A file system of its own that can be filled. Only root may mount one: a test that wants it fails where it cannot be had, so that nobody takes it for done."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "tmpfs", folder], capture_output=True, text=True)
    assert mounted.returncode == 0, f"not tried: run this as root, on a machine that lets it mount (a container needs CAP_SYS_ADMIN): {mounted.stderr}"
    try:
        yield pathlib.Path(folder)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
