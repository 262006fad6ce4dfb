"""What an officer is told of papers that were handed in and that only a person can read."""

from shuangquan.queries.desk_read import Read


def say_unread(read: Read, names: str) -> tuple[str, str, str]:
    """Tone, heading and sentence. names: the papers, or what stands on them."""
    return (
        "wait",
        read.say(f"要人看：{names}", f"To be read: {names}"),
        read.say(
            "材料交了，上面写的只有人能核。核对无误，写上理由就可以通过。",
            "It was handed in; only a person can read it. Pass it with a reason if it holds.",
        ),
    )
