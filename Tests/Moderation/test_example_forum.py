"""The example in Examples/forum, as its README tells to try it."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

import words
from moderation_site import CONSENSUS_SECONDS, SITE, WEBHOOK_SECONDS, create_adapter, eventually

FOLDER = Path(__file__).parents[2] / "Examples" / "forum"
MODERATOR = "8"


class RunningForum:
    """The example as a process, and browsers of its people."""

    def __init__(self, folder: Path, slug: str, poll: float = 300):
        self._folder, self._slug, self._poll = folder, slug, poll
        self._credentials = folder / "credentials.json"
        self._credentials.write_text(json.dumps({"api_key": create_adapter().key}))
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(FOLDER / "forum.py"), "--site", SITE.address, "--port", "0",
             "--credentials", str(self._credentials), "--data", str(self._folder / "forum.sqlite"),
             "--slug", self._slug, "--poll", str(self._poll)],
            stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
        line = self._process.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        self.address = found[0]

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stderr.close()

    def send(self, reader: int | str, path: str, **form: str) -> requests.Response:
        return requests.post(
            self.address + path, data=form, cookies={"reader": str(reader)}, timeout=30,
            allow_redirects=False)

    def page(self, reader: int | str, path: str = "/") -> str:
        return requests.get(
            self.address + path, cookies={"reader": str(reader)}, timeout=30).text

    def posts(self) -> list[dict]:
        """The newest first."""
        return requests.get(self.address + "/posts.json", timeout=30).json()

    def waiting(self, reader: int | str) -> list[str]:
        return re.findall(r'action="/reviews/([0-9a-f-]{36})"', self.page(reader, "/reviews"))

    def vote(self, reader: int | str, vote: str) -> None:
        [note] = self.waiting(reader)
        answer = self.send(reader, f"/reviews/{note}", vote=vote)
        assert "counted" in answer.headers["Set-Cookie"], answer.headers

    def becomes(self, hidden: bool, review: str, within: float = CONSENSUS_SECONDS + WEBHOOK_SECONDS):
        def check() -> None:
            newest = self.posts()[0]
            assert (newest["hidden"], newest["review"]) == (hidden, review)

        eventually(check, within)


@pytest.fixture
def forum(tmp_path, request):
    running = RunningForum(tmp_path, f"tiny-{tmp_path.name}-{time.time_ns()}")
    yield running
    running.stop()


@pytest.mark.parametrize("vote, hidden, review", [
    ("HELPFUL", True, "hidden after review"), ("NOT_HELPFUL", False, "reviewed, no action")])
def test_people_decide_about_a_flagged_post(forum, vote, hidden, review):
    forum.send(1, "/posts", text="Hello there")
    forum.send(2, "/posts/1/flag")
    assert forum.posts() == [{"id": 1, "hidden": False, "review": "under review"}]
    assert forum.waiting(1) == []
    for reader in range(2, 7):
        forum.vote(reader, vote)
        assert forum.waiting(reader) == []
    forum.becomes(hidden, review)
    assert ("Hello there" in forum.page(7)) != hidden
    assert "Hello there" in forum.page(1)


def test_a_post_on_the_list_is_hidden_at_once_and_may_come_back(forum):
    forum.send(1, "/posts", text=words.clearly_harmful())
    forum.becomes(True, "hidden automatically, under review", within=5)
    for reader in range(2, 7):
        forum.vote(reader, "NOT_HELPFUL")
    forum.becomes(False, "hidden automatically, then restored")


def test_the_moderator_decides_at_once(forum):
    forum.send(1, "/posts", text="Hello there")
    forum.send(2, "/posts/1/flag")
    [note] = forum.waiting(MODERATOR)
    forum.send(MODERATOR, f"/reviews/{note}", decide="agree")
    forum.becomes(True, "hidden after review", within=5)
    assert forum.waiting(3) == []


def test_a_member_does_not_decide(forum):
    forum.send(1, "/posts", text="Hello there")
    forum.send(2, "/posts/1/flag")
    [note] = forum.waiting(3)
    forum.send(3, f"/reviews/{note}", decide="agree")
    forum.becomes(False, "under review", within=5)


def test_a_forum_that_was_away_asks_what_it_missed(tmp_path):
    running = RunningForum(tmp_path, f"away-{time.time_ns()}", poll=1)
    try:
        running.send(1, "/posts", text="Hello there")
        running.send(2, "/posts/1/flag")
        notes = running.waiting(MODERATOR)
        # Its webhooks have no place to go: the next start is at another port.
        for reader in range(2, 7):
            running.vote(reader, "NOT_HELPFUL")
        running.stop()
        assert notes
        running.start()
        running.becomes(False, "reviewed, no action")
    finally:
        running.stop()
