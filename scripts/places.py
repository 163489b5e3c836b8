#!/usr/bin/env python3
"""Make places.csv and heirs.csv: Vietnam's administrative places before and after 1 July 2025.

usage: places.py FOLDER      (scripts/places installs the packages and calls it)

Three packages are read:
  units       vietnamadminunits           places with statistical codes and centres; heirs by name
  converter   vietnam-address-converter   heirs by name, in codes of its own
  statistics  vietnam-provinces           codes and heirs of the statistics office; confirms, nothing is copied from it
Every check that fails ends the script with its message; no file is written then.
"""
import csv, difflib, importlib.util, json, math, pathlib, re, sqlite3, sys, unicodedata
from collections import Counter, defaultdict
from statistics import median

FIRST, LAST, DAY = "2021-01-01", "2025-06-30", "2025-07-01"
FAR = 40  # kilometres; a centre farther from where its place was or went to is taken as wrong
KINDS = {"tỉnh": "tinh", "quận": "quan", "huyện": "huyen", "thị xã": "thi-xa", "thành phố": "thanh-pho", "phường": "phuong", "xã": "xa",
         "thị trấn": "thi-tran", "đặc khu": "dac-khu"}
LEVELS = {2: "province", 3: "district", 5: "commune"}
COUNTS = {("province", LAST): 63, ("district", LAST): 696, ("commune", LAST): 10035, ("province", DAY): 34, ("district", DAY): 0, ("commune", DAY): 3321}
COMMUNES = {"01": 126, "12": 38, "79": 168, "80": 96}  # after 1 July 2025, as known from elsewhere
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7"}
TONES = "\u0300\u0301\u0303\u0309\u0323"


def need(holds, message):
    if not holds:
        sys.exit(f"places: {message}")


def installed(package, file):
    """A file of an installed package, found without running the package."""
    return pathlib.Path(importlib.util.find_spec(package).submodule_search_locations[0]) / file


def module(package, file):
    spec = importlib.util.spec_from_file_location("_" + package, installed(package, file))
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def spelled(name):
    """A name without what spelling leaves open: case, signs between words, 01 or 1, hòa or hoà."""
    words = []
    for word in re.findall(r"\w+", unicodedata.normalize("NFC", name or "").lower()):
        letters = unicodedata.normalize("NFD", word.lstrip("0"))
        words.append("".join(c for c in letters if c not in TONES) + "".join(c for c in letters if c in TONES))
    return " ".join(words)


def folded(name):
    """Coarser: no marks, đ as d, y as i, Roman numerals as figures, no spaces."""
    words = "".join(ROMAN.get(word, word) for word in spelled(name).split())
    return "".join(c for c in unicodedata.normalize("NFD", words).replace("đ", "d").replace("y", "i") if c.isalnum())


def full_name(name):
    """The name with its kind word as papers write it: "Thị Trấn Prao" is "Thị trấn Prao"."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    kind = next((k for k in sorted(KINDS, key=len, reverse=True) if name.lower().startswith(k + " ")), None)
    need(kind, f"no kind word in {name!r}")
    # "Xã Pa ủ" is "Xã Pa Ủ"; but "Thị trấn Nông trường Phong Hải".
    return kind.capitalize() + re.sub(r"(?<!Nông) (\w)", lambda m: m[0].upper(), name[len(kind):]), KINDS[kind]


class Place:
    def __init__(self, code, name, parent, begins, ends, point):
        self.code, self.parent, self.begins, self.ends, self.point = code, parent, begins, ends, point
        self.name, self.kind = full_name(name)
        self.level = LEVELS[len(code)]
        if self.level == "province" and self.kind == "thanh-pho":
            self.kind = "thanh-pho-truc-thuoc"

    def row(self):
        degrees = [f"{round(d, 5):.5f}".rstrip("0").rstrip(".") for d in self.point] if self.point else ["", ""]
        return [self.code, self.name, self.kind, self.level, self.parent, self.begins, self.ends, *degrees]


def kilometres(a, b):
    return math.hypot((a[0] - b[0]) * 111.2, (a[1] - b[1]) * 111.2 * math.cos(math.radians((a[0] + b[0]) / 2)))


def middle(points):
    return tuple(median(p[i] for p in points) for i in (0, 1))


def nearest_names(ours, theirs):
    """Pairs the names left over in one district: the two most alike first, each once."""
    alike = sorted((-difflib.SequenceMatcher(None, folded(a), folded(b)).ratio(), code, b) for code, a in ours for b in theirs)
    found, taken = {}, set()
    for ratio, code, name in alike:
        if ratio <= -0.6 and name not in found and code not in taken:
            found[name] = code
            taken.add(code)
    return found


# The places as they are in `units`. Five island districts had no commune: their row there has no commune code.
base = sqlite3.connect(installed("vietnamadminunits", "data/dataset.db"))
legacy = base.execute("SELECT provinceCode, province, districtCode, district, wardCode, ward, provinceLat, provinceLon, districtLat, districtLon, "
                      "wardLat, wardLon, provinceKey || '_' || districtKey || '_' || ifnull(wardKey, '') FROM admin_units_legacy").fetchall()
current = base.execute("SELECT provinceCode, province, wardCode, ward, provinceLat, provinceLon, wardLat, wardLon, provinceKey, wardKey "
                       "FROM admin_units").fetchall()
conversion = json.loads(installed("vietnamadminunits", "data/converter_2025.json").read_text(encoding="utf-8"))

old, new = {}, {}  # by code; a code is never two places on one day
for p, province, d, district, c, commune, plat, plon, dlat, dlon, clat, clon, _ in legacy:
    for code, name, parent, point in [(p, province, "", (plat, plon)), (d, district, p, (dlat, dlon)), (c, commune, d, (clat, clon))]:
        if code and old.setdefault(code, Place(code, name, parent, FIRST, LAST, point)).name != full_name(name)[0]:
            need(False, f"{code} has two names before 1 July 2025: {old[code].name}, {name}")
for p, province, c, commune, plat, plon, clat, clon, _, _ in current:
    for code, name, parent, point in [(p, province, "", (plat, plon)), (c, commune, p, (clat, clon))]:
        if new.setdefault(code, Place(code, name, parent, DAY, "", point)).name != full_name(name)[0]:
            need(False, f"{code} has two names after 1 July 2025: {new[code].name}, {name}")
islands = sorted(d for _, _, d, _, c, *_ in legacy if not c)
ends = sorted([code for code in old if len(code) == 5] + islands)  # what ended and has a commune as heir
need(len(legacy) == len(ends) and len(current) == COUNTS["commune", DAY], "a code stands twice in the tables of vietnamadminunits")

# Heirs as `units` names them.
by_key = {row[12]: row[4] or row[2] for row in legacy}
new_by_key = {(row[8], row[9]): row[2] for row in current}
units, default = defaultdict(set), {}
for province, heirs in conversion["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
    for heir, sources in heirs.items():
        for source in sources:
            units[by_key[source]].add(new_by_key[province, heir])
for province, divided in conversion["DICT_PROVINCE_WARD_DIVIDED"].items():
    for source, heirs in divided.items():
        for heir in heirs:
            units[by_key[source]].add(new_by_key[province, heir["newWardKey"]])
            if heir["isDefaultNewWard"]:
                default[by_key[source]] = new_by_key[province, heir["newWardKey"]]

# Heirs as `converter` names them, joined by province, district and name: spelled alike, else folded alike, else most alike in the district.
rows = module("vietnam_address_converter", "data.py").DEFAULT_DATA["mapping"]["rows"]
fields = ("province_name", "district_name", "ward_name")
theirs = list(dict.fromkeys(tuple(r["old"][f] for f in fields) for r in rows))
ours = {row[4] or row[2]: (row[1], row[3], row[5] or "") for row in legacy}
joined, how = {}, Counter()
for step, form in [("spelled alike", spelled), ("folded alike", folded)]:
    open_codes = defaultdict(list)
    for code in sorted(ours.keys() - set(joined.values())):
        open_codes[tuple(map(form, ours[code]))].append(code)
    for names in theirs:
        found = open_codes.get(tuple(map(form, names)), [])
        if names not in joined and len(found) == 1:
            joined[names] = found.pop()
            how[step] += 1
rest, rest_theirs = defaultdict(list), defaultdict(list)
for code in sorted(ours.keys() - set(joined.values())):
    rest[tuple(map(folded, ours[code][:2]))].append((code, ours[code][2]))
for names in theirs:
    if names not in joined:
        rest_theirs[tuple(map(folded, names[:2]))].append(names)
for district, left in sorted(rest.items()):
    name_of = {names[2]: names for names in rest_theirs[district]}
    for name, code in nearest_names(left, sorted(name_of)).items():
        joined[name_of[name]] = code
        how["most alike in the district"] += 1
need(set(joined.values()) == set(ends), f"vietnam-address-converter has no name for {sorted(set(ends) - set(joined.values()))[:5]}")
need(len(set(joined.values())) == len(joined), "two names of vietnam-address-converter were joined to one code")
new_by_name = {tuple(map(spelled, (row[1], row[3]))): row[2] for row in current}
converter = defaultdict(set)
for row in rows:
    heir = new_by_name.get((spelled(row["new"]["province_name"]), spelled(row["new"]["ward_name"])))
    need(heir, f"vietnamadminunits has no {row['new']['ward_name']}, {row['new']['province_name']}")
    if (names := tuple(row["old"][f] for f in fields)) in joined:
        converter[joined[names]].add(heir)
only_theirs = [", ".join(reversed(names)) for names in theirs if names not in joined]

# Codes and heirs as `statistics` names them; `whole` is where its table says that the whole place or all its people went.
divisions = json.loads(installed("vietnam_provinces", "data/nested-divisions.json").read_text(encoding="utf-8"))
known = {f"{c['code']:05}": (f"{p['code']:02}", c["name"]) for p in divisions for c in p["wards"]}
for code, place in sorted(new.items()):
    if place.level == "commune":
        need(code in known and known[code][0] == place.parent and spelled(known[code][1]) == spelled(place.name),
             f"{code} {place.name} is {known.get(code)} in vietnam-provinces")
statistics, whole = defaultdict(set), set()
for entry in module("vietnam_provinces", "_ward_conversion_2025.py").NEW_TO_OLD.values():
    for source in entry.old_wards:
        pair = f"{source.code:05}", f"{entry.new_ward.code:05}"
        statistics[pair[0]].add(pair[1])
        if not source.is_partly_merged:
            whole.add(pair)
need(not statistics.keys() - old.keys(), f"vietnam-provinces knows old codes that are not here: {sorted(statistics.keys() - old.keys())[:5]}")
lacking = sorted(set(ends) - set(islands) - statistics.keys())

# An heir is taken when two of the three name it.
votes = Counter((code, heir) for source in (units, converter, statistics) for code in source for heir in source[code])
heirs = {code: sorted(h for h in units[code] | converter[code] if votes[code, h] >= 2) for code in ends}
alone = {name: sum(votes[code, h] == 1 for code in source for h in source[code])
         for name, source in [("vietnamadminunits", units), ("vietnam-address-converter", converter), ("vietnam-provinces", statistics)]}

# The main heir of a divided place: the one that bears its code; else the only taken heir that `converter` names; else the default of `units`.
main, reasons = {}, Counter()
for code in ends:
    need(heirs[code], f"no heir of {code} {old[code].name} is named twice")
    named = [h for h in heirs[code] if h in converter[code]]
    if len(heirs[code]) == 1:
        main[code], reason = heirs[code][0], "the only heir"
    elif code in heirs[code]:
        main[code], reason = code, "bears the old code"
    elif len(named) == 1:
        main[code], reason = named[0], "the only one in vietnam-address-converter"
    else:
        main[code], reason = default.get(code), "the default of vietnamadminunits"
    reasons[reason] += 1
    need(main[code] in heirs[code], f"no main heir for {code} {old[code].name}")
full = {code: told[0] for code in ends if len(heirs[code]) > 1 and len(told := [h for h in heirs[code] if (code, h) in whole]) == 1}
right = sum(main[code] == heir for code, heir in full.items())

# Provinces: whole, to one heir. One that went on alone under its name and code stays one row.
code_of = {row[12].split("_")[0]: row[0] for row in legacy}
new_code_of = {row[8]: row[0] for row in current}
province_heir = {code_of[source]: new_code_of[heir] for heir, sources in conversion["DICT_PROVINCE"].items() for source in sources}
unchanged = sorted(c for c, h in province_heir.items() if list(province_heir.values()).count(h) == 1 and c == h and old[c].name == new[h].name)
for code in unchanged:
    new[code].begins = FIRST
for code in ends:
    province = old[code].parent if code in islands else old[old[code].parent].parent
    for heir in heirs[code]:
        need(new[heir].parent == province_heir[province], f"{code} went to {heir}, which is not in the heir of its province {province}")

# Centres that cannot be right are left empty: one point for several places; a new commune far from its predecessors; an old one far from its heir.
dropped = Counter()


def drop(place, reason):
    place.point = None
    dropped[place.level, reason] += 1


shared = Counter((p.level, p.point) for p in old.values())
for place in list(old.values()):
    if shared[place.level, place.point] > 1:
        drop(place, "before, a point of several places")
came_from = defaultdict(list)
for code in ends:
    if code not in islands and old[code].point:
        came_from[main[code]].append(old[code].point)
for heir, points in sorted(came_from.items()):
    if kilometres(new[heir].point, middle(points)) > FAR:
        drop(new[heir], f"after, more than {FAR} km from its predecessors")
for code in ends:
    place, heir = old[code], new[main[code]]
    if place.point and heir.point and kilometres(place.point, heir.point) > FAR:
        drop(place, f"before, more than {FAR} km from its heir")

# The files, and what must hold for them.
places = sorted([p for c, p in old.items() if c not in unchanged] + list(new.values()), key=lambda p: (len(p.code), p.code, p.begins))
lines = [[DAY, code, heir, "whole", "yes", ""] for code, heir in province_heir.items()]
lines += [[DAY, code, h, "whole" if len(heirs[code]) == 1 else "part", "yes" if h == main[code] else "no", ""] for code in ends for h in heirs[code]]
lines.sort(key=lambda line: (len(line[1]), line[1], line[2]))
in_force = {day: {p.code: p for p in places if p.begins <= day and (not p.ends or p.ends >= day)} for day in (LAST, DAY)}
for day, force in in_force.items():
    need(len(force) == sum(p.begins <= day and (not p.ends or p.ends >= day) for p in places), f"a code is two places on {day}")
    for place in force.values():
        need((place.parent == "") == (place.level == "province"), f"{place.code} {place.name} has the wrong kind of parent")
        need(not place.parent or place.parent in force, f"{place.code} {place.name} has no parent on {day}")
    for level in LEVELS.values():
        count = sum(p.level == level for p in force.values())
        need(count == COUNTS[level, day], f"{count} of level {level} on {day}, not {COUNTS[level, day]}")
inside = Counter(p.parent for p in in_force[DAY].values())
for code, count in COMMUNES.items():
    need(inside[code] == count, f"{inside[code]} communes in {code}, not {count}")
kinds = {day: Counter(p.kind for p in force.values()) for day, force in in_force.items()}
need((kinds[DAY]["tinh"], kinds[DAY]["thanh-pho-truc-thuoc"], kinds[DAY]["dac-khu"]) == (28, 6, 13), f"kinds after: {dict(kinds[DAY])}")
need({line[1] for line in lines} == {c for c, p in in_force[LAST].items() if p.level != "district" or c in islands}, "an old place has no heir")
need({line[2] for line in lines} == set(in_force[DAY]), "a new place has no predecessor")
need(all(unicodedata.is_normalized("NFC", p.name) for p in places), "a name is not NFC")

folder = pathlib.Path(sys.argv[1])
folder.mkdir(exist_ok=True)
for file, heading, content in [("places.csv", "code,name,kind,level,parent,valid_from,valid_to,latitude,longitude", [p.row() for p in places]),
                               ("heirs.csv", "day,from,to,part,is_main,share", lines)]:
    with open(folder / file, "w", encoding="utf-8", newline="") as out:
        out.write(heading + "\n")
        csv.writer(out, lineterminator="\n").writerows(content)

same = sum(units[c] == converter[c] == statistics[c] for c in ends)
print(f"places.csv  {len(places)} rows; heirs.csv  {len(lines)} rows")
for day in (LAST, DAY):
    print(f"{day}  " + ", ".join(f"{n} {kind}" for kind, n in sorted(kinds[day].items())))
print(f"provinces that went on unchanged: {len(unchanged)}; districts without communes: {len(islands)}")
print("names joined: " + ", ".join(f"{n} {step}" for step, n in how.items()) + f"; only in vietnam-address-converter: {'; '.join(only_theirs)}")
print(f"communes after with the same code, name and province in vietnam-provinces: {len(known)}; codes before that its table lacks: {lacking}")
print(f"old places with heirs: {len(ends)}, the three agree on {same}; pairs taken {sum(map(len, heirs.values()))}, dropped as named once: {alone}")
print("pairs added to vietnamadminunits: " + (", ".join(f"{c} to {h}" for c in ends for h in heirs[c] if h not in units[c]) or "none"))
print(f"divided {sum(len(h) > 1 for h in heirs.values())}; main heir: " + ", ".join(f"{n} {reason}" for reason, n in reasons.items()))
print(f"of {len(full)} divided whose people all went to one heir by vietnam-provinces, {right} have it as main heir")
print("centres left empty: " + "; ".join(f"{n} {level} ({reason})" for (level, reason), n in dropped.items()))
