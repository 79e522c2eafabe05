"""A forum that answers and sends as Discourse does, as far as a site needs that hides and shows posts by
itself, without the plugin.

Usage: fake_discourse.py DIRECTORY

The port is written to the file `port`. A test plays the people of the forum at `/-/`, which Discourse does
not have, and reads there what was called. Everything else is Discourse's, and rests on:

- its API documentation (docs.discourse.org, openapi.json of discourse_api_docs): the headers Api-Key and
  Api-Username, bodies as form or JSON, `/posts.json`, `/posts/{id}.json`, `/posts/{id}/replies.json`,
  `/post_actions.json`, and the members of a post;
- its published source, where the documentation is silent: `PUT /posts/{id}/unhide` and the parameter
  `whisper` (posts_controller.rb), `take_action` and when it hides (post_actions_controller.rb,
  post_action_creator.rb), errors and limits (application_controller.rb), webhooks and their signature
  (emit_web_hook_event.rb), their events (the initializer web_hook_events.rb), and their members
  (web_hook_post_serializer.rb, reviewable_flagged_post_serializer.rb).

There is no call that hides a post. Staff flag it with `take_action`, which hides it at once and agrees
with the flag. The signature's vector is the one in Discourse's own tests of its webhooks.

Not imitated: notices to authors, edits of a hidden post by its author (which show it again), retries of
webhooks (after 1, 5, 25 and 125 minutes, unless the answer was 404 or 410).
"""

import hashlib
import hmac
import html
import http.client
import http.server
import itertools
import json
import pathlib
import re
import sys
import threading
import urllib.parse
from dataclasses import dataclass, field
from datetime import datetime, timezone

import serving

REGULAR, WHISPER = 1, 4
PENDING, APPROVED = 0, 1
# Flags that hide by themselves if staff take action: off topic, inappropriate, spam.
HIDING = {3, 4, 8}
FLAGS = HIDING | {7, 10}
STAFF = {"system": -1, "moderator": 1}


class Refused(Exception):
    def __init__(self, status: int, kind: str, text: str, seconds: int | None = None):
        super().__init__(text)
        self.status, self.kind, self.seconds = status, kind, seconds

    @property
    def body(self) -> dict:
        told: dict = {"errors": [str(self)], "error_type": self.kind}
        if self.seconds is not None:
            told["extras"] = {"wait_seconds": self.seconds}
        return told


def invalid_access() -> Refused:
    return Refused(403, "invalid_access", "You are not permitted to view the requested resource.")


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Post:
    id: int
    number: int
    topic: int
    username: str
    user: int
    raw: str
    kind: int = REGULAR
    hidden: bool = False
    deleted: str | None = None
    version: int = 1
    created: str = field(default_factory=now)
    updated: str = field(default_factory=now)
    reviewable: int | None = None
    flags: set[tuple[str, int]] = field(default_factory=set)
    trust: int = 1
    reply_to: int | None = None
    first_flagger: int | None = None

    @property
    def cooked(self) -> str:
        return f"<p>{html.escape(self.raw)}</p>"

    def told(self, count: int, with_raw: bool) -> dict:
        """The members of the documentation that say something here; the others are null or empty."""
        staff = self.username in STAFF
        members = {
            "id": self.id, "name": None, "username": self.username, "avatar_template": "",
            "created_at": self.created, "cooked": self.cooked, "post_number": self.number,
            "post_type": self.kind, "posts_count": count, "updated_at": self.updated,
            "reply_count": 0, "reply_to_post_number": self.reply_to, "quote_count": 0,
            "incoming_link_count": 0, "reads": 0, "readers_count": 0, "score": 0, "yours": False,
            "topic_id": self.topic, "topic_slug": f"topic-{self.topic}",
            "display_username": None, "primary_group_name": None, "flair_name": None,
            "flair_url": None, "flair_bg_color": None, "flair_color": None, "flair_group_id": None,
            "badges_granted": [], "version": self.version, "can_edit": True, "can_delete": True,
            "can_recover": False, "can_see_hidden_post": True, "can_wiki": True, "user_title": None,
            "bookmarked": False, "actions_summary": [], "moderator": self.username == "moderator",
            "admin": self.username == "system", "staff": staff, "user_id": self.user,
            "hidden": self.hidden, "trust_level": 4 if staff else self.trust, "deleted_at": self.deleted,
            "user_deleted": False, "edit_reason": None, "can_view_edit_history": True, "wiki": False,
            "reviewable_id": self.reviewable, "reviewable_score_count": len(self.flags),
            "reviewable_score_pending_count": 0,
            "post_url": f"/t/topic-{self.topic}/{self.topic}/{self.number}",
        }
        return members | ({"raw": self.raw} if with_raw else {})

    def in_webhook(self, count: int) -> dict:
        """As the public sees a post, with its text and where it is."""
        private = {
            "can_edit", "can_delete", "can_recover", "can_see_hidden_post", "can_wiki",
            "actions_summary", "can_view_edit_history", "yours", "flair_url", "flair_bg_color",
            "flair_color", "badges_granted", "readers_count", "posts_count", "post_url"}
        told = {
            name: value for name, value in self.told(count, with_raw=True).items()
            if name not in private}
        return told | {
            "topic_title": f"Topic {self.topic}", "topic_posts_count": count,
            "topic_filtered_posts_count": count, "topic_archetype": "regular", "category_id": 6,
            "category_slug": "trading"}


@dataclass
class Discourse:
    """The forum. One call at a time."""

    key: str = "fake-discourse-api-key"
    secret: str = "my_lovely_secret_for_web_hook"
    webhook: str | None = None
    address: str = ""
    posts: dict[int, Post] = field(default_factory=dict)
    calls: list[dict] = field(default_factory=list)
    sent: list[dict] = field(default_factory=list)
    # Answers to be given before any other, such as {"status": 429, "seconds": 3}.
    refusals: list[dict] = field(default_factory=list)
    # Trust levels of those who have another than the first.
    trust: dict[str, int] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self):
        self._posts, self._events = itertools.count(100), itertools.count(1)
        self._reviewables = itertools.count(1)

    # -- What programs call

    def answer(self, method: str, path: str, who: str, key: str, parameters: dict) -> object:
        """The JSON of an answer; None: an empty body."""
        self.calls.append({
            "method": method, "path": path, "username": who, "parameters": parameters})
        if self.refusals:
            told = self.refusals.pop(0)
            if told["status"] == 429:
                raise Refused(
                    429, "rate_limit", "You’ve performed this action too many times.", told["seconds"])
            raise Refused(told["status"], "unknown", "Something went wrong.")
        if not hmac.compare_digest(key.encode(), self.key.encode()):
            raise invalid_access()
        path = path.removesuffix(".json")
        if (method, path) == ("POST", "/posts"):
            return self._create(who, parameters)
        if (method, path) == ("POST", "/post_actions"):
            return self._act(who, parameters)
        if found := re.fullmatch(r"/posts/(\d+)", path):
            post = self._post(found[1])
            if method == "GET":
                return post.told(self._count(post), with_raw=True)
            if method == "PUT":
                return self._edit(post, parameters)
            if method == "DELETE":
                post.deleted = now()
                self.emit("post", "post_destroyed", post.in_webhook(self._count(post)))
                return None
        if (found := re.fullmatch(r"/posts/(\d+)/unhide", path)) and method == "PUT":
            self._staff(who)
            post = self._post(found[1])
            if not post.hidden:
                # What is visible can't be shown, not even by staff (post_guardian.rb).
                raise invalid_access()
            post.hidden = False
            return None
        if (found := re.fullmatch(r"/posts/(\d+)/replies", path)) and method == "GET":
            return self._replies(self._post(found[1]), who, int(parameters.get("after", 1)))
        raise Refused(404, "not_found", "The requested URL or resource could not be found.")

    def _replies(self, post: Post, who: str, after: int) -> list[dict]:
        """Twenty at once, whispers for staff alone."""
        return [
            each.told(self._count(each), with_raw=False) for each in self.posts.values()
            if each.topic == post.topic and each.reply_to == post.number and each.number > after
            and (each.kind != WHISPER or who in STAFF)][:20]

    def _staff(self, who: str) -> None:
        if who not in STAFF:
            raise invalid_access()

    def _post(self, id: object) -> Post:
        post = self.posts.get(int(id)) if str(id).isdecimal() else None
        if post is None:
            raise Refused(404, "not_found", "The requested URL or resource could not be found.")
        return post

    def _count(self, post: Post) -> int:
        return sum(each.topic == post.topic for each in self.posts.values())

    def _create(self, who: str, parameters: dict) -> dict:
        whisper = str(parameters.get("whisper", "")).lower() == "true"
        if whisper:
            self._staff(who)
        raw = parameters.get("raw", "")
        if not raw.strip():
            raise Refused(422, "unprocessable", "Body can’t be blank")
        reply_to = parameters.get("reply_to_post_number")
        post = self.write(
            who, raw, int(parameters["topic_id"]), WHISPER if whisper else REGULAR,
            int(reply_to) if reply_to else None)
        return post.told(self._count(post), with_raw=True)

    def _edit(self, post: Post, parameters: dict) -> dict:
        raw = parameters.get("post", {}).get("raw") or parameters.get("post[raw]")
        if not raw:
            raise Refused(400, "invalid_parameters", "param is missing or the value is empty: post")
        self.edit(post, raw)
        return {"post": post.told(self._count(post), with_raw=True)}

    def _act(self, who: str, parameters: dict) -> dict:
        for name in ("id", "post_action_type_id"):
            if name not in parameters:
                raise Refused(400, "invalid_parameters", f"param is missing: {name}")
        post, kind = self._post(parameters["id"]), int(parameters["post_action_type_id"])
        if (who, kind) in post.flags:
            raise invalid_access()
        # Only the word is taken, and only from staff.
        acts = parameters.get("take_action") == "true" and who in STAFF
        self.flag(post, who, kind, acts)
        return post.told(self._count(post), with_raw=False)

    # -- What people do

    def write(
            self, who: str, raw: str, topic: int = 1, kind: int = REGULAR,
            reply_to: int | None = None) -> Post:
        id = next(self._posts)
        number = 1 + sum(each.topic == topic for each in self.posts.values())
        post = self.posts[id] = Post(
            id, number, topic, who, user_id(who), raw, kind, trust=self.trust.get(who, 1),
            reply_to=reply_to)
        self.emit("post", "post_created", post.in_webhook(self._count(post)))
        return post

    def promote(self, who: str, level: int) -> None:
        self.trust[who] = level
        staff = who in STAFF
        self.emit("user", "user_promoted", {
            "id": user_id(who), "username": who, "name": None, "avatar_template": "",
            "last_posted_at": None, "last_seen_at": now(), "created_at": now(),
            "trust_level": level, "moderator": who == "moderator", "admin": who == "system",
            "title": None, "badge_count": 0, "user_fields": {}} | ({} if not staff else {"staff": True}))

    def edit(self, post: Post, raw: str) -> None:
        post.raw, post.updated = raw, now()
        post.version += 1
        self.emit("post", "post_edited", post.in_webhook(self._count(post)))

    def flag(self, post: Post, who: str, kind: int, take_action: bool = False) -> None:
        post.flags.add((who, kind))
        if kind not in FLAGS:
            return
        if post.user < 0:
            # Nothing of the system's own comes under review.
            return
        event = "reviewable_score_updated" if post.reviewable else "reviewable_created"
        post.first_flagger = post.first_flagger or user_id(who)
        post.reviewable = post.reviewable or next(self._reviewables)
        self.emit("reviewable", event, self._reviewable(post, PENDING))
        if take_action:
            if kind in HIDING:
                post.hidden = True
            self.emit("reviewable", "reviewable_transitioned_to", self._reviewable(post, APPROVED))

    def _reviewable(self, post: Post, status: int) -> dict:
        return {
            "id": post.reviewable, "status": status, "type": "ReviewableFlaggedPost",
            "topic_id": post.topic, "topic_url": f"/t/topic-{post.topic}/{post.topic}",
            "target_url": f"{self.address}/t/topic-{post.topic}/{post.topic}/{post.number}",
            "category_id": 6, "created_at": post.updated, "can_edit": False,
            "score": float(len(post.flags)), "version": 0, "target_created_by_trust_level": 1,
            "target_created_by_id": post.user, "created_by_id": post.first_flagger,
            "post_id": post.id, "cooked": post.cooked, "raw": post.raw, "post_version": post.version,
            "post_updated_at": post.updated}

    # -- Webhooks

    def emit(self, kind: str, event: str, payload: dict) -> None:
        self.deliver(event_message(self, kind, event, {kind: payload}))

    def ping(self) -> None:
        self.deliver(event_message(self, "ping", "ping", {"ping": "OK"}))

    def deliver(self, message: tuple[dict[str, str], bytes]) -> None:
        """Keeps what came of it. Discourse sends from a queue; here whoever acts waits for it."""
        headers, body = message
        record = {"headers": headers, "body": body.decode(), "status": None}
        self.sent.append(record)
        if self.webhook is None:
            return
        address = urllib.parse.urlsplit(self.webhook)
        kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        connection = kind(address.hostname, address.port, timeout=20)
        try:
            connection.request("POST", address.path or "/", body, headers)
            record["status"] = connection.getresponse().status
        except OSError:
            record["status"] = -1
        finally:
            connection.close()

    def next_event(self) -> int:
        return next(self._events)


def user_id(who: str) -> int:
    return STAFF.get(who, 1_000 + sum(who.encode()))


def signature(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def event_message(forum: Discourse, kind: str, event: str, body: dict) -> tuple[dict[str, str], bytes]:
    raw = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()
    return {
        "Accept": "*/*", "Connection": "close", "Content-Type": "application/json",
        "User-Agent": "Discourse/fake", "X-Discourse-Instance": forum.address,
        "X-Discourse-Event-Id": str(forum.next_event()), "X-Discourse-Event-Type": kind,
        "X-Discourse-Event": event, "X-Discourse-Event-Signature": signature(forum.secret, raw)}, raw


def play(forum: Discourse, method: str, path: str, told: dict) -> object:
    """What a test asks for at `/-/`."""
    if method == "GET":
        return {
            "posts": {str(post.id): {
                "hidden": post.hidden, "raw": post.raw, "whisper": post.kind == WHISPER,
                "topic": post.topic} for post in forum.posts.values()},
            "calls": forum.calls, "sent": forum.sent, "key": forum.key, "secret": forum.secret}
    if path == "/-/promote":
        forum.promote(told["username"], told["trust_level"])
        return {}
    if path == "/-/webhook":
        forum.webhook = told["url"]
        forum.secret = told.get("secret", forum.secret)
        forum.ping()
        return {}
    if path == "/-/write":
        return {"id": forum.write(told["username"], told["raw"], told.get("topic", 1)).id}
    if path == "/-/edit":
        forum.edit(forum.posts[told["id"]], told["raw"])
        return {}
    if path == "/-/flag":
        forum.flag(forum.posts[told["id"]], told["username"], told["kind"])
        return {}
    if path == "/-/refuse":
        forum.refusals.append(told)
        return {}
    if path == "/-/deliver-again":
        record = forum.sent[told["number"]]
        forum.deliver((record["headers"], record["body"].encode()))
        return {}
    raise Refused(404, "not_found", path)


class Handler(http.server.BaseHTTPRequestHandler):
    forum: Discourse
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urllib.parse.urlsplit(self.path)
        path = address.path
        try:
            with self.forum.lock:
                query = dict(urllib.parse.parse_qsl(address.query))
                told = self._told(path, query | self._parameters(body))
        except Refused as refusal:
            wait = {} if refusal.seconds is None else {"Retry-After": str(refusal.seconds)}
            return self._send(refusal.status, json.dumps(refusal.body).encode(), wait)
        self._send(200, b"" if told is None else json.dumps(told).encode())

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def _told(self, path: str, parameters: dict) -> object:
        if path == "/-" or path.startswith("/-/"):
            return play(self.forum, self.command, path, parameters)
        return self.forum.answer(
            self.command, path, self.headers.get("Api-Username", ""),
            self.headers.get("Api-Key", ""), parameters)

    def _parameters(self, body: bytes) -> dict:
        if not body:
            return {}
        if self.headers.get("Content-Type", "").split(";")[0] == "application/json":
            return json.loads(body)
        return dict(urllib.parse.parse_qsl(body.decode()))

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


def served(forum: Discourse, port: int = 0) -> http.server.ThreadingHTTPServer:
    """A server of the forum on this machine, not yet running."""
    handler = type("ForumHandler", (Handler,), {"forum": forum})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    forum.address = f"http://127.0.0.1:{server.server_port}"
    return server


def main() -> None:
    directory = pathlib.Path(sys.argv[1])
    server = served(Discourse())
    serving.end_with_standard_input()
    serving.say(directory, "port", str(server.server_port))
    server.serve_forever()


if __name__ == "__main__":
    main()
