"""Echo cancelling: our own sound goes, the user's stays; through jumps, drifting clocks and talk on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from voice_assistant.audio.acoustics import Acoustics, Echo, Noise
from voice_assistant.audio.echo import CANCELLERS, RINGS, Canceller, cancelled
from voice_assistant.audio.echo import speex as speexdsp
from voice_assistant.audio.echo.adaptive import AT_FIRST, SAME, Adaptive
from voice_assistant.audio.echo.delay import SPAN, DelayFinder, Found
from voice_assistant.audio.echo.drift import DriftTracker
from voice_assistant.audio.echo.kalman import PathFilter
from voice_assistant.audio.echo.reference import TAPS, History
from voice_assistant.audio.echo.suppressor import Suppressor
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import FRAME, SAMPLE_RATE, AudioLost, Frame, Samples, samples

ROOM = Acoustics(delay_ms=90, gain_db=-18, rt60_ms=250, noise_db=-65, seed=3)
"""A living room, and a loudspeaker beside the microphone."""


def talk(duration_s: float, seed: int, level: float = 0.1) -> Samples:
    """Noise in the rhythm and the colour of speech, shape (n,)."""
    dice = np.random.default_rng(seed)
    count = round(duration_s * SAMPLE_RATE) // FRAME * FRAME
    noise = dice.standard_normal(count + 64)
    coloured = np.convolve(noise, 0.85 ** np.arange(64), "valid")[:count]
    syllables = np.repeat(dice.uniform(0.05, 1.0, count // 1600 + 1) ** 2, 1600)[:count]
    sound = coloured * np.convolve(syllables, np.full(160, 1 / 160), "same")
    return (sound * level / np.sqrt(np.mean(sound**2))).astype(np.float32)


def blocks(sound: Samples) -> Samples:
    return sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)


def in_a_room(far: Samples, near: Samples, room: Acoustics) -> Iterator[tuple[Samples, Samples]]:
    """What the microphone hears, and what is played meanwhile."""
    echo, noise = Echo(room), Noise(room)
    for played, said in zip(blocks(far), blocks(near), strict=True):
        yield echo.step(played) + said + noise.step(), played


def through(
    canceller: Canceller, far: Samples, near: Samples, room: Acoustics
) -> tuple[Samples, Samples, Samples]:
    """What was heard, what is left of it, and what is left of that, shape (n,) each."""
    kept = [(heard, *canceller.step(heard, played)) for heard, played in in_a_room(far, near, room)]
    heard, rest, clean = (np.concatenate(part) for part in zip(*kept, strict=True))
    return heard, rest, clean


def level(sound: Samples, since_s: float = 0.0, until_s: float = 1e9) -> float:
    """Root mean square, dB."""
    part = sound[int(since_s * SAMPLE_RATE) : int(min(until_s * SAMPLE_RATE, len(sound)))]
    return float(10 * np.log10(np.mean(part**2) + 1e-12))


NOBODY = np.zeros(10 * SAMPLE_RATE, np.float32)


# ---------------------------------------------------------------- the whole


def test_our_own_voice_goes() -> None:
    heard, rest, clean = through(Adaptive(), talk(10, 1), NOBODY, ROOM)
    assert level(heard, 5) - level(rest, 5) > 18
    assert level(heard, 5) - level(clean, 5) > 20


def test_it_is_quieter_after_one_second_already() -> None:
    heard, rest, _ = through(Adaptive(), talk(10, 1), NOBODY, ROOM)
    assert level(heard, 1, 2) - level(rest, 1, 2) > 6


def test_the_user_is_not_touched_while_we_speak() -> None:
    near = NOBODY.copy()
    near[6 * SAMPLE_RATE : 8 * SAMPLE_RATE] = talk(2, 9, 0.05)
    _, rest, _ = through(Adaptive(), talk(10, 1), near, ROOM)
    wrong = rest - near
    assert level(near, 6, 8) - level(wrong, 6, 8) > 12


@pytest.mark.parametrize("drift", [-100.0, 100.0])
def test_a_clock_that_drifts_is_followed(drift: float) -> None:
    room = Acoustics(delay_ms=90, gain_db=-18, rt60_ms=250, noise_db=-65, drift_ppm=drift, seed=3)
    far, near = talk(16, 1), np.zeros(16 * SAMPLE_RATE, np.float32)
    heard, rest, _ = through(Adaptive(), far, near, room)
    assert level(heard, 12) - level(rest, 12) > 18


@pytest.mark.parametrize("jump", [-40.0, 7.0, 130.0])
def test_a_delay_that_jumps_is_found_again(jump: float) -> None:
    room = Acoustics(delay_ms=90, gain_db=-18, rt60_ms=250, noise_db=-65, jump_ms=jump, jump_s=5, seed=3)
    canceller = Adaptive()
    heard, rest, clean = through(canceller, talk(10, 1), NOBODY, room)
    assert level(heard, 6) - level(rest, 6) > 12
    # Meanwhile nobody is taken for the user, but for the frames until the change is noticed.
    assert level(heard, 5.16, 5.6) - level(clean, 5.16, 5.6) > 10
    assert canceller.delay == pytest.approx((90 + jump) / 1000 * SAMPLE_RATE, abs=40)


def test_headphones_leave_the_user_as_they_are() -> None:
    near = talk(10, 9, 0.05)
    _, rest, _ = through(Adaptive(), talk(10, 1), near, Acoustics(noise_db=-65))
    assert level(near) - level(rest - near) > 25


@settings(max_examples=10, deadline=None)
@given(
    strategies.floats(5, 250),
    strategies.floats(-30, -6),
    strategies.floats(0, 600),
    strategies.integers(0, 99),
)
def test_it_never_makes_anything_louder(delay: float, gain: float, rt60: float, seed: int) -> None:
    room = Acoustics(delay_ms=delay, gain_db=gain, rt60_ms=rt60, noise_db=-65, seed=seed)
    heard, rest, clean = through(Adaptive(), talk(6, seed), NOBODY[: 6 * SAMPLE_RATE], room)
    assert np.isfinite(rest).all()
    for since in range(6):
        assert level(rest, since, since + 1) < level(heard, since, since + 1) + 1.5
        assert level(clean, since, since + 1) < level(heard, since, since + 1) + 1.5


def test_the_same_sound_gives_the_same_samples() -> None:
    first, second = (through(Adaptive(), talk(3, 1), talk(3, 2), ROOM)[1] for _ in range(2))
    assert (first == second).all()


# ---------------------------------------------------------------- frames


class Counting:
    """A canceller that halves what it hears, and counts."""

    delay = None
    steps = 0

    def step(self, heard: Samples, played: Samples) -> tuple[Samples, Samples]:
        type(self).steps += 1
        return heard / 2, heard / 4


def frames(count: int, playing: Callable[[int], bool]) -> Iterator[Frame]:
    loud, silent = np.full(FRAME, 0.1, np.float32), np.zeros(FRAME, np.float32)
    for number in range(count):
        yield Frame(number * FRAME, loud, loud if playing(number) else silent)


def test_frames_carry_both_and_silence_costs_nothing() -> None:
    Counting.steps = 0
    made = list(cancelled(frames(300, lambda number: 10 <= number < 20), Counting))
    assert [frame.start for frame in made if isinstance(frame, Frame)] == [n * FRAME for n in range(300)]
    halves = [n for n, frame in enumerate(made) if isinstance(frame, Frame) and frame.samples[0] < 0.06]
    assert halves[0] == 10
    assert Counting.steps == len(halves) == pytest.approx(10 + RINGS // FRAME, abs=2)
    first = made[10]
    assert isinstance(first, Frame)
    assert first.clean[0] == pytest.approx(0.025)


def test_after_the_sound_was_lost_a_new_canceller_begins() -> None:
    made = []

    def new() -> Canceller:
        made.append(Counting())
        return made[-1]

    lost = AudioLost(0, 320, "died")
    list(cancelled([*frames(3, bool), lost, *frames(3, bool)], new))
    assert len(made) == 2


def test_off_leaves_everything_alone() -> None:
    before = list(frames(5, lambda _: True))
    assert list(cancelled(before, CANCELLERS["off"])) == before


@pytest.mark.parametrize("name", [name for name, make in CANCELLERS.items() if make])
def test_every_canceller_keeps_its_promises(name: str) -> None:
    make = CANCELLERS[name]
    assert make is not None
    try:
        canceller = make()
    except AudioError as error:
        pytest.skip(str(error))
    heard, rest, clean = through(canceller, talk(10, 1), NOBODY, ROOM)
    assert rest.dtype == clean.dtype == np.float32
    assert len(rest) == len(clean) == len(heard)
    assert level(heard, 6) - level(rest, 6) > 6
    assert level(clean, 6) < level(rest, 6) + 1


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speexdsp, "LIBRARY", "libnothing.so.9")
    with pytest.raises(AudioError, match="libspeexdsp1"):
        speexdsp.Speex()


# ---------------------------------------------------------------- the parts


@pytest.mark.parametrize("ago", [16.0, 16.5, 100.25, 1000.75])
def test_a_history_is_read_between_its_samples(ago: float) -> None:
    history = History(4000)
    time = np.arange(4000)
    for block in blocks(np.sin(time * 0.3).astype(np.float32)[:3840]):
        history.add(block)
    expected = np.sin((np.arange(3840 - FRAME, 3840) - ago) * 0.3)
    assert np.allclose(history.delayed(ago), expected, atol=2e-3)


def test_what_was_before_the_beginning_is_silence() -> None:
    history = History(1000)
    history.add(np.ones(FRAME, np.float32))
    assert history.last(FRAME, 2000).tolist() == [0.0] * FRAME
    assert history.last(2000)[:1000].max() == 0.0
    kept = history.last(FRAME)
    history.add(np.zeros(FRAME, np.float32))
    assert kept.min() == 1.0


def looked(finder: DelayFinder, far: Samples, near: Samples, room: Acoustics) -> list[Found]:
    history, found = History(SPAN), []
    for heard, played in in_a_room(far, near, room):
        history.add(played)
        found.append(finder.look(heard, history))
    return [one for one in found if one is not None]


@pytest.mark.parametrize("delay", [3.0, 60.0, 350.0])
def test_the_delay_is_found_also_while_the_user_speaks(delay: float) -> None:
    room = Acoustics(delay_ms=delay, gain_db=-18, rt60_ms=250, noise_db=-65, seed=3)
    found = looked(DelayFinder(), talk(3, 1), talk(3, 9, 0.03), room)
    assert found
    assert all(abs(one.delay - delay * 16) < 4 for one in found[1:])


def test_where_there_is_no_echo_chance_finds_no_delay_twice() -> None:
    found = looked(DelayFinder(), talk(9, 1), talk(9, 9), Acoustics())
    assert all(abs(one.delay - other.delay) > SAME for one, other in pairwise(found))
    assert all(one.clarity < AT_FIRST for one in found)
    assert not looked(DelayFinder(), np.zeros(48_000, np.float32), talk(3, 9), ROOM)


def test_a_path_is_learnt_exactly_where_nothing_disturbs() -> None:
    far = talk(6, 1)
    echo = np.convolve(far, [0.0, 0.3, 0.0, -0.2, *([0.0] * 300), 0.1])[: len(far)].astype(np.float32)
    path, history = PathFilter(), History(8000)
    path.expect(0.1, history, float(TAPS))
    left = [heard - path.step(heard, played) for heard, played in zip(blocks(echo), blocks(far), strict=True)]
    assert level(echo, 4) - level(np.concatenate(left), 4) > 30


def test_a_lag_becomes_a_rate() -> None:
    tracker, far = DriftTracker(), talk(20, 1)
    history, ago = History(4000), 100.0
    for number, block in enumerate(blocks(far)):
        history.add(block)
        heard = history.delayed(100.0 + 0.02 * number)
        ago += tracker.step(history.delayed(ago), heard)
    assert tracker.rate == pytest.approx(0.02, rel=0.15)
    assert ago == pytest.approx(100 + 0.02 * 1000, abs=1.0)
    assert tracker.holds > 0.8


def test_what_is_not_there_does_not_hold() -> None:
    tracker = DriftTracker()
    for expected, heard in zip(blocks(talk(1, 1)), blocks(talk(1, 2)), strict=True):
        tracker.step(expected, heard)
    assert abs(tracker.holds) < 0.5
    assert tracker.rate == pytest.approx(0.0, abs=1e-3)


def test_what_is_left_is_taken_down_and_the_user_is_not() -> None:
    suppressor, echo, near = Suppressor(), talk(8, 1), np.zeros(8 * SAMPLE_RATE, np.float32)
    near[6 * SAMPLE_RATE :] = talk(2, 9)
    rest = 0.1 * echo + near
    out = np.concatenate([suppressor.step(*pair) for pair in zip(blocks(rest), blocks(echo), strict=True)])
    late = np.concatenate((np.zeros(FRAME, np.float32), rest))[: len(rest)]  # it answers one frame later
    assert level(late, 3, 6) - level(out, 3, 6) > 8
    assert abs(level(late, 6.2) - level(out, 6.2)) < 3
    assert samples(0.02) == FRAME


def test_one_bad_sample_does_not_deafen_it() -> None:
    loud = np.full(FRAME, 0.1, np.float32)
    bad = loud.copy()
    bad[7] = np.nan
    heard = [Frame(n * FRAME, bad if n == 3 else loud, loud) for n in range(8)]
    made = [frame for frame in cancelled(heard, Adaptive) if isinstance(frame, Frame)]
    assert len(made) == 8
    assert all(np.isfinite(frame.samples).all() and np.isfinite(frame.clean).all() for frame in made)
