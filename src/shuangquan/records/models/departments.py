"""What is wrong between us and the departments' own systems: found while hearing them, or when both sides' lists are compared."""

from django.db import models


class DepartmentIssue(models.Model):
    """One thing wrong with one package, or with what was said of it. package: its id, which names a case and an item but no person.

    what: a code of `core/cases/reconciling.py`. times: how often it was met; closed_at: when it was found mended.
    """

    department = models.CharField(max_length=32)
    package = models.CharField(max_length=200)
    what = models.CharField(max_length=32)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.IntegerField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "department_issue"
        constraints = (models.UniqueConstraint(fields=["department", "package", "what"], name="department_issue_once"),)
        indexes = (models.Index(fields=["last_at"], condition=models.Q(closed_at=None), name="department_issue_open"),)
