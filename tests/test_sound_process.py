"""Real PortAudio in a real child process, on virtual devices: sound is right, and it comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from voice_assistant.audio import process
from voice_assistant.audio.process import SoundProcess, available_devices
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import SAMPLE_RATE, AudioLost, Frame, Samples

if TYPE_CHECKING:
    from virtual_devices import VirtualDevices

RATE = 48_000

pytest_plugins = ["virtual_devices"]
pytestmark = [pytest.mark.devices, pytest.mark.skipif(sys.platform != "linux", reason="needs PulseAudio")]


@pytest.fixture
def sound(virtual_devices: VirtualDevices) -> Iterator[SoundProcess]:
    opened = SoundProcess()
    yield opened
    opened.close()


def syllables(duration_s: float, rate: int = RATE) -> Samples:
    """Something like speech: noise below 2 kHz that swells and fades; begins and ends at full strength."""
    dice = np.random.default_rng(7)
    coarse = dice.standard_normal(round(duration_s * 4_000))
    times = np.arange(round(duration_s * rate)) / rate
    noise = np.interp(times * 4_000, np.arange(len(coarse)), coarse)
    return (0.2 * noise * (0.55 + 0.45 * np.cos(2 * np.pi * 4 * times))).astype(np.float32)


def lag_and_likeness(long: Samples, short: Samples) -> tuple[int, float]:
    """Where `short` stands in `long`, and how well it correlates there."""
    size = len(long) + len(short)
    product = np.fft.irfft(np.fft.rfft(long, size) * np.conj(np.fft.rfft(short, size)), size)
    lag = int(np.argmax(product[: len(long)]))
    return lag, likeness(long[lag : lag + len(short)], short)


def likeness(one: Samples, other: Samples) -> float:
    count = min(len(one), len(other))
    return float(np.corrcoef(one[:count], other[:count])[0, 1])


def hear(sound: SoundProcess, duration_s: float) -> list[Frame]:
    """What is heard in so many seconds."""
    return [item for item in islice(sound.frames(), round(duration_s * 50)) if isinstance(item, Frame)]


def until_back(sound: SoundProcess) -> tuple[AudioLost, Frame, float]:
    """Read on until sound is back: what was lost, the frame after it, and how many seconds it took."""
    began, lost = time.monotonic(), None
    for item in sound.frames():
        if isinstance(item, AudioLost):
            lost = item
        elif lost is not None:
            return lost, item, time.monotonic() - began
    pytest.fail("the frames ended")


def pid(sound: SoundProcess) -> int:
    return sound._line.pid


def gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").split()[2] == "Z"


def shared_segments() -> set[str]:
    return {entry.name for entry in Path("/dev/shm").iterdir() if not entry.name.startswith("pulse")}


def test_what_is_said_into_the_microphone_arrives_whole(
    virtual_devices: VirtualDevices, sound: SoundProcess
) -> None:
    hear(sound, 0.2)
    player = virtual_devices.say(syllables(1.5))
    frames = hear(sound, 2.3)
    player.wait()
    assert all(later.start - former.start == 320 for former, later in pairwise(frames))
    heard = np.concatenate([frame.samples for frame in frames])
    _, alike = lag_and_likeness(heard, syllables(1.5, 16_000))
    assert alike > 0.95
    assert sound.status().dropped_frames == 0


def test_frames_come_promptly(sound: SoundProcess) -> None:
    hear(sound, 0.5)
    behind = [
        sound.now() - frame.start - 320 for frame in islice(sound.frames(), 50) if isinstance(frame, Frame)
    ]
    print(f"capture latency {np.median(behind) / 16:.0f} ms (worst {max(behind) / 16:.0f})")
    assert np.median(behind) < 0.08 * SAMPLE_RATE
    assert min(behind) > -160


def test_the_first_syllable_is_played_whole(virtual_devices: VirtualDevices, sound: SoundProcess) -> None:
    recording = virtual_devices.listen()
    spoken = syllables(1.0)
    hear(sound, 0.3)
    sound.write(spoken)
    hear(sound, 1.6)
    recorded = recording.stop()
    lag, alike = lag_and_likeness(recorded, spoken)
    assert alike > 0.95
    assert likeness(recorded[lag : lag + RATE // 50], spoken[: RATE // 50]) > 0.95
    assert np.abs(recorded[: lag - 50]).max() < 0.01


def test_a_flush_is_soon_silent(virtual_devices: VirtualDevices, sound: SoundProcess) -> None:
    recording = virtual_devices.listen()
    written = sound.write(syllables(3.0))
    hear(sound, 1.0)
    flushed = time.monotonic()
    heard = sound.flush()
    assert sound.queued() == 0
    hear(sound, 0.5)
    assert sound.sounded() == pytest.approx(heard, abs=RATE // 40)
    assert sound.when(written) <= sound.now()
    recording.stop()
    loud = [at for at, peak in recording.peaks if peak > 0.01]
    print(f"flush {1000 * (loud[-1] - flushed):.0f} ms")
    assert loud[0] < flushed
    assert loud[-1] - flushed < 0.15
    assert 0.7 * RATE < heard < 1.1 * RATE


def test_positions_tell_when_they_sound(sound: SoundProcess) -> None:
    hear(sound, 0.3)
    end = sound.write(syllables(0.5))
    assert sound.sounded() == 0
    assert sound.when(0) > sound.now() - 320
    moments = []
    for _ in range(40):
        hear(sound, 0.02)
        moments.append(sound.sounded())
    assert sorted(moments) == moments
    assert moments[-1] == end
    begin, finish = sound.when(0), sound.when(end)
    assert finish - begin == pytest.approx(0.5 * SAMPLE_RATE, abs=40)
    assert finish < sound.now()
    whens = [sound.when(position) for position in range(0, end, 480)]
    assert sorted(whens) == whens
    second = sound.write(syllables(0.1))
    assert sound.when(second) > sound.now()
    assert sound.queued() == pytest.approx(0.1 * RATE, abs=960)
    hear(sound, 0.4)
    assert sound.sounded() == second
    assert sound.queued() == 0


def test_gain_ducks_what_is_playing(virtual_devices: VirtualDevices, sound: SoundProcess) -> None:
    recording = virtual_devices.listen()
    sound.write(np.full(RATE * 2, 0.5, dtype=np.float32))
    hear(sound, 0.5)
    sound.set_gain(0.25)
    hear(sound, 0.5)
    recorded = np.abs(recording.stop())
    assert recorded.max() == pytest.approx(0.5, abs=0.02)
    assert np.median(recorded[-RATE // 10 :]) == pytest.approx(0.125, abs=0.02)


def test_far_is_what_comes_back_as_an_echo(virtual_devices: VirtualDevices, sound: SoundProcess) -> None:
    loop = virtual_devices.pactl(
        "load-module", "module-loopback", "source=spk.monitor", "sink=mic_feed", "latency_msec=60"
    )
    try:
        hear(sound, 0.8)
        lags = []
        for _ in range(2):
            sound.write(syllables(2.0))
            frames = hear(sound, 2.5)
            far = np.concatenate([frame.far for frame in frames])
            near = np.concatenate([frame.samples for frame in frames])
            first = int(np.flatnonzero(np.abs(far) > 0.01)[0])
            for start in range(first + 1600, first + 24_000, 4_800):
                lag, alike = lag_and_likeness(near[start : start + 9_600], far[start : start + 4_800])
                assert alike > 0.9
                lags.append(lag / 16)
    finally:
        virtual_devices.pactl("unload-module", loop)
    print("echo lags, ms:", np.round(lags, 1))
    assert all(0 < lag < 250 for lag in lags)
    assert np.ptp(lags[:5]) < 8


@pytest.mark.parametrize(("blow", "reason"), [(signal.SIGKILL, "died"), (signal.SIGSTOP, "hung")])
def test_sound_comes_back_when_its_process_is_lost(
    sound: SoundProcess, blow: signal.Signals, reason: str
) -> None:
    last = hear(sound, 1.0)[-1]
    before = sound.write(syllables(2.0))
    hear(sound, 0.5)
    child = pid(sound)
    os.kill(child, blow)
    lost, frame, took = until_back(sound)
    print(f"back after {blow.name}: {took:.2f} s")
    assert took < 3.0
    assert lost.reason == reason
    assert last.start < lost.since < lost.until == frame.start
    assert lost.until - lost.since == pytest.approx(took * SAMPLE_RATE, abs=0.4 * SAMPLE_RATE)
    assert gone(child)
    heard = sound.sounded()
    assert 0 < heard < before
    assert sound.queued() == 0
    assert sound.flush() == heard
    assert sound.when(before - 1) <= sound.now()
    after = sound.write(syllables(0.2))
    assert after == before + RATE // 5
    hear(sound, 0.6)
    assert sound.sounded() == after
    assert sound.when(before) > lost.until
    assert sound.status().restarts == 1


def test_sound_comes_back_after_its_server_crashed(
    virtual_devices: VirtualDevices, sound: SoundProcess
) -> None:
    hear(sound, 0.3)
    virtual_devices.stop()
    starter = threading.Timer(1.0, virtual_devices.start)
    starter.start()
    lost, _, took = until_back(sound)
    starter.join()
    print(f"back after the server crashed and was started again: {took:.2f} s")
    assert lost.reason == "device"
    assert took < 10


def test_sound_that_stays_away_is_an_error_and_no_hang(
    virtual_devices: VirtualDevices, sound: SoundProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "GIVE_UP_S", 1.0)
    hear(sound, 0.3)
    virtual_devices.stop()
    try:
        with pytest.raises(AudioError, match="did not come back within 1 s"):
            until_back(sound)
    finally:
        virtual_devices.start()


def test_an_unplugged_device_is_no_hang(virtual_devices: VirtualDevices, sound: SoundProcess) -> None:
    hear(sound, 0.3)
    virtual_devices.pactl("unload-module", "module-null-sink")
    began = time.monotonic()
    lost = [item for item in islice(sound.frames(), 125) if isinstance(item, AudioLost)]
    took = time.monotonic() - began
    print(f"unplugged: {[(one.reason, (one.until - one.since) / 16_000) for one in lost]}, {took:.1f} s")
    assert took < 12
    virtual_devices.stop()
    virtual_devices.start()


def test_nothing_is_left_behind_when_we_are_killed(virtual_devices: VirtualDevices) -> None:
    script = (
        "from voice_assistant.audio.process import SoundProcess\n"
        "sound = SoundProcess()\n"
        "print(sound._line.pid, flush=True)\n"
        "for frame in sound.frames(): pass\n"
    )
    before = shared_segments()
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        assert not gone(child)
        parent.kill()
    until = time.monotonic() + 2
    while not gone(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert gone(child)
    assert shared_segments() == before


@pytest.mark.parametrize("blow", [None, signal.SIGSTOP])
def test_closing_is_quick_even_if_the_child_hangs(
    virtual_devices: VirtualDevices, blow: signal.Signals | None
) -> None:
    sound = SoundProcess()
    child = pid(sound)
    if blow:
        os.kill(child, blow)
    began = time.monotonic()
    sound.close()
    assert time.monotonic() - began < 0.5
    assert gone(child)
    sound.close()
    assert list(sound.frames()) == []


def test_a_device_that_does_not_exist_is_explained(virtual_devices: VirtualDevices) -> None:
    with pytest.raises(AudioError, match="There is no sound device 99"):
        SoundProcess(microphone="99")
    with pytest.raises(AudioError, match="No speaker has “trumpet” in its name"):
        SoundProcess(speaker="trumpet")
    assert any(device.default_input for device in available_devices())


def test_without_a_microphone_time_goes_on(
    virtual_devices: VirtualDevices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", virtual_devices.speaker_only())
    sound = SoundProcess(speaker="default")
    try:
        assert (sound.has_input, sound.has_output) == (False, True)
        began = time.monotonic()
        assert not any(frame.samples.any() for frame in hear(sound, 0.6))
        assert time.monotonic() - began == pytest.approx(0.6, abs=0.15)
        end = sound.write(syllables(0.2))
        hear(sound, 0.5)
        assert sound.sounded() == end
    finally:
        sound.close()
