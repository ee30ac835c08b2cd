"""The key of the everyday store: where it is, who can read it, and how it moves."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TypeVar

import pytest

from voice_assistant.errors import StoreError
from voice_assistant.store import desktop_keyring, everyday_key, files, open_database
from voice_assistant.store.keys import DATABASE, KEY_FILE

keyring = pytest.importorskip("keyring")

from keyring.backend import KeyringBackend  # noqa: E402
from keyring.backends.chainer import ChainerBackend  # noqa: E402
from keyring.backends.fail import Keyring as NoKeyring  # noqa: E402
from keyring.backends.null import Keyring as NullKeyring  # noqa: E402
from keyring.errors import KeyringLocked  # noqa: E402

HEX = "0123456789abcdef" * 4

Backend = TypeVar("Backend")


class Desktop(KeyringBackend):  # type: ignore[misc]
    """A keyring in memory, as good as a real one."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.forgets = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.forgets:
            self.kept[service, username] = password


class Plaintext(Desktop):
    """A keyring that writes passwords to a file in the clear."""


Plaintext.__module__ = "keyrings.alt.file"


class Locked(Desktop):
    """A keyring whose owner does not unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("secret words of the keyring")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def no_keyring_of_this_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, NoKeyring())


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    return use(monkeypatch, Desktop())


def use(monkeypatch: pytest.MonkeyPatch, backend: Backend) -> Backend:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


def refusal(folder: Path, kept_in: str = "file") -> str:
    """What is said, in one sentence and without a key."""
    with pytest.raises(StoreError) as refused:
        everyday_key(folder, kept_in)
    text = str(refused.value)
    assert text.endswith(".")
    assert ". " not in text
    assert HEX not in text
    return text


def write_key(folder: Path, text: str = HEX + "\n", mode: int = 0o600) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / KEY_FILE
    file.write_text(text)
    file.chmod(mode)
    return file


# ---------------------------------------------------------------- in a file


def test_a_key_is_made_once_at_random_for_the_user_alone(folder: Path, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        key = everyday_key(folder, "file")
    finally:
        os.umask(old)
    assert len(key) == 32
    assert everyday_key(folder, "file") == key
    assert everyday_key(tmp_path / "other", "file") != key
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / KEY_FILE).read_text() == key.hex() + "\n"
    assert [file.name for file in folder.iterdir()] == [KEY_FILE]


def test_the_key_is_on_disk_before_it_has_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    really_sync, really_link = os.fsync, Path.hardlink_to
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: (
            done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file") or really_sync(handle)
        ),
    )
    monkeypatch.setattr(Path, "hardlink_to", lambda *paths: done.append("name") or really_link(*paths))
    everyday_key(folder, "file")
    assert done[-3:] == ["file", "name", "folder"]


def test_of_two_processes_that_begin_at_once_both_have_the_same_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = files.create_private

    def the_other_is_quicker(path: Path, content: bytes) -> None:
        really(path, HEX.encode())
        really(path, content)

    monkeypatch.setattr("voice_assistant.store.keys.create_private", the_other_is_quicker)
    assert everyday_key(folder, "file") == bytes.fromhex(HEX)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o777])
def test_a_key_that_others_can_read_is_refused(mode: int, folder: Path) -> None:
    write_key(folder, mode=mode)
    assert "can be read by others: run chmod 600" in refusal(folder)
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == mode


def test_a_key_of_another_user_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_key(folder)
    someone_else = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: someone_else)
    assert "belongs to another user" in refusal(folder)


@pytest.mark.parametrize(
    "text", ["", "\n", HEX[:-1], HEX + "0", HEX + "\n\n", "g" + HEX[1:], "x'" + HEX, "ä" * 64, HEX.upper()]
)
def test_a_damaged_key_is_refused_and_not_replaced(text: str, folder: Path) -> None:
    file = write_key(folder, text)
    assert "is damaged: a key is 64 hexadecimal digits" in refusal(folder)
    assert file.read_text() == text


def test_a_link_is_no_key(folder: Path) -> None:
    key = write_key(folder).rename(folder / "elsewhere")
    (folder / KEY_FILE).symlink_to(key)
    assert "cannot be used" in refusal(folder)


def test_a_store_without_its_key_never_gets_a_new_one(folder: Path) -> None:
    open_database(folder / DATABASE, everyday_key(folder, "file")).close()
    (folder / KEY_FILE).unlink()
    assert "put the key back, or move everyday.db away to begin anew" in refusal(folder)
    assert not (folder / KEY_FILE).exists()


# ---------------------------------------------------------------- in the keyring


def test_the_keyring_keeps_a_new_key_and_no_file_does(folder: Path, desktop: Desktop) -> None:
    key = everyday_key(folder, "keyring")
    assert desktop.kept == {("voice-assistant", "everyday"): key.hex()}
    assert everyday_key(folder, "keyring") == key
    assert list(folder.iterdir()) == []


def test_a_key_moves_into_the_keyring_and_out_of_the_file(folder: Path, desktop: Desktop) -> None:
    key = everyday_key(folder, "file")
    open_database(folder / DATABASE, key).close()
    assert everyday_key(folder, "keyring") == key
    assert desktop.kept == {("voice-assistant", "everyday"): key.hex()}
    assert not (folder / KEY_FILE).exists()


def test_a_key_comes_back_out_of_the_keyring(folder: Path, desktop: Desktop) -> None:
    key = everyday_key(folder, "keyring")
    open_database(folder / DATABASE, key).close()
    assert everyday_key(folder, "file") == key
    assert (folder / KEY_FILE).read_text() == key.hex() + "\n"
    assert desktop.kept  # the store of another folder may need it
    assert everyday_key(folder, "keyring") == key
    assert not (folder / KEY_FILE).exists()


def test_the_file_needs_no_keyring_as_long_as_it_is_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    open_database(folder / DATABASE, key := everyday_key(folder, "file")).close()
    assert everyday_key(folder, "file") == key


def test_two_different_keys_are_for_the_user_to_decide(folder: Path, desktop: Desktop) -> None:
    everyday_key(folder, "keyring")
    file = write_key(folder)
    assert "are different keys: remove the one that does not open the store" in refusal(folder, "keyring")
    assert file.exists()


def test_a_keyring_that_does_not_keep_the_key_does_not_cost_the_file(folder: Path, desktop: Desktop) -> None:
    key = everyday_key(folder, "file")
    desktop.forgets = True
    assert "did not keep the key" in refusal(folder, "keyring")
    assert everyday_key(folder, "file") == key


def test_a_store_whose_key_is_in_no_keyring_never_gets_a_new_one(folder: Path, desktop: Desktop) -> None:
    folder.mkdir()
    (folder / DATABASE).write_bytes(b"a store")
    assert "its key is not in the desktop's keyring" in refusal(folder, "keyring")
    assert not desktop.kept


@pytest.mark.parametrize(
    "backend", [NoKeyring(), NullKeyring(), Plaintext()], ids=lambda b: type(b).__module__
)
def test_a_keyring_that_keeps_no_secret_is_refused(
    backend: KeyringBackend, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, backend)
    write_key(folder)
    assert "no keyring here that keeps a key secret" in refusal(folder, "keyring")
    assert "store.key" in refusal(folder, "keyring")
    assert (folder / KEY_FILE).exists()
    assert not getattr(backend, "kept", None)


def test_of_a_chain_the_first_real_keyring_is_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, good = Plaintext(), Desktop()
    monkeypatch.setattr(ChainerBackend, "backends", [plain, NoKeyring(), good])
    use(monkeypatch, ChainerBackend())
    key = everyday_key(folder, "keyring")
    assert list(good.kept.values()) == [key.hex()]
    assert not plain.kept
    monkeypatch.setattr(ChainerBackend, "backends", [plain, NoKeyring()])
    assert "no keyring here" in refusal(folder, "keyring")


def test_a_missing_package_is_named_with_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    text = refusal(folder, "keyring")
    assert "pip install keyring" in text
    assert 'or set store.key to "file"' in text


def test_a_locked_keyring_is_told_without_its_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Locked())
    text = refusal(folder, "keyring")
    assert "(KeyringLocked): unlock it" in text
    assert "secret words" not in text


@pytest.mark.parametrize("written", ["", "no key", HEX[2:], HEX + "00"])
def test_an_entry_that_is_no_key_is_refused(written: str, folder: Path, desktop: Desktop) -> None:
    desktop.kept["voice-assistant", "everyday"] = written
    assert "is not a key of ours" in refusal(folder, "keyring")
    assert desktop.kept["voice-assistant", "everyday"] == written


def test_what_keyrings_raise_below_their_own_layer_is_known() -> None:
    names = {failure.__name__ for failure in desktop_keyring._failures()}
    assert {"OSError", "KeyringError"} <= names
    if sys.platform == "linux":
        assert {"SecretStorageException", "DBusErrorResponse"} <= names
