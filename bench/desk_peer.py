"""The desk of a body as a good FastAPI program would show it: the same rows, the same words, about the same bytes."""

import datetime
import hashlib
import os
import sqlite3

from fastapi import Cookie, FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

TODAY = datetime.date(2024, 6, 16)
ROLES = {"lead": "chủ trì", "coordinate": "phối hợp", "implement": "thực hiện", "advise": "tham mưu"}
REASONS = {
    "endOfPeriod": "Ngày cuối của khoảng thời gian ghi trong văn bản.", "namedDay": "Ngày ghi trong đoạn văn bản.",
    "endOfYear": "Văn bản không ghi ngày: làm trong năm 2024.", "setByOffice": "Cơ quan Thường trực ấn định khi duyệt kế hoạch.",
    "reportBefore": "Văn bản ghi “trước ngày”: ngày cuối còn đúng hạn.", "reportOn": "Ngày nộp báo cáo ghi trong văn bản.",
}

database = sqlite3.connect(os.environ["DESK_DATABASE"], check_same_thread=False)
database.row_factory = sqlite3.Row
desk = Environment(loader=FileSystemLoader(os.path.dirname(__file__)), autoescape=select_autoescape()).get_template("desk.html")
app = FastAPI()


def written(day):
    year, month, date = day.split("-")
    return f"{date}/{month}/{year}"


def standing(row):
    """Rank, style and words, as the desk sorts and shows them."""
    left = (datetime.date.fromisoformat(row["due_on"]) - TODAY).days
    if row["state"] == "confirmed":
        return 9, "done", "✓ xong"
    if row["state"] == "declared":
        return 8, "hand", "… chờ xác nhận"
    if left < 0:
        return 0, "late", f"✕ quá hạn {-left} ngày"
    if row["state"] == "returned":
        return 1, "soon", "↩ trả lại"
    if left <= 7:
        return 2, "soon", f"◔ còn {left} ngày"
    return (3, "none", "○ chưa nhận") if row["state"] == "given" else (4, "hand", "▸ đang làm")


def shortened(text, length=150):
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


@app.get("/desk", response_class=HTMLResponse)
def show(lachan: str | None = Cookie(default=None)):
    account = database.execute(
        "SELECT accounts.* FROM sessions JOIN accounts ON accounts.id = sessions.account_id WHERE token_digest = ? AND ends_at > ? AND is_active",
        (hashlib.sha256((lachan or "").encode()).hexdigest(), "2000")).fetchone()
    if account is None:
        return RedirectResponse("/sign-in", 303)
    body = database.execute("SELECT * FROM bodies WHERE id = ?", (account["body_id"],)).fetchone()
    rows = database.execute(
        """SELECT assignments.*, duties.code, duties.text, duties.position, plans.number, plans.issued_at FROM assignments
        JOIN duties ON duties.id = assignments.duty_id JOIN plans ON plans.id = assignments.plan_id
        WHERE COALESCE(holder_id, body_id) = ? AND assignments.province = ?""", (body["id"], account["province"])).fetchall()
    lines = []
    for row in rows:
        rank, style, words = standing(row)
        lines.append({
            "id": row["id"], "duty": row["duty_id"], "code": row["code"], "plan": row["number"], "rank": rank, "style": style, "words": words,
            "role": ROLES[row["role"]], "due": written(row["due_on"]), "why": REASONS[row["due_because"]], "state": row["state"],
            "title": f"Báo cáo {row['period']}" if row["period"] else shortened(row["text"]), "period": row["period"], "position": row["position"]})
    lines.sort(key=lambda line: (line["rank"], line["due"], line["position"]))
    owed = [line for line in lines if line["rank"] < 8]
    return desk.render(
        account=account, body=body, owed=owed, declared=[line for line in lines if line["state"] == "declared"],
        done=[line for line in lines if line["state"] == "confirmed"][:10], late=sum(line["rank"] == 0 for line in owed), today="16/06/2024", token="x" * 64)
