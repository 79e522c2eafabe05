"""The contract's examples (section 14): their shapes, and that a site answers in them."""

import time

import pytest
import requests
from xdk.community_notes import models

import examples
import shapes
from shapes import hold
from writer_site import ELIGIBLE, EVALUATE, NOTES, WRITTEN, Writer, note


@pytest.mark.parametrize("shape, example", [
    (shapes.CREATED, examples.CREATED), (shapes.INVALID, examples.DUPLICATE),
    (shapes.DELETED, examples.DELETED), (shapes.NOTES_PAGE, examples.TEST_NOTES),
    (shapes.NOTES_PAGE, examples.LIVE_NOTES), (shapes.FEED_PAGE, examples.OLD_VOCABULARY_FEED),
    (shapes.FEED_PAGE, examples.NEW_VOCABULARY_FEED), (shapes.EVALUATED, examples.EVALUATED),
    (shapes.PLAIN_PROBLEM, examples.UNAUTHORIZED), (shapes.PLAIN_PROBLEM, examples.NOT_ENROLLED)])
def test_the_shapes_are_those_of_the_examples(shape, example):
    hold(shape, example)


def test_the_sdk_takes_the_examples():
    models.CreateRequest.model_validate(examples.CREATE_BODY)
    models.CreateResponse.model_validate(examples.CREATED)
    models.DeleteResponse.model_validate(examples.DELETED)
    for page in (examples.TEST_NOTES, examples.LIVE_NOTES):
        models.SearchWrittenResponse.model_validate(page)
    for page in (examples.OLD_VOCABULARY_FEED, examples.NEW_VOCABULARY_FEED):
        models.SearchEligiblePostsResponse.model_validate(page)
    models.EvaluateRequest.model_validate(examples.EVALUATE_BODY)
    models.EvaluateResponse.model_validate(examples.EVALUATED)


@pytest.mark.parametrize("value", [
    {"data": {"id": 1}}, {"data": {"id": "x"}}, {"data": {"id": "1", "more": 1}}, {"data": {}},
    {"data": None}, {"data": []}, {}])
def test_a_shape_can_be_missed(value):
    with pytest.raises(AssertionError):
        hold(shapes.CREATED, value)


def test_14_1_a_note_and_its_duplicate(writer, posts):
    body = examples.CREATE_BODY | {"post_id": posts.short}
    made = writer.call("POST", NOTES, json=body)
    assert made.status_code == 201 and made.headers["Content-Type"].startswith("application/json")
    hold(shapes.CREATED, made.json())
    for name in ("limit", "remaining", "reset"):
        assert made.headers[f"x-rate-limit-{name}"].isdigit()

    again = writer.call("POST", NOTES, json=body)
    assert again.status_code == 400
    assert again.headers["Content-Type"].startswith("application/problem+json")
    hold(shapes.INVALID, again.json())
    assert (again.json()["parameter"], again.json()["value"]) == ("post_id", posts.short)
    told = again.json()["detail"] + again.json()["errors"][0]["message"]
    assert made.json()["data"]["id"] in told


def test_14_2_a_note_is_deleted(writer, posts):
    made = writer.call("POST", NOTES, json=note(posts.short)).json()["data"]["id"]
    gone = writer.call("DELETE", f"{NOTES}/{made}")
    assert (gone.status_code, gone.json()) == (200, examples.DELETED)


def evaluated(writer: Writer, count: int) -> list[dict]:
    """Notes once all are evaluated, which happens after they are taken."""
    for _ in range(100):
        answer = writer.get(
            WRITTEN, test_mode="true", max_results=100,
            **{"note.fields": "id,info,status,test_result"})
        assert answer.status_code == 200, answer.text
        hold(shapes.NOTES_PAGE, answer.json())
        notes = answer.json().get("data", [])
        assert len(notes) == count
        # All three outcomes or none.
        assert {len(n["test_result"]["evaluation_outcome"]) for n in notes if "test_result" in n} \
            <= {3}
        if all("test_result" in each for each in notes):
            return notes
        time.sleep(0.1)
    raise AssertionError("notes were not evaluated within ten seconds")


def test_14_3_test_notes_show_their_evaluation(writer, posts):
    info = examples.CREATE_BODY["info"]
    first = writer.call("POST", NOTES, json=note(posts.long, **info)).json()["data"]["id"]
    second = writer.call("POST", NOTES, json=note(posts.short)).json()["data"]["id"]
    notes = evaluated(writer, 2)
    assert [each["id"] for each in notes] == [second, first]
    assert notes[1]["info"] == info | {"post_id": posts.long}
    assert notes[1]["status"] == ""
    assert [o["evaluator_type"] for o in notes[1]["test_result"]["evaluation_outcome"]] == [
        "UrlValidity", "ClaimOpinion", "HarassmentAbuse"]

    page = writer.get(WRITTEN, test_mode="True", max_results=1).json()
    assert page["meta"]["result_count"] == 1 and page["meta"]["next_token"]


def test_14_3_a_live_note_shows_its_status(admitted, posts):
    made = admitted.call("POST", NOTES, json=note(posts.short, test=False))
    assert made.status_code == 201, made.text
    page = admitted.get(
        WRITTEN, test_mode="False", **{"note.fields": "id,status,scoring_status,test_result"}).json()
    hold(shapes.NOTES_PAGE, page)
    assert page["data"] == [{
        "id": made.json()["data"]["id"], "status": "needs_more_ratings",
        "scoring_status": {"has_access": False}}]
    admitted.call("DELETE", f"{NOTES}/{page['data'][0]['id']}")


def test_14_4_the_feed_in_the_old_vocabulary(writer, posts):
    answer = writer.get(ELIGIBLE, test_mode="true", max_results=100, **{
        "tweet.fields": "author_id,created_at,referenced_tweets,media_metadata,note_tweet",
        "expansions": "attachments.media_keys,referenced_tweets.id,"
                      "referenced_tweets.id.attachments.media_keys",
        "media.fields": "alt_text,duration_ms,height,media_key,preview_image_url,public_metrics,"
                        "type,url,width,variants"})
    assert answer.status_code == 200, answer.text
    page = answer.json()
    hold(shapes.FEED_PAGE, page)
    post = next(each for each in page["data"] if each["id"] == posts.long)
    # As in the example, member by member.
    assert set(examples.OLD_VOCABULARY_FEED["data"][0]) <= set(post) | {"media_metadata"}
    assert post["edit_history_tweet_ids"][-1] == posts.long
    assert posts.quoted in [each["id"] for each in page["includes"]["tweets"]]
    models.SearchEligiblePostsResponse.model_validate(page)


def test_14_5_the_feed_in_the_new_vocabulary(admitted, posts):
    answer = admitted.get(ELIGIBLE, test_mode="False", max_results=100, **{
        "post_selection": "feed_size:small,feed_lang:all",
        "post.fields": "created_at,lang,note_post,public_metrics,"
                       "suggested_source_links_with_counts,note_request_suggestions,"
                       "matched_media_notes",
        "expansions": "author_id,referenced_posts", "user.fields": "username"})
    assert answer.status_code == 200, answer.text
    page = answer.json()
    hold(shapes.FEED_PAGE, page)
    post = next(each for each in page["data"] if each["id"] == posts.long)
    example = examples.NEW_VOCABULARY_FEED["data"][0]
    assert set(example) - {"matched_media_notes"} <= set(post)
    assert post["suggested_source_links_with_counts"] == [
        {"url": "https://example.org/requested/source", "count": 2}]
    assert [each["suggestion"] for each in post["note_request_suggestions"]] == [
        "The table is from 2014."]
    assert post["referenced_posts"] == [{"type": "quoted", "id": posts.quoted}]
    assert posts.quoted in [each["id"] for each in page["includes"]["posts"]]
    assert post["author_id"] in [each["id"] for each in page["includes"]["users"]]


@pytest.mark.parametrize("path", [EVALUATE, "/2/evaluate_note"])
def test_14_6_a_draft_is_evaluated_alike_under_both_paths(writer, posts, path):
    answer = writer.call("POST", path, json=examples.EVALUATE_BODY | {"post_id": posts.short})
    assert answer.status_code == 200, answer.text
    hold(shapes.EVALUATED, answer.json())
    other = writer.call("POST", EVALUATE, json=examples.EVALUATE_BODY | {"post_id": posts.short})
    assert other.json() == answer.json()


def test_14_7_refusals(writer):
    nobody = requests.get(
        writer.site.address + WRITTEN, params={"test_mode": "true"}, timeout=30)
    assert nobody.status_code == 401
    hold(shapes.PLAIN_PROBLEM, nobody.json())
    assert nobody.json()["title"] == "Unauthorized"
