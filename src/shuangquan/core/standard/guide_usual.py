"""What a guide tells of situations: those that are open in the usual class, and the values worth a row of their own."""

from collections.abc import Iterator, Mapping

from shuangquan.core.standard.cast import Cast
from shuangquan.core.standard.class_env import Classes, decide_in_class
from shuangquan.core.standard.view import SituationView, ThemeView


def find_open(view: ThemeView, usual: Mapping[str, str], signed_in: str) -> Mapping[str, str]:
    """The usual class without what is fixed, closed in it, or chosen to be nothing."""
    env = Cast(view, dict(usual), signed_in).env
    found: dict[str, str] = {}
    for situation in view.situations:
        closed = situation.when is not None and decide_in_class(situation.when, env) is False
        if situation.use.fixed is None and not closed and usual.get(situation.name, ""):
            found[situation.name] = usual[situation.name]
    return found


def find_other_values(situation: SituationView, usual: Mapping[str, str], classes: Classes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(value, the class nearest to the usual one) of every other value; of several options that may be chosen, each by itself."""
    for value in dict.fromkeys(one[situation.name] for one in classes):
        if value != usual.get(situation.name) and value and not (situation.kind.many and "," in value):
            yield value, max((one for one in classes if one[situation.name] == value), key=lambda one: _count_same(one, usual))


def _count_same(one: Mapping[str, str], usual: Mapping[str, str]) -> int:
    return sum(usual.get(name) == value for name, value in one.items())
