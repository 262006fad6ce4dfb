"""/healthz: is this process able to serve?"""

from django.db import connection
from django.http import HttpRequest, JsonResponse


def show_health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers; a broken database raises, which is a 500."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"state": "ok"})
