"""A case that waits does not grow by being looked at."""

import pytest

from shuangquan.core.cases.gather import Ready, decide_down
from tests.core.cases.walks import examples, find, walk

DOWN = [(theme, name) for theme, name in examples() if find(theme, name).down]


@pytest.mark.parametrize(("theme", "name"), DOWN)
def test_that_a_source_is_still_away_is_no_news(theme: str, name: str) -> None:
    walked = walk(theme, name)
    away = {key for key, (outcome, _) in walked.case.draws.items() if outcome == "down"}
    assert away
    draws = {draw.id: draw for draw in (*walked.index.plan.draws, *walked.index.plan.lost)}
    before = len(walked.turn.events)
    for draw, member in away:
        decide_down(walked.turn, Ready(draws[draw], member, ()))
    assert len(walked.turn.events) == before
