"""What `voice-assistant devices` and `doctor` tell about running sound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoundStatus:
    """How the sound system is at this moment."""

    microphone: str | None
    """Its name; None where there is none."""
    speaker: str | None
    """Its name; None where there is none."""
    in_rate: int
    """Samples per second of the microphone, Hz."""
    out_rate: int
    """Samples per second of the speaker, Hz."""
    in_latency: float
    """From the microphone to us, as PortAudio says, seconds."""
    out_latency: float
    """From us to the speaker, as PortAudio says, seconds."""
    in_xruns: int
    """How often the microphone lost samples."""
    out_xruns: int
    """How often the speaker ran dry."""
    dropped_frames: int
    """Frames that we were too slow to take."""
    restarts: int
    """How often the audio process was replaced."""
