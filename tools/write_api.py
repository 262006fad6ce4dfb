"""The programs' door as pages: the schema itself, and a table for people. `write_reference.py` writes both."""

import json
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangquan.site.settings")
BASE = "/api/v1"
HEAD = """# The API

Four doors in one: what everybody may know (themes, regions, whether a certificate is real); what an app does for a person who allowed it
(`/cases`, [how](../how-to/use-the-api.md)); certificates for systems with a cause and a ground (`/share`); and what departments bring. No
session is known and no cookie set. Written by `tools/write_reference.py` from the code; the schema is [openapi.json](openapi.json), and
every installation serves its own at
`/api/v1/openapi.json`. Version 1 stays: fields are added, none is taken away.

    curl https://zwfw.example.cn/api/v1/themes

| call | what | answers |
|---|---|---|
"""
TAIL = """
## Apps that act for people

Everything below `/cases` needs a token that a person allowed, everything below `/app` one of the app itself; `POST /api/v1/oauth/token`
gives both (RFC 6749; the body is a form, the secret comes by Basic or in the form). A call without a good token is 401 `app.token` with
`WWW-Authenticate: Bearer error="invalid_token"`, one that was not allowed 403 `app.scope` with `insufficient_scope`. The person is the
actor: policy and refusals are those of the portal, at the identity level of the permission, for signing during 24 hours after it was given.
An app sees the cases it opened for that person; any other is 404 `case.unknown`, whether or not it exists. What an app reads of a case
(`form`, `check`, `progress`, certificates …) the person sees under 我的数据.

| scope | for |
|---|---|
| `case.read` | state, notice, questions, form, parties, check, fees, progress, history, notices to correct |
| `case.fill` | opening, agreeing to the notice, answers, facts, members, papers, asking others |
| `case.sign` | the signature; answering when somebody asks |
| `case.submit` | payment, submission, answers to notices, withdrawing and taking up again |
| `certificate.read`, `certificate.show` | documents and certificates; showing them |
| `app` | of the app itself: registration, ids of its cases, deliveries |

Lists come in pages: pass `next` of one as `after` of the following; an empty `next` is the last. `POST …/submission` needs an
`Idempotency-Key`: the same again answers the case as it is, and changes nothing. Sentences in answers are in 中文 or English as
`Accept-Language` prefers; names are in both.

## For departments' own systems

`POST /api/v1/departments/{department}/reports` takes what a department brings by itself: JSON of exactly `content`,
`digest`, `signature`, `key_id`, sealed as [reports](connectors.md#reports-of-a-department) are. 202
`{"taken": true}`, also for the same again;
403 `report.unbelieved` for whatever the registered key of the department has not sealed, 404 `report.unknown` for a package that is not
with it, 400, 413 and 422 for what is no report. The address needs no session: the seal says who speaks. 6,000 calls an address and
minute.

## Certificates for other systems

证照共享: eight verbs and a download, under `/api/v1/share/`, for systems that the operator let in
([`shuangquan share add`](cli.md)). Each call says who calls (`head`: `accessId`, `accessToken`), why (`useCause`, mandatory,
at most 200 letters; `purpose`, one the system is let in for) and on which ground:

- a case in hand: `caseNumber` and `item` name an item that the system's own department still has to decide, and the holder takes
  part in that case; or
- the holder's consent, given in the portal by system, type and last day, and taken back there at any time.

Without a ground: 403 `share.unfounded`, and the same for a certificate that does not exist, so that nobody learns by asking who
holds what. `queryCertInfoByQRcode` answers what the holder lets be seen who shows the code, and no more. Every use is kept with
system, purpose, cause, ground and time, and the holder reads it under 我的数据.

| verb | answers |
|---|---|
| `downloadFile` | the 加注件 in base64 (`fileType` pdf or png): below every page stands for whom, for what and until when it serves |
| `downloadUrl`, `downloadUrlsByHolderCode` | addresses (`GET /api/v1/share/download?id=`) that serve for ten minutes |
| `verifyFile` | whether a file is as it was sealed here |
| `queryCertInfo`, `queryCertInfoByHolderCode` | metadata by GB/T 36903: ZZMC, ZZLXDM, ZZBH, ZZBS, ZZBFJG … and KZ_ of the face |
| `verifyCertInfo` | which elements are as the certificate has them, not how it has them |
| `queryCertInfoByQRcode` | type, issuer, validity, a masked holder |
| `getCertRemarkInfo` | state, since when, version, what it replaces and why |

An answer is `{"head": {"code": "0"}, "data": …}`; what goes wrong is a problem, as everywhere. `fileType: ofd` is refused by name
(`share.ofd`) until this installation writes OFD.

```json
{"head": {"accessId": "fund-weifang", "accessToken": "…"},
 "data": {"useCause": "提取公积金核验产权", "purpose": "提取公积金", "certId": "1.2.156.3005.2.…"}}
```

## Problems

What cannot be done is told as `application/problem+json` (RFC 9457): `code` is one of [the refusals](refusals.md), `title` its
sentence, which says what is wrong and how to mend it, in 中文 or English as `Accept-Language` prefers, `where` the part of the request
that is meant.

```json
{"type": "urn:shuangquan:refusal:theme.unknown", "title": "No such theme.", "status": 404, "code": "theme.unknown", "where": "theme"}
```

## Limits

By address and minute: 300 calls, 120 certificates, 20 files, 1,200 calls of the share API (and 20 wrong secrets in ten minutes);
an app has 600 calls a minute with its tokens, told by
`RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`, and 20 wrong secrets in ten minutes. `/health` and `/ready` are not
counted. Too many answer 429 with `Retry-After`. A theme that nobody asked for in a county before is
planned first: 503 with `Retry-After`, and a few seconds later it is there.

## Signatures

`signature` of a certificate's view is r‖s in hex: SM2 over SM3 by `key`, over the canonical JSON of `view` (sorted keys, no
spaces, UTF-8). With the installation's public keys a program need not trust the connection: [how](../how-to/verify-a-certificate.md).
"""


def find_schema() -> dict[str, Any]:
    """The door's OpenAPI document."""
    django.setup()
    from shuangquan.channels.api.routes import api  # noqa: PLC0415 — models load only after Django is set up

    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{BASE}/"), default=str))
    return found


def render_schema() -> str:
    """docs/reference/openapi.json."""
    return json.dumps(find_schema(), ensure_ascii=False, indent=1) + "\n"


def render_page() -> str:
    """docs/reference/api.md."""
    rows = []
    for path, operations in find_schema()["paths"].items():
        for method, held in operations.items():
            query = [one["name"] for one in held.get("parameters", []) if one["in"] == "query"]
            asked = f"?{'&'.join(query)}" if query else ""
            rows.append(f"| `{method.upper()} {path}{asked}` | {held['description']} | {', '.join(held['responses'])} |")
    return HEAD + "\n".join(rows) + "\n" + TAIL
