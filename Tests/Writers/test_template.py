"""What X's template note writer sends and expects, number by number."""

import json
import re
from datetime import UTC, datetime

import pytest

from examples import OLD_VOCABULARY_FEED
from scripted_server import ScriptedServer, Told
from template_client import Crash, Exit, Template, Xurl, feed, printed
from writer_site import ELIGIBLE, Writer, new_writer

FIELDS = (
    "&tweet.fields=author_id,created_at,referenced_tweets,media_metadata,note_tweet"
    "&expansions=attachments.media_keys,referenced_tweets.id,"
    "referenced_tweets.id.attachments.media_keys"
    "&media.fields=alt_text,duration_ms,height,media_key,preview_image_url,public_metrics,type,"
    "url,width,variants")
TEXT = "The report gives a tenth of that. https://example.org/report"


def scripted(server: ScriptedServer) -> Template:
    return Template(Xurl(server.address, "ck-demo", "cs&demo", "42-at_demo", "ts/demo="))


def template(writer: Writer) -> Template:
    own = writer.credentials
    return Template(Xurl(
        writer.site.address, own.consumer_key, own.consumer_secret, own.access_token,
        own.access_token_secret))


@pytest.fixture(scope="module")
def answer(posts) -> dict:
    """What the template's call is answered by a site that offers posts of every kind."""
    writer = new_writer()
    ended = template(writer).xurl.run(
        "GET", f"{ELIGIBLE}?test_mode=true&max_results=100{FIELDS}")
    assert ended.code == 0, ended.printed
    return json.loads(ended.printed)


def offered(answer: dict, post: str) -> dict:
    return next(each for each in answer["data"] if each["id"] == post)


def test_t01_the_feed_is_asked_for_in_one_order_with_raw_commas(writer):
    with ScriptedServer({}) as server:
        scripted(server).eligible_posts()
        scripted(server).eligible_posts(3)
    assert [asked.target for asked in server.asked] == [
        f"{ELIGIBLE}?test_mode=true&max_results={count}{FIELDS}" for count in (10, 3)]
    assert len(template(writer).eligible_posts()) in range(1, 11)
    assert len(template(writer).eligible_posts(2)) == 2


def test_t02_the_header_is_oauth_1_with_a_decimal_nonce(writer):
    with ScriptedServer({}) as server:
        scripted(server).eligible_posts()
    asked = server.asked[0]
    assert asked.body == b"" and asked.headers["user-agent"].startswith("xurl/")
    header = asked.headers["authorization"]
    assert re.search(r'oauth_nonce="(0|[1-9][0-9]{0,8})"', header)
    assert header.startswith('OAuth oauth_consumer_key="ck-demo", oauth_nonce=')
    template(writer).eligible_posts()


def test_t03_an_error_ends_the_run_of_the_feed_and_skips_a_note(writer, posts):
    problem = {"title": "Bad", "status": 400}
    with ScriptedServer(Told(problem, 400)) as server:
        with pytest.raises(Crash):
            scripted(server).eligible_posts()
        skipping = scripted(server)
        assert skipping.submit("1", "x", []) is None
        assert [json.loads(line) for line in skipping.log] == [problem]

    wrong = template(writer)
    wrong.xurl.token_secret += "x"
    with pytest.raises(Crash):
        wrong.eligible_posts()
    assert wrong.submit(posts.short, TEXT, ["factual_error"]) is None
    assert json.loads(wrong.log[0])["status"] == 401


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff"])
def test_t04_success_without_json_is_an_empty_object(body):
    with ScriptedServer(Told(body, 200)) as server:
        assert scripted(server).xurl.run("GET", ELIGIBLE) == Exit(0, "{}")
        assert scripted(server).eligible_posts() == []


def test_t05_posts_have_the_four_members(answer):
    assert len(answer["data"]) >= 3
    for post in feed(answer):
        assert post.id.isdigit() and post.text and post.author_id.isdigit()
        assert datetime(2010, 11, 4, tzinfo=UTC) < post.created_at <= datetime.now(UTC)
    for post in answer["data"]:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", post["created_at"])


@pytest.mark.parametrize("member", ["id", "text", "author_id", "created_at"])
def test_t05_the_parser_misses_each_of_them(member):
    page = json.loads(json.dumps(OLD_VOCABULARY_FEED))
    del page["data"][1][member]
    with pytest.raises(KeyError):
        feed(page)


def test_t06_a_long_text_comes_whole(answer, posts):
    post = offered(answer, posts.long)
    assert len(post["text"]) <= 280 < len(post["note_tweet"]["text"])
    assert next(p for p in feed(answer) if p.id == posts.long).text == post["note_tweet"]["text"]
    assert "note_tweet" not in offered(answer, posts.short)


def test_t07_attachments_come_with_the_expansion(answer, posts):
    assert len(offered(answer, posts.long)["attachments"]["media_keys"]) == 1
    assert "attachments" not in offered(answer, posts.short)


def test_t08_media_have_key_and_type(answer, posts):
    for media in answer["includes"]["media"]:
        assert re.fullmatch(r"\d+_\d+", media["media_key"])
        assert media["type"] in ("photo", "video", "animated_gif")
    by_post = {post.id: post.media for post in feed(answer)}
    photo, video = by_post[posts.long][0], by_post[posts.video][0]
    assert (photo.type, photo.url, photo.width, photo.height) == (
        "photo", "https://example.org/m/a.jpg", 1200, 800)
    assert (video.type, video.preview_image_url, video.duration_ms) == (
        "video", "https://example.org/m/b.jpg", 30_500)
    raw = {media["media_key"]: media for media in answer["includes"]["media"]}
    assert "public_metrics" not in raw[photo.key]
    assert raw[video.key]["public_metrics"] == {"view_count": 5_120}
    assert [sorted(variant) for variant in raw[video.key]["variants"]] == [
        ["bit_rate", "content_type", "url"], ["content_type", "url"]]


def test_t08_a_key_without_its_media_is_skipped():
    page = json.loads(json.dumps(OLD_VOCABULARY_FEED))
    del page["includes"]["media"]
    assert [post.media for post in feed(page)] == [[], []]


def test_t09_references_are_quotes_and_replies_one_of_each(answer, posts):
    for post in answer["data"]:
        kinds = [reference["type"] for reference in post.get("referenced_tweets", [])]
        assert len(kinds) == len(set(kinds)) and set(kinds) <= {"quoted", "replied_to"}
    long = next(post for post in feed(answer) if post.id == posts.long)
    assert long.quoted.id == posts.quoted and long.replied_to is None


@pytest.mark.parametrize("references", [
    [{"type": "retweeted", "id": "1991300000000000500"}],
    [{"type": "quoted", "id": "1991300000000000500"}] * 2])
def test_t09_the_parser_breaks_at_others_once_they_are_included(references):
    page = json.loads(json.dumps(OLD_VOCABULARY_FEED))
    page["data"][0]["referenced_tweets"] = references
    with pytest.raises(ValueError):
        feed(page)
    page["includes"]["tweets"] = []
    assert feed(page)[0].quoted is None


def test_t10_posts_referred_to_are_whole(answer, posts):
    included = {post["id"]: post for post in answer["includes"]["tweets"]}
    assert {"id", "text", "author_id", "created_at"} <= set(included[posts.quoted])
    long = next(post for post in feed(answer) if post.id == posts.long)
    assert [media.url for media in long.quoted.media] == ["https://example.org/m/q.jpg"]
    quoted = feed(OLD_VOCABULARY_FEED)[0].quoted
    assert (quoted.text, quoted.media[0].type) == ("Ribbon cutting tomorrow.", "video")


def test_t11_posts_with_other_than_pictures_are_skipped(answer, posts):
    skipped = {post.id: post.is_skipped for post in feed(answer)}
    assert (skipped[posts.long], skipped[posts.short], skipped[posts.video]) == (
        False, False, True)
    # The quoted post has a video.
    assert [post.is_skipped for post in feed(OLD_VOCABULARY_FEED)] == [True, False]
    for media in answer["includes"]["media"]:
        assert media["type"] != "photo" or media["url"].startswith("https://")


@pytest.mark.parametrize("page", [{}, {"data": []}, {"meta": {"result_count": 0}}])
def test_t12_nothing_offered_ends_the_run_cleanly(page):
    assert feed(page) == []


@pytest.mark.parametrize("name", ["data", "includes"])
def test_t12_null_does_not(name):
    with pytest.raises((TypeError, AttributeError)):
        feed(OLD_VOCABULARY_FEED | {name: None})


def test_t12_a_site_sends_no_null(answer):
    def walk(value, path="answer"):
        assert value is not None, f"{path} is null"
        for name, member in (
            value.items() if isinstance(value, dict) else enumerate(value)
            if isinstance(value, list) else ()
        ):
            walk(member, f"{path}.{name}")

    walk(answer)


def test_t13_a_note_is_submitted(writer, posts):
    with ScriptedServer({}) as server:
        scripted(server).submit("1", TEXT, ["factual_error"])
    asked = server.asked[0]
    assert (asked.method, asked.target) == ("POST", "/2/notes")
    assert asked.headers["content-type"] == "application/json"
    assert asked.json == {
        "test_mode": True, "post_id": "1", "info": {
            "text": TEXT, "classification": "misinformed_or_potentially_misleading",
            "misleading_tags": ["factual_error"], "trustworthy_sources": True}}
    answer = template(writer).submit(posts.short, TEXT, ["factual_error"])
    assert answer["data"]["id"].isdigit()


def test_t13_a_note_without_tags_is_refused_and_skipped(writer, posts):
    writing = template(writer)
    assert writing.submit(posts.short, TEXT, []) is None
    assert json.loads(writing.log[0])["parameter"] == "info.misleading_tags"


def test_t14_a_second_note_is_skipped(writer, posts):
    writing = template(writer)
    made = writing.submit(posts.short, TEXT, ["other"])["data"]["id"]
    assert writing.submit(posts.short, TEXT, ["other"]) is None
    assert made in writing.log[0]


def test_t15_a_whole_run_makes_two_kinds_of_calls(writer):
    running = template(writer)
    for post in running.eligible_posts():
        if not post.is_skipped:
            assert running.submit(post.id, TEXT, ["factual_error"])
    assert {target.partition("?")[0] for target in running.xurl.targets} == {ELIGIBLE, "/2/notes"}
    assert not any("pagination_token" in t or "post_selection" in t for t in running.xurl.targets)


def test_t16_the_printer_spoils_free_text_in_lists(answer):
    assert json.loads(printed(["See: this"])) == ["See:this"]
    assert json.loads(printed({"see": "See: this"})) == {"see": "See: this"}

    def walk(value):
        if isinstance(value, list):
            for each in value:
                assert not isinstance(each, str) or not re.search(r":\s", each), each
                walk(each)
        elif isinstance(value, dict):
            for each in value.values():
                walk(each)

    walk(answer)


def test_t16_a_signed_space_is_a_plus_sign_there(writer):
    """The template sends none, but `xurl` may be used by hand; taking it is a site's choice."""
    ended = template(writer).xurl.run(
        "GET", f"{ELIGIBLE}?test_mode=true&post_selection=feed_size:%20small")
    assert ended.code == 0 or json.loads(ended.printed)["status"] == 401
