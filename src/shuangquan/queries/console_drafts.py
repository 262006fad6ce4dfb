"""Drafts as the console lists them."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.standard.touched import Touched, find_folder, find_touched
from shuangquan.queries.console_themes import find_people
from shuangquan.queries.portal_times import say_moment
from shuangquan.records.drafts import find_drafts, find_saved_paths


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An open draft. when: last saved, or begun; touched: the themes in whose folders it saved something."""

    id: str
    title: str
    who: str
    when: str
    touched: Touched


def find_draft_rows(texts: Mapping[str, str], language: str) -> tuple[DraftRow, ...]:
    """Open drafts, the newest first. texts: those online, which tell which folder writes which theme; a new folder counts by its name."""
    found, saved = find_drafts(), find_saved_paths()
    people = find_people(draft.created_by for draft in found)
    known = {find_folder(path) for path in texts}
    rows = []
    for one in found:
        paths = saved.get(one.id, ())
        touched = find_touched(paths, texts)
        new = sorted({folder for folder in map(find_folder, paths) if folder and folder not in known})
        when = say_moment(one.saved_at or one.created_at, language)
        rows.append(DraftRow(one.id, one.title, people[one.created_by], when, Touched((*touched.themes, *new), touched.shared)))
    return tuple(rows)
