"""Every page, in both languages, light and dark, small and large: accessible, and nothing sticks out."""

import itertools
import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from tour import Tour

VIOLATIONS = """() => axe.run({resultTypes: ["violations"]})
    .then(found => found.violations.map(violation => `${violation.id}: ${violation.nodes.map(node => node.target)}`))"""
WIDTHS = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        && !element.closest(".table-frame, .scene, .unseen, .skip"))
    .map(element => element.tagName + "." + element.className)"""
#: Where pictures go, if anybody wants them.
PICTURES = os.environ.get("SCREENSHOTS")


def test_every_page(visit, empty_house, words):
    visitor = visit(words, server=empty_house, reduced_motion="reduce")
    problems = []
    for name in Tour(empty_house, visitor, words.code):
        visitor.page.evaluate(AXE_SCRIPT)
        for width, scheme in itertools.product([1440, 1024, 320], ["light", "dark"]):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.page.emulate_media(color_scheme=scheme)
            look = f"{name}-{words.code}-{scheme}-{width}"
            problems += [f"{look}: {problem}" for problem in wrong(visitor, words)]
            if PICTURES:
                visitor.page.screenshot(path=Path(PICTURES, f"{look}.png"), full_page=True)
    assert not problems, "\n".join(problems)


def wrong(visitor, words):
    """What is wrong with the page."""
    page = visitor.page
    yield from page.evaluate(VIOLATIONS)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield f"it scrolls sideways: {page.evaluate(WIDTHS)}"
    if page.locator("html").get_attribute("lang") != words.code:
        yield "it is in another language"
    if page.get_by_role("heading", level=1).count() != 1:
        yield "it has not exactly one heading of the first level"
    if any(mark in visitor.text() for mark in ("[[", "{{", "}}")):
        yield "it shows a placeholder"
