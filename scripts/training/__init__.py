"""How the starter models are made. See docs/models.md; the commands are scripts/train_stt.py and its neighbours."""
