"""The proxy of `deploy/nginx` in front of the program: the real nginx with that file, but for its name, paths and ports."""

import http.client
import re
import socket
import ssl
import subprocess
import time

import pytest
from server import ROOT, Caller, Process, Program, free_port, listens, wait_until
from test_notices import give_back

# What nginx wants around the file. The old versions of TLS stand so in Debian's own nginx.conf: the file must win.
AROUND = """
daemon off;
master_process off;
pid nginx.pid;
error_log stderr info;
events { worker_connections 1000; }
http {
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    gzip on;
    access_log access.log;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    include lachan.conf;
}
"""
# OpenSSL's own floor is taken away, so that what is refused is refused by the file.
NO_FLOOR = "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = None\nCipherString = ALL:@SECLEVEL=0\n"


def certificate(folder):
    """A throw-away authority, and what it gives to localhost."""
    sign = lambda *words: subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2", *words], cwd=folder, check=True, capture_output=True)
    sign("-subj", "/CN=Of a test", "-keyout", "ca.key", "-out", "ca.crt")
    sign("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", "privkey.pem",
         "-out", "fullchain.pem", "-CA", "ca.crt", "-CAkey", "ca.key")


class Proxy:
    """One nginx, ended by the id that started it."""

    def __init__(self, folder, program):
        self.folder, self.plain, self.port = folder, free_port(), free_port()
        self.address = f"https://localhost:{self.port}"
        certificate(folder)
        text = re.sub(r"\n *listen \[::\].*", "", (ROOT / "deploy/nginx/lachan.conf").read_text())
        for old, new in [
            ("listen 80 ", f"listen 127.0.0.1:{self.plain} "), ("listen 443 ", f"listen 127.0.0.1:{self.port} "), ("127.0.0.1:8138", f"127.0.0.1:{program.port}"),
            ("/etc/letsencrypt/live/lachan.example.gov.vn", str(folder)), ("lachan.example.gov.vn", "localhost"), ("/var/log/nginx", str(folder)),
            ("/var/www/html", str(folder / "html")),
        ]:
            assert old in text, old
            text = text.replace(old, new)
        for name, content in [("lachan.conf", text), ("nginx.conf", AROUND), ("openssl.cnf", NO_FLOOR)]:
            (folder / name).write_text(content)
        self.process = Process(
            folder, lambda: listens(self.port), "/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr", OPENSSL_CONF=str(folder / "openssl.cnf"))

    def greet(self, version=None, ciphers=None):
        """Shakes hands, by one version and some suites of TLS 1.2 alone if wanted.
        Returns: the connection; its peer's reason where it refuses."""
        context = ssl.create_default_context(cafile=self.folder / "ca.crt")
        context.set_alpn_protocols(["h2", "http/1.1"])
        if version:
            # In this order: the default floor is above the ceiling that is asked for.
            context.minimum_version = version
            context.maximum_version = version
            context.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
        try:
            return context.wrap_socket(socket.create_connection(("localhost", self.port), timeout=10), server_hostname="localhost")
        except ssl.SSLError as refused:
            return refused.reason

    def say(self, sent):
        """What comes back for these bytes, up to the end of the connection."""
        context = ssl.create_default_context(cafile=self.folder / "ca.crt")
        with context.wrap_socket(socket.create_connection(("localhost", self.port), timeout=10), server_hostname="localhost") as line:
            line.sendall(sent)
            return b"".join(iter(lambda: line.recv(65_536), b""))

    def flood(self, path, headers):
        """Asks once with each header, without waiting for answers. Returns: each status, and all that came back."""
        asked = [f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n" for header in headers]
        told = self.say(("\r\n".join(asked) + "Connection: close\r\n\r\n").encode())
        return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d+) ", told)], told.decode()

    def plainly(self, method, path, body=None, **headers):
        """An answer to http."""
        line = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=10)
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return answer.status, answer.getheader("Location"), answer.read().decode()

    def logged(self):
        return (self.folder / "lachan.log").read_text()


def cookies(caller):
    return "; ".join(f"{one.name}={one.value}" for one in caller.jar)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proxy")
    program = Program(folder, "--demo", "--data", folder / "data", LACHAN_TLS="true", LACHAN_PROXY="true", LACHAN_METRICS_TOKEN="for-the-metrics")
    with pytest.MonkeyPatch.context() as patch:
        # Callers trust the authority of the test.
        patch.setenv("SSL_CERT_FILE", str(folder / "ca.crt"))
        proxy = None
        try:
            assert program.health()[0] == 200, program.log.read_text()
            proxy = Proxy(folder, program)
            proxy.program = program
            # Without these whoever writes to the disk what is sent, or answered, fails.
            (folder / "body").rmdir()
            (folder / "proxy").rmdir()
            yield proxy
        finally:
            if proxy:
                proxy.process.end()
            program.end()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_is_of_the_newer_versions_alone_by_recommended_suites_the_strongest_first(proxy):
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        assert proxy.greet(version) == "TLSV1_ALERT_PROTOCOL_VERSION"
    newest, older = proxy.greet(), proxy.greet(ssl.TLSVersion.TLSv1_2)
    assert newest.version() == "TLSv1.3" and newest.selected_alpn_protocol() == "h2"
    assert older.version() == "TLSv1.2" and not older.session.has_ticket
    suites = lambda names: proxy.greet(ssl.TLSVersion.TLSv1_2, names + ":@SECLEVEL=0")
    assert suites("ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384").cipher()[0] == "ECDHE-RSA-AES256-GCM-SHA384"
    for weak in ("AES256-GCM-SHA384", "ECDHE-RSA-AES256-SHA384", "ECDHE-RSA-AES128-SHA", "DHE-RSA-AES256-GCM-SHA384", "AES128-SHA"):
        assert suites(weak) == "SSLV3_ALERT_HANDSHAKE_FAILURE", weak


def test_of_http_only_pages_that_are_read_are_led_on_to_https(proxy):
    for path in ("/", "/sign-in?next=/desk", "/plans", "/apiary"):
        assert proxy.plainly("GET", path)[:2] == (301, "https://localhost" + path)
    assert proxy.plainly("GET", "/sign-in", Host="evil.example")[1] == "https://localhost/sign-in"
    for method, path in [
        ("GET", "/api/v1/plans"), ("GET", "//api/v1/plans"), ("GET", "/%61pi/v1/plans"), ("GET", "/calendar/geheim"), ("GET", "/invitations/geheim"), ("GET", "/metrics"),
        ("POST", "/session"), ("POST", "/api/v1/plans"), ("PUT", "/"), ("OPTIONS", "/"),
    ]:
        assert proxy.plainly(method, path, "a=b" if method == "POST" else None) == (403, None, "Chỉ qua https. / Only by https.\n"), path
    assert proxy.plainly("GET", "/plans", Authorization="Bearer geheim")[0] == 403
    (proxy.folder / "html/.well-known/acme-challenge").mkdir(parents=True)
    (proxy.folder / "html/.well-known/acme-challenge/name").write_text("ours")
    assert proxy.plainly("GET", "/.well-known/acme-challenge/name") == (200, None, "ours")


def test_one_signs_in_with_a_cookie_of_this_host_and_browsers_keep_to_tls(proxy):
    officer = Caller(proxy.address)
    status, headers, _ = officer.sign_in("tuphap.hn")
    assert status == 303 and headers["Location"] == "/"
    assert re.fullmatch(r"__Host-lachan=[\w-]{43}; .*", headers["Set-Cookie"]) and {"Secure", "HttpOnly"} <= set(headers["Set-Cookie"].split("; "))
    assert officer.ask("/desk")[0] == 200
    # Once, be it the program's or the proxy's own answer.
    for told in (proxy.say(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), proxy.say(b"GET /metrics HTTP/1.0\r\n\r\n")):
        for header in (b"Strict-Transport-Security: max-age=31536000; includeSubDomains", b"X-Content-Type-Options: nosniff"):
            assert told.count(header) == 1
        assert re.findall(rb"Server: (.*)\r\n", told) == [b"nginx"]


def test_the_address_of_a_visitor_cannot_be_written_by_the_visitor(proxy):
    """The program holds back an address that tried too often; who makes up others stays the same one."""
    tries = []
    for number in range(6):
        guest = Caller(proxy.address)
        guest.opener.addheaders = [("X-Forwarded-For", f"192.0.2.{number}")]
        tries.append(guest.sign_in("toaan.hn", "wrong-" * 3)[0])
    assert tries == [401] * 5 + [429]


def test_a_notice_comes_through_as_soon_as_it_is_there(proxy):
    officer = Caller(proxy.address)
    officer.sign_in("tuphap.hn")
    # As browsers do, by HTTP/2.
    stream = subprocess.Popen(
        ["curl", "-sN", "--http2", "--max-time", "30", "--cacert", proxy.folder / "ca.crt", "-H", "Accept: text/event-stream", "-b", cookies(officer), proxy.address + "/notices/stream"],
        stdout=subprocess.PIPE, text=True)
    try:
        # Ends with the stream, after half a minute at most.
        events = (int(line.removeprefix("data: ")) for line in stream.stdout if line.startswith("data: "))
        before = next(events)
        give_back(proxy)
        began = time.monotonic()
        assert next(events) == before + 1 and time.monotonic() - began < 10
    finally:
        stream.kill()
        stream.wait()


POST = b"POST /session HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize("sent", [
    POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", POST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", POST + b"Content-Length: -1\r\n\r\n",
], ids=range(4))
def test_a_message_with_two_ends_is_refused(proxy, sent):
    told = proxy.say(sent + b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 400 ") and told.count(b"HTTP/1.1 ") == 1


def test_forms_with_files_go_through_and_larger_ones_are_refused(proxy):
    officer = Caller(proxy.address)
    officer.sign_in("tuphap.hn")
    page = re.search(r"href=[\"'](/assignments/[^\"'?#]+)", officer.ask("/desk")[2])[1]
    content = "Số liệu;12\r\n".encode() * 600_000
    assert officer.send_file(page, page + "/progress", "so-lieu.csv", content, text="Kèm bảng")[0] == 303
    assert officer.ask(re.search(r"/files/[^'\"]+", officer.ask(page)[2])[0])[2].encode() == content
    told = proxy.say(b"POST /plans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12000000\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 413 ") and "tối đa 11 MB".encode() in told


def test_how_it_runs_is_not_told_to_the_outside_nor_another_name_answered(proxy):
    guest = Caller(proxy.address)
    guest.opener.addheaders = [("Authorization", "Bearer for-the-metrics")]
    assert guest.at(proxy.program.address).ask("/metrics")[0] == 200
    for path in ("/metrics", "/metrics/", "//metrics", "/%6detrics", "/./metrics", "/health", "/health/"):
        status, _, words = guest.ask(path)
        assert status == 403 and words == "Không vào được từ đây. / Not open from here.\n", path
    assert guest.ask("/health/live")[0] == 200
    assert proxy.say(b"GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 421 ")


def test_who_asks_too_much_must_wait_and_others_are_let_in(proxy):
    greedy, officer = Caller(proxy.address), Caller(proxy.address)
    assert greedy.sign_in("congan.hn")[0] == officer.sign_in("tuphap.hn")[0] == 303
    status, told = proxy.flood("/health/live", ["Cookie: " + cookies(greedy)] * 200)
    assert len(status) == 200 and set(status) == {200, 429} and status[:90] == [200] * 90
    assert told.count("\r\nRetry-After: 5\r\n") == told.count("Quá nhiều yêu cầu cùng lúc; hãy đợi ít giây rồi thử lại. / Too many") == status.count(429)
    assert officer.ask("/desk")[0] == 200 and Caller(proxy.address).ask("/sign-in")[0] == 200
    # A token is a visitor of its own, and is told so as the API tells.
    status, told = proxy.flood("/api/v1/plans", ["Authorization: Bearer " + "x" * 43] * 200)
    assert set(status) == {401, 429} and told.count('"vietnamese":"Quá nhiều') == status.count(429)
    assert Caller(proxy.address).ask("/sign-in")[0] == 200
    # Who makes up a session for each request comes up against what the address has.
    status, _ = proxy.flood("/metrics", [f"Cookie: __Host-lachan={number:043}" for number in range(900)])
    assert set(status) == {403, 429} and status[:100] == [403] * 100
    # As long as it was told to wait.
    time.sleep(5)
    assert greedy.ask("/desk")[0] == 200


def test_the_log_keeps_no_secret(proxy):
    """Not of what the program answers, nor of what the proxy does, nor when the program is away."""
    secret, number = "Geheim" + "a" * 37, "018f3c2e-0500-7000-801d-b04d3b4b3b53"
    guest, paths = Caller(proxy.address), ("/calendar/", "//calendar/", "/%63alendar/", "/invitations/", "/plans?q=", "/sign-in/provider/return?code=", "/metrics?", "/")
    guest.opener.addheaders = [("Authorization", "Bearer " + secret), ("Cookie", "__Host-lachan=" + secret), ("Referer", proxy.address + "/invitations/" + secret)]
    ask = lambda: [guest.ask(path + secret)[0] for path in paths] + [guest.ask("/crime-reports/" + number)[0]]
    ask()
    for path in paths:
        proxy.plainly("GET", path + secret)
    proxy.say(b"GET /calendar/" + secret.encode() + b" HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
    assert 429 in proxy.flood("/calendar/" + secret, ["Cookie: __Host-lachan=" + secret] * 200)[0]
    assert proxy.program.end() == 0
    assert wait_until(lambda: guest.ask("/calendar/" + secret)[0] == 502, 15)
    ask()
    lines = proxy.logged().splitlines()
    assert [line for line in lines if " GET /calendar 404 " in line] and [line for line in lines if " GET /calendar 502 " in line]
    assert re.fullmatch(r"\S+T\S+ 127\.0\.0\.1 https GET /calendar 404 \d+ [\d.]+ 404 \w+", next(line for line in lines if " https GET /calendar 404 " in line))
    kept = "".join(file.read_text() for file in proxy.folder.iterdir() if file.suffix in (".log", ".txt"))
    assert not [word for word in (secret, secret[:12], number, "for-the-metrics", "next=", "%3D") if word in kept]
