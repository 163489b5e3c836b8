"""What is sealed, seen from outside: the walk to an identity, its trace, and what somebody with the files alone can read."""

import json
import subprocess

from server import PROGRAM

NAMES = ["Phùng Giả Định", "Tạ Thị Bịa Đặt", "Nguyễn Thị Hư", "Trần Văn Hư", "Không Tồn Tại", "0900000009", "đòi tiền chuộc", "casino"]


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=120)


def test_an_identity_is_opened_for_a_reason_and_the_auditor_reads_of_it(visitor):
    page = visitor("dieutra.hn").go("/crime-reports")
    page.get_by_role("link", name="TB-01-2024-0009").click()
    assert "Nguyễn Thị Hư Cấu" not in page.content()
    page.get_by_label("Lý do mở").first.fill("hỏi thêm về số điện thoại")
    page.get_by_role("button", name="Mở", exact=True).first.click()
    assert "Nguyễn Thị Hư Cấu" in page.locator("main").inner_text()
    page.get_by_role("link", name="TB-01-2024-0009").click()
    assert "hỏi thêm về số điện thoại" in page.locator("main").inner_text()
    ledger = visitor("kiemtoan").go("/ledger").locator("main").inner_text()
    assert "mở danh tính" in ledger and "hỏi thêm về số điện thoại" in ledger and "Hư Cấu" not in ledger


def test_the_files_alone_tell_no_name_and_no_story(program, visitor):
    visitor("trucban.hn").go("/crime-reports")
    files = [f for f in program.data.rglob("*") if f.is_file()]
    assert any(f.suffix == ".sqlite" for f in files) and program.log in files
    for file in files:
        content = file.read_bytes()
        for name in NAMES:
            for spelt in (name.encode(), name.encode("utf-16-le"), name.lower().encode()):
                assert spelt not in content, f"{file.name} holds {name}"


def test_the_ledger_is_proved_while_the_program_serves_and_after_the_key_was_renewed(program, tmp_path, visitor):
    def verify(*more):
        return run("ledger", "verify", "--data", program.data, *more)

    assert "nguyên vẹn" in verify().stdout
    checkpoint = tmp_path / "checkpoint.txt"
    checkpoint.write_text(run("ledger", "checkpoint", "--data", program.data).stdout)
    assert verify("--checkpoint", checkpoint).returncode == 0
    assert "New master key" in run("vault", "rotate", "--data", program.data).stdout
    page = visitor("dieutra.hn").go("/crime-reports")
    page.get_by_role("link", name="TB-01-2024-0001").click()
    page.get_by_label("Lý do mở").first.fill("sau khi đổi khóa")
    page.get_by_role("button", name="Mở", exact=True).first.click()
    assert "Hoàng Thị Ví Dụ" in page.locator("main").inner_text()
    assert verify("--checkpoint", checkpoint).returncode == 0
    lines = run("ledger", "export", "--data", program.data).stdout.splitlines()
    assert json.loads(lines[-1])["entry"]["act"] == "opened" and len(lines) > 5_000


def test_a_forged_checkpoint_and_one_of_elsewhere_end_with_1(program, tmp_path):
    text = run("ledger", "checkpoint", "--data", program.data).stdout
    forged = tmp_path / "forged.txt"
    forged.write_text(text.replace("\n0 ", "\n0 9", 1))
    answer = run("ledger", "verify", "--data", program.data, "--checkpoint", forged)
    assert answer.returncode == 1 and "checkpoint" in answer.stderr
    forged.write_text("hallo")
    assert run("ledger", "verify", "--data", program.data, "--checkpoint", forged).returncode == 1
