"""What a site refuses, as X's SDK raises it: status and the parameter that is wrong (sections 3 to 5)."""

import concurrent.futures

import pytest
import requests

from seeding import deliver
from writer_site import (
    ELIGIBLE, EVALUATE, MAIN, NOTES, WRITTEN, Writer, new_writer, note, refusal, sound_problem)

LINK = "https://example.org/report"


@pytest.fixture(scope="module")
def refused() -> Writer:
    """Has written nothing, since all that it tries is refused."""
    return new_writer()


def refuse(writer: Writer, body: object) -> tuple[int, str | None]:
    with pytest.raises(requests.HTTPError) as raised:
        writer.sdk().community_notes.create(body)
    return refusal(raised)


def without(body: dict, name: str) -> dict:
    return {key: value for key, value in body.items() if key != name}


@pytest.mark.parametrize("name", ["test_mode", "post_id", "info"])
@pytest.mark.parametrize("value", ["missing", None, [], 1.5])
def test_a_property_is_missing_or_of_another_kind(refused, posts, name, value):
    body = note(posts.short)
    body = without(body, name) if value == "missing" else body | {name: value}
    assert refuse(refused, body) == (400, name)


@pytest.mark.parametrize("name", [
    "text", "classification", "misleading_tags", "trustworthy_sources"])
@pytest.mark.parametrize("value", ["missing", None, {}, 1.5])
def test_a_property_of_info_is_missing_or_of_another_kind(refused, posts, name, value):
    body = note(posts.short)
    if value == "missing":
        del body["info"][name]
    else:
        body["info"][name] = value
    assert refuse(refused, body) == (400, f"info.{name}")


@pytest.mark.parametrize("info, parameter", [
    ({"classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING"}, "info.classification"),
    ({"trustworthy_sources": "true"}, "info.trustworthy_sources"),
    ({"trustworthy_sources": 1}, "info.trustworthy_sources"),
    ({"is_media_note": "no"}, "info.is_media_note"),
    ({"misleading_tags": "factual_error"}, "info.misleading_tags"),
    ({"misleading_tags": ["factual_error", 1]}, "info.misleading_tags"),
    ({"more": 1}, "info.more")])
def test_info_is_closed_and_typed(refused, posts, info, parameter):
    assert refuse(refused, note(posts.short, **info)) == (400, parameter)


def test_the_body_is_closed(refused, posts):
    assert refuse(refused, note(posts.short) | {"more": 1}) == (400, "more")


@pytest.mark.parametrize("post", ["", "x", "-1", "1.0", "12345678901234567890", 1, "١"])
def test_a_post_id_is_up_to_19_digits(refused, post):
    assert refuse(refused, note(post)) == (400, "post_id")


@pytest.mark.parametrize("text", [
    "", "   \n ", "No source.", "See example.org/report", "HTTPS://example.org/report",
    "See https:// example.org", "a" * 280 + LINK, "a" * 279 + f" {LINK}", "ä" * 280 + LINK])
def test_the_rules_of_texts(refused, posts, text):
    assert refuse(refused, note(posts.short, text=text)) == (400, "info.text")


@pytest.mark.parametrize("text", [
    "a" * 278 + f" {LINK}", f"{LINK}{'x' * 500}", f"{LINK}\nTwo lines.",
    "e\u0301" * 278 + f" {LINK}", f"{LINK} {LINK} " + "b" * 276])
def test_texts_are_measured_with_a_link_as_one_character(writer, posts, text):
    assert writer.sdk().community_notes.create(note(posts.short, text=text)).data.id


@pytest.mark.parametrize("classification, tags", [
    ("misinformed_or_potentially_misleading", []), ("not_misleading", ["other"]),
    ("misinformed_or_potentially_misleading", ["misleadingFactualError"])])
def test_the_rules_of_tags(refused, posts, classification, tags):
    body = note(posts.short, classification=classification, misleading_tags=tags)
    assert refuse(refused, body) == (400, "info.misleading_tags")


def test_a_note_that_a_post_is_fine_has_no_tags(writer, posts):
    body = note(posts.short, classification="not_misleading", misleading_tags=[])
    assert writer.sdk().community_notes.create(body).data.id


def test_repeated_tags_are_one(writer, posts):
    sdk = writer.sdk().community_notes
    sdk.create(note(posts.short, misleading_tags=["other", "other", "factual_error"]))
    tags = next(sdk.search_written(True)).data[0].info.misleading_tags
    assert sorted(tags) == ["factual_error", "other"]


def test_a_second_note_on_a_post_is_refused_with_the_first_ones_id(writer, posts):
    made = writer.sdk().community_notes.create(note(posts.short)).data.id
    assert refuse(writer, note(posts.short)) == (400, "post_id")
    assert made in writer.answers[-1].text


def test_notes_on_a_post_sent_at_once_are_one_note(writer, posts):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(
            lambda _: writer.call("POST", NOTES, json=note(posts.short)), range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [400] * 7
    assert len(writer.get(WRITTEN, test_mode="true").json()["data"]) == 1


def test_a_deleted_note_leaves_its_post_free(writer, posts):
    sdk = writer.sdk().community_notes
    first = sdk.create(note(posts.short)).data.id
    sdk.delete(first)
    second = sdk.create(note(posts.short)).data.id
    assert [each.id for each in next(sdk.search_written(True)).data] == [second] != [first]


def test_test_notes_and_live_notes_are_two_worlds(admitted, posts):
    sdk = admitted.sdk().community_notes
    tried, live = (sdk.create(note(posts.short, test=test)).data.id for test in (True, False))
    for test, made in ((True, tried), (False, live)):
        assert [each.id for each in next(sdk.search_written(test)).data] == [made]
        assert refuse(admitted, note(posts.short, test=test)) == (400, "post_id")
        sdk.delete(made)


@pytest.mark.parametrize("post", ["1", "9223372036854775807", "9999999999999999999"])
def test_an_unknown_post(refused, post):
    assert refuse(refused, note(post)) == (400, "post_id")
    with pytest.raises(requests.HTTPError) as raised:
        refused.sdk().community_notes.evaluate({"note_text": LINK, "post_id": post})
    assert refusal(raised) == (400, "post_id")


def test_a_post_that_no_feed_offered(refused, posts):
    for post in (posts.unrequested, posts.quoted):
        assert refuse(refused, note(post)) == (400, "post_id")


def test_a_post_that_its_host_removed(refused, host):
    url = "https://example.org/removed"
    post = host.push(url=url, text="Soon gone.")
    assert host.push(url=url, text="Soon gone.", isRemoved=True) == post
    assert refuse(refused, note(post)) == (400, "post_id")


@pytest.mark.parametrize("call", [
    lambda notes, post: notes.create(note(post, test=False)),
    lambda notes, post: next(notes.search_written(False)),
    lambda notes, post: next(notes.search_eligible_posts(False))])
def test_live_mode_before_admission(refused, posts, call):
    with pytest.raises(requests.HTTPError) as raised:
        call(refused.sdk().community_notes, posts.short)
    assert refusal(raised) == (400, "test_mode")


def test_a_media_note_must_be_earned(admitted, posts):
    for test in (True, False):
        body = note(posts.long, test=test, is_media_note=True)
        assert refuse(admitted, body) == (403, "info.is_media_note")


def test_a_mode_in_the_query_is_ignored(refused, posts):
    answer = refused.call(
        "POST", NOTES, params={"test_mode": "true"}, json=without(note(posts.short), "test_mode"))
    assert answer.status_code == 400 and sound_problem(answer)["parameter"] == "test_mode"


@pytest.mark.parametrize("path", [NOTES, EVALUATE, "/2/evaluate_note"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b"null", b"\xff", b"[" * 30_000])
def test_a_body_that_is_no_object(refused, path, body):
    answer = refused.call(
        "POST", path, data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")


def test_a_body_of_64_KiB_is_read_and_one_of_64_MB_is_not(refused, posts):
    def answered(size: int) -> int:
        body = note(posts.short, text="x" * size)
        return refused.call("POST", NOTES, json=body).status_code

    assert answered(60_000) == 400
    try:
        assert answered(64_000_000) == 413
    except requests.ConnectionError:
        pass  # A server may hang up on somebody who goes on sending.


@pytest.mark.parametrize("body, parameter", [
    ({"note_text": LINK}, "post_id"), ({"post_id": "1"}, "note_text"),
    ({"note_text": 1, "post_id": "1"}, "note_text"), ({"note_text": LINK, "post_id": 1}, "post_id"),
    ({"note_text": LINK, "post_id": "x"}, "post_id"),
    ({"note_text": LINK, "post_id": "1", "test_mode": True}, "test_mode"),
    ({"note_text": LINK, "post_id": "1", "info": {}}, "info")])
def test_a_draft_to_evaluate_is_closed(refused, body, parameter):
    with pytest.raises(requests.HTTPError) as raised:
        refused.sdk().community_notes.evaluate(body)
    assert refusal(raised) == (400, parameter)


def test_a_draft_needs_no_link(refused, posts):
    score = refused.sdk().community_notes.evaluate(
        {"note_text": "It is a tenth.", "post_id": posts.short})
    assert score.data.claim_opinion_score is not None


@pytest.mark.parametrize("id", ["x", "12345678901234567890", "-1", "1.0"])
def test_a_note_to_delete_has_a_sound_id(refused, id):
    with pytest.raises(requests.HTTPError) as raised:
        refused.sdk().community_notes.delete(id)
    assert refusal(raised) == (400, "id")


def test_a_note_of_nobody_of_somebody_else_and_a_deleted_one_are_alike(refused, writer, posts):
    own = refused.sdk().community_notes
    gone = own.create(note(posts.short)).data.id
    own.delete(gone)
    others = writer.sdk().community_notes.create(note(posts.short)).data.id
    problems = []
    for id in ("1", others, gone):
        answer = refused.call("DELETE", f"{NOTES}/{id}")
        problem = sound_problem(answer)
        assert (answer.status_code, problem["parameter"]) == (404, "id")
        assert problem["type"] == "https://api.x.com/2/problems/resource-not-found"
        assert (problem["resource_type"], problem["resource_id"]) == ("note", id)
        problems.append(answer.text.replace(id, "ID"))
    assert len(set(problems)) == 1
    assert len(writer.get(WRITTEN, test_mode="true").json()["data"]) == 1


@pytest.mark.parametrize("method, path, status", [
    ("GET", "/2/notes/nothing/here", 404), ("GET", "/2", 404), ("GET", "/2/tweets", 404),
    ("PUT", NOTES, 405), ("GET", NOTES, 405), ("POST", WRITTEN, 405), ("DELETE", ELIGIBLE, 405),
    ("GET", EVALUATE, 405), ("PATCH", f"{NOTES}/1", 405)])
def test_what_is_not_there_says_so_in_json(refused, method, path, status):
    answer = refused.call(method, path)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["status"] == status


def test_nothing_is_ever_redirected(refused):
    for path in (NOTES, WRITTEN + "/", "/2/", ELIGIBLE + "/"):
        assert requests.get(
            MAIN.address + path, timeout=30, allow_redirects=False).status_code >= 400


def test_the_writing_limit_of_somebody_new_is_ten(admitted, host):
    """Of notes that people see; deleting some gives none back."""
    posts = [host.push(text=f"Claim number {number}.", language="en") for number in range(11)]
    deliver(admitted, posts)
    sdk = admitted.sdk().community_notes
    made = [sdk.create(note(post, test=False)).data.id for post in posts[:10]]
    sdk.delete(made[0])
    with pytest.raises(requests.HTTPError) as raised:
        sdk.create(note(posts[10], test=False))
    assert refusal(raised) == (429, None)
    assert sdk.create(note(posts[10])).data.id
    for each in made[1:]:
        sdk.delete(each)
