"""授权: who lets whom act for them, or for a company."""

from django.db import models

from shuangquan.records.models.papers import SealedAlone


class Delegation(SealedAlone):
    """One person, or a company by its representative, lets another person act. Both see it, and the system; nobody else.

    kind: person | company. holder_index: blind index of whose matters they are; agent_index: of who may act. scope: ids of themes, all when
    empty. sees: begun | all (what they did not begin themselves too). level, digest, signature, key: how it was signed, SM3 of what was
    signed, the platform's SM2 signature over it. agent_account: known once they accept. Sealed: the names of both, as JSON.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8)
    holder_index = models.BinaryField()
    agent_index = models.BinaryField()
    agent_account = models.UUIDField(null=True)
    scope = models.JSONField(default=list)
    sees = models.CharField(max_length=8)
    level = models.SmallIntegerField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=128)
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "delegation"
        indexes = (
            models.Index(fields=["holder_index", "given_at"], name="delegation_given"),
            models.Index(fields=["agent_index", "given_at"], name="delegation_taken"),
        )
