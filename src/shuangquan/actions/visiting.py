"""联合踏勘: photographs that an officer takes on the spot, and their showing to everybody who came along."""

from shuangquan.actions.loading import Loaded, decide_case
from shuangquan.actions.tasks import SeenTask, show_task
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.stages import find_teller
from shuangquan.core.cases.turn import Turn
from shuangquan.core.cases.visits import check_photograph, decide_photographed, find_photos
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.files import PDF, find_media_type
from shuangquan.records.blobs import StoredBlob, append_blob, find_blob
from shuangquan.records.calls import append_data_use

PURPOSE = "visit"


def add_photo(actor: Actor, case_id: str, item: str, member: str | None, content: bytes, text: str) -> Loaded:
    """Keep a photograph: JPEG or PNG, up to 8 MiB.

    Refusals: as `show_task`; "photo.none", "photo.kind", "photo.many"; "task.not_here" outside a visit; those of `append_blob`.
    """
    if not content:
        raise Refusal("photo.none", "photo")
    if find_media_type(content) in (PDF, None):
        raise Refusal("photo.kind", "photo")
    loaded = show_task(actor, case_id, item, member).loaded
    check_photograph(loaded.case, loaded.index, item, member)
    blob = append_blob(loaded.stored.row, PURPOSE, content)

    def decide(turn: Turn, index: PlanIndex) -> None:
        planned, task = index.items.get(item), turn.case.tasks.get((item, member))
        if planned is None or task is None or find_teller(planned, task) != actor.department:
            raise Refusal("staff.forbidden", item)
        decide_photographed(turn, index, item, member, blob.id, blob.sm3.hex(), text, actor.subject)

    return decide_case(actor, case_id, "task.decide", decide)


def load_photo(actor: Actor, case_id: str, item: str, member: str | None, blob_id: str) -> StoredBlob:
    """A photograph that this task may see. Refusals as `show_task`; "evidence.unknown" for any other."""
    seen: SeenTask = show_task(actor, case_id, item, member)
    shown = find_photos(seen.loaded.case, seen.loaded.index, seen.item, member)
    found = find_blob(blob_id) if any(one.photo.blob == blob_id for one in shown) else None
    if found is None:
        raise Refusal("evidence.unknown", "photo")
    append_data_use(actor, case_id, ("photo",), seen.loaded.stored.row.home_region)
    return found
