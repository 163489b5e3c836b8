"""Starts the program on a fresh demonstration and a real Chromium before it; at the end searches the logs of all programs."""

import os
import re
import urllib.parse

import pytest
from logs import found
from playwright.sync_api import sync_playwright
from server import LOGS, PASSWORD, SECRETS, Program, keep_secrets

# As an office logs, unless a test says otherwise: a line a request.
os.environ.setdefault("LACHAN_LOG_JSON", "true")
looked_through = []


@pytest.fixture(scope="session", autouse=True)
def logs_without_personal_data():
    """Begun first and so ended last, when every program has written its last line."""
    yield
    told, count = found(LOGS, SECRETS)
    looked_through.append(f"{len(LOGS)} logs of {count} lines were searched for people and {len(SECRETS)} secrets: {len(told)} found")
    assert not told, "personal data or a secret in a log\n" + "\n".join(told[:20])


def pytest_terminal_summary(terminalreporter):
    for line in looked_through:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    """The program on a demonstration that the tests share."""
    data = tmp_path_factory.mktemp("data")
    program = Program(data, "--demo", "--data", data)
    program.data = data
    assert program.health()[0] == 200, program.log.read_text()
    yield program
    assert program.end() == 0, "SIGTERM must end the program cleanly"


@pytest.fixture(scope="session")
def address(program):
    return program.address


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


class Visitor:
    """One person at one browser; collects what the console complains about."""

    def __init__(self, browser, address, width=1280, script=True):
        self.address = address
        self.context = browser.new_context(locale="vi-VN", viewport={"width": width, "height": 900}, java_script_enabled=script)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("request", lambda r: None if r.url.startswith((address, "data:")) else self.complaints.append("asked " + r.url))
        self.page.on("request", self.keep_secrets)

    def keep_secrets(self, request):
        form = (request.post_data_buffer or b"")[:10_000].decode(errors="replace")
        keep_secrets(f"{request.url} {form}", dict(urllib.parse.parse_qsl(form)))

    def go(self, path):
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, name, password=PASSWORD):
        page = self.go("/sign-in")
        page.get_by_label(re.compile("Tên đăng nhập|Sign-in name")).fill(name)
        page.get_by_label(re.compile("Mật khẩu|Password")).fill(password)
        page.get_by_role("button", name=re.compile("^(Vào|Enter)$")).click()
        way = page.url
        # The demonstration tells the code, since nobody has the telephone.
        if "/second-factor" in way:
            page.locator("#code").fill(re.search(r"(?:là|now) (\d{6})", page.locator("main").inner_text()).group(1))
            page.get_by_role("button", name=re.compile("^(Vào|Enter)$")).click()
        return way

    def heading(self):
        return self.page.locator("h1").inner_text()

    def close(self):
        keep_secrets(" ".join(cookie["value"] for cookie in self.context.cookies()))
        self.context.close()


# Cookies of people who have shown a second factor, by address of the program and name.
address_sessions = {}


@pytest.fixture
def visitor(chromium, address):
    made, sessions = [], address_sessions.setdefault(address, {})

    def make(name=None, **options):
        one = Visitor(chromium, address, **options)
        made.append(one)
        if name in sessions:
            one.context.add_cookies(sessions[name])
        elif name:
            # A code of a second factor is taken once, so whoever shows one keeps the session.
            if "/second-factor" in one.sign_in(name):
                sessions[name] = one.context.cookies()
        return one

    yield make
    for one in made:
        one.close()
        assert not one.complaints, one.complaints
