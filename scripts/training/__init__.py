"""How the starter models are made; docs/how-to/train-the-starter-models.md says how to run it."""
