"""Pictures of every page, for people to look at; and what a picture can show to a program."""

import re

import pytest

from conftest import SCREENSHOTS
from pages import pages_of
from people import join, sign_in, sign_up

VARIANTS = [
    (f"{width}-{scheme}", {"viewport": {"width": width, "height": height}, "color_scheme": scheme})
    for width, height in [(390, 844), (1280, 800)]
    for scheme in ["light", "dark"]
]

# The menu at the bottom of a phone would lie across the middle of a long picture.
MENU_AT_THE_END = """() => {
  const menu = document.querySelector('.nav');
  if (getComputedStyle(menu).position === 'fixed') {
    menu.style.position = 'absolute';
    document.body.style.position = 'relative';
  }
}"""


@pytest.mark.parametrize("variant, options", VARIANTS, ids=[name for name, _ in VARIANTS])
def test_every_page_fits_its_screen(demo, visitors, variant, options):
    folder = SCREENSHOTS / variant
    folder.mkdir(parents=True, exist_ok=True)
    for role, pages in pages_of(demo).items():
        page = visitors.looking_as(role, **options) if role else visitors.new(**options)
        for name, path in pages:
            page.goto(path)
            picture(page, folder / f"{name}.png")


@pytest.mark.parametrize("variant, options", VARIANTS, ids=[name for name, _ in VARIANTS])
def test_every_page_of_an_empty_site_fits_its_screen(site, visitors, variant, options):
    folder = SCREENSHOTS / variant / "empty"
    folder.mkdir(parents=True, exist_ok=True)
    page = visitors.new(**options)
    for name in ["new", "helpful", "status", "data"]:
        page.goto(f"/{name}")
        picture(page, folder / f"{name}.png")
    sign_up(page, "Hal Example")
    picture(page, folder / "join.png")
    page.get_by_role("checkbox", name="I agree").check()
    page.get_by_role("button", name="Join").click()
    page.get_by_role("radio").first.wait_for()
    picture(page, folder / "join-alias.png")
    join(page)
    for name in ["needs-help", "me", "notices", "my-posts"]:
        page.goto(f"/{name}")
        picture(page, folder / f"{name}.png")
    operator = visitors.new(**options)
    sign_in(operator, "operator@example.org")
    for name in ["operator", "operator/reports", "operator/members", "operator/audit", "requests"]:
        operator.goto(f"/{name}")
        picture(operator, folder / f"{name.replace('/', '-')}.png")


def picture(page, path) -> None:
    """Takes a picture, and sees that nothing is wider than the screen and nothing unwritten shows."""
    page.evaluate(MENU_AT_THE_END)
    page.screenshot(path=path, full_page=True)
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ), f"{path.stem} is wider than the screen"
    text = page.locator("body").inner_text()
    leaked = re.search(r"\{\{|\}\}|Optional\(|\bnil\b|undefined|NaN", text)
    assert not leaked, f"{path.stem}: {leaked}"


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
        picture(page, folder / f"{name}-errors.png")
