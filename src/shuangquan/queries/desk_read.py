"""What every part of a case page reads: one task with its case, plan and the rules' answer, at one moment, in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shuangquan.core.cases.case import Case, Task
from shuangquan.core.cases.explain import Explained, explain_task, find_stating
from shuangquan.core.cases.gather import find_var
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.needs import find_needed
from shuangquan.core.standard.plan import Draw, PlanItem
from shuangquan.core.words.knowledge import Value
from shuangquan.core.words.names import Var, parse_var
from shuangquan.core.words.text import Text
from shuangquan.records.certificates import StoredCertificate
from shuangquan.records.clock import now

PaperKey = tuple[str, str | None]
"""(path of an evidence, member)."""


@dataclass(frozen=True, slots=True)
class Read:
    """needed: variables the task rests on, in order. papers: those its needs and its notice name. stops: names of what stopped the rules
    or is not had. whole: the variable shown unmasked, "" for none. verified: ids of certificates whose signature
    holds, and `sign:` with the seat of whose form's does.
    """

    case: Case
    index: PlanIndex
    item: PlanItem
    task: Task
    certificates: tuple[StoredCertificate, ...]
    values: dict[str, Value | None]
    language: str
    seen: datetime
    explained: Explained
    needed: tuple[Var, ...]
    papers: tuple[PaperKey, ...]
    stops: frozenset[str]
    whole: str
    verified: frozenset[str]

    def say(self, zh: str, en: str) -> str:
        """A sentence in the officer's language."""
        return en if self.language == "en" else zh

    def text(self, text: Text) -> str:
        """A text in the officer's language."""
        return text.say(self.language)

    def join(self, words: Iterable[str]) -> str:
        """A list in words, each once."""
        return (", " if self.language == "en" else "、").join(dict.fromkeys(words))

    def said(self, ref: str) -> str:
        """Words somebody wrote, kept apart from the event; "" when there are none."""
        found = self.values.get(ref) if ref else None
        return str(found) if found is not None else ""

    def draws(self) -> tuple[Draw, ...]:
        """Every draw of the plan, also those it goes without."""
        return (*self.index.plan.draws, *self.index.plan.lost)


def find_read(
    case: Case, index: PlanIndex, item: PlanItem, task: Task, certificates: tuple[StoredCertificate, ...],
    values: dict[str, Value | None], language: str, whole: str = "", verified: frozenset[str] = frozenset(),
) -> Read:  # fmt: skip
    """Everything the page's parts share."""
    seen = now()
    explained = explain_task(case, index, item, task.member, (task.accepted_at or seen).date())
    names = dict.fromkeys((*task.missing, *task.claimed, *explained.unmet, *map(str, (*explained.missing, *explained.claimed))))
    if task.ended:
        stops: frozenset[str] = frozenset()
    else:
        stops = frozenset((*explained.unmet, *map(str, (*explained.missing, *explained.claimed))))
    needed: dict[Var, None] = {}
    papers: dict[PaperKey, None] = {}
    for need, key in find_needed(case, index, item, task.member):
        if need.kind == "evidence":
            papers[need.ref, key] = None
        else:
            needed[find_var(index, need.ref, key)] = None
    for name in (*names, *task.notice_needs):
        _add(index, name, task.member, needed, papers)
    for row in explained.rows:
        needed.update(dict.fromkeys(var for var in row.read if var.role in index.roles and find_stating(index, var) is None))
    return Read(
        case, index, item, task, certificates, values, language, seen, explained, tuple(needed), tuple(papers), stops, whole, verified
    )  # fmt: skip


def _add(index: PlanIndex, name: str, member: str | None, needed: dict[Var, None], papers: dict[PaperKey, None]) -> None:
    if name in index.evidence:
        papers[name, member if index.evidence[name].per_member else None] = None
        return
    try:
        var = parse_var(name)
    except ValueError:
        return
    path = find_stating(index, var)
    if path is not None:
        _add(index, path, var.member, needed, papers)
    elif var.role in index.roles:
        needed[find_var(index, var.template, var.member if var.member is not None else member)] = None
