"""A live note goes the way of every note: it is proposed, people rate it, and scoring decides."""

import pytest

import shapes
from offered_posts import member
from seeding import give_record
from shapes import hold
from writer_site import NOTES, WRITTEN, Writer, note

RATINGS = {
    "rater": {"helpfulness": "HELPFUL", "tags": ["helpfulClear", "helpfulGoodSources"]},
    "writer": {"helpfulness": "NOT_HELPFUL", "tags": ["notHelpfulIncorrect"]},
}


@pytest.fixture
def live(admitted: Writer, posts):
    """A live note, until the test has ended."""
    made = admitted.sdk().community_notes.create(note(posts.short, test=False)).data.id
    yield made
    admitted.call("DELETE", f"{NOTES}/{made}")


def test_a_live_note_is_on_its_post_and_a_test_note_is_not(admitted, live, posts):
    tried = admitted.sdk().community_notes.create(note(posts.short)).data.id
    reader = member("reader")
    shown = reader.get(f"/notes/{live}")
    assert shown.status_code == 200, shown.text
    assert reader.get(f"/notes/{tried}").status_code == 404
    on_post = [each["id"] for each in reader.get(f"/posts/{posts.short}").json()["notes"]]
    assert tried not in on_post


def test_who_deletes_a_live_note_takes_it_from_its_post(admitted, live):
    admitted.sdk().community_notes.delete(live)
    assert member("reader").get(f"/notes/{live}").status_code == 404


def test_scoring_status_adds_up_to_the_ratings(admitted, live, host):
    for role, rating in RATINGS.items():
        answer = member(role).call("PUT", f"/notes/{live}/rating", json=rating)
        assert answer.status_code == 200, answer.text
    host.score()
    fields = {"note.fields": "status,scoring_status"}
    # What is told is earned by a hundred helpful notes within ninety days.
    closed = admitted.get(WRITTEN, test_mode="false", **fields).json()
    assert closed["data"] == [{
        "id": live, "status": "needs_more_ratings", "scoring_status": {"has_access": False}}]
    give_record(live, helpful=101)
    page = admitted.get(WRITTEN, test_mode="false", **fields).json()
    hold(shapes.NOTES_PAGE, page)
    told = page["data"][0]
    assert (told["id"], told["status"]) == (live, "needs_more_ratings")
    status = told["scoring_status"]
    assert status["has_access"] is True
    models = {
        each["model_name"]: list(each["value"].values())
        for each in status["rating_counts_per_model"]}
    for buckets in models.values():
        counts = {
            kind: sum(bucket[f"{kind}_count"] for bucket in buckets)
            for kind in ("helpful", "somewhat_helpful", "not_helpful")}
        assert counts["helpful"] <= 1 and counts["not_helpful"] <= 1
        assert counts["somewhat_helpful"] == 0
    core = models["Core"]
    assert sum(bucket["helpful_count"] for bucket in core) == 1
    assert sum(bucket["not_helpful_count"] for bucket in core) == 1
    assert tags(core, "helpful") == {"helpfulClear": 1, "helpfulGoodSources": 1}
    assert tags(core, "not_helpful") == {"notHelpfulIncorrect": 1}


def tags(buckets: list[dict], kind: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for bucket in buckets:
        for each in bucket[f"{kind}_tag_counts"]:
            found[each["tag_name"]] = found.get(each["tag_name"], 0) + each["tag_count"]
    return found


def test_a_writer_rates_nothing(admitted, live):
    """There is no such call in the writers' interface, and the members' one does not know them."""
    token = {"Authorization": f"Bearer {admitted.credentials.oauth2_access_token}"}
    program = member("anonymous")
    program.headers = token
    answer = program.call("PUT", f"/notes/{live}/rating", json=RATINGS["rater"])
    assert answer.status_code in (401, 403)
