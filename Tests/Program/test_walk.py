"""The walk of a newcomer, in the order of the README, in a real browser."""

import os
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def picture(page, name):
    """Kept beside the README only when asked for; always taken, so that it cannot break unseen."""
    keep = os.environ.get("RECORD") == "1"
    page.screenshot(path=ROOT / "docs" / name if keep else None)


def test_from_the_board_down_to_the_paper(visitor):
    one = visitor("thuongtruc.hn")
    page = one.go("/plans")
    page.get_by_role("link", name="133/KH-UBND", exact=True).click()
    assert one.heading() == "Chương trình 2024 đang ở đâu?"
    assert page.locator(".matrix tbody tr").count() == 39
    picture(page, "board.png")
    page.locator(".matrix tbody tr", has_text="II.4(3)").get_by_role("link", name=re.compile("Sở Tư pháp")).click()
    assert "II.4(3)" in one.heading()
    page.get_by_role("link", name=re.compile("dòng 30")).click()
    assert "trợ giúp pháp lý" in " ".join(page.locator(".line.hot").all_inner_texts())
    page.get_by_role("link", name="Chữ gốc của máy quét").click()
    assert "Tang cudng phdi hop" in page.locator(".paper").inner_text()


def test_the_marks_of_the_year_lead_to_their_paragraph_and_their_list(visitor):
    one = visitor("lanhdao.hn")
    page = one.go("/plans")
    page.get_by_role("link", name="133/KH-UBND", exact=True).click()
    board = page.url
    day = page.locator(".year a", has=page.locator(".flag")).first
    written = day.locator("text").text_content()
    day.locator("text").click()
    assert re.search(written.replace("/", "/0?"), page.locator("main").inner_text()), "the paragraph names the day"
    page.goto(board)
    page.locator(".year a", has=page.locator(".band")).first.locator("text").click()
    assert "/duties/" in page.url
    page.goto(board)
    page.locator(".year a", has=page.locator(".due")).first.locator("circle").click()
    assert "ai đã nộp?" in one.heading()


def test_a_period_of_the_calendar_leads_to_who_owes_it(visitor):
    one = visitor("lanhdao.hn")
    page = one.go("/reports")
    page.get_by_role("link", name="6 tháng đầu năm 2024").first.click()
    assert one.heading() == "Báo cáo 6 tháng đầu năm 2024: ai đã nộp?"
    assert page.locator(".owed").count() > 40


def test_review_issue_answer_and_see_it(visitor):
    office = visitor("thuongtruc.tn")
    page = office.go("/plans")
    page.get_by_role("link", name="470/KH-UBND", exact=True).click()
    assert office.heading() == "Đọc đúng chưa?"
    assert page.get_by_role("link", name="Xem trước khi ban hành").count() == 0, "the day of signing is blank on the paper"
    page.get_by_label("Ngày ký").fill("2024-02-19")
    page.get_by_role("button", name="Lưu").click()

    page.get_by_role("link", name="Duyệt từng đoạn").click()
    assert page.locator(".pair.hot .source").first.inner_text().startswith("- Cong an tinh")
    for _ in range(60):
        if "/duties/" not in page.url:
            break
        resolve(page)
        page.get_by_role("button", name="Đúng, đoạn sau").click()
    assert office.heading() == "Đọc đúng chưa?", "every paragraph has been looked at"
    page.get_by_role("link", name="Xem trước khi ban hành").click()
    assert office.heading() == "Ban hành kế hoạch này?"
    page.get_by_role("button", name="Ban hành kế hoạch").click()
    assert office.heading() == "Chương trình 2024 đang ở đâu?"

    officer = visitor("tuphap.tn")
    desk = officer.page
    assert officer.heading() == "Hôm nay cần làm gì?"
    row = desk.locator(".owed", has_text="Sở Tư pháp - Thường trực").or_(desk.locator(".owed", has_text="phổ biến giáo dục pháp luật")).first
    row.get_by_role("button", name="Nhận việc").click()
    desk.locator(".owed", has_text="phổ biến").first.get_by_role("link", name="Báo kết quả").click()
    desk.get_by_label("Đã làm gì").fill("Đã tổ chức sáu buổi phổ biến pháp luật.")
    desk.get_by_label("Tên số liệu 1").fill("Buổi phổ biến")
    desk.get_by_label("Số 1").fill("6")
    desk.get_by_label("Tệp kèm theo").set_input_files({"name": "ket-qua.txt", "mimeType": "text/plain", "buffer": b"6"})
    desk.get_by_role("button", name="Báo xong").click()
    assert "Buổi phổ biến: 6" in desk.locator(".history").first.inner_text()

    page = office.go("/desk")
    page.locator(".owed", has_text="Sở Tư pháp").get_by_role("link").first.click()
    page.get_by_role("button", name="Xác nhận xong").click()
    assert page.locator(".state.done").first.inner_text() == "✓ xong"
    page = office.go("/plans")
    page.get_by_role("link", name="470/KH-UBND", exact=True).click()
    cell = page.locator(".matrix tbody tr", has_text="II.2.1-4").get_by_role("link", name=re.compile("Sở Tư pháp: xong"))
    assert cell.count() == 1, "the board shows what the department did"
    committees = page.locator(".matrix tbody tr").filter(has=page.get_by_role("link", name="II.1-3", exact=True)).get_by_role("link", name=re.compile("Bến Cầu"))
    assert committees.count() == 1, "the name that was misread bears its duty"


MEANT = {"Ban Chỉ đạo các huyện, thị xã": "Ban Chỉ đạo các huyện, thị xã, thành phố", "Ban Chỉ đạo huyện Bản Cầu": "Ban Chỉ đạo 138 huyện Bến Cầu"}


def resolve(page):
    """What a person does with a name that is not on the chart: says whom it means, or leaves open what is no body of the province."""
    for row in page.locator(".who-row", has_text="chưa xác định").all():
        name = row.get_by_label("Cơ quan", exact=True)
        if meant := MEANT.get(name.input_value()):
            name.fill(meant)
        else:
            row.get_by_label("để ngỏ").check()


def test_works_without_script(visitor):
    one = visitor("badinh.hn", script=False, width=360)
    page = one.page
    page.get_by_role("link", name="Báo kết quả").first.click()
    page.get_by_label("Đã làm gì").fill("Đã bổ sung phần phân công cho các phường.")
    page.get_by_role("button", name="Báo xong").click()
    assert "báo xong" in page.locator(".history").first.inner_text()


def test_the_day_can_be_moved(visitor):
    one = visitor("phunu.hn")
    page = one.page
    page.get_by_label(re.compile("Hôm nay là")).fill("2024-06-20")
    page.get_by_role("button", name="Đổi ngày").click()
    try:
        assert "quá hạn 3 ngày" in page.locator("main").inner_text()
    finally:
        page.get_by_label(re.compile("Hôm nay là")).fill("2024-06-16")
        page.get_by_role("button", name="Đổi ngày").click()
