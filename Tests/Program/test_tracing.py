"""Spans reach a collector, and nothing in them tells who asked for what."""

import http.server
import json
import threading
import urllib.request

from server import Caller, Program, free_port, wait_until


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


def test_each_request_is_a_span_and_a_collector_that_is_away_keeps_nobody_waiting(tmp_path):
    port = free_port()
    program = Program(tmp_path, "--demo", "--data", tmp_path / "data", LACHAN_OTLP=f"http://127.0.0.1:{port}")
    try:
        officer = Caller(program.address)
        assert officer.sign_in("tuphap.hn")[0] == 303 and officer.ask("/desk?q=bi-mat")[0] == 200
        assert wait_until(lambda: "spans not taken" in program.log.read_text(), 15), "it says so"
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Collector)
        threading.Thread(target=server.serve_forever, daemon=True).start()
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
