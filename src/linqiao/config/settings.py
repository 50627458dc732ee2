"""Django's settings; what depends on the surroundings comes from ``environment.py``."""

import secrets
from pathlib import Path

from linqiao.config.environment import database_settings, read_environment
from linqiao.flow import FLOW

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

# Without a given key each start makes a new one: signed cookies end with the process, nothing else.
SECRET_KEY = ENVIRONMENT.secret_key or secrets.token_urlsafe(48)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
LINQIAO_MASTER_KEY = ENVIRONMENT.master_key

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "linqiao.journal",
    "linqiao.ledger",
    *(f"linqiao.{name}" for name in FLOW),
    "linqiao.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "linqiao.web.middleware.PageHeaders",
]
ROOT_URLCONF = "linqiao.config.urls"
WSGI_APPLICATION = "linqiao.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {"default": database_settings(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [str(PACKAGE / "locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_SAMESITE = "Lax"
SILENCED_SYSTEM_CHECKS: list[str] = []
