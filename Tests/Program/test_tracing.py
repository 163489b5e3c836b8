"""Spans reach a collector, and nothing in them tells who asked for what."""

import http.server
import json
import re
import subprocess
import threading
import urllib.request

from server import PROGRAM, Caller, Program, free_port, wait_until


class Collector(http.server.BaseHTTPRequestHandler):
    spans = []

    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/traces"
        for resource in told["resourceSpans"]:
            assert {"key": "service.name", "value": {"stringValue": "lachan"}} in resource["resource"]["attributes"]
            for scope in resource["scopeSpans"]:
                self.spans.extend(scope["spans"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def collect(port):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_each_request_is_a_span_and_a_collector_that_is_away_keeps_nobody_waiting(tmp_path):
    port = free_port()
    program = Program(tmp_path, "--demo", "--data", tmp_path / "data", LACHAN_OTLP=f"http://127.0.0.1:{port}")
    try:
        officer = Caller(program.address)
        assert officer.sign_in("tuphap.hn")[0] == 303 and officer.ask("/desk?q=bi-mat")[0] == 200
        assert wait_until(lambda: "spans not taken" in program.log.read_text(), 15), "it says so"
        server = collect(port)
        parent = "00-" + "ab" * 16 + "-" + "cd" * 8 + "-01"
        officer.call(urllib.request.Request(program.address + "/plans?q=bi-mat", headers={"traceparent": parent}))
        officer.call(urllib.request.Request(program.address + "/bodies/nobody", headers={"traceparent": "nonsense"}))
        assert wait_until(lambda: {"GET /plans", "GET /bodies/{id}"} <= {span["name"] for span in Collector.spans}, 15), Collector.spans
        plans = next(span for span in Collector.spans if span["name"] == "GET /plans")
        assert plans["traceId"] == "ab" * 16 and plans["parentSpanId"] == "cd" * 8 and plans["kind"] == 2 and plans["status"] == {"code": 1}
        assert int(plans["endTimeUnixNano"]) >= int(plans["startTimeUnixNano"]) > 1_600_000_000 * 10**9
        body = next(span for span in Collector.spans if span["name"] == "GET /bodies/{id}")
        assert len(body["traceId"]) == 32 and len(body["spanId"]) == 16 and "parentSpanId" not in body
        assert not [word for word in ("bi-mat", "tuphap", "nobody", "127.0.0.1") if word in json.dumps(Collector.spans)]
        server.shutdown()
    finally:
        assert program.end() == 0


def test_one_number_leads_from_an_answer_to_its_log_line_its_ledger_entry_and_its_span(tmp_path):
    port = free_port()
    server = collect(port)
    program = Program(tmp_path, "--demo", "--data", tmp_path / "data", LACHAN_OTLP=f"http://127.0.0.1:{port}", LACHAN_LOG_JSON="true")
    try:
        officer = Caller(program.address)
        officer.sign_in("tuphap.hn")
        page = re.search(r"href='(/assignments/[^'#]+)#answer'", officer.ask("/desk")[2])[1]
        status, headers, _ = officer.send(page, page + "/progress", text="Đã làm một việc")
        number, route = headers["X-Request-Id"], "/assignments/{id}/progress"
        assert status == 303 and re.fullmatch(r"[0-9a-f]+", number)
        (line,) = program.entries(**{"hb.request.id": number})
        assert (line["message"], line["method"], line["route"], line["status"]) == ("request", "POST", route, "303")
        exported = subprocess.run([PROGRAM, "ledger", "export", "--data", tmp_path / "data"], capture_output=True, text=True, check=True).stdout
        written = [entry for entry in (json.loads(one)["entry"] for one in exported.splitlines()) if entry.get("request") == number]
        assert page in ["/assignments/" + entry["recordId"] for entry in written] and {entry["accountName"] for entry in written} == {"Cán bộ Sở Tư pháp Hà Nội"}
        attribute = {"key": "lachan.request", "value": {"stringValue": number}}
        of_request = lambda: [span for span in Collector.spans if attribute in span["attributes"]]
        assert wait_until(of_request, 15)
        assert [span["name"] for span in of_request()] == ["POST " + route]
    finally:
        assert program.end() == 0
        server.shutdown()
