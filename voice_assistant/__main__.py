"""`python -m voice_assistant`, the same as the `voice-assistant` command."""

from voice_assistant.cli import main

raise SystemExit(main())
