"""A Discourse forum without the plugin: its own webhooks tell of posts, its own interface hides, shows and
whispers, and its members vote in the site's interface."""

import json
import re
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from moderation_site import BINARY, CONSENSUS_SECONDS, LEAST_VOTES, OwnSite, Site, eventually

SUPPORT = Path(__file__).parents[1] / "Support"
PASSWORD = "correct horse battery staple"
# From a decision, or from an event, to what is seen of it on the forum; with the first pause after a kill.
FORUM_SECONDS = 30
SPAM = "Buy cheap watches here."


class Discourse:
    """The stand-in, and the people on it."""

    def __init__(self, folder: Path):
        self._process = subprocess.Popen(
            [sys.executable, str(SUPPORT / "fake_discourse.py"), str(folder)], stdin=subprocess.PIPE)
        port = folder / "port"
        while not port.exists():
            assert self._process.poll() is None
            time.sleep(0.02)
        self.address = f"http://127.0.0.1:{port.read_text()}"

    def play(self, word: str, **told) -> dict:
        answer = requests.post(f"{self.address}/-/{word}", json=told, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    @property
    def state(self) -> dict:
        return requests.get(f"{self.address}/-/", timeout=10).json()

    def is_hidden(self, post: int) -> bool:
        return self.state["posts"][str(post)]["hidden"]

    @property
    def whispers(self) -> list[str]:
        return [post["raw"] for post in self.state["posts"].values() if post["whisper"]]

    def called(self, method: str, path: str) -> int:
        return sum(
            call["method"] == method and call["path"] == path for call in self.state["calls"])

    def write(self, who: str, text: str) -> int:
        return self.play("write", username=who, raw=text)["id"]

    def close(self) -> None:
        self._process.stdin.close()
        assert self._process.wait(10) == 0


class Person:
    """Somebody who signs in to the site, with a token for what they may do there."""

    def __init__(self, site: Site, email: str, scopes: list[str], sign_up: bool):
        self._base, self._session = site.address, requests.Session()
        path = "/sign-up" if sign_up else "/sign-in"
        fields = {"email": email, "password": PASSWORD}
        if sign_up:
            fields |= {"name": email.split("@")[0], "agree": "yes"}
        answer = self._post(path, list(fields.items()), path)
        assert answer.status_code == 303, answer.text
        answer = self._post(
            "/me/tokens", [("name", "tests")] + [("scopes", scope) for scope in scopes],
            "/me/settings")
        self._token = re.search(r"cg_[A-Za-z0-9_-]{43}", answer.text)[0]

    def _post(self, path: str, fields: list, form: str) -> requests.Response:
        page = self._session.get(self._base + form, timeout=30).text
        token = re.search(r'name="csrf" value="([^"]+)"', page)[1]
        return self._session.post(
            self._base + path, data=[*fields, ("csrf", token)], allow_redirects=False, timeout=30)

    def call(self, method: str, path: str, **options) -> requests.Response:
        return requests.request(
            method, f"{self._base}/api/v1{path}", timeout=30,
            headers={"Authorization": f"Bearer {self._token}"}, **options)


@dataclass
class Connected:
    own: OwnSite
    forum: Discourse
    community: str
    operator: Person
    voters: list[Person]

    def review(self) -> dict:
        """The only one that is open to members."""
        items = self.voters[0].call("GET", "/moderation/reviews").json()["items"]
        assert len(items) == 1, items
        return items[0]

    def vote(self, review: str, value: str, voters: list[Person]) -> None:
        for voter in voters:
            answer = voter.call("PUT", f"/moderation/reviews/{review}/vote", json={"value": value})
            assert answer.status_code == 204, answer.text


@pytest.fixture
def connected(tmp_path):
    """A site with a forum that an operator connected, and five members of it who are signed in there."""
    (tmp_path / "forum").mkdir()
    forum = Discourse(tmp_path / "forum")
    with OwnSite(tmp_path) as own:
        site = own.site
        words = tmp_path / "words.txt"
        words.write_text("spam 0.95 cheap watches\n")
        key_file = tmp_path / "key"
        key_file.write_text(forum.state["key"] + "\n")
        run("admin", "word-list", str(words), "--data", site.data)
        told = json.loads(run(
            "admin", "forum", "connect", "Example forum", "--platform", "discourse", "--url",
            forum.address, "--key-file", str(key_file), "--host", "--base-url", site.address,
            "--data", site.data, "--json"))
        run("admin", "create", "--email", "operator@example.org", "--data", site.data,
            given=PASSWORD + "\n")
        operator = Person(site, "operator@example.org", ["read", "operate"], sign_up=False)
        answer = operator.call(
            "PUT", f"/operator/moderation/communities/{told['community']}/policy",
            json={"level": json.dumps({
                "default_review_group": "community",
                "labels": {"spam": {"tier2": 0.5, "tier1": 0.9, "action": "hide"}}})})
        assert answer.status_code == 200, answer.text
        forum.play("webhook", url=told["webhook_url"], secret=told["webhook_secret"])
        assert forum.state["sent"][0]["status"] == 200
        voters = [member(site, forum, f"voter-{number}") for number in range(LEAST_VOTES)]
        yield Connected(own, forum, told["community"], operator, voters)
    forum.close()


def run(*arguments: str, given: str | None = None) -> str:
    printed = subprocess.run(
        [BINARY, *arguments], input=given, capture_output=True, text=True, timeout=60)
    assert printed.returncode == 0, printed.stderr
    return printed.stdout


def member(site: Site, forum: Discourse, name: str) -> Person:
    """Somebody whom the forum told of, and who is the same on the site; the host's sign-in says so."""
    forum.play("promote", username=name, trust_level=2)
    person = Person(site, f"{name}@example.org", ["read", "rate"], sign_up=True)
    with sqlite3.connect(f"{site.data}/community.sqlite", timeout=30) as database:
        database.execute(
            "UPDATE account SET authorKey = ? WHERE email = ?", (name, f"{name}@example.org"))
    return person


def soon(check, within: float = FORUM_SECONDS):
    return eventually(check, within)


def test_a_post_is_hidden_and_the_community_restores_it(connected):
    forum = connected.forum
    post = forum.write("stranger", SPAM)

    def hidden() -> None:
        assert forum.is_hidden(post)

    soon(hidden)
    review = soon(connected.review)
    assert "watches" in review["text"]
    connected.vote(review["id"], "NOT_HELPFUL", connected.voters[:-1])
    time.sleep(3)
    assert forum.is_hidden(post) and forum.whispers == []
    connected.vote(review["id"], "NOT_HELPFUL", connected.voters[-1:])

    def restored() -> None:
        assert not forum.is_hidden(post)
        assert len(forum.whispers) == 1

    soon(restored, CONSENSUS_SECONDS + FORUM_SECONDS)
    time.sleep(3)
    assert forum.called("POST", "/post_actions.json") == 1
    assert forum.called("PUT", f"/posts/{post}/unhide.json") == 1
    assert len(forum.whispers) == 1


def test_every_event_and_decision_outlives_a_kill(connected):
    forum, own = connected.forum, connected.own
    post = forum.write("stranger", SPAM)
    own.kill()
    own.start()

    def hidden() -> None:
        assert forum.is_hidden(post)

    soon(hidden)
    review = soon(connected.review)
    connected.vote(review["id"], "NOT_HELPFUL", connected.voters)
    for _ in range(4):
        time.sleep(0.7)
        own.kill()
        own.start()

    def restored() -> None:
        assert not forum.is_hidden(post)
        assert len(forum.whispers) == 1

    soon(restored, CONSENSUS_SECONDS + 60)
    time.sleep(12)
    assert len(forum.whispers) == 1
    assert forum.called("POST", "/post_actions.json") == 1


def test_a_flag_is_reviewed_while_the_post_stays_and_hides_it_if_the_community_says_so(connected):
    forum = connected.forum
    post = forum.write("stranger", "Not everybody likes this.")
    forum.play("flag", id=post, username="voter-0", kind=7)
    review = soon(connected.review)
    assert not forum.is_hidden(post)
    connected.vote(review["id"], "HELPFUL", connected.voters)

    def hidden() -> None:
        assert forum.is_hidden(post)

    soon(hidden, CONSENSUS_SECONDS + FORUM_SECONDS)
    assert forum.whispers == []


def test_a_forum_that_is_not_reached_is_asked_again(connected):
    forum = connected.forum
    forum.play("refuse", status=502)
    forum.play("refuse", status=429, seconds=1)
    post = forum.write("stranger", SPAM)

    def hidden() -> None:
        assert forum.is_hidden(post)

    eventually(hidden, 10 + 30 + FORUM_SECONDS)
    assert forum.called("POST", "/post_actions.json") == 1


def test_events_are_answered_once_and_at_once(connected):
    forum = connected.forum
    sent = len(forum.state["sent"])
    begun = time.monotonic()
    forum.write("stranger", "Hello")
    assert time.monotonic() - begun < 5
    forum.play("deliver-again", number=sent)
    first, again = forum.state["sent"][sent:]
    assert (first["status"], again["status"]) == (200, 200)
    printed = run("admin", "forum", "list", "--data", connected.own.site.data)
    assert "0 given up on" in printed


def test_secrets_are_nowhere_in_the_clear(connected):
    forum = connected.forum
    forum.write("stranger", SPAM)
    soon(connected.review)
    secrets = [forum.state["key"].encode(), forum.state["secret"].encode()]
    folder = Path(connected.own.site.data)
    files = [*folder.glob("community.sqlite*"), folder.parent / "site.log"]
    for file in files:
        content = file.read_bytes()
        assert not any(secret in content for secret in secrets), file
