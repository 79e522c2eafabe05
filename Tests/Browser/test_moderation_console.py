"""Operators run moderation: reviews, rules, words, keys and deliveries."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conftest import SCREENSHOTS
from moderated_forum import SLUG, Forum
from people import heading, said, sign_in
from test_screenshots import VARIANTS, picture

CONSOLE = "/operator/moderation"


@pytest.fixture
def forum(site) -> Forum:
    return Forum.connected(site)


def decide(page: Page, name: str | re.Pattern, reason: str) -> None:
    page.get_by_role("radio", name=name).check()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Decide", exact=True).click()


def test_an_operator_connects_a_forum(site, operator):
    operator.goto(CONSOLE)
    operator.get_by_role("link", name="Connect a forum").click()
    operator.get_by_label("Name").fill("Example Forum")
    operator.get_by_role("button", name="Make a key").click()
    heading(operator, "“Example Forum” is ready")
    key = operator.locator(".token").first.inner_text()

    Forum.connected(site, key)

    operator.get_by_role("link", name="I have copied it").click()
    expect(operator.get_by_role("main")).not_to_contain_text(key)
    expect(operator.get_by_role("main")).to_contain_text("Example Forum")
    operator.get_by_role("link", name="Dashboard").click()
    heading(operator, "Moderation of Example Forum")


def test_a_review_is_decided_and_the_decision_undone(forum, operator):
    forum.post("Only a quvatex would say so.")
    operator.goto(f"{CONSOLE}/reviews")
    operator.get_by_role("link", name="Look at it").click()
    operator.get_by_role("button", name="Decide", exact=True).click()
    expect(operator.get_by_role("alert")).to_contain_text("Choose what to do")

    decide(operator, re.compile("Agree: hide the post"), "Plainly rude")

    said(operator, "Decided: the post is hidden.")
    expect(operator.get_by_role("main")).to_contain_text("Hidden after review")
    expect(operator.get_by_role("row", name=re.compile("Agreed"))).to_contain_text("Plainly rude")
    decide(operator, re.compile("Bring the post back"), "A joke among friends")
    said(operator, "The post is brought back.")


def test_single_votes_are_behind_a_button(forum, operator):
    submission = forum.post("Only a quvatex would say so.")
    forum.vote(submission.note, ["HELPFUL", "NOT_HELPFUL"])
    operator.goto(f"{CONSOLE}/reviews/{submission.action}")
    expect(operator.get_by_role("main")).to_contain_text("2 votes: 1 for, 1 against")
    expect(operator.get_by_role("main")).not_to_contain_text("reader100")

    operator.get_by_role("button", name="Look at the single votes").click()

    expect(operator.get_by_role("listitem").filter(has_text="reader100")).to_contain_text(
        "For the action")
    vote = operator.get_by_role("listitem").filter(has_text="reader101")
    vote.get_by_text("Leave their votes out…").click()
    vote.get_by_label("Reason").fill("A second account of reader100")
    vote.get_by_role("button", name="Leave their votes out").click()
    said(operator, "Their votes are kept and no longer counted.")
    expect(operator.get_by_role("row", name=re.compile("Looked at the single votes"))).to_be_visible()


def test_two_operators_change_the_rules_at_once(forum, operator, visitors):
    other = visitors.new()
    sign_in(other, "operator@example.org")
    operator.goto(f"{CONSOLE}/policy")
    other.goto(f"{CONSOLE}/policy")
    hours = "Hours until a review has been open for too long"
    other.get_by_label(hours).fill("24")
    other.get_by_role("button", name="Save as a new version").click()
    said(other, re.compile("Saved as version"))

    operator.get_by_label(hours).fill("48")
    operator.get_by_role("button", name="Save as a new version").click()

    expect(operator.get_by_role("alert")).to_contain_text("Somebody changed the rules meanwhile")
    expect(operator.get_by_label(hours)).to_have_value("48")
    operator.get_by_role("button", name="Save as a new version").click()
    said(operator, re.compile("Saved as version"))
    expect(operator.get_by_role("row", name=re.compile("24 → 48"))).to_be_visible()


def test_a_threshold_that_can_not_be_is_shown_at_its_field(forum, operator):
    operator.goto(f"{CONSOLE}/policy")
    spam = operator.get_by_role("row").filter(has=operator.locator("input[value=spam]"))
    spam.get_by_label("Hidden at once from").fill("0.2")
    operator.get_by_role("button", name="Save as a new version").click()
    expect(operator.get_by_role("alert")).to_contain_text("hiding must not begin before reviewing")
    operator.get_by_role("alert").get_by_role("link").first.click()
    expect(operator.get_by_role("spinbutton", name=re.compile("Reviewed from")).locator(
        "xpath=self::*[contains(@id, 'tier2')]").and_(operator.locator(":focus"))).to_be_visible()


def test_a_wrong_line_of_the_word_list_is_named(forum, operator):
    operator.goto(f"{CONSOLE}/words")
    words = operator.get_by_label("Words, phrases and patterns")
    words.fill("spam 0.9 fine\nspam much wrong\n")
    operator.get_by_role("button", name="Save as a new version").click()
    expect(operator.get_by_role("alert")).to_contain_text(re.compile("line 2", re.I))
    words.fill("spam 0.9 fine\n")
    operator.get_by_role("button", name="Save as a new version").click()
    said(operator, re.compile("Saved as a new version"))


def test_an_event_that_did_not_arrive_is_sent_again(forum, operator):
    forum.post("Only a quvatex would say so.")
    forum.lose_an_event()
    operator.goto(f"{CONSOLE}/deliveries")
    expect(operator.get_by_role("main")).to_contain_text("Last error: no answer in time")
    operator.get_by_role("button", name="Send it again").click()
    said(operator, "It is on its way again.")


def test_a_review_is_decided_with_the_keyboard_alone(forum, operator):
    submission = forum.post("Only a quvatex would say so.")
    operator.goto(f"{CONSOLE}/reviews/{submission.action}")
    first = operator.get_by_role("radio").first
    for _ in range(60):
        operator.keyboard.press("Tab")
        if first.evaluate("radio => radio === document.activeElement"):
            break
    operator.keyboard.press("Space")
    operator.keyboard.press("Tab")
    operator.keyboard.type("Plainly rude")
    operator.keyboard.press("Tab")
    operator.keyboard.press("Enter")
    said(operator, "Decided: the post is hidden.")


def pages_of_the_console(forum: Forum) -> list[tuple[str, str]]:
    review = forum.site.value(
        "SELECT id FROM review WHERE isOpen = 1 AND id IN (SELECT review FROM reviewVote)"
        " ORDER BY createdAt")
    decided = forum.site.value("SELECT id FROM review WHERE decidedAt IS NOT NULL")
    return [
        ("dashboard", CONSOLE),
        ("reviews", f"{CONSOLE}/reviews"),
        ("reviews-none", f"{CONSOLE}/reviews?state=waiting&label=spam"),
        ("review", f"{CONSOLE}/reviews/{review}"),
        ("review-decided", f"{CONSOLE}/reviews/{decided}"),
        ("rules", f"{CONSOLE}/policy"),
        ("rules-category", f"{CONSOLE}/policy?category=7"),
        ("words", f"{CONSOLE}/words"),
        ("programs", f"{CONSOLE}/programs"),
        ("deliveries", f"{CONSOLE}/deliveries"),
        ("log", f"{CONSOLE}/log"),
    ]


@pytest.fixture
def busy_forum(forum) -> Forum:
    forum.fill()
    forum.rules("7", route_flags=False, stale_after_hours=24)
    forum.lose_an_event()
    return forum


def test_every_page_can_be_listened_to_and_fits_its_screen(busy_forum, visitors):
    pages = pages_of_the_console(busy_forum)
    found = []
    for variant, options in VARIANTS:
        folder = SCREENSHOTS / variant / "moderation"
        folder.mkdir(parents=True, exist_ok=True)
        page = visitors.new(**options)
        sign_in(page, "operator@example.org")
        for name, path in pages:
            page.goto(path)
            page.wait_for_load_state("networkidle")
            picture(page, folder / f"{name}.png")
            found += violations(page, f"{name} {variant}")
        page.goto(pages[3][1])
        page.get_by_role("button", name="Look at the single votes").click()
        heading(page, "Single votes")
        picture(page, folder / "votes.png")
        found += violations(page, f"votes {variant}")
        page.goto(f"{CONSOLE}/policy")
        page.get_by_label("Hours until a review").fill("0")
        page.get_by_label("Least trust level").fill("9")
        page.get_by_role("button", name="Save as a new version").click()
        picture(page, folder / "rules-wrong.png")
        found += violations(page, f"rules-wrong {variant}")
    assert not found, "\n".join(found)


def violations(page: Page, name: str) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    return [
        f"{name}: {violation['id']}: {violation['help']}: "
        + str([node["html"][:200] for node in violation["nodes"][:3]])
        for violation in Axe().run(page).response["violations"]
    ]


def test_nobody_else_finds_a_way_in(forum, visitors):
    page = visitors.new()
    for _, path in [("", CONSOLE), ("", f"{CONSOLE}/reviews"), ("", f"{CONSOLE}/policy")]:
        page.goto(path)
        heading(page, "Sign in")
    assert SLUG not in page.content()
