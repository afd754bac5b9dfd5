"""Settings, read from the environment. Every variable is explained in `.env.example`.

Without any variable the portal runs for one computer ("local"): SQLite in `var/`, plain HTTP, its own key.
`ENVIRONMENT=production` asks for a key and host names and turns HTTPS on. Under pytest it is "test".
"""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from whitenoise.compress import Compressor

from ita_portal.secret_key import read_or_make_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

TESTING = "PYTEST_VERSION" in os.environ
if not TESTING:
    # What the system sets wins over the file.
    env.read_env(env.path("ENV_FILE", default=str(BASE_DIR / ".env")))

# Everything that the portal writes.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

ENVIRONMENT = "test" if TESTING else env.str("ENVIRONMENT", default="local")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.bool("DEBUG", default=False)

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else LOCAL_HOSTS)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if PRODUCTION:
    SECRET_KEY = env.str("SECRET_KEY")
elif TESTING:
    SECRET_KEY = "insecure-key-of-the-test-suite"  # noqa: S105
else:
    SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_make_secret_key(VAR_DIR / "secret-key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Applications

INSTALLED_APPS = [
    "organisations",
    "plans",
    "assessments",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "js_lib_bootstrap5",
    "lucide",
    "treebeard",
    "ita_portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ita_portal.errors.not_allowed",
]

ROOT_URLCONF = "ita_portal.urls"
WSGI_APPLICATION = "ita_portal.wsgi.application"
ASGI_APPLICATION = "ita_portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "organisations.context.page",
            ],
        },
    },
]
# So that templates/django/forms/ can dress a form field in our own markup.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database

SQLITE_OPTIONS = {
    # A write lock is taken at the start, so that a transaction never fails half-way for want of one.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds a writer waits for another
    # Django itself turns foreign_keys on.
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;",
}

if env.str("DATABASE_URL", default=""):
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "db.sqlite3"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file: the threads of a browser test would have to share one connection in memory.
    test_database = Path(tempfile.gettempdir()) / f"ita-portal-test-{os.getpid()}.sqlite3"
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "TEST": {"NAME": test_database}}
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Files

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# This makes var/ on a fresh clone, and whitenoise warns when it is not there.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
# PDF and Excel files by plan version, made again when missing.
DOCUMENT_CACHE = VAR_DIR / "documents"

# Names of static files carry a hash; tests and a developer's server do without `collectstatic`.
HASHED_STATIC_FILES = not TESTING and env.bool("HASHED_STATIC_FILES", default=PRODUCTION)
# Files of evidence lie on disk beside the rest, or in a bucket of a server that speaks S3 once one is named.
EVIDENCE_S3_BUCKET = env.str("EVIDENCE_S3_BUCKET", default="")
EVIDENCE_STORAGE: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
if EVIDENCE_S3_BUCKET:
    EVIDENCE_STORAGE = {
        "BACKEND": "organisations.evidence_bucket.Bucket",
        "OPTIONS": {
            "bucket_name": EVIDENCE_S3_BUCKET,
            "endpoint_url": env.str("EVIDENCE_S3_ENDPOINT", default="") or None,
            "region_name": env.str("EVIDENCE_S3_REGION", default="") or None,
            "access_key": env.str("EVIDENCE_S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("EVIDENCE_S3_SECRET_KEY", default="") or None,
            # Servers other than Amazon's have no address of its own for each bucket.
            "addressing_style": env.str("EVIDENCE_S3_ADDRESSING", default="path"),
            "location": env.str("EVIDENCE_S3_PREFIX", default=""),
        },
    }
# Who looks for viruses in files of evidence: clamd://host:3310, clamd:///run/clamav/clamd.ctl, or the dotted
# path of a function. Where it cannot be asked, no file is taken, unless that is not required.
EVIDENCE_SCANNER = env.str("EVIDENCE_SCANNER", default="")
EVIDENCE_SCANNER_REQUIRED = env.bool("EVIDENCE_SCANNER_REQUIRED", default=True)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": EVIDENCE_STORAGE,
    "staticfiles": {
        "BACKEND": "ita_portal.static_files.HashedStaticFilesStorage"
        if HASHED_STATIC_FILES
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Without collected files whitenoise serves them from where they lie.
WHITENOISE_USE_FINDERS = not HASHED_STATIC_FILES
WHITENOISE_AUTOREFRESH = DEBUG
# Nobody asks for files without a hash, and source maps are for developers: compressing both took a minute.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# An address typed as www.example.go.th means https; Django 6 does so by itself.
FORMS_URLFIELD_ASSUME_HTTPS = True

# A narrative section may hold 50,000 Thai letters: 9 bytes each in a form, several sections in one page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# One cache for all processes of a machine: sign-in limits count in it.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if TESTING
    else env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")
}

# Language and time

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# Sign-in

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "organisations.sign_in.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    # A test signs in hundreds of times; nothing is protected there.
    *(["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else []),
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

REGISTRATION_OPEN = env.bool("REGISTRATION_OPEN", default=False)
ACCOUNT_ADAPTER = "organisations.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
# Administrators enter the addresses; a letter of an agency, not a click, proves whose they are.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reset_password": "organisations.forms.sign_in.ResetPasswordForm"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# An address that nobody verified, as here, would otherwise bar its owner from a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "ITA Portal"

# Single sign-on (ThaID or any OpenID Connect provider), off until a server is named.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
OIDC_CREATES_USERS = env.bool("OIDC_CREATES_USERS", default=False)
SOCIALACCOUNT_ADAPTER = "organisations.adapters.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        # The provider is the agency's own choice, so an address it vouches for finds the existing user.
        "EMAIL_AUTHENTICATION": True,
        "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": env.str("OIDC_PROVIDER_ID", default="sso"),
                "name": env.str("OIDC_NAME", default="บัญชีผู้ใช้งานของหน่วยงาน"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# A working day; afterwards one signs in again.
SESSION_COOKIE_AGE = 12 * 60 * 60

# Transport and browser security

# HTTPS=off is for a closed network without certificates; `manage.py check` keeps warning of it.
HTTPS = env.bool("HTTPS", default=PRODUCTION)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
# W021 asks for the browsers' preload list, which takes whole domains, not a portal's host name.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if env.bool("BEHIND_PROXY", default=False):
    # Only for a proxy that overwrites this header: otherwise anybody could claim to have come by HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# What the QR of printed plans lead to: paper outlives a request, so it is no matter of the request's host.
PUBLIC_ADDRESS = env.str("PUBLIC_ADDRESS", default="").rstrip("/") or (
    f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}"
    if PRODUCTION and ALLOWED_HOSTS
    else f"http://localhost:{env.int('PORT', default=8000)}"
)
# The certificate that seals approved papers, off until one is named: a PKCS#12 file, or a folder of such
# files called by organisations' codes; or the file itself in Base64.
SEAL_CERTIFICATE = env.str("SEAL_CERTIFICATE", default="")
SEAL_CERTIFICATE_BASE64 = env.str("SEAL_CERTIFICATE_BASE64", default="")
SEAL_PASSWORD = env.str("SEAL_PASSWORD", default="")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "ita_portal.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        # Browsers follow a form's redirects by this rule too, and single sign-on starts with a form.
        "form-action": [
            SELF,
            *([urlsplit(OIDC_SERVER_URL)._replace(path="").geturl()] if OIDC_SERVER_URL else []),
        ],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "upgrade-insecure-requests": HTTPS,
    },
}

# Background work: queued in the database, done by `manage.py db_worker`; in tests at once.

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend"
    }
}

# Mail

vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ita-portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Hosts within the own network to which channels of notices may post; to others inside nothing is posted.
WEBHOOK_INNER_HOSTS = env.list("WEBHOOK_INNER_HOSTS", default=[])

# Log: to the console, where systemd, Docker and a person find it.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # WeasyPrint and fontTools tell at length what they do to a font.
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
