"""The arithmetic of a room."""

from __future__ import annotations

import numpy as np
import pytest

from voice_assistant.audio.acoustics import OFF, Acoustics, Echo, Noise, impulse_response
from voice_assistant.errors import InputError
from voice_assistant.vocabulary import FRAME, Samples


def through(acoustics: Acoustics, played: Samples) -> Samples:
    echo = Echo(acoustics)
    return np.concatenate([echo.step(frame) for frame in played.reshape(-1, FRAME)])


def speech_like(frames: int) -> Samples:
    return (np.random.default_rng(7).standard_normal(frames * FRAME) * 0.1).astype(np.float32)


def test_a_room_is_read_from_text() -> None:
    room = Acoustics.parse("delay_ms=80, gain_db=-20,rt60_ms=300,noise_db=-55.5")
    assert room == Acoustics(80.0, -20.0, 300.0, -55.5)


def test_levels_may_be_off() -> None:
    assert Acoustics.parse("gain_db=off,noise_db=off") == Acoustics()


def test_an_echo_without_a_level_is_still_heard() -> None:
    assert Acoustics.parse("delay_ms=100").gain_db == -12
    assert Acoustics.parse("noise_db=-60").gain_db == OFF


@pytest.mark.parametrize(
    ("text", "named", "allowed"),
    [
        ("delay=60", "delay=60", "delay_ms, gain_db, rt60_ms, noise_db"),
        ("seed=3", "seed=3", "delay_ms"),
        ("", "''", "key=value"),
        ("gain_db", "gain_db", "key=value"),
        ("gain_db=-12,", "''", "key=value"),
        ("gain_db=loud", "loud", "-120 to 0 or off"),
        ("gain_db=3", "'3'", "-120 to 0 or off"),
        ("delay_ms=1001", "1001", "0 to 1000"),
        ("delay_ms=-1", "-1", "0 to 1000"),
        ("delay_ms=off", "off", "0 to 1000."),
        ("rt60_ms=2001", "2001", "0 to 2000"),
        ("noise_db=nan", "nan", "-120 to 0 or off"),
        ("noise_db=inf", "inf", "-120 to 0 or off"),
        ("gain_db=-3,gain_db=-4", "gain_db", "once"),
    ],
)
def test_a_bad_room_is_refused_by_name(text: str, named: str, allowed: str) -> None:
    with pytest.raises(InputError) as caught:
        Acoustics.parse(text)
    assert named in str(caught.value)
    assert allowed in str(caught.value)


def test_a_room_without_reverberation_only_delays_and_damps() -> None:
    played = speech_like(20)
    heard = through(Acoustics(delay_ms=62.5, gain_db=-20), played)
    assert not heard[:1000].any()
    assert np.allclose(heard[1000:], played[:-1000] * 0.1, atol=1e-6)


def test_no_delay_is_possible() -> None:
    played = speech_like(3)
    assert np.allclose(through(Acoustics(delay_ms=0, gain_db=0), played), played, atol=1e-6)


def test_without_echo_nothing_comes_back() -> None:
    assert not through(Acoustics(), speech_like(10)).any()


def test_frame_by_frame_is_the_same_as_one_convolution() -> None:
    room = Acoustics(delay_ms=33, gain_db=-6, rt60_ms=150)
    played = speech_like(30)
    played[5 * FRAME : 12 * FRAME] = 0  # the echo goes on while the speaker is silent
    whole = np.convolve(played, impulse_response(room))
    assert np.allclose(through(room, played)[528:], whole[: len(played) - 528], atol=1e-6)


def test_reverberation_fades_by_60_db_and_keeps_the_level() -> None:
    response = impulse_response(Acoustics(gain_db=-12, rt60_ms=500))
    energy = np.cumsum(response[:0:-1] ** 2)[::-1]  # what is still to come, the direct path left out
    db = 10 * np.log10(energy / energy[0])
    assert np.argmax(db < -30) == pytest.approx(4000, rel=0.05)
    assert 10 * np.log10(np.sum(response**2)) == pytest.approx(-12, abs=0.01)
    assert response[0] ** 2 == pytest.approx(np.sum(response[1:] ** 2), rel=1e-4)


def test_noise_has_the_level_that_was_asked_for() -> None:
    noise = Noise(Acoustics(noise_db=-40))
    heard = np.concatenate([noise.step() for _ in range(200)])
    assert 20 * np.log10(np.sqrt(np.mean(heard**2))) == pytest.approx(-40, abs=0.1)
    assert not Noise(Acoustics()).step().any()


def test_the_seed_decides_everything() -> None:
    first, same, other = (Acoustics(gain_db=-6, rt60_ms=100, noise_db=-40, seed=s) for s in (1, 1, 2))
    assert np.array_equal(impulse_response(first), impulse_response(same))
    assert not np.array_equal(impulse_response(first), impulse_response(other))
    assert np.array_equal(Noise(first).step(), Noise(same).step())
    assert not np.array_equal(Noise(first).step(), Noise(other).step())
