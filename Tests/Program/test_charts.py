"""The charts of Hà Nội and Tây Ninh on both sides of 1 March and 1 July 2025, who took over, and who does what, as the files that are committed have them."""

import csv
import pathlib
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIRST, FEBRUARY, MARCH, LAST, DAY = "2021-01-01", "2025-02-28", "2025-03-01", "2025-06-30", "2025-07-01"
FILES = ["bodies-hanoi-2024.csv", "bodies-hanoi-2025.csv", "bodies-longan-2024.csv", "bodies-tayninh-2024.csv", "bodies-tayninh-2025.csv"]
COLUMNS = ["code", "name", "short_name", "kind", "level", "province", "place", "border", "parent", "valid_from", "valid_to", "other_names", "place_code"]
FUNCTIONS = {"victim-support", "child-protection", "labour-abroad", "vocational-education", "drug-rehabilitation", "telecoms", "press", "legal-aid", "hotline",
             "foreign-affairs", "crime-reports", "gender-equality"}


def table(path):
    with open(ROOT / path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


CHARTS = {file: table(f"Samples/{file}") for file in FILES}
BODIES = [body for chart in CHARTS.values() for body in chart]
BY_CODE = {body["code"]: body for body in BODIES}
HEIRS, WHO_DOES = table("Samples/reorganisations.csv"), table("Samples/functions.csv")
PLACES = table("Places/places.csv")


def exists(row, day):
    return row["valid_from"] <= day and (not row["valid_to"] or row["valid_to"] >= day)


def within(row, outer):
    """Whether all days of a row are days of another."""
    return outer["valid_from"] <= row["valid_from"] and (not outer["valid_to"] or bool(row["valid_to"]) and row["valid_to"] <= outer["valid_to"])


def day_after(day):
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def day_before(day):
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def heirs_by_origin():
    found = defaultdict(list)
    for heir in HEIRS:
        found[heir["from"]].append(heir)
    return found


def communes(prefix, day):
    return [b for b in BODIES if b["level"] == "commune" and b["code"].startswith(prefix + ".xa-") and exists(b, day)]


def test_the_columns():
    assert all(list(chart[0]) == COLUMNS for chart in CHARTS.values())
    assert list(HEIRS[0]) == ["reorganisation", "name", "source", "day", "act", "from", "to", "function", "share", "main", "note"]
    assert list(WHO_DOES[0]) == ["body", "function", "valid_from", "valid_to", "source", "mark"]
    assert not any(None in row or None in row.values() for row in BODIES + HEIRS + WHO_DOES), "a row has too many or too few fields"


def test_every_code_stands_once_over_all_charts():
    assert len(BY_CODE) == len(BODIES)


def test_a_parent_is_on_a_chart_and_in_force_as_long():
    for b in BODIES:
        assert not b["parent"] or within(b, BY_CODE[b["parent"]]), b


def test_a_place_is_known_of_the_same_level_and_in_force_as_long():
    places = defaultdict(list)
    for p in PLACES:
        places[p["code"]].append(p)
    for b in BODIES:
        if b["level"] == "national":
            assert b["place_code"] == "", b
        else:
            assert any(p["level"] == b["level"] and within(b, p) for p in places[b["place_code"]]), b


def test_a_body_bears_the_province_of_its_place():
    above = {(p["code"], bool(p["valid_to"])): p["parent"] for p in PLACES}
    for b in BODIES:
        if b["level"] in ("district", "commune"):
            place = above[b["place_code"], bool(b["valid_to"])]
            assert (place if len(place) == 2 else above[place, True]) == b["province"], b
        elif b["level"] == "province":
            assert b["place_code"] == b["province"], b


def test_no_two_committees_of_a_province_bear_one_name_on_a_day():
    for day in (LAST, DAY):
        names = Counter((b["province"], b["name"]) for b in BODIES if b["kind"] == "peoplesCommittee" and exists(b, day))
        assert max(names.values()) == 1, names.most_common(3)


@pytest.mark.parametrize("prefix,before,after", [("hn", 526, 126), ("tn", 94, 0), ("la", 186, 0), ("tn2", 0, 96)])
def test_as_many_communes_as_the_province_had(prefix, before, after):
    assert (len(communes(prefix, LAST)), len(communes(prefix, DAY))) == (before, after)


def test_there_is_no_district_after_1_july_2025():
    districts = [b for b in BODIES if b["level"] == "district"]
    assert all(b["valid_to"] == LAST for b in districts)
    assert Counter((b["code"].split(".")[0], b["kind"]) for b in districts) == {
        (prefix, kind): count for prefix, count in [("hn", 30), ("tn", 9), ("la", 15)] for kind in ("peoplesCommittee", "steeringCommittee")}


def test_who_is_at_the_land_border():
    border = {b["place"] for b in BODIES if b["border"] == "yes"}
    assert border == {
        "Tây Ninh", "Long An", "thị xã Trảng Bàng", "huyện Tân Biên", "huyện Tân Châu", "huyện Châu Thành", "huyện Bến Cầu",
        "huyện Đức Huệ", "huyện Mộc Hóa", "huyện Vĩnh Hưng", "huyện Tân Hưng", "huyện Thạnh Hóa", "thị xã Kiến Tường"}


def test_a_reorganisation_has_one_name_source_and_day():
    told = {(h["reorganisation"], h["name"], h["source"], h["day"]) for h in HEIRS}
    assert {(code, day) for code, _, _, day in told} == {
        ("hn-2025-03-01", MARCH), ("tn-2025-03-01", MARCH), ("la-2025-03-01", MARCH), ("hn-2025-07-01", DAY), ("tn-2025-07-01", DAY)}
    assert len(told) == 5 and all(name and source for _, name, source, _ in told)


def test_who_is_succeeded_ends_the_day_before_and_who_succeeds_is_there_on_the_day():
    for h in HEIRS:
        assert BY_CODE[h["from"]]["valid_to"] == day_before(h["day"]), h
        assert exists(BY_CODE[h["to"]], h["day"]) if h["to"] else h["note"], h


def test_whoever_ends_has_one_main_heir_and_whoever_goes_on_has_none():
    assert set(heirs_by_origin()) == {b["code"] for b in BODIES if b["valid_to"]}
    for code, heirs in heirs_by_origin().items():
        assert [h["main"] for h in heirs if h["main"]] == ["yes"], code
        assert len({h["reorganisation"] for h in heirs}) == 1, code
        assert len({(h["to"], h["function"]) for h in heirs}) == len(heirs), code


def test_the_shares_of_a_body_are_not_more_than_the_whole_and_none_is_invented():
    for code, heirs in heirs_by_origin().items():
        assert sum(float(h["share"] or 0) for h in heirs) <= 1, code
    assert not any(h["share"] for h in HEIRS), "no source gives a share"


def test_acts_functions_and_notes():
    for h in HEIRS:
        assert h["act"] in ("merge", "split", "rename", "move", "dissolve") and h["function"] in FUNCTIONS | {""} and h["note"], h
        assert (h["act"] == "move") == bool(h["function"]), h
    for heirs in heirs_by_origin().values():
        assert "split" not in {h["act"] for h in heirs} or len(heirs) > 1, heirs


def test_the_heirs_of_the_communes_are_those_of_the_places():
    places = {(h["from"], h["to"], h["is_main"] == "yes") for h in table("Places/heirs.csv")}
    ours = {b["place_code"] for b in BODIES if b["level"] == "commune" and b["valid_to"]}
    pairs = [(BY_CODE[h["from"]]["place_code"], BY_CODE[h["to"]]["place_code"], h["main"] == "yes") for h in HEIRS if BY_CODE[h["from"]]["level"] == "commune"]
    assert len(pairs) == len(set(pairs)) and set(pairs) == {pair for pair in places if pair[0] in ours}
    assert {pair[1] for pair in pairs} == {b["place_code"] for b in BODIES if b["level"] == "commune" and not b["valid_to"]}
    divided = {origin for origin, count in Counter(pair[0] for pair in pairs).items() if count > 1}
    assert {BY_CODE[h["from"]]["place_code"] for h in HEIRS if h["act"] == "split"} == divided


def test_what_is_open_in_the_districts_goes_to_the_province():
    for h in HEIRS:
        if BY_CODE[h["from"]]["level"] == "district":
            assert h["act"] == "dissolve" and h["main"] == "yes" and "(unverified)" in h["note"], h
            assert BY_CODE[h["to"]]["level"] == "province" and BY_CODE[h["to"]]["kind"] == BY_CODE[h["from"]]["kind"], h


def test_old_tay_ninh_and_long_an_meet_in_the_new_province():
    new = defaultdict(set)
    for h in HEIRS:
        if h["reorganisation"] == "tn-2025-07-01" and BY_CODE[h["from"]]["level"] == "province":
            new[h["to"]].add(h["from"].split(".")[0])
    assert set(map(frozenset, new.values())) == {frozenset({"tn", "la"})}
    lonely = {b["code"] for b in BODIES if b["code"].startswith("tn2.") and b["level"] == "province"} - set(new)
    assert lonely == {"tn2.so-dan-toc-va-ton-giao"}


@pytest.mark.parametrize("prefix,begins,ends", [("hn", FIRST, ""), ("tn", FIRST, LAST), ("la", FIRST, LAST), ("tn2", DAY, "")])
def test_each_function_has_one_body_on_every_day(prefix, begins, ends):
    done = defaultdict(list)
    for row in WHO_DOES:
        assert row["mark"] in ("sure", "likely", "unverified") and row["source"], row
        assert within(row, BY_CODE[row["body"]]), row
        if row["body"].startswith(prefix + "."):
            done[row["function"]].append(row)
    assert set(done) == FUNCTIONS
    for function, rows in done.items():
        rows.sort(key=lambda row: row["valid_from"])
        assert (rows[0]["valid_from"], rows[-1]["valid_to"]) == (begins, ends), function
        assert all(one["valid_to"] and day_after(one["valid_to"]) == two["valid_from"] for one, two in zip(rows, rows[1:])), function


def test_a_function_that_is_handed_over_is_done_by_who_takes_it():
    does = {(row["body"], row["function"], row["valid_from"]) for row in WHO_DOES}
    handed = {(h["to"], h["function"], h["day"]) for h in HEIRS if h["function"]}
    assert handed <= does
    moved = {(row["body"], row["function"]) for row in WHO_DOES if row["valid_from"] == MARCH}
    assert moved - {(to, function) for to, function, _ in handed} == {("hn.van-phong-uy-ban-nhan-dan", "foreign-affairs")}, "that one came with its whole body"


def test_victims_were_supported_by_labour_and_are_by_health():
    assert [(row["body"], row["valid_to"], row["mark"]) for row in WHO_DOES if row["function"] == "victim-support"] == [
        ("hn.so-lao-dong-thuong-binh-va-xa-hoi", FEBRUARY, "sure"), ("hn.so-y-te", "", "sure"),
        ("tn.so-lao-dong-thuong-binh-va-xa-hoi", FEBRUARY, "sure"), ("tn.so-y-te", LAST, "sure"),
        ("la.so-lao-dong-thuong-binh-va-xa-hoi", FEBRUARY, "sure"), ("la.so-y-te", LAST, "sure"), ("tn2.so-y-te", "", "sure")]


def test_the_script_makes_the_files_that_are_committed(tmp_path):
    subprocess.run([sys.executable, "-B", ROOT / "scripts/charts.py", tmp_path], check=True, capture_output=True)
    for file in FILES + ["reorganisations.csv", "functions.csv"]:
        assert (tmp_path / file).read_bytes() == (ROOT / "Samples" / file).read_bytes(), file
