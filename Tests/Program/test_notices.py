"""Letters over a real SMTP server (aiosmtpd), and notices that come to an open page."""

import email
import email.policy
import re

import pytest
from server import Caller, Program, free_port, wait_until

NAMES = ["Trần", "Nguyễn", "Lê Thị", "tuphap", "thuongtruc", "Sở Tư pháp"]


class Inbox:
    """An SMTP server that keeps what it gets, and refuses the first letters if told so."""

    def __init__(self, refusals=0):
        from aiosmtpd.controller import Controller

        self.letters, self.refusals = [], refusals
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.controller.start()

    async def handle_DATA(self, _server, _session, envelope):
        if self.refusals:
            self.refusals -= 1
            return "451 come again"
        self.letters.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 OK"

    def end(self):
        self.controller.stop()


@pytest.fixture(scope="module")
def post(tmp_path_factory):
    folder, inbox = tmp_path_factory.mktemp("notices"), Inbox()
    program = Program(
        folder, "--demo", "--data", folder / "data", LACHAN_SMTP=f"smtp://127.0.0.1:{inbox.controller.port}", LACHAN_MAIL_FROM="lachan@example.vn",
        LACHAN_PUBLIC_URL="https://lachan.example.vn")
    assert program.health()[0] == 200, program.log.read_text()
    yield program, inbox
    program.end()
    inbox.end()


def give_back(program):
    """The officer declares something done, the standing office gives it back."""
    officer, office = Caller(program.address), Caller(program.address)
    officer.sign_in("tuphap.hn")
    office.sign_in("thuongtruc.hn")
    page = re.search(r"href=[\"'](/assignments/[^\"'?#]+)", officer.ask("/desk")[2])[1]
    assert officer.send(page, page + "/completion", text="Xong rồi")[0] == 303
    assert office.send(page, page + "/return", text="Thiếu số liệu")[0] == 303
    return page


def test_a_letter_says_that_there_is_something_and_no_more(post):
    program, inbox = post
    officer = Caller(program.address)
    officer.sign_in("tuphap.hn")
    assert officer.send("/account", "/account/notices", choice="all", email="can.bo@example.vn")[0] == 303
    give_back(program)
    assert wait_until(lambda: inbox.letters, 20), program.log.read_text()
    (recipients, letter), text = inbox.letters[0], inbox.letters[0][1].get_content()
    assert recipients == ["can.bo@example.vn"] and letter["Subject"].strip() == "Lá Chắn: thông báo mới"
    assert "https://lachan.example.vn/notices" in text and "there is a new notice" in text
    assert not [name for name in [*NAMES, "Thiếu số liệu", "II."] if name in text + letter["Subject"]]


def test_a_server_that_is_busy_gets_the_letter_later(tmp_path):
    inbox = Inbox(refusals=1)
    program = Program(tmp_path, "--demo", "--data", tmp_path / "data", LACHAN_SMTP=f"smtp://127.0.0.1:{inbox.controller.port}", LACHAN_MAIL_FROM="lachan@example.vn")
    try:
        officer = Caller(program.address)
        officer.sign_in("tuphap.hn")
        officer.send("/account", "/account/notices", choice="all", email="can.bo@example.vn")
        give_back(program)
        assert wait_until(lambda: inbox.refusals == 0, 20)
        assert wait_until(lambda: inbox.letters, 60), "the second try comes after half a minute"
        assert len(inbox.letters) == 1
    finally:
        program.end()
        inbox.end()


def test_an_open_page_hears_of_a_notice_without_being_asked_for_again(post, chromium):
    program, _ = post
    page = chromium.new_context(locale="vi-VN").new_page()
    page.goto(program.address + "/sign-in")
    page.fill("input[name=name]", "tuphap.hn")
    page.fill("input[name=password]", "la-chan-2024")
    page.click('form[action="/session"] button')
    count = lambda: page.evaluate("document.querySelector('a.notices .count')?.textContent ?? '0'")
    page.wait_for_timeout(1_000)
    before = int(count())
    give_back(program)
    for _ in range(30):
        if int(count()) == before + 1:
            break
        page.wait_for_timeout(500)
    assert int(count()) == before + 1
    page.context.close()


def test_pages_that_were_left_make_room_for_others(post):
    import urllib.request

    program, _ = post
    officer = Caller(program.address)
    officer.sign_in("tuphap.tn")
    listen = lambda: officer.opener.open(urllib.request.Request(program.address + "/notices/stream", headers={"Accept": "text/event-stream"}), timeout=10)
    streams = [listen() for _ in range(30)]
    assert {stream.status for stream in streams} == {200} and listen().status == 204
    for stream in streams:
        stream.close()
    assert wait_until(lambda: listen().status == 200, 40)


def test_a_program_with_listening_pages_ends_at_once_when_it_is_told_to(tmp_path):
    import urllib.request

    program = Program(tmp_path, "--demo", "--data", tmp_path / "data")
    officer = Caller(program.address)
    officer.sign_in("tuphap.hn")
    stream = officer.opener.open(urllib.request.Request(program.address + "/notices/stream", headers={"Accept": "text/event-stream"}), timeout=10)
    assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8" and stream.readline() == b"retry: 10000\n" and stream.readline() == b"data: 0\n"
    assert program.end() == 0
