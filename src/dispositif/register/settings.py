"""Django's settings of a register. What differs from place to place comes from the environment.

DISPOSITIF_HOME   the folder of the database and the secret key; ~/.dispositif
DATABASE_URL      another database than the SQLite file of the home: postgres://user@host/name
DISPOSITIF_HOSTS  the host names that the server answers to, with commas; localhost
SECRET_KEY        the key that signs sessions, in place of the file of the home
DISPOSITIF_LANGUAGE  of mails and notices, and of pages for whoever asks for none that there is: en, fr or ar; en

DISPOSITIF_HTTPS        1 where people come by https: cookies are sent by https alone
DISPOSITIF_HSTS         seconds for which browsers shall insist on https; 0
DISPOSITIF_PROXIES      how many proxies stand before the server, whose X-Forwarded-For and -Proto count; 0
DISPOSITIF_OIDC_ISSUER  the address of an OpenID Connect server, to sign in by; with it
DISPOSITIF_OIDC_CLIENT, DISPOSITIF_OIDC_SECRET   what it knows the register by
DISPOSITIF_OIDC_NAME    what the button says; Single sign-on
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

import dispositif
from dispositif.register.opening import home, secret_key

SECRET_KEY = secret_key()
DEBUG = False
HOSTS = [host for host in os.environ.get("DISPOSITIF_HOSTS", "").split(",") if host]
ALLOWED_HOSTS = [*(HOSTS or ["localhost"]), "127.0.0.1", "[::1]"]
IS_HTTPS = os.environ.get("DISPOSITIF_HTTPS", "0") == "1"
# Where the register is, for links in mails; unknown where nobody has said by which name people come.
ADDRESS = f"http{'s' * IS_HTTPS}://{HOSTS[0]}" if HOSTS else ""

INSTALLED_APPS = [
    "dispositif.register.holdings",
    "dispositif.register.people",
    "dispositif.register.review",
    "dispositif.register.followup",
    "dispositif.register.finding",
    "dispositif.register.api",
    "dispositif.register.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
]
MIDDLEWARE = [
    "dispositif.register.api.problems.Problems",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dispositif.register.web.refusals.Refusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "dispositif.register.urls"
WSGI_APPLICATION = "dispositif.register.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["dispositif.register.web.filters", "dispositif.register.web.tables"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dispositif.register.web.context.page",
            ],
        },
    }
]

# Django brings its templates of form fields in both languages: these are compiled, and take a third of the time.
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES: dict[str, Any] = {
    "default": dj_database_url.config(default=f"sqlite:///{home() / 'register.sqlite3'}", conn_max_age=60)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers do not wait for the one who writes; who writes begins by saying so, and waits its turn.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": (
            # Of a new file: a document is long, and half as many pages take a tenth off bringing one in.
            "PRAGMA page_size=8192; "
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            # So many KiB are kept at hand: what a batch of documents changes fits in and is written once.
            "PRAGMA cache_size=-65536;"
        ),
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
    }
# Attempts to sign in are counted here, by all processes together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "people_cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = os.environ.get("DISPOSITIF_LANGUAGE", "en")
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ar", _("Arabic"))]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_TZ = True
TIME_ZONE = os.environ.get("TZ", "UTC")

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dispositif.register.web.styles.Styles"},
}
# The colours and marks of the page that is exported: a text looks the same in both.
STATICFILES_DIRS = [
    (name, Path(dispositif.__file__).with_name(layer) / "style")
    for name, layer in (("text", "exports"), ("comparison", "comparison"))
]
# A batch that is too large is refused file by file, with a sentence.
DATA_UPLOAD_MAX_NUMBER_FILES = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
WHITENOISE_USE_FINDERS = True
OIDC_ISSUER = os.environ.get("DISPOSITIF_OIDC_ISSUER", "").rstrip("/")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        # The button for single sign-on is a form whose answer leads there.
        "form-action": [
            SELF,
            *([f"{urlsplit(OIDC_ISSUER).scheme}://{urlsplit(OIDC_ISSUER).netloc}"] if OIDC_ISSUER else []),
        ],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = int(os.environ.get("DISPOSITIF_HSTS", "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DISPOSITIF_PROXIES", "0"))
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "dispositif.register.web.refusals.forged"

LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "sign-in"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "dispositif.register.web.accounts.Accounts"
SOCIALACCOUNT_ADAPTER = "dispositif.register.web.accounts.Strangers"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "sign-in"
# Guessing a password: so often from one address, so often for one name; then the answer is 429 or a sentence.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key", "change_password": "5/m/user"}
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("DISPOSITIF_OIDC_NAME") or _("Single sign-on"),
                "client_id": os.environ.get("DISPOSITIF_OIDC_CLIENT", ""),
                "secret": os.environ.get("DISPOSITIF_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
