"""What papers show: known facts of readable types, each behind words of its own."""

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.libraries import check_path
from shuangquan.core.standard.findings import Finding, find_fault
from shuangquan.core.standard.model import Certificate
from shuangquan.core.standard.model_papers import Shows

UNREADABLE = frozenset({"boolean", "image", "region"})
"""Types whose value is not written out on a paper: a tick, a picture, a code for a place that is written in words."""
VALID_TO = "valid_to"


def check_papers(bundle: Bundle) -> list[Finding]:
    """Everything wrong with what papers are said to show."""
    papers = bundle.certificates.values()
    return [finding for paper in papers if paper.shows is not None for finding in _check_shows(bundle, paper, paper.shows)]


def _check_shows(bundle: Bundle, paper: Certificate, shows: Shows) -> Iterator[Finding]:
    found: list[Finding] = []
    roles = {str(role): str(form.type) for role, form in paper.roles.items()}
    for path in shows.facts:
        if check_path(bundle, roles, path, shows.at, found):
            role, _, fact = path.partition(".")
            type_ = str(bundle.facts[f"{roles[role]}.{fact}"].type)
            if type_ in UNREADABLE or type_.startswith("set of "):
                found.append(find_fault(getattr(path, "at", shows.at), "shows-type", name=path, type=type_))
    yield from found
    if not shows.facts and not shows.valid_to:
        yield find_fault(shows.at, "shows-nothing", name=paper.id)
    if shows.grade is None:
        yield find_fault(shows.at, "no-grade", name=f"{paper.id}.shows")
    yield from _check_labels(shows)


def _check_labels(shows: Shows) -> Iterator[Finding]:
    """Every fact has words, and no words stand for two."""
    taken: dict[str, str] = {}
    named: list[tuple[str, Iterable[str]]] = [(str(path), labels) for path, labels in shows.facts.items()]
    for path, labels in (*named, *([(VALID_TO, shows.valid_to)] if shows.valid_to else [])):
        if not any(_fold(label) for label in labels):
            yield find_fault(shows.at, "shows-unlabelled", name=path)
        for label in labels:
            other = taken.setdefault(_fold(label), path)
            if other != path:
                yield find_fault(getattr(label, "at", shows.at), "shows-twice", label=label, name=path, other=other)


def _fold(label: str) -> str:
    return "".join(normalize("NFKC", label).split())
