"""Which links show in which gutter."""

from __future__ import annotations

from gui.compare.crossings import crossings
from gui.marks import survey
from tests.gui.conftest import Story


def shown(story: Story, order: str) -> list[list[tuple[str, bool, bool]]]:
    panes = [story.articles["ABC".index(letter)].id for letter in order]
    names = {link.id: name for name, link in story.links.items()}
    return [
        sorted((names[c.link.id], c.left is not None, c.right is not None) for c in gutter)
        for gutter in crossings(survey(story.comparison), panes)
    ]


def test_neighbours_share_a_ribbon_and_a_matter_that_skips_a_pane_leaves_stubs(story: Story):
    first, second = shown(story, "ABC")
    assert first == [("captain", True, True), ("dead", True, True), ("sank ab", True, True), ("vessel", True, False)]
    assert second == [("sank bc", True, True), ("vessel", False, True)]


def test_the_order_of_panes_may_be_any(story: Story):
    first, second = shown(story, "CAB")
    assert ("vessel", True, True) in first
    assert ("captain", True, True) in second


def test_a_hidden_pane_takes_its_links_along(story: Story):
    assert shown(story, "AC") == [[("sank ac", True, True), ("vessel", True, True)]]
    assert shown(story, "B") == []
