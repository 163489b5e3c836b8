"""Starts the program on a fresh demonstration and a real Chromium before it."""

import re

import pytest
from playwright.sync_api import sync_playwright
from server import PASSWORD, Program


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
