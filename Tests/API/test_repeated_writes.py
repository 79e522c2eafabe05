"""A write that is repeated with its Idempotency-Key happens once."""

import concurrent.futures
import uuid

from demo_site import Program

NOTE = {
    "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
    "reasons": ["misleadingFactualError"], "trustworthySources": True,
    "text": "The figure is a tenth of that: https://example.org/report",
}
RATING = {"helpfulness": "HELPFUL", "tags": ["helpfulClear"]}


def new_post(who: Program) -> str:
    answer = who.call("POST", "/posts", json={"url": f"https://example.org/{uuid.uuid4()}"})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def write(who: Program, post: str, key: str | None, **changes):
    return who.call("POST", f"/posts/{post}/notes", key=key, json=NOTE | changes)


def test_a_repeated_note_is_one_note(writer):
    post, key = new_post(writer), str(uuid.uuid4())
    first = write(writer, post, key)
    second = write(writer, post, key)
    assert first.status_code == second.status_code == 201, first.text
    assert first.content == second.content
    assert len(writer.get(f"/posts/{post}").json()["notes"]) == 1
    writer.call("DELETE", f"/notes/{first.json()['id']}")


def test_notes_sent_at_once_with_one_key_are_one_note(writer):
    post, key = new_post(writer), str(uuid.uuid4())
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: write(writer, post, key), range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    made = {answer.json()["id"] for answer in answers if answer.status_code == 201}
    assert len(made) == 1
    assert len(writer.get(f"/posts/{post}").json()["notes"]) == 1
    writer.call("DELETE", f"/notes/{made.pop()}")


def test_another_body_with_the_same_key_is_refused(writer):
    post, key = new_post(writer), str(uuid.uuid4())
    note = write(writer, post, key)
    assert write(writer, post, key, text=NOTE["text"] + " again").status_code == 409
    assert write(writer, new_post(writer), key).status_code == 409
    writer.call("DELETE", f"/notes/{note.json()['id']}")


def test_the_key_of_somebody_else_means_nothing(rater, writer):
    post, key = new_post(writer), str(uuid.uuid4())
    note = write(writer, post, key).json()["id"]
    rating = rater.call("PUT", f"/notes/{note}/rating", key=key, json=RATING)
    assert rating.status_code == 200 and rating.json()["noteID"] == note
    writer.call("DELETE", f"/notes/{note}")


def test_a_write_that_failed_leaves_its_key_free(writer):
    post, key = new_post(writer), str(uuid.uuid4())
    assert write(writer, post, key, text="").status_code == 422
    note = write(writer, post, key)
    assert note.status_code == 201
    writer.call("DELETE", f"/notes/{note.json()['id']}")


def test_a_key_is_worth_nothing_without_its_token(writer, anonymous):
    post, key = new_post(writer), str(uuid.uuid4())
    note = write(writer, post, key)
    assert write(anonymous, post, key).status_code == 401
    writer.call("DELETE", f"/notes/{note.json()['id']}")


def test_a_rating_can_be_changed_and_taken_back_and_a_note_deleted_by_its_writer(
    rater, writer, anonymous
):
    # One note for all of it: a writer may write few a day.
    post = new_post(writer)
    note = write(writer, post, None).json()["id"]
    path = f"/notes/{note}/rating"
    assert rater.call("PUT", path, json=RATING).status_code == 200
    changed = {"helpfulness": "NOT_HELPFUL", "tags": ["notHelpfulIncorrect"]}
    assert rater.call("PUT", path, json=changed).json()["helpfulness"] == "NOT_HELPFUL"
    mine = [r for r in rater.get("/me/ratings").json()["items"] if r["noteID"] == note]
    assert [r["helpfulness"] for r in mine] == ["NOT_HELPFUL"]
    assert rater.call("DELETE", path).status_code == 204
    assert rater.call("DELETE", path).status_code == 404
    assert rater.call("DELETE", f"/notes/{note}").status_code == 403
    assert anonymous.call("DELETE", f"/notes/{note}").status_code == 401
    assert writer.call("DELETE", f"/notes/{note}").status_code == 204
    assert anonymous.get(f"/notes/{note}").status_code == 404
