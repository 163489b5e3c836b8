"""1 July 2025 in the demonstration, on both engines: rehearsed, carried out, looked at from both sides, undone."""

import re

import pytest
from server import Caller, Cluster, Program


@pytest.fixture(params=["sqlite", "postgres"])
def program(request, tmp_path):
    cluster = Cluster() if request.param == "postgres" else None
    where = ["--database", cluster.database()] if cluster else ["--data", tmp_path / "data"]
    one = Program(tmp_path, "--demo", *where)
    yield one
    assert one.end() == 0
    if cluster:
        cluster.end()


def signed_in(program, name):
    one = Caller(program.address)
    assert one.sign_in(name)[0] == 303
    return one


def test_the_reorganisations_of_2025(program):
    office, chief = signed_in(program, "thuongtruc.hn"), signed_in(program, "quantri")
    found = dict((name, path) for path, name in re.findall(r'href="(/reorganisations/[^"]+)">([^<]+)', chief.ask("/reorganisations")[2]))
    assert len(found) == 5
    hanoi = next(path for name, path in found.items() if name.startswith("Bỏ cấp huyện"))
    page = chief.ask(hanoi)[2]
    assert "1.016 phần việc đang mở, 1 tài khoản" in page and "Sẽ bàn giao gì?" in page
    assert chief.send(hanoi, hanoi + "/execution")[0] == 409, "not before its day"

    board = re.search(r'href="(/plans/[^"/]+)">133', office.ask("/plans")[2])[1]
    districts = office.ask(board + "/figures")[2]
    total = re.search(r"Buổi tuyên truyền</h2><b>([^<]+)", districts)[1]
    assert chief.send("/bodies", "/demonstration-day", day="2025-07-01")[0] == 303
    for path in reversed(found.values()):
        assert chief.send(path, path + "/execution")[0] == 303
    assert "Đã bàn giao gì?" in chief.ask(hanoi)[2] and "1 đến 100 trên 855" in chief.ask(hanoi)[2]

    after = office.ask(board + "/figures?on=2025-07-01")[2]
    assert re.search(r"Buổi tuyên truyền</h2><b>([^<]+)", after)[1] == total, "as many on the new chart"
    assert "cấp tỉnh phân công lại" in after and "huyện Mê Linh</a>" not in after and "huyện Mê Linh" in after
    assert office.ask(board + "/figures?on=2025-06-30")[2].count("huyện Mê Linh</a>") == districts.count("huyện Mê Linh</a>")
    assert "Sở LĐTBXH: " in office.ask(board)[2], "a plan of 2024 still shows its bodies of 2024"
    assert "Sở LĐTBXH: " not in office.ask(board + "?on=2025-07-01")[2]
    heir = signed_in(program, "badinh.hn").ask("/desk")[2]
    assert "nhận bàn giao từ Ủy ban nhân dân quận Ba Đình" in heir
    assert "470/KH-UBND" in signed_in(program, "thuongtruc.tn").ask("/plans")[2], "the new Tây Ninh goes on with the old one's plan"
    chart = office.ask("/bodies")[2]
    assert "UBND cấp xã</b>: 126 cơ quan" in chart and "quận, huyện, thị xã</b>: 0 cơ quan" in chart
    assert "126 đơn vị cấp xã, 0 đơn vị cấp huyện" in office.ask("/places")[2] and "526 đơn vị cấp xã, 30" in office.ask("/places?on=2025-06-30")[2]

    assert chief.send(hanoi, hanoi + "/undoing")[0] == 303
    assert "Sẽ bàn giao gì?" in chief.ask(hanoi)[2] and "quận Ba Đình" in signed_in(program, "badinh.hn").ask("/desk")[2]
