"""Signing in through a provider (OpenID Connect): django-oauth-toolkit as a real one, and a crooked one whose tokens are each wrong in one thing.

Both are processes of their own, this file run as `python test_provider.py real` or `crooked` with what they need in `PROVIDER`. What must work is shown with
the real one; the crooked one also makes sound tokens, so that what is refused was refused for its one fault.
"""

import base64
import contextlib
import hashlib
import hmac
import html
import http.server
import json
import os
import pathlib
import re
import secrets
import subprocess
import sys
import threading
import time
import unittest.mock
import urllib.error
import urllib.parse
import urllib.request

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from server import PROGRAM, ROOT, Caller, Process, Program, free_port, listens, wait_until

CLIENT = "la-chan"
# What a Basic header must write otherwise: RFC 6749, 2.3.1.
SECRET = "a secret+long/100%:end"
PROVIDER_PASSWORD = "mat-khau-o-noi-cap"
# People at the real provider, and their subjects there.
SUBJECTS = {"an": "470011", "binh": "470012", "chi": "470013", "dung": "470014", "giang": "47001"}
OTHER_HOSTS = ["https://other.example/desk", "//other.example/desk", "/\\other.example", "\\\\other.example", "javascript:alert(1)", "/\t/other.example"]


# The real provider.


def serve_real(folder, port, keys, client, secret, way_back):
    """django-oauth-toolkit on SQLite, with people who have passwords; the first key signs, the others are only shown."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    first, *others = (pathlib.Path(key).read_text() for key in keys)
    login = "<form method='post'>{% csrf_token %}{{ form }}<button>Enter</button></form>"
    loaders = [("django.template.loaders.locmem.Loader", {"registration/login.html": login}), "django.template.loaders.app_directories.Loader"]
    settings.configure(
        SECRET_KEY="of-a-test", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="__main__", USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider"],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
                    "django.contrib.auth.middleware.AuthenticationMiddleware"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/provider.sqlite", "OPTIONS": {"timeout": 20}}},
        # Quick on purpose: what is tested is not how this provider keeps passwords.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
            "loaders": loaders, "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]}}],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True, "OIDC_RSA_PRIVATE_KEY": first, "OIDC_RSA_PRIVATE_KEYS_INACTIVE": others, "SCOPES": {"openid": "Who you are"},
            "PKCE_REQUIRED": True, "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True, "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
            "OIDC_TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED": ["client_secret_basic"]})
    django.setup()
    from django.contrib.auth.models import User
    from django.urls import include, path
    from oauth2_provider.models import Application

    globals()["urlpatterns"] = [path("accounts/", include("django.contrib.auth.urls")), path("o/", include("oauth2_provider.urls"))]
    call_command("migrate", verbosity=0)
    for name, subject in SUBJECTS.items():
        if not User.objects.filter(username=name).exists():
            User.objects.create_user(name, password=PROVIDER_PASSWORD, id=int(subject))
    if not Application.objects.filter(client_id=client).exists():
        Application.objects.create(
            name="Lá Chắn", client_id=client, client_secret=secret, redirect_uris=way_back, client_type=Application.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE, algorithm=Application.RS256_ALGORITHM)
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)


class RealProvider:
    """The real provider and its keys; it can be ended, and started again with other keys on the same port."""

    def __init__(self, folder, site):
        self.folder, self.port, self.way_back, self.keys = folder, free_port(), site + "/sign-in/provider/return", []
        self.address = f"http://127.0.0.1:{self.port}"
        # With a path, as many have; the crooked one has none.
        self.issuer = self.address + "/o"
        self.new_key()
        self.start()

    def new_key(self, old=0):
        """Signs with a new key from the next start on; so many `old` ones stay on show."""
        file = self.folder / f"key-{secrets.token_hex(4)}.pem"
        key = rsa.generate_private_key(65537, 2048)
        file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        self.keys = [file, *self.keys[:old]]

    def start(self):
        needed = {
            "folder": str(self.folder), "port": self.port, "keys": [str(key) for key in self.keys], "client": CLIENT, "secret": SECRET,
            "way_back": self.way_back}
        self.process = Process(self.folder, lambda: listens(self.port), sys.executable, __file__, "real", PROVIDER=json.dumps(needed))

    def end(self):
        self.process.end()

    def again(self):
        self.end()
        self.start()

    def ask(self, address, fields=None, headers={}):
        """Status and what a JSON answer says."""
        request = urllib.request.Request(address, urllib.parse.urlencode(fields).encode() if fields is not None else None, headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as reply:
                return reply.status, json.load(reply)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def discovery(self):
        return self.ask(self.issuer + "/.well-known/openid-configuration")[1]


class AtProvider(Caller):
    """One person's browser at the real provider."""

    def __init__(self, provider, name):
        super().__init__(provider.address)
        self.name = name

    def follow(self, address):
        return self.call(urllib.request.Request(urllib.parse.urljoin(self.address, address)))

    def post(self, address, page, **more):
        """Sends a page's form with its hidden fields."""
        hidden = {}
        for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page):
            value = re.search(r'value="([^"]*)"', tag)
            hidden[re.search(r'name="([^"]*)"', tag)[1]] = html.unescape(value[1]) if value else ""
        fields = urllib.parse.urlencode({**hidden, **more}).encode()
        return self.call(urllib.request.Request(urllib.parse.urljoin(self.address, address), fields))

    def agree(self, address, **answer):
        """Signs in unless that was done, and allows what is asked.
        - Returns: where the provider sends them back to."""
        status, headers, page = self.follow(address)
        if status == 302 and "/accounts/login" in headers["Location"]:
            door = headers["Location"]
            status, headers, _ = self.post(door, self.follow(door)[2], username=self.name, password=PROVIDER_PASSWORD)
            assert status == 302, "the provider knows this password"
            status, headers, page = self.follow(headers["Location"])
        assert status == 200 and "authorizationForm" in page, (status, page)
        status, headers, page = self.post(address, page, **(answer or {"allow": "Authorize"}))
        assert status == 302, (status, page)
        return headers["Location"]

    def refuse(self, address):
        return self.agree(address, cancel="Cancel")


# The crooked provider.


def encoded(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=").decode()


def public_bytes(key, form=serialization.Encoding.PEM):
    return key.public_key().public_bytes(form, serialization.PublicFormat.SubjectPublicKeyInfo)


class Key:
    """A key with its name in the key set."""

    def __init__(self, algorithm, name=None):
        self.algorithm, self.name = algorithm, name or f"{algorithm}-{secrets.token_hex(4)}"
        self.key = rsa.generate_private_key(65537, 2048) if algorithm == "RS256" else ec.generate_private_key(ec.SECP256R1()) if algorithm == "ES256" \
            else ed25519.Ed25519PrivateKey.generate()

    def shown(self):
        """The public half as a JSON Web Key."""
        known = {"kid": self.name, "use": "sig", "alg": self.algorithm}
        if self.algorithm == "RS256":
            numbers = self.key.public_key().public_numbers()
            return known | {"kty": "RSA", "n": encoded(numbers.n.to_bytes(256, "big")), "e": encoded(numbers.e.to_bytes(3, "big"))}
        if self.algorithm == "ES256":
            numbers = self.key.public_key().public_numbers()
            return known | {"kty": "EC", "crv": "P-256", "x": encoded(numbers.x.to_bytes(32, "big")), "y": encoded(numbers.y.to_bytes(32, "big"))}
        raw = self.key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return known | {"kty": "OKP", "crv": "Ed25519", "x": encoded(raw)}

    def signature(self, text):
        if self.algorithm == "RS256":
            return self.key.sign(text, padding.PKCS1v15(), hashes.SHA256())
        if self.algorithm == "ES256":
            return b"".join(number.to_bytes(32, "big") for number in utils.decode_dss_signature(self.key.sign(text, ec.ECDSA(hashes.SHA256()))))
        return self.key.sign(text)

    def token(self, claims, sign=None, **head):
        """A token signed by this key, or in another way by `sign`; `head` is said beside the algorithm and the key's name, or in their place."""
        head = {"alg": self.algorithm, "kid": self.name, "typ": "JWT"} | head
        text = f"{encoded({name: value for name, value in head.items() if value is not None})}.{encoded(claims)}"
        return f"{text}.{encoded((sign or self.signature)(text.encode()))}"


class Keys:
    """What the crooked provider signs with, or only seems to."""

    def __init__(self):
        self.rsa, self.curve, self.edwards, self.removed = Key("RS256"), Key("ES256"), Key("EdDSA"), None
        self.stranger = Key("RS256", "nobody-knows-it")

    def rotate(self):
        self.rsa, self.removed = Key("RS256"), self.rsa

    def shown(self):
        # A program must pass over keys of a kind that it does not know.
        unknown = {"kty": "from-tomorrow", "kid": "tomorrow", "alg": "QS512"}
        return {"keys": [unknown, self.edwards.shown(), *(key.shown() for key in (self.rsa, self.curve))]}


def with_secret(secret):
    return lambda text: hmac.digest(secret, text, "sha256")


def changed(token):
    head, claims, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(claims + "=="))
    return f"{head}.{encoded(said | {'exp': said['exp'] + 1})}.{signature}"


SOUND = {
    "RS256": lambda keys, claims: keys.rsa.token(claims),
    "ES256": lambda keys, claims: keys.curve.token(claims),
    "audience in a list": lambda keys, claims: keys.rsa.token(claims | {"aud": [CLIENT]}),
}


def without(claims, name):
    return {said: value for said, value in claims.items() if said != name}


UNSOUND = {
    "another nonce": lambda keys, claims: keys.rsa.token(claims | {"nonce": secrets.token_urlsafe(16)}),
    "no nonce": lambda keys, claims: keys.rsa.token(without(claims, "nonce")),
    "another audience": lambda keys, claims: keys.rsa.token(claims | {"aud": "another-client"}),
    "a list without us": lambda keys, claims: keys.rsa.token(claims | {"aud": ["another-client", CLIENT + "-2"]}),
    "no audience": lambda keys, claims: keys.rsa.token(without(claims, "aud")),
    "another issuer": lambda keys, claims: keys.rsa.token(claims | {"iss": "https://other.example"}),
    "an issuer that begins alike": lambda keys, claims: keys.rsa.token(claims | {"iss": claims["iss"] + "/realm"}),
    "no issuer": lambda keys, claims: keys.rsa.token(without(claims, "iss")),
    "expired": lambda keys, claims: keys.rsa.token(claims | {"exp": claims["iat"] - 3600, "iat": claims["iat"] - 7200}),
    "no expiry": lambda keys, claims: keys.rsa.token(without(claims, "exp")),
    "no subject": lambda keys, claims: keys.rsa.token(without(claims, "sub")),
    # Most accounts are tied to nobody.
    "an empty subject": lambda keys, claims: keys.rsa.token(claims | {"sub": ""}),
    "a blank subject": lambda keys, claims: keys.rsa.token(claims | {"sub": " "}),
    "signed by another under a known name": lambda keys, claims: keys.stranger.token(claims, kid=keys.rsa.name),
    "signed by another under no name": lambda keys, claims: keys.stranger.token(claims, kid=None),
    "signed by an unknown key": lambda keys, claims: keys.stranger.token(claims),
    "signed by a key that it brings along": lambda keys, claims: keys.stranger.token(claims, jwk=keys.stranger.shown()),
    "not signed": lambda keys, claims: keys.rsa.token(claims, lambda _: b"", alg="none"),
    "not signed, written otherwise": lambda keys, claims: keys.rsa.token(claims, lambda _: b"", alg="nOnE"),
    "not signed and no key named": lambda keys, claims: keys.rsa.token(claims, lambda _: b"", alg="none", kid=None),
    "an empty signature": lambda keys, claims: keys.rsa.token(claims, lambda _: b""),
    "the public key as a secret": lambda keys, claims: keys.rsa.token(claims, with_secret(public_bytes(keys.rsa.key)), alg="HS256"),
    "the public key's bytes as a secret": lambda keys, claims: keys.rsa.token(
        claims, with_secret(public_bytes(keys.rsa.key, serialization.Encoding.DER)), alg="HS256"),
    "the client's secret as the key": lambda keys, claims: keys.rsa.token(claims, with_secret(SECRET.encode()), alg="HS256", kid=None),
    "signed in a way that was not agreed": lambda keys, claims: keys.edwards.token(claims),
    "an RSA signature called ES256": lambda keys, claims: keys.rsa.token(claims, alg="ES256"),
    "an RSA key called by a curve's signature": lambda keys, claims: keys.curve.token(claims, kid=keys.rsa.name),
    "a curve's signature of zeros": lambda keys, claims: keys.curve.token(claims, lambda _: bytes(64)),
    "a curve's signature cut short": lambda keys, claims: keys.curve.token(claims, lambda text: keys.curve.signature(text)[:63]),
    "changed after it was signed": lambda keys, claims: changed(keys.rsa.token(claims)),
    "a critical word that nobody knows": lambda keys, claims: keys.rsa.token(claims, crit=["from-tomorrow"], **{"from-tomorrow": True}),
    "two parts": lambda keys, claims: keys.rsa.token(claims).rpartition(".")[0],
    "no token": lambda keys, claims: "",
    "not a token": lambda keys, claims: "a.b.c",
}
# Faults of the provider rather than of a token.
BROKEN = ["an error", "not JSON", "no id_token", "a way to elsewhere"]
# Seconds for which it may say nothing at all; the program gives up before.
SILENCE = 40


class Crooked(http.server.BaseHTTPRequestHandler):
    """Lets everybody in at once; the address says as whom (`subject`) and with what `token`."""

    protocol_version = "HTTP/1.1"
    keys, codes, counts, lock = None, {}, {}, threading.Lock()

    def log_message(self, *_):
        pass

    def do_GET(self):
        path, _, query = self.path.partition("?")
        self.count(path)
        if path == "/.well-known/openid-configuration":
            return self.answer(200, {
                "issuer": self.issuer, "authorization_endpoint": self.issuer + "/in?of=here", "token_endpoint": self.issuer + "/token",
                "jwks_uri": self.issuer + "/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                # It would take all of them; the program must not.
                "id_token_signing_alg_values_supported": ["none", "HS256", "EdDSA", "ES256", "RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"]})
        # Says that it is another than the one that was asked.
        if path == "/other/.well-known/openid-configuration":
            self.path = "/.well-known/openid-configuration"
            return self.do_GET()
        if path == "/keys":
            return self.answer(200, self.keys.shown())
        if path == "/in":
            asked = dict(urllib.parse.parse_qsl(query))
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked
            to = asked["redirect_uri"] + "?" + urllib.parse.urlencode({"code": code, "state": asked["state"]})
            return self.answer(302, {}, Location=to)
        if path == "/rotate":
            self.keys.rotate()
        return self.answer(200, self.counts)

    def do_POST(self):
        self.count(self.path)
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        # A code is good again and again here, so that the program itself must see to it that a way is gone once.
        asked = self.codes.get(form.get("code"))
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET) or "Authorization" in self.headers:
            return self.answer(401, {"error": "invalid_client"})
        if not asked or encoded(hashlib.sha256(form.get("code_verifier", "").encode()).digest()) != asked["code_challenge"] \
                or form.get("redirect_uri") != asked["redirect_uri"] or form.get("grant_type") != "authorization_code":
            return self.answer(400, {"error": "invalid_grant"})
        kind, now = asked["token"], int(time.time())
        claims = {"iss": self.issuer, "sub": asked["subject"], "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": asked["nonce"]}
        if kind == "silence":
            time.sleep(SILENCE)
        if kind == "an error":
            return self.answer(500, {"error": "server_error"})
        if kind == "not JSON":
            return self.answer(200, "<!DOCTYPE html><p>Come later")
        if kind == "no id_token":
            return self.answer(200, {"access_token": "x", "token_type": "Bearer"})
        if kind == "a way to elsewhere":
            return self.answer(307, {}, Location=self.issuer + "/elsewhere")
        make = (SOUND | UNSOUND | {"silence": SOUND["RS256"], "signed by a removed key": lambda keys, claims: keys.removed.token(claims)})[kind]
        return self.answer(200, {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": make(self.keys, claims)})

    def count(self, path):
        with self.lock:
            self.counts[path] = self.counts.get(path, 0) + 1

    def answer(self, status, said, **headers):
        body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(body), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)


def serve_crooked(port):
    Crooked.issuer, Crooked.keys = f"http://127.0.0.1:{port}", Keys()
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Crooked).serve_forever()


# The program between them.


class Site:
    """A program that takes people from a provider, and its administrator."""

    def __init__(self, folder, port, issuer, *words, **settings):
        # The way back from the provider leads to the program's own address, so it is known before the program starts.
        self.address = f"http://127.0.0.1:{port}"
        settings = {
            "LACHAN_OIDC_ISSUER": issuer, "LACHAN_OIDC_CLIENT": CLIENT, "LACHAN_OIDC_SECRET": SECRET, "LACHAN_PUBLIC_URL": self.address, **settings}
        with unittest.mock.patch("server.free_port", lambda: port):
            self.program = Program(folder, *words, "--data", folder / "data", **settings)
        assert self.program.health()[0] == 200, self.program.log.read_text()
        self.administrator, self.accounts = None, {}

    def start_administration(self):
        self.administrator = Caller(self.address)
        status, headers, _ = self.administrator.sign_in("quantri")
        assert status == 303
        if "/second-factor" in headers["Location"]:
            assert show_second_factor(self.administrator, headers["Location"])[0] == 303
        listed = self.administrator.ask("/accounts")[2]
        self.accounts = {name: path for path, name in re.findall(r'<a href=["\'](/accounts/[^"\']+)["\']>([^<]+)</a>', listed)}
        assert "tuphap.hn" in self.accounts

    def act(self, name, what, **fields):
        if not self.administrator:
            self.start_administration()
        path = self.accounts[name]
        return self.administrator.send(path, f"{path}/{what}", **fields)

    def tie(self, name, subject):
        status, headers, page = self.act(name, "subject", subject=subject)
        assert status == 303, (status, page)

    def end(self):
        return self.program.end()


def show_second_factor(caller, address):
    """Gives the code that the demonstration tells, since nobody has the telephone."""
    page = caller.ask(address)[2]
    field = re.search(r"name=['\"]next['\"] value=['\"]([^'\"]*)['\"]", page)
    return caller.send(address, "/second-factor", code=re.search(r"(?:là|now) (\d{6})", page)[1], next=html.unescape(field[1]) if field else "")


def set_out(caller, next="/desk"):
    """Where the program sends a visitor who wants to come in through the provider."""
    status, headers, page = begin(caller, next)
    assert status == 200, (status, page)
    address = headers["Refresh"].removeprefix("0;url=")
    assert address == html.unescape(re.search(r"class='btn btn-primary' href='([^']+)'", page)[1]), "the link leads where the page goes by itself"
    return address


def begin(caller, next="/desk"):
    """Presses the button on the way in."""
    return caller.send("/sign-in", "/sign-in/provider", next=next)


def asked(address):
    """The parameters of an address, each of them once."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in query.values()), address
    return {name: value for name, (value,) in query.items()}


def changed_query(address, **parameters):
    """An address with other parameters; `None` leaves one out."""
    query = {name: value for name, value in (asked(address) | parameters).items() if value is not None}
    return urllib.parse.urlsplit(address)._replace(query=urllib.parse.urlencode(query)).geturl()


def come_back(caller, address):
    assert address.startswith(caller.address + "/sign-in/provider/return?"), address
    return caller.ask(address.removeprefix(caller.address))


def is_in(caller):
    return caller.ask("/account")[0] == 200


def copy(caller):
    """Somebody who has got hold of the cookies as they are now."""
    other = Caller(caller.address)
    for cookie in caller.jar:
        other.jar.set_cookie(cookie)
    return other


def cookie(caller, name="lachan"):
    return next((cookie.value for cookie in caller.jar if cookie.name == name), None)


def assert_refused(caller, answer, status=401):
    assert answer[0] == status, answer
    assert "<!DOCTYPE html>" in answer[2] or "<html" in answer[2], "a page, not a bare word"
    assert not is_in(caller) and caller.ask("/second-factor")[0] == 303, "neither in nor half in"


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The program beside the real provider; An is tied to the officer of the department of justice."""
    folder, port = tmp_path_factory.mktemp("real"), free_port()
    provider = RealProvider(folder, f"http://127.0.0.1:{port}")
    site = None
    try:
        site = Site(folder, port, provider.issuer, "--demo", LACHAN_LOG_JSON="true")
        site.provider = provider
        site.tie("tuphap.hn", SUBJECTS["an"])
        yield site
        assert site.end() == 0
    finally:
        provider.end()
        if site and site.program.process.poll() is None:
            site.end()


@pytest.fixture(scope="module")
def crooked(tmp_path_factory):
    """The program beside the crooked provider."""
    folder, port, own = tmp_path_factory.mktemp("crooked"), free_port(), free_port()
    process = Process(folder, lambda: listens(own), sys.executable, __file__, "crooked", PROVIDER=json.dumps({"port": own}))
    site = None
    try:
        site = Site(folder, port, f"http://127.0.0.1:{own}", "--demo")
        site.issuer = f"http://127.0.0.1:{own}"
        site.tie("tuphap.hn", "an")
        yield site
        assert site.end() == 0
    finally:
        process.end()
        if site and site.program.process.poll() is None:
            site.end()


def through(site, name, next="/desk"):
    """Comes in through the real provider as one of its people.
    - Returns: the visitor, and what the program answered."""
    caller = Caller(site.address)
    return caller, come_back(caller, AtProvider(site.provider, name).agree(set_out(caller, next)))


def way_with_token(caller, kind):
    """Where the crooked provider sends a visitor back to, for a token of a kind."""
    address = changed_query(set_out(caller), token=kind, subject="an")
    return Caller(caller.address).call(urllib.request.Request(address))[1]["Location"]


def with_token(site, kind):
    """Comes in through the crooked provider with a token of a kind.
    - Returns: the visitor, and what the program answered."""
    caller = Caller(site.address)
    return caller, come_back(caller, way_with_token(caller, kind))


def counts(site):
    with urllib.request.urlopen(site.issuer + "/counts", timeout=20) as reply:
        return json.load(reply)


# The way in.


def test_the_way_in_leads_to_the_provider_where_there_is_one(real, address):
    page = Caller(real.address).ask("/sign-in?next=%2Fbodies%3Fa%3Db%26c%3Dd")[2]
    form = re.search(r"<form[^>]*action='/sign-in/provider'>.*?</form>", page, re.S)[0]
    assert html.unescape(re.search(r"name='next' value='([^']*)'", form)[1]) == "/bodies?a=b&c=d"
    assert Caller(real.address).ask("/sign-in/provider?next=%2Fdesk")[0] in (404, 405), "a link elsewhere begins nothing"
    caller = Caller(real.address)
    caller.ask("/sign-in")
    assert caller.call(urllib.request.Request(real.address + "/sign-in/provider", b"next=%2Fdesk"))[0] == 403, "nor does a form elsewhere"
    without = Caller(address)
    assert "/sign-in/provider" not in without.ask("/sign-in")[2]
    assert begin(without)[0] == 404 and without.ask("/sign-in/provider/return?code=a&state=b")[0] == 404


def test_the_provider_is_asked_for_a_code_and_for_no_more(real):
    caller = Caller(real.address)
    addresses = [set_out(caller), set_out(caller), set_out(Caller(real.address))]
    for address in addresses:
        assert address.startswith(real.provider.discovery()["authorization_endpoint"] + "?")
        query = asked(address)
        assert {name: query[name] for name in ["response_type", "scope", "client_id", "redirect_uri", "code_challenge_method"]} == {
            "response_type": "code", "scope": "openid", "client_id": CLIENT, "redirect_uri": real.provider.way_back, "code_challenge_method": "S256"}
        assert re.fullmatch(r"[A-Za-z0-9_-]{43}", query["code_challenge"])
        assert len(query["state"]) >= 22 and len(query["nonce"]) >= 22
        assert urllib.parse.quote(SECRET) not in address and "code_verifier" not in query
    for name in ["state", "nonce", "code_challenge"]:
        values = {asked(address)[name] for address in addresses}
        assert len(values) == 3, f"{name} is another each time"
    assert len({value for address in addresses for value in (asked(address)[name] for name in ["state", "nonce", "code_challenge"])}) == 9


def test_somebody_who_is_tied_comes_in_with_a_new_cookie_and_goes_on_to_where_they_wanted(real):
    caller = Caller(real.address)
    caller.ask("/sign-in")
    before = cookie(caller)
    address = AtProvider(real.provider, "an").agree(set_out(caller, "/bodies?a=b&c=d"))
    early = copy(caller)
    assert not is_in(caller)
    status, headers, _ = come_back(caller, address)
    assert (status, headers["Location"]) == (303, "/bodies?a=b&c=d")
    assert cookie(caller) not in (None, before) and is_in(caller) and not is_in(early), "another cookie, so that one seen before opens nothing"
    assert caller.ask("/desk")[0] == 200 and "tuphap.hn" in caller.ask("/account")[2]
    for kept in caller.jar:
        # A browser that comes from another site sends no Strict cookie.
        assert kept.has_nonstandard_attr("HttpOnly") and kept.get_nonstandard_attr("SameSite", "").lower() == "lax", kept
    assert caller.send("/desk", "/session/closure")[0] == 303 and not is_in(caller)


def test_a_browser_goes_the_whole_way(real, chromium):
    with contextlib.closing(chromium.new_context(locale="vi-VN")) as context:
        page = context.new_page()
        page.goto(real.address + "/desk")
        page.locator("form[action='/sign-in/provider'] button").click()
        page.locator("[name=username]").fill("an")
        page.locator("[name=password]").fill(PROVIDER_PASSWORD)
        page.get_by_role("button", name="Enter").click()
        page.locator("[name=allow]").click()
        page.wait_for_url(real.address + "/desk")
        page.locator("h1").wait_for()


@pytest.mark.parametrize("next", OTHER_HOSTS)
def test_nobody_is_sent_to_another_host(real, next):
    caller, (status, headers, _) = through(real, "an", next)
    assert status == 303 and is_in(caller)
    arrived = urllib.parse.urljoin(real.address, headers["Location"].replace("\\", "/"))
    assert arrived.startswith(real.address + "/") and "other.example" not in arrived, headers["Location"]


def test_where_to_go_on_to_cannot_be_changed_on_the_way(real):
    caller = Caller(real.address)
    address = AtProvider(real.provider, "an").agree(set_out(caller, "/bodies"))
    status, headers, _ = come_back(caller, changed_query(address, next="//other.example/"))
    assert (status, headers["Location"]) == (303, "/bodies")


# Whose way it is.


def test_the_way_of_another_visitor_leads_nobody_in(real):
    one, other, third = (Caller(real.address) for _ in range(3))
    address = AtProvider(real.provider, "an").agree(set_out(one))
    set_out(other)
    assert_refused(other, come_back(other, address))
    assert_refused(third, come_back(third, address))


def test_a_way_that_was_gone_once_cannot_be_gone_again(real):
    caller = Caller(real.address)
    address = AtProvider(real.provider, "an").agree(set_out(caller))
    early = copy(caller)
    assert come_back(caller, address)[0] == 303
    assert_refused(early, come_back(early, address))
    again = copy(caller)
    assert come_back(again, address)[0] == 401


def test_a_used_code_and_a_code_of_another_are_refused_under_a_state_of_ones_own(real):
    one, other = Caller(real.address), Caller(real.address)
    first = AtProvider(real.provider, "an").agree(set_out(one))
    # Not used yet, but asked for with another visitor's challenge.
    own = asked(set_out(other))["state"]
    assert_refused(other, come_back(other, changed_query(first, state=own)))
    second = AtProvider(real.provider, "an").agree(set_out(one))
    assert come_back(one, second)[0] == 303
    own = asked(set_out(other))["state"]
    assert_refused(other, come_back(other, changed_query(second, state=own)))


@pytest.mark.parametrize("wrong", [{"state": "x" * 43}, {"state": ""}, {"state": None}, {"code": "x" * 30}, {"code": ""}, {"code": None}],
                         ids=["another state", "an empty state", "no state", "another code", "an empty code", "no code"])
def test_a_return_that_lacks_something_is_refused(real, wrong):
    caller = Caller(real.address)
    address = AtProvider(real.provider, "an").agree(set_out(caller))
    answer = come_back(caller, changed_query(address, **wrong))
    assert_refused(caller, answer, status=answer[0] if answer[0] == 400 else 401)


def test_the_provider_demands_the_proof_that_the_program_gives(real):
    """What is green above means something: without the verifier of the challenge this provider gives no token."""
    said = real.provider.discovery()
    verifier = secrets.token_urlsafe(48)
    challenge = encoded(hashlib.sha256(verifier.encode()).digest())
    query = {"response_type": "code", "scope": "openid", "client_id": CLIENT, "redirect_uri": real.provider.way_back, "state": "s" * 22, "nonce": "n" * 22}
    person, door = AtProvider(real.provider, "chi"), said["authorization_endpoint"] + "?"
    basic = base64.b64encode(f"{urllib.parse.quote(CLIENT, '')}:{urllib.parse.quote(SECRET, '')}".encode()).decode()

    def exchange(headers={"Authorization": "Basic " + basic}, **proof):
        to = said["authorization_endpoint"] + "?" + urllib.parse.urlencode(query | {"code_challenge": challenge, "code_challenge_method": "S256"})
        code = asked(person.agree(to))["code"]
        fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": real.provider.way_back, **proof}
        first = real.provider.ask(said["token_endpoint"], fields, headers)
        return first, real.provider.ask(said["token_endpoint"], fields, headers)

    (status, answer), second = exchange(code_verifier=verifier)
    assert status == 200 and answer["id_token"].count(".") == 2
    assert second[0] == 400, "a code is good once"
    for proof in [{}, {"code_verifier": ""}, {"code_verifier": secrets.token_urlsafe(48)}, {"code_verifier": challenge}]:
        (status, answer), _ = exchange(**proof)
        assert status == 400 and "id_token" not in answer, (proof, answer)
    (status, answer), _ = exchange({"Authorization": "Basic " + base64.b64encode(f"{CLIENT}:wrong".encode()).decode()}, code_verifier=verifier)
    assert status == 401 and "id_token" not in answer
    status, headers, _ = person.follow(door + urllib.parse.urlencode(query))
    assert status == 302 and asked(headers["Location"])["error"] == "invalid_request", "no challenge, no code"
    plain = person.agree(door + urllib.parse.urlencode(query | {"code_challenge": verifier, "code_challenge_method": "plain"}))
    assert asked(plain)["error"] == "invalid_request", "nor for a challenge that hides nothing"


# Who is let in.


def test_a_subject_that_nobody_is_tied_to_is_refused(real):
    for name in ["chi", "giang"]:
        assert_refused(*through(real, name))


def test_whoever_refuses_at_the_provider_is_not_let_in(real):
    caller = Caller(real.address)
    address = AtProvider(real.provider, "an").refuse(set_out(caller))
    assert asked(address)["error"] == "access_denied"
    early = copy(caller)
    assert_refused(caller, come_back(caller, address))
    answer = come_back(early, changed_query(address, state="x" * 43, error_description="<script>alert(1)</script>"))
    assert_refused(early, answer)
    assert "<script>alert" not in answer[2]
    assert through(real, "an")[1][0] == 303, "and may think better of it"


def test_a_second_factor_of_the_account_is_still_asked_for(real):
    real.tie("dieutra.hn", SUBJECTS["binh"])
    caller, (status, headers, _) = through(real, "binh", "/crime-reports")
    way = urllib.parse.urlsplit(headers["Location"])
    assert status == 303 and way.path == "/second-factor" and asked(headers["Location"]) == {"next": "/crime-reports"}
    assert not is_in(caller) and caller.ask("/crime-reports")[0] == 303
    half = cookie(caller)
    status, headers, _ = show_second_factor(caller, headers["Location"])
    assert (status, headers["Location"]) == (303, "/crime-reports")
    assert is_in(caller) and cookie(caller) != half
    assert caller.ask("/crime-reports")[0] == 403, "who was tied by an administrator opens nothing before a second person agrees"
    auditor = Caller(real.address).enter("kiemtoan")
    for consent in re.findall(r"action='(/grants/[^/]+/consent)'", auditor.ask("/grants")[2]):
        assert auditor.send("/grants", consent)[0] == 303
    assert caller.ask("/crime-reports")[0] == 200


def test_an_account_that_was_closed_is_refused(real):
    real.tie("toaan.hn", SUBJECTS["dung"])
    caller, (status, _, _) = through(real, "dung")
    assert status == 303 and is_in(caller)
    assert real.act("toaan.hn", "closure", reason="nghỉ việc")[0] == 303
    assert not is_in(caller)
    assert_refused(*through(real, "dung"))


def test_an_account_is_tied_and_untied_by_an_administrator_alone(real):
    subject = SUBJECTS["giang"]
    officer, _ = through(real, "an")
    path = real.accounts["bao.hn"] + "/subject"
    assert officer.send("/desk", path, subject=subject)[0] in (403, 404)
    assert Caller(real.address).ask(path, {"subject": subject})[0] in (303, 401, 403)
    assert real.administrator.ask(path, {"subject": subject})[0] in (400, 403), "not without the token of a form"
    assert_refused(*through(real, "giang"))
    real.tie("bao.hn", subject)
    assert subject in real.administrator.ask(real.accounts["bao.hn"])[2]
    caller, (status, _, _) = through(real, "giang")
    assert status == 303 and "bao.hn" in caller.ask("/account")[2]
    real.tie("bao.hn", "")
    assert_refused(*through(real, "giang"))


def test_nobody_is_tied_to_a_subject_of_another(real):
    status, _, page = real.act("thidua.hn", "subject", subject=SUBJECTS["an"])
    assert status in (409, 422), (status, page)
    caller, (status, _, _) = through(real, "an")
    assert status == 303 and "tuphap.hn" in caller.ask("/account")[2]


# Keys that change, and a provider that is away.


def test_keys_may_change_while_the_program_serves(real):
    assert through(real, "an")[1][0] == 303
    for old in (1, 0):
        real.provider.new_key(old)
        real.provider.again()
        # A new name of a key makes the program look again, but not at once if it has just looked.
        assert wait_until(lambda: through(real, "an")[1][0] == 303, 30), "signed by a new key"


def test_a_provider_that_is_away_is_told_and_found_again(real):
    caller = Caller(real.address)
    address = AtProvider(real.provider, "an").agree(set_out(caller))
    real.provider.end()
    try:
        assert_refused(caller, come_back(caller, address), status=503)
        status, _, page = begin(caller)
        assert status in (200, 503), "it may remember where the provider was"
        assert real.program.health()[0] == 200
        other = Caller(real.address)
        assert other.sign_in("phunu.hn")[0] == 303 and is_in(other), "passwords open as before"
    finally:
        real.provider.start()
    assert wait_until(lambda: begin(Caller(real.address))[0] == 200, 30)
    assert through(real, "an")[1][0] == 303


@pytest.mark.parametrize("fault", ["away", "another than it says"])
def test_a_program_starts_beside_a_provider_that_will_not_do_and_sends_nobody_there(tmp_path, crooked, fault):
    issuer = f"http://127.0.0.1:{free_port()}" if fault == "away" else crooked.issuer + "/other"
    site = Site(tmp_path, free_port(), issuer)
    try:
        status, headers, page = begin(Caller(site.address))
        assert status in (502, 503) and "Refresh" not in headers and "<html" in page
        assert Caller(site.address).ask("/sign-in")[0] == 200
    finally:
        assert site.end() == 0


@pytest.mark.parametrize(
    "issuer", ["http://provider.example", "http://127.0.0.1.provider.example", "http://127.0.0.1@provider.example", "ftp://127.0.0.1", "nonsense"])
def test_a_provider_is_not_spoken_to_in_the_clear_but_on_this_machine(tmp_path, issuer):
    settings = {"LACHAN_OIDC_ISSUER": issuer, "LACHAN_OIDC_CLIENT": CLIENT, "LACHAN_OIDC_SECRET": SECRET, "LACHAN_PUBLIC_URL": "https://lachan.example.vn"}
    told = subprocess.run(
        [PROGRAM, "serve", "--port", str(free_port()), "--data", tmp_path / "data"], capture_output=True, text=True, timeout=30, cwd=ROOT,
        env={**os.environ, **settings})
    assert told.returncode in (1, 2) and "LACHAN_OIDC_ISSUER" in told.stderr and SECRET not in told.stderr


# Tokens that will not do.


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_token_of_the_crooked_provider_is_taken(crooked, kind):
    caller, (status, headers, _) = with_token(crooked, kind)
    assert (status, headers.get("Location")) == (303, "/desk") and is_in(caller)


@pytest.mark.parametrize("kind", UNSOUND)
def test_a_token_with_a_fault_is_refused(crooked, kind):
    assert_refused(*with_token(crooked, kind))


@pytest.mark.parametrize("kind", BROKEN)
def test_a_provider_that_answers_nonsense_lets_nobody_in(crooked, kind):
    caller, answer = with_token(crooked, kind)
    assert answer[0] in (401, 502, 503)
    assert_refused(caller, answer, status=answer[0])
    assert "/elsewhere" not in counts(crooked), "code and secret go where they were to go"


def test_a_provider_that_says_nothing_is_given_up(crooked):
    start = time.monotonic()
    assert_refused(*with_token(crooked, "silence"), status=503)
    assert time.monotonic() - start < SILENCE - 5


def test_a_way_cannot_be_gone_again_even_where_the_provider_takes_a_code_twice(crooked):
    caller = Caller(crooked.address)
    caller.ask("/sign-in")
    address = way_with_token(caller, "RS256")
    early = copy(caller)
    assert come_back(caller, address)[0] == 303
    assert_refused(early, come_back(early, address))


def test_names_of_keys_that_nobody_knows_do_not_make_the_program_ask_again_and_again(crooked):
    assert with_token(crooked, "RS256")[1][0] == 303
    before, start = counts(crooked)["/keys"], time.monotonic()
    for _ in range(6):
        assert with_token(crooked, "signed by an unknown key")[1][0] == 401
    more = counts(crooked)["/keys"] - before
    assert more <= 1 + (time.monotonic() - start) / 8, more
    assert with_token(crooked, "RS256")[1][0] == 303


def test_a_key_that_was_removed_opens_nothing_any_more(crooked):
    assert with_token(crooked, "RS256")[1][0] == 303
    with urllib.request.urlopen(crooked.issuer + "/rotate", timeout=20):
        pass
    assert wait_until(lambda: with_token(crooked, "RS256")[1][0] == 303, 30), "signed by the new key"
    assert_refused(*with_token(crooked, "signed by a removed key"))


def test_the_log_tells_no_code_and_no_secret(real):
    caller = Caller(real.address)
    address = AtProvider(real.provider, "an").agree(set_out(caller))
    begun = asked(address)
    assert come_back(caller, address)[0] == 303
    log = real.program.log.read_text()
    for word in [begun["code"], begun["state"], SECRET, urllib.parse.quote(SECRET), SUBJECTS["an"], cookie(caller)]:
        assert word not in log


if __name__ == "__main__":
    {"real": serve_real, "crooked": serve_crooked}[sys.argv[1]](**json.loads(os.environ["PROVIDER"]))
