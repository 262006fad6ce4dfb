"""Django settings, driven by the environment; no secret stands here (see `installation.py`).

SHUANGQUAN_MODE: live | demo (default) | test. SHUANGQUAN_HOME, DATABASE_URL: see `installation.py`, `postgres.py`.
SHUANGQUAN_ADDRESS: the public address, e.g. https://zwfw.example.cn; it decides allowed hosts, CSRF origins and secure cookies.
SHUANGQUAN_FORM_ORIGINS: origins that a form may lead to by redirect (identity provider, payment), comma-separated.
SHUANGQUAN_REGION: the county a visitor starts in, six digits (370783 by default). SHUANGQUAN_COLLECTING: set by `up` itself.
SHUANGQUAN_POPULATION: Parquet file or folder that sweeps go through (the sandbox's, but none in live mode).
SHUANGQUAN_MANNERS: which departments speak otherwise than REST, as JSON {department: manner}; rest, soap, tables, manual (typed by
people), or {"manner": "manual", "order": [fact, ...]} with the order of that system's fields.
SHUANGQUAN_EXCHANGE: the database through which departments that exchange tables are reached; made by `up` for the demo.
SHUANGQUAN_PROXIES: how many proxies of one's own stand before this process (0 by default).
SHUANGQUAN_CLOCK_OFFSET: seconds by which the one clock runs ahead (demo and test only). SHUANGQUAN_LOG: level, default INFO.
SHUANGQUAN_QUIET_HOURS: from-to, in which messages wait that can (22:00-07:00 in live mode, none else).
SHUANGQUAN_RECHECKED: percent of what shipped rules decide alone that is looked at again (demo and test only), default 5.
"""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shuangquan.site.installation import find_home, load_secrets
from shuangquan.site.roles import Target, find_target, role_name

MODE = os.environ.get("SHUANGQUAN_MODE", "demo")
if MODE not in ("live", "demo", "test"):
    raise ValueError(f"SHUANGQUAN_MODE must be live, demo or test, not {MODE!r}")
DEBUG = False
HOME = find_home()
SECRETS = load_secrets(create=False)
SECRET_KEY = SECRETS.django_key

ADDRESS = os.environ.get("SHUANGQUAN_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
_PARTS = urlsplit(ADDRESS)
SECURE = _PARTS.scheme == "https"
if MODE == "live" and not SECURE:
    raise ValueError("live mode is served over https only: set SHUANGQUAN_ADDRESS")
ALLOWED_HOSTS = [_PARTS.hostname or "127.0.0.1", *(["127.0.0.1", "localhost", "testserver"] if MODE != "live" else [])]
CSRF_TRUSTED_ORIGINS = [ADDRESS]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
CSRF_FAILURE_VIEW = "shuangquan.channels.portal.views.errors.show_stale"
FONDS = os.environ.get("SHUANGQUAN_FONDS", "Q000")
HOME_REGION = os.environ.get("SHUANGQUAN_REGION", "370783")
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
FILE_UPLOAD_HANDLERS = ["shuangquan.site.uploads.Bounded"]
_FEED = os.environ.get("SHUANGQUAN_POPULATION", str(HOME / "sandbox" / "population.parquet") if MODE != "live" else "")
POPULATION = Path(_FEED) if _FEED else None
EXCHANGE = os.environ.get("SHUANGQUAN_EXCHANGE", "")
_BY_HAND = {"manner": "manual", "order": ["name", "birth_date", "birth_certificate_number"]}
_SPOKEN = {"hr": "soap", "cdc": _BY_HAND, **({"fund": "tables"} if EXCHANGE else {})} if MODE == "demo" else {}
MANNERS: dict[str, Any] = json.loads(os.environ.get("SHUANGQUAN_MANNERS") or json.dumps(_SPOKEN))
PROXIES = int(os.environ.get("SHUANGQUAN_PROXIES", "0"))
FORM_ORIGINS = [origin for origin in os.environ.get("SHUANGQUAN_FORM_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_htmx",
    "procrastinate.contrib.django",
    "shuangquan.records",
]
# Doors are apps for their templates and static files only; each appears here once its folder has an apps.py.
_SOURCE = Path(__file__).resolve().parents[1]
INSTALLED_APPS += [f"shuangquan.channels.{found.parent.name}" for found in sorted(_SOURCE.glob("channels/*/apps.py"))]

MIDDLEWARE = [
    "shuangquan.site.middleware.correlation",
    "django.middleware.security.SecurityMiddleware",
    "shuangquan.site.middleware.content_security",
    "django.middleware.gzip.GZipMiddleware",
    "shuangquan.site.doorstep.visitor_address",
    "shuangquan.site.doorstep.storable_text",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shuangquan.site.middleware.session_in_use",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "shuangquan.site.urls"
WSGI_APPLICATION = "shuangquan.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "string_if_invalid": "",
        },
    }
]

_TARGET = find_target(SECRETS) or Target({"host": "127.0.0.1", "port": "1", "dbname": "shuangquan"}, "")


def _database(role: str) -> dict[str, object]:
    more = {name: value for name, value in _TARGET.parts.items() if name not in ("host", "port", "dbname")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _TARGET.database,
        "USER": role_name(role),
        "PASSWORD": SECRETS.passwords[role],
        "HOST": _TARGET.parts.get("host", ""),
        "PORT": _TARGET.parts.get("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # The zone is named at connection time: one statement less per connection. A case is short; nothing waits for a lock for long.
        # A threshold at all: without one, psycopg prepares nothing, not even what asks for it (records/writes.py does).
        "OPTIONS": {
            **more,
            "prepare_threshold": 5,
            "options": "-c TimeZone=UTC -c lock_timeout=10s",
            "application_name": f"shuangquan {role}",
        },
    }


# default is what every request and job uses; owner only migrates; queue is the workers' own bookkeeping.
DATABASES = {"default": _database("app"), "owner": _database("owner"), "queue": _database("queue")}
DATABASES["owner"]["CONN_MAX_AGE"] = 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "records.StaffUser"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/desk/login"
OTP_TOTP_ISSUER = "双全 Shuangquan"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [str(path) for path in sorted(_SOURCE.glob("**/locale"))]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if MODE != "test" and ((STATIC_ROOT / "staticfiles.json").is_file() or os.environ.get("SHUANGQUAN_COLLECTING"))
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Workers poll; the migration that disables the insert trigger says why.
PROCRASTINATE_DATABASE_ALIAS = "queue"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # only workers load jobs (site/worker.py): web processes never load the solver

CLOCK_OFFSET = int(os.environ.get("SHUANGQUAN_CLOCK_OFFSET", "0")) if MODE != "live" else 0
QUIET_HOURS = os.environ.get("SHUANGQUAN_QUIET_HOURS", "22:00-07:00" if MODE == "live" else "")
RECHECKED = os.environ.get("SHUANGQUAN_RECHECKED", "5")
STANDARDS = Path(os.environ.get("SHUANGQUAN_STANDARDS", Path(__file__).resolve().parents[3] / "standards"))
SANDBOX_URL = os.environ.get("SANDBOX_URL", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"correlation": {"()": "shuangquan.site.logs.Correlation"}},
    "formatters": {"json": {"()": "shuangquan.site.logs.JsonLines"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json", "filters": ["correlation"]}},
    "root": {"handlers": ["out"], "level": os.environ.get("SHUANGQUAN_LOG", "INFO")},
    # SQL and template values may hold personal data: never below WARNING. procrastinate logs job arguments: only its warnings.
    "loggers": {
        "django.db.backends": {"level": "WARNING"},
        "django.template": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "psycopg": {"level": "ERROR"},  # it warns of every lost race
        "procrastinate": {"level": "WARNING"},
    },
}
