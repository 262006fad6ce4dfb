"""A file of assumptions: what it says is taken, what it misspells is named with what was likely meant."""

from pathlib import Path

import pytest
import typer

from shuangquan.channels.cli.assumptions import GUESSED, read_assumptions
from tests.core.cases.walks import shipped


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "assumed.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_written_counts_and_the_rest_is_guessed(tmp_path: Path) -> None:
    text = "start: 2026-05-06\narrivals: 7\nstaff: {police: 3}\nweights: {follows: {mother: 4}, married: {true: 9}}\nevery_day: true\n"
    made = read_assumptions(shipped(), write(tmp_path, text))
    assert (made.start.date().isoformat(), made.arrivals, made.every_day) == ("2026-05-06", 7.0, True)
    assert made.staff == {"police": 3} and made.weights == {"follows": {"mother": 4.0}, "married": {"true": 9.0}}
    assert (made.days, made.opens) == (GUESSED.days, GUESSED.opens)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("arrival: 7", "arrivals"),
        ("staff: {polic: 3}", "police"),
        ("staff: {police: 0}", "人数不能是 0"),
        ("weights: {folows: {mother: 1}}", "follows"),
        ("weights: {follows: {aunt: 1}}", "没有取值 aunt"),
        ("weights: 3", "weights 写成"),
        ("days: soon", "days 不能是 soon"),
        ("every_day: 3", "every_day 不能是 3"),
        ("opens: 25", "opens 不能是 25"),
        ("- 1", "名称: 值"),
        ("a: [", "不是有效的 YAML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    with pytest.raises(typer.Exit) as ended:
        read_assumptions(shipped(), write(tmp_path, text))
    assert ended.value.exit_code == 2
    captured = capsys.readouterr()
    assert said in captured.err + captured.out


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(typer.Exit):
        read_assumptions(shipped(), tmp_path / "none.yaml")
