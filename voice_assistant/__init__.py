"""A voice assistant that lives in the room: you talk, it answers, and nothing leaves the machine."""

__version__ = "0.1.0"
