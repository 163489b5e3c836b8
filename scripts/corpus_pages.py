"""Sets a plan as the printed pages of an official paper, in the manner of Decree 30/2020; scripts/corpus makes scans of them.

A text is set line by line: one line of it is one printed line. What its lines are is told by simple rules:
  a line that begins with a space, and a line that is a number alone, as a scanner leaves it, begins a page; the number is not set again
  "Số: NUMBER PLACE, ngày …" among the first lines is the number; the header is made whole around it, whatever a scanner left above it
  the short lines after it are the title
  from "Nơi nhận" on it is the list of recipients at the left; words in capitals after it, and a name at the end, are the signature at the right
All else is the body. An HTML body is set as it flows, and brings its header and signature itself, as tables of the classes head and foot.
"""
import re, sys
from collections import namedtuple
from html import escape

from PIL import ImageFont

MILLIMETRE = 72 / 25.4                # in points
WIDTH, HEIGHT = 165 * MILLIMETRE, 257 * MILLIMETRE  # what the margins leave of A4
LARGEST = 14                          # the size of the body; smaller where a line would not fit
LINE, GAP, INDENT = 16.6, 4, 10 * MILLIMETRE
SIGNING = 30                          # the room above a name, for a hand and a stamp
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"

STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt Tinos; padding-top: 4mm } }
@page :first { @top-center { content: none } }
html { font: %(size).2fpt/1.25 Tinos; }
body { margin: 0 }
section { break-after: page }
section:last-child { break-after: auto }
.line { height: %(line)spt; line-height: %(line)spt; white-space: nowrap }
.first { text-indent: %(indent).1fpt }
.full { text-align: justify; text-align-last: justify }
.bold, .title, th, h1, h2 { font-weight: bold }
.title, h1 { text-align: center }
.rule { width: 30mm; margin: 3pt auto 0; border-top: 0.7pt solid }
.header, .closing { width: 100%%; border-collapse: collapse; white-space: nowrap }
.header td { border: 0; padding: 0; text-align: center; width: 60%%; font-size: 13pt; line-height: 17pt; vertical-align: top }
.header td:first-child { width: 40%% }
.header i { font-size: 14pt }
.motto { font-size: 14pt; border-bottom: 0.7pt solid }
.closing td { border: 0; padding: 0; width: 50%%; font-size: 11pt; height: 14.5pt; line-height: 14.5pt }
.closing td + td { text-align: center; font-size: 13pt; font-weight: bold }
.closing tr:first-child td:first-child { font-size: 12pt; font-style: italic; font-weight: bold }
h1, h2 { font-size: 14pt; margin: 6pt 0 }
p { margin: 0 0 4pt; text-align: justify; text-indent: %(indent).1fpt }
table { border-collapse: collapse; width: 100%% }
tr { break-inside: avoid }
th, td { border: 0.7pt solid; padding: 2pt 4pt; font-size: 12pt; vertical-align: top }
.head td, .foot td { border: 0; padding: 0; font-size: 13pt }
.foot td:first-child { font-size: 11pt }
"""
NUMBERED = re.compile(r"([IVX]+\.|\d+[.)]|\d+\.\d+\.?)\s")
LISTED = re.compile(NUMBERED.pattern + r"|[-–+]|\(\d+\)\s|[a-zđ]\)\s")
ABOVE = re.compile(r"\s*(CỘNG HÒA|Độc lập).*")
NUMBER = re.compile(r"(Số: \S+) ((.+), ngày .+)")

Row = namedtuple("Row", "html height lines breaks")  # lines: the printed lines of it, as the held text has them; breaks: a page begins here


def width(text, size, bold=False):
    """How wide a text is in points."""
    return (BOLD if bold else REGULAR).getlength(text) * size / 1000


def font(name, size):
    try:
        return ImageFont.truetype(f"{name}.ttf", size)
    except OSError:
        sys.exit(f"corpus: the font {name} is missing (fonts-croscore)")


REGULAR, BOLD = font("Tinos-Regular", 1000), font("Tinos-Bold", 1000)


def styled(body, size=LARGEST):
    return f"<!doctype html><meta charset=utf-8><style>{STYLE % {'size': size, 'line': LINE, 'indent': INDENT}}</style>{body}"


def paper(text):
    """A text as HTML, and the held lines of each of its pages."""
    lines = text.splitlines()
    top = next((i for i, line in enumerate(lines[:10]) if NUMBER.match(line.strip())), -1)
    end = next((i for i, line in enumerate(lines) if line.startswith("Nơi nhận")), len(lines))
    body = next((i for i in range(top + 1, end) if len(lines[i].strip()) > 60), end)
    rows = header(lines[:top], NUMBER.match(lines[top].strip())) if top >= 0 else []
    rows += title(lines[top + 1:body])
    size, set_lines = body_rows(lines[body:end])
    pages = filled(rows + set_lines + closing(lines[end:]))
    html = "".join("<section>" + "".join(row.html for row in page) + "</section>" for page in pages)
    return styled(html, size), [[line for row in page for line in row.lines] for page in pages]


def filled(rows):
    """The rows page by page."""
    pages, room = [[]], HEIGHT
    for row in rows:
        if pages[-1] and (row.breaks or row.height > room):
            pages.append([])
            room = HEIGHT
        if pages[-1] or row.lines:  # no gap at the top
            pages[-1].append(row)
            room -= row.height
    return pages


def gap(height=GAP):
    return Row(f'<div style="height:{height}pt"></div>', height, [], False)


def header(above, number):
    """The two columns at the top, whole."""
    issuer = [ABOVE.sub("", line.strip()) for line in above if line.strip()][-2:]
    issuer = issuer or ["TỈNH " + number[3].upper()]
    if len(issuer) == 1:
        issuer.insert(0, "ỦY BAN NHÂN DÂN")
    place = escape(number[2]).replace("ngày tháng", "ngày&emsp;&ensp;tháng")  # a day left blank
    left = [escape(issuer[0]), f"<b>{escape(issuer[1])}</b>", "<div class=rule></div>", number[1]]
    right = [f"<b>{STATE}</b>", f"<b class=motto>{MOTTO}</b>", "", f"<i>{place}</i>"]
    cells = "".join(f"<tr><td>{one}<td>{other}" for one, other in zip(left, right))
    html = f"<table class=header>{cells}</table>"
    return [Row(html, 58, [f"{issuer[0]} {STATE}", f"{issuer[1]} {MOTTO}", number[0]], False), gap(14)]


def title(lines):
    rows = [Row(f"<div class='line title'>{escape(line.strip())}</div>", LINE, [line.strip()], False) if line.strip() else gap(2) for line in lines]
    return rows + [Row("<div class=rule></div>", 4, [], False), gap(12)] if rows else []


def body_rows(lines):
    """The size that lets every line fit, and the rows of the body."""
    found, breaks, after_gap, before = [], False, True, ""
    for line in lines:
        text = line.strip()
        if text.isdigit():
            breaks = True
        elif text:
            indented = starts(text, before, after_gap)
            found.append((text, indented, breaks or line.startswith(" ")))
            breaks, after_gap, before = False, False, text
        else:
            found.append(None)
            after_gap = True
    rooms = [(text, WIDTH - INDENT * indented) for text, indented, _ in filter(None, found)]
    size = min([LARGEST] + [0.995 * room / width(text, 1, is_heading(text)) for text, room in rooms])
    return size, [body_line(*line, size) if line else gap() for line in found]


def is_heading(text):
    return bool(NUMBERED.match(text)) and len(text) < 62


def starts(text, before, after_gap):
    """Whether a line begins a paragraph; an empty line alone is none of it, scanners leave them anywhere."""
    return bool(LISTED.match(text)) or is_heading(before) or after_gap and (not before or before[-1] in ".:;)/")


def body_line(text, indented, breaks, size):
    bold = is_heading(text)
    room = WIDTH - INDENT * indented
    names = ["line", "first" * indented, "bold" * bold, "full" * (not bold and width(text, size) > 0.85 * room)]
    return Row(f"<div class='{' '.join(filter(None, names))}'>{escape(text)}</div>", LINE, [text], breaks)


def closing(lines):
    """The recipients at the left and the signature at the right, kept on one page."""
    lines = [(line.strip(), i > 0 and not lines[i - 1].strip()) for i, line in enumerate(lines) if line.strip()]
    cells = []
    for line, after_gap in lines:
        name = after_gap and line is lines[-1][0] and not line.startswith("-")
        cells.append(("", line, SIGNING) if name else (*signed(line), 0))
    if not cells:
        return []
    table = "".join(f"<tr><td>{escape(left)}<td style='padding-top: {room}pt'>{escape(right)}" for left, right, room in cells)
    height = 15 * len(cells) + sum(room for *_, room in cells)
    return [gap(12), Row(f"<table class=closing>{table}</table>", height, [line for line, _ in lines], False)]


def signed(line):
    """A line of the recipients apart from the words of the signature that a scanner left after it."""
    both = re.match(r"(.*[:;]) (.+)", line)
    return both.groups() if both and both[2].isupper() and both[2][-1].isalpha() else (line, "")
