"""What is waiting for whom (moderation 4 and 5, contract 6.1; acceptance R1, R5, R6, R8, B6, checks 4
and 5)."""

import pytest

import words
from moderation_site import OPEN_POLICY, Community, new_community, new_post, new_user
from plugin_client import INTERNAL, PUBLIC, User


def shown(community: Community, viewer: User) -> list[str]:
    return [item["note_id"] for item in community.plugin.reviews(viewer)]


def grouped(group: str) -> Community:
    community = new_community()
    community.set_policy(**OPEN_POLICY | {"default_review_group": group})
    return community


def test_R1_check5_an_item_says_what_it_is_about(community):
    post = new_post(words.doubtful(), category_name="Trading", title="Marketplace")
    answer = community.plugin.submit(post)
    [item] = community.plugin.reviews(new_user())
    assert item["note_id"] == answer.note
    assert item["request_id"] == answer.request
    assert item["review_group"] == "community"
    assert item["action_type"] == "hide"
    assert item["action_state"] == "under_review"
    assert item["created_at"].endswith("Z")
    assert item["category_name"] == "Trading"
    assert item["topic_title"] == "Marketplace"
    assert item["post_excerpt"] == post.text
    assert item["author_username"] == post.author.username
    assert item["platform_message_id"] == post.id
    assert "spam" in item["reason"] and not any(letter.isdigit() for letter in item["reason"])
    assert (item["has_voted"], item["user_vote"]) == (False, None)


def test_R1_an_excerpt_is_short_and_current(community):
    post = new_post(words.doubtful())
    community.plugin.submit(post)
    community.plugin.submit(post.edited(words.doubtful("é" * 600)))
    [item] = community.plugin.reviews(new_user())
    assert len(item["post_excerpt"]) <= 500
    assert item["post_excerpt"].endswith("é") or item["post_excerpt"].endswith("…")


def test_M2_what_was_hidden_at_once_waits_for_people_too(community):
    answer = community.plugin.submit(new_post(words.clearly_harmful()))
    [item] = community.plugin.reviews(new_user())
    assert item["note_id"] == answer.note
    assert item["action_state"] == "retro_review"


def test_check4_only_open_items_of_this_community_are_listed(community):
    new_community().flagged()
    _, _, decided = community.flagged()
    _, _, waiting = community.flagged()
    community.plugin.agree(decided, new_user(admin=True))
    assert shown(community, new_user()) == [waiting]


def test_the_newest_comes_first(community):
    notes = [community.flagged()[2] for _ in range(4)]
    assert shown(community, new_user()) == notes[::-1]


VIEWERS = {
    0: new_user(trust_level=0), 1: new_user(trust_level=1), 2: new_user(trust_level=2),
    3: new_user(trust_level=3), 4: new_user(trust_level=4),
    "moderator": new_user(trust_level=0, moderator=True),
    "admin": new_user(trust_level=0, admin=True),
}


@pytest.mark.parametrize("group, allowed", [
    ("community", {2, 3, 4, "moderator", "admin"}),
    ("trusted", {3, 4, "moderator", "admin"}),
    ("staff", {"moderator", "admin"})])
def test_R5_R6_R8_who_sees_and_votes(group, allowed):
    community = grouped(group)
    _, request, note = community.flagged()
    action = community.request(request)["action_id"]
    for name, viewer in VIEWERS.items():
        sees = name in allowed
        assert shown(community, viewer) == ([note] if sees else []), name
        for path in (f"moderation-actions/{action}", f"notes/{note}", f"requests/{request}"):
            answer = community.plugin.call("GET", f"{PUBLIC}/{path}", viewer)
            assert answer.status_code == (200 if sees else 404), (name, path)
        for kind in ("moderation-actions", "notes", "requests"):
            assert bool(community.find(kind, viewer)) == sees, (name, kind)
        if not sees:
            assert community.plugin.vote(note, "HELPFUL", viewer).status_code in (403, 404), name
    assert community.ratings(note) == []
    # Few enough that nothing is decided.
    for name in sorted(allowed, key=str)[:4]:
        assert community.plugin.vote(note, "HELPFUL", VIEWERS[name]).status_code == 201, name


def test_R8_items_of_a_community_without_a_policy_are_for_staff():
    community = new_community(policy=None)
    _, _, note = community.flagged()
    assert shown(community, new_user(trust_level=4)) == []
    assert shown(community, new_user(moderator=True)) == [note]


def test_B6_a_raised_minimum_closes_the_page():
    community = new_community()
    _, _, note = community.flagged()
    assert shown(community, new_user(trust_level=2)) == [note]
    community.set_policy(**OPEN_POLICY | {"reviewer_min_trust_level": 3})
    _, _, later = community.flagged()
    assert later not in shown(community, new_user(trust_level=2))
    assert later in shown(community, new_user(trust_level=3))
    assert community.plugin.vote(later, "HELPFUL", new_user(trust_level=2)).status_code in (403, 404)


def test_a_lowered_minimum_does_not_lower_the_groups():
    community = new_community()
    community.set_policy(**OPEN_POLICY | {"reviewer_min_trust_level": 0})
    _, _, note = community.flagged()
    assert shown(community, new_user(trust_level=1)) == []
    assert community.plugin.vote(note, "HELPFUL", new_user(trust_level=1)).status_code in (403, 404)


def test_a_forum_without_levels_admits_its_members():
    community = new_community()
    community.set_policy(**OPEN_POLICY | {"trust_level_source": "none"})
    _, _, note = community.flagged()
    assert shown(community, new_user(trust_level=0)) == [note]
    assert community.plugin.vote(note, "HELPFUL", new_user(trust_level=0)).status_code == 201


def test_nobody_reviews_their_own_post(community):
    post, _, note = community.flagged()
    author = post.author.but(trust_level=4)
    assert shown(community, author) == []
    assert community.plugin.vote(note, "NOT_HELPFUL", author).status_code == 403


def test_what_one_voted_on_leaves_ones_list(community):
    _, _, first = community.flagged()
    _, _, second = community.flagged()
    voter = new_user()
    community.plugin.vote(first, "HELPFUL", voter)
    assert shown(community, voter) == [second]
    everything = community.plugin.succeed("GET", f"{PUBLIC}/moderation-actions", voter, query={
        "community_server_id": community.id, "action_state": "under_review",
        "exclude_voted": "false"}).json()["data"]
    told = {item["attributes"]["note_id"]: item["attributes"] for item in everything}
    assert (told[first]["has_voted"], told[first]["user_vote"]) == (True, "HELPFUL")
    assert (told[second]["has_voted"], told[second]["user_vote"]) == (False, None)
    assert shown(community, new_user()) == [second, first]


def test_staff_keep_what_they_voted_on_in_their_list(community):
    _, _, note = community.flagged()
    staff = new_user(moderator=True)
    community.plugin.vote(note, "HELPFUL", staff)
    assert shown(community, staff) == [note]


@pytest.mark.parametrize("query, states", [
    ({"action_state": "under_review"}, {"under_review", "retro_review"}),
    ({"filter[action_state]": "under_review"}, {"under_review"}),
    ({"filter[action_state]": "retro_review"}, {"retro_review"}),
    ({"filter[status]": "retro_review"}, {"retro_review"}),
    ({"action_state": "dismissed"}, {"dismissed"}),
    ({"filter[action_tier]": "tier_1_immediate"}, {"retro_review"}),
    ({"action_tier": "tier_2_consensus"}, {"under_review", "dismissed"}),
    ({"action_state": "no_such_state"}, set()),
    ({"unknown": "parameter"}, {"under_review", "retro_review", "dismissed"}),
    ({}, {"under_review", "retro_review", "dismissed"})])
@pytest.mark.parametrize("scope", ["community_server_id", "filter[community_server_id]"])
def test_check4_filters_are_taken_with_and_without_brackets(community, query, states, scope):
    community.plugin.submit(new_post(words.clearly_harmful()))
    community.flagged()
    _, _, third = community.flagged()
    community.plugin.disagree(third, new_user(admin=True))
    answer = community.plugin.succeed(
        "GET", f"{PUBLIC}/moderation-actions", query=query | {scope: community.id}).json()
    assert {item["attributes"]["action_state"] for item in answer["data"]} == states
    assert answer["meta"]["count"] == len(answer["data"])


def test_an_unknown_word_in_brackets_is_refused(plugin):
    answer = plugin.call("GET", f"{PUBLIC}/moderation-actions", query={
        "filter[action_state]": "no_such_state"})
    assert answer.status_code == 422


def test_items_are_found_by_post_and_by_request(community):
    post, request, note = community.flagged()
    community.flagged()
    for filters in ({"platform_message_id": post.id}, {"request_id": request}):
        assert [item["note_id"] for item in community.find("moderation-actions", **filters)] == [note]
    assert [item["id"] for item in community.find("notes", request_id=request)] == [note]
    key = community.request(request)["request_id"]
    assert [item["id"] for item in community.find("notes", request_id=key)] == [note]


@pytest.mark.parametrize("query, rows", [
    ({"limit": 2}, 2), ({"limit": 2, "offset": 4}, 1), ({"limit": 0}, None), ({"limit": -5}, None),
    ({"offset": -3}, 5), ({"limit": 100_000}, 5), ({"offset": 99}, 0),
    ({"page[number]": 2, "page[size]": 2}, 2), ({"page[number]": 3, "page[size]": 2}, 1)])
def test_pages_of_items_are_clamped_and_counted_whole(community, query, rows):
    for _ in range(5):
        community.flagged()
    answer = community.plugin.call("GET", f"{PUBLIC}/moderation-actions", query=query | {
        "community_server_id": community.id})
    assert answer.status_code == 200
    if rows is not None:
        assert len(answer.json()["data"]) == rows
    assert answer.json()["meta"]["count"] == 5


def test_pages_of_requests_hold_each_request_once(community):
    made = {community.plugin.submit(new_post("Hello")).request for _ in range(7)}
    seen: list[str] = []
    for page in (1, 2, 3):
        answer = community.plugin.succeed("GET", f"{INTERNAL}/requests", query={
            "filter[community_server_id]": community.id, "page[number]": page, "page[size]": 3}).json()
        assert answer["meta"]["count"] == 7 and answer["meta"]["pages"] == 3
        seen += [row["id"] for row in answer["data"]]
    assert sorted(seen) == sorted(made)


@pytest.mark.parametrize("query", [
    {"page[size]": 0}, {"page[size]": 101}, {"page[number]": 0}, {"page[size]": "many"},
    {"filter[community_server_id]": "no id"}])
def test_pages_of_requests_have_bounds(plugin, query):
    assert plugin.call("GET", f"{PUBLIC}/requests", query=query).status_code == 422


def test_the_detail_of_a_review_is_its_request_and_its_note(community):
    _, request, note = community.flagged()
    found, notes = community.plugin.review(request, new_user())
    assert found["note_id"] == note
    assert [each["note_kind"] for each in notes] == ["moderation_review"]
