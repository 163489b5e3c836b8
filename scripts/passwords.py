"""Writes Sources/App/Passwords/common.txt from the passwords of zxcvbn (PyPI, MIT) and a few that people here guess first.

Run in a virtual environment with zxcvbn installed: python scripts/passwords.py
"""
from pathlib import Path

from zxcvbn.frequency_lists import FREQUENCY_LISTS

HERE = """lachan congan matkhau xinchao vietnam hanoi tayninh longan saigon hochiminh anhyeuem emyeuanh conyeume chuyenan
trucban thuongtruc phongthammuu phongchong muabannguoi quantri admin nguoidung khongcogi caidatlai doimatkhau""".split()

found = dict.fromkeys(word.lower() for word in HERE + FREQUENCY_LISTS["passwords"] if len(word) >= 5)
target = Path(__file__).resolve().parent.parent / "Sources/App/Passwords/common.txt"
target.parent.mkdir(exist_ok=True)
target.write_text("# Passwords that are guessed first: zxcvbn 4.5.0 (MIT licence), and some of our own; written by scripts/passwords.py.\n" + "\n".join(found) + "\n")
print(f"{len(found)} passwords in {target}")
