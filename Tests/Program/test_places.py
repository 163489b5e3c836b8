"""The places before and after 1 July 2025, as the files that are committed have them."""

import csv
import pathlib
import unicodedata
from collections import Counter, defaultdict

import pytest

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Places"
LAST, DAY = "2025-06-30", "2025-07-01"


def table(file):
    with open(FOLDER / file, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PLACES, HEIRS = table("places.csv"), table("heirs.csv")


def in_force(day):
    return [p for p in PLACES if p["valid_from"] <= day and (not p["valid_to"] or p["valid_to"] >= day)]


def heirs_by_origin():
    found = defaultdict(list)
    for heir in HEIRS:
        found[heir["from"]].append(heir)
    return found


def test_the_columns():
    assert list(PLACES[0]) == ["code", "name", "kind", "level", "parent", "valid_from", "valid_to", "latitude", "longitude"]
    assert list(HEIRS[0]) == ["day", "from", "to", "part", "is_main", "share"]
    assert not any(None in row or None in row.values() for row in PLACES + HEIRS), "a row has too many or too few fields"


@pytest.mark.parametrize("day,counts", [(LAST, {"province": 63, "district": 696, "commune": 10035}), (DAY, {"province": 34, "commune": 3321})])
def test_as_many_places_as_the_country_had(day, counts):
    assert Counter(p["level"] for p in in_force(day)) == counts


def test_the_kinds_after():
    kinds = Counter(p["kind"] for p in in_force(DAY))
    assert kinds == {"tinh": 28, "thanh-pho-truc-thuoc": 6, "phuong": 687, "xa": 2621, "dac-khu": 13}


def test_each_name_begins_with_its_kind_and_is_nfc():
    words = {"tinh": "Tỉnh", "thanh-pho-truc-thuoc": "Thành phố", "quan": "Quận", "huyen": "Huyện", "thi-xa": "Thị xã", "thanh-pho": "Thành phố",
             "phuong": "Phường", "xa": "Xã", "thi-tran": "Thị trấn", "dac-khu": "Đặc khu"}
    for p in PLACES:
        assert p["name"].startswith(words[p["kind"]] + " ") and unicodedata.is_normalized("NFC", p["name"]), p


@pytest.mark.parametrize("day", [LAST, DAY])
def test_a_code_is_one_place_on_a_day_and_its_parent_is_in_force(day):
    level = {p["code"]: p["level"] for p in in_force(day)}
    assert len(level) == len(in_force(day))
    above = {"province": None, "district": "province", "commune": "district" if day == LAST else "province"}
    for p in in_force(day):
        assert len(p["code"]) == {"province": 2, "district": 3, "commune": 5}[p["level"]]
        assert level.get(p["parent"]) == above[p["level"]], p


def test_centres_are_in_vietnam_or_not_given():
    for p in PLACES:
        assert (p["latitude"] == "") == (p["longitude"] == ""), p
        assert not p["latitude"] or (6 < float(p["latitude"]) < 24 and 102 < float(p["longitude"]) < 116), p


def test_the_files_are_sorted():
    assert PLACES == sorted(PLACES, key=lambda p: (len(p["code"]), p["code"], p["valid_from"]))
    assert HEIRS == sorted(HEIRS, key=lambda h: (len(h["from"]), h["from"], h["to"]))


def test_each_old_place_has_one_main_heir_and_a_whole_one_no_other():
    for code, heirs in heirs_by_origin().items():
        assert [h["is_main"] for h in heirs].count("yes") == 1 and all(h["is_main"] in ("yes", "no") for h in heirs), code
        assert {h["part"] for h in heirs} == {"whole" if len(heirs) == 1 else "part"}, code
        assert len({h["to"] for h in heirs}) == len(heirs) and all(h["day"] == DAY and h["share"] == "" for h in heirs), code


def test_nobody_is_without_heir_or_predecessor():
    old, new = ({p["code"]: p for p in in_force(day)} for day in (LAST, DAY))
    communes = {p["parent"] for p in old.values() if p["level"] == "commune"}
    islands = {c for c, p in old.items() if p["level"] == "district" and c not in communes}
    assert {old[c]["name"] for c in islands} == {"Huyện Bạch Long Vĩ", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn", "Huyện Côn Đảo"}
    assert {h["from"] for h in HEIRS} == {c for c, p in old.items() if p["level"] != "district"} | islands
    assert {h["to"] for h in HEIRS} == set(new)
    assert all(new[h["to"]]["level"] == ("province" if old[h["from"]]["level"] == "province" else "commune") for h in HEIRS)


def test_a_province_that_only_kept_its_code_is_two_rows():
    rows = defaultdict(list)
    for p in PLACES:
        if p["level"] == "province":
            rows[p["code"]].append((p["name"], p["valid_from"], p["valid_to"]))
    assert rows["80"] == [("Tỉnh Long An", "2021-01-01", LAST), ("Tỉnh Tây Ninh", DAY, "")]
    assert rows["72"] == [("Tỉnh Tây Ninh", "2021-01-01", LAST)]
    assert rows["01"] == [("Thành phố Hà Nội", "2021-01-01", "")]
    assert sum(len(r) == 1 and r[0][2] == "" for r in rows.values()) == 11


@pytest.mark.parametrize("code,count", [("01", 126), ("12", 38), ("79", 168), ("80", 96)], ids=["Hà Nội", "Lai Châu", "Hồ Chí Minh", "Tây Ninh"])
def test_communes_of_a_province_after(code, count):
    assert sum(p["parent"] == code for p in in_force(DAY)) == count


def test_the_communes_of_tay_ninh_come_from_tay_ninh_and_long_an():
    old, new = ({p["code"]: p for p in in_force(day)} for day in (LAST, DAY))
    assert {h["from"] for h in HEIRS if h["to"] == "80"} == {"72", "80"}
    province = {c: old[p["parent"]]["parent"] for c, p in old.items() if p["level"] == "commune"}
    came = [province[h["from"]] for h in HEIRS if h["to"] in new and new[h["to"]]["parent"] == "80"]
    assert set(came) == {"72", "80"}
    assert sum(p == "72" for p in province.values()) == 94 and sum(p == "80" for p in province.values()) == 186


def test_ha_noi_before_is_that_of_the_first_half_of_2025():
    old = {p["code"]: p for p in in_force(LAST)}
    assert sum(p["level"] == "commune" and old[p["parent"]]["parent"] == "01" for p in old.values()) == 526


def test_a_divided_commune_is_as_the_files_say():
    assert [(h["to"], h["part"], h["is_main"]) for h in heirs_by_origin()["00235"]] == [("00235", "whole", "yes")]
    parts = [(h["to"], h["part"], h["is_main"]) for h in heirs_by_origin()["00016"]]
    assert parts == [("00004", "part", "yes"), ("00008", "part", "no")]
    # Two communes called Phú Tân, one of Hậu Giang and one of Sóc Trăng, in one province now: each went where it lies.
    assert [h["to"] for h in heirs_by_origin()["31379"]] == ["31378"] and [h["to"] for h in heirs_by_origin()["31582"]] == ["31582"]
