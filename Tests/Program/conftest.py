"""Starts the program on a fresh demonstration and a real Chromium before it."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("PROGRAM", ROOT / ".build/debug/lachan"))
PASSWORD = "la-chan-2024"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address):
    try:
        with urllib.request.urlopen(address + "/health", timeout=2) as reply:
            return reply.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The program's address; ended by the id that started it."""
    data, port = tmp_path_factory.mktemp("data"), free_port()
    log = open(data / "log.txt", "wb")
    program = subprocess.Popen(
        [PROGRAM, "serve", "--demo", "--data", data, "--port", str(port)], cwd=ROOT, stdout=log, stderr=log, env=dict(os.environ)
    )
    where = f"http://127.0.0.1:{port}"
    for _ in range(600):
        if program.poll() is not None or answers(where):
            break
        time.sleep(0.1)
    assert program.poll() is None and answers(where), (data / "log.txt").read_text()
    yield where
    program.send_signal(signal.SIGTERM)
    assert program.wait(timeout=20) == 0, "SIGTERM must end the program cleanly"


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
