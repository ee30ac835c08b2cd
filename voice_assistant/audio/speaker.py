"""The last stage of a turn: speech chunks in, what was really heard out.

No more than 300 ms wait in the sound system, so the assistant can always fall silent quickly. Nothing here
waits: `advance` is called once for each frame.
"""

from __future__ import annotations

from collections import deque

import numpy as np
import soxr

from voice_assistant.audio import Sound
from voice_assistant.audio.piece import Piece
from voice_assistant.vocabulary import Played, Samples, SpeechChunk, samples

QUEUE_S = 0.3
"""Most sound that waits beyond the device, s."""

EDGE_S = 0.002
"""Fade at the edges of a chunk, s: without it they click."""

BACK_S = 0.4
"""After a pause it goes on from the last quiet place within so much of what was heard, s: nobody begins in mid-word."""

STALLED = samples(1.0)
"""A sound system that plays nothing for so many samples of the time axis has lost what was queued."""


Report = tuple[int, Played]
"""What was heard, and the tag of its chunk."""


class Speaker:
    """Feeds chunks to a `Sound` without gaps and reports, sentence by sentence, what came out."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._limit = round(QUEUE_S * sound.out_rate)
        self._edge = round(EDGE_S * sound.out_rate)
        self._back = round(BACK_S * sound.out_rate)
        self._pieces: deque[Piece] = deque()
        self._reports: list[Report] = []
        self._paused = False
        self._sounded = sound.sounded()
        self._moved = sound.now()
        """When something was last known to sound."""

    @property
    def busy(self) -> bool:
        """Whether anything was handed over of which the end has not been heard or reported."""
        return bool(self._pieces or self._reports)

    def wants_more(self) -> bool:
        """Whether another chunk should be handed over now, so that it follows without a gap."""
        unsent = sum(len(piece.samples) - piece.sent for piece in self._pieces)
        return unsent + self._sound.queued() < self._limit

    def hand_over(self, chunk: SpeechChunk, tag: int = 0) -> None:
        """Take a chunk to be played after all others; `tag` is the place of its sentence in the turn."""
        sound = np.nan_to_num(chunk.samples, nan=0.0, posinf=0.0, neginf=0.0)
        if chunk.rate != self._sound.out_rate and len(sound):
            sound = soxr.resample(sound, chunk.rate, self._sound.out_rate)
        sound = np.clip(sound, -1.0, 1.0).astype(np.float32)
        edge = min(self._edge, len(sound) // 2)
        sound[:edge] *= _rise(edge)
        sound[len(sound) - edge :] *= _rise(edge)[::-1]
        self._pieces.append(Piece(tag, chunk.sentence, sound))
        self._look()
        self._fill()

    def advance(self) -> list[Report]:
        """Keep the sound going, and report what was heard since the last call. Call it once for each frame.

        What the sound system lost is never reported as heard: its chunk just ends.
        """
        self._look()
        self._fill()
        return self._told()

    def silence(self) -> list[Report]:
        """Fall silent, report what was heard, and never play the rest. Ends a pause."""
        self._flush()
        self._pieces.clear()
        self._paused = False
        return self._told()

    def pause(self) -> None:
        """Fall silent, but keep what was not heard."""
        if not self._paused:
            self._paused = True
            self._flush()
            for piece in self._pieces:
                piece.recall(self._back)
                if piece.heard:
                    edge = piece.samples[piece.heard : piece.heard + self._edge]
                    edge *= _rise(len(edge))

    def resume(self) -> None:
        """Go on where the pause began."""
        self._paused = False
        self._fill()

    def lost(self) -> None:
        """The sound system was started anew, an `AudioLost` said: what was sent and not heard never will be."""
        self._look()
        self._drop()

    def _told(self) -> list[Report]:
        reports, self._reports = self._reports, []
        return reports

    def _fill(self) -> None:
        """Write as much as may wait."""
        if self._paused:
            return
        free = self._limit - self._sound.queued()
        for piece in self._pieces:
            part = piece.samples[piece.sent : piece.sent + max(0, free)]
            if len(part):
                self._send(piece, part)
                free -= len(part)

    def _send(self, piece: Piece, part: Samples) -> None:
        if not any(other.in_flight for other in self._pieces):
            self._moved = self._sound.now()
        piece.send(len(part), self._sound.write(part) - len(part))

    def _hear(self, until: int) -> None:
        """Note what has sounded now that everything before a position has."""
        while self._pieces:
            piece = self._pieces[0]
            played = piece.hear(until, self._sound.when)
            if played is None and piece.finished:  # it had no samples at all
                now = self._sound.now()
                played = Played(piece.sentence, now, now, 1.0)
            if played is not None:
                self._reports.append((piece.tag, played))
            if not piece.finished:
                return
            self._pieces.popleft()

    def _flush(self) -> None:
        self._look()
        self._hear(self._sound.flush())
        self._sounded = self._sound.sounded()

    def _look(self) -> None:
        """Note what was heard, and whether the sound system hangs or counts anew."""
        sounded, now = self._sound.sounded(), self._sound.now()
        restarted = sounded < self._sounded
        if not restarted:
            self._hear(sounded)
        if sounded > self._sounded:
            self._moved = now
        if restarted or now - self._moved > STALLED:
            self._drop()
        self._sounded = self._sound.sounded()

    def _drop(self) -> None:
        """Forget what was sent and not heard, and make sure that it never sounds."""
        if any(piece.in_flight for piece in self._pieces):
            self._sound.flush()
            self._pieces = deque(piece for piece in self._pieces if not piece.in_flight)


def _rise(length: int) -> Samples:
    """A straight fade-in that neither begins at 0 nor ends at 1, shape (length,)."""
    return np.linspace(0.0, 1.0, length + 2, dtype=np.float32)[1:-1]
