"""The wire of the exchange: POST /{provider}/v1/resources/{source}, and …/news; both sides speak it."""

from shuangquan.connectors.guard import About, Ask, Guard, Reply
from shuangquan.connectors.shape import JSON, Reader, malformed, read_object, write_object
from shuangquan.connectors.share.port import Drawn, DrawRequest, Feed, FeedRequest, NewRecord


class ShareWire:
    """Draws over HTTP through a guard."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def draw(self, request: DrawRequest) -> Drawn:
        """See SharePort."""
        about = About(
            request.provider,
            request.source,
            request.case,
            request.item,
            request.purpose,
            request.actor,
            tuple(sorted(request.keys)),
            request.fields,
        )
        body = write_object(
            {
                "keys": dict(request.keys),
                "use_cause": request.purpose,
                "case": request.case,
                "item": request.item,
                "fields": list(request.fields),
                "request": request.key,
            }
        )
        path = f"/{request.provider}/v1/resources/{request.source}"
        return self.guard.send(about, Ask("POST", path, body), lambda reply: read_drawn(reply, request))

    def hear(self, request: FeedRequest) -> Feed:
        """See SharePort."""
        fields = tuple(name for name in (request.key, request.about) if name)
        about = About(request.provider, request.source, "", "", request.purpose, "system", (), fields)
        body = write_object({"since": request.since, "use_cause": request.purpose, "fields": list(fields)})
        path = f"/{request.provider}/v1/resources/{request.source}/news"
        return self.guard.send(about, Ask("POST", path, body), lambda reply: read_news(reply, request))


MOST_CURSOR = 200
"""Characters of a cursor."""


def read_news(reply: Reply, request: FeedRequest) -> Feed:
    """Parse news. Fault malformed when the shape is wrong, a region is none, or it says there is more without going on."""
    party = request.provider
    reader = Reader(read_object(reply.body, party), party)
    records = tuple(_read_new(one, request) for one in reader.parts("records"))
    cursor, more = reader.text("cursor"), reader.truth("more")
    if len(cursor) > MOST_CURSOR or (cursor == request.since and (more or records)):
        raise malformed(party)
    return Feed(records, cursor, more)


def _read_new(one: Reader, request: FeedRequest) -> NewRecord:
    found = NewRecord(one.text(request.key), one.text(request.about) if request.about else "", one.text("region"))
    if not found.who or (request.about and not found.about) or not (len(found.region) == 6 and found.region.isdigit()):
        raise malformed(request.provider)
    return found


def read_drawn(reply: Reply, request: DrawRequest) -> Drawn:
    """Parse an answer. Fault malformed when its shape is wrong or it gives a field that was not asked for."""
    party = request.provider
    reader = Reader(read_object(reply.body, party), party)
    allowed = frozenset(request.fields)
    found = reader.truth("found")
    record: dict[str, JSON] = dict(reader.part("record").scalars(allowed)) if reader.has("record") else {}
    members = tuple(dict(one.scalars(allowed)) for one in reader.parts("members")) if reader.has("members") else ()
    if not found and (record or members):
        raise malformed(party)
    if found and not reader.has("record") and not reader.has("members"):
        raise malformed(party)
    return Drawn(found, reader.moment("as_of"), record, members)
