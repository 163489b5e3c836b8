"""Measures what the README says of speed; see README.md beside this file."""

import argparse
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
os.environ.setdefault("PROGRAM", str(ROOT / ".build/release/lachan"))
sys.path.insert(0, str(ROOT / "Tests/Program"))
sys.path.insert(0, str(ROOT / "bench"))
import ledger_peer  # noqa: E402
from server import PROGRAM, ROOT, Caller, Cluster, Program, free_port, wait_until  # noqa: E402

SECONDS, ROUNDS, CONNECTIONS = 5, 3, 32
results = []


def note(part, what, value, unit, beside=None, than=None, ratio=None, aim=""):
    results.append({"part": part, "what": what, "value": value, "unit": unit, "beside": beside, "than": than, "ratio": ratio, "aim": aim})
    print(f"  {part}  {what}: {value:,.4g} {unit}" + (f", {beside}: {than:,.4g}" if beside else "") + (f" → {ratio:.2f}" if ratio else ""), flush=True)


# MARK: processes

def pinned(core, *words, **more):
    return subprocess.Popen(["taskset", "-c", str(core), *map(str, words)], **more)


def listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def load(address, cookie="", script=None, connections=CONNECTIONS, seconds=SECONDS):
    """Requests a second and the 99th of a hundred waits, in milliseconds; a refused or lost request is a fault of the bench."""
    words = ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *(["-s", script] if script else []), *(["-H", f"Cookie: {cookie}"] if cookie else []), address]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"bench: {address} was not answered as it should be:\n{said}")
    wait, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), float(wait) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def medians(rows):
    return [statistics.median(column) for column in zip(*rows)]


# MARK: (a) the desk

def fifty(database):
    """Gives the department of justice 50 open assignments."""
    with sqlite3.connect(database) as db:
        (body,) = db.execute("SELECT id FROM bodies WHERE code = 'hn.so-tu-phap'").fetchone()
        names = [row[1] for row in db.execute("PRAGMA table_info(assignments)")]
        rows = [dict(zip(names, row)) for row in db.execute("SELECT * FROM assignments WHERE body_id = ?", (body,))]
        taken = {(row["duty_id"], row["role"], row["period"]) for row in rows}
        is_open = sum(row["state"] not in ("declared", "confirmed") for row in rows)
        duties = [row[0] for row in db.execute("SELECT id FROM duties WHERE plan_id = ? AND review <> 'dropped' ORDER BY position", (rows[0]["plan_id"],))]
        like = next(row for row in rows if row["period"] is None)
        for role in ("coordinate", "implement", "advise"):
            for duty in duties:
                if is_open < 50 and (duty, role, None) not in taken:
                    new = {**like, "id": f"bench-{role}-{duty}", "duty_id": duty, "role": role, "state": "accepted" if is_open % 2 else "given", "done_on": None, "answered_at": None}
                    db.execute(f"INSERT INTO assignments ({', '.join(new)}) VALUES ({', '.join('?' * len(new))})", list(new.values()))
                    is_open += 1


def signed_in(program, name):
    visitor = Caller(program.address)
    assert visitor.sign_in(name)[0] == 303, f"{name} could not sign in"
    return visitor, "; ".join(f"{c.name}={c.value}" for c in visitor.jar)


def desk(folder):
    database = folder / "desk/lachan.sqlite"
    maker = Program(folder, "--demo", "--data", folder / "desk")
    maker.end()
    fifty(database)
    program = Program(folder, "--demo", "--data", folder / "desk", core=0)
    visitor, cookie = signed_in(program, "tuphap.hn")
    page = visitor.ask("/desk")[2]
    office, _ = signed_in(program, "thuongtruc.hn")
    board = re.search(r"/plans/[0-9a-f-]{36}", office.ask("/plans")[2])[0]
    peer_port, still_port = free_port(), free_port()
    peer = pinned(
        0, ROOT / ".venv/bin/python", "-m", "uvicorn", "--app-dir", ROOT / "bench", "desk_peer:app", "--port", peer_port, "--log-level", "error", "--no-access-log",
        env={**os.environ, "DESK_DATABASE": str(database)})
    still = folder / "still"
    still.mkdir()
    (still / "desk.html").write_text(page)
    os.chmod(folder, 0o755)
    (still / "nginx.conf").write_text(
        f"daemon off; pid {still}/pid; error_log {still}/log; worker_processes 1; events {{ worker_connections 512; }}\n"
        f"http {{ access_log off; sendfile on; keepalive_requests 1000000; open_file_cache max=10; default_type text/html; server {{ listen 127.0.0.1:{still_port}; root {still}; }} }}\n")
    nginx = pinned(0, "nginx", "-c", still / "nginx.conf", stderr=subprocess.DEVNULL)
    try:
        assert wait_until(lambda: listening(peer_port) and listening(still_port)), "a peer did not start"
        other = Caller(f"http://127.0.0.1:{peer_port}")
        other.opener.addheaders = [("Cookie", cookie)]
        same = other.ask("/desk")[2]
        counts = [text.count('class="owed"') for text in (page, same)]
        assert counts[0] == counts[1] >= 50 and abs(len(page) - len(same)) < 0.15 * len(page), f"not the same page: {counts}, {len(page)}, {len(same)}"
        rounds = {"ours": [], "peer": [], "still": []}
        for _ in range(ROUNDS):
            rounds["ours"].append(load(program.address + "/desk", cookie))
            rounds["peer"].append(load(f"http://127.0.0.1:{peer_port}/desk", cookie))
            rounds["still"].append(load(f"http://127.0.0.1:{still_port}/desk.html"))
        (ours, wait), (theirs, _), (bytes_only, _) = (medians(rounds[name]) for name in ("ours", "peer", "still"))
        note("a", f"desk with 50 duties ({len(page.encode()) // 1024} KB)", ours, "requests/s", "FastAPI", theirs, ours / theirs, "3")
        note("a", "the same", ours, "requests/s", "nginx, its bytes", bytes_only, ours / bytes_only, "0.1")
        note("a", "p99 of the same, 32 connections always waiting", wait, "ms", aim="10")
        calm = folder / "calm.lua"
        # Each connection asks again after a pause of random length, so that all together ask for half of what can be answered.
        calm.write_text(f"function delay() return math.random(0, {round(2 * 1000 * CONNECTIONS / (ours / 2))}) end")
        rate, wait = medians([load(program.address + "/desk", cookie, calm) for _ in range(ROUNDS)])
        note("a", f"p99 of the same at {rate:,.0f} requests/s, 32 connections", wait, "ms", aim="10")
        note("a", "the same page compressed, of the whole", squeezed(visitor, "/desk"), "share")
        note("a", "the board of plan 133 compressed, of the whole", squeezed(office, board), "share")
        note("a", "memory after the load", memory(program.process.pid), "MB")
    finally:
        for process in (peer, nginx):
            process.terminate()
            process.wait(timeout=20)
        program.end()


def squeezed(visitor, path):
    """Bytes on the wire with gzip, as a share of those without."""
    sizes = []
    for encoding in ("gzip", "identity"):
        request = urllib.request.Request(visitor.address + path, headers={"Accept-Encoding": encoding})
        sizes.append(len(visitor.opener.open(request, timeout=30).read()))
    return sizes[0] / sizes[1]


def memory(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024


# MARK: (b) reading

# The one page number that is left in the text of plan 133 stands in line 142 and is 4.
LINES_A_PAGE = 47


def reading(_):
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for name in ("hanoi-133-2024", "tayninh-470-2024"):
            subprocess.run([PROGRAM, "read", ROOT / f"Samples/{name}.txt", "--format", "json"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    lines = sum(len((ROOT / f"Samples/{name}.txt").read_text().splitlines()) for name in ("hanoi-133-2024", "tayninh-470-2024"))
    taken = statistics.median(times)
    note("b", f"both plans read and mended, whole process ({lines / LINES_A_PAGE:.1f} pages)", lines / LINES_A_PAGE / taken, "pages/s")
    note("b", "the same", taken, "s")


# MARK: (c) commits

def commits(folder):
    cluster = Cluster(fsync="on")
    try:
        for engine, words in (("SQLite", ["--data", folder / "commits"]), ("PostgreSQL", ["--database", cluster.database()])):
            program = Program(folder, "--demo", *words)
            try:
                visitor, cookie = signed_in(program, "tuphap.hn")
                script = progress(visitor, folder)
                rows = []
                for _ in range(ROUNDS):
                    ours = load(program.address, cookie, script)[0]
                    rows.append((ours, raw_sqlite(folder) if engine == "SQLite" else raw_postgres(cluster, folder)))
                ours, raw = medians(rows)
                note("c", f"progress reports committed, {engine}", ours, "commits/s", "raw engine", raw, ours / raw, "0.5")
            finally:
                program.end()
    finally:
        cluster.end()


def progress(visitor, folder):
    """A load that reports progress on one duty of the desk after the other, as many officers do."""
    page = visitor.ask("/desk")[2]
    visitor.send("/desk", "/desk/acceptance")
    paths = sorted(set(re.findall(r"/assignments/[\w-]+(?=[#/])", page)))
    token = re.search(r"name='form_token' value='([^']+)'", visitor.ask("/desk")[2])[1]
    form = urllib.parse.urlencode({"form_token": token, "text": "Đã mở hai lớp tập huấn."})
    script = folder / "progress.lua"
    script.write_text(
        f"""local paths, at = {{{", ".join(f"'{path}/progress'" for path in paths)}}}, 0
        local headers = {{["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = wrk.headers["Cookie"]}}
        request = function() at = at % #paths + 1; return wrk.format("POST", paths[at], headers, "{form}") end""")
    return script


def raw_sqlite(folder):
    db = sqlite3.connect(folder / f"raw-{time.monotonic_ns()}.sqlite", isolation_level=None)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
    count, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        db.execute("INSERT INTO t (text) VALUES ('Đã mở hai lớp tập huấn.')")
        count += 1
    db.close()
    return count / SECONDS


def raw_postgres(cluster, folder):
    cluster.psql("CREATE TABLE IF NOT EXISTS t (id BIGSERIAL PRIMARY KEY, text TEXT)")
    script = folder / "raw.sql"
    script.write_text("INSERT INTO t (text) VALUES ('Đã mở hai lớp tập huấn.');\n")
    (tool,) = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/pgbench"))[-1:]
    said = subprocess.run(
        [tool, "-n", "-h", cluster.folder, "-U", "lachan", "-c", str(CONNECTIONS), "-j", "1", "-T", str(SECONDS), "-M", "prepared", "-f", script, "postgres"], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"tps = ([\d.]+)", said)[1])


# MARK: (d) search

def folded(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d")) if not unicodedata.combining(c))
    return [word.replace("y", "i") for word in re.findall(r"[a-z0-9]+", plain)]


def forms(word):
    return {word} | ({word[:i] + word[i + 1:] for i in range(len(word))} if 2 < len(word) <= 24 else set())


def million(count):
    """Invented records named after places and numbers, as papers and cases are."""
    chance = random.Random(138)
    places = [line.split(",")[1] for line in (ROOT / "Places/places.csv").read_text().splitlines()[1:]]
    nouns = ["Tin báo", "Vụ việc", "Báo cáo tháng", "Kế hoạch", "Biên bản tiếp nhận", "Lớp tập huấn", "Hồ sơ hỗ trợ", "Quyết định"]
    for i in range(count):
        title = f"{chance.choice(nouns)} {chance.randrange(1, 20_000)}/{chance.randrange(2011, 2026)}"
        detail = f"{chance.choice(places)}, {chance.choice(places)}"
        yield (f"bodies/bench{i}", i + 1, "bodies", f"bench{i}", None, title, detail, " ".join(folded(f"{title} {detail}")))


def questions(entries, count):
    """Two or three words of an entry; every fourth with a wrong letter, every fifth with its last word begun only, some of one word that is everywhere."""
    chance = random.Random(470)
    for i in range(count):
        words = chance.choice(entries).split()
        asked = chance.sample(words, min(len(words), chance.randrange(2, 4)))
        if i % 4 == 0:
            at = max(range(len(asked)), key=lambda j: len(asked[j]))
            place = chance.randrange(len(asked[at]))
            asked[at] = asked[at][:place] + chance.choice("bcdghklmnpqrstvx") + asked[at][place + 1:]
        if i % 5 == 0 and len(asked[-1]) > 3:
            asked[-1] = asked[-1][:-1]
        yield "xa" if i % 50 == 0 else " ".join(asked)


def search(folder):
    count, asked = 1_000_000, 2_000
    words, sample = set(), []
    table = folder / "entries.tsv"
    with table.open("w") as out:
        for entry in million(count):
            out.write("\t".join("\\N" if value is None else str(value) for value in entry) + "\n")
            words.update(entry[7].split(" "))
            if entry[1] % 200 == 0:
                sample.append(entry[7])
    (folder / "forms.tsv").write_text("".join(f"{form}\t{word}\n" for word in words for form in sorted(forms(word))))
    cluster = Cluster()
    try:
        for engine, address in (("SQLite", ["--data", folder / "search"]), ("PostgreSQL", ["--database", cluster.database()])):
            Program(folder, "--demo", *address).end()
            fill_sqlite(folder) if engine == "SQLite" else fill_postgres(cluster, folder)
            program = Program(folder, "--demo", *address)
            try:
                visitor, cookie = signed_in(program, "tuphap.hn")
                waits, found = ask(program, cookie, questions(sample, asked))
                assert found > 0.9 * asked, f"only {found} of {asked} questions found something"
                note("d", f"search in {count:,} entries, {engine}, p99", waits[int(0.99 * len(waits))], "ms", aim="30")
                note("d", f"the same, {engine}, median", statistics.median(waits), "ms")
            finally:
                program.end()
        trigrams(cluster, sample, asked)
    finally:
        cluster.end()


def ask(program, cookie, texts):
    """Milliseconds of each question, sorted, and how many found something."""
    link = http.client.HTTPConnection("127.0.0.1", program.port)
    waits, found = [], 0
    for text in texts:
        start = time.perf_counter()
        link.request("GET", "/search?" + urllib.parse.urlencode({"q": text}), headers={"Cookie": cookie})
        page = link.getresponse().read()
        waits.append(1000 * (time.perf_counter() - start))
        found += b"/bodies/bench" in page
    return sorted(waits), found


def fill_sqlite(folder):
    with sqlite3.connect(folder / "search/lachan.sqlite") as db:
        lines = (line.rstrip("\n").split("\t") for line in (folder / "entries.tsv").open())
        db.executemany("INSERT INTO search_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ([None if value == "\\N" else value for value in line] for line in lines))
        db.executemany("INSERT OR IGNORE INTO search_forms VALUES (?, ?)", (line.rstrip("\n").split("\t") for line in (folder / "forms.tsv").open()))
        db.execute("INSERT INTO search_index (rowid, words) SELECT number, words FROM search_entries WHERE record_id LIKE 'bench%'")


def fill_postgres(cluster, folder):
    name = f"program{cluster.count}"
    cluster.psql(f"\\copy search_entries FROM '{folder}/entries.tsv'", name)
    cluster.psql("CREATE TABLE staged (form TEXT, word TEXT)", name)
    cluster.psql(f"\\copy staged FROM '{folder}/forms.tsv'", name)
    cluster.psql("INSERT INTO search_forms SELECT form, word FROM staged ON CONFLICT DO NOTHING", name)
    for text in ("DROP TABLE staged", "VACUUM ANALYZE"):
        cluster.psql(text, name)


def trigrams(cluster, sample, asked):
    """What pg_trgm does with the same questions on the same words: every word somewhere, or nearly."""
    name = f"program{cluster.count}"
    for text in ("CREATE EXTENSION pg_trgm", "CREATE INDEX by_trigram ON search_entries USING gin (words gin_trgm_ops)", "VACUUM ANALYZE search_entries"):
        cluster.psql(text, name)
    lines = ["\\timing on", "SET pg_trgm.word_similarity_threshold = 0.6;"]
    for text in questions(sample, asked // 10):
        wheres = " AND ".join(f"'{word}' <% words" for word in text.split())
        lines.append(f"SELECT count(*) FROM (SELECT 1 FROM search_entries WHERE {wheres} LIMIT 50) AS found;")
    said = subprocess.run(
        ["psql", "-X", "-q", "-At", "-h", cluster.folder, "-U", "lachan", "-d", name], input="\n".join(lines), check=True, capture_output=True, text=True).stdout
    waits = sorted(float(wait) for wait in re.findall(r"Time: ([\d.]+) ms", said)[1:])
    note("d", "pg_trgm alone on the same words, p99", waits[int(0.99 * len(waits))], "ms")
    note("d", "pg_trgm alone, median", statistics.median(waits), "ms")


# MARK: (e) start

def start(folder):
    data = folder / "national"
    subprocess.run([PROGRAM, "places", "import", "Places/places.csv", "Places/heirs.csv", "--data", data], check=True, cwd=ROOT, capture_output=True)
    rows = [line.split(",") for line in (ROOT / "Places/places.csv").read_text().splitlines()[1:]]
    province_of = {row[0]: row[0] if row[3] == "province" else row[4] for row in rows if row[3] != "commune"}
    lines = ["code,name,short_name,kind,level,province,place,border,parent,valid_from,valid_to,other_names,place_code"]
    for code, name, _, level, parent, since, until, *_ in rows:
        province = code if level == "province" else province_of[parent]
        lines.append(f"b.{code}.{since},Ủy ban nhân dân {name},UBND {name},peoplesCommittee,{level},{province},{name},,,{since},{until},,{code}")
    chart = folder / "national.csv"
    chart.write_text("\n".join(lines) + "\n")
    subprocess.run([PROGRAM, "bodies", "import", chart, "--data", data], check=True, cwd=ROOT, capture_output=True)
    times, sizes = [], []
    for _ in range(ROUNDS + 2):
        port = free_port()
        begun = time.perf_counter()
        process = subprocess.Popen([PROGRAM, "serve", "--data", str(data), "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not healthy(port):
            time.sleep(0.002)
        times.append(time.perf_counter() - begun)
        sizes.append(memory(process.pid))
        process.terminate()
        process.wait(timeout=20)
    note("e", f"start to first answer, {len(lines) - 1:,} bodies", statistics.median(times), "s", aim="0.3")
    note("e", "memory then", statistics.median(sizes), "MB", aim="150")


def healthy(port):
    try:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        link.request("GET", "/health")
        return link.getresponse().status == 200
    except OSError:
        return False


def ledger(folder):
    data, count = folder / "ledger", 1_000_000
    subprocess.run([PROGRAM, "migrate", "--data", data], check=True, cwd=ROOT, capture_output=True)
    path = data / "lachan.sqlite"
    ledger_peer.fill(path, count)

    def verified():
        begun = time.perf_counter()
        said = subprocess.run([PROGRAM, "ledger", "verify", "--data", data], capture_output=True, text=True, cwd=ROOT)
        if said.returncode or f"{count} entries" not in said.stdout:
            raise SystemExit(f"bench: the ledger was not verified:\n{said.stdout}{said.stderr}")
        return time.perf_counter() - begun

    ours = statistics.median(verified() for _ in range(ROUNDS))
    begun = time.perf_counter()
    if ledger_peer.check(path) != (True, count):
        raise SystemExit("bench: the peer does not find the ledger whole")
    theirs = time.perf_counter() - begun
    note("f", "ledger verified, 1,000,000 entries, whole process", count / ours, "entries/s", "Python", count / theirs, theirs / ours, aim="200,000")


PARTS = {"a": desk, "b": reading, "c": commits, "d": search, "e": start, "f": ledger}


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--only", default=",".join(PARTS), help="parts, such as a,c")
    chosen = words.parse_args().only.split(",")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lachan-bench."))
    try:
        for part in chosen:
            PARTS[part](folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\n{'':3} {'what':58} {'value':>10} {'unit':12} {'beside':18} {'':>10} {'ratio':>6} {'aim':>5}")
    for line in results:
        than = "" if line["than"] is None else f"{line['than']:,.4g}"
        ratio = "" if line["ratio"] is None else f"{line['ratio']:.2f}"
        print(f"({line['part']}) {line['what'][:58]:58} {line['value']:>10,.4g} {line['unit']:12} {line['beside'] or '':18} {than:>10} {ratio:>6} {line['aim']:>5}")
    if set(chosen) == set(PARTS):
        (ROOT / "bench/results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
