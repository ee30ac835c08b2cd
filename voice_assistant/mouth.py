"""The speaker, which one turn at a time may use, and the account of what was heard of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import anyio
import numpy as np
from anyio import Event
from anyio.abc import ObjectReceiveStream
from anyio.lowlevel import checkpoint_if_cancelled

from voice_assistant.audio import Sound
from voice_assistant.audio.speaker import Speaker
from voice_assistant.observers import Observer
from voice_assistant.running import Running
from voice_assistant.vigil import Vigil
from voice_assistant.vocabulary import Played, Sentence, SpeechChunk

NO_WORDS = -1
"""The place, in what was said, of a sound that is none."""


class Mouth:
    """Speaks for one turn after the other. It moves on with the frames that are heard: audio time is its clock.

    Args:
        sound: where it speaks.
        observer: is told what it says.
        spoken: is called with the number of a turn whenever it says something.
        vigil: is told what begins to sound.
        screen: whether what is only shown can be read.
    """

    def __init__(
        self, sound: Sound, observer: Observer, spoken: Callable[[int], None], vigil: Vigil, *, screen: bool
    ) -> None:
        self._speaker = Speaker(sound)
        self._observer = observer
        self._spoken = spoken
        self._vigil = vigil
        self._screen = screen
        self._free = anyio.Lock()
        self._running: Running | None = None
        self._lengths: dict[int, float] = {}
        self._frame_passed = Event()
        self.lost = self._speaker.lost
        """To be called when the sound system was started again."""
        self.pause = self._speaker.pause
        self.resume = self._speaker.resume

    @property
    def speaker(self) -> Running | None:
        """The turn that it speaks for now."""
        return self._running

    def frame(self) -> None:
        """20 ms have passed."""
        self._account(self._speaker.advance())
        self._frame_passed.set()
        self._frame_passed = Event()

    def cut(self, running: Running) -> None:
        """Fall silent at once, if it speaks for this turn, and never play the rest."""
        if self._running is running and self._speaker.busy:
            self._account(self._speaker.silence())

    async def speak(self, running: Running, chunks: ObjectReceiveStream[SpeechChunk | Sentence]) -> None:
        """Speak chunks as they come, once the turn's gate is open; return when all was heard.

        A chunk without words is a sound; a sentence without sound is shown and not spoken. Cancelled, it is silent
        within one block.
        """
        async with chunks:
            await running.gate.wait()
            async with self._free:
                self._running, self._lengths = running, {}
                try:
                    async for chunk in chunks:
                        while not self._speaker.wants_more():
                            await self._frame_passed.wait()
                        await checkpoint_if_cancelled()  # nothing may reach the speaker after a cancellation
                        if isinstance(chunk, Sentence):
                            self._show(running, chunk)
                            running.turn.played[len(running.turn.said) - 1] = float(self._screen)
                        else:
                            self._hand_over(running, chunk)
                    while self._speaker.busy:
                        await self._frame_passed.wait()
                finally:
                    self.cut(running)
                    self._running = None

    def _hand_over(self, running: Running, chunk: SpeechChunk) -> None:
        place = NO_WORDS
        if chunk.sentence.text:
            self._show(running, chunk.sentence)
            place = len(running.turn.said) - 1
            self._lengths[place] = len(chunk.samples) / chunk.rate
        if np.nan_to_num(chunk.samples).any():  # what cannot be heard must not count as said
            level = np.float32(running.level)
            self._speaker.hand_over(replace(chunk, samples=chunk.samples * level), place)

    def _show(self, running: Running, sentence: Sentence) -> None:
        """Put a sentence on the screen, and on the record of what was said."""
        running.turn.said.append(sentence)
        self._vigil.shown(running, len(running.turn.said) - 1)
        self._spoken(running.turn.id)
        self._observer.saying(running.turn, sentence)

    def _account(self, heard: list[tuple[int, Played]]) -> None:
        """Write down what came out of the speaker."""
        if self._running is None:
            return
        turn = self._running.turn
        for place, played in heard:
            if place != NO_WORDS:
                if place not in turn.played:
                    self._vigil.sounding(self._running, place, self._lengths.get(place, 0.0))
                turn.played[place] = max(played.share, turn.played.get(place, 0.0))
            turn.times.setdefault("first_audio", played.start)
            turn.times["last_audio"] = played.end
