"""Django's settings, derived from the installation's variables (`kartotek/env.py`)."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from kartotek import env

ENV = env.read()
DATA: Path = ENV["KARTOTEK_DATA"]
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key(path: Path) -> str:
    """Return the key that signs sessions, made once and kept beside the data."""
    if not path.exists():
        # Written whole before it has its name: two processes that start at once agree on one.
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".secret_key-")
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key())
        with suppress(FileExistsError):
            os.link(fresh, path)
        Path(fresh).unlink()
    return path.read_text()


SECRET_KEY = _secret_key(DATA / "secret_key")
DEBUG = ENV["KARTOTEK_DEBUG"]
ALLOWED_HOSTS = ENV["KARTOTEK_ALLOWED_HOSTS"]
if ENV["KARTOTEK_URL"]:
    CSRF_TRUSTED_ORIGINS = [ENV["KARTOTEK_URL"]]
KEY_RING = Path(ENV["KARTOTEK_KEY_RING"] or DATA / "keys")
BLOB_URL = ENV["KARTOTEK_BLOB_URL"] or (DATA / "mail").as_uri()
FILE_BYTES = ENV["KARTOTEK_FILE_MEGABYTES"] * 1_000_000
SITE_URL = ENV["KARTOTEK_URL"]
HOST = ENV["KARTOTEK_HOST"]
WEB_PORT = ENV["KARTOTEK_PORT"]
LIVE_PORT = env.live_port(ENV)
LIVE_URL = ENV["KARTOTEK_LIVE_URL"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "kartotek.users",
    "kartotek.history",
    "kartotek.fields",
    "kartotek.contacts",
    "kartotek.mail",
    "kartotek.pipeline.deals",
    "kartotek.pipeline.leads",
    "kartotek.pipeline.projects",
    "kartotek.activities",
    "kartotek.linking",
    "kartotek.search",
    "kartotek.notifications",
    "kartotek.flows",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kartotek.web.csp.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kartotek.web.viewer.ViewerOfRequest",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kartotek.web.refusals.Refusals",
]

ROOT_URLCONF = "kartotek.urls"
WSGI_APPLICATION = "kartotek.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [env.ROOT / "kartotek" / "web"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "kartotek.web.jinja.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": env.database(ENV["KARTOTEK_DATABASE_URL"], DATA)}
# A CompanyForeignKey may be unique; it still is not a OneToOneField.
SILENCED_SYSTEM_CHECKS = ["fields.W342"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "users.User"
LOGIN_URL = "login:login"
PASSWORD_HASHERS = [
    "kartotek.users.passwords.SmallArgon2",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

SESSION_COOKIE_NAME = "kartotek"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV["KARTOTEK_HTTPS"]
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kartotek.web.refusals.stale_form"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if ENV["KARTOTEK_HTTPS"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("tr", "Türkçe")]
LOCALE_PATHS = [env.ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [env.ROOT / "kartotek" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
# Every page asks for files by their hashed names; the others would be compressed for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "gz", "br", "woff2", "map")
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

EMAIL_HOST = ENV["KARTOTEK_SMTP_HOST"]
EMAIL_PORT = ENV["KARTOTEK_SMTP_PORT"]
EMAIL_HOST_USER = ENV["KARTOTEK_SMTP_USER"]
EMAIL_HOST_PASSWORD = ENV["KARTOTEK_SMTP_PASSWORD"]
EMAIL_USE_TLS = ENV["KARTOTEK_SMTP_SECURITY"] == "starttls"
EMAIL_USE_SSL = ENV["KARTOTEK_SMTP_SECURITY"] == "tls"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = ENV["KARTOTEK_MAIL_FROM"]
HAS_OUTGOING_MAIL = bool(EMAIL_HOST and DEFAULT_FROM_EMAIL)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENV["KARTOTEK_LOG_LEVEL"]},
}
