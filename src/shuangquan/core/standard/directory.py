"""证照目录: every type of certificate, how sure it is, which items ask for it, which issue it, and which nobody uses."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Certificate
from shuangquan.core.standard.supply import find_holder
from shuangquan.core.words.text import Text

APPLICANT = "applicant"
"""Who makes out papers that are no certificates: plans, promises, agreements."""
UNSOURCED = "U"


@dataclass(frozen=True, slots=True)
class Listed:
    """A type. holder: the kind of who holds it. needed, issued: ids of items."""

    id: str
    name: Text
    issuer: str
    issuer_name: Text
    holder: str
    states: int
    valid: str
    layout: str
    numbering: str
    grade: str
    source: str
    needed: tuple[str, ...]
    issued: tuple[str, ...]

    @property
    def used(self) -> bool:
        """Whether some item asks for it or issues it."""
        return bool(self.needed or self.issued)


@dataclass(frozen=True, slots=True)
class Directory:
    """Every type but applicants' own papers, by issuer and id. papers: how many of those there are."""

    types: tuple[Listed, ...]
    papers: int

    @property
    def by_grade(self) -> Mapping[str, int]:
        """Grade → how many."""
        return dict(sorted(Counter(one.grade for one in self.types).items()))

    @property
    def unused(self) -> tuple[Listed, ...]:
        """Types that no item asks for or issues."""
        return tuple(one for one in self.types if not one.used)


def list_certificates(bundle: Bundle) -> Directory:
    """The directory of a standard. A type without a grade counts as unsourced."""
    needed: dict[str, list[str]] = {}
    issued: dict[str, list[str]] = {}
    for item in bundle.items.values():
        for need in item.needs:
            for one in need.any or (need,):
                if one.evidence is not None:
                    needed.setdefault(str(one.evidence), []).append(item.id)
        for kind in item.gives.certificates if item.gives else ():
            issued.setdefault(str(kind), []).append(item.id)
    forms = [form for form in bundle.certificates.values() if form.issuer != APPLICANT]
    rows = [_list(bundle, form, needed.get(form.id, []), issued.get(form.id, [])) for form in forms]
    return Directory(tuple(sorted(rows, key=lambda row: (row.issuer, row.id))), len(bundle.certificates) - len(forms))


def _list(bundle: Bundle, form: Certificate, needed: list[str], issued: list[str]) -> Listed:
    holder = form.roles.get(find_holder(bundle, form.id))
    valid = form.valid
    said = "" if valid is None else str(valid.word or (f"{valid.years}y" if valid.years else f"{valid.days}d"))
    return Listed(
        form.id, form.name, str(form.issuer), bundle.departments.get(form.issuer, Text(form.issuer)), str(holder.type) if holder else "",
        len(form.states), said, str(form.layout or ""), str(form.numbering or ""), str(form.grade or UNSOURCED), str(form.source or ""),
        tuple(dict.fromkeys(needed)), tuple(dict.fromkeys(issued)),
    )  # fmt: skip
