"""What stands out from our own echo: noise of a known loudness in place of speech."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voice_assistant.hearing.barge_in import LEARNING, MEMORY, Leak, listen, power
from voice_assistant.vocabulary import FRAME, Frame, Samples

RANDOM = np.random.default_rng(3)

HISS = [(RANDOM.standard_normal(FRAME) * 0.1).astype(np.float32) for _ in range(300)]
"""Six seconds of our own sound, equally loud throughout."""

BABBLE = [frame * np.float32(10 ** RANDOM.uniform(-1.5, 0)) for frame in HISS]
"""Six seconds of our own sound, as uneven as speech."""

SILENCE = np.zeros(FRAME, np.float32)

NOTHING = [SILENCE] * 300


def run(played: list[Samples], heard: list[Samples], leak: Leak | None = None) -> tuple[Leak, list[bool]]:
    leak, stood_out = leak or Leak(), []
    for far, near in zip(played, heard, strict=True):
        leak, out = listen(leak, Frame(0, near, far))
        stood_out.append(out)
    return leak, stood_out


def echo(played: list[Samples], gain: float, delay: int) -> list[Samples]:
    """What comes back of it, `delay` frames later."""
    kept = played[: len(played) - delay]
    return [*([SILENCE] * delay), *(np.float32(gain) * frame for frame in kept)]


def test_power_is_the_mean_square() -> None:
    assert power(np.array([1.0, -1.0, 0.0, 0.0], np.float32)) == pytest.approx(0.5)
    assert power(np.zeros(0, np.float32)) == 0.0


def test_everything_stands_out_while_we_are_silent() -> None:
    leak, stood_out = run(NOTHING, HISS)
    assert all(stood_out)
    assert not leak.playing
    assert leak.learnt == 0


def test_nothing_stands_out_before_the_room_is_known() -> None:
    _, stood_out = run(HISS, [frame * np.float32(5) for frame in HISS])
    assert not any(stood_out[:LEARNING])


@settings(max_examples=30)
@given(st.floats(-40, 0), st.integers(0, MEMORY - 1))
def test_the_leak_is_learnt_with_its_loudness_and_delay(gain_db: float, delay: int) -> None:
    gain = 10 ** (gain_db / 20)
    leak, _ = run(BABBLE, echo(BABBLE, gain, delay))
    taps = leak.taps[::-1]
    assert int(np.argmax(taps)) == delay
    assert 10 * np.log10(taps[delay]) == pytest.approx(gain_db, abs=2.5)


@pytest.mark.parametrize("played", [HISS, BABBLE], ids=["even", "uneven"])
@pytest.mark.parametrize("delay", [0, 3, 12, 20])
def test_our_own_echo_hardly_ever_stands_out(played: list[Samples], delay: int) -> None:
    _, stood_out = run(played, echo(played, 0.25, delay))
    assert sum(stood_out) <= 3


def test_a_voice_well_above_the_echo_stands_out() -> None:
    leak, _ = run(BABBLE, echo(BABBLE, 0.25, 3))
    voice = [HISS[i] * np.float32(1.0) + sound for i, sound in enumerate(echo(BABBLE, 0.25, 3))]
    _, stood_out = run(BABBLE[:50], voice[:50], leak)
    assert np.mean(stood_out) > 0.9


def test_with_headphones_a_quiet_voice_stands_out() -> None:
    leak, _ = run(BABBLE, NOTHING)
    _, stood_out = run(BABBLE[:30], [frame * np.float32(0.02) for frame in HISS[:30]], leak)
    assert all(stood_out)


def test_noise_under_faint_sound_is_not_taken_for_its_echo() -> None:
    faint = [frame * np.float32(0.005) for frame in HISS[:LEARNING]]
    noise = [frame * np.float32(0.1) for frame in HISS[:LEARNING]]
    leak, _ = run(faint, noise)
    assert leak.playing
    assert not leak.taps.any()


def test_a_loudspeaker_that_is_turned_up_is_learnt_anew() -> None:
    leak, _ = run(BABBLE, echo(BABBLE, 0.1, 3))
    _, stood_out = run(BABBLE, echo(BABBLE, 0.4, 3), leak)
    assert any(stood_out[:20])
    assert not any(stood_out[-100:])


def test_our_sound_stays_in_the_room_for_half_a_second() -> None:
    leak, _ = run(HISS, HISS)
    leak, _ = run(NOTHING[: MEMORY - 1], NOTHING[: MEMORY - 1], leak)
    assert leak.playing
    leak, stood_out = run([SILENCE], [SILENCE], leak)
    assert not leak.playing
    assert stood_out == [True]


def test_what_was_known_before_is_left_alone() -> None:
    leak, _ = run(BABBLE, echo(BABBLE, 0.25, 3))
    played, taps = leak.played.copy(), leak.taps.copy()
    first = listen(leak, Frame(0, HISS[0], HISS[1]))
    again = listen(leak, Frame(0, HISS[0], HISS[1]))
    assert np.array_equal(leak.played, played)
    assert np.array_equal(leak.taps, taps)
    assert first[1] == again[1]
    assert np.array_equal(first[0].taps, again[0].taps)
