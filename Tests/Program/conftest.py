"""Starts the program on a fresh demonstration and a real Chromium before it."""

import re

import pytest
from playwright.sync_api import sync_playwright
from server import PASSWORD, Program


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The program's address, on a demonstration that the tests share."""
    data = tmp_path_factory.mktemp("data")
    program = Program(data, "--demo", "--data", data)
    assert program.health()[0] == 200, program.log.read_text()
    yield program.address
    assert program.end() == 0, "SIGTERM must end the program cleanly"


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
        return page

    def heading(self):
        return self.page.locator("h1").inner_text()

    def close(self):
        self.context.close()


@pytest.fixture
def visitor(chromium, address):
    made = []

    def make(name=None, **options):
        one = Visitor(chromium, address, **options)
        made.append(one)
        if name:
            one.sign_in(name)
        return one

    yield make
    for one in made:
        one.close()
        assert not one.complaints, one.complaints
