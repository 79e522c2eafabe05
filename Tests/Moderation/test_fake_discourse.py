"""The stand-in for Discourse says what Discourse says, where that is written down."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

SUPPORT = Path(__file__).parents[1] / "Support"


@pytest.fixture
def address(tmp_path):
    forum = subprocess.Popen(
        [sys.executable, str(SUPPORT / "fake_discourse.py"), str(tmp_path)], stdin=subprocess.PIPE)
    port = tmp_path / "port"
    while not port.exists():
        assert forum.poll() is None
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port.read_text()}"
    forum.stdin.close()
    assert forum.wait(10) == 0


def play(address: str, word: str, **told) -> dict:
    answer = requests.post(f"{address}/-/{word}", json=told, timeout=10)
    assert answer.status_code == 200, answer.text
    return answer.json()


def state(address: str) -> dict:
    return requests.get(f"{address}/-/", timeout=10).json()


def call(address: str, method: str, path: str, who: str = "system", key: str | None = None, **options):
    headers = {"Api-Key": key or state(address)["key"], "Api-Username": who}
    return requests.request(method, address + path, headers=headers, timeout=10, **options)


def test_a_ping_is_signed_as_in_discourses_own_tests(address):
    play(address, "webhook", url="http://127.0.0.1:9/nobody")
    [sent] = state(address)["sent"]
    assert sent["body"] == '{"ping":"OK"}'
    assert sent["headers"]["X-Discourse-Event-Signature"] == (
        "sha256=162f107f6b5022353274eb1a7197885cfd35744d8d08e5bcea025d309386b7d6")
    assert sent["headers"]["X-Discourse-Event-Type"] == "ping"
    assert sent["headers"]["X-Discourse-Event"] == "ping"
    assert sent["headers"]["X-Discourse-Instance"] == address
    assert sent["status"] == -1


def test_people_who_write_edit_and_flag_are_told_of(address):
    post = play(address, "write", username="member", raw="Hello")["id"]
    play(address, "edit", id=post, raw="Hello again")
    play(address, "flag", id=post, username="another", kind=8)
    play(address, "flag", id=post, username="a-third", kind=4)
    events = [(sent["headers"]["X-Discourse-Event-Type"], sent["headers"]["X-Discourse-Event"])
              for sent in state(address)["sent"]]
    assert events == [
        ("post", "post_created"), ("post", "post_edited"), ("reviewable", "reviewable_created"),
        ("reviewable", "reviewable_score_updated")]
    created, edited, flagged, _ = [json.loads(sent["body"]) for sent in state(address)["sent"]]
    assert (created["post"]["id"], created["post"]["raw"]) == (post, "Hello")
    assert (edited["post"]["raw"], edited["post"]["version"]) == ("Hello again", 2)
    assert flagged["reviewable"]["post_id"] == post
    assert flagged["reviewable"]["type"] == "ReviewableFlaggedPost"


@pytest.mark.parametrize("options", [
    lambda body: {"json": body}, lambda body: {"data": body}])
def test_staff_hide_by_taking_action_and_show_again(address, options):
    post = play(address, "write", username="member", raw="Hello")["id"]
    answer = call(address, "POST", "/post_actions.json", **options(
        {"id": str(post), "post_action_type_id": "8", "take_action": "true"}))
    assert answer.status_code == 200
    assert answer.json()["hidden"] is True and "raw" not in answer.json()
    assert call(address, "GET", f"/posts/{post}.json").json()["hidden"] is True
    shown = call(address, "PUT", f"/posts/{post}/unhide")
    assert shown.status_code == 200 and not shown.content
    again = call(address, "PUT", f"/posts/{post}/unhide.json")
    assert (again.status_code, again.json()["error_type"]) == (403, "invalid_access")
    assert call(address, "GET", f"/posts/{post}.json").json()["hidden"] is False


def test_nobody_else_hides_shows_or_whispers(address):
    post = play(address, "write", username="member", raw="Hello")["id"]
    answer = call(address, "POST", "/post_actions.json", "another", json={
        "id": post, "post_action_type_id": 8, "take_action": "true"})
    assert answer.json()["hidden"] is False
    assert call(address, "PUT", f"/posts/{post}/unhide.json", "another").status_code == 403
    whispered = call(address, "POST", "/posts.json", "another", json={
        "raw": "psst", "topic_id": 1, "whisper": "true"})
    assert whispered.status_code == 403
    assert whispered.json()["error_type"] == "invalid_access"


def test_a_flag_by_the_same_person_again_is_refused(address):
    post = play(address, "write", username="member", raw="Hello")["id"]
    body = {"id": post, "post_action_type_id": 8}
    assert call(address, "POST", "/post_actions.json", json=body).status_code == 200
    assert call(address, "POST", "/post_actions.json", json=body).status_code == 403


def test_staff_whisper(address):
    play(address, "write", username="member", raw="Hello", topic=5)
    answer = call(address, "POST", "/posts.json", data={
        "raw": "The community reviewed this.", "topic_id": "5", "whisper": "true"})
    assert answer.status_code == 200
    assert (answer.json()["post_type"], answer.json()["post_number"]) == (4, 2)
    assert state(address)["posts"][str(answer.json()["id"])]["whisper"] is True


def test_a_whisper_is_found_among_the_answers_by_staff_alone(address):
    post = play(address, "write", username="member", raw="Hello", topic=5)["id"]
    call(address, "POST", "/posts.json", data={
        "raw": "psst", "topic_id": "5", "reply_to_post_number": "1", "whisper": "true"})
    [reply] = call(address, "GET", f"/posts/{post}/replies.json?after=1").json()
    assert reply["cooked"] == "<p>psst</p>" and reply["reply_to_post_number"] == 1
    assert call(address, "GET", f"/posts/{post}/replies.json?after=2").json() == []
    assert call(address, "GET", f"/posts/{post}/replies.json", "member").json() == []


def test_a_promotion_is_told_of_and_shows_in_later_posts(address):
    play(address, "promote", username="member", trust_level=2)
    play(address, "write", username="member", raw="Hello")
    user, post = [json.loads(sent["body"]) for sent in state(address)["sent"]]
    assert (user["user"]["username"], user["user"]["trust_level"]) == ("member", 2)
    assert post["post"]["trust_level"] == 2 and post["post"]["user_id"] == user["user"]["id"]


def test_refusals_have_discourses_form(address):
    wrong = call(address, "GET", "/posts/1.json", key="wrong")
    assert (wrong.status_code, wrong.json()["error_type"]) == (403, "invalid_access")
    missing = call(address, "GET", "/posts/1.json")
    assert (missing.status_code, missing.json()["error_type"]) == (404, "not_found")
    play(address, "refuse", status=429, seconds=7)
    limited = call(address, "GET", "/posts/1.json")
    assert limited.status_code == 429 and limited.headers["Retry-After"] == "7"
    assert limited.json()["extras"] == {"wait_seconds": 7}
    assert limited.json()["error_type"] == "rate_limit"
    play(address, "refuse", status=502)
    assert call(address, "GET", "/posts/1.json").status_code == 502
    assert call(address, "GET", "/posts/1.json").status_code == 404


def test_what_was_called_is_kept(address):
    post = play(address, "write", username="member", raw="Hello")["id"]
    call(address, "PUT", f"/posts/{post}.json", json={"post": {"raw": "Other"}})
    [called] = state(address)["calls"]
    assert (called["method"], called["path"], called["username"]) == (
        "PUT", f"/posts/{post}.json", "system")
    assert state(address)["posts"][str(post)]["raw"] == "Other"


def test_an_event_can_be_delivered_again_as_it_was(address):
    play(address, "write", username="member", raw="Hello")
    play(address, "deliver-again", number=0)
    first, again = state(address)["sent"]
    assert first == again
