"""Opening devices that are hard to please, with a PortAudio of our own."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from voice_assistant.audio.devices import Device
from voice_assistant.audio.streams import Microphone, Speaker
from voice_assistant.errors import AudioError
from voice_assistant.vocabulary import Samples

DEVICE = Device(3, "Card, ALSA", 4, 2, 44_100, default_input=True, default_output=True)


class Picky:
    """A PortAudio whose device opens only at some rates and channel counts."""

    class PortAudioError(Exception):
        """What sounddevice raises."""

    def __init__(self, rates: set[int], channels: set[int]) -> None:
        self.rates = rates
        self.channels = channels
        self.callback: Callable[..., None]
        self.InputStream = self.OutputStream = self.open

    def open(self, **options: Any) -> Any:
        if options["samplerate"] not in self.rates:
            raise self.PortAudioError("Invalid sample rate [PaErrorCode -9997]", -9997)
        if options["channels"] not in self.channels:
            raise self.PortAudioError("Invalid number of channels [PaErrorCode -9998]", -9998)
        self.callback = options["callback"]
        self.options = options
        return SimpleNamespace(latency=0.03, active=True)


@pytest.mark.parametrize(
    ("rates", "channels", "opened"),
    [
        ({16_000, 44_100, 48_000}, {1, 2}, (48_000, 1)),
        ({44_100}, {1, 2}, (44_100, 1)),
        ({48_000}, {2}, (48_000, 2)),
        ({44_100}, {4}, (44_100, 4)),
    ],
)
def test_a_microphone_is_opened_as_it_likes(
    rates: set[int], channels: set[int], opened: tuple[int, int]
) -> None:
    portaudio = Picky(rates, channels)
    microphone = Microphone(portaudio, DEVICE)
    assert (microphone.rate, portaudio.options["channels"]) == opened
    assert portaudio.options["blocksize"] == opened[0] // 100


def test_a_device_that_refuses_is_explained() -> None:
    with pytest.raises(
        AudioError, match=r"microphone “Card, ALSA” does not open \(Invalid sample rate"
    ) as raised:
        Microphone(Picky({16_000}, {1}), DEVICE)
    assert raised.value.fields["problem"] == "refused"


def test_a_restarted_speaker_keeps_its_rate() -> None:
    with pytest.raises(AudioError, match="does not open"):
        Speaker(Picky({48_000}, {1}), DEVICE, rate=44_100)
    assert Speaker(Picky({44_100}, {1}), DEVICE, rate=44_100).rate == 44_100


@pytest.mark.parametrize(("converted", "age"), [(0.97, 0.02), (0.0, 0.03), (5.0, 0.0)])
def test_the_age_of_a_block_is_believed_only_if_it_can_be(converted: float, age: float) -> None:
    portaudio, heard = Picky({48_000}, {1}), []
    microphone = Microphone(portaudio, DEVICE)
    microphone.hear = lambda _block, _at, seconds, lost: heard.append((round(seconds, 6), lost))
    times = SimpleNamespace(currentTime=1.0, inputBufferAdcTime=converted)
    portaudio.callback(np.zeros((480, 1), dtype=np.float32), 480, times, SimpleNamespace(input_overflow=True))
    assert heard == [(age, True)]
    assert microphone.blocks == 1


def test_a_stereo_speaker_plays_mono_on_both_sides() -> None:
    portaudio = Picky({48_000}, {2})
    speaker = Speaker(portaudio, DEVICE)

    def speak(count: int, _sounds: float, _dry: bool) -> Samples:
        return np.arange(count, dtype=np.float32)

    speaker.speak = speak
    block = np.zeros((480, 2), dtype=np.float32)
    times = SimpleNamespace(currentTime=1.0, outputBufferDacTime=1.05)
    portaudio.callback(block, 480, times, SimpleNamespace(output_underflow=False))
    assert np.array_equal(block[:, 0], np.arange(480))
    assert np.array_equal(block[:, 1], np.arange(480))
