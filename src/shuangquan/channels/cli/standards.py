"""`shuangquan check` and `shuangquan plan`: no database, no network."""

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from shuangquan.actions.checking import Checked, check_texts, load_folder
from shuangquan.actions.spreading import map_forked
from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.core.standard.booklet import GRADES
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.class_env import LATER
from shuangquan.core.standard.classes import enumerate_classes
from shuangquan.core.standard.compile import Uncompilable, compile_plan
from shuangquan.core.standard.counted import FIGURES
from shuangquan.core.standard.divisions import find_division, find_near_region
from shuangquan.core.standard.explain import describe_origin
from shuangquan.core.standard.findings import Finding
from shuangquan.core.standard.lanes import draw_lanes
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.plan import Plan, PlanVar
from shuangquan.core.standard.saying import say_class, say_limit

Json = Annotated[bool, typer.Option("--json", help="machine-readable, on standard output")]
Paths = Annotated[list[Path] | None, typer.Argument(help="folders of standards; the shipped ones by default")]


def check(paths: Paths = None, json: Json = False) -> None:
    """Check standards: everything wrong at once, each with file, line, what and how to mend. Exit code 1 on errors."""
    errors: list[Finding] = []
    warnings: list[Finding] = []
    counts = {"themes": 0, "items": 0, "certificates": 0}
    for folder in paths or [default_standards()]:
        checked = check_texts(read_folder(folder), by_theme=map_forked)
        errors += checked.errors
        warnings += checked.warnings
        _count(checked, counts)
    if json:
        print_json({"errors": [_plain(f) for f in errors], "warnings": [_plain(f) for f in warnings], **counts})
    else:
        _print_findings(errors, warnings, counts)
    raise typer.Exit(1 if errors else 0)


def read_folder(folder: Path) -> Mapping[str, str]:
    """The texts of a folder; exit code 2 when it cannot be read."""
    try:
        return load_folder(folder)
    except NotADirectoryError:
        fail(f"没有这个文件夹：{folder}")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"读不了 {folder}：{error}")


def default_standards() -> Path:
    """SHUANGQUAN_STANDARDS, else the standards beside the source, else those in the working folder."""
    if os.environ.get("SHUANGQUAN_STANDARDS"):
        return Path(os.environ["SHUANGQUAN_STANDARDS"])
    beside = Path(__file__).resolve().parents[4] / "standards"
    return beside if beside.is_dir() else Path.cwd() / "standards"


def _count(checked: Checked, counts: dict[str, int]) -> None:
    if checked.bundle is not None:
        counts["themes"] += len(checked.bundle.themes)
        counts["items"] += len(checked.bundle.items)
        counts["certificates"] += len(checked.bundle.certificates)


def _plain(finding: Finding) -> dict[str, Any]:
    return {"file": finding.file, "line": finding.line, "code": finding.code, "message": finding.message.zh, "mend": finding.mend.zh}


def _print_findings(errors: list[Finding], warnings: list[Finding], counts: Mapping[str, int]) -> None:
    for finding in (*errors, *warnings):
        kind = "[red]错误[/red]" if finding in errors else "[yellow]提醒[/yellow]"
        console.print(f"{kind} {finding.file}:{finding.line} [dim]{finding.code}[/dim]")
        console.print(f"   {finding.message.zh}\n   [dim]改法：{finding.mend.zh}[/dim]")
    summary = f"主题 {counts['themes']}，事项 {counts['items']}，证照 {counts['certificates']}"
    console.print(f"{summary}：{len(errors)} 处错误，{len(warnings)} 处提醒")


def plan(
    theme: Annotated[str, typer.Argument(help="id of a theme")],
    answer: Annotated[list[str] | None, typer.Option("--answer", help="situation=value, as often as needed")] = None,
    region: Annotated[str, typer.Option(help="region code, six digits")] = "370000",
    without: Annotated[list[str] | None, typer.Option("--without", help="a resource that is down, or a draw's id")] = None,
    signed_in: Annotated[str | None, typer.Option("--signed-in", help="the role of whoever applies")] = None,
    standards: Annotated[Path | None, typer.Option(help="folder of standards")] = None,
    svg: Annotated[Path | None, typer.Option(help="draw the work by department lanes to this file")] = None,
    json: Json = False,
) -> None:
    """Compile a theme: the least burden with its proof, where each fact comes from and why, the order of work, figures before and after."""
    bundle = load_or_exit(standards or default_standards())
    if theme not in bundle.themes:
        fail(f"没有叫 {theme} 的主题，有：{'、'.join(bundle.themes)}")
    check_region(bundle, region)
    answers = dict(pair.partition("=")[::2] for pair in answer or [])
    situation = complete_class(bundle, theme, region, signed_in, answers)
    try:
        made = compile_plan(bundle, theme, region, situation, frozenset(without or []), signed_in)
    except (Uncompilable, ValueError) as error:
        fail(str(error))
    if svg is not None:
        try:
            svg.write_text(draw_lanes(made), encoding="utf-8")
        except OSError as error:
            fail(f"写不了 {svg}：{error}")
    if json:
        print_json(plain_plan(made))
    else:
        _print_plan(bundle, made)


def choose_themes(bundle: Bundle, wanted: Iterable[str] | None) -> tuple[str, ...]:
    """The themes named, all when none is; exit code 2 for one that does not exist."""
    named = tuple(wanted or map(str, bundle.themes))
    unknown = sorted(set(named) - set(bundle.themes))
    if unknown:
        console.print(f"没有主题 no theme {'、'.join(unknown)}；有 there are: {', '.join(bundle.themes)}")
        raise typer.Exit(2)
    return named


def load_or_exit(folder: Path) -> Bundle:
    """The bundle, or exit code 2 with the faults."""
    checked = _check_once(tuple(read_folder(folder).items()))
    if checked.bundle is None or checked.errors:
        _print_findings(list(checked.errors), [], {"themes": 0, "items": 0, "certificates": 0})
        raise typer.Exit(2)
    return checked.bundle


@lru_cache(maxsize=2)
def _check_once(texts: tuple[tuple[str, str], ...]) -> Checked:
    """The same texts are checked once in a process, examples left out."""
    return check_texts(dict(texts), walk=False, by_theme=map_forked)


def load_readable(folder: Path) -> Bundle:
    """The bundle of a folder that can be read, sound or not; else exit code 2 with the faults."""
    bundle, faults = load_bundle(read_folder(folder))
    if bundle is None:
        _print_findings(list(faults), [], {"themes": 0, "items": 0, "certificates": 0})
        raise typer.Exit(2)
    return bundle


def check_region(bundle: Bundle, region: str) -> None:
    """Exit code 2 for a region that is neither published nor a declared zone, with the one that was likely meant."""
    if find_division(region) is None and region not in bundle.regions:
        near = find_near_region(region, bundle.regions)
        fail(f"没有地区 {region}" + (f"，是不是 {near}？" if near else ""))


def complete_class(bundle: Bundle, theme: str, region: str, signed_in: str | None, answers: Mapping[str, str]) -> Mapping[str, str]:
    """The class that agrees with `answers` and otherwise is the theme's usual case: its first example's. Exit code 2 when none agrees."""
    examples = bundle.examples.get(theme, ())
    usual = {str(name): _word(value) for name, value in (examples[0].expect.get("situation", {}) if examples else {}).items()}
    fitting = [
        one
        for one in enumerate_classes(bundle, theme, region, signed_in)
        if all(one.get(name) == value for name, value in answers.items()) and (LATER not in one.values() or LATER in answers.values())
    ]
    if not fitting:
        fail(f"没有这样的情形：{dict(answers)}")
    return max(fitting, key=lambda one: (sum(one.get(n) == v for n, v in usual.items()), sum(v == "false" for v in one.values())))


def _word(value: object) -> str:
    if isinstance(value, Mapping):
        return "+".join(sorted({_word(one) for one in value.values()}))
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def fail(message: str) -> NoReturn:
    """One line on standard error, exit code 2."""
    typer.secho(message, err=True)
    raise typer.Exit(2)


def plain_plan(made: Plan) -> dict[str, Any]:
    """The documented JSON shape of a plan."""
    goals = ("burden", "sensitive", "calls")
    return {
        "theme": made.theme,
        "region": made.region,
        "situation": dict(made.situation),
        "burden": {"objective": dict(zip(goals, made.objective, strict=True)), "bound": dict(zip(goals, made.bound, strict=True))},
        "facts": [{"fact": v.path, "from": _from(made, v), "why": "；".join(b.text.zh for b in v.because)} for v in made.vars],
        "papers": [{"paper": e.path, "why": "；".join(b.text.zh for b in e.because)} for e in made.evidence],
        "edges": [list(edge) for edge in made.edges],
        "critical_path": list(made.critical_path),
        "before": {figure.what: figure.value for figure in made.before},
        "after": {figure.what: figure.value for figure in made.after},
    }


def _from(made: Plan, planned: PlanVar) -> str:
    """The draw's id for data that is drawn, else how it is had: sign_in, item, typed, …; a source tried first stands before a `|`."""
    if planned.from_ in ("resource", "certificate"):
        return planned.source
    tried = next((d.id for d in made.draws if d.speculative and any(path == planned.path for path, _ in d.gives)), None)
    return f"{tried} | {planned.from_}" if tried else planned.from_


GOALS = ("群众负担", "敏感数据", "调用次数")


def _print_plan(bundle: Bundle, made: Plan) -> None:
    console.print(f"[bold]{made.name.zh}[/bold]  地区{made.region}  {say_class(bundle, dict(made.situation)).zh}")
    if made.missing:
        console.print(f"假定这些来源中断：{'、'.join(made.missing)}")
    for goal, value, bound in zip(GOALS, made.objective, made.bound, strict=True):
        proof = "已证明不能再少" if value == bound else f"还没有证明最少，下界{bound}"
        console.print(f"  {goal} {value}（{proof}）")
    rows = [(v.path, v.label.zh, describe_origin(made, v).zh, "；".join(b.text.zh for b in v.because)) for v in made.vars]
    print_table("数据元", ("变量", "名称", "从哪来", "为什么"), rows)
    if made.evidence:
        print_table("材料", ("名称", "为什么"), [(e.name.zh, "；".join(b.text.zh for b in e.because)) for e in made.evidence])
    names = {item.id: item.name.zh for item in made.items}
    print_table("先后", ("先", "后"), [(names[a], names[b]) for a, b in made.edges])
    console.print(f"关键路径：{' → '.join(names[one] for one in made.critical_path)}；时限{say_limit(made.limit).zh}")
    figures = {figure.what: figure for figure in made.after}
    pairs = [
        (FIGURES[f.what].zh, f"{f.value:g}", f"{figures[f.what].value:g}" if f.what in figures else "—", GRADES[f.basis.grade].zh)
        for f in made.before
    ]
    print_table("改革前后", ("口径", "前", "后", "前的等级"), pairs)
