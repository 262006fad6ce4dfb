"""Where people want to be told of news beside the portal."""

from django.db import models

from shuangquan.records.models.papers import SealedAlone


class Contact(SealedAlone):
    """One person's choice. index: blind index of the ID number; what is sealed is the e-mail address, "" for none.

    verified_at: when the address was proven to be theirs; code_hash, code_until, tries: of the code that was sent to it. sms, mail: whether
    they want what need not be told.
    """

    index = models.BinaryField(primary_key=True)
    sms = models.BooleanField(default=True)
    mail = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True)
    code_hash = models.BinaryField(null=True)
    code_until = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "contact"
        indexes = (models.Index(fields=["key_version"], name="contact_by_version"),)
