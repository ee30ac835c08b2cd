"""The measurements of the assistant, and the spoken questions they use."""
