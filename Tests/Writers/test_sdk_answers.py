"""What X's SDK expects of answers, number by number, and that a site gives it."""

import pytest
import requests
from pydantic import ValidationError
from xdk import Client, Cursor
from xdk.oauth1_auth import OAuth1

from scripted_server import ScriptedServer, Told
from writer_site import note, refusal


def notes_of(server: ScriptedServer):
    return Client(
        base_url=server.address, auth=OAuth1("ck", "cs", None, "at", "ts")).community_notes


def posts_page(answer) -> object:
    """The page that the SDK makes of an answer of the feed."""
    with ScriptedServer(answer) as server:
        return next(notes_of(server).search_eligible_posts(True))


def notes_page(answer) -> object:
    with ScriptedServer(answer) as server:
        return next(notes_of(server).search_written(True))


@pytest.mark.parametrize("status", [200, 201])
def test_s03_create_needs_an_id_that_is_a_string(status):
    with ScriptedServer(Told({"data": {"id": "1", "note_id": "1"}}, status)) as server:
        assert notes_of(server).create({}).data.id == "1"
    for data in ({"id": 1}, {"note_id": "1"}, {}):
        with ScriptedServer(Told({"data": data}, status)) as server:
            with pytest.raises(ValidationError):
                notes_of(server).create({})


def test_s03_a_site_answers_201_with_both_names(writer, posts):
    made = writer.sdk().community_notes.create(note(posts.short))
    answer = writer.answers[-1]
    assert answer.status_code == 201
    assert answer.json() == {"data": {"id": made.data.id, "note_id": made.data.id}}
    assert made.data.id.isdigit() and len(made.data.id) <= 19


@pytest.mark.parametrize("answer", [Told(b"", 204), Told(b"", 200), Told(b"gone", 200)])
def test_s04_delete_needs_json(answer):
    with ScriptedServer(answer) as server, pytest.raises(requests.JSONDecodeError):
        notes_of(server).delete("1")


def test_s05_delete_needs_the_member_deleted(writer, posts):
    for data in ({}, {"deleted": None}, {"deleted": "gone"}):
        with ScriptedServer({"data": data}) as server, pytest.raises(ValidationError):
            notes_of(server).delete("1")
    sdk = writer.sdk().community_notes
    sdk.delete(sdk.create(note(posts.short)).data.id)
    assert writer.answers[-1].json() == {"data": {"deleted": True}}


@pytest.mark.parametrize("last", [
    {}, {"meta": {}}, {"meta": {"next_token": None}}, {"meta": {"next_token": ""}}])
def test_s11_iteration_goes_over_an_empty_page_and_ends_without_a_token(last):
    with ScriptedServer(
        {"data": [{"id": "1"}], "meta": {"next_token": "a"}},
        {"data": [], "meta": {"next_token": "b"}}, last,
    ) as server:
        assert len(list(notes_of(server).search_written(True))) == 3
        assert [asked.query.rpartition("=")[2] for asked in server.asked] == ["True", "a", "b"]


def test_s11_nothing_is_sent_before_the_first_page_is_wanted():
    with ScriptedServer() as server:
        notes_of(server).search_written(True)
        assert server.asked == []


def test_s11_a_site_ends_its_pages(writer, posts):
    for post in posts.all:
        writer.sdk().community_notes.create(note(post))
    for size, pages in [(1, 3), (2, 2), (3, 1), (100, 1)]:
        got = list(writer.sdk().community_notes.search_written(True, max_results=size))
        assert len(got) == pages
        assert got[-1].meta.next_token is None
        assert "next_token" not in writer.answers[-1].json()["meta"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_s15_an_error_raises_whatever_its_body_is(status):
    with ScriptedServer(Told(b"\xff not JSON", status)) as server:
        with pytest.raises(requests.HTTPError) as raised:
            notes_of(server).evaluate({})
    assert raised.value.response.status_code == status
    assert raised.value.response.content == b"\xff not JSON"


def test_s15_a_site_explains_its_errors(writer):
    with pytest.raises(requests.HTTPError) as raised:
        writer.sdk().community_notes.delete("1")
    assert refusal(raised) == (404, "id")


def test_s16_unknown_keys_survive():
    page = posts_page({
        "data": [{
            "id": "1", "text": "t", "edit_history_tweet_ids": ["1"], "note_tweet": {"text": "l"},
            "referenced_tweets": [{"type": "quoted", "id": "2"}],
            "public_metrics": metrics | {"retweet_count": 7}}],
        "includes": {"tweets": [{"id": "2", "text": "q"}]}, "meta": {"newest_id": "1"}})
    post = page.model_dump()["data"][0]
    assert post["note_tweet"] == {"text": "l"} and post["edit_history_tweet_ids"] == ["1"]
    assert post["public_metrics"]["retweet_count"] == 7
    assert page.model_dump()["includes"]["tweets"][0]["id"] == "2"


metrics = dict.fromkeys([
    "bookmark_count", "impression_count", "like_count", "quote_count", "reply_count",
    "repost_count"], 1)


@pytest.mark.parametrize("post", [
    {"id": 1},
    {"id": "1", "public_metrics": {k: v for k, v in metrics.items() if k != "repost_count"}},
    {"id": "1", "public_metrics": metrics | {"like_count": 1.5}},
    {"id": "1", "suggested_source_links": [{"url": "https://example.org"}]},
    {"id": "1", "suggested_source_links_with_counts": {"url": "https://example.org", "count": 1}},
    {"id": "1", "note_request_suggestions": {"suggestion_id": "1", "suggestion": "s"}},
    {"id": "1", "matched_media_notes": {"note_id": "1", "match_status": "matched_and_shown"}},
    {"id": "1", "withheld": {"copyright": False, "country_codes": [], "scope": "tweet"}},
    {"id": "1", "created_at": 1764000000},
])
def test_s17_a_malformed_post_rejects_the_page(post):
    with pytest.raises(ValidationError):
        posts_page({"data": [{"id": "2", "text": "fine"}, post]})


@pytest.mark.parametrize("media", [
    {"media_key": "3_1", "type": "photo", "public_metrics": {}},
    {"media_key": "7_1", "type": "video", "duration_ms": 30.5},
])
def test_s17_malformed_media_reject_the_page(media):
    with pytest.raises(ValidationError):
        posts_page({"data": [], "includes": {"media": [media]}})


@pytest.mark.parametrize("details", [
    {"id": 1},
    {"test_result": {"evaluation_outcome": {
        "evaluator_type": "UrlValidity", "evaluator_score_bucket": "High"}}},
    {"scoring_status": {"rating_counts_per_model": {"model_name": "Core"}}},
    {"scoring_status": {"rating_counts_per_model": [{"model_name": "Core", "value": {
        "positive_factor_bucket_counts": {
            "helpful_tag_counts": {"tag_name": "helpfulClear", "tag_count": 1}}}}]}},
])
def test_s17_a_malformed_note_rejects_the_page(details):
    with pytest.raises(ValidationError):
        notes_page({"data": [{"id": "1"} | details]})


PROBLEM = {
    "type": "https://api.x.com/2/problems/resource-not-found", "title": "Not Found Error",
    "detail": "The post is gone.", "resource_type": "post"}


@pytest.mark.parametrize("change", [
    {"type": "about:blank"}, {"type": "https://api.twitter.com/2/problems/resource-not-found"},
    {"detail": None}, {"resource_type": None}])
def test_s18_an_error_beside_data_must_be_of_the_nine_types(change):
    assert posts_page({"data": [], "errors": [PROBLEM]}).errors
    with pytest.raises(ValidationError):
        posts_page({"data": [], "errors": [PROBLEM | change]})


@pytest.mark.parametrize("answer", [
    {}, {"data": None}, {"data": []}, {"meta": {"result_count": 0}}])
def test_s19_empty_pages_come_in_many_forms(answer):
    assert not posts_page(answer).data
    assert not notes_page(answer).data


def test_s19_a_site_without_notes_of_the_writer_answers_an_empty_page(writer):
    page = next(writer.sdk().community_notes.search_written(True))
    assert not page.data and page.meta.result_count == 0
    assert writer.answers[-1].json().get("data", []) == []


def test_s20_an_outcome_needs_both_members_and_any_bucket():
    def page(outcome: dict):
        return notes_page({"data": [{"id": "1", "test_result": {"evaluation_outcome": [outcome]}}]})

    whole = {"evaluator_type": "ClaimOpinion", "evaluator_score_bucket": "quite high"}
    assert page(whole).data[0].test_result.evaluation_outcome[0].evaluator_score_bucket
    for member in whole:
        with pytest.raises(ValidationError):
            page({k: v for k, v in whole.items() if k != member})


def test_s21_a_cursor_gives_notes_across_pages_newest_first(writer, posts):
    sdk = writer.sdk().community_notes
    made = [sdk.create(note(post)).data.id for post in posts.all]
    listed = [each.id for each in Cursor(sdk.search_written, True, max_results=1).items()]
    assert listed == sorted(made, key=int, reverse=True)
    assert [each.id for each in Cursor(sdk.search_written, True).items(2)] == listed[:2]
