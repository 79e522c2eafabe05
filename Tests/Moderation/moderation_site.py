"""Sites that forums are connected to: where they are, their operator's command, forums connected by it,
and a site of a test's own that it may kill."""

import itertools
import json
import os
import shlex
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import requests

from plugin_client import INTERNAL, Plugin, Post, User

Found = TypeVar("Found")

BINARY = os.environ["COMMONGROUND_BINARY"]
# Besides folder and port. They let webhooks go to this machine.
SERVE_OPTIONS = shlex.split(os.environ["COMMONGROUND_MODERATION_OPTIONS"])

# An outcome is visible within so many seconds of the vote that decides, a webhook after it within so
# many of the outcome or of the answer to the submission. How fast they really are is measured elsewhere:
# machines that others use too must not fail a test of what happens.
CONSENSUS_SECONDS, WEBHOOK_SECONDS = 60, 45
# How long a test waits before it says that something was not decided.
UNDECIDED_SECONDS = 8
# Votes without which nothing is decided (moderation 8.1).
LEAST_VOTES = 5


@dataclass(frozen=True)
class Site:
    address: str
    data: str


SITE = Site(os.environ["COMMONGROUND_MODERATION_SITE"], os.environ["COMMONGROUND_MODERATION_SITE_DATA"])


@dataclass(frozen=True)
class Adapter:
    """What the operator's command prints."""

    key: str
    webhook_secret: str


def create_adapter(site: Site = SITE, *options: str) -> Adapter:
    printed = subprocess.run(
        [BINARY, "admin", "adapter", "create", f"Forum {uuid.uuid4().hex[:12]}",
         "--data", site.data, "--json", *options],
        capture_output=True, text=True, timeout=60)
    assert printed.returncode == 0, printed.stderr
    told = json.loads(printed.stdout)
    return Adapter(told["api_key"], told["webhook_secret"])


_users = itertools.count(1_000)
_posts = itertools.count(50_000)


def new_user(**facts) -> User:
    """Somebody whom the site has not met."""
    number = next(_users)
    return User(**{"id": str(number), "username": f"user{number}"} | facts)


def moderator(**facts) -> User:
    """As the plugin sends one: not an administrator."""
    return new_user(**{"trust_level": 4, "moderator": True} | facts)


def new_post(text: str, **facts) -> Post:
    return Post(**{"id": str(next(_posts)), "author": new_user(), "text": text} | facts)


@dataclass
class Community:
    """A registered forum and everything that only a test does with it."""

    plugin: Plugin
    adapter: Adapter

    @property
    def id(self) -> str:
        return self.plugin.community

    # -- Settings of the site, which the plugin never touches

    def policy(self, category: str | None = None) -> str:
        channel = f"/channels/{category}" if category else ""
        return f"{INTERNAL}/community-servers/{self.id}/moderation-policy{channel}"

    def set_policy(self, category: str | None = None, **fields) -> dict:
        answer = self.plugin.call("PUT", self.policy(category), body=fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def add_webhook(self, url: str, secret: str | None = None, **facts) -> requests.Response:
        return self.plugin.call("POST", "/api/v1/webhooks/register", body={
            "url": url, "secret": secret or self.plugin.key,
            "platform_community_server_id": self.plugin.slug, "platform": "discourse"} | facts)

    # -- Shortcuts

    def flagged(self, **facts) -> tuple[Post, str, str]:
        """A post that somebody flagged: itself, its request and its note. No classifier is needed."""
        post = new_post(facts.pop("text", "Not everybody likes this."), **facts)
        answer = self.plugin.flag(post, new_user())
        assert answer.note, "a flag opens a review"
        return post, answer.request, answer.note

    def request(self, request: str, acting: User | None = None) -> dict:
        answer = self.plugin.succeed("GET", f"{INTERNAL}/requests/{request}", acting)
        return answer.json()["data"]["attributes"]

    def action(self, action: str, acting: User | None = None) -> dict:
        answer = self.plugin.succeed("GET", f"{INTERNAL}/moderation-actions/{action}", acting)
        return answer.json()["data"]["attributes"]

    def note(self, note: str, acting: User | None = None) -> dict:
        answer = self.plugin.succeed("GET", f"{INTERNAL}/notes/{note}", acting)
        return answer.json()["data"]["attributes"]

    def ratings(self, note: str, acting: User | None = None) -> list[dict]:
        answer = self.plugin.succeed("GET", f"{INTERNAL}/notes/{note}/ratings", acting)
        return [rating["attributes"] for rating in answer.json()["data"]]

    def statistics(self, note: str, acting: User | None = None) -> dict:
        answer = self.plugin.succeed("GET", f"{INTERNAL}/notes/{note}/ratings/stats", acting)
        return answer.json()["data"]["attributes"]

    def find(self, kind: str, acting: User | None = None, **filters) -> list[dict]:
        """Attributes and id of what a list of resources has; `filters` without their brackets."""
        answer = self.plugin.succeed("GET", f"{INTERNAL}/{kind}", acting, query={
            f"filter[{name}]": value
            for name, value in ({"community_server_id": self.id} | filters).items()})
        return [{**item["attributes"], "id": item["id"]} for item in answer.json()["data"]]

    def vote_by_strangers(self, note: str, level: str, count: int = LEAST_VOTES) -> list[User]:
        """Votes of people who never voted together before."""
        voters = [new_user() for _ in range(count)]
        for voter in voters:
            answer = self.plugin.vote(note, level, voter)
            assert answer.status_code == 201, answer.text
        return voters

    def decided(self, request: str) -> dict:
        """The request once it is decided."""
        return eventually(lambda: self._completed(request), CONSENSUS_SECONDS)

    def _completed(self, request: str) -> dict:
        found = self.request(request)
        assert found["status"] == "COMPLETED", found
        return found


# Nothing waits for staff unless a test says so, and members may review.
OPEN_POLICY = {
    "default_review_group": "community",
    "labels": {
        "spam": {"tier2": 0.5, "tier1": 0.9, "action": "hide"},
        "*": {"tier2": 0.5, "tier1": None, "action": "hide"}},
}


def new_community(site: Site = SITE, policy: dict | None = OPEN_POLICY) -> Community:
    """A forum with a key of its own, so that no test meets another's items or limits."""
    host = f"forum-{uuid.uuid4().hex[:8]}.example.org"
    adapter = create_adapter(site)
    plugin = Plugin(site.address, adapter.key, f"{host}-1a2b3c4d")
    plugin.register(host=host)
    community = Community(plugin, adapter)
    if policy is not None:
        community.set_policy(**policy)
    return community


def eventually(check: Callable[[], Found], within: float) -> Found:
    """What `check` returns once it holds; its failure when the time is over."""
    end = time.monotonic() + within
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > end:
                raise
        time.sleep(0.1)


class OwnSite:
    """A site that belongs to one test."""

    def __init__(self, folder: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.site = Site(f"http://127.0.0.1:{port}", str(folder / "site"))
        self._port = port
        self._log = open(folder / "site.log", "ab")
        self._process: subprocess.Popen | None = None

    def start(self) -> "OwnSite":
        self._process = subprocess.Popen(
            [BINARY, "serve", "--data", self.site.data, "--port", str(self._port), *SERVE_OPTIONS],
            stdout=self._log, stderr=self._log)
        eventually(self._answers, 120)
        return self

    def _answers(self) -> None:
        assert self._process.poll() is None, "the site stopped by itself"
        try:
            answer = requests.get(f"{self.site.address}/ready", timeout=2)
        except requests.RequestException as error:
            raise AssertionError(str(error)) from error
        assert answer.status_code == 200

    def kill(self) -> None:
        """As by a power cut: nothing is finished, nothing is tidied up."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def __enter__(self) -> "OwnSite":
        return self.start()

    def __exit__(self, *_):
        if self._process.poll() is None:
            self.kill()
        self._log.close()
