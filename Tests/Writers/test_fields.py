"""Which members an answer has: what is always there, what was selected, what an expansion brings."""

import pytest
from xdk.community_notes import models

import shapes
from shapes import hold
from vocabularies import NOTE_FIELDS, OLD_EXPANSIONS, POST_FIELDS, SELECTORS, TWEET_FIELDS
from writer_site import ELIGIBLE, WRITTEN, Writer, new_writer, note, sound_problem


@pytest.fixture(scope="module")
def reader() -> Writer:
    return new_writer()


def page(reader: Writer, **query) -> dict:
    answer = reader.get(ELIGIBLE, **{"test_mode": "true", "max_results": 100, **query})
    assert answer.status_code == 200, answer.text
    hold(shapes.FEED_PAGE, answer.json())
    # Whatever was asked for, X's SDK reads it.
    models.SearchEligiblePostsResponse.model_validate(answer.json())
    return answer.json()


def post(page: dict, id: str) -> dict:
    return next(each for each in page["data"] if each["id"] == id)


def history(names: set[str]) -> set[str]:
    return {name for name in names if name.startswith("edit_history_")}


def test_without_a_selection_posts_have_id_text_and_history(reader, posts):
    for each in page(reader)["data"]:
        names = set(each)
        assert names - history(names) == {"id", "text"}
        assert history(names)
        for name in history(names):
            assert each["id"] in each[name]
    assert "includes" not in page(reader)


@pytest.mark.parametrize("selector, name", [
    (selector, name) for selector, names in SELECTORS.items() for name in names])
def test_every_name_is_known(reader, posts, selector, name):
    page(reader, max_results=1, **{selector: name})


@pytest.mark.parametrize("selector", SELECTORS)
def test_all_names_at_once_in_any_spelling(reader, posts, selector):
    names = SELECTORS[selector]
    page(reader, **{selector: ", ".join(names + names[:1])})


@pytest.mark.parametrize("selector", SELECTORS)
@pytest.mark.parametrize("value", ["wrong", "id,wrong", "ID"])
def test_an_unknown_name_is_refused(reader, posts, selector, value):
    answer = reader.get(ELIGIBLE, test_mode="true", **{selector: value})
    assert answer.status_code == 400
    assert sound_problem(answer)["parameter"] == selector


@pytest.mark.parametrize("selector", SELECTORS)
def test_an_empty_list_is_none(reader, posts, selector):
    assert page(reader, **{selector: ""}) == page(reader)


@pytest.mark.parametrize("selector, other", [
    ("post.fields", set(TWEET_FIELDS) - set(POST_FIELDS)),
    ("tweet.fields", set(POST_FIELDS) - set(TWEET_FIELDS))])
def test_names_of_the_other_vocabulary_are_taken(reader, posts, selector, other):
    page(reader, **{selector: ",".join(sorted(other))})


@pytest.mark.parametrize("selector, long", [
    ("post.fields", "note_post"), ("tweet.fields", "note_tweet")])
def test_the_whole_text_is_named_as_in_the_request(reader, posts, selector, long):
    got = page(reader, **{selector: long})
    whole = post(got, posts.long)
    assert len(whole[long]["text"]) > 280 >= len(whole["text"])
    assert long not in post(got, posts.short)


@pytest.mark.parametrize("name", [
    "created_at", "lang", "public_metrics", "suggested_source_links",
    "suggested_source_links_with_counts", "note_request_suggestions"])
def test_a_selected_member_is_there_and_not_selected_it_is_not(reader, posts, name):
    assert name in post(page(reader, **{"post.fields": name}), posts.short)
    assert name not in post(page(reader, **{"post.fields": "id"}), posts.short)


@pytest.mark.parametrize("name", ["non_public_metrics", "organic_metrics", "promoted_metrics"])
def test_private_numbers_are_for_authors_alone(reader, posts, name):
    assert all(name not in each for each in page(reader, **{"post.fields": name})["data"])


def test_numbers_of_a_post_fit_both_vocabularies(reader, posts):
    new = post(page(reader, **{"post.fields": "public_metrics"}), posts.short)["public_metrics"]
    old = post(page(reader, **{"tweet.fields": "public_metrics"}), posts.short)["public_metrics"]
    assert old["retweet_count"] == old["repost_count"] == new["repost_count"] == 2
    assert (new["impression_count"], new["like_count"], new["reply_count"]) == (1_000, 5, 3)


@pytest.mark.parametrize("expansion, implied, id", [
    ("attachments.media_keys", "attachments", "long"), ("author_id", "author_id", "short"),
    ("referenced_posts", "referenced_posts", "long"),
    ("referenced_tweets.id", "referenced_tweets", "long"),
    ("referenced_tweets.id.author_id", "referenced_tweets", "long"),
    ("referenced_tweets.id.attachments.media_keys", "referenced_tweets", "long"),
    ("edit_history_post_ids", "edit_history_post_ids", "short"),
    ("edit_history_tweet_ids", "edit_history_tweet_ids", "short")])
def test_an_expansion_brings_its_source(reader, posts, expansion, implied, id):
    assert implied in post(page(reader, expansions=expansion), getattr(posts, id))


@pytest.mark.parametrize("expansion, included", [
    ("referenced_posts", "posts"), ("referenced_tweets.id", "tweets")])
def test_posts_referred_to_are_included_once(reader, posts, expansion, included):
    got = page(reader, expansions=expansion)
    ids = [each["id"] for each in got["includes"][included]]
    assert posts.quoted in ids and len(ids) == len(set(ids))
    quoted = next(each for each in got["includes"][included] if each["id"] == posts.quoted)
    # The template reads these of every post, selected or not.
    assert {"id", "text"} <= set(quoted)


@pytest.mark.parametrize("expansions", [
    "referenced_tweets.id,referenced_tweets.id.attachments.media_keys",
    "referenced_posts,attachments.media_keys"])
def test_media_of_posts_referred_to_are_included(reader, posts, expansions):
    got = page(reader, expansions=expansions, **{"media.fields": "url"})
    urls = [each.get("url") for each in got["includes"]["media"]]
    assert urls.count("https://example.org/m/q.jpg") == 1


def test_the_selection_holds_for_included_posts_too(reader, posts):
    got = page(reader, expansions="referenced_posts", **{"post.fields": "created_at"})
    assert all("created_at" in each for each in got["includes"]["posts"])


def test_media_have_key_and_type_and_what_was_selected(reader, posts):
    bare = page(reader, expansions="attachments.media_keys")["includes"]["media"]
    assert bare and all(set(each) == {"media_key", "type"} for each in bare)
    sized = page(
        reader, expansions="attachments.media_keys", **{"media.fields": "url,width"})
    photo = post(sized, posts.long)["attachments"]["media_keys"][0]
    found = [each for each in sized["includes"]["media"] if each["media_key"] == photo]
    assert [set(each) for each in found] == [{"media_key", "type", "url", "width"}]


def test_authors_have_their_names_and_what_was_selected(reader, posts):
    users = page(reader, expansions="author_id")["includes"]["users"]
    assert users and all(set(each) == {"id", "name", "username"} for each in users)
    ids = [each["id"] for each in users]
    assert len(ids) == len(set(ids))


def test_the_old_expansions_make_an_answer_old(reader, posts):
    for expansion in OLD_EXPANSIONS:
        assert "edit_history_tweet_ids" in page(reader, expansions=expansion)["data"][0]


def test_nothing_is_included_that_was_not_asked_for(reader, posts):
    got = page(reader, expansions="author_id")
    assert set(got["includes"]) == {"users"}


@pytest.mark.parametrize("name", ["true", "True", "false", "False"])
def test_both_spellings_of_a_truth_value(admitted, name):
    assert admitted.get(WRITTEN, test_mode=name).status_code == 200
    assert admitted.get(ELIGIBLE, test_mode=name).status_code == 200


@pytest.mark.parametrize("path", [WRITTEN, ELIGIBLE])
@pytest.mark.parametrize("query, parameter", [
    ({}, "test_mode"), ({"test_mode": "yes"}, "test_mode"), ({"test_mode": "1"}, "test_mode"),
    ({"test_mode": "TRUE"}, "test_mode"), ({"test_mode": ""}, "test_mode"),
    ({"test_mode": "true", "max_results": "0"}, "max_results"),
    ({"test_mode": "true", "max_results": "101"}, "max_results"),
    ({"test_mode": "true", "max_results": "1.5"}, "max_results"),
    ({"test_mode": "true", "max_results": "x"}, "max_results"),
    ({"test_mode": "true", "pagination_token": "made-up"}, "pagination_token")])
def test_a_bad_parameter_is_named(reader, path, query, parameter):
    answer = reader.get(path, **query)
    assert answer.status_code == 400, answer.text
    assert sound_problem(answer)["parameter"] == parameter


@pytest.mark.parametrize("path", [WRITTEN, ELIGIBLE])
def test_a_repeated_parameter_is_refused(path):
    bearer = new_writer().bearer()
    headers = {"Authorization": f"Bearer {bearer.access_token}"}
    answer = bearer.session.get(
        f"{bearer.base_url}{path}?test_mode=true&test_mode=true", headers=headers)
    assert answer.status_code == 400 and sound_problem(answer)["parameter"] == "test_mode"


@pytest.mark.parametrize("selection", [
    "feed_size:small", "feed_size: small", "feed_lang:en", "feed_lang:all",
    "feed_size:small,feed_lang:ja", "feed_lang: ja , feed_size: small"])
def test_a_selection_of_posts_is_taken(reader, selection):
    page(reader, post_selection=selection)


@pytest.mark.parametrize("selection", [
    "small", "feed_size", "feed_size:tiny", "feed_size:small,feed_size:small", "size:small",
    "feed_lang:en,feed_lang:ja", "feed_lang:en ja", "feed_lang:", "feed_size:small,",
    "feed_size:large", "feed_size:xl", "feed_size:xxl"])
def test_a_selection_of_posts_that_is_none_is_refused(reader, selection):
    """The larger feeds are not there in test mode."""
    answer = reader.get(ELIGIBLE, test_mode="true", post_selection=selection)
    assert answer.status_code == 400, answer.text
    assert sound_problem(answer)["parameter"] == "post_selection"


@pytest.mark.parametrize("size", ["large", "xl", "xxl"])
def test_a_larger_feed_must_be_earned(admitted, size):
    answer = admitted.get(ELIGIBLE, test_mode="false", post_selection=f"feed_size:{size}")
    assert answer.status_code == 403
    sound_problem(answer)


@pytest.mark.parametrize("fields", [*[[name] for name in NOTE_FIELDS], NOTE_FIELDS])
def test_a_written_note_has_what_was_selected(reader, posts, fields):
    reader.call("POST", "/2/notes", json=note(posts.short))
    answer = reader.get(WRITTEN, test_mode="true", **{"note.fields": ",".join(fields)})
    hold(shapes.NOTES_PAGE, answer.json())
    always = {"id", *fields} - {"test_result", "scoring_status"}
    assert always <= set(answer.json()["data"][0]) <= {"id", *fields}


def test_a_written_note_without_a_selection(writer, posts):
    writer.call("POST", "/2/notes", json=note(posts.short))
    got = writer.get(WRITTEN, test_mode="true").json()["data"][0]
    assert {"id", "info", "status"} <= set(got) <= {"id", "info", "status", "test_result"}


def test_an_unknown_field_of_notes_is_refused(reader):
    answer = reader.get(WRITTEN, test_mode="true", **{"note.fields": "id,wrong"})
    assert answer.status_code == 400 and sound_problem(answer)["parameter"] == "note.fields"
