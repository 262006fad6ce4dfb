"""A standard's files on disk. Reads; decides nothing."""

from pathlib import Path


def load_texts(folder: Path) -> dict[str, str]:
    """Every YAML file below `folder`: path relative to it (with `/`) → text. Hidden files and folders are passed over.

    NotADirectoryError when there is no such folder; UnicodeDecodeError when a file is not UTF-8.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    files = (path for path in sorted(folder.rglob("*.yaml")) if path.is_file())
    found = ((path.relative_to(folder), path) for path in files)
    return {name.as_posix(): path.read_text(encoding="utf-8") for name, path in found if not any(p.startswith(".") for p in name.parts)}
