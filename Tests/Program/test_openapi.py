"""Every address attacked by its description, `docs/openapi.yaml`, as those who may enter it; then what a description cannot say. No fault, no hang, no address of a stranger.

`EXAMPLES=60` draws so many good and bad requests for each address, sends every boundary case, and does it on both engines; the usual run takes some of each on SQLite.
"""

import contextlib
import dataclasses
import functools
import html.parser
import os
import re
import socket
import threading
import time

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance, not_a_server_error, response_headers_conformance, response_schema_conformance, status_code_conformance)
from server import ROOT, Caller, Cluster, Program

EXAMPLES = int(os.environ.get("EXAMPLES", "3"))
# Boundary cases of one address: all of them in a long run.
BOUNDARIES = 10 if EXAMPLES < 50 else 10_000
# Pages of one kind that are looked at for records and forms.
PAGES = 2 if EXAMPLES < 50 else 10
SECONDS = 20
METRICS = "for-the-metrics"

SCHEMA = schemathesis.openapi.from_path(ROOT / "docs/openapi.yaml")
SCHEMA.config.generation.update(with_security_parameters=False)
# A stream of events has no end to wait for.
OPERATIONS = {
    one.label: one for one in (result.ok() for result in SCHEMA.get_all_operations()) if "text/event-stream" not in str(one.definition.raw["responses"])
}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance]

# Who attacks the addresses of each room, where no page of anybody leads to them.
CAST = {
    "programme": "thuongtruc.hn", "desk": "tuphap.hn", "review": "thuongtruc.tn", "organisation": "quantri", "crime reports": "trucban.hn",
    "oversight": "quantri", "administration": "quantri", "own account": "tuphap.hn",
}
# Sees what others of the cast do not: reports to decide.
MORE = ["dieutra.hn"]
# Ends sessions, and so is nobody of the cast.
LEAVING = "toaan.hn"
ENDING = ["POST /session/closure", "POST /accounts/sessions/closure", "POST /accounts/{id}/sessions/closure"]
# Gave the password and still owes the second factor.
HALF = "kiemsat.hn"
# These take a paragraph or a plan from those who review it, or move the day and the bodies of all, so they come last.
LAST = [
    "POST /duties/{id}/drop", "POST /plans/{id}/withdrawal", "POST /plans/{id}/restoration", "POST /plans/{id}/issue", "POST /demonstration-day",
    "POST /reorganisations/{id}/execution", "POST /reorganisations/{id}/undoing",
]
LABELS = [label for label in OPERATIONS if label not in LAST] + LAST


@dataclasses.dataclass
class Target:
    """An address as a page leads to it: a link, or a form with what stands in it."""

    name: str
    path: str
    page: str = ""
    hidden: dict = dataclasses.field(default_factory=dict)
    typed: dict = dataclasses.field(default_factory=dict)


class Leads(html.parser.HTMLParser):
    """The links and forms of a page, as targets."""

    def __init__(self, name, page, text):
        super().__init__()
        self.name, self.page, self.links, self.forms, self.form, self.chosen, self.written = name, page, [], [], None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and attributes.get("href", "").startswith("/"):
            self.links.append(attributes["href"].split("#")[0])
        elif tag == "form" and attributes.get("method") == "post":
            self.form = Target(self.name, attributes["action"], self.page)
            self.forms.append(self.form)
        elif tag in ("input", "textarea", "select") and self.form and attributes.get("name"):
            fields = self.form.hidden if attributes.get("type") == "hidden" else self.form.typed
            fields.setdefault(attributes["name"], []).append(attributes.get("value") or "")
            self.chosen, self.written = (fields[attributes["name"]] if tag == kind else None for kind in ("select", "textarea"))
        elif tag == "option" and self.chosen and not self.chosen[-1]:
            self.chosen[-1] = attributes.get("value", "")

    def handle_data(self, data):
        if self.written:
            self.written[-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.written = None
        elif tag == "form":
            self.form = None


def pattern(path):
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path) + "$")


# Addresses without an id first: /plans/new is no plan.
PATTERNS = {path: pattern(path) for path in sorted({label.split()[1] for label in OPERATIONS}, key=lambda path: path.count("{"))}


def template(path):
    """The address of the description that a real one belongs to; `None` for none."""
    return next((known for known, fits in PATTERNS.items() if fits.match(path.split("?")[0])), None)


class Attack:
    """Who attacks, and where pages lead them."""

    def __init__(self, program, slow):
        self.program, self.slow, self.session, self.targets, self.count = program, slow, requests.Session(), {}, 0
        self.sent, self.reached = set(), set()
        self.cast = {name: Caller(program.address).enter(name) for name in dict.fromkeys([*CAST.values(), *MORE])}
        self.cast |= {"nobody": Caller(program.address), LEAVING: Caller(program.address).enter(LEAVING), HALF: Caller(program.address)}
        self.cast[HALF].sign_in(HALF)
        self.tokens = {name: self.form_token(name) for name in self.cast}
        self.bearers = [self.bearer("thuongtruc.hn", "programme"), self.bearer("thuongtruc.tn", "programme"), self.bearer("thuongtruc.hn", "figures"), "none"]
        for name in self.cast:
            if name != LEAVING:
                self.explore(name)
        self.invite()
        self.give_file()

    def form_token(self, name):
        page = self.cast[name].ask({"nobody": "/sign-in", HALF: "/second-factor"}.get(name, "/account"))[2]
        return re.search(r"name='form_token' value='([^']+)'", page)[1]

    def bearer(self, name, scope):
        page = self.cast[name].send("/account", "/account/tokens", tokenName=scope, scope=scope, days="1")[2]
        return re.search(r"[\w-]{43}(?![\w-])", re.sub(r"value='[^']*'|<[^>]*>", "", page))[0]

    def invite(self):
        """Makes an invitation; only its address leads to its pages."""
        form = self.targets["POST /accounts/{id}/invitation"][0]
        path = re.search(r"/invitations/[\w-]+", self.cast[form.name].send(form.page, form.path)[2])[0]
        for method in ("GET", "POST"):
            self.targets[method + " /invitations/{token}"] = [Target("nobody", path)]

    def give_file(self):
        """Gives a file with an answer; nobody gave one before."""
        name = CAST["desk"]
        path = re.search(r"href='(/assignments/[^'#]+)#answer'", self.cast[name].ask("/desk")[2])[1]
        requests.post(self.program.address + path + "/progress", {"form_token": self.tokens[name], "text": "a"}, files={"file": ("a.txt", b"a")},
                      cookies=self.cookies(name), timeout=SECONDS, allow_redirects=False)
        file = re.search(r"/files/[\w-]+", self.cast[name].ask(path)[2])[0]
        self.targets["GET /files/{id}"] = [Target(name, file)]

    def come_back(self):
        """Signs in again who has lost their session."""
        if self.cast[LEAVING].ask("/account")[0] != 200:
            # Thousands of wrong sign-ins of this attack shut its own address out.
            self.cast[LEAVING] = Caller(self.program.address, source="127.0.0.2").enter(LEAVING)
            self.tokens[LEAVING] = self.form_token(LEAVING)

    def explore(self, name):
        """Goes from page to page, some of each kind, and keeps where they lead."""
        waiting, seen, counts = ["/", *(path for path in PATTERNS if "{" not in path)], set(), {}
        while waiting:
            path = waiting.pop(0).split("?")[0]
            kind = template(path)
            if path in seen or not kind or kind.startswith("/dev/") or f"GET {kind}" not in OPERATIONS or counts.get(kind, 0) >= PAGES:
                continue
            seen.add(path)
            status, headers, text = self.cast[name].ask(path)
            assert status < 500, (name, path, status)
            counts[kind] = counts.get(kind, 0) + (status == 200)
            if status == 303:
                waiting.append(headers["Location"])
            if status == 200:
                waiting += self.keep(name, path, kind, text)

    def keep(self, name, path, kind, text):
        self.targets.setdefault("GET " + kind, []).append(Target(name, path))
        leads = Leads(name, path, text)
        # Nobody of the cast is closed, nor loses a role.
        if not (kind == "/accounts/{id}" and any(other in text for other in [*self.cast, LEAVING])):
            for form in leads.forms:
                if re.fullmatch("/account/sessions/.+/closure", form.path):
                    continue
                self.targets.setdefault(f"POST {template(form.path)}", []).append(form)
        return leads.links

    def run(self, label):
        """Sends every case of the address.
        - Returns: what is wrong, with a line that does it again."""
        operation, wrong = OPERATIONS[label], []
        for case in cases(operation):
            self.count += 1
            if label in ENDING:
                self.come_back()
            name = self.aim(case, label)
            try:
                answer = case.call(self.program.address, session=self.session, timeout=SECONDS, allow_redirects=False, headers=self.heading(case, label))
            except requests.RequestException as error:
                wrong.append(f"{label} as {name}: {error!r}\n{case.as_curl_command()[:2000]}")
                assert self.program.process.poll() is None, "the program has ended: " + wrong[-1]
                continue
            self.sent.add(label)
            if answer.status_code < 400:
                self.reached.add(label)
            try:
                case.validate_response(answer, checks=CHECKS if case.method == operation.method.upper() else [not_a_server_error])
            except schemathesis.core.failures.FailureGroup as failures:
                wrong.append(f"{label} as {name}: {failures}")
            self.session.cookies.clear()
        return wrong

    def heading(self, case, label):
        """The token of an API's address: of several accounts by turns, and of nobody."""
        tokens = self.bearers if "/api/" in label else [METRICS, "none"] if "/metrics" in label else []
        return {"Authorization": "Bearer " + tokens[self.count % len(tokens)]} if tokens else {}

    def aim(self, case, label):
        """Makes a request of what was drawn: three of four go at a record that is there, from the form of its page, the fourth goes as it was drawn.
        - Returns: who sends it."""
        turn, targets = self.count % 4, self.led(label)
        target = targets[self.count // 4 % len(targets)] if targets and turn < 3 else None
        name = target.name if target else self.attacker(label)
        case.cookies = self.cookies(name)
        if target and case.path_parameters:
            case.path_parameters = PATTERNS[case.path].match(target.path).groupdict()
        if isinstance(case.body, dict):
            hidden = self.hidden(target) if target else {}
            drawn = dict(case.body)
            if target and turn == 0 and drawn:
                chosen = list(drawn)[self.count // 4 % len(drawn)]
                drawn = {**target.typed, chosen: drawn[chosen]}
            case.body = {**drawn, **hidden, "form_token": self.tokens[name]}
        return name

    def led(self, label):
        """Where pages lead for this address; else records of its kind that somebody sees."""
        if label in ENDING:
            return [Target(LEAVING, label.split()[1], "/account")]
        path = label.split()[1]
        record = re.match(r"(?:/api/v1)?(/[a-z-]+/\{id\})", path)
        seen = self.targets.get("GET " + record[1], []) if record else []
        own = [one for one in seen if one.name == self.attacker(label)]
        return self.targets.get(label) or [Target(one.name, path.replace(record[1], one.path)) for one in own or seen]

    def attacker(self, label):
        return LEAVING if label in ENDING else CAST.get(OPERATIONS[label].tags[0], "nobody")

    def cookies(self, name):
        return {cookie.name: cookie.value for cookie in self.cast[name].jar if cookie.name == "lachan"}

    def hidden(self, target):
        """What the form hides, such as the version of its record, as its page says it now."""
        status, _, text = self.cast[target.name].ask(target.page) if target.page else (0, {}, "")
        found = [form for form in Leads(target.name, target.page, text).forms if form.path == target.path] if status == 200 else []
        return {name: values[0] if len(values) == 1 else values for name, values in (found[0] if found else target).hidden.items()}


def cases(operation):
    """Boundary cases of the description, evenly chosen, and such as are drawn at random, always the same ones."""
    configuration = SCHEMA.config.generation_for(operation=operation)
    edges = list(SCHEMA.iter_coverage_cases(operation, generation_modes=list(GenerationMode), generation_config=configuration))
    drawn = edges[::max(1, -(-len(edges) // BOUNDARIES))]
    for mode in GenerationMode:
        if EXAMPLES:
            draw(operation.as_strategy(generation_mode=mode), drawn)
    return drawn


def draw(strategy, drawn):
    """Appends examples of the strategy; they are sent later, since Hypothesis wants each to do the same whenever it is tried."""

    @settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(strategy)
    def keep(case):
        drawn.append(case)

    # Of an address without fields there is nothing wrong to draw.
    with contextlib.suppress(Unsatisfiable):
        keep()


def spoken(program, sent):
    """What the program says to these bytes until it ends the connection."""
    with socket.create_connection(("127.0.0.1", program.port), timeout=SECONDS) as line:
        line.sendall(sent)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def asking(path, *more, host="127.0.0.1"):
    """A request for the path as it stands, unlike those of libraries, which mend it."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close", *more, "", ""]
    return "\r\n".join(lines).encode("latin-1")


class Slow(threading.Thread):
    """Sends a piece every second; `seconds` tells after how many the program ended the connection, `None` that it did not."""

    PATIENCE = 70

    def __init__(self, program, head, piece):
        super().__init__(daemon=True)
        self.line, self.piece, self.seconds = socket.create_connection(("127.0.0.1", program.port), timeout=1), piece, None
        self.line.sendall(head)
        self.start()

    def run(self):
        start = time.monotonic()
        while time.monotonic() - start < self.PATIENCE and self.seconds is None:
            time.sleep(1)
            if self.is_ended():
                self.seconds = time.monotonic() - start
        self.line.close()

    def is_ended(self):
        try:
            self.line.sendall(self.piece)
            return not self.line.recv(65_536)
        except TimeoutError:
            return False
        except OSError:
            return True


POST = b"POST /session HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SLOW = {
    "nothing at all": (b"", b""),
    "a header that never ends": (b"GET /sign-in HTTP/1.1\r\nHost: x\r\nX-A: ", b"a"),
    "headers without an end": (b"GET /sign-in HTTP/1.1\r\nHost: x\r\n", b"X-A: a\r\n"),
    "a body that stops": (POST + b"Content-Length: 8000\r\n\r\na", b""),
    "an answered request and no other": (b"GET /sign-in HTTP/1.1\r\nHost: x\r\n\r\n", b""),
}
# The idle limit counts from the last piece of a body; these are ended by how long the whole request may take.
TRICKLING = {
    "a body byte by byte": (POST + b"Content-Length: 8000\r\n\r\n", b"a"),
    "chunks without an end": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "a body that nobody reads": (b"GET /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 8000\r\n\r\n", b"a"),
}


def cluster_until(stack):
    """A PostgreSQL server that ends with the stack."""
    cluster = Cluster()
    stack.callback(cluster.end)
    return cluster


@pytest.fixture(scope="module", params=["sqlite"] if EXAMPLES < 50 else ["sqlite", "postgres"])
def attack(request, tmp_path_factory):
    data = tmp_path_factory.mktemp("attacked")
    with contextlib.ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("LACHAN_METRICS_TOKEN", METRICS)
        cluster = cluster_until(stack) if request.param == "postgres" else None
        program = Program(data, "--demo", *(["--database", cluster.database()] if cluster else ["--data", data]))
        slow = {}
        try:
            made = Attack(program, slow)
            slow |= {name: Slow(program, *parts) for name, parts in {**SLOW, **TRICKLING}.items()}
            yield made
        finally:
            for one in slow.values():
                one.line.close()
            ended = program.end()
        assert ended == 0, program.log.read_text()[-2000:]


def test_the_description_names_every_form_that_a_page_shows(attack):
    assert set(attack.targets) <= set(OPERATIONS)


def test_a_form_without_the_token_of_its_visitor_is_refused(attack):
    """None, nonsense, and the valid one of somebody else, at every form."""
    taken = []
    for label in (label for label in OPERATIONS if label.startswith("POST")):
        target = next(iter(attack.led(label)), Target(attack.attacker(label), label.split()[1].replace("{id}", "0")))
        for token in ("", "x" * 86, attack.tokens[HALF if target.name == "nobody" else "nobody"]):
            status = attack.cast[target.name].ask(target.path, {"form_token": token})[0]
            # Of an issued plan there is nothing to issue: it leads to its board, whatever was sent.
            if status != 403 and (label, status) != ("POST /plans/{id}/issue", 303):
                taken.append((label, target.name, token[:4], status))
    assert not taken


@pytest.mark.parametrize("sent", [
    b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    b"GET /assets/the\x00me.css HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /bodies/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /plans HTTP/1.1\r\nHost: x\r\nCookie: lachan=a\x00b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 1_000_000 + b"\r\n\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    POST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    POST + b"Content-Length: -1\r\n\r\n",
    POST + b"Content-Length: 99999999999999999999\r\n\r\n",
], ids=range(11))
def test_what_is_no_request_is_refused_and_the_connection_ended(attack, sent):
    assert spoken(attack.program, sent).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("path", [
    "/assets/../../../etc/passwd", "/assets/..%2f..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..\\..\\etc\\passwd",
    "/assets/..%255c..%255cetc%255cpasswd", "/assets/%c0%ae%c0%ae%c0%afetc%c0%afpasswd", "/assets/theme.css%00.png", "/assets//etc/passwd",
    "/dev/pages/..%2f..%2fen.yaml", "/plans/%", "/plans/%zz", "/plans/%ff?on=%ff", "/files/..%2f..%2fmaster.key", "/accounts;/new", "/%2e/accounts", "*",
])
def test_a_path_leads_nowhere_but_to_an_address(attack, path):
    told = spoken(attack.program, asking(path))
    assert told[9:12] in (b"303", b"404") and b"root:" not in told


STRANGER = "evil.example"


@pytest.mark.parametrize("sent", [
    asking("/", host=STRANGER), asking("/sign-in", host=STRANGER), asking("/plans", host=STRANGER + "/\\<script>"), asking("/none", host=STRANGER),
    asking("/plans", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Original-URL: //evil.example", "Referer: http://evil.example/"),
    asking("http://evil.example/plans"), b"GET / HTTP/1.1\r\nHost: a\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    asking("//evil.example/plans"),
    asking("/\\evil.example"),
], ids=range(9))
def test_a_stranger_s_address_is_repeated_nowhere(attack, sent):
    told = spoken(attack.program, sent)
    assert told[9:12] in (b"200", b"303", b"404") and STRANGER.encode() not in told


def test_an_address_to_go_on_to_starts_no_header(attack):
    told = spoken(attack.program, asking("/plans?a=%0d%0aX-Evil:%201"))
    assert b"\r\nX-Evil" not in told and told[9:12] == b"303"


@pytest.mark.parametrize("charset", ["", "; charset=utf-16", "; charset=none"])
@pytest.mark.parametrize("typed", [
    "Sở".encode("utf-16"), "Sở".encode("utf-16-be"), "é".encode("latin-1"), b"\xc0\xae", b"\xed\xa0\x80", b"a\x00b", b"%00", b"%ed%a0%80", b"%",
], ids=repr)
def test_text_in_another_encoding_is_only_text(attack, typed, charset):
    """The form comes back with what was typed, since the days are missing."""
    data = b"form_token=" + attack.tokens["tuphap.hn"].encode() + b"&scope=figures&tokenName=" + typed
    answer = requests.post(attack.program.address + "/account/tokens", data, cookies=attack.cookies("tuphap.hn"), timeout=SECONDS,
                           headers={"Content-Type": "application/x-www-form-urlencoded" + charset})
    assert answer.status_code == 422
    answer.content.decode()


def test_of_a_field_that_is_sent_twice_the_first_counts(attack):
    caller, name = attack.cast["quantri"], attack.tokens["quantri"]
    for fields, status in [
        ([("form_token", name), ("form_token", "x")], 303), ([("form_token", "x"), ("form_token", name)], 403), ([("form_token", name)] * 401, 422),
    ]:
        assert caller.ask("/notices/reading", fields)[0] == status
    assert caller.ask("/bodies?on=2024-06-16&on=x&lang=vi&lang=xx&q=a&q[]=b")[0] == 200


MEGABYTES = b"a" * (10 * 1024 * 1024)
URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
FIELD = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'


@pytest.mark.parametrize("path, kind, data, status", [
    ("/account/tokens", URLENCODED, MEGABYTES, 413), ("/account/tokens", "application/json", MEGABYTES, 415), ("/none", URLENCODED, MEGABYTES, 404),
    ("/account/tokens", MULTIPART, FIELD % (b"a", MEGABYTES) + b"--b--", 422), ("/account/tokens", MULTIPART, MEGABYTES * 2, 413),
    ("/account/tokens", MULTIPART, FIELD % (b"a", b"") * 401 + b"--b--", 422), ("/session", URLENCODED, MEGABYTES, 413), ("/session", MULTIPART, MEGABYTES, 415),
    ("/account/tokens", URLENCODED, b"a&" * 500_000, 422), ("/plans", MULTIPART, MEGABYTES, 403),
], ids=range(10))
def test_ten_megabytes_are_refused_at_once(attack, path, kind, data, status):
    answer = requests.post(attack.program.address + path, data, headers={"Content-Type": kind}, cookies=attack.cookies("tuphap.hn"), timeout=SECONDS)
    assert answer.status_code == status


def test_ten_megabytes_in_chunks_are_refused_too(attack):
    answer = requests.post(attack.program.address + "/account/tokens", (b"a" * 65_536 for _ in range(160)), headers={"Content-Type": URLENCODED},
                           cookies=attack.cookies("tuphap.hn"), timeout=SECONDS)
    assert answer.status_code == 413


def test_big_forms_keep_nobody_waiting(attack):
    data = FIELD % (b"a", b"\r" * len(MEGABYTES)) + b"--b--"
    send = functools.partial(requests.post, attack.program.address + "/account/tokens", data, headers={"Content-Type": MULTIPART}, cookies=attack.cookies("tuphap.hn"))
    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    time.sleep(1)
    began = time.monotonic()
    assert attack.program.health()[0] == 200 and time.monotonic() - began < 5


def test_silent_connections_keep_nobody_out(attack):
    lines = [socket.create_connection(("127.0.0.1", attack.program.port)) for _ in range(300)]
    began = time.monotonic()
    assert attack.program.health()[0] == 200 and time.monotonic() - began < 5
    for line in lines:
        line.close()


def test_a_slow_sender_does_not_keep_the_program_from_ending(tmp_path):
    program = Program(tmp_path, "--data", tmp_path)
    Slow(program, *TRICKLING["a body byte by byte"])
    try:
        assert program.end() == 0
    finally:
        program.process.kill()


@pytest.mark.parametrize("label", LABELS)
def test_no_address_answers_with_a_fault(attack, label):
    wrong = attack.run(label)
    assert not wrong, f"{len(wrong)} cases\n" + "\n\n".join(wrong[:5])


def test_the_attack_got_inside(attack):
    """Whoever attacked is still signed in, and most addresses did what they are for."""
    assert [name for name in {*CAST.values(), *MORE} if attack.cast[name].ask("/account")[0] != 200] == []
    assert len(attack.reached) >= 0.7 * len(attack.sent), attack.sent - attack.reached


@pytest.mark.parametrize("name", [*SLOW, *TRICKLING])
def test_a_slow_sender_is_sent_away(attack, name):
    """They began before everything else was sent, which came through meanwhile."""
    attack.slow[name].join()
    assert attack.slow[name].seconds
