"""Every page, in both languages, light and dark, small and large: accessible, and nothing sticks out."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from tour import Tour

AXE = Axe()
OPTIONS = {"resultTypes": ["violations"]}
WIDTHS = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        && !element.closest(".table-frame, .scene, .unseen, .skip"))
    .map(element => element.tagName + "." + element.className)"""


@pytest.fixture
def pictures(tmp_path) -> Path:
    """Where the pictures go: the folder SCREENSHOTS, if it is set."""
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_every_page(visit, empty_house, words, scheme, width, pictures):
    visitor = visit(words, server=empty_house, color_scheme=scheme, viewport={"width": width, "height": 900})
    problems = []
    for name in Tour(empty_house, visitor, words.code):
        visitor.page.screenshot(path=pictures / f"{name}-{words.code}-{scheme}-{width}.png", full_page=True)
        problems += [f"{name}: {problem}" for problem in look(visitor, words)]
    assert not problems, "\n".join(problems)


def look(visitor, words):
    """What is wrong with the page."""
    page = visitor.page
    for violation in AXE.run(page, options=OPTIONS).response["violations"]:
        yield f"{violation['id']}: {[node['target'] for node in violation['nodes']]}"
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield f"it scrolls sideways: {page.evaluate(WIDTHS)}"
    if page.locator("html").get_attribute("lang") != words.code:
        yield "it is in another language"
    if page.get_by_role("heading", level=1).count() != 1:
        yield "it has not exactly one heading of the first level"
    if any(mark in visitor.text() for mark in ("[[", "{{", "}}")):
        yield "it shows a placeholder"
