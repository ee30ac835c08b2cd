"""Where things live."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice_assistant.errors import ConfigError
from voice_assistant.places import Places, models_folder, places


def test_one_variable_moves_everything_under_one_folder() -> None:
    environ = {"VOICE_ASSISTANT_HOME": "/srv/robin", "HOME": "/home/me", "XDG_CONFIG_HOME": "/elsewhere"}
    assert places(environ) == Places(
        config=Path("/srv/robin/config"),
        data=Path("/srv/robin/data"),
        cache=Path("/srv/robin/cache"),
        runtime=Path("/srv/robin/run"),
    )


def test_the_folders_of_one_place_are_different() -> None:
    here = places({"VOICE_ASSISTANT_HOME": "/srv/robin"})
    assert len({here.config, here.data, here.cache, here.runtime}) == 4


def test_without_any_variable_the_xdg_defaults_count() -> None:
    assert places({"HOME": "/home/me"}) == Places(
        config=Path("/home/me/.config/voice-assistant"),
        data=Path("/home/me/.local/share/voice-assistant"),
        cache=Path("/home/me/.cache/voice-assistant"),
        runtime=Path("/home/me/.cache/voice-assistant/run"),
    )


def test_the_xdg_variables_are_followed() -> None:
    environ = {
        "HOME": "/home/me",
        "XDG_CONFIG_HOME": "/x/config",
        "XDG_DATA_HOME": "/x/data",
        "XDG_CACHE_HOME": "/x/cache",
        "XDG_RUNTIME_DIR": "/run/user/1000",
    }
    assert places(environ) == Places(
        config=Path("/x/config/voice-assistant"),
        data=Path("/x/data/voice-assistant"),
        cache=Path("/x/cache/voice-assistant"),
        runtime=Path("/run/user/1000/voice-assistant"),
    )


@pytest.mark.parametrize("odd", ["", "relative/folder"])
def test_an_empty_or_relative_xdg_variable_is_ignored(odd: str) -> None:
    environ = {"HOME": "/home/me", "XDG_CONFIG_HOME": odd, "XDG_RUNTIME_DIR": odd}
    assert places(environ) == places({"HOME": "/home/me"})


def test_an_empty_home_of_our_own_is_ignored() -> None:
    assert places({"HOME": "/home/me", "VOICE_ASSISTANT_HOME": ""}) == places({"HOME": "/home/me"})


@pytest.mark.parametrize(
    ("written", "config"),
    [("~/robin", "/home/me/robin/config"), ("~", "/home/me/config"), ("/srv/~", "/srv/~/config")],
)
def test_a_tilde_at_the_beginning_is_the_home_folder(written: str, config: str) -> None:
    assert places({"HOME": "/home/me", "VOICE_ASSISTANT_HOME": written}).config == Path(config)


@pytest.mark.parametrize(("written", "below"), [("robin", "robin"), (".", "")])
def test_a_relative_folder_of_our_own_is_made_absolute(
    written: str, below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert places({"VOICE_ASSISTANT_HOME": written}).data == tmp_path / below / "data"


def test_a_user_without_a_home_folder_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(ConfigError, match="set HOME or VOICE_ASSISTANT_HOME"):
        places({})
    assert places({"VOICE_ASSISTANT_HOME": "/srv/robin"}).data == Path("/srv/robin/data")


def test_the_configuration_file_is_in_the_configuration_folder() -> None:
    assert places({"VOICE_ASSISTANT_HOME": "/srv/robin"}).config_file == Path("/srv/robin/config/config.toml")


def test_the_starter_models_are_beside_the_package() -> None:
    folder = models_folder({})
    assert folder == Path(__file__).parent.parent / "models"
    assert (folder / "starter-stt").is_dir()


def test_the_folder_of_models_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    assert models_folder({"HOME": "/home/me", "VOICE_ASSISTANT_MODELS": "~/models"}) == Path(
        "/home/me/models"
    )
    monkeypatch.setenv("VOICE_ASSISTANT_MODELS", "/srv/models")
    assert models_folder() == Path("/srv/models")
