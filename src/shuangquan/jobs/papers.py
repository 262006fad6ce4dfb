"""Jobs that read papers. Each runs as often as it likes: a file that was read is not read again."""

from shuangquan.actions.reading import look_at_paper, read_paper
from shuangquan.jobs.app import job


@job("paper.read")
def read(case: str, blob: str) -> None:
    """Read a file by its own text."""
    read_paper(case, blob)


@job("ocr.read")
def look(case: str, blob: str) -> None:
    """Look at a photograph or a scan: a queue of its own, so that an installation can give it a machine of its own."""
    look_at_paper(case, blob)
