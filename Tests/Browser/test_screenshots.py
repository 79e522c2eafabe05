"""Pictures of every page, for people to look at; and what a picture can show to a program."""

import re

import pytest

from conftest import SCREENSHOTS
from pages import pages_of

VARIANTS = [
    (f"{width}-{scheme}", {"viewport": {"width": width, "height": height}, "color_scheme": scheme})
    for width, height in [(390, 844), (1280, 800)]
    for scheme in ["light", "dark"]
]


@pytest.mark.parametrize("variant, options", VARIANTS, ids=[name for name, _ in VARIANTS])
def test_every_page_fits_its_screen(demo, visitors, variant, options):
    folder = SCREENSHOTS / variant
    folder.mkdir(parents=True, exist_ok=True)
    too_wide = []
    for role, pages in pages_of(demo).items():
        page = visitors.looking_as(role, **options) if role else visitors.new(**options)
        for name, path in pages:
            page.goto(path)
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            if page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ):
                too_wide.append(name)
            text = page.locator("body").inner_text()
            leaked = re.search(r"\{\{|\}\}|Optional\(|\bnil\b|undefined|NaN", text)
            assert not leaked, f"{name}: {leaked}"
    assert not too_wide, f"wider than the screen: {too_wide}"


@pytest.mark.parametrize("variant, options", VARIANTS, ids=[name for name, _ in VARIANTS])
def test_forms_with_errors_fit_their_screen(demo, visitors, variant, options):
    folder = SCREENSHOTS / variant
    folder.mkdir(parents=True, exist_ok=True)
    post = demo.value("SELECT id FROM post WHERE id NOT IN (SELECT post FROM note)")
    note = demo.value("SELECT id FROM note WHERE deletedAt IS NULL ORDER BY createdAt DESC")
    forms = [
        ("", "sign-up", "/sign-up", "Create the account"),
        ("", "sign-in", "/sign-in", "Sign in"),
        ("A writer", "write", f"/posts/{post}/write", "Publish the note"),
        ("A new contributor", "rate", f"/notes/{note}/rate", "Rate the note"),
        ("A reader", "post-add", "/posts/add", "Add the post"),
        ("A reader", "join", "/join", "Join"),
        ("The operator", "operator-settings", "/operator/settings", "Save the settings"),
    ]
    for role, name, path, button in forms:
        page = visitors.looking_as(role, **options) if role else visitors.new(**options)
        page.goto(path)
        page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
        page.locator("#errors").wait_for()
        page.screenshot(path=folder / f"{name}-errors.png", full_page=True)
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        ), name
