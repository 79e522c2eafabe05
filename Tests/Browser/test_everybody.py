"""The site works without scripts, without a mouse, and for people who listen to it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages import pages_of
from people import heading, said, sign_up


def test_without_scripts_a_note_can_be_written_and_rated(demo, visitors):
    post = demo.value("SELECT id FROM post WHERE id NOT IN (SELECT post FROM note)")
    writer = visitors.looking_as("A writer", java_script_enabled=False)
    writer.goto(f"/posts/{post}/write")
    writer.get_by_label("Misinformed, or it could mislead").check()
    # Reasons of both answers are there to be ticked; those of the other answer are left out.
    writer.get_by_label("It is clearly a joke or satire").check()
    writer.get_by_label("It has a factual error").check()
    writer.get_by_label("Your note").fill("The picture is from another town: https://example.org/p")
    writer.get_by_role("group", name="Did you link to sources").get_by_label("Yes").check()
    writer.get_by_role("button", name="Publish the note").click()
    said(writer, "Your note is proposed. Others can rate it now.")

    rater = visitors.looking_as("A new contributor", java_script_enabled=False)
    rater.goto(f"/posts/{post}")
    rater.locator("article.note", has_text="from another town").get_by_role(
        "link", name="Rate this note"
    ).click()
    rater.get_by_role("button", name="Rate the note").click()
    expect(rater.get_by_role("alert")).to_contain_text("Say whether the note is helpful")
    rater.get_by_role("radio", name="Yes", exact=True).check()
    rater.get_by_label("Cites high-quality sources").check()
    rater.get_by_role("button", name="Rate the note").click()
    said(rater, "Your rating is saved. Thank you.")


def test_without_scripts_a_person_signs_up_and_signs_out(site, visitors):
    page = visitors.new(java_script_enabled=False)
    sign_up(page, "Gil Example")
    page.get_by_role("button", name="Sign out").click()
    said(page, "You are signed out.")


def test_a_note_is_rated_with_the_keyboard_alone(demo, visitors):
    page = visitors.looking_as("A new contributor")
    page.goto("/needs-help")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    tab_to(page, page.get_by_role("link", name="Rate this note").first)
    page.keyboard.press("Enter")
    heading(page, "Rate this note")
    tab_to(page, page.get_by_role("radio", name="Yes", exact=True))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Somewhat")).to_be_checked()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Yes", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox").first).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Rate the note"))
    page.keyboard.press("Enter")
    said(page, "Your rating is saved. Thank you.")


def test_the_tab_key_goes_through_a_page_from_its_top_to_its_end(demo, visitors):
    page = visitors.new()
    page.goto("/")
    expected = [
        "Skip to the content", "Common Ground", "Notes", "About", "Data", "Sign in", "Sign up",
    ]
    for name in expected:
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        assert focused == name
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()


def tab_to(page, element, most: int = 60) -> None:
    """Presses the tab key until an element has the focus, and sees that it shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            outline = element.evaluate(
                "element => getComputedStyle(element).outlineStyle"
            )
            assert outline != "none", "the focus does not show"
            return
    raise AssertionError("the tab key does not lead there")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_problem_that_a_program_can_find(demo, visitors, scheme):
    found = []
    for role, pages in pages_of(demo).items():
        page = visitors.new(color_scheme=scheme)
        if role:
            page = visitors.looking_as(role, color_scheme=scheme)
        for name, path in pages:
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"][:200] for node in violation["nodes"][:3]]
                found.append(f"{name} ({role}): {violation['id']}: {violation['help']}: {nodes}")
    assert not found, "\n" + "\n".join(found)
