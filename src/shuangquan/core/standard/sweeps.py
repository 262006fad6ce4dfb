"""What a theme that is offered goes through its register by: the condition, the columns it needs, and what nothing means in each."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.rules.reads import find_reads
from shuangquan.core.rules.sql_people import PeopleColumn
from shuangquan.core.rules.tree import Expr
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.plan_frame import write_named_parameters
from shuangquan.core.standard.plan_parameters import Parameter
from shuangquan.core.standard.saying import Names, say_condition
from shuangquan.core.standard.scopes import find_role_type
from shuangquan.core.standard.view import ThemeView
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Sweep:
    """where: the condition; role: whom it speaks of; columns: `role.fact` → the column of the population, whether or not it has one."""

    theme: str
    role: str
    where: Expr
    columns: Mapping[str, PeopleColumn]
    parameters: tuple[Parameter, ...]
    says: Text


def find_sweep(view: ThemeView) -> Sweep | None:
    """The sweep of a checked theme; None where it offers nothing, or begins with a certificate."""
    proactive = view.theme.proactive
    if proactive is None or view.sweep is None:
        return None
    role = str(proactive.confirm)
    reads = find_reads(view.sweep)
    columns = {f"{role}.{fact}": PeopleColumn(fact, find_null(view.bundle, fact)) for _, fact in reads.facts}
    form = view.theme.roles[role]
    says = say_condition(view.sweep, Names(view.bundle, {role: (form.label or Text(role), find_role_type(view.theme, role))}))
    return Sweep(str(view.theme.theme), role, view.sweep, columns, write_named_parameters(view, frozenset(reads.parameters)), says)


def find_null(bundle: Bundle, fact: str) -> str:
    """What no value means in a column: known-absent where a register says so of people it does not hold, else unknown."""
    means = {
        str(meaning) for one in bundle.resources.values() for path, meaning in one.empty.items() if path.partition(".")[2] == fact
    }  # fmt: skip
    return "absent" if means == {"absent"} else "unknown"
