"""Takes the primary of three PostgreSQL servers away while the program writes, again and again; prints how long nobody could write, and what was lost.

    python3 torture/patroni.py              5 rounds each
    ROUNDS=20 python3 torture/patroni.py

Three machines on this one, each with an etcd, a Patroni and a PostgreSQL, set up from `deploy/patroni/` as an office would. A round takes
the primary's machine away and brings it back afterwards:

- killed: all its processes at once, with -9; the machines are ports of 127.0.0.1.
- cut off: it runs on, but nothing reaches it any more; the machines are network namespaces. For root alone, as namespaces are.

Needs of Debian 12: postgresql-15 patroni etcd-server python3-etcd python3-idna python3-psycopg2 openssl; iproute2 for cutting off.
"""

import json
import os
import pathlib
import random
import re
import secrets
import shutil
import signal
import ssl
import statistics
import string
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "deploy/patroni"
sys.path.insert(0, str(ROOT / "Tests/Program"))
from server import PROGRAM, Caller, Program, free_port, wait_until  # noqa: E402

ROUNDS, WRITERS = int(os.environ.get("ROUNDS", "5")), 4
# What is promised: so many seconds after the primary is gone, somebody can write again.
PROMISE = 30
IS_ROOT = os.geteuid() == 0


def missing():
    """The packages whose programs are not here."""
    modules = pathlib.Path("/usr/lib/python3/dist-packages")
    found = {
        "postgresql-15": list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        "etcd-server": shutil.which("etcd"),
        "patroni": shutil.which("patroni"),
        "openssl": shutil.which("openssl"),
        **{f"python3-{module}": (modules / module).exists() for module in ("etcd", "idna", "psycopg2")},
    }
    return [package for package, here in found.items() if not here]


def with_children(pid):
    """A process and all that it started."""
    children = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def kill(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)


class Node:
    """One machine: etcd, Patroni and the PostgreSQL that Patroni starts, on ports of their own."""

    way, network = "killed", "127.0.0.1/32"

    def __init__(self, number, folder, settings):
        self.number, self.name = number, f"node{number}"
        self.folder = folder / self.name
        self.etcd = self.patroni = None
        self.settings = {**settings, **self.place(), "NODE": self.name, "NETWORK": self.network, "POSTGRES_DATA": self.folder / "data",
                         "ETCD_DATA": self.folder / "etcd", "SOCKETS": self.folder, "CERTIFICATES": self.folder / "certificates"}

    def place(self):
        return {"ADDRESS": "127.0.0.1", **{name: free_port() for name in ("POSTGRES_PORT", "PATRONI_PORT", "ETCD_PORT", "ETCD_PEER_PORT")}}

    @classmethod
    def open(cls):
        """What the machines share, before any of them is there."""

    @classmethod
    def close(cls):
        """The end of that."""

    def at(self, port):
        return f"{self.settings['ADDRESS']}:{self.settings[port]}"

    def prepare(self, shared):
        """Puts in place what an office would: the certificate and the filled template."""
        self.settings |= shared
        authority = self.folder.parent / "authority"
        subprocess.run([TEMPLATES / "certificates", authority, self.name, self.settings["ADDRESS"]], check=True, capture_output=True, timeout=60)
        self.folder.mkdir()
        shutil.copytree(authority / self.name, self.folder / "certificates")
        (self.folder / "patroni.yml").write_text(self.filled("patroni.yml"))
        for path in (self.folder, *self.folder.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
            if IS_ROOT:
                shutil.chown(path, "postgres", "postgres")

    def filled(self, template):
        return string.Template((TEMPLATES / template).read_text()).substitute(self.settings)

    def start(self):
        lines = self.filled("etcd.env").splitlines()
        self.etcd = self.run("etcd", variables=dict(line.split("=", 1) for line in lines if line and not line.startswith("#")))
        self.patroni = self.run("patroni", self.folder / "patroni.yml")

    def inside(self):
        """What goes before a command; PostgreSQL refuses to run as root."""
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if IS_ROOT else []

    def run(self, program, *words, variables={}):
        with open(self.folder / f"{program}.log", "ab") as log:
            return subprocess.Popen(
                [*self.inside(), program, *words], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(self.folder), **variables})

    def postgres(self):
        try:
            return with_children(int((self.folder / "data/postmaster.pid").read_text().split()[0]))
        except (OSError, IndexError):
            return []

    def kill(self):
        """All of it at once, as when the power fails."""
        running = [process for process in (self.patroni, self.etcd) if process]
        kill([*self.postgres(), *(pid for process in running for pid in with_children(process.pid))])
        for process in running:
            process.wait(timeout=30)
        self.etcd = self.patroni = None

    def take_away(self):
        self.kill()

    def bring_back(self):
        self.start()

    def end(self):
        self.kill()
        # One that Patroni was just starting.
        if wait_until(self.postgres, 0.5):
            kill(self.postgres())

    def tail(self):
        try:
            lines = (self.folder / "patroni.log").read_text(errors="replace").splitlines()
        except OSError:
            lines = []
        return "\n".join([f"--- {self.name}", *lines[-15:]])


class Apart(Node):
    """One machine in a network namespace, on one bridge with the others; its cable can be pulled."""

    way, network = "cut off", "198.51.100.0/24"
    # As long as the kernel lets the name of an interface be, with a digit.
    bridge = f"lachan{os.getpid() % 10_000_000}."[:14]

    def place(self):
        return {"ADDRESS": f"198.51.100.1{self.number}", "POSTGRES_PORT": 5432, "PATRONI_PORT": 8008, "ETCD_PORT": 2379, "ETCD_PEER_PORT": 2380}

    @property
    def cable(self):
        return f"{self.bridge}{self.number}"

    @classmethod
    def open(cls):
        ip("link", "add", cls.bridge, "type", "bridge")
        ip("addr", "add", "198.51.100.1/24", "dev", cls.bridge)
        ip("link", "set", cls.bridge, "up")

    @classmethod
    def close(cls):
        subprocess.run(["ip", "link", "del", cls.bridge], capture_output=True)

    def prepare(self, shared):
        super().prepare(shared)
        ip("netns", "add", self.cable)
        ip("link", "add", self.cable, "type", "veth", "peer", "name", "eth0", "netns", self.cable)
        ip("link", "set", self.cable, "master", self.bridge, "up")
        ip("-n", self.cable, "link", "set", "lo", "up")
        ip("-n", self.cable, "addr", "add", f"{self.settings['ADDRESS']}/24", "dev", "eth0")
        ip("-n", self.cable, "link", "set", "eth0", "up")

    def inside(self):
        return ["ip", "netns", "exec", self.cable, *super().inside()]

    def take_away(self):
        ip("link", "set", self.cable, "down")

    def bring_back(self):
        ip("link", "set", self.cable, "up")

    def end(self):
        super().end()
        for kind in ("link", "netns"):
            subprocess.run(["ip", kind, "del", self.cable], capture_output=True)


class Three:
    """The three machines together."""

    def __init__(self, kind, folder):
        self.kind, self.folder, self.password = kind, folder, secrets.token_hex(16)
        (programs,) = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
        self.settings = {"POSTGRES_BIN": programs, "WATCHDOG": "off",
                         **{f"{who}_PASSWORD": secrets.token_hex(16) for who in ("SUPERUSER", "REPLICATION", "REWIND")}}
        self.nodes = [kind(number, folder, self.settings) for number in (1, 2, 3)]

    def start(self):
        shared = {"ETCD_HOSTS": ",".join(node.at("ETCD_PORT") for node in self.nodes),
                  "ETCD_MEMBERS": ",".join(f"{node.name}=https://{node.at('ETCD_PEER_PORT')}" for node in self.nodes)}
        self.kind.open()
        for node in self.nodes:
            node.prepare(shared)
            node.start()
        self.wait("the three servers did not come up")
        self.make_database()

    def make_database(self):
        """As the README says; then waits until each of the three has it: whoever tries them in turn stops at one that knows no such database."""
        self.psql(self.primary(), "-f", TEMPLATES / "database.sql").check_returncode()
        for node in self.nodes:
            wait_until(lambda node=node: self.psql(node, "-d", "lachan", "-c", "SELECT 1").returncode == 0, 30)

    def psql(self, node, *words):
        return subprocess.run(
            ["psql", "-X", "-q", "-h", node.folder, "-p", str(node.settings["POSTGRES_PORT"]), "-U", "postgres", *words], capture_output=True, timeout=60,
            env={**os.environ, "PGPASSWORD": self.settings["SUPERUSER_PASSWORD"], "LACHAN_PASSWORD": self.password})

    @property
    def url(self):
        """As `deploy/README.md` says."""
        hosts = ",".join(node.at("POSTGRES_PORT") for node in self.nodes)
        return (f"postgres://lachan:{self.password}@{hosts}/lachan?target_session_attrs=read-write&sslmode=verify-full&sslrootcert={self.folder}/authority/ca.crt"
                "&connect_timeout=3&keepalives_idle=3&keepalives_interval=2&keepalives_count=3")

    def texts(self):
        """What the primary has, whichever it is now."""
        answer = subprocess.run(["psql", "-X", "-q", "-At", self.url, "-c", "SELECT text FROM answers"], check=True, capture_output=True, text=True, timeout=60)
        return set(answer.stdout.splitlines())

    def view(self, node):
        """What Patroni on one machine says of all: name, role, state, timeline; nothing where it does not answer."""
        own = node.folder / "certificates"
        try:
            context = ssl.create_default_context(cafile=own / "ca.crt")
            context.load_cert_chain(own / "node.crt", own / "node.key")
            with urllib.request.urlopen(f"https://{node.at('PATRONI_PORT')}/cluster", timeout=5, context=context) as reply:
                return sorted((one["name"], one["role"], one["state"], one.get("timeline")) for one in json.load(reply)["members"])
        except (OSError, KeyError, ValueError):
            return []

    def is_whole(self):
        """Whether all three say the same: one leads, the two others follow it, and one of these two holds up its commits."""
        first, *others = (self.view(node) for node in self.nodes)
        return (all(other == first for other in others) and sorted(role for _, role, _, _ in first) == ["leader", "replica", "sync_standby"]
                and all(state in ("running", "streaming") for _, _, state, _ in first) and len({timeline for *_, timeline in first}) == 1)

    def wait(self, otherwise):
        if not wait_until(self.is_whole, 150):
            raise RuntimeError(f"{otherwise}: {[self.view(node) for node in self.nodes]}")

    def primary(self):
        """The one that by its own word leads."""
        return next(node for node in self.nodes if any(name == node.name and role == "leader" for name, role, _, _ in self.view(node)))

    def end(self):
        for node in self.nodes:
            node.end()
        self.kind.close()


class Writer(threading.Thread):
    """Reports progress until told to stop, whatever the answers are; keeps what was acknowledged, and when it was sent and answered."""

    def __init__(self, caller, path, tag, stop):
        super().__init__(daemon=True)
        self.caller, self.path, self.tag, self.stop = caller, path, tag, stop
        self.acknowledged = []

    def run(self):
        number = 0
        while not self.stop.is_set():
            number += 1
            text, sent = f"{self.tag}-{number}.", time.monotonic()
            try:
                if self.caller.send(self.path, self.path + "/progress", text=text)[0] == 303:
                    self.acknowledged.append((text, sent, time.monotonic()))
            except (OSError, TypeError):
                pass
            time.sleep(0.05)


def owed(caller):
    return sorted(set(re.findall(r"href=[\"'](/assignments/[^\"'?#]+)", caller.ask("/desk")[2])))


def first_after(writers, moment):
    """When the first that was sent after a moment was acknowledged."""
    return min((answered for writer in writers for _, sent, answered in list(writer.acknowledged) if sent > moment), default=None)


def rehearse(three, callers, path, number):
    """One round, up to where somebody else leads.
    - Returns: who was taken away, the texts that were acknowledged, and the seconds in which nobody could write."""
    stop = threading.Event()
    writers = [Writer(caller, path, f"r{number}w{i}", stop) for i, caller in enumerate(callers)]
    for writer in writers:
        writer.start()
    time.sleep(random.uniform(2, 5))
    primary, before = three.primary(), time.monotonic()
    primary.take_away()
    gone = time.monotonic()
    if not wait_until(lambda: first_after(writers, gone), 120):
        raise RuntimeError(f"round {number}: nobody could write for 120 s after {primary.name} was {three.kind.way}")
    time.sleep(2)
    stop.set()
    for writer in writers:
        writer.join(timeout=60)
    texts, seconds = [text for writer in writers for text, _, _ in list(writer.acknowledged)], first_after(writers, gone) - before
    print(f"  round {number}: {primary.name} {three.kind.way}, back after {seconds:.1f} s, {len(texts)} acknowledged", flush=True)
    return primary, texts, seconds


def rehearse_all(three, program):
    """- Returns: the texts that were acknowledged, and the seconds of each round in which nobody could write."""
    callers = [Caller(program.address) for _ in range(WRITERS)]
    for caller in callers:
        caller.sign_in("tuphap.hn")
    paths, acknowledged, pauses = owed(callers[0]), [], []
    for number in range(1, ROUNDS + 1):
        primary, texts, seconds = rehearse(three, callers, paths[number % len(paths)], number)
        acknowledged += texts
        pauses.append(seconds)
        if lost := set(acknowledged) - three.texts():
            raise RuntimeError(f"round {number}: {len(lost)} lost: {sorted(lost)[:10]}")
        primary.bring_back()
        three.wait(f"round {number}: {primary.name} did not come back")
    return acknowledged, pauses


def end(program):
    try:
        program.end()
    except subprocess.TimeoutExpired:
        program.end(signal.SIGKILL)
        raise RuntimeError("the program did not end within 30 s of SIGTERM") from None


def torture(three, folder):
    """- Returns: the row of the table, and whether all held."""
    program = Program(folder, "--demo", "--data", folder, "--database", three.url)
    try:
        if program.health()[0] != 200:
            raise RuntimeError("the program did not start\n" + program.log.read_text())
        acknowledged, pauses = rehearse_all(three, program)
    finally:
        end(program)
    lost = set(acknowledged) - three.texts()
    answer = subprocess.run([PROGRAM, "ledger", "verify", "--data", folder, "--database", three.url], capture_output=True, text=True, timeout=600)
    if answer.returncode:
        raise RuntimeError(f"the ledger: {answer.stderr}")
    times = f"{min(pauses):.1f}, {statistics.median(pauses):.1f}, {max(pauses):.1f}"
    return f"| {three.kind.way} | {ROUNDS} | {len(acknowledged)} | {len(lost)} | {times} | yes |", not lost and max(pauses) <= PROMISE


def run(kind):
    with tempfile.TemporaryDirectory(prefix="lachan-patroni.") as servers, tempfile.TemporaryDirectory() as folder:
        pathlib.Path(servers).chmod(0o711)
        three = Three(kind, pathlib.Path(servers))
        try:
            three.start()
            return torture(three, folder)
        except (RuntimeError, subprocess.SubprocessError) as failure:
            print(failure, *(node.tail() for node in three.nodes), sep="\n", file=sys.stderr)
            return f"| {kind.way} | {ROUNDS} | | failed | | |", False
        finally:
            three.end()


def main():
    if packages := missing():
        sys.exit("patroni.py: missing; apt-get install --no-install-recommends " + " ".join(packages))
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, lambda *_: sys.exit("patroni.py: stopped"))
    signal.alarm(1_200 + 600 * ROUNDS)
    kinds = [Node, Apart] if IS_ROOT and shutil.which("ip") else [Node]
    if len(kinds) == 1:
        print("  cutting off is left out: it needs root and iproute2", flush=True)
    rows = [run(kind) for kind in kinds]
    print("\n| the primary is | rounds | acknowledged | lost | back after, s: least, median, most | ledger verified |\n|---|---|---|---|---|---|")
    print(*(row for row, _ in rows), sep="\n", flush=True)
    return all(good for _, good in rows)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
