"""Runs every test that the table of `docs/reliability.md` names, and prints the table with what came of each row.

    make torture                  at its end
    python3 torture/rows.py       after swift build --build-tests
    python3 torture/rows.py -k full_disk     only rows whose tests are called so

Rows of both engines run their Swift tests on SQLite, then on a PostgreSQL server of their own. What takes long runs by itself before.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[1]
LONG = "`make torture`"


class Row:
    """A line of the table: what is done, on which engine, what must hold, and where it is tried."""

    def __init__(self, line):
        self.done, self.engines, self.holds, self.where = (cell.strip() for cell in line.strip("| \n").split(" | "))
        self.is_long = self.where.startswith(LONG)
        # A file and a function of it.
        self.tests = [(file, name) for file, names in re.findall(r"`(Tests/[^`]+)`: ([^;`]+)", self.where) for name in re.findall(r"\w+", names)]


def rows():
    """Of the first table."""
    lines = (ROOT / "docs/reliability.md").read_text().split("|---|---|---|---|\n", 1)[1].splitlines()
    return [Row(line) for line in lines[:lines.index("")]]


def outcomes(reports):
    """- Returns: for each class and function of the reports, whether every run of it passed."""
    found = {}
    for report in reports:
        for case in xml.etree.ElementTree.parse(report).iter("testcase"):
            key = (case.get("classname", "").split(".")[-1], re.match(r"\w*", case.get("name"))[0])
            passed = not any(child.tag in ("failure", "error", "skipped") for child in case)
            found[key] = found.get(key, True) and passed
    return found


def run_program_tests(tests, folder):
    if tests:
        nodes = sorted(f"{file}::{name}" for file, name in tests)
        subprocess.run([sys.executable, "-m", "pytest", "-q", f"--junitxml={folder}/program.xml", *nodes], cwd=ROOT)
    return outcomes(folder.glob("program.xml"))


def run_swift_tests(tests, folder, *before):
    suites = {suite for file, _ in tests for suite in suites_of(file)}
    if tests:
        names = "|".join(sorted({name for _, name in tests}))
        subprocess.run(
            [*before, "swift", "test", "--skip-build", "--filter", rf"\.({'|'.join(sorted(suites))})/({names})\(", "--xunit-output", f"{folder}/swift.xml"], cwd=ROOT)
    return outcomes(folder.glob("swift*.xml"))


def suites_of(file):
    return re.findall(r"(?:struct|class) (\w+Tests)", (ROOT / file).read_text())


def result(row, program, swift):
    """In a word or two; `swift` holds what came of it on each engine."""
    if row.is_long:
        return "above"
    failed, missing = [], []
    for file, name in row.tests:
        classes = [pathlib.Path(file).stem] if file.endswith(".py") else suites_of(file)
        for found in [program] if file.endswith(".py") else [found for engine, found in swift.items() if row.engines in ("both", engine)]:
            ran = [found[suite, name] for suite in classes if (suite, name) in found]
            (missing if not ran else failed if not all(ran) else []).append(name)
    if failed or missing:
        return ", ".join([f"FAILED {name}" for name in failed] + [f"NOT RUN {name}" for name in missing])
    return "held"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-k", default="", help="a part of the tests' names")
    asked = parser.parse_args().k
    chosen = [row for row in rows() if not asked or any(asked in name for _, name in row.tests)]
    tests = {test for row in chosen if not row.is_long for test in row.tests}
    swift_tests = {test for test in tests if test[0].endswith(".swift")}
    with tempfile.TemporaryDirectory() as folder:
        places = [pathlib.Path(folder) / name for name in ("program", "sqlite", "postgres")]
        for place in places:
            place.mkdir()
        program = run_program_tests(tests - swift_tests, places[0])
        swift = {"SQLite": run_swift_tests(swift_tests, places[1]), "PostgreSQL": run_swift_tests(swift_tests, places[2], "scripts/with-postgres")}
    print("\n| what is done | on | tests | what came of it |\n|---|---|---|---|")
    results = [result(row, program, swift) for row in chosen]
    for row, told in zip(chosen, results):
        print(f"| {row.done} | {row.engines} | {len(row.tests) or row.where.removeprefix(LONG + ': ')} | {told} |")
    return all(told in ("held", "above") for told in results)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
