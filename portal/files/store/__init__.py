"""Where the bytes lie, under `<organisation>/<two letters>/<SHA-256>`: each organisation's by themselves.

So what one erases never was another's, and equal contents tell nobody anything.
"""

from typing import cast

from flask import current_app

from portal.files.store.bucket import BucketStore
from portal.files.store.folder import FolderStore
from portal.files.store.place import Lying as Lying
from portal.files.store.place import Store as Store


def store() -> Store:
    """The installation's, made at its first use."""
    known = current_app.extensions.setdefault("medvirke_files", {})
    if "store" not in known:
        config = current_app.config["PORTAL"]
        known["store"] = BucketStore(config.files_url) if config.files_url else FolderStore(config.data / "files")
    return cast(Store, known["store"])
