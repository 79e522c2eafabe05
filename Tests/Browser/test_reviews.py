"""Members of a forum judge its posts, and authors read why theirs were hidden."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from people import heading, said, wait_until
from test_everybody import tab_to

OPEN = "Best April prank so far"
HIDDEN = "Thursday: clocks and watches"
RESTORED = "Lost at the Saturday market"
CONFIRMED = "Watches, new in box"


def path_of(demo, title: str) -> str:
    """The page of the review of a post of the demo's forum."""
    found = demo.value(
        "SELECT review.id FROM review JOIN submission ON submission.id = review.submission"
        " WHERE instr(submission.body, ?)", title,
    )
    return f"/community-reviews/{found}"


def vote(page, choice: str) -> None:
    page.get_by_role("radio", name=choice, exact=False).first.check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Cast the vote").click()
    said(page, "Your vote is cast.")


def test_a_member_finds_what_waits_and_casts_the_vote_that_decides(demo, visitors):
    page = visitors.looking_as("A writer")
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Reviews").click()
    heading(page, "Community reviews")
    expect(page.locator("article.judged")).to_have_count(2)
    card = page.locator("article.judged", has_text=OPEN)
    expect(card).to_contain_text("Under review")
    expect(card).to_contain_text("looks like harassment")
    expect(card.get_by_text("More of this, please.")).not_to_be_visible()
    card.get_by_text("Show the whole post").click()
    expect(card.get_by_text("More of this, please.")).to_be_visible()
    card.get_by_role("link", name="Read and vote").click()

    heading(page, OPEN)
    expect(page.get_by_role("group", name="Should this post be hidden?")).to_be_visible()
    page.get_by_role("radio", name="Not helpful").check()
    page.get_by_role("button", name="Go on").click()
    heading(page, "“It should stay”")
    expect(page.get_by_role("main")).to_contain_text("A vote is final")
    page.get_by_role("link", name="Cancel").click()
    vote(page, "Not helpful")
    expect(page.get_by_role("main")).to_contain_text("You voted: “It should stay”.")

    # Four had voted before: it is decided by itself.
    decision = page.get_by_role("heading", name="How it was decided")
    wait_until(page, lambda: decision.count() == 1)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Reviewed — No Action")
    expect(main).to_contain_text(
        "Several people without a shared voting history agreed that it should not be hidden."
    )
    page.goto("/community-reviews/mine")
    expect(page.get_by_role("main")).to_contain_text("The community agreed that it should not be")


def test_a_second_vote_is_refused_kindly(demo, visitors):
    page = visitors.looking_as("A new contributor")
    review = path_of(demo, HIDDEN)
    page.goto(review)
    expect(page.get_by_role("group", name="Was it right to hide this post?")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("The author of the post says:")
    page.get_by_role("button", name="Go on")
    vote(page, "Not helpful")
    page.goto(review + "/vote?value=HELPFUL")
    heading(page, "You have voted on this")
    page.get_by_role("link", name="Back to the review").click()
    expect(page.get_by_role("main")).to_contain_text("You voted: “It should come back”.")
    expect(page.get_by_role("radio")).to_have_count(0)


def test_without_scripts_and_without_a_choice_the_page_says_what_is_missing(demo, visitors):
    page = visitors.looking_as("A writer", java_script_enabled=False)
    page.goto(path_of(demo, HIDDEN) + "/vote")
    expect(page.get_by_role("alert")).to_contain_text("Choose one of the two.")
    vote(page, "Not helpful")


def test_an_author_reads_why_a_post_was_hidden_and_asks_for_it_back(demo, visitors, operator):
    author = visitors.looking_as("The author of a post")
    author.goto("/notices")
    author.get_by_role("link", name="Your post is back").click()
    heading(author, RESTORED)
    expect(author.get_by_role("main")).to_contain_text("Restored")
    expect(author.get_by_role("textbox")).to_have_count(0)

    author.goto("/community-reviews/mine")
    author.get_by_role("link", name=CONFIRMED, exact=True).click()
    main = author.get_by_role("main")
    expect(main).to_contain_text("It was hidden automatically because it looks like spam.")
    author.get_by_role("button", name="Send").click()
    expect(author.get_by_role("alert")).to_contain_text("Write 1 to 1000 characters.")
    author.get_by_label("Your words").fill("They belonged to my grandmother.")
    author.get_by_role("button", name="Send").click()
    said(author, "Your words are recorded.")
    expect(main).to_contain_text("They belonged to my grandmother.")
    expect(author.get_by_role("textbox")).to_have_count(0)


def test_who_is_not_known_on_the_forum_is_told_what_to_do(demo, visitors):
    reader = visitors.looking_as("A reader")
    reader.goto("/community-reviews")
    expect(reader.get_by_role("main")).to_contain_text("Open the reviews once on your forum")
    nobody = visitors.new()
    nobody.goto("/community-reviews")
    nobody.get_by_role("main").get_by_role("link", name="Sign in").click()
    heading(nobody, "Sign in")


def test_a_vote_is_cast_with_the_keyboard_alone(demo, visitors):
    page = visitors.looking_as("A writer")
    page.goto(path_of(demo, HIDDEN))
    tab_to(page, page.get_by_role("radio", name="Helpful").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Not helpful")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Go on"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Cast the vote"))
    page.keyboard.press("Enter")
    said(page, "Your vote is cast.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_for_everybody_on_a_phone_too(demo, visitors, scheme):
    for role, paths in {
        "A writer": ["/community-reviews", path_of(demo, OPEN), path_of(demo, RESTORED)],
        "The author of a post": [
            "/community-reviews/mine",
            path_of(demo, CONFIRMED).replace("reviews/", "reviews/mine/"),
        ],
    }.items():
        page = visitors.looking_as(
            role, viewport={"width": 390, "height": 844}, color_scheme=scheme
        )
        for path in paths:
            page.goto(path)
            results = Axe().run(page)
            assert results.violations_count == 0, f"{path}: {results.generate_report()}"
            assert page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            ), f"{path} is wider than the screen"
