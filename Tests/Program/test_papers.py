"""Papers as they come: scans, scans upside down, files that are broken, locked or made to harm; each read in the browser or on the command line."""

import subprocess
import sys
import time
import zipfile

import pikepdf
import pytest
from server import PROGRAM, ROOT

PAPER = """ THÀNH PHỐ HÀ NỘI Độc lập - Tự do - Hạnh phúc
Số: 733/KH-UBND Hà Nội, ngày 02 tháng 5 năm 2024
KẾ HOẠCH

Thực hiện công tác phòng, chống mua bán người năm 2024

Thực hiện Quyết định số 193/QĐ-TTg ngày 09/02/2021 của Thủ tướng
Chính phủ phê duyệt Chương trình phòng, chống mua bán người giai đoạn
2021-2025 và định hướng đến năm 2030, UBND Thành phố ban hành Kế hoạch
với những nội dung cụ thể như sau:

I. MỤC TIÊU, YÊU CẦU

- Tiếp tục thực hiện hiệu quả các chủ trương, chính sách của Đảng, pháp
luật của Nhà nước về công tác phòng, chống mua bán người.

II. NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN

1. Công tác tham mưu, chỉ đạo, triển khai

- Tổ chức quán triệt các văn bản của Bộ Công an triển khai Luật Phòng,
chống mua bán người (Công an Thành phố chủ trì, phối hợp với các sở, ban,
ngành và UBND các quận, huyện, thị xã thực hiện).
 2. Công tác truyền thông phòng ngừa tội phạm mua bán người

(1) Đẩy mạnh tuyên truyền về phòng, chống tội phạm mua bán người từ
gốc, đến từng người dân (Sở Thông tin và Truyền thông chủ trì thực hiện).

III. TỔ CHỨC THỰC HIỆN

1. Các sở, ban, ngành báo cáo định kỳ 6 tháng trước ngày 18/6, năm trước
ngày 18/12 về Công an Thành phố để tổng hợp theo quy định.
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    source = folder / "paper.clean.txt"
    source.write_text(PAPER)
    made = ["--to", folder, "--dpi", "200", "--upside-down", "2", "--text-layer", "broken"]
    subprocess.run([ROOT / ".venv/bin/python", ROOT / "scripts/corpus", source, *made], check=True, timeout=120)
    return folder


def read(path, *words):
    return subprocess.run([PROGRAM, "read", path, "--format", "text", *words], capture_output=True, text=True, timeout=180)


def syllables(text):
    return [word.strip(".,;:()") for word in text.lower().split() if word.strip(".,;:()-")]


def test_a_scan_is_read_with_its_marks_a_page_upside_down_too(papers):
    told = read(papers / "paper-200.pdf")
    assert told.returncode == 0, told.stderr
    assert "page 1 of 2: recognised, damagedLayer" in told.stderr and "page 2 of 2: recognised, turned, damagedLayer" in told.stderr
    got, held = syllables(told.stdout), syllables((papers / "paper.txt").read_text())
    assert sum(min(got.count(word), held.count(word)) for word in set(held)) / len(held) > 0.97


def test_a_sound_text_layer_is_taken_as_it_is(papers):
    told = read(papers / "paper.pdf")
    assert told.returncode == 0 and "page 1 of 2: text\n" in told.stderr and "recognised" not in told.stderr
    assert "Thực hiện Quyết định số 193/QĐ-TTg ngày 09/02/2021 của Thủ tướng" in told.stdout


def test_a_scan_becomes_a_plan_under_review_in_the_browser(papers, visitor):
    page = visitor("thuongtruc.hn").go("/plans/new")
    page.locator("input[type=file]").set_input_files(papers / "paper-200.pdf")
    page.get_by_role("button", name="Đọc", exact=True).click()
    page.wait_for_url("**/papers/**")
    assert "Máy đọc đến đâu rồi?" in page.locator("h1").inner_text()
    page.wait_for_url("**/review", timeout=120_000)
    assert "733/KH-UBND" in page.locator("main").inner_text()
    page.goto(page.url.replace("/review", "/paper?page=2"))
    assert "trang quét ngược, đã xoay lại" in page.locator("figcaption").inner_text()
    picture = page.request.get(page.url.split("/plans/")[0] + page.locator("svg image").first.get_attribute("href"))
    assert picture.ok and picture.headers["content-type"] == "image/jpeg" and picture.body()[:3] == b"\xff\xd8\xff"
    assert page.locator("svg text", has_text="THỰC").count() >= 1


def locked(papers, path):
    with pikepdf.open(papers / "paper.pdf") as paper:
        paper.save(path, encryption=pikepdf.Encryption(user="bí mật", owner="bí mật"))


def cut_off(papers, path):
    path.write_bytes((papers / "paper-200.pdf").read_bytes()[:9_000])


def too_long(papers, path):
    with pikepdf.new() as paper:
        for _ in range(301):
            paper.add_blank_page()
        paper.save(path)


def zip_bomb(papers, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * 400_000_000)


def entities(papers, path):
    lol = "".join(f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">' for i in range(1, 10))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">{lol}]><w:p><w:t>&l9;</w:t></w:p>')


@pytest.mark.parametrize("make, told", [(locked, "mật khẩu"), (cut_off, "hỏng"), (too_long, "301 trang"), (zip_bomb, "hỏng"), (entities, "hỏng")])
def test_a_file_that_cannot_be_read_is_refused_in_words_soon(papers, tmp_path, make, told):
    path = tmp_path / "file"
    make(papers, path)
    begun = time.monotonic()
    answer = read(path)
    assert answer.returncode == 65 and told in answer.stderr and not answer.stdout
    assert time.monotonic() - begun < 60


def pages_with(papers, path, draw):
    """The sound paper with a page before it that `draw` has made."""
    with pikepdf.open(papers / "paper.pdf") as paper:
        page = paper.add_blank_page(page_size=(595, 842))
        draw(paper, page)
        last = paper.pages[-1]
        del paper.pages[-1]
        paper.pages.insert(0, last)
        paper.save(path)


def huge(paper, page):
    page.MediaBox = [0, 0, 14_400, 14_400]


def bomb(paper, page):
    """A picture of 60,000 by 60,000 dots in some bytes."""
    import zlib
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(7_500 * 1_000)) for _ in range(60)) + packer.flush()
    image = pikepdf.Stream(paper, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000, BitsPerComponent=1,
                           ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.FlateDecode)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=paper.make_indirect(image)))
    page.Contents = pikepdf.Stream(paper, b"q 595 0 0 842 0 0 cm /I Do Q")


# A process of its own, since a child begins with the memory of the one that made it.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("draw", [huge, bomb])
def test_a_page_that_is_made_to_harm_is_named_and_the_rest_is_read(papers, tmp_path, draw):
    path = tmp_path / "harm.pdf"
    pages_with(papers, path, draw)
    told = subprocess.run([sys.executable, "-c", MEASURED, PROGRAM, "read", path, "--format", "text"], capture_output=True, text=True, timeout=240)
    *lines, used = told.stderr.splitlines()
    assert told.returncode == 0 and "193/QĐ-TTg" in told.stdout, told.stderr
    first = next(line for line in lines if line.startswith("page 1 of 3"))
    assert any(note in first for note in ("blank", "unreadable", "tooSlow")), first
    assert int(used) < 1_000_000, "KB of the largest of the program and all that it ran"


def test_reading_is_stopped_when_asked(papers, tmp_path, visitor):
    long = tmp_path / "long.pdf"
    with pikepdf.open(papers / "paper-200.pdf") as paper:
        for _ in range(6):
            paper.pages.extend(list(paper.pages)[:2])
        paper.save(long)
    page = visitor("thuongtruc.tn").go("/plans/new")
    page.locator("input[type=file]").set_input_files(long)
    page.get_by_role("button", name="Đọc", exact=True).click()
    page.wait_for_url("**/papers/**")
    page.get_by_role("button", name="Dừng đọc").click()
    page.get_by_text("Đã dừng đọc theo yêu cầu.").wait_for()
