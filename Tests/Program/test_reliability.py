"""What `docs/reliability.md` says of tests is so: each that it names is there."""

import re
import sys

from server import ROOT

sys.path.insert(0, str(ROOT / "torture"))
from rows import rows  # noqa: E402


def test_each_row_names_tests_that_are_there():
    assert len(rows()) > 15
    for row in rows():
        assert row.engines in ("both", "SQLite", "PostgreSQL", "neither"), row.done
        assert row.tests or row.is_long, row.done
        for file in re.findall(r"`([^`]+/[^`]+)`", row.where):
            assert (ROOT / file).is_file(), row.done
        for file, name in row.tests:
            assert re.search(rf"^ *(?:def|func) {name}\(", (ROOT / file).read_text(), re.M), (row.done, name)
