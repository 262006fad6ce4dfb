"""`shuangquan certificates`: the directory of certificate types. No database, no network."""

from pathlib import Path
from typing import Annotated

import typer

from shuangquan.channels.cli.show import console, print_json, print_table
from shuangquan.channels.cli.standards import Json, default_standards, load_or_exit
from shuangquan.core.standard.directory import Directory, Listed, list_certificates


def certificates(
    unused: Annotated[bool, typer.Option("--unused", help="only types that no item asks for or issues")] = False,
    standards: Annotated[Path | None, typer.Option(help="folder of standards")] = None,
    json: Json = False,
) -> None:
    """List every type of certificate: how sure it is, which items ask for it or issue it, and which nobody uses."""
    found = list_certificates(load_or_exit(standards or default_standards()))
    chosen = found.unused if unused else found.types
    if json:
        print_json({**_count(found), "certificates": [_plain(one) for one in chosen]})
        return
    rows = [(one.issuer_name.zh, one.name.zh, one.grade, one.layout, "、".join(one.needed), "、".join(one.issued)) for one in chosen]
    print_table("证照目录", ("颁发部门", "证照", "等级", "版式", "要它的事项", "发它的事项"), rows)
    grades = "，".join(f"{grade} 级 {many}" for grade, many in found.by_grade.items())
    console.print(f"证照 {len(found.types)} 类：{grades}；没有事项用到的 {len(found.unused)} 类；申请人自己出的材料 {found.papers} 种")
    console.print("[dim]U 级的名称没有核到出处，给人看时标“示例”。类型代码都是示例，不是官方代码。[/dim]")


def _count(found: Directory) -> dict[str, object]:
    return {"types": len(found.types), "papers": found.papers, "by_grade": dict(found.by_grade), "unused": len(found.unused)}


def _plain(one: Listed) -> dict[str, object]:
    return {
        "id": one.id, "name": {"zh": one.name.zh, "en": one.name.en}, "issuer": one.issuer, "holder": one.holder, "valid": one.valid,
        "layout": one.layout, "numbering": one.numbering, "grade": one.grade, "source": one.source,
        "needed": list(one.needed), "issued": list(one.issued),
    }  # fmt: skip
