"""The chain's fixtures: actions over a database of their own and a sandbox of their own."""

from tests.chain.conftest import people, platform, sandbox

__all__ = ["people", "platform", "sandbox"]
