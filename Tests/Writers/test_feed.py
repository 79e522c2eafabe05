"""Which posts the feed has (section 8), beside how they are shown."""

import time

import pytest

from seeding import deliver, wanted
from writer_site import ELIGIBLE, Writer, note


def offered(writer: Writer, **query) -> list[str]:
    answer = writer.get(ELIGIBLE, **{"test_mode": "true", "max_results": 100, **query})
    assert answer.status_code == 200, answer.text
    return [post["id"] for post in answer.json().get("data", [])]


def test_requested_posts_are_offered_and_others_are_not(writer, posts):
    ids = offered(writer)
    assert set(posts.all) <= set(ids)
    assert posts.unrequested not in ids and posts.quoted not in ids


def test_a_feed_is_of_one_language_or_of_all(writer, host):
    japanese, english = (
        host.push(text="…", language=language) for language in ("ja", "en-GB"))
    with wanted([japanese, english]):
        feeds = {
            selection: set(offered(writer, post_selection=selection)) & {japanese, english}
            for selection in ("", "feed_lang:en", "feed_lang:ja", "feed_lang:all")}
    assert feeds == {
        "": {english}, "feed_lang:en": {english}, "feed_lang:ja": {japanese},
        "feed_lang:all": {japanese, english}}


def test_both_modes_offer_the_same_posts(admitted):
    assert offered(admitted, test_mode="true") == offered(admitted, test_mode="false")


def test_a_repost_is_never_offered(writer, posts, host):
    repost = host.push(
        text="Seen?", language="en", references=[{"kind": "reposted", "post": posts.quoted}])
    with wanted([repost]):
        assert repost not in offered(writer, post_selection="feed_lang:all")


def test_a_post_refers_to_one_of_each_kind_at_most(writer, posts, host):
    """A second one of a kind would end the run of X's template."""
    kinds = ["quoted", "quoted", "replied_to"]
    targets = [posts.quoted, posts.unrequested, posts.short]
    post = host.push(text="Both.", language="en", references=[
        {"kind": kind, "post": target} for kind, target in zip(kinds, targets)])
    with wanted([post]):
        page = writer.get(
            ELIGIBLE, test_mode="true", max_results=100, expansions="referenced_tweets.id").json()
    found = next(each for each in page["data"] if each["id"] == post)
    assert sorted(each["type"] for each in found["referenced_tweets"]) == ["quoted", "replied_to"]


def test_a_post_referred_to_that_is_gone_is_left_out_and_its_reference_stays(writer, host):
    url = "https://example.org/quoted-and-gone"
    gone = host.push(url=url, text="Soon gone.")
    post = host.push(
        text="Look.", language="en", references=[{"kind": "quoted", "post": gone}])
    host.push(url=url, text="Soon gone.", isRemoved=True)
    with wanted([post]):
        page = writer.get(
            ELIGIBLE, test_mode="true", max_results=100, expansions="referenced_posts").json()
    found = next(each for each in page["data"] if each["id"] == post)
    assert found["referenced_posts"] == [{"type": "quoted", "id": gone}]
    assert gone not in [each["id"] for each in page["includes"].get("posts", [])]
    for error in page.get("errors", []):
        assert error["type"] == "https://api.x.com/2/problems/resource-not-found"
        assert error["resource_type"]


def test_a_post_that_its_host_removed_is_not_offered(writer, host):
    url = "https://example.org/offered-and-gone"
    post = host.push(url=url, text="Soon gone.", language="en")
    with wanted([post]):
        assert post in offered(writer)
        host.push(url=url, text="Soon gone.", language="en", isRemoved=True)
        assert post not in offered(writer)


def test_what_was_offered_can_be_noted_after_it_left_the_feed(writer, host):
    post = host.push(text="Gone from the feed.", language="en")
    deliver(writer, [post])
    assert post not in offered(writer)
    assert writer.sdk().community_notes.create(note(post)).data.id


@pytest.mark.parametrize("views, shown", [(None, None), (0, 0), (90_321, 90_321)])
def test_views_are_the_hosts(writer, host, views, shown):
    facts = {} if views is None else {"views": views}
    post = host.push(text="Views.", language="en", publishedAt=int(time.time() * 1_000), **facts)
    with wanted([post]):
        page = writer.get(
            ELIGIBLE, test_mode="true", max_results=100, **{"post.fields": "public_metrics"}).json()
    metrics = next(each for each in page["data"] if each["id"] == post).get("public_metrics")
    assert metrics is None or metrics["impression_count"] == (shown or 0)
    assert metrics is not None or views is None
