"""What people do on the pages."""

import re
import time

from playwright.sync_api import Page, expect

PASSWORD = "seven kettles on a wall"


def heading(page: Page, text) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def said(page: Page, text) -> None:
    """What the site says once after a form was taken."""
    expect(page.get_by_role("status")).to_have_text(text)


def sign_up(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(name.lower().replace(" ", ".") + "@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Create the account").click()
    said(page, "Welcome. Your account is ready.")


def join(page: Page) -> str:
    """Joins and takes the first alias that is offered; gives the alias."""
    page.goto("/join")
    if not page.url.endswith("/join/alias"):
        page.get_by_role("checkbox", name="I agree").check()
        page.get_by_role("button", name="Join").click()
    heading(page, "Choose your alias")
    first = page.locator("label.choice").first
    alias = first.inner_text().strip()
    first.click()
    page.get_by_role("button", name="Use this alias").click()
    said(page, f"Welcome, {alias}. Rate a few notes to begin.")
    return alias


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def look_through(page: Page, role: str) -> None:
    """Signs in to a demonstration as one of its people."""
    page.goto("/sign-in")
    page.get_by_role("button", name=role, exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def write_note(page: Page, post: int, text: str) -> int:
    """Writes a note that says a post could mislead; gives its number."""
    page.goto(f"/posts/{post}")
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("Misinformed, or it could mislead").check()
    page.get_by_label("It has a factual error").check()
    page.get_by_label("Your note").fill(text)
    page.get_by_role("group", name="Did you link to sources").get_by_label("Yes").check()
    page.get_by_role("button", name="Publish the note").click()
    said(page, "Your note is proposed. Others can rate it now.")
    note = page.locator("article.note", has_text=text.split("https://")[0].strip())
    expect(note).to_have_class(re.compile("is-proposed"))
    return int(note.get_attribute("id").removeprefix("note-"))


def run_scoring(page: Page) -> None:
    """Presses the operator's button."""
    page.goto("/operator")
    # The answer comes when the run has ended.
    with page.expect_navigation(timeout=300_000):
        page.get_by_role("button", name="Run final scoring now").click(no_wait_after=True)
    said(page, re.compile("changed status"))


def wait_until(page: Page, holds, timeout: float = 30_000) -> None:
    """Loads the page again until something holds."""
    end = time.monotonic() + timeout / 1000
    while not holds():
        assert time.monotonic() < end, "it did not come in time"
        page.wait_for_load_state("networkidle")
        page.reload()
