"""A server that answers what a test tells it to, and keeps what it was asked."""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """As sent, nothing decoded."""
        return self.target.partition("?")[2]

    @property
    def json(self):
        return json.loads(self.body)


@dataclass
class Told:
    """An answer: a body of bytes is sent as it is, anything else as JSON."""

    body: object = field(default_factory=dict)
    status: int = 200
    kind: str = "application/json"

    @property
    def bytes(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class ScriptedServer:
    """Gives its answers one after the other, the last one again and again."""

    def __init__(self, *answers):
        self.answers = [a if isinstance(a, Told) else Told(a) for a in answers or ({},)]
        self.asked: list[Asked] = []
        self._lock = threading.Lock()

    def __enter__(self) -> "ScriptedServer":
        script = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                told = script._take(Asked(
                    self.command, self.requestline.split(" ")[1],
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(length)))
                self.send_response(told.status)
                self.send_header("Content-Type", told.kind)
                if told.status != 204:
                    self.send_header("Content-Length", str(len(told.bytes)))
                self.end_headers()
                if told.status != 204:
                    self.wfile.write(told.bytes)

            do_GET = do_POST = do_PUT = do_DELETE = answer

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _take(self, asked: Asked) -> Told:
        with self._lock:
            self.asked.append(asked)
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"
