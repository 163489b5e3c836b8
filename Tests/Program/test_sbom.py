"""The list of what a build is made of: whole, in the form that scanners read, and honest about what waits."""

import importlib.machinery
import importlib.util
import json
import re
import subprocess
import sys

from server import ROOT

SBOM = ROOT / "scripts/sbom"


def run(*words):
    return subprocess.run([SBOM, *map(str, words)], capture_output=True, text=True, timeout=120)


def module():
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("sbom", str(SBOM))
    made = importlib.util.module_from_spec(importlib.util.spec_from_loader("sbom", loader))
    loader.exec_module(made)
    return made


def test_the_list_has_every_package_with_its_version_and_revision():
    listed = json.loads(run().stdout)
    assert (listed["bomFormat"], listed["specVersion"], listed["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", listed["serialNumber"]) and listed["metadata"]["component"]["name"] == "lachan"
    parts = listed["components"]
    assert all(part["type"] and part["name"] and part["version"] and part["purl"].startswith("pkg:") for part in parts)
    assert len({part["bom-ref"] for part in parts}) == len(parts)
    swift = {part["name"]: part for part in parts if part["purl"].startswith("pkg:swift/")}
    asked = re.findall(r'url: "https://[^"]*/([^"/]+)"', (ROOT / "Package.swift").read_text())
    assert len(asked) > 8
    for name in asked:
        part = swift[name.lower()]
        assert re.fullmatch(r"\d+\.\d+\.\d+", part["version"]) and re.fullmatch(r"[0-9a-f]{40}", part["pedigree"]["commits"][0]["uid"])
        assert part["scope"] == "required", name
    assert {"libsqlite3-0", "libpq5", "libcurl4", "libssl3", "zlib1g", "libc6", "libjs-bootstrap5", "zxcvbn"} <= {part["name"] for part in parts}
    assert any(inside["name"] == "boringssl" for inside in swift["swift-crypto"]["components"])


def test_what_waits_is_told():
    offers = """Inst libssl3 [3.0.19-1] (3.0.22-1 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64])
Inst libpq5 [15.18-0] (15.20-0 Debian:12.15/oldstable [amd64]) [postgresql-15:amd64 ]
Inst bash [5.2.15-2] (5.2.15-3 Debian-Security:12/oldstable-security [amd64])
Conf libssl3 (3.0.22-1 Debian-Security:12/oldstable-security [amd64])"""
    told = list(module().waiting({"libssl3", "libpq5"}, offers))
    assert told == [("libssl3", "3.0.19-1", "3.0.22-1", "security"), ("libpq5", "15.18-0", "15.20-0", "ordinary")]


def test_a_list_that_is_old_or_of_another_machine_is_told(tmp_path):
    old = {"metadata": {"timestamp": "2024-06-16T00:00:00Z"}, "components": [{"name": "libnone1", "version": "1", "purl": "pkg:deb/debian/libnone1@1"}]}
    file = tmp_path / "sbom.json"
    file.write_text(json.dumps(old))
    told = run("--check", file)
    assert told.returncode == 1 and "days old" in told.stdout and "libnone1 is not installed here" in told.stdout
