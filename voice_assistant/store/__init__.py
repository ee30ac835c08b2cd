"""Encrypted files: rows that are on disk when a write returns, and the keys that open them.

database    rows in one encrypted file
migration   a file of an older version is brought to this one, after a backup
cipher      connections to SQLCipher, and its failures in words
files       files and folders that only the user can read, and the lock that keeps a second process out
keys        the key of the everyday store: in a file, or in the desktop's keyring through `desktop_keyring`

What the rows mean is known to those who keep them: `everyday.encoding` for the everyday store.
"""

from __future__ import annotations

from voice_assistant.store.database import Database, Row, open_database
from voice_assistant.store.keys import everyday_key

__all__ = ["Database", "Row", "everyday_key", "open_database"]
