"""Each of the five calls with each kind of credentials, and who is refused (section 2)."""

import pytest
import requests

import shapes
from shapes import hold
from writer_site import ELIGIBLE, EVALUATE, MAIN, NOTES, WRITTEN, note, sound_problem

KINDS = {
    "OAuth 1.0a": lambda writer: writer.sdk(),
    "OAuth 2": lambda writer: writer.bearer(),
    "both": lambda writer: writer.sdk(
        auth=writer.oauth1(), access_token=writer.credentials.oauth2_access_token),
    "OAuth 1.0a beside an app's token": lambda writer: writer.sdk(
        auth=writer.oauth1(), bearer_token="of-the-app"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_all_five_calls(writer, posts, kind):
    notes = KINDS[kind](writer).community_notes
    made = notes.create(note(posts.short)).data.id
    assert [each.id for each in next(notes.search_written(True)).data] == [made]
    assert next(notes.search_eligible_posts(True)).data
    draft = {"note_text": "It is a tenth.", "post_id": posts.short}
    assert notes.evaluate(draft).data.claim_opinion_score is not None
    assert notes.delete(made).data.deleted is True
    scheme = "OAuth " if kind.startswith("OAuth 1") else "Bearer "
    assert {sent.headers["Authorization"][:len(scheme)] for sent in writer.sent} == {scheme}
    assert len(writer.sent) == 5


def every_call(headers: dict) -> list[requests.Response]:
    def call(method: str, path: str, **options) -> requests.Response:
        return requests.request(
            method, MAIN.address + path, headers=headers, timeout=30, **options)

    return [
        call("GET", WRITTEN, params={"test_mode": "true"}),
        call("GET", ELIGIBLE, params={"test_mode": "true"}),
        call("POST", NOTES, json=note("1")), call("DELETE", f"{NOTES}/1"),
        call("POST", EVALUATE, json={"note_text": "x", "post_id": "1"}),
        call("POST", "/2/evaluate_note", json={"note_text": "x", "post_id": "1"}),
    ]


@pytest.mark.parametrize("value", [
    None, "", "Bearer", "Bearer ", "Bearer made-up", "bearer", "Basic Og==", "OAuth", "OAuth ",
    "Digest x", "Bearer " + "A" * 4_000])
def test_who_is_not_known_is_refused_everywhere(value):
    for answer in every_call({} if value is None else {"Authorization": value}):
        assert answer.status_code == 401, answer.request.url
        hold(shapes.PLAIN_PROBLEM, answer.json())


def test_the_token_of_an_application_alone_is_refused_everywhere(writer):
    token = writer.credentials.app_only_token
    for answer in every_call({"Authorization": f"Bearer {token}"}):
        assert answer.status_code == 403, answer.request.url
        problem = sound_problem(answer)
        assert problem["type"] == "https://api.x.com/2/problems/unsupported-authentication"
        assert problem["title"] == "Unsupported Authentication"


def test_a_members_token_of_the_sites_own_interface_is_no_writers(host):
    token = host.program.headers["Authorization"]
    assert {answer.status_code for answer in every_call({"Authorization": token})} <= {401, 403}


def test_a_writers_token_is_no_members(writer):
    answer = requests.get(
        MAIN.address + "/api/v1/me", timeout=30,
        headers={"Authorization": f"Bearer {writer.credentials.oauth2_access_token}"})
    assert answer.status_code == 401


def test_who_a_writer_is(writer):
    """`xurl` asks this after its own sign-in."""
    for answer in (
        writer.get("/2/users/me"),
        requests.get(MAIN.address + "/2/users/me", timeout=30, headers={
            "Authorization": f"Bearer {writer.credentials.oauth2_access_token}"}),
    ):
        assert answer.status_code == 200, answer.text
        assert answer.json()["data"]["id"] == writer.credentials.user_id
        assert answer.json()["data"]["username"]
