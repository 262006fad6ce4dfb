"""Start a theme or an item: the files somebody then edits."""

from pathlib import Path

from shuangquan.core.exchange.starting import Unstartable, Wanted, check_start, render_start
from shuangquan.core.standard.bundle import Bundle


def start_theme(bundle: Bundle, wanted: Wanted, standards: Path) -> list[Path]:
    """Write a new theme into its own new folder of `standards`; returns the files.

    Unstartable as `check_start`, or when the folder is there.
    """
    check_start(bundle, wanted, theme=True)
    folder = standards / wanted.id
    if folder.exists():
        raise Unstartable(f"文件夹已经存在：{folder}，请换一个编号，或先移走它")
    folder.mkdir()
    return _write(folder, render_start(wanted, theme=True))


def start_item(bundle: Bundle, wanted: Wanted, folder: Path) -> list[Path]:
    """Write a new item into a file of its own in `folder`; returns it. Unstartable as `check_start`, or when the file is there."""
    check_start(bundle, wanted, theme=False)
    texts = render_start(wanted, theme=False)
    there = next((folder / name for name in texts if (folder / name).exists()), None)
    if there is not None:
        raise Unstartable(f"文件已经存在：{there}，请换一个编号，或先移走它")
    return _write(folder, texts)


def _write(folder: Path, texts: dict[str, str]) -> list[Path]:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
