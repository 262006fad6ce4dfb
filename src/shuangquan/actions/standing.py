"""Where a draft stands, looked at without changing it."""

from shuangquan.actions.loading import Loaded, begin_turn
from shuangquan.core.cases.settle import Standing, decide_situations


def find_standing(loaded: Loaded) -> Standing:
    """What must still be asked before the situation is known. The turn is thrown away; load the case again before deciding on it."""
    return decide_situations(begin_turn(loaded.case, loaded.values), loaded.index)
