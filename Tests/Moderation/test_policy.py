"""What a community decides for itself and its categories (moderation 11, contract 8.3; acceptance D2, D3)."""

import pytest

import words
from moderation_site import OPEN_POLICY, new_community, new_post, new_user

CATEGORY = "12"


@pytest.fixture
def fresh():
    return new_community(policy=None)


def test_a_new_community_hides_what_is_clearly_harmful_and_lets_staff_review(fresh):
    told = fresh.plugin.succeed("GET", fresh.policy()).json()
    effective = told["effective"]
    assert effective["enabled"] is True and effective["auto_hide"] is True
    assert effective["default_review_group"] == "staff"
    assert effective["staff_approval_required"] is False
    assert effective["auto_hide_on_consensus"] is True and effective["route_flags"] is True
    assert effective["reviewer_min_trust_level"] == 2
    assert (effective["labels"]["spam"]["tier1"], effective["labels"]["spam"]["tier2"]) == (0.9, 0.5)
    assert effective["labels"]["*"]["tier1"] is None and effective["labels"]["*"]["tier2"] == 0.5
    assert fresh.plugin.submit(new_post(words.clearly_harmful())).instruction == "auto_hide"


def test_D2_a_change_makes_a_new_version(fresh):
    before = fresh.plugin.succeed("GET", fresh.policy()).json()
    after = fresh.set_policy(default_review_group="community")
    assert after["version"] > before["version"]
    told = fresh.plugin.succeed("GET", fresh.policy()).json()
    assert told["version"] == after["version"]
    assert told["own"]["default_review_group"] == "community"
    assert told["effective"]["default_review_group"] == "community"


def test_D2_a_category_overrides_and_inherits(fresh):
    fresh.set_policy(**OPEN_POLICY)
    fresh.set_policy(CATEGORY, auto_hide=False)
    told = fresh.plugin.succeed("GET", fresh.policy(CATEGORY)).json()
    assert told["own"] == {"auto_hide": False}
    assert told["effective"]["auto_hide"] is False
    assert told["effective"]["default_review_group"] == "community"
    here = fresh.plugin.submit(new_post(words.clearly_harmful(), category=CATEGORY))
    elsewhere = fresh.plugin.submit(new_post(words.clearly_harmful(), category="6"))
    assert (here.instruction, elsewhere.instruction) == ("community_review", "auto_hide")
    assert fresh.plugin.call("DELETE", fresh.policy(CATEGORY)).status_code == 204
    again = fresh.plugin.submit(new_post(words.clearly_harmful(), category=CATEGORY))
    assert again.instruction == "auto_hide"


def test_D2_thresholds_are_of_a_label(fresh):
    fresh.set_policy(labels={
        "spam": {"tier2": 0.99, "tier1": None, "action": "hide"},
        "harassment": {"tier2": 0.6, "tier1": 0.65, "action": "hide"}})
    assert fresh.plugin.submit(new_post(words.clearly_harmful())).instruction is None
    assert fresh.plugin.submit(new_post(words.rude())).instruction == "auto_hide"


def test_C3_D6_a_category_that_is_off_is_kept_and_not_judged(fresh):
    fresh.set_policy(CATEGORY, enabled=False)
    answer = fresh.plugin.submit(new_post(words.clearly_harmful(), category=CATEGORY))
    assert (answer.instruction, answer.note) == (None, None)
    assert fresh.request(answer.request)["status"] == "PENDING"


def test_D3_labels_are_routed_to_who_reviews_them(fresh):
    fresh.set_policy(
        default_review_group="community", label_routing={"trusted": ["harassment"]},
        labels={"*": {"tier2": 0.5, "tier1": None, "action": "hide"}})
    groups = {
        text: fresh.request(fresh.plugin.submit(new_post(text())).request)["review_group"]
        for text in (words.doubtful, words.rude)}
    assert groups == {words.doubtful: "community", words.rude: "trusted"}


def test_D3_the_most_restrictive_group_wins(fresh):
    fresh.set_policy(
        default_review_group="community",
        label_routing={"community": ["spam"], "trusted": ["*"], "staff": ["harassment"]},
        labels={"*": {"tier2": 0.5, "tier1": None, "action": "hide"}})
    answer = fresh.plugin.submit(new_post(f"{words.doubtful()} {words.rude()}"))
    assert fresh.request(answer.request)["review_group"] == "staff"
    answer = fresh.plugin.submit(new_post(words.doubtful()))
    assert fresh.request(answer.request)["review_group"] == "trusted"


def test_open_items_keep_the_policy_that_they_were_opened_under(fresh):
    fresh.set_policy(**OPEN_POLICY)
    _, request, note = fresh.flagged()
    fresh.set_policy(default_review_group="staff")
    assert fresh.request(request)["review_group"] == "community"
    assert [item["note_id"] for item in fresh.plugin.reviews(new_user())] == [note]


def test_what_members_decide_does_what_the_rules_said_when_the_item_was_opened(fresh):
    fresh.set_policy(**OPEN_POLICY)
    _, request, note = fresh.flagged()
    fresh.set_policy(**OPEN_POLICY | {"staff_approval_required": True})
    fresh.vote_by_strangers(note, "HELPFUL")
    # Else it would wait for staff, and not be completed.
    assert fresh.decided(request)["action_state"] == "applied"


@pytest.mark.parametrize("fields", [
    {"labels": {"spam": {"tier2": 0.9, "tier1": 0.5, "action": "hide"}}},
    {"labels": {"spam": {"tier2": 1.1, "tier1": None, "action": "hide"}}},
    {"labels": {"spam": {"tier2": -0.1, "tier1": None, "action": "hide"}}},
    {"labels": {"spam": {"tier2": "high", "tier1": None, "action": "hide"}}},
    {"labels": {"spam": {"tier2": 0.5, "tier1": 0.9, "action": "delete"}}},
    {"labels": {"spam": {"tier2": 0.5, "tier1": 0.9, "action": "warn"}}},
    {"default_review_group": "everybody"}, {"label_routing": {"everybody": ["spam"]}},
    {"reviewer_min_trust_level": 5}, {"reviewer_min_trust_level": -1}, {"enabled": "yes"},
    {"stale_after_hours": -1}, {"scan_exempt_rewrite_ratio": 2}, {"trust_level_source": "guess"},
    {"no_such_setting": 1}])
def test_what_makes_no_sense_is_refused_and_changes_nothing(fresh, fields):
    before = fresh.plugin.succeed("GET", fresh.policy()).json()
    answer = fresh.plugin.call("PUT", fresh.policy(), body=fields)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert fresh.plugin.succeed("GET", fresh.policy()).json() == before


def test_a_change_of_an_older_version_is_refused(fresh):
    first = fresh.set_policy(auto_hide=False)["version"]
    fresh.set_policy(auto_hide=True)
    stale = fresh.plugin.call(
        "PUT", fresh.policy(), body={"auto_hide": False}, headers={"If-Match": str(first)})
    assert stale.status_code == 412
    current = fresh.plugin.succeed("GET", fresh.policy()).json()["version"]
    assert fresh.plugin.call(
        "PUT", fresh.policy(), body={"auto_hide": False},
        headers={"If-Match": str(current)}).status_code == 200


@pytest.mark.parametrize("facts, status", [
    ({"trust_level": 4}, 403), ({"moderator": True}, 403), ({"admin": True}, 200)])
def test_administrators_change_it(fresh, facts, status):
    answer = fresh.plugin.call(
        "PUT", fresh.policy(), new_user(**facts), body={"auto_hide": False})
    assert answer.status_code == status
