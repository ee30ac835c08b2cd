"""The desktop's keyring as a place for the key. Only a real one: some kinds would write the key down in the clear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from voice_assistant.errors import StoreError
from voice_assistant.store.cipher import KEY_BYTES

SERVICE = "voice-assistant"
"""Under which name the keyring lists what is ours."""

ENTRY = "everyday"

_REFUSED = ("keyrings.alt", "keyring.backends.fail", "keyring.backends.null")
"""Modules of keyrings that are none: plain files, or nothing at all."""

_CHAIN = "keyring.backends.chainer"
"""Asks one keyring after the other, whatever they are; so the first real one is asked directly."""


def read() -> bytes | None:
    """The key, or None where the keyring has none yet.

    Raises:
        StoreError: there is no real keyring, it stays locked, or what it holds is not a key.
    """
    with _told():
        written = _real().get_password(SERVICE, ENTRY)
    if written is None:
        return None
    try:
        key = bytes.fromhex(written)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreError(
            f'The entry "{SERVICE}" of the desktop\'s keyring is not a key of ours: remove it from the keyring.'
        )
    return key


def keep(key: bytes) -> None:
    """Put the key into the keyring, and make certain that it is there.

    Raises:
        StoreError: there is no real keyring, it stays locked, or it did not keep the key.
    """
    with _told():
        _real().set_password(SERVICE, ENTRY, key.hex())
    if read() != key:
        raise StoreError('The desktop\'s keyring did not keep the key: set store.key to "file".')


def _real() -> Any:
    """The keyring of this desktop."""
    try:
        keyring = import_module("keyring")
    except ImportError as error:
        raise StoreError(
            'store.key is "keyring", but the Python package keyring is not installed: install it with '
            '".venv/bin/python -m pip install keyring", or set store.key to "file".'
        ) from error
    found = keyring.get_keyring()
    candidates = found.backends if _is(found, _CHAIN) else [found]
    for backend in candidates:
        if not _is(backend, *_REFUSED):
            return backend
    raise StoreError(
        'store.key is "keyring", but there is no keyring here that keeps a key secret: start the desktop\'s '
        'keyring, or set store.key to "file".'
    )


def _is(backend: object, *modules: str) -> bool:
    of = type(backend).__module__
    return any(of == module or of.startswith(f"{module}.") for module in modules)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a keyring reports into one sentence."""
    try:
        yield
    except StoreError:
        raise
    except _failures() as error:
        raise StoreError(
            f"The desktop's keyring cannot be used ({type(error).__name__}): unlock it, or set store.key to "
            '"file".'
        ) from error


def _failures() -> tuple[type[Exception], ...]:
    """What keyrings raise: the package wraps most of what the layers below it do, but not all."""
    failures: list[type[Exception]] = [OSError]
    for module, name in (
        ("keyring.errors", "KeyringError"),
        ("secretstorage.exceptions", "SecretStorageException"),
        ("jeepney", "DBusErrorResponse"),
    ):
        try:
            failures.append(getattr(import_module(module), name))
        except ImportError:  # not on every system
            continue
    return tuple(failures)
