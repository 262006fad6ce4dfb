"""长辈版 of any page: no text is small, nothing runs off to the side, axe finds nothing."""

from playwright.sync_api import Page

from tests.journeys.test_my_data import check

LEAST_PX = 20
SMALLEST = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let least = [999, ""];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), at = walker.currentNode.parentElement, box = at.getBoundingClientRect();
    if (!text || box.width < 2 || box.height < 2 || at.closest("script,style,noscript,svg,option,.vh") || !at.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(at).fontSize);
    if (size < least[0]) least = [size, text.slice(0, 40)];
  }
  return least;
}"""


def find_smallest(page: Page) -> tuple[float, str]:
    """The size of the smallest text that is seen, in pixels, and its words."""
    size, text = page.evaluate(SMALLEST)
    return float(size), str(text)


def check_elder(page: Page, what: str) -> None:
    """Look at a page in elder mode, and leave it as it was."""
    page.get_by_role("button", name="长辈版").first.click()
    page.wait_for_selector("html[data-elder]")
    check(page, what)
    size, text = find_smallest(page)
    assert size >= LEAST_PX, (what, size, text)
    page.get_by_role("button", name="标准版").first.click()
    page.wait_for_selector("html:not([data-elder])")
