"""Rate limits (section 3.4): the headers of every answer, the window of 90 requests, the cap of a day."""

import time

import pytest
import requests

from writer_site import (
    ELIGIBLE, EVALUATE, NOTES, SMALL, SMALL_DAY, SMALL_WINDOW, UNSET, WRITTEN, Writer, new_writer,
    note)

WINDOW_SECONDS = 15 * 60
DRAFT = {"note_text": "It is a tenth.", "post_id": "1"}


def limits(answer: requests.Response, prefix: str = "x-rate-limit") -> tuple[int, int, int]:
    return tuple(int(answer.headers[f"{prefix}-{name}"]) for name in ("limit", "remaining", "reset"))


def calls(writer: Writer) -> dict[str, requests.Response]:
    """Each endpoint once, answered well or not."""
    return {
        "written": writer.get(WRITTEN, test_mode="true"),
        "eligible": writer.get(ELIGIBLE, test_mode="true"),
        "evaluate": writer.call("POST", EVALUATE, json=DRAFT),
        "create": writer.call("POST", NOTES, json=note("1")),
        "delete": writer.call("DELETE", f"{NOTES}/1"),
    }


def test_every_answer_tells_limit_rest_and_reset():
    writer = new_writer(on=UNSET)
    now = int(time.time())
    answers = calls(writer)
    assert [answers[name].status_code for name in answers] == [200, 200, 400, 400, 404]
    for name, answer in answers.items():
        limit, remaining, reset = limits(answer)
        assert (limit, remaining) == (90, 89), name
        assert now - 1 <= reset <= now + WINDOW_SECONDS + 2, name
    for name in ("create", "delete"):
        limit, remaining, reset = limits(answers[name], "x-user-limit-24hour")
        assert limit == 250 and remaining in (248, 249)
        assert now <= reset <= now + 86_402


def test_refusals_count_and_tell_too():
    writer = new_writer(on=SMALL)
    for rest in range(SMALL_WINDOW - 1, SMALL_WINDOW - 4, -1):
        answer = writer.get(WRITTEN, test_mode="wrong")
        assert answer.status_code == 400 and limits(answer)[:2] == (SMALL_WINDOW, rest)


def test_the_91st_request_of_a_window_is_refused_and_other_endpoints_go_on():
    writer = new_writer(on=UNSET)
    sdk = writer.bearer().community_notes
    for rest in range(89, -1, -1):
        next(sdk.search_written(True))
        assert limits(writer.answers[-1])[:2] == (90, rest)
    with pytest.raises(requests.HTTPError) as raised:
        next(sdk.search_written(True))
    refused = raised.value.response
    assert refused.status_code == 429 and limits(refused)[1] == 0
    assert limits(refused)[2] > time.time() - 1
    assert refused.headers["Content-Type"].startswith("application/problem+json")
    problem = refused.json()
    assert (problem["title"], problem["type"], problem["status"]) == (
        "Too Many Requests", "about:blank", 429)
    assert {error["code"] for error in problem.get("errors", [{"code": 88}])} == {88}
    next(sdk.search_eligible_posts(True))
    assert limits(writer.answers[-1])[:2] == (90, 89)


def test_a_window_is_of_a_caller_whatever_the_credentials():
    writer, other = new_writer(on=SMALL), new_writer(on=SMALL)
    for number in range(SMALL_WINDOW):
        client = writer.sdk() if number % 2 else writer.bearer()
        next(client.community_notes.search_written(True))
    for client in (writer.sdk(), writer.bearer()):
        with pytest.raises(requests.HTTPError) as raised:
            next(client.community_notes.search_written(True))
        assert raised.value.response.status_code == 429
    next(other.sdk().community_notes.search_written(True))
    assert limits(other.answers[-1])[1] == SMALL_WINDOW - 1


def test_both_paths_of_evaluation_share_a_window():
    writer = new_writer(on=SMALL)
    rests = [
        limits(writer.call("POST", path, json=DRAFT))[1]
        for path in (EVALUATE, "/2/evaluate_note") * 2]
    assert rests == [SMALL_WINDOW - count for count in range(1, 5)]


def test_creating_and_deleting_share_the_cap_of_a_day():
    writer = new_writer(on=SMALL)
    rests = []
    for number in range(SMALL_DAY):
        answer = (
            writer.call("POST", NOTES, json=note("1")) if number % 2
            else writer.call("DELETE", f"{NOTES}/1"))
        assert answer.status_code in (400, 404)
        rests.append(limits(answer, "x-user-limit-24hour")[:2])
    assert rests == [(SMALL_DAY, rest) for rest in range(SMALL_DAY - 1, -1, -1)]
    for refused in (
        writer.call("POST", NOTES, json=note("1")), writer.call("DELETE", f"{NOTES}/1"),
    ):
        assert refused.status_code == 429
        # The window itself is not used up.
        assert limits(refused)[1] > 0
    assert writer.get(WRITTEN, test_mode="true").status_code == 200


def test_who_is_not_known_uses_up_nobodys_window():
    writer = new_writer(on=SMALL)
    own = writer.credentials
    for _ in range(SMALL_WINDOW + 1):
        answer = requests.get(
            SMALL.address + WRITTEN, params={"test_mode": "true"}, timeout=30, headers={
                "Authorization": f'OAuth oauth_consumer_key="{own.consumer_key}", '
                                 f'oauth_token="{own.access_token}", oauth_signature="x", '
                                 'oauth_signature_method="HMAC-SHA1", oauth_nonce="1", '
                                 f'oauth_timestamp="{int(time.time())}"'})
        assert answer.status_code == 401
    assert limits(writer.get(WRITTEN, test_mode="true"))[1] == SMALL_WINDOW - 1
