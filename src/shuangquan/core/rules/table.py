"""Decision tables: rows tried in order, an unknown row stops, a claimed value never approves by itself.

Rules never refuse by themselves (PIPL art. 24): the outcome is approve, or refer to a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shuangquan.core.rules.env import Env, Over
from shuangquan.core.rules.evaluate import evaluate
from shuangquan.core.rules.outcome import join_vars
from shuangquan.core.rules.tree import Expr
from shuangquan.core.rules.types import Span
from shuangquan.core.words.knowledge import Form, Knowledge, Value
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text

APPROVE, REFER = "approve", "refer"
BY_RULE, BY_UNKNOWN, BY_CLAIM, BY_NO_ROW = "rule", "unknown", "claimed", "no_row"

NOT_KNOWN = Text("有数据未能取得，由工作人员核实", "Some data could not be had; a person looks at it")
NOT_PROVED = Text("所依据的内容由申请人填写，由工作人员核实", "It rests on what the applicant stated; a person looks at it")
NO_ROW = Text("没有适用的规则，由工作人员决定", "No rule applies; a person decides")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. when None is `else`. then: approve | refer. amount: what is granted, if anything."""

    when: Expr | None
    then: str
    reason: Text
    remedy: Text | None = None
    amount: Expr | None = None


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """What the table says. then: approve | refer; by: rule | unknown | claimed | no_row (why it went to a person).

    rule: index of the row that spoke, None when no row did. missing: unknown variables that stopped it. claimed: claimed values that
    it rests on, without those that are enough. read: everything read. amount: of an approval.
    """

    then: str
    by: str
    rule: int | None
    reason: Text
    remedy: Text | None
    missing: tuple[Var, ...]
    claimed: tuple[Var, ...]
    read: tuple[Var, ...]
    amount: Value | Span | None = None


def decide_table(rows: Sequence[TableRow], env: Env, enough: frozenset[str] = frozenset()) -> TableOutcome:
    """Try the rows in order. `enough`: paths (`role.fact`) whose claimed value may approve ("claimed: enough" on the need).

    Rows passed over count too: an approval rests on every claim that kept an earlier row from speaking. Where one of several ways is
    enough, the one that rests on the fewest claims is taken, and a claim that is enough counts for none.
    """
    env = _Taking(env, enough) if enough else env
    read: tuple[Var, ...] = ()
    claims: tuple[Var, ...] = ()
    for index, row in enumerate(rows):
        met = None if row.when is None else evaluate(row.when, env)
        if met is not None:
            read = join_vars((read, met.read))
            claims = join_vars((claims, met.claimed))
            if met.unknown:
                return TableOutcome(REFER, BY_UNKNOWN, index, NOT_KNOWN, row.remedy, met.missing, claims, read)
            if not met.holds:
                continue
        if row.then != APPROVE:
            return TableOutcome(REFER, BY_RULE, index, row.reason, row.remedy, (), claims, read)
        return _approve(index, row, env, claims, read)
    return TableOutcome(REFER, BY_NO_ROW, None, NO_ROW, None, (), claims, read)


@dataclass(frozen=True, slots=True)
class _Taking(Over):
    """An Env in which a claim is as good as knowledge for the facts that the standard says so of."""

    enough: frozenset[str]

    def fact(self, role: str, fact: str, member: str | None) -> Knowledge:
        """See Env."""
        know = self.base.fact(role, fact, member)
        return replace(know, form=Form.KNOWN) if know.form is Form.CLAIMED and f"{role}.{fact}" in self.enough else know


def _approve(index: int, row: TableRow, env: Env, claims: tuple[Var, ...], read: tuple[Var, ...]) -> TableOutcome:
    amount = None if row.amount is None else evaluate(row.amount, env)
    if amount is not None:
        claims, read = join_vars((claims, amount.claimed)), join_vars((read, amount.read))
        if amount.form is not Form.KNOWN:
            return TableOutcome(REFER, BY_UNKNOWN, index, NOT_KNOWN, row.remedy, amount.missing, claims, read)
    if claims:
        return TableOutcome(REFER, BY_CLAIM, index, NOT_PROVED, row.remedy, (), claims, read)
    return TableOutcome(APPROVE, BY_RULE, index, row.reason, None, (), claims, read, None if amount is None else amount.value)
