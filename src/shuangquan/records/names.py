"""Names that processes need before Django is set up."""


def queue_of(name: str) -> str:
    """The queue a job waits in: the first part of its name. ValueError when the name has none."""
    queue, dot, verb = name.partition(".")
    if not (queue and dot and verb):
        raise ValueError(f"a job's name is `queue.verb`, not {name!r}")
    return queue
