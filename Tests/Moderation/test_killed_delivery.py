"""A site is killed while it sends webhooks: nothing is lost, and a receiver that keeps to the ids of
events applies nothing twice."""

import random
import threading
import time

import pytest

from moderation_site import (
    CONSENSUS_SECONDS, WEBHOOK_SECONDS, Community, OwnSite, eventually, new_community, new_post,
    new_user)
from plugin_client import UpstreamError
from plugin_forum import Forum
from webhook_receiver import Receiver

# A try that was under way when the site was killed is repeated after the first or second pause of the schedule.
AFTER_A_KILL = 10 + 30 + WEBHOOK_SECONDS + CONSENSUS_SECONDS


@pytest.fixture
def own_site(tmp_path):
    with OwnSite(tmp_path) as site:
        yield site


@pytest.fixture
def connected(own_site):
    """A community of the test's own site, and its forum's end of webhooks with everything it applied."""
    community = new_community(own_site.site)
    forum = Forum(community.plugin, auto_hide_on_consensus=True, staff_approval_required=False)
    with Receiver(community.plugin.key, handler=forum.receive) as receiver:
        assert community.add_webhook(receiver.url).status_code == 200
        yield community, forum, receiver


def decide(community: Community, forum: Forum, count: int, level: str) -> list[str]:
    """So many flagged posts that people decide on; the posts."""
    posts = []
    for _ in range(count):
        post = new_post("Not everybody likes this.")
        answer = forum.flag(post, new_user())
        community.vote_by_strangers(answer.note, level)
        posts.append(post.id)
    return posts


def everything_arrives(forum: Forum, receiver: Receiver, posts: list[str], status: str) -> None:
    def check() -> None:
        assert receiver.failures == []
        assert [forum.rows[post].status for post in posts] == [status] * len(posts)

    eventually(check, AFTER_A_KILL)


def nothing_twice(receiver: Receiver) -> None:
    """Each change of each request is one event, however often it was tried."""
    changes = [(event["request_id"], event["event"]) for event in receiver.accepted.values()]
    assert len(changes) == len(set(changes)), changes
    bodies: dict[str, set[str]] = {}
    for attempt in receiver.attempts():
        told = attempt.json
        for member in ("_webhook_timestamp", "_webhook_signature"):
            told.pop(member)
        bodies.setdefault(attempt.id, set()).add(repr(sorted(told.items())))
    assert all(len(each) == 1 for each in bodies.values()), "an id stands for one event alone"


def test_killed_before_the_answer_the_event_comes_again(own_site, connected):
    community, forum, receiver = connected
    receiver.open.clear()
    posts = decide(community, forum, 1, "NOT_HELPFUL")
    community.decided(forum.rows[posts[0]].request)
    # The request has arrived and waits for its answer.
    time.sleep(7)
    own_site.kill()
    receiver.open.set()
    own_site.start()
    everything_arrives(forum, receiver, posts, "not_helpful")
    nothing_twice(receiver)


def test_killed_right_after_the_answer_the_event_is_applied_once(own_site, connected):
    community, forum, receiver = connected
    killed = threading.Event()

    def kill(_: dict) -> None:
        # Between the forum's decision to accept and the bytes of its answer.
        if not killed.is_set():
            killed.set()
            own_site.kill()

    def apply(event: dict) -> None:
        forum.receive(event)
        kill(event)

    receiver.handler = apply
    posts = decide(community, forum, 1, "HELPFUL")
    assert killed.wait(CONSENSUS_SECONDS + WEBHOOK_SECONDS), "nothing was sent"
    own_site.start()
    everything_arrives(forum, receiver, posts, "helpful")

    def all_told() -> None:
        assert receiver.events(forum.rows[posts[0]].request) == [
            "note.status_changed", "moderation_action.applied"]

    eventually(all_told, AFTER_A_KILL)
    nothing_twice(receiver)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_again_and_again_nothing_is_lost(own_site, connected, seed):
    community, forum, receiver = connected
    chance = random.Random(seed)
    receiver.answer = lambda number, event: 200 if number % 4 else 503
    posts = decide(community, forum, 6, "HELPFUL")
    for _ in range(5):
        time.sleep(chance.uniform(0.5, 4))
        own_site.kill()
        own_site.start()
    everything_arrives(forum, receiver, posts, "helpful")

    def all_told() -> None:
        for post in posts:
            assert receiver.events(forum.rows[post].request) == [
                "note.status_changed", "moderation_action.applied"], post

    eventually(all_told, AFTER_A_KILL)
    nothing_twice(receiver)


def test_a_vote_that_was_answered_outlives_the_site(own_site, connected):
    community, _, _ = connected
    stop = threading.Event()
    answered: list[str] = []

    def vote() -> None:
        while not stop.is_set():
            voter = new_user()
            try:
                _, _, each = community.flagged()
                answer = community.plugin.vote(each, "HELPFUL", voter, retry=False)
            except (OSError, UpstreamError):
                continue
            if answer.status_code == 201:
                answered.append(answer.json()["data"]["id"])

    voting = threading.Thread(target=vote)
    voting.start()
    time.sleep(2)
    own_site.kill()
    stop.set()
    voting.join()
    own_site.start()
    assert answered
    kept = {
        rating["id"]
        for item in community.plugin.succeed(
            "GET", "/api/v2/notes", query={
                "filter[community_server_id]": community.id, "page[size]": 100}).json()["data"]
        for rating in community.plugin.succeed(
            "GET", f"/api/v2/notes/{item['id']}/ratings").json()["data"]}
    assert set(answered[-90:]) <= kept
