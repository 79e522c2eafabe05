"""A small server that answers as OpenAI-compatible ones do; for tests, and to try the writer with."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FakeModel:
    """`answer` makes the model's text of the messages it is sent."""

    def __init__(self, answer: Callable[[list[dict]], str | bytes]):
        self.answer = answer
        self.asked: list[dict] = []
        self.keys: list[str | None] = []
        self.status = 200

    def __enter__(self) -> "FakeModel":
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.asked.append(body | {"path": self.path})
                fake.keys.append(self.headers["Authorization"])
                text = fake.answer(body["messages"])
                content = text if isinstance(text, bytes) else json.dumps({
                    "choices": [{"message": {"role": "assistant", "content": text}}]}).encode()
                try:
                    self.send_response(fake.status)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:
                    pass  # Who asked has gone.

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

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"


def sensible(messages: list[dict]) -> str:
    """Writes a note with the first link that people named."""
    material = json.loads(messages[-1]["content"])
    return json.dumps({
        "write": True, "text": f"The report gives a tenth of that. {material['links'][0]}",
        "tags": ["factual_error"], "trustworthy_sources": True})
