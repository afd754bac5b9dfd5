"""Files of evidence in a bucket of a server that speaks S3; loaded only where the settings name one."""

from typing import Any

from boto3.s3.transfer import TransferConfig
from storages.backends.s3 import S3Storage

MOST_IN_MEMORY = 2 * 1024 * 1024  # bytes of a file; more of it goes through a file on disk


class Bucket(S3Storage):
    """Nothing is overwritten, and nobody but the portal gets an address of a file."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "default_acl": None,
            "file_overwrite": False,
            "max_memory_size": MOST_IN_MEMORY,
            # Threads would each hold a piece: a file of 50 MB in memory after all.
            "transfer_config": TransferConfig(use_threads=False),
        }
