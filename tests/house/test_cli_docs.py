"""The command line is as docs/reference/cli.md says: commands, options, and the shape of what is printed."""

import ast
import dataclasses
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from bench.measures import tell as measure

from shuangquan.actions.doctor import Finding
from shuangquan.actions.publicity import Published
from shuangquan.actions.rehearsal_report import Rehearsed
from shuangquan.actions.sweeping import Swept
from shuangquan.actions.verified import Verified
from shuangquan.channels.cli import (
    archiving,
    benching,
    booklets,
    cases,
    certificates,
    clients,
    comparing,
    figures,
    instant,
    kiosks,
    lists,
    publicity,
    rules,
    sharing,
    simulating,
    staffing,
    standards,
    starting,
    stations,
    sweeping,
    verifying,
)
from shuangquan.core.cases.publicity import Publicity
from shuangquan.queries.traces import SpanRow
from shuangquan.site import accounts
from tests.house.tree import ROOT, SOURCE, read_literal

pytestmark = pytest.mark.proof

COMMANDS: dict[str, Callable[..., None]] = {
    "check": standards.check,
    "plan": standards.plan,
    "diff": comparing.diff,
    "guide": booklets.guide,
    "manual": booklets.manual,
    "figures": figures.figures,
    "certificates": certificates.certificates,
    "instant": instant.instant,
    "rules": rules.rules,
    "simulate": simulating.simulate_,
    "accounts": accounts.accounts,
    "try": cases.try_,
    "verify": verifying.verify,
    "roots": verifying.roots,
    "doctor": cases.doctor,
    "rebase": cases.rebase,
    "trace": cases.trace,
    "publicity": publicity.publicity,
    "new theme": starting.new_theme,
    "new item": starting.new_item,
    "import items": lists.import_items,
    "import guide": lists.import_guide,
    "export items": lists.export_items,
    "sweep": sweeping.sweep,
    "share add": sharing.share_add,
    "share end": sharing.share_end,
    "share list": sharing.share_list,
    "staff add": staffing.staff_add,
    "staff renew": staffing.staff_renew,
    "staff end": staffing.staff_end,
    "staff list": staffing.staff_list,
    "kiosk add": kiosks.kiosk_add,
    "kiosk code": kiosks.kiosk_code,
    "kiosk list": kiosks.kiosk_list,
    "kiosk lock": kiosks.kiosk_lock,
    "kiosk unlock": kiosks.kiosk_unlock,
    "kiosk remove": kiosks.kiosk_remove,
    "station add": stations.station_add,
    "station change": stations.station_change,
    "station helper": stations.station_helper,
    "station tablet": stations.station_tablet,
    "station revoke": stations.station_revoke,
    "station list": stations.station_list,
    "station acts": stations.station_acts,
    "app add": clients.app_add,
    "app rotate": clients.app_rotate,
    "app host": clients.app_host,
    "app callback": clients.app_callback,
    "app scopes": clients.app_scopes,
    "app end": clients.app_end,
    "app list": clients.app_list,
    "app deliveries": clients.app_deliveries,
    "app resend": clients.app_resend,
    "archive check": archiving.check,
    "archive list": archiving.list_,
    "archive make": archiving.make,
    "bench certificates": benching.bench_certificates,
    "bench rules": benching.bench_rules,
}
CLI = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")


def find_options(name: str) -> dict[str, str]:
    """The parameters of a command, as typer makes them: `--option` or ARGUMENT → its help."""
    app = typer.Typer(add_completion=False)
    app.command(name)(COMMANDS[name])
    made: Any = typer.main.get_command(app)
    return {one.opts[0] if one.opts[0].startswith("--") else str(one.name).upper(): one.help or "" for one in made.params}


def find_section(name: str) -> str:
    """A command's part of the page."""
    found = re.search(rf"^## `shuangquan {name}\b.*?(?=^## |\Z)", CLI, flags=re.MULTILINE | re.DOTALL)
    assert found, f"shuangquan {name} is not in docs/reference/cli.md"
    return found.group()


def test_every_command_is_documented() -> None:
    entry = (SOURCE / "site" / "cli.py").read_text(encoding="utf-8")
    assert set(re.findall(r'^        "([a-z ]+)": \w+\.', entry, flags=re.MULTILINE)) == set(COMMANDS)
    assert re.findall(r"^## `shuangquan ([a-z]+(?: [a-z]+)*)", CLI, flags=re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    section, options = find_section(name), find_options(name)
    rows = set(re.findall(r"^\| `(--[\w-]+|[A-Z]+)", section, flags=re.MULTILINE))
    assert rows == set(options)
    assert all(options.values()), options


def test_every_verb_of_the_site_is_documented() -> None:
    text = (SOURCE / "site" / "__main__.py").read_text(encoding="utf-8")
    verbs = set(re.findall(r'add_parser\("(\w+)"', text))
    section = CLI.split("## `python -m shuangquan.site VERB`")[1]
    assert set(re.findall(r"^\| `(\w+)", section, flags=re.MULTILINE)) == verbs
    for option in re.findall(r'add_argument\("(--[\w-]+)"', text):
        assert option in section


def read_shape(name: str) -> Any:
    """The JSON that the page shows for a command."""
    found = re.search(rf"^```json {name}\n(.*?)^```$", CLI, flags=re.MULTILINE | re.DOTALL)
    assert found, name
    return json.loads(found.group(1))


def check_shape(shown: Any, made: Any, where: str) -> None:
    """The same keys in the same order, values of the same kinds; of lists, the first of each. Names chosen by standards are let be."""
    if isinstance(shown, dict):
        assert isinstance(made, dict), where
        if where.rsplit(".", 1)[-1] in ("situation", "before", "after", "says"):
            return
        assert list(made) == list(shown), where
        for key in shown:
            check_shape(shown[key], made[key], f"{where}.{key}")
    elif isinstance(shown, list):
        assert isinstance(made, list), where
        if shown and made:
            check_shape(shown[0], made[0], f"{where}[0]")
    else:
        assert isinstance(made, type(shown)), f"{where}: {made!r}"


def run_json(capsys: pytest.CaptureFixture[str], command: Any, **given: Any) -> Any:
    """What a command prints with --json."""
    try:
        command(**given, json=True)
    except typer.Exit as end:
        assert end.exit_code in (0, 1)
    return json.loads(capsys.readouterr().out)


def test_check_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "items.yaml").write_text("items:\n  a:\n    name: A\n", encoding="utf-8")
    made = run_json(capsys, standards.check, paths=[tmp_path])
    assert made["errors"]
    check_shape(read_shape("check"), made, "check")


def test_plan_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    made = run_json(capsys, standards.plan, theme="newborn", region="370783", answer=["married=false", "follows=father"])
    assert made["papers"] and made["edges"]
    check_shape(read_shape("plan"), made, "plan")
    assert made["burden"]["objective"] == made["burden"]["bound"]


LARGE = shutil.ignore_patterns(
    *(one.name for one in (ROOT / "standards").iterdir() if one.is_dir() and one.name not in ("newborn", "retirement"))
)
"""All themes but two: they show what the page shows."""


def test_diff_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    old, new = (shutil.copytree(ROOT / "standards", tmp_path / name, ignore=LARGE) for name in ("old", "new"))
    page = new / "parameters.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("value: 12,", "value: 18,"), encoding="utf-8")
    made = run_json(capsys, comparing.diff, old=old, new=new)
    assert made["weights"] == {"lighter": 0, "heavier": 0, "neutral": 1}
    check_shape(read_shape("diff"), made, "diff")


def test_guide_and_manual_print_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    check_shape(read_shape("guide"), run_json(capsys, booklets.guide, theme="newborn", region="370783"), "guide")
    check_shape(read_shape("manual"), run_json(capsys, booklets.manual, item="household-registration"), "manual")


def test_certificates_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    made = run_json(capsys, certificates.certificates)
    check_shape(read_shape("certificates"), made, "certificates")
    shown = read_shape("certificates")
    assert {key: made[key] for key in ("types", "papers", "by_grade", "unused")} == {
        key: shown[key] for key in ("types", "papers", "by_grade", "unused")
    }


def test_figures_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    some = shutil.copytree(ROOT / "standards", tmp_path / "some", ignore=LARGE)
    check_shape(read_shape("figures"), run_json(capsys, figures.figures, standards=some), "figures")


def test_instant_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    check_shape(read_shape("instant"), run_json(capsys, instant.instant, themes=["newborn"]), "instant")


def test_rules_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    check_shape(read_shape("rules"), run_json(capsys, rules.rules, themes=["newborn"]), "rules")


def test_simulate_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    check_shape(read_shape("simulate"), run_json(capsys, simulating.simulate_, theme="newborn", days=2, region="370783"), "simulate")


def test_try_all_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    check_shape(read_shape("try all"), run_json(capsys, cases.try_, theme="company-closing", every=True), "try all")


@pytest.mark.parametrize(("name", "kind"), [("try", Rehearsed), ("verify", Verified), ("publicity", Published)])
def test_reports_have_the_fields_the_page_shows(name: str, kind: type[Any]) -> None:
    assert list(read_shape(name)) == [field.name for field in dataclasses.fields(kind)]


def test_doctor_has_the_fields_the_page_shows() -> None:
    assert list(read_shape("doctor")[0]) == [field.name for field in dataclasses.fields(Finding)]


def test_a_licence_has_the_fields_the_page_shows() -> None:
    assert list(read_shape("publicity")["licences"][0]) == [field.name for field in dataclasses.fields(Publicity)]


def test_rebase_has_the_fields_the_page_shows() -> None:
    shape = read_shape("rebase")
    assert list(shape) == ["case", "bundle", "tasks"]
    assert list(shape["tasks"][0]) == [field.name for field in dataclasses.fields(cases.Rebased)]


def test_trace_has_the_fields_the_page_shows() -> None:
    assert list(read_shape("trace")[0]) == [field.name for field in dataclasses.fields(SpanRow)]


def test_an_item_of_a_report_has_the_keys_the_page_shows() -> None:
    text = (SOURCE / "actions" / "rehearsal_report.py").read_text(encoding="utf-8")
    shown = read_shape("try")
    dicts = [[read_literal(key) for key in node.keys] for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Dict) and node.keys]
    assert list(shown["items"][0]) in dicts
    assert list(shown["certificates"][0]) in dicts


def test_new_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for file in (ROOT / "standards").glob("*.yaml"):
        shutil.copy(file, tmp_path)
    made = run_json(capsys, starting.new_theme, theme="bookshop", standards=tmp_path)
    check_shape(read_shape("new theme"), made, "new theme")
    check_shape(
        read_shape("new theme"), run_json(capsys, starting.new_item, item="shop-sign", theme="bookshop", standards=tmp_path), "new item"
    )
    assert (tmp_path / "bookshop" / "shop-sign.yaml").is_file()


def test_lists_print_what_the_page_shows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    check_shape(read_shape("export items"), run_json(capsys, lists.export_items, file=file), "export")
    rows = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(
        json.dumps([*rows, {"事项名称": "缺了类型", "办理大厅": "一楼"}, {**rows[0], "row_guid": "x", "办理大厅": "一楼"}]),
        encoding="utf-8",
    )
    made = run_json(capsys, lists.import_items, file=file, into=tmp_path / "draft")
    assert made["wrong"]
    check_shape(read_shape("import items"), made, "import")


def test_sweep_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    swept = Swept("elder-allowance", "2026-11-28", 2400, 61, 5, {"elder.registered": 5}, 1, 0)
    monkeypatch.setattr(sweeping, "sweep_theme", lambda *_: swept)
    check_shape(read_shape("sweep"), run_json(capsys, sweeping.sweep, theme="elder-allowance"), "sweep")


def test_bench_rules_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured is measured by hand; here only that a measure has the keys that the page shows, and that goals decide the exit."""
    made = [measure("time beside SQL by hand", 1.123, "times", 1.3), measure("ours beside zen-engine", 49.0, "times", 50, least=True)]
    done = subprocess.CompletedProcess([], 1, json.dumps({"measures": made}))
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    told = run_json(capsys, benching.bench_rules)
    check_shape(read_shape("bench rules"), told, "bench rules")
    assert [one["holds"] for one in told["measures"]] == [True, False]


def test_a_theme_that_does_not_exist_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (instant.instant, rules.rules):
        with pytest.raises(typer.Exit) as left:
            command(themes=["newbron"], standards=None, json=False)
        assert left.value.exit_code == 2
        assert "newbron" in capsys.readouterr().out
