#!/usr/bin/env python3
"""A tiny forum whose members review posts with a Common Ground site. Written to be read and changed; see
README.md."""

import argparse
import json
import os
import re
import sys
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pages
import webhooks
from people import EVERYBODY, MEMBERS, Person
from posts import HIDDEN, HIDDEN_UNDER_REVIEW, NO_ACTION, RESTORED, Posts
from reviews import apply_answer, apply_decision, apply_event
from site_client import SiteClient, SiteError


@dataclass
class Forum:
    """What people and the site do here. Nothing about HTTP."""

    posts: Posts
    site: SiteClient

    def write(self, author: Person, text: str) -> str:
        post = self.posts.add(author.id, text)
        return self._submit(post.id, author, text, "Posted.")

    def edit(self, id: int, editor: Person, text: str) -> str:
        post = self.posts.get(id)
        if post is None or post.author != editor.id:
            return "That is not your post."
        self.posts.write(id, text)
        return self._submit(id, editor, text, "Saved.")

    def _submit(self, id: int, author: Person, text: str, done: str) -> str:
        """A post is published whether or not the site can be reached."""
        try:
            answer = self.site.submit(id, author, text)
        except SiteError as error:
            report(f"post {id} was not submitted: {error}")
            return done
        apply_answer(self.posts, id, answer)
        return done

    def flag(self, id: int, flagger: Person) -> str:
        post = self.posts.get(id)
        if post is None or post.author == flagger.id:
            return "There is nothing to flag."
        try:
            answer = self.site.flag(id, EVERYBODY[post.author], post.text, flagger)
        except SiteError as error:
            report(f"a flag on post {id} was not sent: {error}")
            return "The site for reviews can't be reached. Try again later."
        apply_answer(self.posts, id, answer)
        return "Thank you. People will look at it."

    def reviews(self, viewer: Person) -> list[dict]:
        try:
            return self.site.reviews(viewer)
        except SiteError as error:
            report(f"reviews were not read: {error}")
            return []

    def vote(self, note: str, level: str, voter: Person) -> str:
        try:
            self.site.vote(note, level, voter)
        except SiteError as error:
            report(f"a vote was not counted: {error}")
            return {
                409: "You have voted, or it is decided.", 403: "You can't vote on this.",
                404: "That is not there any more.",
            }.get(error.status, "The site for reviews can't be reached. Try again later.")
        return "Your vote is counted."

    def decide(self, note: str, agree: bool, moderator: Person) -> str:
        """Moderators' decisions are ours to carry out: the site does not send them back to us."""
        if not moderator.moderator:
            return "Only moderators decide."
        try:
            self.site.decide(note, agree, moderator)
        except SiteError as error:
            report(f"a decision was not made: {error}")
            return "The site for reviews can't be reached. Nothing was changed."
        for post in self.posts.all():
            if post.note == note:
                if agree:
                    self.posts.hide(post.id, HIDDEN)
                else:
                    self.posts.show(
                        post.id, RESTORED if post.review == HIDDEN_UNDER_REVIEW else NO_ACTION)
        return "Decided."

    def receive(self, event: dict) -> None:
        if apply_event(self.posts, event):
            report(f"received {event['event']}")

    def poll(self) -> None:
        """Asks for what was decided since the last time, in case a webhook was missed."""
        now = datetime.now(timezone.utc)
        since = self.posts.setting("polled") or (now - timedelta(minutes=30)).isoformat()
        for decision in self.site.decided_since(since):
            apply_decision(self.posts, decision)
        self.posts.set("polled", now.isoformat())


def report(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Handler(BaseHTTPRequestHandler):
    forum: Forum
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/":
            self._page(pages.posts_page(self.forum.posts.all(), self._reader(), self._said()))
        elif path == "/reviews":
            reader = self._reader()
            self._page(pages.reviews_page(self.forum.reviews(reader), reader, self._said()))
        elif path == "/posts.json":
            self._json(200, [
                {"id": post.id, "hidden": post.hidden, "review": post.review}
                for post in self.forum.posts.all()])
        else:
            self._json(404, {"error": "not found"})

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > webhooks.MOST_BYTES:
            self.close_connection = True
            return self._json(413, {"error": "too large"})
        body = self.rfile.read(int(length))
        if path == webhooks.PATH:
            return self._webhook(body)
        # Forms of other pages must not post here.
        if self.headers.get("Origin", self._own()) != self._own():
            return self._json(403, {"error": "not from here"})
        try:
            form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        except UnicodeDecodeError:
            return self._json(400, {"error": "not a form"})
        self._form(path, form)

    def _webhook(self, body: bytes) -> None:
        try:
            event = webhooks.read(
                self.forum.site.key, self.headers.get("X-Webhook-Signature"), body)
        except webhooks.Refused as refusal:
            return self._json(401, {"error": str(refusal)})
        self.forum.receive(event)
        # Only now: what was not answered comes again.
        self._json(200, {"received": True})

    def _form(self, path: str, form: dict[str, str]) -> None:
        reader, text = self._reader(), form.get("text", "").strip()
        if path == "/reader" and form.get("reader") in EVERYBODY:
            return self._go("/", f"You are {EVERYBODY[form['reader']].name} now.", form["reader"])
        if path == "/posts" and text:
            return self._go("/", self.forum.write(reader, text[:5000]))
        if found := re.fullmatch(r"/posts/(\d{1,15})", path):
            if text:
                return self._go("/", self.forum.edit(int(found[1]), reader, text[:5000]))
        if found := re.fullmatch(r"/posts/(\d{1,15})/flag", path):
            return self._go("/", self.forum.flag(int(found[1]), reader))
        if found := re.fullmatch(r"/reviews/([0-9a-f-]{36})", path):
            if form.get("vote") in ("HELPFUL", "NOT_HELPFUL"):
                return self._go("/reviews", self.forum.vote(found[1], form["vote"], reader))
            if form.get("decide") in ("agree", "disagree"):
                return self._go(
                    "/reviews", self.forum.decide(found[1], form["decide"] == "agree", reader))
        self._json(400, {"error": "not understood"})

    # -- Small things

    def _own(self) -> str:
        return f"http://{self.headers.get('Host', '')}"

    def _cookie(self, name: str) -> str:
        cookies = SimpleCookie(self.headers.get("Cookie", ""))
        return cookies[name].value if name in cookies else ""

    def _reader(self) -> Person:
        return EVERYBODY.get(self._cookie("reader"), MEMBERS[0])

    def _said(self) -> str:
        return unquote(self._cookie("said"))

    def _page(self, text: str) -> None:
        self._answer(200, "text/html; charset=utf-8", text.encode(), {
            "Set-Cookie": "said=; Path=/; Max-Age=0"})

    def _json(self, status: int, value: object) -> None:
        self._answer(status, "application/json", json.dumps(value).encode())

    def _go(self, path: str, said: str, reader: str | None = None) -> None:
        self.send_response(303)
        self.send_header("Location", path)
        self.send_header("Set-Cookie", f"said={quote(said)}; Path=/; Max-Age=60; SameSite=Lax")
        if reader:
            self.send_header("Set-Cookie", f"reader={reader}; Path=/; HttpOnly; SameSite=Lax")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(
        self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


def poll_for_ever(forum: Forum, seconds: float, stop: threading.Event) -> None:
    while not stop.wait(seconds):
        try:
            forum.poll()
        except SiteError as error:
            report(f"nothing was asked: {error}")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default=os.environ.get("FORUM_SITE", "http://127.0.0.1:8080"))
    parser.add_argument("--credentials", help="file with what `admin adapter create --json` printed")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--data", default="forum.sqlite", help="file that the forum keeps")
    parser.add_argument("--name", default="A tiny forum")
    parser.add_argument("--slug", default="tiny-forum", help="the forum's name towards the site")
    parser.add_argument("--poll", type=float, default=300, help="seconds between polls")
    return parser.parse_args()


def key(given: argparse.Namespace) -> str:
    if given.credentials:
        with open(given.credentials) as file:
            return json.load(file)["api_key"]
    if "FORUM_KEY" in os.environ:
        return os.environ["FORUM_KEY"]
    sys.exit("Say --credentials FILE, or set FORUM_KEY.")


def main() -> None:
    given = options()
    site = SiteClient(given.site.rstrip("/"), key(given), given.slug)
    forum = Forum(Posts(given.data), site)
    Handler.forum = forum
    ThreadingHTTPServer.daemon_threads = True
    server = ThreadingHTTPServer(("127.0.0.1", given.port), Handler)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        site.register(given.name, address + webhooks.PATH)
    except SiteError as error:
        sys.exit(f"The forum could not register. {error}")
    stop = threading.Event()
    threading.Thread(target=poll_for_ever, args=(forum, given.poll, stop), daemon=True).start()
    report(f"The forum is at {address}")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        stop.set()


if __name__ == "__main__":
    main()
