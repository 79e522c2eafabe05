"""A forum's end of the webhooks: checks signatures as the Discourse plugin does, keeps what came, and
answers as a test tells it to."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH = "/opennotes/webhooks/receive"


def signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 over the bytes of the body, in hex (section 10.2)."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def member_signature(secret: str, body: dict, timestamp: int) -> str:
    """The one inside the body: over the time and the canonical rest of the body."""
    rest = {
        name: value for name, value in body.items()
        if name not in ("_webhook_timestamp", "_webhook_signature")}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return signature(secret, f"{timestamp}:{canonical}".encode())


@dataclass(frozen=True)
class Delivery:
    """One attempt, as it came over the wire."""

    at: float
    path: str
    headers: dict[str, str]
    body: bytes
    status: int

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def event(self) -> str:
        return self.json["event"]

    @property
    def id(self) -> str:
        return self.json["event_id"]

    @property
    def request(self) -> str:
        return self.json["request_id"]


# What is answered to the n-th attempt (from 0): a status, with headers if there are any. Without an
# answer the connection is closed.
Answer = int | tuple[int, dict[str, str]] | None


@dataclass
class Receiver:
    """Listens on a port of this machine while it is entered."""

    secret: str
    answer: Callable[[int, dict], Answer] = lambda number, event: 200
    # Told of each event once, by the id that stays the same over retries.
    handler: Callable[[dict], None] = lambda event: None
    # Reads each request and answers nothing while this is cleared.
    open: threading.Event = field(default_factory=threading.Event)
    deliveries: list[Delivery] = field(default_factory=list)
    # Events in the order in which they were first accepted.
    accepted: dict[str, dict] = field(default_factory=dict)
    failures: list[Exception] = field(default_factory=list)
    port: int = 0

    def __post_init__(self):
        self.open.set()
        self._lock = threading.Lock()
        self._number = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    def __enter__(self) -> "Receiver":
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver._take(self, body)

            def do_GET(self):
                # Only a redirect that was followed leads here.
                receiver._take(self, b"{}")

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """Whoever was killed while we answered is no error of ours."""

        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.open.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _take(self, http: BaseHTTPRequestHandler, body: bytes) -> None:
        headers = {name.lower(): value for name, value in http.headers.items()}
        with self._lock:
            number, self._number = self._number, self._number + 1
        at = time.time()
        self.open.wait(60)
        status, more, text = self._judge(number, http.path, headers, body)
        with self._lock:
            self.deliveries.append(Delivery(at, http.path, headers, body, status))
            if status == 200:
                self._accept(json.loads(body))
        if status == 0:
            http.close_connection = True
            return
        http.send_response(status)
        http.send_header("Content-Type", "application/json")
        http.send_header("Content-Length", str(len(text)))
        for name, value in more.items():
            http.send_header(name, value)
        http.end_headers()
        http.wfile.write(text)

    def _judge(
        self, number: int, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        if path != PATH:
            return 404, {}, b"{}"
        given = headers.get("x-webhook-signature")
        if given is None:
            return 401, {}, b'{"error":"missing signature"}'
        if not hmac.compare_digest(given, f"sha256={signature(self.secret, body)}"):
            return 401, {}, b'{"error":"invalid signature"}'
        told = self.answer(number, json.loads(body))
        if told is None:
            return 0, {}, b""
        status, more = told if isinstance(told, tuple) else (told, {})
        return status, more, b'{"received":true}' if status == 200 else b"{}"

    def _accept(self, event: dict) -> None:
        if event["event_id"] in self.accepted:
            return
        self.accepted[event["event_id"]] = event
        try:
            self.handler(event)
        except Exception as failure:
            # Raised in the thread of the test, by whoever waits.
            self.failures.append(failure)

    # -- What a test asks

    def events(self, request: str | None = None) -> list[str]:
        """Names of the events that were accepted, of one request or of all."""
        if self.failures:
            raise self.failures[0]
        with self._lock:
            return [
                event["event"] for event in self.accepted.values()
                if request is None or event["request_id"] == request]

    def of(self, request: str, event: str) -> list[dict]:
        with self._lock:
            return [
                each for each in self.accepted.values()
                if each["request_id"] == request and each["event"] == event]

    def attempts(self, event_id: str | None = None) -> list[Delivery]:
        with self._lock:
            return [
                each for each in self.deliveries if event_id is None or each.id == event_id]
