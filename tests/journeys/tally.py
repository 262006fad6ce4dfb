"""How much a person has to do: taps, fields typed, seconds, counted by the browser itself.

A tap is a press of the pointer. A field counts once a page however often it is changed. What happens at the identity provider and at the
payment side is theirs and counted apart. Seconds are the machine's: nobody reads or thinks.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.journeys.installation import ROOT

KEPT = ROOT / "artefacts" / "journeys.json"
PUBLISHED = ROOT / "bench" / "journeys.json"
"""What the documentation shows; `make taps` writes it anew."""
SCRIPT = """
addEventListener('pointerdown', () => counted('tap', location.origin, ''), true);
addEventListener('input', (event) => {
  const field = event.target, kind = field.type || '';
  if (['radio', 'checkbox', 'file', 'range'].includes(kind) || field.tagName === 'SELECT') return;
  counted('typed', location.origin, location.pathname + ' ' + (field.name || field.id));
}, true);
addEventListener('change', (event) => {
  if (event.target.type === 'file' || event.target.tagName === 'SELECT') counted('tap', location.origin, '');
}, true);
"""


@dataclass(slots=True)
class Tally:
    """Of all who take part in one matter on their own devices. elsewhere: taps and fields at the parties' own pages."""

    home: str
    taps: int = 0
    typed: set[str] = field(default_factory=set)
    elsewhere: int = 0
    people: int = 0
    began: float = field(default_factory=time.monotonic)
    resting: bool = False
    pages: list[Page] = field(default_factory=list)

    def watch(self, *pages: Page) -> "Tally":
        """Count what these people do from now on, each page with all that its context opens."""
        for page in pages:
            number, self.people = self.people, self.people + 1
            self.pages.append(page)
            page.context.expose_function("counted", lambda what, origin, name, who=number: self._count(what, origin, f"{who} {name}"))
            page.context.add_init_script(SCRIPT)
        return self

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What a test does beside the walk, and nobody would have to."""
        self._catch_up()
        self.resting = True
        yield
        self._catch_up()
        self.resting = False

    def turn(self) -> None:
        """The next matter on the same devices: counted from nothing."""
        self._catch_up()
        self.taps, self.elsewhere, self.began = 0, 0, time.monotonic()
        self.typed.clear()

    def _catch_up(self) -> None:
        """What browsers counted and have not told yet is told now."""
        for page in self.pages:
            page.wait_for_timeout(100)

    def _count(self, what: str, origin: str, name: str) -> None:
        if self.resting:
            return
        if origin != self.home:
            self.elsewhere += 1
        elif what == "tap":
            self.taps += 1
        else:
            self.typed.add(name)

    def note(self, theme: str, door: str, until: str) -> None:
        """Keep the figures of a walk that has come to its receipt; they must be the published ones, but for the seconds.

        until: what the seconds end with, "submitted" or "completed".
        """
        seconds = round(time.monotonic() - self.began, 1)
        self._catch_up()
        found = {"taps": self.taps, "typed": len(self.typed), "elsewhere": self.elsewhere, "people": self.people}
        if os.environ.get("SHUANGQUAN_FIGURES"):
            _keep(theme, door, {**found, "until": until, "seconds": seconds})
            return
        published: dict[str, Any] = json.loads(PUBLISHED.read_text())[theme][door]
        assert found == {name: published[name] for name in found}, "what people do has changed: see whether it is more, then `make taps`"


def _keep(theme: str, door: str, figures: dict[str, Any]) -> None:
    held: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.is_file() else {}
    held.setdefault(theme, {})[door] = figures
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n")
