"""The forum without a site: what answers, events and decisions do to posts, and what its pages let
through."""

import http.client
import json
import threading
import urllib.parse
from http.server import ThreadingHTTPServer

import pytest

import webhooks
from forum import Forum, Handler
from people import MEMBERS, MODERATOR
from posts import HIDDEN, HIDDEN_UNDER_REVIEW, NO_ACTION, RESTORED, UNDER_REVIEW, Posts
from reviews import HELPFUL, NOT_HELPFUL, apply_answer, apply_decision, apply_event
from site_client import SiteClient, SiteError

REQUEST = "019a1b2c-00a1-7000-8000-000000000002"
NOTE = "019a1b2c-00b1-7000-8000-000000000003"


@pytest.fixture
def posts(tmp_path) -> Posts:
    return Posts(str(tmp_path / "forum.sqlite"))


def submitted(posts: Posts, instruction: str | None) -> int:
    post = posts.add("1", "Hello")
    apply_answer(posts, post.id, {
        "id": REQUEST, "note_id": NOTE if instruction else None, "moderation_action": instruction,
        "status": "IN_PROGRESS" if instruction else "PENDING"})
    return post.id


def event(name: str, number: int = 1, **members) -> dict:
    return {"event": f"{name}", "event_id": f"event-{number}", "request_id": REQUEST} | members


HIDE = {"action_type": "hide", "canonical_action_type": "hide"}


def test_the_vector_of_the_contract():
    body = (b'{"event":"moderation_action.applied","event_type":"moderation_action.applied",'
            b'"action_id":"a1"}')
    assert webhooks.signature("opk_0123456789ab_example-secret", body) == (
        "sha256=55df87693d79cfa0dbc152719f761eb896481d70a7b59530bc87a47b23c7cbc1")


@pytest.mark.parametrize("given", [None, "", "sha256=", "sha256=" + "0" * 64, "é"])
def test_what_is_not_signed_is_refused(given):
    body = json.dumps(event("note.status_changed")).encode()
    with pytest.raises(webhooks.Refused):
        webhooks.read("secret", given, body)
    assert webhooks.read("secret", webhooks.signature("secret", body), body)["event_id"] == "event-1"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"event":1,"event_id":"1","request_id":"1"}', b"\xff"])
def test_what_is_no_event_is_refused(body):
    with pytest.raises(webhooks.Refused):
        webhooks.read("secret", webhooks.signature("secret", body), body)


@pytest.mark.parametrize("instruction, hidden, review", [
    (None, False, ""), ("community_review", False, UNDER_REVIEW),
    ("auto_hide", True, HIDDEN_UNDER_REVIEW)])
def test_an_answer_hides_or_asks_people(posts, instruction, hidden, review):
    post = posts.get(submitted(posts, instruction))
    assert (post.hidden, post.review) == (hidden, review)


@pytest.mark.parametrize("instruction, told, hidden, review", [
    ("auto_hide", event("moderation_action.applied", **HIDE), True, HIDDEN_UNDER_REVIEW),
    ("auto_hide", event("moderation_action.confirmed", **HIDE), True, HIDDEN),
    ("auto_hide", event("moderation_action.overturned", **HIDE), False, RESTORED),
    ("community_review", event("moderation_action.applied", **HIDE), True, HIDDEN),
    ("community_review", event("note.status_changed", status=NOT_HELPFUL), False, NO_ACTION),
    ("community_review", event("note.status_changed", status=HELPFUL), False, UNDER_REVIEW),
    ("community_review", event("moderation_action.dismissed", **HIDE), False, ""),
    ("community_review", event("moderation_action.proposed", **HIDE), True, HIDDEN_UNDER_REVIEW),
    ("community_review", event("of.tomorrow"), False, UNDER_REVIEW),
    (None, event("moderation_action.proposed"), False, UNDER_REVIEW)])
def test_an_event_does_what_it_says(posts, instruction, told, hidden, review):
    id = submitted(posts, instruction)
    assert apply_event(posts, told)
    assert (posts.get(id).hidden, posts.get(id).review) == (hidden, review)


def test_an_event_that_comes_again_does_nothing(posts):
    id = submitted(posts, "auto_hide")
    overturned = event("moderation_action.overturned", **HIDE)
    assert apply_event(posts, overturned)
    posts.hide(id, HIDDEN)
    assert not apply_event(posts, overturned)
    assert posts.get(id).hidden


def test_an_event_is_new_again_if_applying_it_failed(posts):
    submitted(posts, "community_review")
    broken = event("note.status_changed")
    with pytest.raises(KeyError):
        apply_event(posts, broken)
    assert apply_event(posts, broken | {"status": NOT_HELPFUL})


def test_an_event_about_another_forum_is_taken_and_changes_nothing(posts):
    id = submitted(posts, "community_review")
    assert apply_event(posts, event("moderation_action.confirmed") | {"request_id": "another"})
    assert posts.get(id).review == UNDER_REVIEW


@pytest.mark.parametrize("instruction, status, state, hidden, review", [
    ("auto_hide", HELPFUL, "confirmed", True, HIDDEN),
    ("auto_hide", NOT_HELPFUL, "scan_exempt", False, RESTORED),
    ("community_review", HELPFUL, "applied", True, HIDDEN),
    ("community_review", NOT_HELPFUL, "dismissed", False, NO_ACTION)])
def test_a_poll_leads_where_events_would_have(posts, instruction, status, state, hidden, review):
    id = submitted(posts, instruction)
    for _ in range(2):
        apply_decision(posts, {"id": REQUEST, "note_status": status, "action_state": state})
        assert (posts.get(id).hidden, posts.get(id).review) == (hidden, review)


class Unreachable(SiteClient):
    def call(self, *_, **__):
        raise SiteError(0, "nobody there")


@pytest.fixture
def served(posts):
    class Served(Handler):
        forum = Forum(posts, Unreachable("http://127.0.0.1:1", "secret", "test"))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Served)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def ask(port: int, method: str, path: str, form: dict | bytes | None = None, reader: str = "1", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    body = urllib.parse.urlencode(form) if isinstance(form, dict) else form
    connection.request(method, path, body, {"Cookie": f"reader={reader}"} | headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_a_post_is_published_while_the_site_is_away(served, posts):
    assert ask(served, "POST", "/posts", {"text": "<b>Hello</b>"})[0] == 303
    status, text = ask(served, "GET", "/")
    assert status == 200 and "&lt;b&gt;Hello&lt;/b&gt;" in text and "<b>Hello</b>" not in text


def test_a_hidden_post_is_read_by_its_author_and_moderators_alone(served, posts):
    posts.hide(posts.add("1", "the secret text").id, HIDDEN)
    readable = {
        person.id: "the secret text" in ask(served, "GET", "/", reader=person.id)[1]
        for person in [*MEMBERS[:3], MODERATOR]}
    assert readable == {"1": True, "2": False, "3": False, MODERATOR.id: True}


def test_only_authors_edit(served, posts):
    id = posts.add("1", "mine").id
    ask(served, "POST", f"/posts/{id}", {"text": "yours"}, reader="2")
    assert posts.get(id).text == "mine"
    ask(served, "POST", f"/posts/{id}", {"text": "better"}, reader="1")
    assert posts.get(id).text == "better"


def test_forms_of_other_pages_are_refused(served, posts):
    assert ask(served, "POST", "/posts", {"text": "Hello"}, Origin="https://evil.example.org")[0] == 403
    assert posts.all() == []


def test_a_webhook_is_answered_once_it_is_kept(served, posts):
    id = submitted(posts, "auto_hide")
    body = json.dumps(event("moderation_action.overturned", **HIDE)).encode()
    signed = {"X-Webhook-Signature": webhooks.signature("secret", body)}
    assert ask(served, "POST", webhooks.PATH, body, **signed) == (200, '{"received": true}')
    assert not posts.get(id).hidden
    assert ask(served, "POST", webhooks.PATH, body)[0] == 401
    assert ask(served, "POST", webhooks.PATH, body + b" ", **signed)[0] == 401


def test_what_is_too_large_is_not_read(served):
    assert ask(served, "POST", webhooks.PATH, b"a" * (webhooks.MOST_BYTES + 1))[0] == 413
