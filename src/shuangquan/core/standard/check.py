"""The checker: everything wrong with a standard, at once, each with file, line, what and how to mend."""

from collections.abc import Callable, Iterable

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.arising import check_arising
from shuangquan.core.standard.checks.beginning import check_beginning
from shuangquan.core.standard.checks.classes import check_classes
from shuangquan.core.standard.checks.examples import check_examples
from shuangquan.core.standard.checks.guardians import check_guardians
from shuangquan.core.standard.checks.kiosk import check_kiosk
from shuangquan.core.standard.checks.layouts import check_layouts
from shuangquan.core.standard.checks.libraries import check_libraries
from shuangquan.core.standard.checks.overlays import check_overlays
from shuangquan.core.standard.checks.papers import check_papers
from shuangquan.core.standard.checks.policies import check_policies
from shuangquan.core.standard.checks.promises import check_promises
from shuangquan.core.standard.checks.rules import check_rules
from shuangquan.core.standard.checks.themes import check_themes
from shuangquan.core.standard.divisions import PROVINCE
from shuangquan.core.standard.findings import ERROR, Finding
from shuangquan.core.standard.recall import Recall
from shuangquan.core.standard.view import read_view

__all__ = ["PROVINCE", "check_bundle", "has_errors"]


CheckTheme = Callable[[str], list[Finding]]
ByTheme = Callable[[CheckTheme, Iterable[str]], Iterable[list[Finding]]]
"""How the themes are gone through: `map`, or what does the same on several cores."""


def check_bundle(bundle: Bundle, by_theme: ByTheme = map, walk: CheckTheme | None = None, recall: Recall | None = None) -> list[Finding]:
    """Every fault and warning of a bundle, sorted by file and line, each once.

    Situation classes are enumerated only for themes whose names and conditions are right: wrong names would say the same thing twice.
    walk: what the theme's examples find, asked once everything the theme rests on is sound. recall: what was found before in themes
    that have not changed since.
    """
    found = [
        *check_libraries(bundle),
        *check_papers(bundle),
        *check_policies(bundle),
        *check_layouts(bundle),
        *check_themes(bundle),
        *check_promises(bundle),
        *check_overlays(bundle),
        *check_examples(bundle),
        *check_guardians(bundle),
        *check_kiosk(bundle),
    ]
    named = any(finding.severity == ERROR for finding in found if finding.code in ("unknown-name", "bad-binding", "unbound-source"))
    sound = not has_errors(found)

    def check(theme: str) -> list[Finding]:
        theirs = _check_theme(bundle, theme, named=named)
        return theirs if walk is None or not sound or has_errors(theirs) else [*theirs, *walk(theme)]

    def remember(theme: str) -> list[Finding]:
        return check(theme) if recall is None else recall.find(theme, (named, sound, walk is not None), check)

    for theirs in by_theme(remember, bundle.themes):
        found += theirs
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda finding: (finding.file, finding.line, finding.code, finding.message.zh))


def has_errors(found: Iterable[Finding]) -> bool:
    """Whether one of them keeps the standard from being used."""
    return any(finding.severity == ERROR for finding in found)


def _check_theme(bundle: Bundle, theme: str, *, named: bool) -> list[Finding]:
    """What is wrong with a theme in the province and wherever it has an overlay. named: whether names are wrong anywhere."""
    found: list[Finding] = []
    regions = dict.fromkeys((PROVINCE, *(str(overlay.region) for overlay in bundle.overlays.get(theme, ()))))
    for region in regions:
        faults: list[Finding] = []
        view = read_view(bundle, theme, region, faults)
        found += faults
        found += check_rules(view)
        found += [*check_arising(view), *check_beginning(view)]
        if not faults and not named:
            offers = any(form.offered is not None for overlay in view.overlays for form in overlay.items.values())
            found += check_classes(view, sources=offers or region == PROVINCE)
    return found
