"""How static files are named in production: with a hash, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = r"""(?P<matched>import(?P<names>[^"';]*)["'](?P<url>\.[^"']*)["'];)"""


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, which also follows the imports of our own scripts.

    Django can follow those of every script, but trips over what stands in comments of others' scripts.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((_IMPORT, 'import%(names)s"%(url)s";'),)),
    )
